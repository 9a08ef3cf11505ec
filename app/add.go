package app

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"newsclip/clip"
	"newsclip/clip/intake"
	"newsclip/clip/store"
	"newsclip/clip/story"
)

// Outcome says what became of an input.
type Outcome string

// The outcomes of adding.
const (
	Kept       Outcome = "kept"
	NewVersion Outcome = "version"    // kept as a new version of a clip
	Duplicate  Outcome = "duplicate"  // already clipped; nothing was kept, Pending can be
	NoArticle  Outcome = "no article" // not an article; nothing was kept, Pending can be
	Failed     Outcome = "failed"     // Err says why
	Waiting    Outcome = "waiting"    // cancelled; it waits in the queue for Resume
	Cancelled  Outcome = "cancelled"  // cancelled; nothing of it was kept
)

// DuplicatePolicy says what to do with what was clipped already.
type DuplicatePolicy string

// The policies for duplicates.
const (
	AskDuplicate DuplicatePolicy = ""        // keep nothing, answer Duplicate
	KeepBoth     DuplicatePolicy = "both"    // keep it and name the other in Existing
	AsNewVersion DuplicatePolicy = "version" // a new version of the existing clip
)

// AddOptions are the choices for adding; the zero value asks before it keeps a
// duplicate or a page that is no article.
type AddOptions struct {
	Anything   bool // keep pages that are no article too
	Duplicates DuplicatePolicy
	Related    bool // keep the related articles that a page offers too
	Folders    []clip.ID
	Tags       []string
	NoImages   bool
	// Each is told of every input when it is done, one call at a time; nil is
	// fine.
	Each func(done, total int, added Added)
}

// Added tells what became of one input.
type Added struct {
	Input    string // an address, a file name, or what kind of paste it was
	Outcome  Outcome
	Clip     clip.Clip      // Kept, NewVersion
	Existing []clip.Clip    // the clips it is a version of: the same address, or the same text of the same site
	Changed  string         // Duplicate: what changed since the first of Existing, as Summary says it
	Copies   []clip.Clip    // clips of other sites that have its text: it is kept beside them
	Related  []clip.Related // offers that were not kept
	Pending  *Capture       // Duplicate, NoArticle: hand it to Keep, Discard or Postpone
	Warnings []string       // sentences about values that could not be read and were left out
	Err      error
}

// parallelFetches is how many pages are fetched and cleaned side by side; the
// fetcher is polite to each host on top of it.
const parallelFetches = 4

// Add makes clips of inputs. Addresses and what was pasted enter the durable
// queue first and stay there until they are clips or a person says no, so that
// neither a crash nor a cancel nor a closed window loses one. The answers stand in the order of
// the inputs; the error is only the context's or the store's. A batch is one
// step for Undo.
func (a *App) Add(ctx context.Context, inputs []intake.Input, o AddOptions) ([]Added, error) {
	if len(inputs) > 1 {
		ctx = OneStep(ctx, "Add "+clipsPhrase(len(inputs)))
	}
	tasks, err := a.enqueue(ctx, inputs, o)
	if err != nil {
		return nil, err
	}
	return a.addAll(ctx, tasks, o.Each), ctx.Err()
}

// A task is an input on its way, with its number in the queue, 0 for none.
type task struct {
	input   intake.Input
	job     int64
	options AddOptions
}

// addAll captures inputs side by side and keeps them one by one.
func (a *App) addAll(ctx context.Context, tasks []task, each func(done, total int, added Added)) []Added {
	results := make([]Added, len(tasks))
	var group sync.WaitGroup
	var telling sync.Mutex
	done := 0
	slots := make(chan struct{}, parallelFetches)
	for i, t := range tasks {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			results[i] = a.addOne(ctx, t)
			telling.Lock()
			defer telling.Unlock()
			done++
			if each != nil {
				each(done, len(tasks), results[i])
			}
		})
	}
	group.Wait()
	a.changed() // what waits in the queue may be another
	return results
}

func (a *App) addOne(ctx context.Context, t task) Added {
	added := a.addCaptured(ctx, t)
	added.Input = describe(t.input)
	switch cancelled := ctx.Err() != nil && added.Clip.ID == ""; {
	case added.Err == nil:
	case cancelled && t.job != 0:
		added.Outcome = Waiting // its place in the queue stays as it is
	case cancelled:
		added.Outcome = Cancelled
	default:
		added.Outcome = Failed
		a.failJob(ctx, t.job, added.Err)
	}
	if added.Pending == nil {
		a.letGo(t.job)
	}
	return added
}

func (a *App) addCaptured(ctx context.Context, t task) Added {
	if err := ctx.Err(); err != nil {
		return Added{Err: err}
	}
	o := t.options
	c, err := a.capture(ctx, t.input, !o.NoImages)
	if err != nil {
		return Added{Err: err}
	}
	c.job = t.job
	c.folders = slices.Concat(c.folders, o.Folders)
	c.tags = slices.Concat(c.tags, o.Tags)
	if err := worthKeeping(c); err != nil && !o.Anything {
		return Added{Outcome: NoArticle, Pending: c, Related: c.Related}
	}
	return a.Keep(ctx, c, o)
}

// describe names an input for people.
func describe(in intake.Input) string {
	switch {
	case in.URL != "":
		return in.URL
	case in.Name != "":
		return in.Name
	case in.Kind == intake.KindHTML:
		return "pasted page"
	case in.Kind == intake.KindRecord && in.Record != nil:
		return in.Record.Title
	}
	return "pasted text"
}

// minArticleWords is the length below which a fetched page is not taken for an
// article: shorter news items exist, so the person is asked, not refused.
const minArticleWords = 40

// worthKeeping returns why a capture is not kept unasked, nil when it is. What
// a person pasted as text or imported was chosen already.
func worthKeeping(c *Capture) error {
	if c.Version.Source.Method == clip.MethodText || c.Version.Source.Method == clip.MethodImport {
		return nil
	}
	subject := describe(c.Input)
	no := func(message, next string) error {
		return &clip.Error{Kind: clip.ErrNoArticle, Message: fmt.Sprintf("%s %s", subject, message), Next: next}
	}
	switch {
	case c.Wall == "consent":
		return no("answered with a consent page instead of the article.", "Open it in your browser, accept, copy the page and paste it here.")
	case c.Wall == "login", c.Wall == "paywall":
		return no("answered with a login or subscription page instead of the article.", "Open it in your browser, sign in, copy the page and paste it here.")
	case c.Wall == "robot":
		return no("asked whether a person is there instead of giving the article.", "Open it in your browser, copy the page and paste it here.")
	case c.Version.Kind == clip.KindNone || c.Version.Body.Words() == 0:
		return no("has no text that could be clipped.", "Copy the text that you see and paste it here.")
	case c.Version.Kind != clip.KindArticle && c.Version.Kind != clip.KindOther:
		return no(fmt.Sprintf("looks like a %s, not an article.", c.Version.Kind), "Keep it anyway, or open the article itself and add its address.")
	case c.Version.Body.Words() < minArticleWords:
		return no("has only a few words of text.", "Keep it anyway, or copy the text that you see and paste it here.")
	}
	return nil
}

// Why says why a pending capture was not kept, as a sentence with a next step.
func (c *Capture) Why() string {
	if err := worthKeeping(c); err != nil {
		return err.Error()
	}
	return ""
}

// Keep keeps a capture under the options' policy for duplicates.
func (a *App) Keep(ctx context.Context, c *Capture, o AddOptions) Added {
	added := Added{Input: describe(c.Input), Related: c.Related, Warnings: c.warnings()}
	if o.Related && len(c.Related) > 0 {
		ctx = OneStep(ctx, "Add “"+beginning(c.Version.Title)+"” and related articles")
	}
	err := a.changeStories(ctx, func() error { return a.keep(ctx, c, o, &added) })
	if added.Pending == nil {
		a.letGo(c.job)
	}
	if err != nil {
		return Added{Input: added.Input, Outcome: Failed, Err: err}
	}
	if o.Related && (added.Outcome == Kept || added.Outcome == NewVersion) {
		added.Related = nil
		_, err = a.KeepRelated(ctx, added.Clip.ID, c.Related)
		added.Err = err
	}
	return added
}

// keep stores a capture. The caller holds changing.
func (a *App) keep(ctx context.Context, c *Capture, o AddOptions, added *Added) error {
	id := clip.NewID()
	signature := story.Sign(document(id, &c.Version))
	placement, err := a.place(ctx, signature)
	if err != nil {
		return err
	}
	existing, copies, err := a.duplicates(ctx, c, &signature, placement.Duplicates)
	if err != nil {
		return err
	}
	added.Existing, added.Copies = existing, copies
	if len(existing) > 0 && o.Duplicates == AskDuplicate {
		added.Outcome, added.Pending = Duplicate, c
		added.Changed, err = a.changedSince(ctx, &existing[0], c)
		return err
	}
	if err := a.keepImages(ctx, c); err != nil {
		return err
	}
	fresh, err := a.fresh(c, id, placement.Story, signature)
	if err != nil {
		return err
	}
	if len(existing) > 0 && o.Duplicates == AsNewVersion {
		return a.keepVersion(ctx, existing[0], fresh, added)
	}
	if added.Clip, err = a.library.Add(ctx, fresh); err != nil {
		return err
	}
	added.Outcome = Kept
	return a.nameStories(ctx, added.Clip.Story)
}

func (a *App) fresh(c *Capture, id, storyID clip.ID, signature story.Signature) (store.New, error) {
	data, err := signature.MarshalBinary()
	if err != nil {
		return store.New{}, fmt.Errorf("encode signature: %w", err)
	}
	item := clip.Clip{ID: id, Ref: c.ref, Captured: c.captured, Version: c.Version}
	item.Story, item.Folders, item.Tags, item.Note = storyID, c.folders, c.tags, c.note
	return store.New{Clip: item, Original: c.Original, Removed: c.Removed, Related: c.Related, Media: c.Media,
		Images: c.kept, Signature: data, Job: c.job}, nil
}

// keepVersion keeps a capture as a new version. It becomes current unless a
// person edited or corrected the current one: then it is offered among the
// versions.
func (a *App) keepVersion(ctx context.Context, existing clip.Clip, fresh store.New, added *Added) error {
	left, err := a.library.Cleaning(ctx, existing.Current)
	if err != nil {
		return err
	}
	edited := len(existing.Version.ByHand)+len(left.Corrections) > 0
	if _, err := a.library.AddVersion(ctx, existing.ID, fresh, !edited); err != nil {
		return err
	}
	kept, err := a.library.Clip(ctx, existing.ID)
	added.Outcome, added.Clip = NewVersion, kept
	return err
}

// KeepRelated keeps related articles that a clip's page carried as clips of
// their own, marked as excerpts by a tag; the answers stand in their order.
func (a *App) KeepRelated(ctx context.Context, from clip.ID, related []clip.Related) ([]Added, error) {
	parent, err := a.library.Clip(ctx, from)
	if err != nil {
		return nil, err
	}
	ctx = OneStep(ctx, fmt.Sprintf("Keep %d related articles", len(related)))
	var out []Added
	for _, item := range related {
		added := a.Keep(ctx, relatedCapture(&parent, item), AddOptions{Duplicates: KeepBoth})
		if added.Err != nil {
			return out, added.Err
		}
		out = append(out, added)
	}
	return out, nil
}

// ExcerptTag marks clips of which a page gave only a part.
const ExcerptTag = "excerpt"

func relatedCapture(parent *clip.Clip, item clip.Related) *Capture {
	meta := clip.Metadata{Title: item.Title, Outlet: item.Outlet, Published: item.Published, URL: item.URL,
		Lang: parent.Version.Lang, Kind: clip.KindArticle}
	if item.DateEvidence != "" {
		meta.Evidence = append(meta.Evidence, clip.Evidence{Field: clip.FieldPublished, Value: item.DateEvidence, Source: "text"})
	}
	c := &Capture{
		Input:    intake.Input{Kind: intake.KindText, Name: item.Title, Data: []byte(item.Text)},
		Original: []byte(item.Text), folders: parent.Folders,
		Version: clip.Version{Metadata: meta, Body: clip.FromPlain(item.Text),
			Source: clip.Source{Method: clip.MethodText, Name: "related article of " + string(parent.ID), MediaType: "text/plain; charset=utf-8"}},
	}
	if item.Excerpt {
		c.tags = []string{ExcerptTag}
	}
	return c
}
