package cli

import (
	"fmt"
	"math"
	"strings"

	"newsclip/app"
	"newsclip/clip"
)

// whyCommand says why a clip is in its story.
type whyCommand struct {
	ID string `arg:"" help:"The clip's id, or its beginning."`
}

func (c *whyCommand) run(s *session) error {
	id, err := s.app.Resolve(s.ctx, c.ID)
	if err != nil {
		return err
	}
	why, err := s.app.Why(s.ctx, id)
	if err != nil {
		return err
	}
	if s.json {
		return s.line(newWhyJSON(&why))
	}
	_, err = fmt.Fprint(s.out, whyText(&why))
	return err
}

func whyText(r *app.Reasons) string {
	var out strings.Builder
	say := func(format string, a ...any) { fmt.Fprintf(&out, format+"\n", a...) }
	if r.Others == 0 {
		say("“%s” is alone in its story.", r.Clip.Version.Headline())
	} else {
		say("“%s” is in the story “%s” with %s.", r.Clip.Version.Headline(), r.Story.Name, otherClips(r.Others))
		say("Chance that it belongs there: %d %%; a clip joins by itself from %d %%.", percent(r.Chance), percent(r.Needed))
	}
	if r.Clip.Pinned {
		say("It is pinned: it stays where it is.")
	}
	if r.Next.ID != "" {
		say("Next best: “%s”, %d %%.", r.Next.Name, percent(r.NextChance))
	}
	for i := range r.Alike {
		sayAlike(say, &r.Alike[i])
	}
	for _, c := range r.Together {
		say("You put it with %s “%s”.", c.ID, c.Version.Headline())
	}
	for _, c := range r.Apart {
		say("You parted it from %s “%s”.", c.ID, c.Version.Headline())
	}
	return out.String()
}

func sayAlike(say func(string, ...any), a *app.Alike) {
	say("%s  %s", a.Clip.ID, a.Clip.Version.Headline())
	for _, line := range []string{list("names", a.Names), list("words", a.Words), daysApart(a.Days), sharedText(a.Shared)} {
		if line != "" {
			say("              %s", line)
		}
	}
}

func list(what string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	return what + ": " + strings.Join(words, ", ")
}

func daysApart(days float64) string {
	switch {
	case days < 0:
		return "not both have a date"
	case days < 1:
		return "within a day"
	case days < 1.5:
		return "a day apart"
	}
	return fmt.Sprintf("%.0f days apart", days)
}

// worthSaying is the least share of one text in another that is told.
const worthSaying = 0.1

func sharedText(share float64) string {
	if share < worthSaying {
		return ""
	}
	return fmt.Sprintf("%.0f %% of the shorter text stands in the other", 100*share)
}

// percent never says 100: no chance is certain.
func percent(chance float64) int { return min(int(math.Round(100*chance)), 99) }

func otherClips(n int) string {
	if n == 1 {
		return "one other clip"
	}
	return fmt.Sprintf("%d other clips", n)
}

// whyJSON is why a clip is in its story, as programs read it.
type whyJSON struct {
	ID     clip.ID `json:"id"`
	Story  clip.ID `json:"story"`
	Name   string  `json:"name"`
	Others int     `json:"others"`
	Pinned bool    `json:"pinned"`
	Chance float64 `json:"chance"` // 0 to 1; 0 while it is alone
	Needed float64 `json:"needed"`
	Next   *struct {
		Story  clip.ID `json:"story"`
		Name   string  `json:"name"`
		Chance float64 `json:"chance"`
	} `json:"next,omitempty"`
	Alike    []alikeJSON `json:"alike"`
	Together []clip.ID   `json:"together"`
	Apart    []clip.ID   `json:"apart"`
}

type alikeJSON struct {
	ID     clip.ID  `json:"id"`
	Title  string   `json:"title"`
	Names  []string `json:"names"`
	Words  []string `json:"words"`
	Shared float64  `json:"shared"`         // of the shorter text in the other, 0 to 1
	Days   *float64 `json:"days,omitempty"` // between the two; absent: one has no date
}

func newWhyJSON(r *app.Reasons) whyJSON {
	out := whyJSON{ID: r.Clip.ID, Story: r.Story.ID, Name: r.Story.Name, Others: r.Others, Pinned: r.Clip.Pinned,
		Chance: r.Chance, Needed: r.Needed, Alike: []alikeJSON{}, Together: idsOf(r.Together), Apart: idsOf(r.Apart)}
	if r.Next.ID != "" {
		out.Next = &struct {
			Story  clip.ID `json:"story"`
			Name   string  `json:"name"`
			Chance float64 `json:"chance"`
		}{r.Next.ID, r.Next.Name, r.NextChance}
	}
	for i := range r.Alike {
		a := &r.Alike[i]
		j := alikeJSON{ID: a.Clip.ID, Title: a.Clip.Version.Title, Names: append([]string{}, a.Names...), Words: append([]string{}, a.Words...), Shared: a.Shared}
		if a.Days >= 0 {
			j.Days = &a.Days
		}
		out.Alike = append(out.Alike, j)
	}
	return out
}

func idsOf(clips []clip.Clip) []clip.ID {
	out := []clip.ID{}
	for _, c := range clips {
		out = append(out, c.ID)
	}
	return out
}
