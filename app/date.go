package app

import (
	"fmt"
	"strings"
	"time"

	"newsclip/clip"
)

// dateForms are the ways in which people write a day that can mean one day only:
// 3/4/2026 is not among them.
var dateForms = []string{"2.1.2006", "2. 1. 2006", "2006/1/2", "2006-1-2", "2 January 2006", "2. January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006"}

// ReadDate reads a date that a person typed: one that clip.ParseDate knows, or
// one of dateForms. Empty is unknown.
func ReadDate(text string) (clip.Date, error) {
	text = strings.TrimSpace(text)
	if date, err := clip.ParseDate(text); err == nil {
		return date, nil
	}
	for _, form := range dateForms {
		if t, err := time.Parse(form, text); err == nil {
			return clip.Date{Time: t, DayOnly: true}, nil
		}
	}
	return clip.Date{}, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%q is no date.", text),
		Next: "Write it as 2026-03-01, or 2026-03-01T10:00:00+01:00 with the time."}
}
