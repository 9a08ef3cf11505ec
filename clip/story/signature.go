package story

import (
	"encoding/json"
	"errors"
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

// signatureVersion is raised when the same text gives another Signature; older
// ones are then refused and made anew.
const signatureVersion = 1

// Signature is what is remembered of a clip, some 4 KB.
type Signature struct {
	Version int                `json:"v"`
	ID      clip.ID            `json:"id"`
	Title   string             `json:"title"`
	Outlet  string             `json:"outlet,omitempty"`
	Lang    string             `json:"lang,omitempty"`
	Day     float64            `json:"day,omitempty"` // days since 1970; 0: unknown
	HasBody bool               `json:"body,omitempty"`
	Terms   map[string]counts  `json:"terms"`
	Names   map[string]float64 `json:"names,omitempty"`
	Sketch  []uint64           `json:"sketch,omitempty"`
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
	lang, _, _ := strings.Cut(d.Lang, "-")
	s := Signature{Version: signatureVersion, ID: d.ID, Title: d.Title, Outlet: d.Outlet, Lang: lang, HasBody: len(d.Text) > minBody,
		Terms: map[string]counts{}, Sketch: sketch(d.Text)}
	if !d.Date.IsZero() {
		s.Day = float64(d.Date.Unix()) / 86400
	}
	title, body := tokens(d.Title), tokens(firstBytes(d.Text, bodyTokens*40))
	body = body[:min(len(body), bodyTokens)]
	for _, t := range title {
		s.count(t, 0)
	}
	for i, t := range body {
		s.count(t, 2)
		if i < leadTokens {
			s.count(t, 1)
		}
	}
	s.Names = entities(title, body)
	return s
}

func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

func (s *Signature) count(t token, place int) {
	if !telling(t.lower) {
		return
	}
	key := stem(t.lower, s.Lang)
	c := s.Terms[key]
	c[place]++
	s.Terms[key] = c
}

// MarshalBinary encodes a signature for the store.
func (s Signature) MarshalBinary() ([]byte, error) { return json.Marshal(s) }

// UnmarshalBinary decodes one; a signature of another version is an error.
func (s *Signature) UnmarshalBinary(data []byte) error {
	var decoded struct {
		Version int `json:"v"`
	}
	if err := json.Unmarshal(data, &decoded); err != nil {
		return err
	}
	if decoded.Version != signatureVersion {
		return errors.New("signature of another version")
	}
	type plain Signature
	return json.Unmarshal(data, (*plain)(s))
}
