package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"newsclip/clip"
	"newsclip/clip/extract"
	"newsclip/clip/intake"
	"newsclip/clip/language"
	"newsclip/clip/story"
)

// ImportOptions are the choices for an import of records.
type ImportOptions struct {
	Folders []clip.ID
	Tags    []string
	// Fetch has records that have an address but no text fetched, through the
	// queue; without it they fail.
	Fetch bool
	// Each is told of every record when it is done, one call at a time; total
	// is 0: a stream has no known length. nil is fine.
	Each func(done, total int, added Added)
}

// Imported counts what an import did, each record once.
type Imported struct {
	Kept, Skipped, Failed int
}

// importBatch is how many records are kept between two updates of the index;
// stories follow each record. As many addresses are fetched together.
const importBatch = 200

// hopeless is how many bad lines at the start of a stream, without one good
// one, show that it holds no records.
const hopeless = 10

// Import keeps each record of a stream of JSON lines as a clip. Ids, dates and
// tags are kept; nothing is fetched unless asked for. A record whose id the
// library has already is skipped, so that an import that was cut off can be
// run again. A bad line is told and the rest goes on. All of it is one step for
// Undo.
func (a *App) Import(ctx context.Context, r io.Reader, o ImportOptions) (Imported, error) {
	ctx = OneStep(ctx, "Import records")
	run := &importing{app: a, options: o}
	for record, err := range intake.Records(r) {
		if err := run.line(ctx, &record, err); err != nil {
			return run.end(ctx, err)
		}
	}
	return run.end(ctx, nil)
}

// importing is one import under way.
type importing struct {
	app     *App
	options ImportOptions
	count   Imported
	taken   int            // lines that were records
	lost    []error        // what could not be read of the next record
	batch   []*Capture     // to be kept together
	wanted  []intake.Input // to be fetched together
}

// line takes a line's record or error. The error it returns ends the import.
func (r *importing) line(ctx context.Context, record *intake.Record, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, intake.ErrLost):
		r.lost = append(r.lost, err)
		return nil
	case clip.KindOf(err) == clip.ErrInvalid:
		if r.fail("", err); r.taken == 0 && r.count.Failed == hopeless {
			return noRecords()
		}
		return nil
	case err != nil:
		return cutOff(err)
	}
	r.taken++
	lost := r.lost
	r.lost = nil
	return r.take(ctx, record, lost)
}

// end keeps and fetches what is left.
func (r *importing) end(ctx context.Context, err error) (Imported, error) {
	err = errors.Join(err, r.flush(ctx), r.fetch(ctx), ctx.Err())
	return r.count, err
}

func cutOff(err error) error {
	return &clip.Error{Kind: clip.ErrStorage, Message: "The records could not be read to their end.",
		Next: "Import them again: what was kept is skipped then.", Err: err}
}

func noRecords() error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: "These are no records: none of the first lines is a JSON object.",
		Next: "Give JSON lines with a title and a body. Pages and texts are added, not imported."}
}

func (r *importing) fail(title string, err error) {
	r.count.Failed++
	r.tell(Added{Input: title, Outcome: Failed, Err: err})
}

func (r *importing) tell(added Added) {
	if r.options.Each != nil {
		r.options.Each(r.count.Kept+r.count.Skipped+r.count.Failed, 0, added)
	}
}

// take puts a record with the others of its batch. Only an error that ends the
// import is returned.
func (r *importing) take(ctx context.Context, record *intake.Record, lost []error) error {
	if record.Body == "" && record.HTML == "" && record.URL != "" && r.options.Fetch {
		return r.want(ctx, record, lost)
	}
	c, err := r.app.captureRecord(ctx, intake.Input{Kind: intake.KindRecord, Record: record, Lost: lost})
	if err != nil {
		r.fail(record.Title, err)
		return nil
	}
	if r.batch = append(r.batch, c); len(r.batch) == importBatch {
		return r.flush(ctx)
	}
	return nil
}

// want puts a record's address with the others to be fetched, unless there is a
// clip of it: what was imported once is not fetched again.
func (r *importing) want(ctx context.Context, record *intake.Record, lost []error) error {
	there, err := r.app.library.ByAddress(ctx, record.URL)
	if err != nil {
		return err
	}
	if len(there) > 0 || r.app.has(ctx, record.Ref) {
		r.skip(record.URL)
		return nil
	}
	r.wanted = append(r.wanted, intake.Input{Kind: intake.KindURL, URL: record.URL, Record: record, Lost: lost})
	if len(r.wanted) == importBatch {
		return r.fetch(ctx)
	}
	return nil
}

func (r *importing) skip(input string) {
	r.count.Skipped++
	r.tell(Added{Input: input, Outcome: Duplicate})
}

// fetch adds the addresses that were put together.
func (r *importing) fetch(ctx context.Context) error {
	inputs := r.wanted
	r.wanted = nil
	if len(inputs) == 0 {
		return nil
	}
	o := AddOptions{Duplicates: KeepBoth, Folders: r.options.Folders, Tags: r.options.Tags}
	o.Each = func(_, _ int, added Added) {
		if added.Outcome == Kept || added.Outcome == NewVersion {
			r.count.Kept++
		} else {
			r.count.Failed++
		}
		if added.Pending != nil {
			r.app.Postpone(ctx, added.Pending)
		}
		r.tell(added)
	}
	_, err := r.app.Add(ctx, inputs, o)
	return err
}

// flush keeps the records that were put together.
func (r *importing) flush(ctx context.Context) error {
	batch := r.batch
	r.batch = nil
	return r.keepBatch(ctx, batch)
}

func (r *importing) keepBatch(ctx context.Context, batch []*Capture) error {
	if len(batch) == 0 {
		return nil
	}
	return r.app.changeStories(ctx, func() error {
		for _, c := range batch {
			if ctx.Err() != nil {
				return nil // what was kept so far is kept; Import reports the rest
			}
			if err := r.keepRecord(ctx, c); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *importing) keepRecord(ctx context.Context, c *Capture) error {
	if r.app.has(ctx, c.ref) {
		r.skip(describe(c.Input))
		return nil
	}
	c.folders, c.tags = append(c.folders, r.options.Folders...), append(c.tags, r.options.Tags...)
	added := Added{Input: describe(c.Input), Warnings: c.warnings()}
	if err := r.app.keep(ctx, c, AddOptions{Duplicates: KeepBoth}, &added); err != nil {
		return err
	}
	r.count.Kept++
	r.tell(added)
	return nil
}

// has reports whether the library has a record already.
func (a *App) has(ctx context.Context, ref string) bool {
	if ref == "" {
		return false
	}
	id, err := a.library.Resolve(ctx, ref)
	if err != nil {
		return false
	}
	found, err := a.library.Clip(ctx, id) // a ref may look like the beginning of another clip's id
	return err == nil && found.Ref == ref
}

// captureRecord makes a Capture of a record: its own values win over what
// cleaning its HTML finds.
func (a *App) captureRecord(ctx context.Context, in intake.Input) (*Capture, error) {
	r := in.Record
	cleaned := clip.Extract{Body: clip.FromPlain(r.Body)}
	original, mediaType := []byte(r.Body), "text/plain; charset=utf-8"
	var rules []clip.SiteRule
	if r.HTML != "" {
		var err error
		if cleaned, rules, err = a.cleanPage(ctx, extract.Page{URL: r.URL, Data: []byte(r.HTML), MediaType: "text/html; charset=utf-8"}); err != nil {
			return nil, err
		}
		original, mediaType = []byte(r.HTML), "text/html; charset=utf-8"
	}
	switch {
	case len(cleaned.Body) > 0:
	case r.URL != "":
		return nil, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("The record of %s has no text.", r.URL),
			Next: "Give it a \"body\", or have its address fetched: newsclip import --fetch."}
	case r.Title == "":
		return nil, &clip.Error{Kind: clip.ErrInvalid, Message: "A record has neither title nor text.", Next: "Give it a \"title\" or a \"body\"."}
	}
	overrideMetadata(&cleaned.Metadata, r)
	c := a.newCapture(in, cleaned, clip.Source{Method: clip.MethodImport, MediaType: mediaType, Requested: r.URL}, original)
	c.ref, c.tags, c.rules, c.captured, c.lost = r.Ref, r.Tags, rules, r.Captured, in.Lost
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
// for measuring it. What it remembers of them stands in a temporary folder.
type Grouping struct {
	grouper *story.Grouper
	dir     string
}

// NewGrouping returns an empty grouping with the built-in merge model, or with
// another table; the error is a faulty table's. Close it.
func NewGrouping(table []byte) (*Grouping, error) {
	grouper, dir, err := scratchGrouper(table)
	return &Grouping{grouper, dir}, err
}

// scratchGrouper returns an empty grouping in a temporary folder; where there can
// be none, in memory.
func scratchGrouper(table []byte) (grouper *story.Grouper, dir string, err error) {
	if dir, err = os.MkdirTemp("", "newsclip-"); err == nil {
		if grouper, err = story.New(story.Options{Table: table, Dir: dir}); err == nil {
			return grouper, dir, nil
		}
		os.RemoveAll(dir)
	}
	grouper, err = story.New(story.Options{Table: table})
	return grouper, "", err
}

// Close takes the folder away.
func (g *Grouping) Close() error {
	if g.dir == "" {
		return g.grouper.Close()
	}
	return errors.Join(g.grouper.Close(), os.RemoveAll(g.dir))
}

// Place puts a document into a story and returns the story's id.
func (g *Grouping) Place(d story.Document) (clip.ID, error) {
	signature := story.Sign(d)
	id := g.grouper.Place(signature).Story
	if id == "" {
		id = clip.NewID()
	}
	g.grouper.Put(signature, id)
	return id, g.grouper.Err()
}
