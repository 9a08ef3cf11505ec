package app

import (
	"context"
	"strings"

	"newsclip/clip"
	"newsclip/clip/story"
)

// Reasons say why a clip is in its story.
type Reasons struct {
	Clip   clip.Clip
	Story  clip.Story
	Others int // other clips in the story
	// Chance, 0 to 1, is that the clip belongs with them, as the program sees it
	// today, and Needed what it takes; both 0 while it is alone.
	Chance, Needed float64
	// Next is the other story that it is most like; its ID is empty for none.
	Next       clip.Story
	NextChance float64
	Alike      []Alike
	Together   []clip.Clip // clips that a person put it with
	Apart      []clip.Clip // clips that a person parted it from
}

// Alike is a clip of the same story, and what the two have in common.
type Alike struct {
	Clip         clip.Clip
	Words, Names []string
	Shared       float64 // of the smaller text in the larger, 0 to 1
	Days         float64 // between them; -1: one has no date
}

// Why says why a clip is in its story.
func (a *App) Why(ctx context.Context, id clip.ID) (Reasons, error) {
	if err := a.needGrouping(ctx); err != nil {
		return Reasons{}, err
	}
	var r Reasons
	var err error
	if r.Clip, err = a.library.Clip(ctx, id); err != nil {
		return r, err
	}
	if r.Story, err = a.library.Story(ctx, r.Clip.Story); err != nil {
		return r, err
	}
	why, known := a.why(story.Sign(document(id, &r.Clip.Version)))
	if !known { // it is in the trash
		return r, &clip.Error{Kind: clip.ErrInvalid, Message: "This clip is in the trash, and in no story.", Next: "Restore it first."}
	}
	r.Others = max(r.Story.Clips-1, 0)
	if !why.Alone {
		r.Chance, r.Needed = why.Chance, why.Needed
	}
	if why.Next != "" {
		if r.Next, err = a.library.Story(ctx, why.Next); err != nil {
			return r, err
		}
		r.NextChance = why.NextChance
	}
	if r.Together, err = a.library.Clips(ctx, why.Together); err != nil {
		return r, err
	}
	if r.Apart, err = a.library.Clips(ctx, why.Apart); err != nil {
		return r, err
	}
	r.Alike, err = a.alike(ctx, &r.Clip, why.Near)
	return r, err
}

func (a *App) why(own story.Signature) (story.Why, bool) {
	a.changing.Lock()
	defer a.changing.Unlock()
	if a.grouper == nil {
		return story.Why{}, false
	}
	return a.grouper.Why(own)
}

// alike says in words of the clip's own text what stems and names it shares.
func (a *App) alike(ctx context.Context, c *clip.Clip, near []story.Likeness) ([]Alike, error) {
	d := document(c.ID, &c.Version)
	text := d.Title + "\n" + d.Text
	surfaces := story.Surfaces(text, d.Lang)
	var out []Alike
	for _, l := range near {
		other, err := a.library.Clip(ctx, l.Clip)
		if err != nil {
			return nil, err
		}
		shared := Alike{Clip: other, Shared: l.Containment, Days: l.Days}
		for _, name := range l.Names {
			if !within(shared.Names, name) {
				shared.Names = append(shared.Names, asWritten(text, name))
			}
		}
		for _, stem := range l.Words {
			word := surfaces[stem]
			if word != "" && !within(shared.Names, word) {
				shared.Words = append(shared.Words, word)
			}
		}
		out = append(out, shared)
	}
	return out, nil
}

// asWritten returns a name as a text writes it.
func asWritten(text, name string) string {
	if at := strings.Index(strings.ToLower(text), name); at >= 0 && at+len(name) <= len(text) && strings.EqualFold(text[at:at+len(name)], name) {
		return text[at : at+len(name)]
	}
	return name
}

func within(names []string, word string) bool {
	for _, name := range names {
		if strings.Contains(strings.ToLower(name), strings.ToLower(word)) {
			return true
		}
	}
	return false
}
