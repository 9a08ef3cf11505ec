package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/export"
	"newsclip/clip/export/review"
)

type exportCommand struct {
	filters
	IDs      []string `arg:"" optional:"" name:"id" help:"Clips, in this order; none: those that the filters name."`
	Words    string   `name:"search" help:"Export what a search finds." placeholder:"WORDS"`
	Saved    string   `help:"Export what a saved search finds." placeholder:"NAME"`
	First    []string `help:"Clips that come first in their section, in this order." placeholder:"ID"`
	Output   string   `short:"o" required:"" help:"The file or folder to be made; {date}, {time}, {week}, {month}, {year} and {title} are filled in." placeholder:"PATH"`
	IfExists string   `help:"What to do where something stands already: refuse, replace or number." default:"refuse" enum:"refuse,replace,number" placeholder:"refuse"`
	DryRun   bool     `help:"Say where the document would stand and how many clips it would have, or why it cannot be made; write nothing."`
	Force    bool     `help:"Replace what stands at the output's place."`
	Quiet    bool     `short:"q" help:"Print errors alone."`
	settings
}

func (c *exportCommand) run(s *session) error {
	request, err := c.request(s)
	if err != nil {
		return err
	}
	if err := c.fits(request); err != nil {
		return err
	}
	if c.DryRun {
		return c.dry(s, request)
	}
	if !c.Quiet && !s.json {
		request.Progress = s.exported()
	}
	written, err := s.app.Export(s.ctx, request)
	if err != nil {
		return err
	}
	if !c.Quiet {
		for _, warning := range written.Warnings {
			fmt.Fprintln(s.err, "newsclip:", warning)
		}
	}
	switch {
	case s.json:
		return s.line(exportJSON{written.Target, request.Format, c.Template, written.Clips, written.Files, written.Pages, append([]string{}, written.Warnings...)})
	case c.Quiet:
		return nil
	}
	_, err = fmt.Fprintln(s.out, written.Target)
	return err
}

// fits refuses a target whose ending is that of another format: a PDF in
// review.md opens nowhere.
func (c *exportCommand) fits(request app.ExportRequest) error {
	format, err := export.Find(request.Format)
	if err != nil {
		return err
	}
	ending := strings.ToLower(filepath.Ext(request.Target))
	if ending == format.Extension {
		return nil
	}
	next := "Leave its ending out."
	if format.Extension != "" {
		next = "Name it " + strings.TrimSuffix(filepath.Base(request.Target), filepath.Ext(request.Target)) + format.Extension + "."
	}
	for _, other := range export.Formats() {
		if ending != "" && (ending == other.Extension || ending == ".md" && other.Name == "markdown" && format.Name != other.Name) {
			return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%s would hold %s.", filepath.Base(request.Target), format.Title), Next: next + " Or choose --format " + other.Name + "."}
		}
	}
	return nil
}

// dry says what an export would make.
func (c *exportCommand) dry(s *session, request app.ExportRequest) error {
	draft := s.app.Draft(request)
	if err := draft.Check(s.ctx, request.Format, request.Options); err != nil {
		return err
	}
	would, err := draft.CheckTarget(s.ctx, request.Format, request.Options, export.Target{Path: request.Target, Existing: request.Existing})
	switch {
	case err != nil:
		return err
	case s.json:
		return s.line(exportJSON{Output: would.Target, Format: request.Format, Template: c.Template, Clips: would.Clips, Warnings: []string{}})
	case c.Quiet:
		return nil
	}
	_, err = fmt.Fprintf(s.out, "%s would have %s.\n", would.Target, countClips(would.Clips))
	return err
}

// exportStep is after how many clips an export tells how far it is: every
// second or so.
const exportStep = 500

// exported tells on standard error how far an export is.
func (s *session) exported() func(review.Progress) {
	told := 0
	return func(p review.Progress) {
		if p.Done == told || p.Done%exportStep != 0 {
			return
		}
		told = p.Done
		if p.Pages > 0 {
			fmt.Fprintf(s.err, "newsclip: %d of %d clips, %d pages\n", p.Done, p.Clips, p.Pages)
		} else {
			fmt.Fprintf(s.err, "newsclip: %d of %d clips\n", p.Done, p.Clips)
		}
	}
}

// exportJSON is an export as programs read it.
type exportJSON struct {
	Output   string   `json:"output"`
	Format   string   `json:"format"`
	Template string   `json:"template,omitempty"`
	Clips    int      `json:"clips"`
	Files    int      `json:"files"`
	Pages    int      `json:"pages"`
	Warnings []string `json:"warnings"`
}

func (c *exportCommand) request(s *session) (request app.ExportRequest, err error) {
	template, err := c.template(s)
	if err != nil {
		return request, err
	}
	request = app.ExportRequest{Format: template.Format, Options: template.Options, Target: s.path(c.Output), Name: c.Saved, Existing: c.existing()}
	if request.Clips, err = s.ids(c.IDs); err != nil {
		return request, err
	}
	if request.First, err = s.ids(c.First); err != nil {
		return request, err
	}
	if request.Query, err = c.query(s); err != nil {
		return request, err
	}
	if request.Query.Text, err = s.words(c.Saved, []string{c.Words}); err != nil {
		return request, err
	}
	c.place(&request)
	return request, nil
}

func (c *exportCommand) existing() export.Existing {
	switch {
	case c.Force || c.IfExists == string(export.Replace):
		return export.Replace
	case c.IfExists == string(export.Number):
		return export.Number
	}
	return export.Refuse
}

// place has a folder or story that stands alone exported with its structure;
// with further filters it is a search.
func (c *exportCommand) place(request *app.ExportRequest) {
	q := &request.Query
	switch {
	case !c.placeAlone():
	case len(q.Folders) == 1:
		request.Folder = q.Folders[0]
	case len(q.Stories) == 1:
		request.Story = q.Stories[0]
	}
}

// placeAlone reports whether a folder or a story is all that was asked for.
func (c *exportCommand) placeAlone() bool {
	f := &c.filters
	narrowed := c.Words != "" || c.Saved != "" || f.Outlet != "" || len(f.Tag) > 0 || f.From != "" || f.To != "" || f.Unread || f.Starred || f.Trash
	return !narrowed && (f.Folder == "") != (f.Story == "")
}

// settings are how a document is made: a template, and what differs from it.
type settings struct {
	Template string   `help:"Begin with the settings of this template (newsclip templates)." placeholder:"NAME"`
	Format   string   `help:"pdf or markdown (default: the template's, else pdf)." placeholder:"FORMAT"`
	Title    *string  `help:"Title of the document (default: the folder's or story's name); {date}, {week}, {month} and {year} are filled in." placeholder:"TEXT"`
	For      *string  `help:"For whom it is; stands below the title." placeholder:"TEXT"`
	Period   *string  `help:"The period that it covers (default: from its first to its last date)." placeholder:"TEXT"`
	Lang     *string  `help:"Language of the words around the clips: de, en, en-US, es, fr, it, nl, pl, pt, ru or sv." placeholder:"LANG"`
	Logo     *string  `help:"An image for the cover." placeholder:"FILE"`
	Layout   *string  `help:"press-review, continuous or list." placeholder:"LAYOUT"`
	Order    *string  `help:"hand (as a folder is arranged, a story goes, or clips are named), oldest, newest or outlet." placeholder:"ORDER"`
	Group    *string  `help:"What makes a section: folder, story, outlet, day or none." placeholder:"GROUP"`
	With     []string `help:"Parts to include: cover, contents, standfirst, byline, address, text, images, highlights, notes, sources, provenance." placeholder:"PART"`
	Without  []string `help:"Parts to leave out." placeholder:"PART"`
	Notes    bool     `help:"The same as --with highlights,notes."`
	Paper    *string  `help:"PDF: a4, letter or a5." placeholder:"PAPER"`
	Margin   *float64 `help:"PDF: the margin at the sides, in millimetres." placeholder:"MM"`
	Typeface *string  `help:"PDF: serif or sans." placeholder:"FACE"`
	Size     *float64 `help:"PDF: the size of the text, in points." placeholder:"PT"`
	Combined *bool    `help:"Markdown: one file with contents instead of one per clip." negatable:""`
	Flavour  *string  `help:"Markdown: gfm (for GitHub and most programs) or obsidian." placeholder:"FLAVOUR"`
	Names    *string  `help:"Markdown: names of the files, e.g. \"{outlet}/{date} {title}\"; an unknown word in braces says which there are." placeholder:"PATTERN"`
	Fields   []string `help:"Markdown: fields of the front matter, e.g. title,url=source,tags; \"none\": no front matter." placeholder:"FIELD"`
}

// template is the one that was named, with what was asked for beside it.
func (c *settings) template(s *session) (t review.Template, err error) {
	t = review.BuiltIn()[0]
	if c.Template != "" {
		if t, err = s.app.TemplateNamed(s.ctx, c.Template); err != nil {
			return t, err
		}
	}
	if c.Format != "" {
		format, err := export.Find(c.Format)
		if err != nil {
			return t, err
		}
		t.Format = format.Name
	}
	o := &t.Options
	set(&o.Title, c.Title)
	set(&o.For, c.For)
	set(&o.Period, c.Period)
	set(&o.Lang, c.Lang)
	set(&o.Logo, c.Logo)
	set((*string)(&o.Layout), c.Layout)
	set((*string)(&o.Order), c.Order)
	set((*string)(&o.Group), c.Group)
	set((*string)(&o.Paper), c.Paper)
	set((*string)(&o.Typeface), c.Typeface)
	set(&o.Margin, c.Margin)
	set(&o.Size, c.Size)
	set(&o.Markdown.Combined, c.Combined)
	set(&o.Markdown.Flavour, c.Flavour)
	set(&o.Markdown.Names, c.Names)
	if len(c.Fields) > 0 {
		o.Markdown.Fields = c.fields()
	}
	if c.Logo != nil && *c.Logo != "" {
		o.Logo = s.path(*c.Logo)
	}
	if *o, err = o.Check(); err != nil {
		return t, err
	}
	return t, c.parts(o)
}

// fields are those of the front matter; "none" alone is none.
func (c *settings) fields() []string {
	if len(c.Fields) == 1 && c.Fields[0] == "none" {
		return []string{}
	}
	return c.Fields
}

// set takes a value over that was given.
func set[T any](into *T, given *T) {
	if given != nil {
		*into = *given
	}
}

func (c *settings) parts(o *review.Options) error {
	if c.Notes {
		c.With = append(c.With, string(review.Highlights), string(review.Notes))
	}
	for wanted, names := range map[bool][]string{true: c.With, false: c.Without} {
		for _, name := range names {
			part, err := review.PartNamed(name)
			if err != nil {
				return err
			}
			if !wanted && slices.Contains(c.With, name) {
				return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%q is to be included and left out.", name), Next: "Name it once."}
			}
			o.Set(part, wanted)
		}
	}
	return nil
}
