package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"newsclip/app"
	"newsclip/clip"
)

type highlightsCommand struct {
	List   highlightsListCommand   `cmd:"" default:"withargs" help:"List the highlights of a clip."`
	Add    highlightsAddCommand    `cmd:"" help:"Highlight words of a clip's text."`
	Edit   highlightsEditCommand   `cmd:"" help:"Change a highlight's colour or your note on it."`
	Remove highlightsRemoveCommand `cmd:"" help:"Take highlights away."`
}

// highlightJSON is a highlight as programs read it.
type highlightJSON struct {
	Number int `json:"number"` // in the clip, from 1
	clip.Highlight
	// At is where it stands in the current text; left out of an orphaned one.
	At       *clip.Passage `json:"at,omitempty"`
	Orphaned bool          `json:"orphaned,omitempty"`
}

func highlightsJSON(marks []app.Mark) []highlightJSON {
	out := make([]highlightJSON, len(marks))
	for i, m := range marks {
		out[i] = highlightJSON{Number: i + 1, Highlight: m.Highlight, Orphaned: m.Orphaned}
		if !m.Orphaned {
			out[i].At = &marks[i].At
		}
	}
	return out
}

type highlightsListCommand struct {
	ID string `arg:"" help:"The clip's id, or its beginning."`
}

func (c *highlightsListCommand) run(s *session) error {
	_, marks, err := s.highlights(c.ID)
	if err != nil {
		return err
	}
	if len(marks) == 0 {
		s.note("this clip has no highlights. newsclip highlights add ID TEXT makes one.")
	}
	return s.printHighlights(marks)
}

func (s *session) highlights(text string) (clip.ID, []app.Mark, error) {
	id, err := s.app.Resolve(s.ctx, text)
	if err != nil {
		return "", nil, err
	}
	marks, err := s.app.Highlights(s.ctx, id)
	return id, marks, err
}

func (s *session) printHighlights(marks []app.Mark) error {
	for i, object := range highlightsJSON(marks) {
		if s.json {
			if err := s.line(object); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintln(s.out, highlightText(i+1, &marks[i]))
	}
	return nil
}

// highlightText is a highlight in lines: number and quote; the note below.
func highlightText(number int, m *app.Mark) string {
	details := string(m.Colour)
	if m.Orphaned {
		details += " · orphaned: the text does not say it any more"
	}
	out := fmt.Sprintf("%4d  “%s”\n      %s", number, strings.Join(strings.Fields(m.Quote), " "), details)
	for line := range strings.SplitSeq(m.Note, "\n") {
		if line != "" {
			out += "\n      > " + line
		}
	}
	return out
}

// inks are the flags for how a highlight looks and what is written to it.
type inks struct {
	Colour string `help:"yellow, green, blue or pink." enum:"yellow,green,blue,pink" default:"yellow"`
	Note   string `help:"Your note on it."`
}

type highlightsAddCommand struct {
	ID    string `arg:"" help:"The clip's id, or its beginning."`
	Quote string `arg:"" name:"text" help:"The words, as the text says them once."`
	inks
}

func (c *highlightsAddCommand) run(s *session) error {
	id, err := s.app.Resolve(s.ctx, c.ID)
	if err != nil {
		return err
	}
	kept, err := s.app.HighlightQuote(s.ctx, id, c.Quote, clip.Colour(c.Colour), c.Note)
	if err != nil {
		return err
	}
	marks, err := s.app.Highlights(s.ctx, id)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(marks, func(m app.Mark) bool { return m.ID == kept.ID })
	if s.json {
		return s.line(highlightsJSON(marks)[at])
	}
	fmt.Fprintln(s.out, highlightText(at+1, &marks[at]))
	return nil
}

// highlight finds the one that a person names: by its number in the clip, or
// by its id.
func (s *session) highlight(of, name string) (clip.ID, error) {
	_, marks, err := s.highlights(of)
	if err != nil {
		return "", err
	}
	number, err := strconv.Atoi(name)
	for i, m := range marks {
		if string(m.ID) == name || err == nil && number == i+1 {
			return m.ID, nil
		}
	}
	return "", &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("This clip has no highlight %s.", name), Next: fmt.Sprintf("newsclip highlights %s numbers them.", of)}
}

type highlightsEditCommand struct {
	ID     string  `arg:"" help:"The clip's id, or its beginning."`
	Number string  `arg:"" help:"The highlight's number in the clip, or its id."`
	Colour *string `help:"yellow, green, blue or pink." enum:"yellow,green,blue,pink"`
	Note   *string `help:"Your note on it; an empty one takes it away."`
	At     *string `help:"Put it onto these words of the text." placeholder:"TEXT"`
}

func (c *highlightsEditCommand) run(s *session) error {
	id, err := s.highlight(c.ID, c.Number)
	if err != nil {
		return err
	}
	if c.Colour == nil && c.Note == nil && c.At == nil {
		return &clip.Error{Kind: clip.ErrInvalid, Message: "There is nothing to change.", Next: "Name a value: newsclip highlights edit --help lists them."}
	}
	if c.At != nil && (c.Colour != nil || c.Note != nil) {
		s.ctx = app.OneStep(s.ctx, "Change a highlight")
	}
	if c.At != nil {
		if err := s.app.PlaceHighlightAt(s.ctx, id, *c.At); err != nil {
			return err
		}
	}
	if c.Colour == nil && c.Note == nil {
		return nil
	}
	return s.app.EditHighlight(s.ctx, id, app.HighlightEdit{Colour: (*clip.Colour)(c.Colour), Note: c.Note})
}

type highlightsRemoveCommand struct {
	ID      string   `arg:"" help:"The clip's id, or its beginning."`
	Numbers []string `arg:"" name:"number" help:"Their numbers in the clip, or their ids."`
}

func (c *highlightsRemoveCommand) run(s *session) error {
	var ids []clip.ID
	for _, number := range c.Numbers {
		id, err := s.highlight(c.ID, number)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	return s.app.RemoveHighlights(s.ctx, ids...)
}
