package cli

import (
	"fmt"
	"strings"

	"newsclip/app"
	"newsclip/clip"
)

type storiesShowCommand struct {
	Story  string `arg:"" help:"Its id or name."`
	Oldest bool   `help:"The oldest day first." xor:"order"`
	Newest bool   `help:"The newest day first, as without it." xor:"order"`
}

func (c *storiesShowCommand) run(s *session) error {
	story, err := s.story(c.Story)
	if err != nil {
		return err
	}
	order := clip.Newest
	if c.Oldest {
		order = clip.Oldest
	}
	covered, err := s.app.Coverage(s.ctx, story.ID, order)
	if err != nil {
		return err
	}
	clips, err := s.coveredClips(&covered)
	if err != nil {
		return err
	}
	if s.json {
		return s.line(newCoverageJSON(&covered, clips))
	}
	s.printCoverage(&covered, clips)
	return nil
}

// coveredClips returns the clips of a story by id, without their texts.
func (s *session) coveredClips(covered *app.Coverage) (map[clip.ID]*clip.Clip, error) {
	var ids []clip.ID
	for _, day := range covered.Days {
		for _, article := range day.Articles {
			ids = append(ids, article.ID)
			for _, double := range article.Copies {
				ids = append(ids, double.ID)
			}
		}
	}
	rows, err := s.app.Rows(s.ctx, ids)
	out := make(map[clip.ID]*clip.Clip, len(rows))
	for i := range rows {
		out[rows[i].Clip.ID] = &rows[i].Clip
	}
	return out, err
}

func (s *session) printCoverage(covered *app.Coverage, clips map[clip.ID]*clip.Clip) {
	fmt.Fprintf(s.out, "%s\n%s\n", covered.Story.Name, coverageLine(covered))
	width := 0
	for _, o := range covered.Outlets {
		width = max(width, len([]rune(outletName(o.Name))))
	}
	for i := range covered.Outlets {
		o := &covered.Outlets[i]
		fmt.Fprintf(s.out, "  %s%s  %3d  %s\n", outletName(o.Name), strings.Repeat(" ", width-len([]rune(outletName(o.Name)))), o.Clips, outletLine(o))
	}
	for _, day := range covered.Days {
		fmt.Fprintf(s.out, "\n%s\n", dayName(day.Day))
		for i := range day.Articles {
			printArticle(s, &day.Articles[i], clips)
		}
	}
}

func printArticle(s *session, article *app.Article, clips map[clip.ID]*clip.Clip) {
	c := clips[article.ID]
	if c == nil { // it went meanwhile
		return
	}
	fmt.Fprintf(s.out, "%s  %s\n", c.ID, c.Version.Headline())
	parts := []string{outletName(article.Outlet), c.Version.Byline(), clock(article.Date)}
	if article.Pinned {
		parts = append(parts, "pinned")
	}
	fmt.Fprintf(s.out, "              %s\n", joined(parts))
	for _, double := range article.Copies {
		fmt.Fprintf(s.out, "              also %s  %s\n", double.ID, joined([]string{outletName(double.Outlet), dateText(double.Date), clock(double.Date)}))
	}
}

func joined(parts []string) string {
	var out []string
	for _, part := range parts {
		if part != "" {
			out = append(out, part)
		}
	}
	return strings.Join(out, " · ")
}

func outletName(name string) string {
	if name == "" {
		return "outlet unknown"
	}
	return name
}

func dayName(day string) string {
	if day == "" {
		return "date unknown"
	}
	return day
}

// clock is a date's time of day, empty where that is unknown.
func clock(d clip.Date) string {
	if d.IsZero() || d.DayOnly {
		return ""
	}
	return d.Time.Format("15:04")
}

// coverageJSON is a story's page as programs read it.
type coverageJSON struct {
	ID       clip.ID      `json:"id"`
	Name     string       `json:"name"`
	Named    bool         `json:"named"`
	Clips    int          `json:"clips"`
	Articles int          `json:"articles"` // clips without copies
	Outlets  []outletJSON `json:"outlets"`
	Days     []dayJSON    `json:"days"`
}

type outletJSON struct {
	Name    string    `json:"name"` // empty: unknown
	Clips   int       `json:"clips"`
	First   clip.Date `json:"first,omitzero"`
	Last    clip.Date `json:"last,omitzero"`
	Undated int       `json:"undated,omitempty"`
}

type dayJSON struct {
	Day      string        `json:"day"` // empty: unknown
	Articles []articleJSON `json:"articles"`
}

type articleJSON struct {
	clipJSON
	Copies []clipJSON `json:"copies,omitempty"`
}

func newCoverageJSON(covered *app.Coverage, clips map[clip.ID]*clip.Clip) coverageJSON {
	out := coverageJSON{ID: covered.Story.ID, Name: covered.Story.Name, Named: covered.Story.Named, Outlets: []outletJSON{}, Days: []dayJSON{}}
	out.Clips, out.Articles = covered.Counts()
	for _, o := range covered.Outlets {
		out.Outlets = append(out.Outlets, outletJSON(o))
	}
	for _, day := range covered.Days {
		d := dayJSON{day.Day, []articleJSON{}}
		for _, article := range day.Articles {
			if c := clips[article.ID]; c != nil {
				d.Articles = append(d.Articles, newArticleJSON(&article, clips))
			}
		}
		out.Days = append(out.Days, d)
	}
	return out
}

func newArticleJSON(article *app.Article, clips map[clip.ID]*clip.Clip) articleJSON {
	out := articleJSON{clipJSON: toJSON(clips[article.ID])}
	for _, double := range article.Copies {
		if c := clips[double.ID]; c != nil {
			out.Copies = append(out.Copies, toJSON(c))
		}
	}
	return out
}

// coverageLine sums a story up.
func coverageLine(covered *app.Coverage) string {
	clips, articles := covered.Counts()
	parts := []string{countClips(clips)}
	if copies := clips - articles; copies > 0 {
		parts = append(parts, fmt.Sprintf("%d of them copies", copies))
	}
	first, last, undated := covered.Span()
	if first != "" {
		parts = append(parts, fromTo(first, last))
	}
	if undated > 0 {
		parts = append(parts, fmt.Sprintf("%d without a date", undated))
	}
	return strings.Join(parts, " · ")
}

// outletLine says when an outlet ran its first and its last clip.
func outletLine(o *app.Outlet) string {
	if o.First.IsZero() {
		return "date unknown"
	}
	text := fromTo(moment(o.First), moment(o.Last))
	if o.Undated > 0 {
		text += fmt.Sprintf(" · %d without a date", o.Undated)
	}
	return text
}

func fromTo(first, last string) string {
	if first == last {
		return first
	}
	return first + " to " + last
}

func moment(d clip.Date) string { return strings.TrimSpace(d.Day() + " " + clock(d)) }
