package review

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// placeholder is a word in braces.
var placeholder = regexp.MustCompile(`\{[A-Za-z]+\}`)

// Fill puts values in the place of {name} for each of the names and values,
// which take turns. The error names a placeholder that is not among them.
func Fill(pattern string, values ...string) (string, error) {
	var unknown string
	filled := placeholder.ReplaceAllStringFunc(pattern, func(found string) string {
		for i := 0; i+1 < len(values); i += 2 {
			if strings.EqualFold(found, "{"+values[i]+"}") {
				return values[i+1]
			}
		}
		unknown = found
		return found
	})
	if unknown == "" {
		return filled, nil
	}
	var names []string
	for i := 0; i < len(values); i += 2 {
		names = append(names, "{"+values[i]+"}")
	}
	slices.Sort(names)
	return "", invalid("%s in %q stands for nothing.", []any{unknown, pattern}, "Choose among: "+strings.Join(names, ", ")+".")
}

// Dates are the values for a text that people read: the date and the month in
// words, the year and the week (ISO 8601) as numbers.
func (w Words) Dates(t time.Time) []string {
	year, week := t.ISOWeek()
	return []string{"date", w.Date(t), "month", w.Month(t), "year", fmt.Sprint(t.Year()), "week", fmt.Sprint(week), "weekyear", fmt.Sprint(year)}
}

// FileDates are the values for a file's name: they sort as they follow.
func FileDates(t time.Time) []string {
	year, week := t.ISOWeek()
	return []string{"date", t.Format(time.DateOnly), "time", t.Format("1504"), "month", t.Format("2006-01"), "year", t.Format("2006"),
		"week", fmt.Sprintf("%d-W%02d", year, week)}
}
