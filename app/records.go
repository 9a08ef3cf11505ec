package app

import (
	"context"
	"errors"
	"io"

	"newsclip/clip"
	"newsclip/clip/extract"
	"newsclip/clip/extract/language"
	"newsclip/clip/intake"
	"newsclip/clip/story"
)

// ImportOptions are the choices for an import of records.
type ImportOptions struct {
	Folders []clip.ID
	Tags    []string
	// Each is told of every record when it is done; total is 0: a stream has
	// no known length. nil is fine.
	Each func(done, total int, added Added)
}

// Imported counts what an import did.
type Imported struct {
	Kept, Skipped, Failed int
}

// importBatch is how many records are kept between two updates of the index;
// stories follow each record.
const importBatch = 200

// Import keeps each record of a stream of JSON lines as a clip. Ids, dates and
// tags are kept, nothing is fetched; a record whose id the library has already
// is skipped, so that an import that was cut off can be run again. A bad line
// is told and the rest goes on.
func (a *App) Import(ctx context.Context, r io.Reader, o ImportOptions) (Imported, error) {
	var count Imported
	var batch []*Capture
	flush := func() error {
		defer func() { batch = nil }()
		return a.keepBatch(ctx, batch, o, &count)
	}
	for record, err := range intake.Records(r) {
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			count.Failed++
			count.tell(o, Added{Outcome: Failed, Err: err})
			continue
		}
		c, err := a.captureRecord(ctx, intake.Input{Kind: intake.KindRecord, Record: &record})
		if err != nil {
			count.Failed++
			count.tell(o, Added{Input: record.Title, Outcome: Failed, Err: err})
			continue
		}
		if batch = append(batch, c); len(batch) == importBatch {
			if err := flush(); err != nil {
				return count, err
			}
		}
	}
	return count, errors.Join(flush(), ctx.Err())
}

func (c *Imported) tell(o ImportOptions, added Added) {
	if o.Each != nil {
		o.Each(c.Kept+c.Skipped+c.Failed, 0, added)
	}
}

func (a *App) keepBatch(ctx context.Context, batch []*Capture, o ImportOptions, count *Imported) error {
	if len(batch) == 0 {
		return nil
	}
	return a.change(ctx, func() error {
		for _, c := range batch {
			if ctx.Err() != nil {
				return nil // what was kept so far is kept; Import reports the rest
			}
			if err := a.keepRecord(ctx, c, o, count); err != nil {
				return err
			}
		}
		return nil
	})
}

func (a *App) keepRecord(ctx context.Context, c *Capture, o ImportOptions, count *Imported) error {
	if c.ref != "" {
		if _, err := a.library.Resolve(ctx, c.ref); err == nil {
			count.Skipped++
			count.tell(o, Added{Input: describe(c.Input), Outcome: Duplicate})
			return nil
		}
	}
	c.folders, c.tags = append(c.folders, o.Folders...), append(c.tags, o.Tags...)
	added := Added{Input: describe(c.Input)}
	if err := a.keep(ctx, c, AddOptions{Duplicates: KeepBoth}, &added); err != nil {
		return err
	}
	count.Kept++
	count.tell(o, added)
	return nil
}

// captureRecord makes a Capture of a record: its own values win over what
// cleaning its HTML finds.
func (a *App) captureRecord(ctx context.Context, in intake.Input) (*Capture, error) {
	r := in.Record
	cleaned := clip.Extract{Body: clip.FromPlain(r.Body)}
	original, mediaType := []byte(r.Body), "text/plain; charset=utf-8"
	if r.HTML != "" {
		var err error
		if cleaned, err = extract.HTML(ctx, extract.Page{URL: r.URL, Data: []byte(r.HTML), MediaType: "text/html; charset=utf-8"}); err != nil {
			return nil, err
		}
		original, mediaType = []byte(r.HTML), "text/html; charset=utf-8"
	}
	if len(cleaned.Body) == 0 && r.Title == "" {
		return nil, &clip.Error{Kind: clip.ErrInvalid, Message: "A record has neither title nor text.", Next: "Give it a \"title\" or a \"body\"."}
	}
	overrideMetadata(&cleaned.Metadata, r)
	c := a.newCapture(in, cleaned, clip.Source{Method: clip.MethodImport, MediaType: mediaType, Requested: r.URL}, original)
	c.ref, c.tags = r.Ref, r.Tags
	return c, nil
}

func overrideMetadata(m *clip.Metadata, r *intake.Record) {
	set := func(to *string, value string) {
		if value != "" {
			*to = value
		}
	}
	set(&m.Title, r.Title)
	set(&m.Outlet, r.Outlet)
	set(&m.Lang, r.Lang)
	set(&m.URL, r.URL)
	if len(r.Authors) > 0 {
		m.Authors = r.Authors
	}
	if !r.Date.IsZero() {
		m.Published = r.Date
	}
	if m.Lang == "" {
		m.Lang = language.Detect(r.Title + "\n" + r.Body)
	}
	if m.Kind == "" {
		m.Kind = clip.KindArticle
	}
}

// Grouping streams documents through a grouping of its own, with no library:
// for measuring it.
type Grouping struct{ grouper *story.Grouper }

// NewGrouping returns an empty grouping with the built-in merge model, or with
// another table; the error is a faulty table's.
func NewGrouping(table []byte) (*Grouping, error) {
	grouper, err := story.New(story.Options{Table: table})
	if err != nil {
		return nil, err
	}
	return &Grouping{grouper}, nil
}

// Place puts a document into a story and returns the story's id.
func (g *Grouping) Place(d story.Document) clip.ID {
	signature := story.Sign(d)
	id := g.grouper.Place(signature).Story
	if id == "" {
		id = clip.NewID()
	}
	g.grouper.Put(signature, id)
	return id
}
