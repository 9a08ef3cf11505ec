package app

import (
	"testing"

	"newsclip/clip"
)

func TestReadDate(t *testing.T) {
	for text, want := range map[string]string{
		"": "", " 2026-03-01 ": "2026-03-01", "2026-03-01T10:00:00+01:00": "2026-03-01T10:00:00+01:00",
		"1.3.2026": "2026-03-01", "01.03.2026": "2026-03-01", "1. 3. 2026": "2026-03-01", "2026/3/1": "2026-03-01",
		"1 March 2026": "2026-03-01", "1 Mar 2026": "2026-03-01", "March 1, 2026": "2026-03-01",
	} {
		if got, err := ReadDate(text); err != nil || got.String() != want {
			t.Errorf("%q is %q (%v), want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"yesterday", "3/4/2026", "31.2.2026", "2026", "12:00"} {
		if got, err := ReadDate(text); clip.KindOf(err) != clip.ErrInvalid {
			t.Errorf("%q is %q, %v; want ErrInvalid", text, got, err)
		}
	}
}
