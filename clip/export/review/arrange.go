package review

import (
	"slices"
	"strings"
	"time"

	"newsclip/clip"
)

// Arranged returns the document with its clips in the order and the sections
// that the options ask for; r stays as it is.
func (r *Review) Arranged(o Options) *Review {
	arranged := *r
	arranged.Sections = slices.Clone(r.Sections)
	for i := range arranged.Sections {
		arranged.Sections[i].Clips = slices.Clone(arranged.Sections[i].Clips)
	}
	arranged.Arrange(o)
	return &arranged
}

// Arrange puts the clips in the order and the sections that the options ask
// for. A clip that stands in several sections stays in the first.
func (r *Review) Arrange(o Options) {
	switch o.Group {
	case NoGroups:
		r.regroup(func(*clip.Clip) string { return "" })
	case ByStory:
		r.byStory()
	case PerOutlet:
		r.regroup(func(c *clip.Clip) string { return strings.Join(strings.Fields(c.Version.Outlet), " ") })
		r.sortSections(func(a, b *Section) int { return strings.Compare(folded(a.Title), folded(b.Title)) })
	case PerDay:
		r.perDay(o.Order)
	}
	for _, section := range r.Sections {
		sortClips(section.Clips, o.Order)
	}
}

// regroup makes a section of each value of key, in the order in which they
// come; clips without one stand in the last, which has no title.
func (r *Review) regroup(key func(*clip.Clip) string) {
	places := map[string]int{}
	var sections []Section
	seen := map[clip.ID]bool{}
	for _, section := range r.Sections {
		for _, c := range section.Clips {
			if c.ID != "" && seen[c.ID] {
				continue
			}
			seen[c.ID] = true
			title := key(&c)
			at, ok := places[folded(title)]
			if !ok {
				at = len(sections)
				places[folded(title)] = at
				sections = append(sections, Section{Title: title})
			}
			sections[at].Clips = append(sections[at].Clips, c)
		}
	}
	r.Sections = sections
	r.sortSections(func(a, b *Section) int { return 0 })
}

// sortSections orders sections; the one without a title stays last.
func (r *Review) sortSections(by func(a, b *Section) int) {
	slices.SortStableFunc(r.Sections, func(a, b Section) int {
		if (a.Title == "") != (b.Title == "") {
			if a.Title == "" {
				return 1
			}
			return -1
		}
		return by(&a, &b)
	})
}

// byStory makes a section of each story that has several clips here; two
// stories of one name are two sections.
func (r *Review) byStory() {
	count, names := map[clip.ID]int{}, map[string]string{}
	for _, section := range r.Sections {
		for _, c := range section.Clips {
			count[c.Story]++
			names[string(c.Story)] = r.About[c.ID].Story
		}
	}
	r.regroup(func(c *clip.Clip) string {
		if count[c.Story] < 2 || names[string(c.Story)] == "" {
			return ""
		}
		return string(c.Story)
	})
	for i := range r.Sections {
		r.Sections[i].Title = names[r.Sections[i].Title]
	}
}

// perDay makes a section of each day, the latest first when the newest clips
// are, titled in the document's language.
func (r *Review) perDay(order Order) {
	r.regroup(func(c *clip.Clip) string { return c.Version.Published.Day() })
	r.sortSections(func(a, b *Section) int {
		if order == NewestFirst {
			a, b = b, a
		}
		return strings.Compare(a.Title, b.Title)
	})
	words := r.Words()
	for i := range r.Sections {
		if day, err := time.Parse(time.DateOnly, r.Sections[i].Title); err == nil {
			r.Sections[i].Title = words.Date(day)
		}
	}
}

func sortClips(clips []clip.Clip, order Order) {
	if order == AsGiven {
		return
	}
	slices.SortStableFunc(clips, func(a, b clip.Clip) int {
		if order == ByOutlet {
			x, y := folded(a.Version.Outlet), folded(b.Version.Outlet)
			if x != y {
				return emptyLast(x == "", y == "", strings.Compare(x, y))
			}
		}
		x, y := a.Version.Published, b.Version.Published
		by := x.Time.Compare(y.Time)
		if order == NewestFirst {
			by = -by
		}
		return emptyLast(x.IsZero(), y.IsZero(), by)
	})
}

// emptyLast compares two values of which some are empty; otherwise is how they
// compare when neither or both are.
func emptyLast(a, b bool, otherwise int) int {
	switch {
	case a && !b:
		return 1
	case b && !a:
		return -1
	}
	return otherwise
}

func folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
