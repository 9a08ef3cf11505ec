package review

import (
	"strings"
	"testing"
	"time"

	"newsclip/clip"
)

// harbour is a review of a folder with one below; titles tell the clips apart.
func harbour() *Review {
	c := func(title, outlet string, day int, story clip.ID) clip.Clip {
		v := clip.Version{Metadata: clip.Metadata{Title: title, Outlet: outlet}}
		if day > 0 {
			v.Published = clip.Date{Time: time.Date(2026, time.March, day, 8, 0, 0, 0, time.UTC), DayOnly: true}
		}
		return clip.Clip{ID: clip.ID(title), State: clip.State{Story: story}, Version: v}
	}
	r := &Review{Lang: "de", About: map[clip.ID]About{}, Sections: []Section{
		{Title: "Harbour", Clips: []clip.Clip{c("vote", "Ellery Courier", 4, "s1"), c("undated", "", 0, "s2"), c("fishers", "the Basin  Gazette", 2, "s3")}},
		{Title: "Abroad", Depth: 1, Clips: []clip.Clip{c("echo", "The Basin Gazette", 4, "s1"), c("early", "Ellery Courier", 1, "s3")}},
	}}
	for _, section := range r.Sections {
		for _, c := range section.Clips {
			r.About[c.ID] = About{Story: map[clip.ID]string{"s1": "Breakwater", "s3": "Spawning months"}[c.Story]}
		}
	}
	return r
}

func TestArrange(t *testing.T) {
	for name, c := range map[string]struct {
		options Options
		want    string
	}{
		"as it stands":       {Options{}, "Harbour: vote undated fishers | Abroad: echo early"},
		"oldest first":       {Options{Order: OldestFirst}, "Harbour: fishers vote undated | Abroad: early echo"},
		"newest first":       {Options{Order: NewestFirst}, "Harbour: vote fishers undated | Abroad: echo early"},
		"by outlet":          {Options{Order: ByOutlet, Group: NoGroups}, ": early vote fishers echo undated"},
		"no sections":        {Options{Group: NoGroups}, ": vote undated fishers echo early"},
		"per outlet":         {Options{Group: PerOutlet}, "Ellery Courier: vote early | the Basin Gazette: fishers echo | : undated"},
		"per day":            {Options{Group: PerDay}, "1. März 2026: early | 2. März 2026: fishers | 4. März 2026: vote echo | : undated"},
		"per day, new first": {Options{Group: PerDay, Order: NewestFirst}, "4. März 2026: vote echo | 2. März 2026: fishers | 1. März 2026: early | : undated"},
		"by story":           {Options{Group: ByStory, Order: OldestFirst}, "Breakwater: vote echo | Spawning months: early fishers | : undated"},
	} {
		t.Run(name, func(t *testing.T) {
			given := harbour()
			r := given.Arranged(c.options)
			if len(given.Sections) != 2 || given.Sections[0].Clips[0].ID != "vote" {
				t.Error("the document given changed")
			}
			var sections []string
			for _, section := range r.Sections {
				line := section.Title + ":"
				for _, c := range section.Clips {
					line += " " + c.Version.Title
				}
				sections = append(sections, line)
			}
			if got := strings.Join(sections, " | "); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

func TestAClipInTwoSectionsStaysInTheFirst(t *testing.T) {
	r := harbour()
	r.Sections[1].Clips = append(r.Sections[1].Clips, r.Sections[0].Clips[0])
	r.Arrange(Options{Group: NoGroups})
	if n := r.Clips(); n != 5 {
		t.Errorf("%d clips, want 5", n)
	}
}
