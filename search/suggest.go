package search

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"newsclip/clip"
)

// Suggestion is a way to go on with what is being typed: the text from From to
// To, in bytes, becomes With.
type Suggestion struct {
	Shown    string // the value alone, for a list
	Detail   string // what it is; often empty
	Clips    int    // how many clips there are; 0: not counted
	From, To int
	With     string
}

// SuggestByline asks Context.Names for the names of authors.
const SuggestByline clip.FilterKind = fieldByline

// MaxSuggestions is how many ways to go on are shown at once.
const MaxSuggestions = 8

// Suggest returns ways to go on with text where the cursor stands, in bytes:
// fields whose name begins so, and after a field its values.
func Suggest(text string, cursor int, c Context) []Suggestion {
	text = head(text, maxQuery)
	cursor = min(max(cursor, 0), len(text))
	from, quoted := tokenAt(text[:cursor])
	token := text[from:cursor]
	if sign, size := utf8.DecodeRuneInString(token); strings.ContainsRune(minusSigns, sign) && size > 0 && sign != utf8.RuneError {
		from, token = from+size, token[size:]
	}
	s := suggesting{context: c, from: from, to: cursor}
	r := &reader{text: token}
	switch field := r.field(); {
	case field != "":
		value := strings.TrimLeftFunc(token[r.at:], isQuote)
		s.values(field, token[:r.at], value)
	case !quoted && token != "":
		s.fields(token)
	}
	if strings.HasPrefix(text[cursor:], " ") {
		for i := range s.out {
			s.out[i].With = strings.TrimSuffix(s.out[i].With, " ")
		}
	}
	return s.out
}

// tokenAt returns where the token begins that text ends with, and whether that
// is a phrase without a field.
func tokenAt(text string) (start int, phrase bool) {
	quoted := false
	for i, c := range text {
		switch {
		case isQuote(c):
			quoted = !quoted
		case !quoted && (isOpening(c) || isClosing(c) || strings.ContainsRune(" \t\n\u3000", c)):
			start = i + utf8.RuneLen(c)
		}
	}
	return start, quoted && isQuote(firstRune(text[start:]))
}

func firstRune(text string) rune {
	c, _ := utf8.DecodeRuneInString(text)
	return c
}

// suggesting gathers suggestions.
type suggesting struct {
	context  Context
	from, to int
	out      []Suggestion
}

func (s *suggesting) add(shown, detail string, clips int, with string) {
	if len(s.out) < MaxSuggestions {
		s.out = append(s.out, Suggestion{Shown: shown, Detail: detail, Clips: clips, From: s.from, To: s.to, With: with})
	}
}

// Field is a field of the query language with what it is for.
type Field struct{ Name, For string }

// Fields lists the fields as people learn them.
func Fields() []Field {
	return []Field{
		{"title:", "words in the title"}, {"by:", "an author"}, {"outlet:", "an outlet"}, {"tag:", "a tag"},
		{"folder:", "a folder and those below it"}, {"story:", "a story"}, {"date:", "2026-03, 2026-01..2026-03, >2025, last-week"},
		{"is:", "unread, starred, highlighted, duplicate"}, {"has:", "image, note, highlight"}, {"lang:", "a language"},
		{"note:", "words in your notes"}, {"url:", "a part of the address"}, {"sort:", "date, oldest, best"},
	}
}

// minField is how much of a field's name is typed before it is suggested, in
// bytes: one letter begins any word.
const minField = 2

func (s *suggesting) fields(token string) {
	token = strings.ToLower(token)
	if len(token) < minField {
		return
	}
	for _, f := range Fields() {
		if strings.HasPrefix(f.Name, token) {
			s.add(f.Name, f.For, 0, f.Name)
		}
	}
}

func (s *suggesting) values(field, typed, value string) {
	switch field {
	case filterDate, filterAfter, filterBefore:
		for _, word := range dateWords(value, s.context.Now) {
			s.word(typed, word, value)
		}
	case filterIs:
		s.options(states, typed, value)
	case filterHas:
		s.options(things, typed, value)
	case filterSort:
		s.options(orders, typed, value)
	case fieldByline, fieldOutlet, fieldLang, filterTag, filterFolder, filterStory:
		s.names(clip.FilterKind(field), typed, value)
	}
}

func (s *suggesting) options(options []option, typed, value string) {
	for _, o := range options {
		s.word(typed, o.word, value)
	}
}

// word suggests a word that goes on from what was typed of it.
func (s *suggesting) word(typed, word, value string) {
	if value = strings.ToLower(value); strings.HasPrefix(word, value) && word != value {
		s.add(word, "", 0, typed+word+" ")
	}
}

func (s *suggesting) names(kind clip.FilterKind, typed, value string) {
	if s.context.Names == nil {
		return
	}
	names := s.context.Names(kind)
	folded := foldName(value)
	for degree := fitsExactly; degree < fitsNot && len(s.out) < MaxSuggestions; degree++ {
		for i := range names {
			n := &names[i]
			if fits(n, folded, kind) != degree {
				continue
			}
			field := strings.TrimRight(typed, ":：")
			if kind == clip.FilterLang {
				s.add(n.Text, LanguageName(n.Text), n.Clips, Term(field, n.Text)+" ")
			} else {
				s.add(n.Text, "", n.Clips, Term(field, n.Text)+" ")
			}
		}
	}
}

// fits says how well a name fits what was typed of it, languages by their names
// too.
func fits(n *Name, folded string, kind clip.FilterKind) int {
	if folded == "" {
		return fitsBeginning
	}
	out := n.fit(folded, kind == clip.FilterFolder)
	if kind == clip.FilterLang && out != fitsExactly && slices.Contains(meantLanguage(nil, folded), n.Text) {
		return fitsBeginning
	}
	return out
}

// dateWords returns the words for dates, and the years and months that begin
// with what was typed, the latest first.
func dateWords(value string, now time.Time) []string {
	if value == "" || !strings.ContainsAny(value[:1], "0123456789") {
		return []string{"today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-year", "last-year"}
	}
	const years = 20
	var out []string
	for back := range 12 * years {
		month := time.Date(now.Year(), now.Month()-time.Month(back), 1, 0, 0, 0, 0, now.Location())
		if year := month.Format("2006"); !slices.Contains(out, year) && len(value) < len(year) {
			out = append(out, year)
		}
		if text := month.Format("2006-01"); len(value) >= len("2006") && strings.HasPrefix(text, value) {
			out = append(out, text)
		}
	}
	return out
}
