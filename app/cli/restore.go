package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsclip/app"
	"newsclip/clip"
)

type restoreCommand struct {
	What    []string `arg:"" help:"A backup file; or clips, to be taken out of the trash." placeholder:"FILE"`
	DryRun  bool     `help:"Backup: say what would be done, and do nothing."`
	Yes     bool     `short:"y" help:"Backup: restore without asking first."`
	Newer   string   `enum:"ask,skip,replace" default:"ask" help:"Backup: what to do with clips that changed here since: ask, skip, replace. With --yes, ask skips them." placeholder:"WHAT"`
	Deleted string   `enum:"skip,restore" default:"skip" help:"Backup: what to do with clips that were deleted here since: skip, restore." placeholder:"WHAT"`
	Damaged bool     `help:"Backup: restore what is whole of a damaged one."`
}

func (restoreCommand) resume() string {
	return "Restore the file again to go on: what is here already is left alone."
}

func (c *restoreCommand) run(s *session) error {
	if c.isFile(s) {
		return c.backup(s, s.path(c.What[0]))
	}
	ids, err := s.ids(c.What)
	if err != nil {
		return err
	}
	return s.app.Restore(s.ctx, ids...)
}

// isFile reports whether a file is meant: ids are letters and digits alone, and
// a file of such a name can be written ./name.
func (c *restoreCommand) isFile(s *session) bool {
	if len(c.What) != 1 {
		return false
	}
	name := c.What[0]
	if strings.ContainsAny(name, `./\`) {
		return true
	}
	info, err := os.Stat(s.path(name))
	return err == nil && !info.IsDir()
}

func (c *restoreCommand) backup(s *session, path string) error {
	b, err := s.app.OpenBackup(s.ctx, path, s.counted("files of the backup checked"))
	if err != nil {
		return err
	}
	defer b.Close()
	options := app.RestoreOptions{Damaged: c.Damaged, Progress: s.counted("clips")}
	options.ReplaceNewer, options.RestoreDeleted = c.Newer == "replace", c.Deleted == "restore"
	plan, err := c.plan(s, b, options)
	if err != nil || c.DryRun {
		return err
	}
	if !c.Yes && (len(b.Faulty) == 0 || c.Damaged) && (!plan.Empty() || c.asksNewer(plan)) {
		if err := c.ask(s, plan, &options); err != nil {
			return err
		}
	}
	if s.json {
		options.Each = s.clipLine
	}
	done, err := b.Restore(s.ctx, options)
	if err != nil {
		return err
	}
	return s.printRestored(done)
}

// plan says what would be done.
func (c *restoreCommand) plan(s *session, b *app.Backup, o app.RestoreOptions) (*app.RestoreReport, error) {
	o.Progress = nil
	if s.json && c.DryRun {
		o.Each = s.clipLine
	}
	plan, err := b.Plan(s.ctx, o)
	if err != nil {
		return nil, err
	}
	return plan, s.printPlan(b, plan, o)
}

func (s *session) clipLine(id clip.ID, verdict app.Verdict) {
	s.line(map[string]any{"clip": id, "is": verdict})
}

// ask asks whether to go on, and about newer clips.
func (c *restoreCommand) ask(s *session, plan *app.RestoreReport, o *app.RestoreOptions) error {
	answers := bufio.NewReader(s.in)
	if c.asksNewer(plan) {
		yes, err := s.yes(answers, fmt.Sprintf("%s here since. Put the older state of the backup in place of it?", changed(plan.Newer())))
		if err != nil {
			return err
		}
		o.ReplaceNewer = yes
	}
	yes, err := s.yes(answers, "Restore?")
	if err == nil && !yes {
		err = notRestored()
	}
	return err
}

func (c *restoreCommand) asksNewer(plan *app.RestoreReport) bool {
	return plan.Newer() > 0 && c.Newer == "ask"
}

func changed(n int) string {
	if n == 1 {
		return "1 clip changed"
	}
	return fmt.Sprintf("%d clips changed", n)
}

func notRestored() error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: "Nothing was restored.", Next: "With --yes it is not asked first."}
}

// yes asks a question and reads the answer, a line of standard input.
func (s *session) yes(answers *bufio.Reader, question string) (bool, error) {
	fmt.Fprintf(s.err, "newsclip: %s [y/N] ", question)
	answer, err := answers.ReadString('\n')
	if errors.Is(err, io.EOF) && answer == "" {
		fmt.Fprintln(s.err)
		return false, notRestored()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	return slices.Contains([]string{"y", "yes"}, strings.ToLower(strings.TrimSpace(answer))), nil
}

// printPlan says what a restore would do.
func (s *session) printPlan(b *app.Backup, plan *app.RestoreReport, o app.RestoreOptions) error {
	if s.json {
		return s.line(planJSON(b, plan))
	}
	fmt.Fprintf(s.out, "The backup of %s holds %d clips:\n", b.Head.Made.UTC().Format("2006-01-02 15:04 MST"), b.Head.Clips)
	for _, line := range app.PlanLines(plan, o) {
		fmt.Fprintln(s.out, " ", line)
	}
	for i, name := range b.Faulty {
		if i == maxTold {
			fmt.Fprintf(s.err, "newsclip: and %d more like these.\n", len(b.Faulty)-maxTold)
			break
		}
		fmt.Fprintf(s.err, "newsclip: damaged in the backup: %s\n", filepath.ToSlash(name))
	}
	return s.printProblems(plan)
}

func (s *session) printProblems(r *app.RestoreReport) error {
	for _, problem := range r.Problems {
		fmt.Fprintln(s.err, "newsclip:", problem)
	}
	return nil
}

func planJSON(b *app.Backup, r *app.RestoreReport) map[string]any {
	return map[string]any{"made": b.Head.Made, "clips": r.Clips, "versions": r.Versions, "objects": r.Objects, "kept": r.Kept,
		"queue": r.Jobs, "damaged": b.Faulty, "problems": r.Problems}
}

func (s *session) printRestored(r *app.RestoreReport) error {
	if s.json {
		return s.line(map[string]any{"restored": r.Clips, "versions": r.Versions, "objects": r.Objects})
	}
	s.printProblems(r)
	if r.Empty() {
		fmt.Fprintln(s.out, "Nothing was to be restored.")
		return nil
	}
	fmt.Fprintln(s.out, "Restored. newsclip undo takes it back.")
	return nil
}
