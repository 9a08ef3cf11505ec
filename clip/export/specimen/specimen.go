// Package specimen invents press reviews to try exports on: clips in all the
// scripts that the page maker knows, with headings, lists, quotes, tables, code
// and images of their own. The same numbers give the same clips. It is for
// tests and benchmarks; Newsclip itself never links it.
package specimen

import (
	"context"
	"fmt"
	"time"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// Latin are the languages written in the Latin alphabet, and Languages all.
var (
	Latin     = []string{"en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv"}
	Languages = append(append([]string{}, Latin...), "ru", "uk", "el", "ar", "he", "hi", "bn", "ta", "th", "zh-Hans", "zh-Hant", "ja", "ko")
)

// Review returns a review of so many clips, the languages taking turns, in
// sections of about fifty. Its images are drawn when asked for.
func Review(clips int, languages ...string) *review.Review {
	const sectionClips = 50
	first := day(0)
	r := &review.Review{Title: "Harbour press review", Subtitle: "for the works committee", Lang: "en", Created: first.AddDate(0, 0, 40), From: first,
		To: day(clips - 1), Image: func(_ context.Context, url string) ([]byte, string, error) { return Image(url) }}
	for n := range clips {
		if n%sectionClips == 0 {
			r.Sections = append(r.Sections, review.Section{Title: fmt.Sprintf("Part %d", n/sectionClips+1)})
		}
		section := &r.Sections[len(r.Sections)-1]
		section.Clips = append(section.Clips, Clip(languages[n%len(languages)], n))
	}
	return r
}

func day(n int) time.Time {
	const days = 30
	return time.Date(2026, time.March, 1, 7, 0, 0, 0, time.UTC).AddDate(0, 0, n%days)
}

// Clip returns the clip of that number in a language of Languages.
func Clip(language string, n int) clip.Clip {
	w := newWriter(language, n)
	published := clip.Date{Time: day(n), DayOnly: true}
	return clip.Clip{ID: clip.ID(fmt.Sprintf("specimen%08d", n)), Captured: day(n).Add(3 * time.Hour), Version: clip.Version{
		Metadata: clip.Metadata{Title: w.text(w.titles), Standfirst: w.text(w.sentences), Authors: []string{w.person()}, Outlet: w.person() + " " + w.place(),
			Published: published, Lang: language, URL: fmt.Sprintf("https://courier-%d.example/news/2026/03/%s-%d", n%40, language, n)},
		Body: w.body()}}
}
