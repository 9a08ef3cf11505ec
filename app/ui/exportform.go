package ui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
	"newsclip/clip/export"
	"newsclip/clip/export/review"
)

// exportForm is the dialog of an export: what is chosen on the left, how the
// document begins on the right.
type exportForm struct {
	*sheet
	model   *view.Export
	preview *exportPreview
	setting bool // widgets are being set: nothing is chosen by that
	set     []func()

	template       *formSelect
	remove         *formButton // the template
	untold         *fault      // what is wrong with templates
	cover          *formCheck
	format         *formSelect
	target         *formField
	trouble        *fault       // what is wrong with the target
	numbers        []*formField // measures
	export         *formButton
	pages, textual *fyne.Container // settings of formats with pages, of Markdown
	scroll         *container.Scroll
}

// exportWide and exportHigh are the size of the dialog, in units, where the
// window has room for it; the form takes exportFormWide of it.
const exportWide, exportHigh, exportFormWide = 1180, 760, 460

// exportLabelWide is the width of what stands before the form's fields,
// exportFaultWide that of what is said below them.
const exportLabelWide, exportFaultWide = 96, 330

// askExportOf asks how a document is to be and makes it.
func (w *Window) askExportOf(request app.ExportRequest, what string) *exportForm {
	request.Name = what
	f := &exportForm{sheet: w.newSheet("Export"), model: view.NewExport(w.app, request, w.exportedAs, view.NewLatest(w.worker.post, w.worker.work))}
	f.preview = newExportPreview()
	f.cancel = f.leave
	content := f.build(what)
	f.cancelButton("Cancel")
	f.export = f.acceptButton("Export", f.done)
	f.refresh()
	f.show(content, fyne.NewSize(exportWide, exportHigh), f.format)
	f.focused = f.reveal
	f.loadTemplates("")
	return f
}

// build lays the form out.
func (f *exportForm) build(what string) fyne.CanvasObject {
	f.format = f.selection(formatTitles())
	f.format.OnChanged = func(string) { f.chooseFormat(export.Formats()[f.format.SelectedIndex()]) }
	f.set = append(f.set, func() { f.format.SetSelected(f.model.Format().Title) })
	f.trouble, f.untold = newFault(exportFaultWide), newFault(exportFaultWide)
	f.target = f.field(defaultTarget(what, f.model.Format()))
	browse := f.inner("Browse…", func() { f.w.browse(&f.target.Entry) })
	head := formGrid("Template", container.NewVBox(f.templates(), f.untold.label), "Format", f.format, "Save as", container.NewVBox(container.NewBorder(nil, nil, nil, browse, f.target), f.trouble.label))
	o := &f.model.Request.Options
	words := formGrid("Title", f.text(&o.Title, what), "For whom", f.text(&o.For, "Stands below the title"), "Period", f.text(&o.Period, "From its first to its last date"),
		"Language", f.choice(languageChoices(), func() string { return o.Lang }, func(v string) { o.Lang = v }))
	order := formGrid("Layout", f.choice(view.Layouts(), func() string { return string(o.Layout) }, func(v string) { o.Layout = review.Layout(v) }),
		"Order", f.choice(view.Orders(), func() string { return string(o.Order) }, func(v string) { o.Order = review.Order(v) }),
		"Sections", f.choice(view.Groups(), func() string { return string(o.Group) }, func(v string) { o.Group = review.Group(v) }), "Parts", f.parts(o))
	f.pages = formGrid("Paper", f.choice(view.Papers(), func() string { return string(o.Paper) }, func(v string) { o.Paper = review.Paper(v) }),
		"Typeface", f.choice(view.Typefaces(), func() string { return string(o.Typeface) }, func(v string) { o.Typeface = review.Typeface(v) }),
		"Margin, mm", f.number(&o.Margin), "Text, points", f.number(&o.Size), "Logo", f.logo(o))
	m := &o.Markdown
	combined := f.tick("One file instead of one per clip", func() bool { return m.Combined }, func(on bool) { m.Combined = on })
	f.textual = formGrid("Flavour", f.choice(view.Flavours(), func() string { return m.Flavour }, func(v string) { m.Flavour = v }), "", combined,
		"File names", f.text(&m.Names, "{section}/{date} {title}"), "Front matter", f.fields())
	bar := canvas.NewRectangle(color.Transparent) // room for the scroll bar
	bar.SetMinSize(fyne.NewSize(theme.ScrollBarSize(), 0))
	f.scroll = container.NewVScroll(container.NewBorder(nil, nil, nil, bar, container.NewVBox(head, words, order, f.pages, f.textual)))
	wide := container.New(&fixedWidth{exportFormWide}, f.scroll)
	return container.NewBorder(nil, nil, wide, nil, f.preview.box)
}

func formatTitles() (names []string) {
	for _, format := range export.Formats() {
		names = append(names, format.Title)
	}
	return names
}

// formGrid lays labels and what they name out in two columns, in the order in
// which Tab goes.
func formGrid(pairs ...any) *fyne.Container {
	grid := container.New(layout.NewFormLayout())
	for i := 0; i+1 < len(pairs); i += 2 {
		grid.Add(container.New(&fixedWidth{exportLabelWide}, widget.NewLabel(pairs[i].(string))))
		grid.Add(pairs[i+1].(fyne.CanvasObject))
	}
	return grid
}

// chosen is called when something was chosen: the preview follows.
func (f *exportForm) chosen() {
	if f.setting {
		return
	}
	f.export.Enable()
	f.showTemplate()
	f.preview.ask(f)
}

// refresh sets all widgets to what is chosen.
func (f *exportForm) refresh() {
	f.setting = true
	for _, set := range f.set {
		set()
	}
	f.showFormat()
	f.setting = false
	f.chosen()
}

func (f *exportForm) chooseFormat(format export.Format) {
	f.model.Request.Format = format.Name
	f.target.SetText(targetFor(f.target.Text, format))
	f.showFormat()
	f.chosen()
}

// showFormat shows the settings that the format has.
func (f *exportForm) showFormat() {
	for _, o := range []fyne.CanvasObject{f.pages, f.cover, f.textual} {
		o.Show()
	}
	if f.model.Format().Paged {
		f.textual.Hide()
	} else {
		f.pages.Hide()
		f.cover.Hide()
	}
	if f.scroll != nil {
		f.scroll.Content.Refresh()
	}
}

// text is a field for a text; hint says what stands there when it is empty.
func (f *exportForm) text(value *string, hint string) *formField {
	e := f.field("")
	e.SetPlaceHolder(hint)
	e.OnChanged = func(text string) { *value = strings.TrimSpace(text); f.chosen() }
	f.set = append(f.set, func() { e.SetText(*value) })
	return e
}

// number is a field for a measure; what is none is marked and not taken.
func (f *exportForm) number(value *float64) *formField {
	e := f.field("")
	e.SetPlaceHolder("The paper's own")
	e.Validator = func(text string) error { _, err := view.Number(text); return err }
	e.OnChanged = func(text string) {
		if n, err := view.Number(text); err == nil {
			*value = n
			f.chosen()
		}
	}
	f.numbers = append(f.numbers, e)
	f.set = append(f.set, func() { e.SetText(view.NumberText(*value)) })
	return e
}

// fields is the field for what front matter has.
func (f *exportForm) fields() *formField {
	e := f.field("")
	e.SetPlaceHolder("The usual; or title, url=source, … or none")
	e.OnChanged = func(text string) {
		if !f.setting {
			f.model.SetFields(text)
			f.chosen()
		}
	}
	f.set = append(f.set, func() { e.SetText(f.model.Fields()) })
	return e
}

func (f *exportForm) choice(choices []view.Choice, value func() string, choose func(string)) *formSelect {
	e := f.selection(view.Titles(choices))
	e.OnChanged = func(string) {
		if !f.setting {
			choose(choices[e.SelectedIndex()].Value)
			f.refresh() // a layout has parts of its own
		}
	}
	f.set = append(f.set, func() { e.SetSelectedIndex(view.IndexOf(choices, value())) })
	return e
}

func (f *exportForm) tick(text string, value func() bool, choose func(bool)) *formCheck {
	c := f.check(text, nil)
	c.OnChanged = func(on bool) {
		if !f.setting {
			choose(on)
			f.chosen()
		}
	}
	f.set = append(f.set, func() { c.SetChecked(value()) })
	return c
}

// parts are ticks for what may be in the document.
func (f *exportForm) parts(o *review.Options) fyne.CanvasObject {
	grid := container.NewGridWithColumns(2)
	for _, p := range review.Parts() {
		tick := f.tick(p.Title, func() bool { return o.Has(p.Part) }, func(on bool) { o.Set(p.Part, on) })
		if p.Part == review.Cover {
			f.cover = tick
		}
		grid.Add(tick)
	}
	return grid
}

func (f *exportForm) logo(o *review.Options) fyne.CanvasObject {
	path := f.text(&o.Logo, "None")
	browse := f.inner("Browse…", func() {
		picker := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
			if err == nil && file != nil {
				file.Close()
				path.SetText(file.URI().Path())
			}
		}, f.w.window)
		picker.SetFilter(storage.NewExtensionFileFilter([]string{".png", ".jpg", ".jpeg", ".webp", ".gif"}))
		picker.Show()
		picker.Resize(f.w.within(800, 560))
	})
	return container.NewBorder(nil, nil, nil, browse, path)
}

func languageChoices() []view.Choice {
	var out []view.Choice
	for _, lang := range review.Languages() {
		value := lang
		if lang == "en" {
			value = ""
		}
		out = append(out, view.Choice{Value: value, Title: review.WordsIn(lang).Name})
	}
	return out
}

// reveal scrolls to what has the focus.
func (f *exportForm) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(f.scroll).Y
	below := top + o.Size().Height - f.scroll.Size().Height
	switch {
	case top < 0:
		f.scroll.ScrollToOffset(f.scroll.Offset.AddXY(0, top))
	case below > 0 && top < f.scroll.Content.Size().Height:
		f.scroll.ScrollToOffset(f.scroll.Offset.AddXY(0, below))
	}
}

func (f *exportForm) leave() {
	f.model.Stop()
	f.close()
}

// done makes the document, or says in the dialog why it cannot be made.
func (f *exportForm) done() {
	f.trouble.say("")
	if strings.TrimSpace(f.target.Text) == "" {
		f.refused("The document has no place yet: name a file.")
		return
	}
	for _, number := range f.numbers {
		if err := number.Validate(); err != nil && number.Visible() {
			f.preview.fail(app.Sentence(err))
			f.w.window.Canvas().Focus(number)
			return
		}
	}
	f.model.Request.Target, f.model.Request.Existing = strings.TrimSpace(f.target.Text), export.Refuse
	f.attempt()
}

// attempt makes the document where nothing is in the way.
func (f *exportForm) attempt() {
	f.export.Disable()
	f.preview.asked++ // the preview under way gives way
	f.model.Check(func(choices, target error) {
		f.export.Enable()
		if f.preview.making && (choices != nil || target != nil) {
			f.preview.ask(f)
		}
		switch {
		case choices != nil:
			f.preview.fail(app.Sentence(choices))
		case clip.KindOf(target) == clip.ErrExists && f.model.Request.Existing == export.Refuse:
			f.w.confirm("Replace?", f.model.Request.Target+" exists already. Replace it?", "Replace", func() {
				f.model.Request.Existing = export.Replace
				f.attempt()
			})
		case target != nil:
			f.refused(app.Sentence(target))
		default:
			f.leave()
			f.w.exportedAs, _ = f.model.Template()
			f.w.export(f.model.Request)
		}
	})
}

// refused says beside the target what is wrong with it.
func (f *exportForm) refused(sentence string) {
	f.trouble.say(sentence)
	f.w.window.Canvas().Focus(f.target)
}

// fixedWidth lays one object out as wide as it says.
type fixedWidth struct{ width float32 }

// MinSize is part of fyne.Layout.
func (l *fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.width, objects[0].MinSize().Height)
}

// Layout is part of fyne.Layout.
func (l *fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
