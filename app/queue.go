package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

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
}

// enqueue writes the addresses among inputs to the durable queue and returns
// the task of each input. An address that makes no sense has no place there:
// trying it again would not help.
func (a *App) enqueue(ctx context.Context, inputs []intake.Input, o AddOptions) ([]task, error) {
	tasks := make([]task, len(inputs))
	var wanted []store.Wanted
	var places []int
	for i, in := range inputs {
		tasks[i] = task{input: in, options: o}
		if _, err := fetch.Clean(in.URL); in.Kind != intake.KindURL || err != nil {
			continue
		}
		note, err := json.Marshal(wish{o.Anything, o.Duplicates, o.Related, o.Folders, o.Tags, o.NoImages, in.Record})
		if err != nil {
			return nil, fmt.Errorf("encode a wish: %w", err)
		}
		wanted, places = append(wanted, store.Wanted{URL: in.URL, Note: string(note)}), append(places, i)
	}
	if len(wanted) == 0 {
		return tasks, nil
	}
	jobs, err := a.library.Enqueue(ctx, wanted)
	if err != nil {
		return nil, err
	}
	for i, job := range jobs {
		tasks[places[i]].job = job.ID
	}
	return tasks, nil
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

// Waiting returns the addresses in the queue: those that wait for their
// turn, and those that failed, with the reason.
func (a *App) Waiting(ctx context.Context) ([]store.Job, error) { return a.library.Waiting(ctx) }

// Resume adds what waits in the queue after a crash or a cancel, as it was
// asked for; with failed it tries those that failed once more. Of o, what is
// set counts in addition to that.
func (a *App) Resume(ctx context.Context, failed bool, o AddOptions) ([]Added, error) {
	waiting, err := a.library.Waiting(ctx)
	if err != nil {
		return nil, err
	}
	folders, err := a.Folders(ctx)
	if err != nil {
		return nil, err
	}
	var tasks []task
	for _, job := range waiting {
		if job.Error == "" || failed {
			tasks = append(tasks, resumed(job, o, folders))
		}
	}
	return a.addAll(ctx, tasks, o.Each), ctx.Err()
}

// resumed makes the task of a job again. A folder that was deleted meanwhile
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
	return task{input: intake.Input{Kind: intake.KindURL, URL: job.URL, Record: w.Record}, job: job.ID, options: o}
}

// Postpone leaves a capture that nobody decided about in the queue, with the
// reason why it was not kept: it can be tried again, or dropped.
func (a *App) Postpone(ctx context.Context, c *Capture) {
	a.failJob(ctx, c.job, worthKeeping(c))
}

// Discard drops a capture that the person does not want, and its place in the
// queue.
func (a *App) Discard(ctx context.Context, c *Capture) error {
	if c.job == 0 {
		return nil
	}
	return a.library.Finish(ctx, c.job)
}

// DropFailed empties the queue of what failed and returns how many that were.
func (a *App) DropFailed(ctx context.Context) (int, error) {
	waiting, err := a.library.Waiting(ctx)
	if err != nil {
		return 0, err
	}
	dropped := 0
	for _, job := range waiting {
		if job.Error == "" {
			continue
		}
		if err := a.library.Finish(ctx, job.ID); err != nil {
			return dropped, err
		}
		dropped++
	}
	return dropped, nil
}

// nameStory gives a story the name that its clips suggest, unless a person
// named it. The caller holds changing.
func (a *App) nameStory(ctx context.Context, id clip.ID) error {
	if err := a.followGrouping(ctx); err != nil {
		return err
	}
	current, err := a.library.Story(ctx, id)
	if err != nil || current.Named {
		return err
	}
	if name := a.grouper.Name(id); name != "" && name != current.Name {
		return a.library.NameStory(ctx, id, name)
	}
	return nil
}
