package clip_test

import (
	"strings"
	"testing"

	"newsclip/clip"
)

func TestLeadOf(t *testing.T) {
	long := strings.Repeat("Ebbe und Flut ", 40)
	for name, c := range map[string]struct{ xhtml, want string }{
		"paragraph":    {"<p>The tide <em>turned</em> at noon.</p><p>Then it rained.</p>", "The tide turned at noon."},
		"after others": {"<h2>Harbour</h2><figure><img src=\"image:1\" alt=\"\"/><figcaption>Quay</figcaption></figure><p>Boats &amp; nets.</p>", "Boats & nets."},
		"cut in text":  {"<p>The tide turned at n", "The tide turned at n"},
		"cut in tag":   {"<p>The tide <a href=\"https://tide.exam", "The tide"},
		"line breaks":  {"<p>One<br/>two</p>", "One two"},
		"no paragraph": {"<ul><li>Eels</li></ul>", "Eels"},
		"nothing":      {"", ""},
		"long":         {"<p>" + long + "</p>", long[:180] + "…"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := clip.LeadOf(c.xhtml); got != c.want {
				t.Errorf("LeadOf = %q, want %q", got, c.want)
			}
		})
	}
}
