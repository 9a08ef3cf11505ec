package view

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"slices"
	"strconv"
	"strings"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/export"
	"newsclip/clip/export/review"
)

// Export is what is chosen about a document before it is made.
type Export struct {
	Request   app.ExportRequest
	Templates []review.Template
	draft     *app.Draft
	began     review.Template // what the choices began with
	latest    *Latest
}

// NewExport returns the choices for a request, as a template has them.
func NewExport(a *app.App, request app.ExportRequest, from review.Template, latest *Latest) *Export {
	e := &Export{Request: request, Templates: review.BuiltIn(), draft: a.Draft(request), latest: latest}
	e.Use(from)
	return e
}

// Use takes a template's choices over.
func (e *Export) Use(t review.Template) {
	e.began = t
	e.Request.Format, e.Request.Options = t.Format, t.Options
}

// Template is the template that the choices began with, and whether they are
// still its own.
func (e *Export) Template() (t review.Template, same bool) {
	before, err := json.Marshal(e.began.Options)
	now, failed := json.Marshal(e.Request.Options)
	return e.began, err == nil && failed == nil && e.began.Format == e.Request.Format && bytes.Equal(before, now)
}

// Named is the template of that name, the first where there is none.
func (e *Export) Named(name string) review.Template {
	i := slices.IndexFunc(e.Templates, func(t review.Template) bool { return strings.EqualFold(t.Name, name) })
	return e.Templates[max(i, 0)]
}

// AsTemplate is what is chosen now, under a name.
func (e *Export) AsTemplate(name string) review.Template {
	return review.Template{Name: name, Format: e.Format().Name, Options: e.Request.Options}
}

// Format is the format that is chosen.
func (e *Export) Format() export.Format {
	f, err := export.Find(e.Request.Format)
	if err != nil {
		return export.Formats()[0]
	}
	return f
}

// SetFields reads the fields of front matter as they are typed: parted by
// commas; nothing stands for the usual ones and "none" for none.
func (e *Export) SetFields(text string) {
	var fields []string
	for one := range strings.SplitSeq(text, ",") {
		if one = strings.TrimSpace(one); one != "" {
			fields = append(fields, one)
		}
	}
	if len(fields) == 1 && strings.EqualFold(fields[0], "none") {
		fields = []string{}
	}
	e.Request.Markdown.Fields = fields
}

// Fields writes them so.
func (e *Export) Fields() string {
	if fields := e.Request.Markdown.Fields; fields == nil || len(fields) > 0 {
		return strings.Join(fields, ", ")
	}
	return "none"
}

// Number reads a measure as it is typed; nothing is 0, the paper's own.
func Number(text string) (float64, error) {
	text = strings.Replace(strings.TrimSpace(text), ",", ".", 1)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n <= 0 {
		return 0, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%q is no measure.", text), Next: "Write a number, or nothing for the paper's own."}
	}
	return n, nil
}

// NumberText writes a measure so.
func NumberText(n float64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// A Choice is a value of a setting with what it is called.
type Choice struct{ Value, Title string }

// Titles are what the choices are called.
func Titles(choices []Choice) []string {
	var out []string
	for _, c := range choices {
		out = append(out, c.Title)
	}
	return out
}

// IndexOf is the place of a value among the choices, 0 where it is none.
func IndexOf(choices []Choice, value string) int {
	return max(0, slices.IndexFunc(choices, func(c Choice) bool { return c.Value == value }))
}

// Layouts are the ways in which clips follow each other.
func Layouts() []Choice {
	return []Choice{{string(review.PressReview), "Press review: each clip starts a page"}, {string(review.Continuous), "Continuous: clips follow each other"}, {string(review.ListOnly), "List: how each clip begins"}}
}

// Orders are the orders of clips.
func Orders() []Choice {
	return []Choice{{string(review.AsGiven), "As arranged by hand"}, {string(review.OldestFirst), "Oldest first"}, {string(review.NewestFirst), "Newest first"}, {string(review.ByOutlet), "By outlet"}}
}

// Groups are what may make a section.
func Groups() []Choice {
	return []Choice{{string(review.ByFolder), "By folder"}, {string(review.ByStory), "By story"}, {string(review.PerOutlet), "By outlet"}, {string(review.PerDay), "By day"}, {string(review.NoGroups), "None"}}
}

// Papers are the sizes of paper.
func Papers() []Choice {
	return []Choice{{string(review.A4), "A4"}, {string(review.Letter), "Letter"}, {string(review.A5), "A5"}}
}

// Typefaces are the faces of the text.
func Typefaces() []Choice {
	return []Choice{{string(review.Serif), "Serif"}, {string(review.Sans), "Sans"}}
}

// Flavours are those of Markdown.
func Flavours() []Choice {
	return []Choice{{"", "GitHub and most programs"}, {"obsidian", "Obsidian"}}
}

// Preview is how a document begins: pages, or the text of its first file.
type Preview struct {
	Pages []image.Image
	Name  string // of the file
	Text  string
}

// Limits of a preview: it is made anew whenever something is chosen.
const (
	previewPages = 8
	previewWidth = 640  // pixels of a page
	previewRunes = 6000 // of a text
)

// Preview has the beginning made off the window's goroutine; only the last
// one that was asked for is answered.
func (e *Export) Preview(answer func(Preview, error)) {
	request, paged := e.Request, e.Format().Paged
	Ask(e.latest, func(ctx context.Context) (p Preview, err error) {
		if paged {
			p.Pages, err = e.draft.Pages(ctx, request.Format, request.Options, previewPages, previewWidth)
			return p, err
		}
		p.Name, p.Text, err = e.draft.Text(ctx, request.Format, request.Options)
		if runes := []rune(p.Text); len(runes) > previewRunes {
			p.Text = string(runes[:previewRunes]) + "…"
		}
		return p, err
	}, answer)
}

// Check finds out, off the window's goroutine, whether the document can be made
// as it is chosen and written where it is to stand: what is wrong with the
// choices, else with the target.
func (e *Export) Check(answer func(choices, target error)) {
	request := e.Request
	type faults struct{ choices, target error }
	Ask(e.latest, func(ctx context.Context) (f faults, err error) {
		if f.choices = e.draft.Check(ctx, request.Format, request.Options); f.choices == nil {
			_, f.target = e.draft.CheckTarget(ctx, request.Format, request.Options, export.Target{Path: request.Target, Existing: request.Existing})
		}
		return f, nil
	}, func(f faults, _ error) { answer(f.choices, f.target) })
}

// Stop drops the preview that is under way.
func (e *Export) Stop() { e.latest.Drop() }
