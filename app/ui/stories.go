package ui

import (
	"context"

	"newsclip/clip"
)

// A person's corrections of stories: each says what it did, and offers Undo.

// visitStory goes to a story; one of a single clip has no line in the left pane,
// so it is shown in the list alone.
func (w *Window) visitStory(id clip.ID) {
	if key := "story:" + string(id); w.tree.Nodes[key].Story != "" {
		w.sidebar.visit(key)
		return
	}
	w.list.model.Show(clip.Query{Stories: []clip.ID{id}})
}

// merge puts every clip of a story into another.
func (w *Window) merge(from, to clip.ID, fromName, toName string) {
	w.do(func(ctx context.Context) error { return w.app.MergeStories(ctx, from, to) }, func() {
		w.notice.say("“"+shorten(fromName, 60)+"” is now part of “"+shorten(toName, 60)+"”.", "Undo", w.undo)
		w.reading.reopen()
	})
}

// split makes a new story of clips.
func (w *Window) split(ids []clip.ID) {
	var made clip.Story
	w.do(func(ctx context.Context) (err error) { made, err = w.app.SplitStory(ctx, "", ids...); return err }, func() {
		w.notice.say("New story of "+clips(len(ids))+": “"+shorten(made.Name, 60)+"”.", "Undo", w.undo)
		w.reading.reopen()
	})
}

// notSame takes clips out of their stories: each gets one of its own.
func (w *Window) notSame(ids []clip.ID) {
	if len(ids) == 0 {
		return
	}
	said := "The clip has a story of its own now, and stays out of the other."
	if len(ids) > 1 {
		said = clips(len(ids)) + " have stories of their own now, and stay out of the others."
	}
	w.do(func(ctx context.Context) error { return w.app.NotSameStory(ctx, ids...) }, func() {
		w.notice.say(said, "Undo", w.undo)
		w.reading.reopen()
	})
}

// pin pins the selected clips to their stories, or, where all are pinned,
// loosens them.
func (w *Window) pin() {
	ids := w.list.chosen()
	if len(ids) == 0 {
		return
	}
	pinned := w.anyLacks(ids, func(c *clip.Clip) bool { return c.Pinned })
	text := clips(len(ids)) + " may be grouped anew."
	switch {
	case pinned && len(ids) == 1:
		text = "The clip is pinned: grouping leaves it in its story."
	case pinned:
		text = clips(len(ids)) + " are pinned: grouping leaves them in their stories."
	}
	w.do(func(ctx context.Context) error { return w.app.Pin(ctx, pinned, ids...) }, func() {
		w.notice.say(text, "Undo", w.undo)
		w.reading.reopen()
	})
}
