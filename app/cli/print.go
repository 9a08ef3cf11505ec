package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"newsclip/app"
	"newsclip/clip"
)

// clipJSON is a clip as programs read it. Times are RFC 3339; unknown values
// are left out.
type clipJSON struct {
	ID         clip.ID         `json:"id"`
	Ref        string          `json:"ref,omitempty"`
	Title      string          `json:"title"`
	Authors    []string        `json:"authors,omitempty"`
	Outlet     string          `json:"outlet,omitempty"`
	Published  clip.Date       `json:"published,omitzero"`
	URL        string          `json:"url,omitempty"`
	Lang       string          `json:"lang,omitempty"`
	Kind       clip.Kind       `json:"kind,omitempty"`
	Captured   time.Time       `json:"captured"`
	Story      clip.ID         `json:"story"`
	Pinned     bool            `json:"pinned,omitempty"`
	Folders    []clip.ID       `json:"folders,omitempty"`
	Tags       []string        `json:"tags,omitempty"`
	Note       string          `json:"note,omitempty"`
	Read       bool            `json:"read,omitempty"`
	Starred    bool            `json:"starred,omitempty"`
	Trashed    time.Time       `json:"trashed,omitzero"`
	Version    int             `json:"version"`
	ByHand     []clip.Field    `json:"by_hand,omitempty"`
	Evidence   []clip.Evidence `json:"evidence,omitempty"`
	Source     *clip.Source    `json:"source,omitempty"`
	Text       string          `json:"text,omitempty"`
	HTML       string          `json:"html,omitempty"`
	Score      float64         `json:"score,omitempty"`
	Snippet    string          `json:"snippet,omitempty"`
	Related    []clip.Related  `json:"related,omitempty"`
	Highlights []highlightJSON `json:"highlights,omitempty"`
}

func toJSON(c *clip.Clip) clipJSON {
	v := &c.Version
	return clipJSON{ID: c.ID, Ref: c.Ref, Title: v.Title, Authors: v.Authors, Outlet: v.Outlet, Published: v.Published,
		URL: v.URL, Lang: v.Lang, Kind: v.Kind, Captured: c.Captured, Story: c.Story, Pinned: c.Pinned, Folders: c.Folders,
		Tags: c.Tags, Note: c.Note, Read: c.Read, Starred: c.Starred, Trashed: c.Trashed, Version: v.Number, ByHand: v.ByHand}
}

// wholeJSON is a clip with its text and provenance.
func wholeJSON(c *clip.Clip) clipJSON {
	out := toJSON(c)
	out.Text, out.HTML, out.Evidence, out.Source = c.Version.Body.Plain(), c.Version.Body.XHTML(), c.Version.Evidence, &c.Version.Source
	return out
}

// printRow prints a clip in two or three lines: id and title; outlet and date;
// where it matched.
func printRow(w io.Writer, row *app.Row) {
	fmt.Fprintf(w, "%s  %s\n", row.Clip.ID, row.Clip.Version.Headline())
	if details := details(&row.Clip); details != "" {
		fmt.Fprintf(w, "              %s\n", details)
	}
	if len(row.Snippet) > 0 {
		fmt.Fprintf(w, "              %s\n", marked(row.Snippet))
	}
}

func details(c *clip.Clip) string {
	var parts []string
	for _, part := range []string{c.Version.Outlet, c.Version.Byline(), dateText(c.Version.Published), strings.Join(c.Tags, ", ")} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

func dateText(d clip.Date) string {
	if d.IsZero() {
		return "date unknown"
	}
	return d.Day()
}

// marked joins spans to one line, matches between **.
func marked(spans []clip.Span) string {
	var out strings.Builder
	for _, span := range spans {
		text := strings.Join(strings.FieldsFunc(span.Text, func(r rune) bool { return r == '\n' }), " ")
		if span.Marked {
			text = "**" + text + "**"
		}
		out.WriteString(text)
	}
	return strings.ReplaceAll(out.String(), "** **", " ") // the words of a phrase
}

func plain(spans []clip.Span) string {
	var out strings.Builder
	for _, span := range spans {
		out.WriteString(span.Text)
	}
	return out.String()
}

// rows prints the rows of a list in the form asked for.
func (s *session) rows(rows []app.Row) error {
	for i := range rows {
		if !s.json {
			printRow(s.out, &rows[i])
			continue
		}
		object := toJSON(&rows[i].Clip)
		object.Score, object.Snippet = rows[i].Score, plain(rows[i].Snippet)
		if err := s.line(object); err != nil {
			return err
		}
	}
	return nil
}

// note says something beside the result to a person; programs read the result.
func (s *session) note(text string) {
	if !s.json {
		fmt.Fprintln(s.err, "newsclip:", text)
	}
}

// printClip prints a clip whole, for reading.
func printClip(w io.Writer, c *clip.Clip) {
	v := &c.Version
	fmt.Fprintf(w, "%s\n", v.Headline())
	if text := details(c); text != "" {
		fmt.Fprintln(w, text)
	}
	if v.URL != "" {
		fmt.Fprintln(w, v.URL)
	}
	if len(v.ByHand) > 0 {
		var names []string
		for _, field := range v.ByHand {
			names = append(names, app.FieldName(field))
		}
		fmt.Fprintf(w, "set by hand: %s\n", strings.Join(names, ", "))
	}
	if c.Note != "" {
		fmt.Fprintf(w, "note: %s\n", c.Note)
	}
	fmt.Fprintf(w, "\n%s\n", v.Body.Plain())
}

// showClip prints a clip with its highlights below.
func (s *session) showClip(c *clip.Clip) error {
	printClip(s.out, c)
	marks, err := s.app.Highlights(s.ctx, c.ID)
	if err != nil || len(marks) == 0 {
		return err
	}
	fmt.Fprintln(s.out, "\nhighlights")
	return s.printHighlights(marks)
}
