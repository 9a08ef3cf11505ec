package ui

import (
	"context"
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
	"newsclip/clip/store"
)

// askTags edits the tags of the selected clips.
func (w *Window) askTags() {
	ids := w.list.chosen()
	if len(ids) == 0 {
		w.notice.say("Select the clips to tag first.", "", nil)
		return
	}
	var rows []app.Row
	var used []store.Named
	w.do(func(ctx context.Context) (err error) {
		if rows, err = w.app.Rows(ctx, ids); err == nil {
			used, err = w.app.Tags(ctx)
		}
		return err
	}, func() {
		all := make([]clip.Clip, len(rows))
		for i := range rows {
			all[i] = rows[i].Clip
		}
		w.showTags(ids, view.NewTags(all, used))
	})
}

// tagSheet lists tags to be set and taken away: what is typed narrows them, Up
// and Down go through them, Return turns one; with nothing typed Return saves.
type tagSheet struct {
	*sheet
	ids   []clip.ID
	tags  *view.Tags
	lines []view.TagLine
	at    int
	field *formField
	list  *widget.List
}

func (w *Window) showTags(ids []clip.ID, tags *view.Tags) {
	s := &tagSheet{sheet: w.newSheet("Tags of " + clips(len(ids))), ids: ids, tags: tags, lines: tags.Lines("")}
	s.list = widget.NewList(func() int { return len(s.lines) }, func() fyne.CanvasObject { return newTagRow() }, nil)
	s.list.HideSeparators = true
	s.list.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		o.(*tagRow).show(&s.lines[i], tags.Clips(), i == s.at && s.field.Text != "", func() { s.turn(s.lines[i].Name) })
	}
	s.field = s.form.field("")
	s.field.SetPlaceHolder("Find a tag, or type a new one")
	s.field.arrow = func(by int) { s.move(s.at + by) }
	s.field.OnChanged = func(string) { s.fill() }
	s.cancelButton("Cancel")
	s.acceptButton("Save", s.take)
	s.show(container.NewBorder(s.field, nil, nil, nil, s.list), fyne.NewSize(460, 420), s.field)
}

func (s *tagSheet) fill() {
	typed := s.field.Text
	if strings.ContainsRune(typed, ',') {
		typed = typed[strings.LastIndexByte(typed, ',')+1:]
	}
	s.lines = s.tags.Lines(typed)
	s.list.ScrollToTop()
	s.move(0)
}

func (s *tagSheet) move(to int) {
	s.at = min(max(to, 0), max(len(s.lines)-1, 0))
	if len(s.lines) > 0 {
		s.list.ScrollTo(s.at)
	}
	s.list.Refresh()
}

// take does what Return does: it turns the tag that is chosen, all of several
// parted by commas, or saves when nothing is typed.
func (s *tagSheet) take() {
	typed := s.field.Text
	switch names := splitNames(typed); {
	case strings.TrimSpace(typed) == "":
		s.save()
	case len(names) > 1:
		for _, name := range names {
			s.turn(s.known(name))
		}
	case s.at < len(s.lines):
		s.turn(s.lines[s.at].Name)
	}
}

// known returns the tag of that name in whatever letters.
func (s *tagSheet) known(name string) string {
	for _, l := range s.tags.Lines(name) {
		if strings.EqualFold(l.Name, name) {
			return l.Name
		}
	}
	return name
}

func (s *tagSheet) turn(name string) {
	s.tags.Toggle(name)
	s.field.SetText("")
	s.fill()
}

func (s *tagSheet) save() {
	s.close()
	w := s.w
	add, remove := s.tags.Changes()
	if len(add)+len(remove) > 0 {
		w.quietly(func(ctx context.Context) error { return w.app.Tag(ctx, add, remove, s.ids...) }, w.reading.reopen)
	}
}

// tagRow is one tag in the list: whether the clips have it, and in how many
// clips it is.
type tagRow struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	icon   *widget.Icon
	name   *widget.Label
	count  *widget.Label
	tapped func()
}

func newTagRow() *tagRow {
	r := &tagRow{ground: canvas.NewRectangle(color.Transparent), icon: widget.NewIcon(theme.CheckButtonIcon()), name: widget.NewLabel(""), count: mutedLabel("")}
	r.name.Truncation = fyne.TextTruncateEllipsis
	r.ground.CornerRadius = theme.InputRadiusSize()
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is part of fyne.Widget.
func (r *tagRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.ground, container.NewBorder(nil, nil, r.icon, r.count, r.name)))
}

// Tapped turns the tag.
func (r *tagRow) Tapped(*fyne.PointEvent) { r.tapped() }

func (r *tagRow) show(l *view.TagLine, of int, current bool, tapped func()) {
	r.tapped = tapped
	r.ground.FillColor = color.Transparent
	if current {
		r.ground.FillColor = theme.Color(theme.ColorNameSelection)
	}
	r.ground.Refresh()
	r.icon.SetResource(theme.CheckButtonIcon())
	if l.All(of) {
		r.icon.SetResource(theme.CheckButtonCheckedIcon())
	}
	r.name.SetText(l.Name)
	r.count.SetText(tagCount(l, of))
}

func tagCount(l *view.TagLine, of int) string {
	switch {
	case l.On > 0 && l.On < of:
		return fmt.Sprintf("on %d of %d", l.On, of)
	case l.New:
		return "new"
	case l.Uses == 0:
		return ""
	}
	return clips(l.Uses)
}
