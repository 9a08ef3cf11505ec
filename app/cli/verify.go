package cli

import (
	"fmt"

	"newsclip/app"
)

type verifyCommand struct {
	Repair bool `help:"Mend what can be mended; the database is copied before."`
}

// problemJSON is one problem that verify found.
type problemJSON struct {
	What     string `json:"what"`
	Clip     string `json:"clip,omitempty"`
	Message  string `json:"message"`
	Mendable bool   `json:"mendable"`
	Mended   bool   `json:"mended"`
	Harmless bool   `json:"harmless,omitempty"`
}

func (c *verifyCommand) run(s *session) error {
	var problems []app.Problem
	var copied string
	var err error
	if progress := s.counted("texts checked"); c.Repair {
		problems, copied, err = s.app.Repair(s.ctx, progress)
	} else {
		problems, err = s.app.Verify(s.ctx, progress)
	}
	if err != nil {
		return err
	}
	for i := range problems {
		if err := s.printProblem(&problems[i]); err != nil {
			return err
		}
	}
	if !s.json {
		s.printVerdict(problems, copied, c.Repair)
	}
	if len(app.Harmful(problems)) > 0 {
		return exitError(exitFailed)
	}
	return nil
}

func (s *session) printProblem(p *app.Problem) error {
	if s.json {
		return s.line(problemJSON{p.What, string(p.Clip), p.Message, p.Mendable, p.Mended, p.Harmless})
	}
	mended := ""
	if p.Mended {
		mended = " Mended."
	}
	_, err := fmt.Fprintf(s.out, "%s: %s%s\n", p.What, p.Message, mended)
	return err
}

// printVerdict says what to make of the problems, and what to do.
func (s *session) printVerdict(problems []app.Problem, copied string, repaired bool) {
	if copied != "" {
		fmt.Fprintf(s.out, "As it was before, the database is kept in %s.\n", copied)
	}
	mendable := 0
	for _, p := range problems {
		if p.Mendable && !p.Mended {
			mendable++
		}
	}
	if mendable > 0 && !repaired {
		fmt.Fprintf(s.out, "newsclip verify --repair mends %d of %d.\n", mendable, len(problems))
	}
	if len(app.Harmful(problems)) == 0 {
		fmt.Fprintln(s.out, "Nothing has changed since capture.")
	}
}
