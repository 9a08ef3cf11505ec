package cli

import (
	"fmt"
	"strings"

	"newsclip/app"
	"newsclip/clip"
)

type correctCommand struct {
	ID       string `arg:"" help:"The clip's id, or its beginning."`
	PutBack  int    `help:"Put the piece of that number back; newsclip explain ID numbers them." placeholder:"N" xor:"what" required:""`
	TakeAway string `help:"Take the paragraph away that begins so." placeholder:"TEXT" xor:"what" required:""`
	Always   bool   `help:"Do so with pieces like it on every page of the site: newsclip rules lists them."`
}

func (c *correctCommand) run(s *session) error {
	id, err := s.app.Resolve(s.ctx, c.ID)
	if err != nil {
		return err
	}
	corrected, err := c.correct(s, id)
	if err != nil {
		return err
	}
	if r := corrected.Rule; r != nil {
		s.note(fmt.Sprintf("from now on, on every page of %s: %s.", r.Site, r.Correction))
	}
	return s.rows([]app.Row{{Clip: corrected.Clip}})
}

func (c *correctCommand) correct(s *session, id clip.ID) (app.Corrected, error) {
	if c.TakeAway != "" {
		text, err := c.paragraph(s, id)
		if err != nil {
			return app.Corrected{}, err
		}
		return s.app.TakeAway(s.ctx, id, []string{text}, c.Always)
	}
	explained, err := s.app.ExplainClip(s.ctx, id)
	if err != nil {
		return app.Corrected{}, err
	}
	if c.PutBack < 1 || c.PutBack > len(explained.Removed) {
		return app.Corrected{}, &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("No piece %d was removed from this clip.", c.PutBack),
			Next: fmt.Sprintf("newsclip explain %s numbers them.", c.ID)}
	}
	return s.app.PutBack(s.ctx, id, explained.Removed[c.PutBack-1], c.Always)
}

// paragraph finds the one paragraph that begins as the person says.
func (c *correctCommand) paragraph(s *session, id clip.ID) (string, error) {
	item, err := s.app.Clip(s.ctx, id)
	if err != nil {
		return "", err
	}
	var found []string
	for _, leaf := range item.Version.Body.Leaves() {
		if strings.HasPrefix(strings.Join(strings.Fields(leaf.Text), " "), strings.Join(strings.Fields(c.TakeAway), " ")) {
			found = append(found, leaf.Text)
		}
	}
	switch len(found) {
	case 0:
		return "", &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("No paragraph begins with %q.", c.TakeAway), Next: fmt.Sprintf("newsclip show %s shows the text.", c.ID)}
	case 1:
		return found[0], nil
	}
	return "", &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%d paragraphs begin with %q.", len(found), c.TakeAway), Next: "Give more of the one you mean."}
}

type rulesCommand struct {
	Drop int `help:"Drop the rule of that number; clips that it shaped stay as they are." placeholder:"N"`
}

func (c *rulesCommand) run(s *session) error {
	if c.Drop != 0 {
		return s.app.DropRule(s.ctx, c.Drop)
	}
	rules, err := s.app.Rules(s.ctx)
	if err != nil {
		return err
	}
	if len(rules) == 0 {
		s.note("there are no rules. newsclip correct --always makes one.")
	}
	for _, rule := range rules {
		if s.json {
			err = s.line(rule)
		} else {
			_, err = fmt.Fprintf(s.out, "%d  %s  %s\n", rule.Number, rule.Site, rule.Correction)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
