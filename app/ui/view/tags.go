package view

import (
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/store"
)

// Tags is the editing of the tags of some clips: which there are, and what is
// to be changed.
type Tags struct {
	clips int
	lines []TagLine
}

// TagLine is one tag that can be set or taken away.
type TagLine struct {
	Name string
	On   int  // how many of the clips have it, as it will be
	was  int  // how many have it now
	Uses int  // in how many clips of the library it is
	New  bool // nobody uses it yet
}

// All reports whether each of n clips has the tag.
func (l *TagLine) All(n int) bool { return l.On == n }

// NewTags begins editing the tags of clips; used are the tags of the library.
func NewTags(clips []clip.Clip, used []store.Named) *Tags {
	t := &Tags{clips: len(clips)}
	on := map[string]int{}
	for i := range clips {
		for _, tag := range clips[i].Tags {
			on[tag]++
		}
	}
	for _, name := range used {
		t.lines = append(t.lines, TagLine{Name: name.Name, On: on[name.Name], was: on[name.Name], Uses: name.Clips})
		delete(on, name.Name)
	}
	for tag, n := range on { // of clips in the trash alone
		t.lines = append(t.lines, TagLine{Name: tag, On: n, was: n})
	}
	slices.SortStableFunc(t.lines, func(a, b TagLine) int {
		if a.On > 0 != (b.On > 0) {
			if a.On > 0 {
				return -1
			}
			return 1
		}
		return b.Uses - a.Uses
	})
	return t
}

// Clips is how many clips are edited.
func (t *Tags) Clips() int { return t.clips }

// Lines returns the tags that fit what is typed: those that the clips have,
// then the most used. What is no tag yet comes first, as a new one.
func (t *Tags) Lines(typed string) []TagLine {
	typed = strings.Join(strings.Fields(typed), " ")
	wanted := strings.ToLower(typed)
	var begin, within []TagLine
	known := typed == ""
	for _, l := range t.lines {
		name := strings.ToLower(l.Name)
		known = known || name == wanted
		switch {
		case strings.HasPrefix(name, wanted):
			begin = append(begin, l)
		case strings.Contains(name, wanted):
			within = append(within, l)
		}
	}
	out := append(begin, within...)
	if !known {
		// After what is there: a tag that begins so is meant more often.
		out = append(out, TagLine{Name: typed, New: true})
	}
	return out
}

// Toggle sets a tag on all of the clips, or takes it off them where all have
// it.
func (t *Tags) Toggle(name string) {
	i := slices.IndexFunc(t.lines, func(l TagLine) bool { return l.Name == name })
	if i < 0 {
		t.lines = append([]TagLine{{Name: name, On: t.clips, New: true}}, t.lines...)
		return
	}
	if l := &t.lines[i]; l.On == t.clips {
		l.On = 0
	} else {
		l.On = t.clips
	}
}

// Changes returns the tags to be set on all of the clips and those to be taken
// off them.
func (t *Tags) Changes() (add, remove []string) {
	for _, l := range t.lines {
		switch {
		case l.On == l.was:
		case l.On == t.clips:
			add = append(add, l.Name)
		default:
			remove = append(remove, l.Name)
		}
	}
	return add, remove
}
