package view

import (
	"slices"
	"testing"

	"newsclip/clip"
	"newsclip/clip/store"
)

func names(lines []TagLine) (out []string) {
	for _, l := range lines {
		name := l.Name
		if l.New {
			name += "*"
		}
		out = append(out, name)
	}
	return out
}

func tagged(tags ...string) clip.Clip { return clip.Clip{State: clip.State{Tags: tags}} }

func TestTagsAreSuggested(t *testing.T) {
	tags := NewTags([]clip.Clip{tagged("weir"), tagged("weir", "Brennick")}, []store.Named{{Name: "sea", Clips: 9}, {Name: "weather", Clips: 5}, {Name: "weir", Clips: 3}, {Name: "Brennick", Clips: 1}})
	for typed, want := range map[string][]string{
		"":             {"weir", "Brennick", "sea", "weather"},
		"we":           {"weir", "weather", "we*"},
		"WEATHER":      {"weather"},
		"nick":         {"Brennick", "nick*"},
		" low  water ": {"low water*"},
	} {
		if got := names(tags.Lines(typed)); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestTagsOfSeveralClips(t *testing.T) {
	fresh := func() *Tags {
		return NewTags([]clip.Clip{tagged("weir"), tagged("weir", "Brennick")}, []store.Named{{Name: "weir", Clips: 2}, {Name: "Brennick", Clips: 1}, {Name: "sea", Clips: 1}})
	}
	for _, test := range []struct {
		name        string
		toggle      []string
		add, remove []string
	}{
		{"nothing", nil, nil, nil},
		{"one that all have", []string{"weir"}, nil, []string{"weir"}},
		{"one that some have", []string{"Brennick"}, []string{"Brennick"}, nil},
		{"that one twice", []string{"Brennick", "Brennick"}, nil, []string{"Brennick"}},
		{"one that none has", []string{"sea"}, []string{"sea"}, nil},
		{"there and back", []string{"sea", "sea"}, nil, nil},
		{"a new one", []string{"low water"}, []string{"low water"}, nil},
		{"a new one and back", []string{"low water", "low water"}, nil, nil},
	} {
		tags := fresh()
		for _, name := range test.toggle {
			tags.Toggle(name)
		}
		if add, remove := tags.Changes(); !slices.Equal(add, test.add) || !slices.Equal(remove, test.remove) {
			t.Errorf("%s: adds %q, removes %q", test.name, add, remove)
		}
	}
}
