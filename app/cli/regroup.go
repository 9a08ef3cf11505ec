package cli

import (
	"bufio"
	"fmt"

	"newsclip/app"
)

// regroupCommand places all clips anew.
type regroupCommand struct {
	DryRun bool `help:"Say what would change, and change nothing."`
	Yes    bool `help:"Do it without asking first." short:"y"`
}

func (c *regroupCommand) run(s *session) error {
	plan, err := s.app.Regroup(s.ctx, s.counted("placed"))
	if err != nil {
		return err
	}
	if err := s.printRegrouping(&plan); err != nil || c.DryRun || len(plan.Moves) == 0 {
		return err
	}
	if !c.Yes {
		yes, err := s.yes(bufio.NewReader(s.in), "Regroup?")
		if err != nil || !yes {
			return err
		}
	}
	if err := s.app.ApplyRegrouping(s.ctx, plan); err != nil {
		return err
	}
	s.note("Regrouped. newsclip undo takes it back.")
	return nil
}

func (s *session) printRegrouping(r *app.Regrouping) error {
	if s.json {
		for i := range r.Moves {
			m := &r.Moves[i]
			move := map[string]any{"from": m.From.ID, "to": m.To.ID, "clips": idsOf(m.Clips)}
			if err := s.line(move); err != nil {
				return err
			}
		}
		return nil
	}
	if len(r.Moves) == 0 {
		fmt.Fprintln(s.out, "Every clip is where it would be put today.")
	}
	for i := range r.Moves {
		s.printRegrouped(&r.Moves[i])
	}
	return nil
}

func (s *session) printRegrouped(m *app.Regrouped) {
	to := "a story of their own"
	if len(m.Clips) == 1 {
		to = "a story of its own"
	}
	if m.To.Name != "" {
		to = "“" + m.To.Name + "”"
	}
	fmt.Fprintf(s.out, "%s from “%s” to %s:\n", countClips(len(m.Clips)), m.From.Name, to)
	for i := range m.Clips {
		fmt.Fprintf(s.out, "  %s  %s\n", m.Clips[i].ID, m.Clips[i].Version.Headline())
	}
}

func countClips(n int) string {
	if n == 1 {
		return "1 clip"
	}
	return fmt.Sprintf("%d clips", n)
}
