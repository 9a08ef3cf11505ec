package main

import "testing"

func TestRender(t *testing.T) {
	for name, c := range map[string]struct{ page, want string }{
		"paragraphs":    {"<p>One  two\n three</p><p>Four</p>", "One two three\n\nFour"},
		"blocks":        {"<div>One<div>Two</div></div><ul><li>a<li>b</ul>", "One\nTwo\na\nb"},
		"cells":         {"<table><tr><td>a<td>b<tr><td>c</table>", "a\tb\nc"},
		"hidden":        {"<style>.x{display:none}@media print{.y{display:none}}</style><b class=x>no</b><b class=y>yes</b><i hidden>no</i>", "yes"},
		"inline, break": {"a<b>b</b> c<br>d", "ab c\nd"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := render(c.page)
			if err != nil || got != c.want {
				t.Errorf("render = %q, %v, want %q", got, err, c.want)
			}
		})
	}
}
