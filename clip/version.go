package clip

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// A Version is immutable content with its provenance: a capture, or an edit
// by a person.
type Version struct {
	ID      ID
	Clip    ID
	Number  int // from 1, within the clip
	Parent  ID  // the version that a person edited; empty for a capture
	Created time.Time
	Metadata
	Body   Body
	Source Source
}

// Field names one value of Metadata or the body.
type Field string

// The fields that a person can set.
const (
	FieldTitle     Field = "title"
	FieldAuthors   Field = "authors"
	FieldOutlet    Field = "outlet"
	FieldPublished Field = "published"
	FieldURL       Field = "url"
	FieldBody      Field = "body"
	FieldLang      Field = "lang"
	FieldImage     Field = "image"
)

// Metadata says what a text is, who wrote it, where and when it appeared.
// An empty value means unknown: nothing is guessed.
type Metadata struct {
	Title     string   `json:"title"`
	Authors   []string `json:"authors,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`
	Published Date     `json:"published,omitzero"`
	Modified  Date     `json:"modified,omitzero"`
	// URL is the canonical address, else the one it was fetched from.
	URL        string   `json:"url,omitempty"`
	Lang       string   `json:"lang,omitempty"`  // BCP 47 language tag, "en", "zh-Hant"
	Image      string   `json:"image,omitempty"` // lead image: address, or key of a stored image
	Standfirst string   `json:"standfirst,omitempty"`
	Section    string   `json:"section,omitempty"`
	Keywords   []string `json:"keywords,omitempty"`
	Kind       Kind     `json:"kind,omitempty"`
	// ByHand lists the fields whose value a person set.
	ByHand []Field `json:"by_hand,omitempty"`
	// Evidence says where each value came from, losing candidates included.
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Byline returns the authors joined for reading, "A, B and C" style left to
// the face that shows it: here "A, B, C".
func (m Metadata) Byline() string { return strings.Join(m.Authors, ", ") }

// Headline is the title; without one, a word in its place.
func (m Metadata) Headline() string { return cmp.Or(m.Title, "Untitled") }

// SetByHand reports whether a person set field.
func (m Metadata) SetByHand(field Field) bool {
	for _, f := range m.ByHand {
		if f == field {
			return true
		}
	}
	return false
}

// Evidence is one candidate for one field of Metadata.
type Evidence struct {
	Field  Field  `json:"field"`
	Value  string `json:"value"`
	Source string `json:"source"` // "json-ld", "opengraph", "meta", "time", "byline", "text", "address", "subject"
	Chosen bool   `json:"chosen,omitempty"`
}

// Date is a point in time as precisely as a page gave it: a day, or an
// instant with its zone. The zero Date is unknown.
type Date struct {
	Time    time.Time
	DayOnly bool // only year, month and day are known
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d.Time.IsZero() }

// String returns "2006-01-02", RFC 3339, or "" when unknown.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.DayOnly:
		return d.Time.Format(time.DateOnly)
	}
	return d.Time.Format(time.RFC3339)
}

// Day returns "2006-01-02" in the date's own zone, or "" when unknown.
func (d Date) Day() string {
	if d.IsZero() {
		return ""
	}
	return d.Time.Format(time.DateOnly)
}

// ParseDate reads what String writes.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return Date{Time: t, DayOnly: true}, nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q is neither YYYY-MM-DD nor RFC 3339", s)
	}
	return Date{Time: t}, nil
}

// MarshalText writes String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

// Method says how a version came to be.
type Method string

// The ways a version comes to be.
const (
	MethodFetch  Method = "fetch"  // fetched from an address
	MethodHTML   Method = "html"   // HTML handed over, pasted or from a file
	MethodText   Method = "text"   // plain text handed over
	MethodImport Method = "import" // a record of another program
	MethodEdit   Method = "edit"   // an edit by a person
	// MethodCorrect is an original cleaned anew, with corrections by a person;
	// the rest of the Source is that of the capture.
	MethodCorrect Method = "correct"
)

// Source is the provenance of a capture.
type Source struct {
	Method    Method              `json:"method"`
	Requested string              `json:"requested,omitempty"` // the address asked for
	Final     string              `json:"final,omitempty"`     // after redirects
	Fetched   time.Time           `json:"fetched,omitzero"`
	Status    int                 `json:"status,omitempty"`
	Header    map[string][]string `json:"header,omitempty"`
	MediaType string              `json:"media_type,omitempty"` // of the original
	// Original is the SHA-256 of the original bytes, which the store keeps.
	Original Hash `json:"original,omitempty"`
	// Name is the file it came from, if any.
	Name string `json:"name,omitempty"`
}
