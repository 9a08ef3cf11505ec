package store

import (
	"testing"

	"newsclip/clip"
)

func TestRulesAreReplacedUndoneAndRedone(t *testing.T) {
	l := open(t, t.TempDir())
	add := func(site, form string, keep bool) {
		t.Helper()
		if err := l.Change(t.Context(), "Rule", func(c *Change) error {
			return c.AddRule(clip.SiteRule{Site: site, Correction: clip.Correction{Form: form, Keep: keep}})
		}); err != nil {
			t.Fatal(err)
		}
	}
	said := func() string {
		t.Helper()
		rules, err := l.Rules(t.Context(), "gazette.example")
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, r := range rules {
			text += r.String() + "; "
		}
		return text
	}
	add("gazette.example", "aside.box", false)
	add("courier.example", "aside.box", false)
	add("gazette.example", "p.lead", true)
	add("gazette.example", "aside.box", true)
	if got := said(); got != "keep p.lead; keep aside.box; " {
		t.Errorf("rules: %s", got)
	}
	if all, err := l.Rules(t.Context(), ""); err != nil || len(all) != 3 || all[0].Site != "courier.example" || all[0].Added.IsZero() {
		t.Errorf("all rules: %+v, %v", all, err)
	}
	if _, err := l.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := said(); got != "take away aside.box; keep p.lead; " {
		t.Errorf("undone: %s", got)
	}
	if _, err := l.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := said(); got != "keep p.lead; keep aside.box; " {
		t.Errorf("redone: %s", got)
	}
}
