package cli

import (
	"fmt"
	"strings"

	"newsclip/app"
)

type queueCommand struct {
	Retry    bool `help:"Try what waits or failed once more, as it was asked for." xor:"do"`
	Drop     bool `help:"Drop what failed." xor:"do"`
	Anything bool `help:"With --retry: keep pages that are no article too."`
}

func (queueCommand) resume() string { return "newsclip queue --retry goes on." }

func (c *queueCommand) run(s *session) error {
	switch {
	case c.Drop:
		n, err := s.app.DropFailed(s.ctx)
		if err == nil {
			fmt.Fprintf(s.err, "newsclip: dropped %d.\n", n)
		}
		return err
	case c.Retry:
		return c.retry(s)
	}
	return c.list(s)
}

func (c *queueCommand) retry(s *session) error {
	options, told := s.watch(app.AddOptions{Duplicates: app.KeepBoth, Anything: c.Anything})
	results, err := s.app.Resume(s.ctx, true, options)
	switch {
	case err != nil:
		return err
	case told.failed > 0:
		return exitError(exitFailed)
	case len(results) == 0:
		s.note("nothing waits in the queue.")
	}
	return nil
}

func (c *queueCommand) list(s *session) error {
	jobs, err := s.app.Waiting(s.ctx)
	if err != nil {
		return err
	}
	if len(jobs) == 0 {
		s.note("nothing waits in the queue.")
	}
	for _, job := range jobs {
		if s.json {
			err = s.line(map[string]any{"url": job.URL, "name": job.Name, "added": job.Added, "tries": job.Tries, "error": job.Error})
		} else {
			_, err = fmt.Fprintln(s.out, strings.TrimSpace(job.URL+job.Name+"  "+atTerminal(job.Error)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
