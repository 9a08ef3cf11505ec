package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/intake"
)

type explainCommand struct {
	Input string `arg:"" help:"An address, a file, - for standard input, or a clip's id."`
	URL   string `help:"The address that a file or standard input came from." placeholder:"ADDRESS"`
}

func (explainCommand) spare() {}

func (c *explainCommand) run(s *session) error {
	inputs, err := s.input(c.Input)
	if clip.KindOf(err) == clip.ErrNotFound {
		return c.kept(s, err)
	}
	if err != nil && len(inputs) == 0 {
		return err
	}
	for i, in := range inputs {
		if c.URL != "" && in.Kind != intake.KindURL {
			in.URL = c.URL
		}
		explained, err := s.explain(in)
		if err != nil {
			return err
		}
		if i > 0 && !s.json {
			fmt.Fprintln(s.out)
		}
		if err := s.printExplained(&explained); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) explain(in intake.Input) (app.Explained, error) {
	if s.app == nil {
		return app.ExplainAlone(s.ctx, s.options, in)
	}
	return s.app.Explain(s.ctx, in)
}

// kept explains a clip of the library; what is neither file nor clip is
// missing.
func (c *explainCommand) kept(s *session, missing error) error {
	if s.app == nil {
		return missing
	}
	id, err := s.app.Resolve(s.ctx, c.Input)
	if clip.KindOf(err) == clip.ErrNotFound {
		return &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is neither a file nor a clip %s.", c.Input),
			Next: "Check its name. If it is an address, write https:// before it."}
	}
	if err != nil {
		return err
	}
	explained, err := s.app.ExplainClip(s.ctx, id)
	if err != nil {
		return err
	}
	return s.printExplained(&explained)
}

// explainedJSON is how an input was cleaned, as programs read it.
type explainedJSON struct {
	Input       string            `json:"input"`
	ID          clip.ID           `json:"id,omitempty"`
	Metadata    clip.Metadata     `json:"metadata"`
	Source      clip.Source       `json:"source"`
	Words       int               `json:"words"`
	Text        string            `json:"text"`
	HTML        string            `json:"html"`
	Removed     []clip.Removal    `json:"removed"`
	Related     []clip.Related    `json:"related,omitempty"`
	Media       []clip.Media      `json:"media,omitempty"`
	Rules       []clip.SiteRule   `json:"rules,omitempty"`
	Corrections []clip.Correction `json:"corrections,omitempty"`
	NotKept     string            `json:"not_kept,omitempty"` // why it would not be kept unasked
}

func (s *session) printExplained(e *app.Explained) error {
	if !s.json {
		printExplained(s.out, e)
		return nil
	}
	removed := e.Removed
	if removed == nil {
		removed = []clip.Removal{}
	}
	body := e.Version.Body
	return s.line(explainedJSON{Input: e.Input, ID: e.Clip, Metadata: e.Version.Metadata, Source: e.Version.Source, Words: body.Words(),
		Text: body.Plain(), HTML: body.XHTML(), Removed: removed, Related: e.Related, Media: e.Media, Rules: e.Rules,
		Corrections: e.Corrections, NotKept: atTerminal(e.Why)})
}

// valueWidth is how much of a value or a piece a line shows, in characters.
const valueWidth = 72

// printExplained prints for people: each value with its evidence, the chosen
// first, what was kept, and what was removed, numbered for correct.
func printExplained(w io.Writer, e *app.Explained) {
	v := &e.Version
	width := sourceWidth(v.Evidence)
	for i, value := range []struct{ name, value string }{{"title", v.Title}, {"authors", v.Byline()}, {"outlet", v.Outlet}, {"date", v.Published.String()}} {
		printValue(w, value.name, value.value, shownFields[i], v, width)
	}
	fmt.Fprintf(w, "%-9s%s\n", "kind", v.Kind)
	fmt.Fprintf(w, "%-9s%s in %s\n", "text", count(v.Body.Words(), "word"), count(len(v.Body.Leaves()), "piece"))
	if e.Why != "" {
		fmt.Fprintf(w, "%-9s%s\n", "", atTerminal(e.Why))
	}
	printRules(w, e)
	fmt.Fprintf(w, "%-9s%s\n", "removed", count(len(e.Removed), "piece"))
	for i, r := range e.Removed {
		fmt.Fprintf(w, "%6d   %s\n         %s\n", i+1, cut(r.Text), strings.Join(reasons(r), " · "))
	}
	for _, related := range e.Related {
		fmt.Fprintf(w, "%-9s%s\n", "offered", cut(related.Title))
	}
}

// reasons says why a piece went: reason, rule or score, and its form.
func reasons(r clip.Removal) []string {
	parts := []string{r.Reason, r.Rule}
	if r.Form != "" {
		parts = append(parts, r.Form)
	}
	return parts
}

// shownFields are the values whose candidates are printed for people.
var shownFields = []clip.Field{clip.FieldTitle, clip.FieldAuthors, clip.FieldOutlet, clip.FieldPublished}

// sourceWidth is the room that the names of sources take, in characters.
func sourceWidth(evidence []clip.Evidence) int {
	width := 0
	for _, e := range evidence {
		if slices.Contains(shownFields, e.Field) {
			width = max(width, utf8.RuneCountInString(e.Source))
		}
	}
	return width
}

// printValue prints a value of the metadata and the candidates for it.
func printValue(w io.Writer, name, value string, field clip.Field, v *clip.Version, width int) {
	if value == "" {
		value = "unknown"
	}
	if v.SetByHand(field) {
		value += " (set by hand)"
	}
	fmt.Fprintf(w, "%-9s%s\n", name, value)
	for _, chosen := range []bool{true, false} {
		for _, e := range v.Evidence {
			if e.Field != field || e.Chosen != chosen {
				continue
			}
			mark := " "
			if chosen {
				mark = "✓"
			}
			fmt.Fprintf(w, "       %s %-*s  %s\n", mark, width, e.Source, cut(e.Value))
		}
	}
}

func printRules(w io.Writer, e *app.Explained) {
	for _, rule := range e.Rules {
		fmt.Fprintf(w, "%-9s%s\n", fmt.Sprintf("rule %d", rule.Number), rule.Correction)
	}
	for _, said := range e.Corrections {
		fmt.Fprintf(w, "%-9s%s\n", "by hand", said)
	}
}

func cut(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > valueWidth {
		return strings.TrimRight(string(runes[:valueWidth-1]), " ") + "…"
	}
	return text
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
