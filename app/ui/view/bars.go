package view

import (
	"time"

	"newsclip/app"
)

// Bar is a month or a year with how many clips it has.
type Bar struct {
	Name  string // "March 2026", "2026"
	Term  string // what narrows a search to it
	Clips int
}

// Bars puts months into the order of time, with those between that have no
// clips; where there are more than fit, years.
func Bars(months []app.Facet, fit int) []Bar {
	if len(months) == 0 {
		return nil
	}
	first, errFirst := time.Parse("2006-01", months[len(months)-1].Name)
	last, errLast := time.Parse("2006-01", months[0].Name)
	if errFirst != nil || errLast != nil {
		return nil
	}
	step, key, name := 1, "2006-01", "January 2006"
	if n := (last.Year()-first.Year())*12 + int(last.Month()-first.Month()) + 1; n > fit {
		step, key, name = 12, "2006", "2006"
		first = time.Date(first.Year(), time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	counts := map[string]int{}
	for _, m := range months {
		counts[m.Name[:len(key)]] += m.Clips
	}
	var out []Bar
	for at := first; !at.After(last); at = at.AddDate(0, step, 0) {
		out = append(out, Bar{Name: at.Format(name), Term: "date:" + at.Format(key), Clips: counts[at.Format(key)]})
	}
	return out[max(len(out)-fit, 0):]
}
