package ui

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip/export/review"
)

// templates are the templates with what can be done with them.
func (f *exportForm) templates() fyne.CanvasObject {
	f.template = f.selection([]string{""})
	f.template.OnChanged = func(name string) {
		if !f.setting && f.template.SelectedIndex() < len(f.model.Templates) {
			f.untold.say("")
			f.model.Use(f.model.Templates[f.template.SelectedIndex()])
			f.target.SetText(targetFor(f.target.Text, f.model.Format()))
			f.refresh()
		}
	}
	save := f.inner("Save…", f.saveTemplate)
	f.remove = f.inner("Delete", f.deleteTemplate)
	return container.NewBorder(nil, nil, nil, container.NewHBox(save, f.remove), f.template)
}

// showTemplate shows which template is used, and whether it was changed since.
func (f *exportForm) showTemplate() {
	names := make([]string, 0, len(f.model.Templates)+1)
	for _, t := range f.model.Templates {
		names = append(names, t.Name)
	}
	current, same := f.model.Template()
	shown := current.Name
	if !same {
		shown = fmt.Sprintf("%s, changed", current.Name)
		names = append(names, shown)
	}
	if current.BuiltIn {
		f.remove.Disable()
	} else {
		f.remove.Enable()
	}
	before := f.setting
	f.setting = true
	f.template.SetOptions(names)
	f.template.SetSelected(shown)
	f.setting = before
}

// loadTemplates asks the library for its templates; use names the one that is
// used from now on, "" for the one that is.
func (f *exportForm) loadTemplates(use string) {
	var templates []review.Template
	f.w.try(func(ctx context.Context) (err error) { templates, err = f.w.app.Templates(ctx); return err }, func(err error) {
		if f.untold.say(app.Sentence(err)); err != nil {
			return
		}
		f.model.Templates = templates
		if use != "" {
			f.model.Use(f.model.Named(use))
			f.refresh()
			return
		}
		f.showTemplate()
	})
}

// saveTemplate asks for a name and keeps what is chosen under it. What is wrong
// with the name, or that a template gives way to it, stands below it.
func (f *exportForm) saveTemplate() {
	current, _ := f.model.Template()
	s := f.w.newSheet("Save template")
	name, told := s.field(current.Name), newFault(exportFaultWide)
	if current.BuiltIn {
		name.SetText("")
	}
	name.OnChanged = func(text string) { told.hint(f.givesWay(text)) }
	s.cancelButton("Cancel")
	s.acceptButton("Save", func() {
		template := f.model.AsTemplate(strings.TrimSpace(name.Text))
		f.w.try(func(ctx context.Context) error { return f.w.app.SaveTemplate(ctx, template) }, func(err error) {
			if err != nil {
				told.say(app.Sentence(err))
				return
			}
			s.close()
			f.loadTemplates(template.Name)
		})
	})
	s.show(container.NewVBox(widget.NewForm(widget.NewFormItem("Name", name)), told.label), fyne.NewSize(460, 190), name)
	told.hint(f.givesWay(name.Text))
	selectAll(name)
}

// givesWay says which template a name takes the place of, if any.
func (f *exportForm) givesWay(name string) string {
	for _, t := range f.model.Templates {
		if strings.EqualFold(t.Name, strings.TrimSpace(name)) && !t.BuiltIn {
			return "This takes the place of your template “" + t.Name + "”."
		}
	}
	return ""
}

func (f *exportForm) deleteTemplate() {
	current, _ := f.model.Template()
	f.w.try(func(ctx context.Context) error { return f.w.app.DeleteTemplate(ctx, current.Name) }, func(err error) {
		if f.untold.say(app.Sentence(err)); err == nil {
			f.loadTemplates(f.model.Templates[0].Name)
		}
	})
}
