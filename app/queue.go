package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/fetch"
	"newsclip/clip/intake"
	"newsclip/clip/store"
)

// A wish is what a person asked for along with an address. It stands in the
// queue with it, so that going on after a crash or a cancel does the same.
type wish struct {
	Anything   bool            `json:"anything,omitempty"`
	Duplicates DuplicatePolicy `json:"duplicates,omitempty"`
	Related    bool            `json:"related,omitempty"`
	Folders    []clip.ID       `json:"folders,omitempty"`
	Tags       []string        `json:"tags,omitempty"`
	NoImages   bool            `json:"no_images,omitempty"`
	Record     *intake.Record  `json:"record,omitempty"`
	Paste      *pasted         `json:"paste,omitempty"`
}

// pasted is what is known of bytes in the queue.
type pasted struct {
	Kind      intake.Kind `json:"kind"`
	URL       string      `json:"url,omitempty"`
	MediaType string      `json:"media_type,omitempty"`
	Subject   string      `json:"subject,omitempty"`
}

// enqueue writes what would be lost among inputs to the durable queue, takes it
// in hand and returns the task of each input: addresses, and what was pasted,
// which stands nowhere else. An address that makes no sense has no place there:
// trying it again would not help.
func (a *App) enqueue(ctx context.Context, inputs []intake.Input, o AddOptions) ([]task, error) {
	tasks := make([]task, len(inputs))
	var wanted []store.Wanted
	var places []int
	for i, in := range inputs {
		tasks[i] = task{input: in, options: o}
		w, ok, err := wantedOf(in, o)
		if err != nil {
			return nil, err
		}
		if ok {
			wanted, places = append(wanted, w), append(places, i)
		}
	}
	if len(wanted) == 0 {
		return tasks, nil
	}
	a.handling.Lock()
	defer a.handling.Unlock()
	jobs, err := a.library.Enqueue(ctx, wanted)
	if err != nil {
		return nil, err
	}
	for i, job := range jobs {
		tasks[places[i]].job = job.ID
		a.hand[job.ID]++
	}
	return tasks, nil
}

// wantedOf is an input as it waits in the queue; ok is false for one that need
// not: a file or a record can be given again.
func wantedOf(in intake.Input, o AddOptions) (w store.Wanted, ok bool, err error) {
	note := wish{o.Anything, o.Duplicates, o.Related, o.Folders, o.Tags, o.NoImages, in.Record, nil}
	switch {
	case in.Kind == intake.KindURL:
		if _, err := fetch.Clean(in.URL); err != nil {
			return w, false, nil // what is wrong with it is told when it is fetched
		}
		w.URL = in.URL
	case in.Name == "" && (in.Kind == intake.KindHTML || in.Kind == intake.KindText):
		note.Paste = &pasted{in.Kind, in.URL, in.MediaType, in.Subject}
		w.Name, w.Data = pasteName(in), in.Data
	default:
		return w, false, nil
	}
	text, err := json.Marshal(note)
	if err != nil {
		return w, false, fmt.Errorf("encode a wish: %w", err)
	}
	w.Note = string(text)
	return w, true, nil
}

// pasteName says what was pasted, by its beginning.
func pasteName(in intake.Input) string {
	name := describe(in)
	if in.Kind == intake.KindText {
		const enough = 400 // bytes that are longer than any beginning shown
		name += " “" + beginning(fold(strings.ToValidUTF8(string(in.Data[:min(enough, len(in.Data))]), ""))) + "”"
	}
	return name
}

// letGo leaves an address to whoever resumes the queue, if it is still there.
func (a *App) letGo(job int64) {
	a.handling.Lock()
	defer a.handling.Unlock()
	if a.hand[job]--; a.hand[job] <= 0 {
		delete(a.hand, job)
	}
}

// failJob notes in the queue why an address failed; it stays there, to be
// tried again or dropped by the person.
func (a *App) failJob(ctx context.Context, job int64, cause error) {
	if job == 0 || cause == nil {
		return
	}
	message := Sentence(cause)
	// A fault of the queue itself cannot be told to anybody better than the
	// cause that is being told already.
	_ = a.library.Fail(context.WithoutCancel(ctx), job, message)
}

// Waiting returns what is in the queue and nobody has in hand: what waits for
// its turn, and what failed, with the reason.
func (a *App) Waiting(ctx context.Context) ([]store.Job, error) {
	a.handling.Lock()
	defer a.handling.Unlock()
	return a.waiting(ctx)
}

// waiting is Waiting for a caller that holds handling.
func (a *App) waiting(ctx context.Context) ([]store.Job, error) {
	jobs, err := a.library.Waiting(ctx)
	return slices.DeleteFunc(jobs, func(job store.Job) bool { return a.hand[job.ID] > 0 }), err
}

// Resume adds what waits in the queue after a crash or a cancel, as it was
// asked for; with failed it tries those that failed once more. Of o, what is
// set counts in addition to that.
func (a *App) Resume(ctx context.Context, failed bool, o AddOptions) ([]Added, error) {
	tasks, err := a.takeUp(ctx, failed, o)
	if err != nil {
		return nil, err
	}
	return a.addAll(OneStep(ctx, "Add "+clipsPhrase(len(tasks))), tasks, o.Each), ctx.Err()
}

// takeUp takes in hand what waits in the queue.
func (a *App) takeUp(ctx context.Context, failed bool, o AddOptions) (tasks []task, err error) {
	folders, err := a.Folders(ctx)
	if err != nil {
		return nil, err
	}
	a.handling.Lock()
	defer a.handling.Unlock()
	waiting, err := a.waiting(ctx)
	if err != nil {
		return nil, err
	}
	for _, job := range waiting {
		if job.Error != "" && !failed {
			continue
		}
		t := resumed(job, o, folders)
		if t.input.Kind != intake.KindURL {
			if t.input.Data, err = a.library.JobData(ctx, job.ID); err != nil {
				return nil, err
			}
		}
		tasks = append(tasks, t)
	}
	for _, t := range tasks {
		a.hand[t.job]++
	}
	return tasks, nil
}

// resumed makes the task of a job again; bytes are not read yet. A folder that was deleted meanwhile
// is left out.
func resumed(job store.Job, o AddOptions, folders []clip.Folder) task {
	var w wish
	if json.Unmarshal([]byte(job.Note), &w) != nil {
		w = wish{} // of an earlier version, which noted nothing
	}
	w.Folders = slices.DeleteFunc(w.Folders, func(id clip.ID) bool {
		return !slices.ContainsFunc(folders, func(f clip.Folder) bool { return f.ID == id })
	})
	o.Anything, o.Related, o.NoImages = o.Anything || w.Anything, o.Related || w.Related, o.NoImages || w.NoImages
	o.Folders, o.Tags = slices.Concat(w.Folders, o.Folders), slices.Concat(w.Tags, o.Tags)
	if w.Duplicates != AskDuplicate {
		o.Duplicates = w.Duplicates
	}
	in := intake.Input{Kind: intake.KindURL, URL: job.URL, Record: w.Record}
	if w.Paste != nil {
		in = intake.Input{Kind: w.Paste.Kind, URL: w.Paste.URL, MediaType: w.Paste.MediaType, Subject: w.Paste.Subject}
	}
	return task{input: in, job: job.ID, options: o}
}

// Postpone leaves a capture that nobody decided about in the queue, with the
// reason why it was not kept: it can be tried again, or dropped.
func (a *App) Postpone(ctx context.Context, c *Capture) {
	a.failJob(ctx, c.job, worthKeeping(c))
	a.letGo(c.job)
}

// Discard drops a capture that the person does not want, and its place in the
// queue.
func (a *App) Discard(ctx context.Context, c *Capture) error {
	if c.job == 0 {
		return nil
	}
	if err := a.library.Finish(ctx, c.job); err != nil {
		return err
	}
	a.letGo(c.job)
	a.changed()
	return nil
}

// DropFailed empties the queue of what failed and returns how many that were.
func (a *App) DropFailed(ctx context.Context) (int, error) {
	return a.drop(ctx, func(job store.Job) bool { return job.Error != "" })
}

// DropWaiting empties the queue of what waits, failed or not, and returns how
// many addresses that were.
func (a *App) DropWaiting(ctx context.Context) (int, error) {
	return a.drop(ctx, func(store.Job) bool { return true })
}

func (a *App) drop(ctx context.Context, which func(store.Job) bool) (int, error) {
	a.handling.Lock()
	defer a.handling.Unlock()
	waiting, err := a.waiting(ctx)
	if err != nil {
		return 0, err
	}
	defer a.changed()
	dropped := 0
	for _, job := range waiting {
		if !which(job) {
			continue
		}
		if err := a.library.Finish(ctx, job.ID); err != nil {
			return dropped, err
		}
		dropped++
	}
	return dropped, nil
}
