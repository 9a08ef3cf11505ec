package cli

import (
	"fmt"

	"newsclip/app"
	"newsclip/clip"
)

type storiesSuggestionsCommand struct{}

func (storiesSuggestionsCommand) run(s *session) error {
	offers, err := s.app.Offers(s.ctx)
	if err != nil {
		return err
	}
	if len(offers) == 0 {
		s.note("no two stories look like one.")
	}
	for i := range offers {
		if s.json {
			if err := s.line(newOfferJSON(&offers[i])); err != nil {
				return err
			}
			continue
		}
		s.printOffer(&offers[i])
	}
	if len(offers) > 0 {
		s.note("newsclip stories merge joins two of them, newsclip stories keep-apart says that they are two.")
	}
	return nil
}

func (s *session) printOffer(o *app.Offered) {
	fmt.Fprintf(s.out, "%d %%\n", percent(o.Chance))
	for _, story := range []*app.Coverage{&o.From, &o.To} {
		fmt.Fprintf(s.out, "  %s  %s\n", story.Story.ID, story.Story.Name)
		fmt.Fprintf(s.out, "                %s\n", joined([]string{coverageLine(story), outletNames(story)}))
	}
	for _, line := range []string{list("names", o.Alike.Names), list("words", o.Alike.Words), daysApart(o.Alike.Days), sharedText(o.Alike.Shared)} {
		if line != "" {
			fmt.Fprintf(s.out, "                %s\n", line)
		}
	}
}

// outletsNamed is how many outlets of a story are named in a line.
const outletsNamed = 4

func outletNames(covered *app.Coverage) string {
	var names []string
	for _, o := range covered.Outlets[:min(outletsNamed, len(covered.Outlets))] {
		names = append(names, outletName(o.Name))
	}
	text := list("outlets", names)
	if more := len(covered.Outlets) - len(names); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// offerJSON is two stories that look like one, as programs read it.
type offerJSON struct {
	Chance float64        `json:"chance"` // 0 to 1
	From   offerStoryJSON `json:"from"`   // that with fewer clips
	To     offerStoryJSON `json:"to"`
	Names  []string       `json:"names"` // that two clips of them share
	Words  []string       `json:"words"`
	Shared float64        `json:"shared"`         // of the shorter text in the other, 0 to 1
	Days   *float64       `json:"days,omitempty"` // between the two; absent: one has no date
}

type offerStoryJSON struct {
	ID      clip.ID      `json:"id"`
	Name    string       `json:"name"`
	Clips   int          `json:"clips"`
	Outlets []outletJSON `json:"outlets"`
}

func newOfferJSON(o *app.Offered) offerJSON {
	story := func(covered *app.Coverage) offerStoryJSON {
		out := offerStoryJSON{covered.Story.ID, covered.Story.Name, covered.Story.Clips, []outletJSON{}}
		for _, outlet := range covered.Outlets {
			out.Outlets = append(out.Outlets, outletJSON(outlet))
		}
		return out
	}
	out := offerJSON{Chance: o.Chance, From: story(&o.From), To: story(&o.To), Names: append([]string{}, o.Alike.Names...),
		Words: append([]string{}, o.Alike.Words...), Shared: o.Alike.Shared}
	if o.Alike.Days >= 0 {
		out.Days = &o.Alike.Days
	}
	return out
}

type storiesKeepApartCommand struct {
	One   string `arg:"" help:"Id or name of a story."`
	Other string `arg:"" help:"Id or name of the other."`
}

func (c *storiesKeepApartCommand) run(s *session) error {
	one, err := s.story(c.One)
	if err != nil {
		return err
	}
	other, err := s.story(c.Other)
	if err != nil {
		return err
	}
	return s.app.KeepApart(s.ctx, one.ID, other.ID)
}
