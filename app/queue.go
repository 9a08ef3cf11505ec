package app

import (
	"context"

	"newsclip/clip"
	"newsclip/clip/intake"
	"newsclip/clip/store"
)

// enqueue writes the addresses among inputs to the durable queue and returns
// each input's number there, 0 for what is no address.
func (a *App) enqueue(ctx context.Context, inputs []intake.Input) ([]int64, error) {
	numbers := make([]int64, len(inputs))
	var urls []string
	var places []int
	for i, in := range inputs {
		if in.Kind == intake.KindURL {
			urls, places = append(urls, in.URL), append(places, i)
		}
	}
	if len(urls) == 0 {
		return numbers, nil
	}
	jobs, err := a.library.Enqueue(ctx, urls, "")
	if err != nil {
		return nil, err
	}
	for i, job := range jobs {
		numbers[places[i]] = job.ID
	}
	return numbers, nil
}

// failJob notes in the queue why an address failed; it stays there, to be
// tried again or dropped by the person.
func (a *App) failJob(ctx context.Context, job int64, cause error) {
	if job == 0 {
		return
	}
	message := Sentence(cause)
	// A fault of the queue itself cannot be told to anybody better than the
	// cause that is being told already.
	_ = a.library.Fail(context.WithoutCancel(ctx), job, message)
}

// Waiting returns the addresses in the queue: those not tried yet, and those
// that failed, with the reason.
func (a *App) Waiting(ctx context.Context) ([]store.Job, error) { return a.library.Waiting(ctx) }

// Resume adds what waits in the queue after a crash; with failed it tries
// those that failed once more.
func (a *App) Resume(ctx context.Context, failed bool, o AddOptions) ([]Added, error) {
	waiting, err := a.library.Waiting(ctx)
	if err != nil {
		return nil, err
	}
	var inputs []intake.Input
	var jobs []int64
	for _, job := range waiting {
		if job.Error == "" || failed {
			inputs = append(inputs, intake.Input{Kind: intake.KindURL, URL: job.URL})
			jobs = append(jobs, job.ID)
		}
	}
	return a.addAll(ctx, inputs, jobs, o), ctx.Err()
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
