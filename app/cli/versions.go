package cli

import (
	"fmt"
	"strings"
	"time"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/diff"
)

type versionsCommand struct {
	ID  string `arg:"" help:"The clip's id, or its beginning."`
	Use int    `help:"Make the version of that number the current one." placeholder:"N"`
}

// versionJSON is a version as programs read it.
type versionJSON struct {
	Number  int         `json:"number"`
	ID      clip.ID     `json:"id"`
	Created time.Time   `json:"created"`
	Method  clip.Method `json:"method"`
	Current bool        `json:"current,omitempty"`
	Title   string      `json:"title"`
	Words   int         `json:"words"`
	Parent  clip.ID     `json:"parent,omitempty"`
	// Since is the number of the version that Summary compares it with.
	Since   int         `json:"since,omitempty"`
	Summary string      `json:"summary,omitempty"`
	Source  clip.Source `json:"source"`
}

func (c *versionsCommand) run(s *session) error {
	id, err := s.app.Resolve(s.ctx, c.ID)
	if err != nil {
		return err
	}
	if c.Use != 0 {
		return s.app.UseNumber(s.ctx, id, c.Use)
	}
	revisions, err := s.app.Revisions(s.ctx, id)
	if err != nil {
		return err
	}
	for i := len(revisions) - 1; i >= 0; i-- { // the newest first, as everywhere
		r := &revisions[i]
		if s.json {
			err = s.line(versionJSON{r.Number, r.ID, r.Created, r.Source.Method, r.Current, r.Title, r.Body.Words(), r.Parent, r.Since, r.Summary, r.Source})
		} else {
			_, err = fmt.Fprintln(s.out, revisionText(r))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// revisionText is a version in two lines: how it came to be, what it changed.
func revisionText(r *app.Revision) string {
	details := []string{r.Created.Format("2006-01-02 15:04 MST"), app.HowMade(r.Source.Method)}
	if r.Current {
		details = append(details, "current")
	}
	text := fmt.Sprintf("%4d  %s\n      %s", r.Number, strings.Join(details, " · "), r.Headline())
	if r.Since > 0 {
		text += fmt.Sprintf("\n      since %d: %s", r.Since, r.Summary)
	}
	return text
}

type diffCommand struct {
	ID   string `arg:"" help:"The clip's id, or its beginning."`
	From int    `arg:"" optional:"" help:"The number of the older version; without it, the one that the current was made of."`
	To   int    `arg:"" optional:"" help:"The number of the newer version; without it, the current one."`
}

// diffJSON is what changed between two versions as programs read it.
type diffJSON struct {
	From int `json:"from"`
	To   int `json:"to"`
	diff.Comparison
}

func (c *diffCommand) run(s *session) error {
	id, err := s.app.Resolve(s.ctx, c.ID)
	if err != nil {
		return err
	}
	old, fresh, comparison, err := s.app.Compare(s.ctx, id, c.From, c.To)
	if err != nil {
		return err
	}
	if s.json {
		return s.line(diffJSON{old.Number, fresh.Number, comparison})
	}
	fmt.Fprintf(s.out, "From version %d (%s, %s) to %d (%s, %s)\n", old.Number, old.Created.Format("2006-01-02 15:04 MST"), app.HowMade(old.Source.Method),
		fresh.Number, fresh.Created.Format("2006-01-02 15:04 MST"), app.HowMade(fresh.Source.Method))
	s.printDiff(&comparison)
	return nil
}

func (s *session) printDiff(c *diff.Comparison) {
	if c.Empty() {
		fmt.Fprintln(s.out, "Nothing changed.")
		return
	}
	for i := range c.Changes {
		fmt.Fprintln(s.out, "*", app.ChangeSentence(&c.Changes[i]))
	}
	if text := app.TextSummary(c); text != "" {
		fmt.Fprintln(s.out, "*", text)
	}
	skipped := false
	for _, b := range c.Blocks {
		if b.Op == diff.BlockSame {
			skipped = true
			continue
		}
		if skipped {
			fmt.Fprintln(s.out, "\n  …")
		}
		skipped = false
		fmt.Fprintf(s.out, "\n%s %s\n", signs[b.Op], partsText(b.Parts))
	}
	if skipped {
		fmt.Fprintln(s.out, "\n  …")
	}
}

// signs stand before a block.
var signs = map[diff.BlockOp]string{diff.BlockChanged: "~", diff.BlockAdded: "+", diff.BlockRemoved: "-", diff.BlockMoved: "→"}

// partsText writes parts as word diffs are written: [-what went-] {+what came+}.
// A block that went or came as a whole has its sign.
func partsText(parts []diff.Part) string {
	var out strings.Builder
	for _, p := range parts {
		switch {
		case p.Op == diff.Same || len(parts) == 1:
			out.WriteString(p.Text)
		case p.Op == diff.Deleted:
			out.WriteString("[-" + p.Text + "-]")
		case p.Op == diff.Inserted:
			out.WriteString("{+" + p.Text + "+}")
		}
	}
	return out.String()
}
