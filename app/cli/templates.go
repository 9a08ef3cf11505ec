package cli

import (
	"fmt"
	"strings"

	"newsclip/clip/export/review"
)

type templatesCommand struct {
	List   templatesListCommand   `cmd:"" default:"1" help:"List the templates."`
	Show   templatesShowCommand   `cmd:"" help:"Show the settings of a template."`
	Save   templatesSaveCommand   `cmd:"" help:"Save settings under a name; a template of yours with that name gives way."`
	Delete templatesDeleteCommand `cmd:"" help:"Delete a template that you saved."`
}

type templatesListCommand struct{}

func (templatesListCommand) run(s *session) error {
	templates, err := s.app.Templates(s.ctx)
	if err != nil {
		return err
	}
	for _, t := range templates {
		if s.json {
			err = s.line(t)
		} else {
			_, err = fmt.Fprintf(s.out, "%s%s\n", t.Name, beside(t))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// beside says where a template comes from.
func beside(t review.Template) string {
	if t.BuiltIn {
		return " (" + t.Format + ", comes with Newsclip)"
	}
	return " (" + t.Format + ")"
}

type templatesShowCommand struct {
	Name string `arg:""`
}

func (c *templatesShowCommand) run(s *session) error {
	t, err := s.app.TemplateNamed(s.ctx, c.Name)
	if err != nil {
		return err
	}
	if s.json {
		return s.line(t)
	}
	_, err = fmt.Fprintf(s.out, "%s%s\n%s", t.Name, beside(t), settingsText(t))
	return err
}

// settingsText writes a template's settings, one a line, as the command line
// takes them.
func settingsText(t review.Template) string {
	o := t.Options
	var out strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "  --%s %s\n", name, value)
		}
	}
	line("format", t.Format)
	for _, text := range []struct{ name, value string }{{"title", o.Title}, {"for", o.For}, {"period", o.Period}, {"lang", o.Lang}, {"logo", o.Logo}} {
		if text.value != "" {
			line(text.name, fmt.Sprintf("%q", text.value))
		}
	}
	line("layout", string(o.Layout))
	line("order", string(o.Order))
	line("group", string(o.Group))
	var with, without []string
	for _, p := range review.Parts() {
		if wanted, said := o.Parts[p.Part]; said && wanted {
			with = append(with, string(p.Part))
		} else if said {
			without = append(without, string(p.Part))
		}
	}
	line("with", strings.Join(with, ","))
	line("without", strings.Join(without, ","))
	line("paper", string(o.Paper))
	line("typeface", string(o.Typeface))
	if o.Margin != 0 {
		line("margin", fmt.Sprint(o.Margin))
	}
	if o.Size != 0 {
		line("size", fmt.Sprint(o.Size))
	}
	if o.Markdown.Combined {
		out.WriteString("  --combined\n")
	}
	line("flavour", o.Markdown.Flavour)
	if o.Markdown.Names != "" {
		line("names", fmt.Sprintf("%q", o.Markdown.Names))
	}
	switch fields := o.Markdown.Fields; {
	case len(fields) > 0:
		line("fields", strings.Join(fields, ","))
	case fields != nil:
		line("fields", "none")
	}
	return out.String()
}

type templatesSaveCommand struct {
	Name string `arg:""`
	settings
}

func (c *templatesSaveCommand) run(s *session) error {
	t, err := c.template(s)
	if err != nil {
		return err
	}
	t.Name = c.Name
	return s.app.SaveTemplate(s.ctx, t)
}

type templatesDeleteCommand struct {
	Name string `arg:""`
}

func (c *templatesDeleteCommand) run(s *session) error { return s.app.DeleteTemplate(s.ctx, c.Name) }
