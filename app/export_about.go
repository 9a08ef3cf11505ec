package app

import (
	"context"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// about gathers what the library knows of the clips of a document beside their
// texts. With highlights, what a person highlighted becomes marks in the texts;
// with notes, what they wrote is told too. Without, which is the default, a
// press review gives nothing private away.
func (a *App) about(ctx context.Context, sections []review.Section, o review.Options) (map[clip.ID]review.About, error) {
	paths, err := a.folderPaths(ctx)
	if err != nil {
		return nil, err
	}
	about, stories := map[clip.ID]review.About{}, map[clip.ID]string{}
	for _, section := range sections {
		for i := range section.Clips {
			c := &section.Clips[i]
			if about[c.ID], err = a.aboutClip(ctx, c, o, paths, stories); err != nil {
				return nil, err
			}
		}
	}
	return about, nil
}

// aboutClip is what the library knows of one clip, which loses its note; paths
// are those of folders, stories the names that were asked for before.
func (a *App) aboutClip(ctx context.Context, c *clip.Clip, o review.Options, paths, stories map[clip.ID]string) (about review.About, err error) {
	if about.Story, err = a.storyName(ctx, c.Story, stories); err != nil {
		return about, err
	}
	for _, id := range c.Folders {
		about.Folders = append(about.Folders, paths[id])
	}
	about.Notes, err = a.takeNotes(ctx, c, o)
	c.Note = ""
	return about, err
}

// storyName is the name of a story of several clips, or that a person named;
// known keeps what was asked before.
func (a *App) storyName(ctx context.Context, id clip.ID, known map[clip.ID]string) (string, error) {
	if name, ok := known[id]; ok || id == "" {
		return name, nil
	}
	story, err := a.library.Story(ctx, id)
	if err != nil && clip.KindOf(err) != clip.ErrNotFound {
		return "", err
	}
	if story.Named || story.Clips > 1 {
		known[id] = story.Name
	} else {
		known[id] = ""
	}
	return known[id], nil
}

// folderPaths returns the path of each folder.
func (a *App) folderPaths(ctx context.Context) (map[clip.ID]string, error) {
	folders, err := a.library.Folders(ctx)
	if err != nil {
		return nil, err
	}
	paths := map[clip.ID]string{}
	for _, f := range folders {
		paths[f.ID] = folderPath(folders, f)
	}
	return paths, nil
}

// takeNotes marks a clip's highlights in its text and returns what was written
// on them and on the clip, each if the options have it. Passages that the text
// does not say any more are notes too.
func (a *App) takeNotes(ctx context.Context, c *clip.Clip, o review.Options) ([]review.Note, error) {
	highlights, notes := o.Has(review.Highlights), o.Has(review.Notes)
	if !highlights && !notes {
		return nil, nil
	}
	marks, err := a.HighlightsIn(ctx, &c.Version)
	if err != nil {
		return nil, err
	}
	if highlights {
		c.Version.Body = c.Version.Body.Marked(passages(marks))
	}
	if notes {
		return notesOf(c.Note, marks), nil
	}
	return nil, nil
}

// passages are the marks that the text still says.
func passages(marks []Mark) []clip.Passage {
	var out []clip.Passage
	for _, m := range marks {
		if !m.Orphaned {
			out = append(out, m.At)
		}
	}
	return out
}

// notesOf returns the note on a clip and those on its highlights. A highlight
// that has none and stands in the text needs no line.
func notesOf(note string, marks []Mark) []review.Note {
	var out []review.Note
	if note = strings.TrimSpace(note); note != "" {
		out = append(out, review.Note{Text: note})
	}
	for _, m := range marks {
		if m.Note != "" || m.Orphaned {
			out = append(out, review.Note{Quote: m.Quote, Text: m.Note, Orphaned: m.Orphaned})
		}
	}
	return out
}
