package search

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSuggest(t *testing.T) {
	tests := map[string]struct {
		text string // | is the cursor
		want string // what the query would be, one for each suggestion
	}{
		"nothing typed":            {"|", ""},
		"a letter":                 {"t|", ""},
		"beginning of a field":     {"harbour ta|", "harbour tag:|"},
		"two fields":               {"TI|", "title:|"},
		"a word":                   {"harbour|", ""},
		"tag":                      {"tag:po|", "tag:port |, tag:Portrait |"},
		"not a tag":                {"x -tag:po| y", "x -tag:port| y, x -tag:Portrait| y"},
		"in parentheses":           {"(tag:sea|", `(tag:"sea trade" |`},
		"quoted":                   {`tag:"sea t|`, `tag:"sea trade" |`},
		"folder, by its last part": {"folder:rev|", "folder:Daily/Review |, folder:Old/Review |"},
		"outlet, a word in it":     {"outlet:cour|", `outlet:"Velmar Courier" |`},
		"folded":                   {"tag:STRAS|", "tag:Straße |"},
		"state":                    {"is:s|", "is:starred |, is:single |"},
		"thing":                    {"has:i|", "has:image |"},
		"order":                    {"sort:|", "sort:date |, sort:oldest |, sort:hand |, sort:best |"},
		"a word for a date":        {"date:last|", "date:last-week |, date:last-month |, date:last-year |"},
		"a month":                  {"date:2026-1|", "date:2026-11 |, date:2026-10 |"},
		"language":                 {"lang:engl|", "lang:en |"},
		"phrase is no field":       {`"ta|`, ""},
		"finished":                 {"date:today|", ""},
		"cursor within":            {"tag:po| harbour", "tag:port| harbour, tag:Portrait| harbour"},
		"no such name":             {"tag:zz|", ""},
		"no field":                 {"foo:ta|", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			before, after, _ := strings.Cut(test.text, "|")
			text := before + after
			var got []string
			for _, s := range Suggest(text, len(before), library(true)) {
				got = append(got, text[:s.From]+s.With+"|"+text[s.To:])
			}
			if g := strings.Join(got, ", "); g != test.want {
				t.Errorf("suggests %q, want %q", g, test.want)
			}
		})
	}
}

// FuzzSuggest: a suggestion replaces whole characters before the cursor, and a
// value that is taken is understood.
func FuzzSuggest(f *testing.F) {
	for _, text := range []string{"tag:po", `outlet:"har`, "-(is:", "日期：", "\xffta", "a \"b ta", "date:2", "(((lang:"} {
		f.Add(text, len(text))
	}
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		for _, s := range Suggest(text, cursor, library(true)) {
			if s.From < 0 || s.From > s.To || s.To > len(text) {
				t.Fatalf("%q at %d: %+v", text, cursor, s)
			}
			if utf8.ValidString(text) && (cursor >= len(text) || utf8.RuneStart(text[max(cursor, 0)])) && !utf8.ValidString(text[:s.From]+s.With+text[s.To:]) {
				t.Fatalf("%q at %d: %q", text, cursor, text[:s.From]+s.With+text[s.To:])
			}
			if p := Parse(s.With, library(false)); strings.HasSuffix(s.With, " ") && p.Hint != "" {
				t.Fatalf("%q is suggested and not understood: %s", s.With, p.Hint)
			}
		}
	})
}
