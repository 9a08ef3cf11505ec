package ui

import (
	"context"
	"fmt"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
)

// A choice is something that a person can choose by its name.
type choice struct {
	name string
	do   func()
}

// choose asks for one of several things: what is typed narrows them, Up and
// Down go through them, Return takes one.
func (w *Window) choose(title string, choices []choice) {
	s := w.newSheet(title)
	shown, at := choices, 0
	take := func(i int) {
		if i >= 0 && i < len(shown) {
			s.close()
			shown[i].do()
		}
	}
	options := widget.NewList(func() int { return len(shown) }, func() fyne.CanvasObject { return newChoiceLine() }, nil)
	options.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		o.(*choiceLine).show(shown[i].name, i == at, func() { take(i) })
	}
	filter := s.field("")
	filter.SetPlaceHolder("Type to find")
	filter.arrow = func(by int) {
		at = min(max(at+by, 0), max(len(shown)-1, 0))
		options.ScrollTo(at)
		options.Refresh()
	}
	filter.OnChanged = func(text string) {
		shown, at = narrowed(choices, text), 0
		options.ScrollToTop()
		options.Refresh()
	}
	s.cancelButton("Cancel")
	s.acceptButton("Choose", func() { take(at) })
	s.show(container.NewBorder(filter, nil, nil, nil, options), fyne.NewSize(520, 460), filter)
}

// narrowed returns the choices whose names have all words of text.
func narrowed(choices []choice, text string) []choice {
	words := strings.Fields(strings.ToLower(text))
	var out []choice
	for _, c := range choices {
		name := strings.ToLower(c.name)
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(name, word) }) {
			out = append(out, c)
		}
	}
	return out
}

// choiceLine is one line to choose: a click takes it.
type choiceLine struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	name   *widget.Label
	tapped func()
}

func newChoiceLine() *choiceLine {
	l := &choiceLine{ground: canvas.NewRectangle(color.Transparent), name: widget.NewLabel("")}
	l.name.Truncation = fyne.TextTruncateEllipsis
	l.ground.CornerRadius = theme.InputRadiusSize()
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of fyne.Widget.
func (l *choiceLine) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(l.ground, l.name))
}

// Tapped takes the line.
func (l *choiceLine) Tapped(*fyne.PointEvent) { l.tapped() }

func (l *choiceLine) show(name string, current bool, tapped func()) {
	l.tapped = tapped
	l.ground.FillColor = color.Transparent
	if current {
		l.ground.FillColor = theme.Color(theme.ColorNameSelection)
	}
	l.ground.Refresh()
	l.name.SetText(name)
}

// askMove moves the selected clips to a story or puts them in a folder.
func (w *Window) askMove() {
	ids := w.list.chosen()
	if len(ids) == 0 {
		w.notice.say("Select the clips to move first.", "", nil)
		return
	}
	move := func(name, where string, f func(ctx context.Context) error) choice {
		return choice{name, func() { w.move(ids, where, f) }}
	}
	choices := []choice{
		{"New folder…", func() { w.moveToNewFolder(ids) }},
		{"New story of " + these(len(ids)), func() { w.split(ids) }},
	}
	if folder := w.sidebar.current().Folder; folder != "" {
		choices = append(choices, move("Out of this folder", "", func(ctx context.Context) error { return w.app.Unfile(ctx, folder, ids...) }))
	}
	for _, f := range w.tree.Folders {
		choices = append(choices, move("Folder: "+w.tree.FolderPath(f.ID), w.tree.FolderPath(f.ID), func(ctx context.Context) error { return w.app.File(ctx, f.ID, ids...) }))
	}
	for _, s := range w.tree.Stories {
		choices = append(choices, move("Story: "+s.Name, s.Name, func(ctx context.Context) error { return w.app.MoveToStory(ctx, s.ID, ids...) }))
	}
	w.choose("Move "+clips(len(ids)), choices)
}

// move moves clips by f, and says so; where may be empty.
func (w *Window) move(ids []clip.ID, where string, f func(ctx context.Context) error) {
	text := clips(len(ids)) + " moved."
	if where != "" {
		text = clips(len(ids)) + " moved to “" + shorten(where, 60) + "”."
	}
	w.do(f, func() {
		w.notice.say(text, "Undo", w.undo)
		w.reading.reopen()
	})
}

// askPlace goes to a story, a folder or another line of the left pane.
func (w *Window) askPlace() {
	var choices []choice
	visit := func(name, key string) {
		choices = append(choices, choice{name, func() { w.sidebar.visit(key) }})
	}
	for _, f := range w.tree.Folders {
		visit("Folder: "+w.tree.FolderPath(f.ID), "folder:"+string(f.ID))
	}
	for _, s := range w.tree.Stories {
		visit("Story: "+s.Name, "story:"+string(s.ID))
	}
	for _, key := range []string{view.KeyAll, view.KeyUnread, view.KeyStarred, view.KeySingle, view.KeyTrash} {
		visit(w.tree.Nodes[key].Name, key)
	}
	w.choose("Go to", choices)
}

func these(n int) string {
	if n == 1 {
		return "this clip"
	}
	return fmt.Sprintf("these %d clips", n)
}

func (w *Window) moveToNewFolder(ids []clip.ID) {
	w.ask("New folder", "Name", "", func(name string) {
		w.do(func(ctx context.Context) error {
			ctx = app.OneStep(ctx, "Move "+clips(len(ids))+" to a new folder")
			folder, err := w.app.MakeFolder(ctx, "", name)
			if err != nil {
				return err
			}
			return w.app.File(ctx, folder.ID, ids...)
		}, func() {
			w.notice.say(clips(len(ids))+" moved to “"+shorten(name, 60)+"”.", "Undo", w.undo)
			w.reading.reopen()
		})
	})
}

// askMerge merges a story into another.
func (w *Window) askMerge(node view.Node) {
	var choices []choice
	for _, s := range w.tree.Stories {
		if s.ID == node.Story {
			continue
		}
		choices = append(choices, choice{s.Name, func() { w.merge(node.Story, s.ID, node.Name, s.Name) }})
	}
	if len(choices) == 0 {
		w.notice.say("There is no other story to merge it into.", "", nil)
		return
	}
	w.choose("Merge “"+shorten(node.Name, 40)+"” into", choices)
}

// askParent moves a folder into another, or to the top.
func (w *Window) askParent(node view.Node) {
	folder, ok := w.tree.Folder(node.Folder)
	if !ok {
		return
	}
	into := func(name string, parent clip.ID) choice {
		return choice{name, func() {
			folder.Parent = parent
			w.do(func(ctx context.Context) error { return w.app.ChangeFolder(ctx, folder) }, func() {
				w.notice.say("Folder “"+folder.Name+"” moved.", "Undo", w.undo)
			})
		}}
	}
	choices := []choice{into("To the top", "")}
	for _, f := range w.tree.Folders {
		if !w.tree.Within(f.ID, folder.ID) {
			choices = append(choices, into("Into "+w.tree.FolderPath(f.ID), f.ID))
		}
	}
	w.choose("Move folder “"+shorten(folder.Name, 40)+"”", choices)
}
