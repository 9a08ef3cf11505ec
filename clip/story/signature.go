package story

import (
	"strings"
	"time"

	"newsclip/clip"
)

// Document is what grouping looks at of a clip. A zero Date is unknown.
type Document struct {
	ID                             clip.ID
	Title, Text, Outlet, Lang, URL string
	Date                           time.Time
}

// Signature is what is remembered of a clip, some 4 KB.
type Signature struct {
	ID      clip.ID
	Title   string
	Outlet  string
	Lang    string
	Day     float64 // days since 1970; 0: unknown
	HasBody bool
	Terms   map[string]counts
	Names   map[string]float64 // multiples of a half
	// Of the text's shingles, ascending; see shingle.go.
	Sketch   []uint64
	Prints   []uint32
	Shingles []uint16
}

// counts is how often a stem stands in the title, in the lead (the first
// leadTokens of the text) and in the text.
type counts [3]uint16

const (
	bodyTokens = 400 // of the text are looked at
	leadTokens = 60  // make its lead
	minBody    = 40  // bytes; a shorter text is none
	titleBoost = 3   // a word of the title counts so often
)

// Sign makes a document's signature.
func Sign(d Document) Signature {
	s := Signature{ID: d.ID, Title: d.Title, Outlet: d.Outlet, Lang: tongue(d.Lang), HasBody: len(d.Text) > minBody}
	if !d.Date.IsZero() {
		s.Day = float64(d.Date.Unix()) / 86400
	}
	title, whole := tokens(d.Title), tokens(d.Text)
	s.trace(whole)
	body := bodyOf(d.Text, whole)
	expected := (len(title) + len(body)) / 2 // different words
	stems := make(map[string]string, expected)
	s.Terms = make(map[string]counts, expected)
	for _, t := range title {
		s.count(stems, t, 0)
	}
	for i, t := range body {
		s.count(stems, t, 2)
		if i < leadTokens {
			s.count(stems, t, 1)
		}
	}
	s.Names = entities(title, body, s.Lang)
	return s
}

// bodyOf returns the words of a text that are looked at.
func bodyOf(text string, whole []token) []token {
	if looked := firstBytes(text, bodyTokens*40); len(looked) < len(text) {
		whole = tokens(looked)
	}
	return whole[:min(len(whole), bodyTokens)]
}

func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

func (s *Signature) count(stems map[string]string, t token, place int) {
	key, known := stems[t.lower]
	if !known {
		if telling(t.lower, s.Lang) {
			key = stem(t.lower, s.Lang)
		}
		stems[t.lower] = key
	}
	if key == "" {
		return
	}
	c := s.Terms[key]
	c[place]++
	s.Terms[key] = c
}
