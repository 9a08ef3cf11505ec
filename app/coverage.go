package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/clip/story"
)

// Coverage is a story as one reads it: its clips by day, the same text once,
// and what each outlet ran when. What is not known is not guessed: clips without
// a date stand apart, and a clip of which only the day is known comes after
// those of that day whose time is.
type Coverage struct {
	Story   clip.Story
	Outlets []Outlet // that with the most clips first
	Days    []Day    // in the order asked for; the clips without a date last
}

// Outlet is what one outlet ran of a story.
type Outlet struct {
	Name  string // empty: unknown
	Clips int
	// First and Last are the dates of its first and last clip, zero where none
	// has one. They are days where the time of a clip of that day is unknown:
	// any of them may have been the first.
	First, Last clip.Date
	Undated     int // clips of it without a date
}

// Day is the articles of one day.
type Day struct {
	Day      string // as 2026-03-04, in the zone that each page gave; empty: unknown
	Articles []Article
}

// Article is a clip of a story, with its copies.
type Article struct {
	Covered
	Copies []Covered // whose text stands in it, by date
}

// Covered is a clip of a story.
type Covered struct {
	ID     clip.ID
	Outlet string // else the host of its address; empty: unknown
	Date   clip.Date
	Pinned bool
}

// Coverage returns a story's page, oldest day first or newest.
func (a *App) Coverage(ctx context.Context, id clip.ID, order clip.Order) (Coverage, error) {
	var out Coverage
	var err error
	if out.Story, err = a.library.Story(ctx, id); err != nil {
		return out, err
	}
	clips, err := a.library.Coverage(ctx, id)
	if err != nil {
		return out, err
	}
	all := make([]Covered, len(clips))
	for i := range clips {
		all[i] = Covered{clips[i].ID, cmp.Or(clips[i].Outlet, hostOf(clips[i].URL)), clips[i].Published, clips[i].Pinned}
	}
	out.Outlets = outletsOf(all)
	out.Days = daysOf(articlesOf(all, copiesOf(clips)), order)
	return out, nil
}

// Counts counts the clips of a story, and those of them that are no copies.
func (c *Coverage) Counts() (clips, articles int) {
	for _, day := range c.Days {
		articles += len(day.Articles)
		for i := range day.Articles {
			clips += 1 + len(day.Articles[i].Copies)
		}
	}
	return clips, articles
}

// Span returns the first and the last day of a story, empty when no clip has a
// date, and how many have none.
func (c *Coverage) Span() (first, last string, undated int) {
	for i := range c.Outlets {
		o := &c.Outlets[i]
		undated += o.Undated
		if day := o.First.Day(); day != "" && (first == "" || day < first) {
			first = day
		}
		last = max(last, o.Last.Day())
	}
	return first, last, undated
}

// hostOf returns the host of an address without www, empty for none.
func hostOf(url string) string {
	_, rest, found := strings.Cut(url, "://")
	if !found {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(host, "www.")
}

// copiesOf returns, by the clip that is shown, those whose text stands in it.
// A signature of another version of the program has none until it is made anew.
func copiesOf(clips []store.Covering) map[clip.ID][]clip.ID {
	var signatures []story.Signature
	for i := range clips {
		var s story.Signature
		if s.UnmarshalBinary(clips[i].Signature) == nil {
			s.ID = clips[i].ID
			signatures = append(signatures, s)
		}
	}
	out := map[clip.ID][]clip.ID{}
	for _, set := range story.Copies(signatures) {
		out[set[0]] = set[1:]
	}
	return out
}

// articlesOf puts copies under the clips that are shown.
func articlesOf(all []Covered, copies map[clip.ID][]clip.ID) []Article {
	byID, under := map[clip.ID]Covered{}, map[clip.ID]bool{}
	for _, c := range all {
		byID[c.ID] = c
	}
	for _, set := range copies {
		for _, id := range set {
			under[id] = true
		}
	}
	var out []Article
	for _, c := range all {
		if under[c.ID] {
			continue
		}
		article := Article{Covered: c}
		for _, id := range copies[c.ID] {
			article.Copies = append(article.Copies, byID[id])
		}
		out = append(out, article)
	}
	return out
}

// daysOf gathers articles by day.
func daysOf(articles []Article, order clip.Order) []Day {
	slices.SortFunc(articles, func(a, b Article) int {
		switch x, y := a.Date, b.Date; {
		case x.IsZero() != y.IsZero():
			return after(x.IsZero())
		case x.Day() != y.Day() && order == clip.Oldest:
			return cmp.Compare(x.Day(), y.Day())
		case x.Day() != y.Day():
			return cmp.Compare(y.Day(), x.Day())
		case x.DayOnly != y.DayOnly:
			return after(x.DayOnly)
		case order == clip.Oldest:
			return cmp.Or(x.Time.Compare(y.Time), cmp.Compare(a.ID, b.ID))
		default:
			return cmp.Or(y.Time.Compare(x.Time), cmp.Compare(a.ID, b.ID))
		}
	})
	var out []Day
	for _, article := range articles {
		if day := article.Date.Day(); len(out) == 0 || out[len(out)-1].Day != day {
			out = append(out, Day{Day: day})
		}
		last := &out[len(out)-1]
		last.Articles = append(last.Articles, article)
	}
	return out
}

// after is the order of two of which one comes later: the first, if late.
func after(late bool) int {
	if late {
		return 1
	}
	return -1
}

// outletsOf sums up what each outlet ran. Spellings of a name that differ in
// case alone are one outlet.
func outletsOf(all []Covered) []Outlet {
	at := map[string]int{}
	dates := map[string][]clip.Date{}
	var out []Outlet
	for _, c := range all {
		key := strings.ToLower(c.Outlet)
		if _, known := at[key]; !known {
			at[key] = len(out)
			out = append(out, Outlet{Name: c.Outlet})
		}
		o := &out[at[key]]
		o.Clips++
		if c.Date.IsZero() {
			o.Undated++
		} else {
			dates[key] = append(dates[key], c.Date)
		}
	}
	for key, i := range at {
		out[i].First, out[i].Last = span(dates[key])
	}
	slices.SortFunc(out, func(a, b Outlet) int {
		if a.Clips == b.Clips && a.First.IsZero() != b.First.IsZero() {
			return after(a.First.IsZero())
		}
		return cmp.Or(cmp.Compare(b.Clips, a.Clips), cmp.Compare(a.First.Day(), b.First.Day()), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// span returns the first and the last of dates.
func span(dates []clip.Date) (first, last clip.Date) {
	if len(dates) == 0 {
		return first, last
	}
	byDay := func(a, b clip.Date) int { return cmp.Or(cmp.Compare(a.Day(), b.Day()), a.Time.Compare(b.Time)) }
	first, last = slices.MinFunc(dates, byDay), slices.MaxFunc(dates, byDay)
	return certain(first, dates), certain(last, dates)
}

// certain returns a date as its day alone where another clip of the same day has
// no time, and so may have come before it or after.
func certain(d clip.Date, among []clip.Date) clip.Date {
	for _, other := range among {
		if other.DayOnly && other.Day() == d.Day() {
			year, month, day := d.Time.Date()
			return clip.Date{Time: time.Date(year, month, day, 0, 0, 0, 0, time.UTC), DayOnly: true}
		}
	}
	return d
}
