package paste

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"newsclip/clip"
	"newsclip/clip/extract/lexicon"
)

func TestAggregatorPage(t *testing.T) {
	text, err := os.ReadFile("testdata/aggregator/paste.txt")
	if err != nil {
		t.Fatal(err)
	}
	out, err := Clean(t.Context(), string(text))
	if err != nil {
		t.Fatal(err)
	}
	if want := "Lantern festival returns to the canals of Ostwick"; out.Metadata.Title != want {
		t.Errorf("title = %q, want %q", out.Metadata.Title, want)
	}
	paragraphs := strings.Split(out.Body.Plain(), "\n\n")
	if len(paragraphs) != 4 || !strings.HasPrefix(paragraphs[0], "The lantern festival returns to the canals of the town of Ostwick this Saturday after four years without it") || !strings.HasSuffix(paragraphs[3], "until midnight.") {
		t.Errorf("paragraphs = %q", paragraphs)
	}
	for _, gone := range []string{"menu", "02:10", "Grey background", "Comments", "GET OUR APP", "More like this"} {
		if strings.Contains(out.Body.Plain(), gone) {
			t.Errorf("%q stands in the body", gone)
		}
	}
	if len(out.Related) != 2 || out.Related[0].Title != "Ostwick to widen its oldest bridge for cyclists" || out.Related[0].Outlet != "The Canal Gazette" ||
		out.Related[0].DateEvidence != "2 hours ago" || !out.Related[0].Excerpt || !strings.HasPrefix(out.Related[1].Text, "The mill museum has found") {
		t.Errorf("related = %+v", out.Related)
	}
	if len(out.Media) != 1 || out.Media[0].Duration != "02:10" {
		t.Errorf("media = %+v", out.Media)
	}
	if out.Metadata.Authors != nil || !out.Metadata.Published.IsZero() || out.Metadata.Outlet != "" {
		t.Errorf("metadata was invented: %+v", out.Metadata)
	}
}

func TestShapes(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"one line": {"A ferry sank off Brennick on Monday.", "A ferry sank off Brennick on Monday."},
		"clean text keeps all": {
			"Ferry sinks off Brennick\n\nA ferry sank off Brennick on Monday after it had struck a rock in the fog, the harbour office said, and all on board were saved.\n\nIt lies in nine metres of water.",
			"A ferry sank off Brennick on Monday after it had struck a rock in the fog, the harbour office said, and all on board were saved.\n\nIt lies in nine metres of water."},
		"windows line ends and broken lines": {
			"Ferry sinks off Brennick\r\n\r\nA ferry sank off Brennick on Monday after\r\nit had struck a rock in the fog, the harbour office said, and everybody on board was saved by two fishing boats that were near.",
			"A ferry sank off Brennick on Monday after it had struck a rock in the fog, the harbour office said, and everybody on board was saved by two fishing boats that were near."},
		"a first paragraph of short lines only": {
			"menu\nsearch\nFerry sinks off Brennick\n\nA ferry sank off\nBrennick on Monday after it\nhad struck a rock in the fog.\nAll on board were saved by two fishing boats that were near, the harbour office said, and nobody was hurt, though two dogs are missing.\n\nIt lies in nine metres of water, and the salvage begins on Thursday, when the tide is at its lowest and the wind is said to ease.\nshare\nprint\ncontact",
			"A ferry sank off Brennick on Monday after it had struck a rock in the fog.\n\nAll on board were saved by two fishing boats that were near, the harbour office said, and nobody was hurt, though two dogs are missing.\n\nIt lies in nine metres of water, and the salvage begins on Thursday, when the tide is at its lowest and the wind is said to ease."},
		"a word broken by a hyphen": {
			"Port news\n\nThe port, which had been closed since the storm, opened again on Monday mor-\nning after the wreck had been lifted by two cranes from the south quay.",
			"The port, which had been closed since the storm, opened again on Monday morning after the wreck had been lifted by two cranes from the south quay."},
		"chinese lines join without a space": {
			"渡轮在布伦尼克附近沉没\n\n一艘渡轮星期一在布伦尼克附近的大雾中触礁沉没，港口办公室说，船上所有的人都被附近的两艘渔船救起，没有人受伤，渡轮现在躺在九米深的水中，打捞工作将在下个星期开始。",
			"一艘渡轮星期一在布伦尼克附近的大雾中触礁沉没，港口办公室说，船上所有的人都被附近的两艘渔船救起，没有人受伤，渡轮现在躺在九米深的水中，打捞工作将在下个星期开始。"},
		"spaces before commas": {
			"Port news\n\nThe port , which had been closed , opened again on Monday morning after the wreck had been lifted by two cranes from the south quay .",
			"The port, which had been closed, opened again on Monday morning after the wreck had been lifted by two cranes from the south quay."},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := Clean(t.Context(), c.text)
			if err != nil || out.Body.Plain() != c.want {
				t.Errorf("body = %q, %v\nwant %q", out.Body.Plain(), err, c.want)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	if _, err := Clean(t.Context(), " \n\t"); clip.KindOf(err) != clip.ErrInvalid {
		t.Errorf("empty: %v", err)
	}
	if _, err := Clean(t.Context(), strings.Repeat("x", maxText+1)); clip.KindOf(err) != clip.ErrTooLarge {
		t.Errorf("too long: %v", err)
	}
}

func TestRelativeTime(t *testing.T) {
	for text, want := range map[string]string{
		"timean hour ago": "an hour ago", "vor 3 Stunden": "vor 3 Stunden", "il y a 2 jours": "il y a 2 jours", "hace una hora": "hace una hora",
		"3小时前": "3小时前", "2 часа назад": "2 часа назад", "Monday": "", "He left an hour ago with everything that he had on board": "",
	} {
		if got := relativeTime(text); got != want {
			t.Errorf("relativeTime(%q) = %q, want %q", text, got, want)
		}
	}
}

// FuzzClean holds that no word is invented: every word of the body stands in
// the paste, or is two of its parts that a hyphen at a line's end had parted.
func FuzzClean(f *testing.F) {
	for _, text := range seeds(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		out, err := Clean(t.Context(), text)
		if err != nil {
			return
		}
		known := wordsOf(strings.ToValidUTF8(text, ""))
		for word := range wordsOf(out.Body.Plain()) {
			if !known[word] && !rejoined(word, known) {
				t.Errorf("%q does not stand in %q", word, text)
			}
		}
	})
}

func seeds(f *testing.F) (out []string) {
	names, err := filepath.Glob("testdata/*/paste.txt")
	if err != nil || len(names) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		out = append(out, string(text))
	}
	return append(out, "well-\nknown , one\r\n\r\nTwo.\rThree", "\u2028a\u0085b\x00c\n\xff", "one\x01two\x02three\x03four five\xffsix")
}

// wordsOf cuts at all that is neither letter, mark nor digit; a character of a
// script without spaces is a word.
func wordsOf(text string) map[string]bool {
	out := map[string]bool{}
	word := ""
	for _, r := range text + " " {
		inWord := !lexicon.Unspaced(r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
		if inWord {
			word += string(r)
			continue
		}
		out[word] = true
		word = ""
		if lexicon.Unspaced(r) {
			out[string(r)] = true
		}
	}
	delete(out, "")
	return out
}

func rejoined(word string, known map[string]bool) bool {
	for i := range word {
		if known[word[:i]] && known[word[i:]] {
			return true
		}
	}
	return false
}
