package search

import (
	"strings"
	"time"
)

// Parsed is what a person typed, with the filters that the index cannot answer
// taken out. Names are as typed; several of one kind mean any of them.
type Parsed struct {
	Text                   string // for clip.Query.Text; empty when only filters were typed
	Tags, Folders, Stories []string
	From, To               time.Time // published, else captured: From ≤ t < To; zero: open
	Unread, Starred        bool
	Single, Trash          bool
	Hint                   string // what was not understood, in sentences; often empty
}

// The filters that the library answers.
const (
	filterTag    = "tag"
	filterFolder = "folder"
	filterStory  = "story"
	filterDate   = "date"
	filterAfter  = "after"
	filterBefore = "before"
	filterIs     = "is"
)

// Parse takes tag:, folder:, story:, date:, after:, before: and is: out of
// text. Dates are read in the time zone of now.
func Parse(text string, now time.Time) Parsed {
	p := Parsed{}
	clauses, hint := read(text)
	if hint != "" {
		p.hint(hint)
	}
	var rest strings.Builder
	at := 0
	for _, c := range clauses {
		if !isFilter(c.field) {
			continue
		}
		rest.WriteString(text[at:c.start])
		at = c.end
		p.filter(c, now)
	}
	rest.WriteString(head(text, maxQuery)[at:])
	p.Text = strings.TrimLeft(rest.String(), " \t\n")
	if left, _ := read(p.Text); len(left) == 0 {
		p.Text = ""
	}
	return p
}

func isFilter(field string) bool {
	switch field {
	case filterTag, filterFolder, filterStory, filterDate, filterIs, filterAfter, filterBefore:
		return true
	}
	return false
}

func (p *Parsed) filter(c clause, now time.Time) {
	if c.not && c.field != filterIs {
		p.hint("“-" + c.field + ":” cannot be left out of a search; it was ignored.")
		return
	}
	switch c.field {
	case filterTag:
		p.Tags = append(p.Tags, c.text)
	case filterFolder:
		p.Folders = append(p.Folders, c.text)
	case filterStory:
		p.Stories = append(p.Stories, c.text)
	case filterIs:
		p.is(c)
	default:
		p.date(c, now)
	}
}

func (p *Parsed) is(c clause) {
	value := strings.ToLower(c.text)
	switch {
	case value == "unread" && !c.not, value == "read" && c.not:
		p.Unread = true
	case value == "starred" && !c.not:
		p.Starred = true
	case value == "single" && !c.not:
		p.Single = true
	case value == "trash" && !c.not, value == "trashed" && !c.not:
		p.Trash = true
	default:
		p.hint("“is:” knows unread, starred, single and trash; “" + c.text + "” was ignored.")
	}
}

func (p *Parsed) date(c clause, now time.Time) {
	from, to, ok := span(c.text, now)
	if !ok {
		p.hint("“" + c.text + "” is not a date that is understood; write 2026, 2026-11, 2026-11-24, 2026-01..2026-03, today or last-week.")
		return
	}
	switch c.field {
	case filterAfter:
		from, to = to, time.Time{} // after the whole of it
	case filterBefore:
		from, to = time.Time{}, from
	}
	if !from.IsZero() && from.After(p.From) {
		p.From = from
	}
	if !to.IsZero() && (p.To.IsZero() || to.Before(p.To)) {
		p.To = to
	}
}

func (p *Parsed) hint(sentence string) {
	if p.Hint != "" {
		p.Hint += " "
	}
	p.Hint += sentence
}
