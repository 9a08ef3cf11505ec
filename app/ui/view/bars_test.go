package view

import (
	"strings"
	"testing"

	"newsclip/app"
)

func TestBars(t *testing.T) {
	months := []app.Facet{{Name: "2026-02", Clips: 3}, {Name: "2025-11", Clips: 1}}
	cases := []struct {
		name string
		fit  int
		want string
	}{
		{"months", 24, "date:2025-11 1, date:2025-12 0, date:2026-01 0, date:2026-02 3"},
		{"years where months do not fit", 3, "date:2025 1, date:2026 3"},
		{"the latest of years that do not fit", 1, "date:2026 3"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, b := range Bars(months, c.fit) {
				got = append(got, b.Term+" "+string(rune('0'+b.Clips)))
			}
			if g := strings.Join(got, ", "); g != c.want {
				t.Errorf("%s, want %s", g, c.want)
			}
		})
	}
	if got := Bars(nil, 5); got != nil {
		t.Errorf("of nothing: %v", got)
	}
}
