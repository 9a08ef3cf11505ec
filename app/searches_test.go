package app

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"newsclip/clip"
)

func TestSavedSearches(t *testing.T) {
	a, ctx := newsdesk(t), t.Context()
	saved, err := a.SaveSearch(ctx, " Port  news ", "harbour tag:port")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := a.CountFound(ctx, clip.Query{Text: saved.Text}); err != nil || n != 2 {
		t.Errorf("%d clips, %v", n, err)
	}
	if _, err := a.SaveSearch(ctx, "port NEWS", "ferry"); clip.KindOf(err) != clip.ErrExists {
		t.Errorf("a second one of that name: %v", err)
	}
	if _, err := a.SaveSearch(ctx, "Nothing", "  "); clip.KindOf(err) != clip.ErrInvalid {
		t.Errorf("one of nothing: %v", err)
	}
	saved.Name = "Ports"
	if err := a.ChangeSearch(ctx, saved); err != nil {
		t.Fatal(err)
	}
	if found, err := a.SearchNamed(ctx, "ports"); err != nil || found != saved {
		t.Errorf("by name %+v, %v", found, err)
	}
	if err := a.DeleteSearch(ctx, saved.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := a.SearchNamed(ctx, "ports"); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("deleted: %v", err)
	}
	names := func() (out []string) {
		all, err := a.Searches(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all {
			out = append(out, s.Name)
		}
		return out
	}
	for _, want := range []string{"Ports", "Port news", ""} {
		if _, err := a.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(names(), ", "); got != want {
			t.Errorf("after undo %q, want %q", got, want)
		}
	}
	if _, err := a.Redo(ctx); err != nil || len(names()) != 1 {
		t.Errorf("after redo %q, %v", names(), err)
	}
}

func TestRecentSearches(t *testing.T) {
	a, ctx := newsdesk(t), t.Context()
	for _, text := range []string{"ferry", "tag:port", "  ", "ferry "} {
		if err := a.Remember(ctx, text); err != nil {
			t.Fatal(err)
		}
	}
	got, err := a.Recent(ctx)
	slices.Sort(got)
	if err != nil || !slices.Equal(got, []string{"ferry", "tag:port"}) {
		t.Errorf("%q, %v", got, err)
	}
}

func TestFacets(t *testing.T) {
	a, ctx := newsdesk(t), t.Context()
	for path, ref := range map[string]string{"Daily": "dues", "Daily/“Press” review": "ferry", "Old": "hill"} {
		if err := a.FileUnder(ctx, path, clipRef(t, a, ref)); err != nil {
			t.Fatal(err)
		}
	}
	tests := map[string]struct{ text, outlets, folders, months string }{
		"all":     {"", "Harbour Post 2, Velmar Courier 2, Öhringer Bote 1", "Daily 2, Daily/“Press” review 1, Old 1", "2026-03 2, 2026-02 1, 2025-12 1, 2024-01 1"},
		"filters": {"tag:port", "Harbour Post 1, Velmar Courier 1", "Daily 2, Daily/“Press” review 1", "2026-03 1, 2026-02 1"},
		"words":   {"ferry OR orchard", "Harbour Post 2, Velmar Courier 1", "Daily 2, Daily/“Press” review 1", "2026-03 2, 2026-02 1"},
		"nothing": {"zeppelin", "", "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f, err := a.Facets(ctx, clip.Query{Text: test.text})
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range []struct {
				got  []Facet
				want string
			}{{f.Outlets, test.outlets}, {f.Folders, test.folders}, {f.Months, test.months}} {
				narrows(t, a, test.text, part.got)
				if got := printedFacets(part.got); got != part.want {
					t.Errorf("%s, want %s", got, part.want)
				}
			}
		})
	}
}

// narrows checks that each count is what the search finds when narrowed.
func narrows(t *testing.T, a *App, text string, facets []Facet) {
	t.Helper()
	for _, f := range facets {
		narrowed := clip.Query{Text: "(" + text + ") " + f.Term}
		if n, err := a.CountFound(t.Context(), narrowed); err != nil || n != f.Clips {
			t.Errorf("%q finds %d (%v), its count is %d", narrowed.Text, n, err, f.Clips)
		}
	}
}

func printedFacets(facets []Facet) string {
	var out []string
	for _, f := range facets {
		out = append(out, f.Name+" "+strconv.Itoa(f.Clips))
	}
	return strings.Join(out, ", ")
}

func TestSuggestions(t *testing.T) {
	a, ctx := newsdesk(t), t.Context()
	if _, err := a.SaveSearch(ctx, "Ferries", "ferry OR boat"); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"tag:port dues", "ferry line"} {
		if err := a.Remember(ctx, text); err != nil {
			t.Fatal(err)
		}
	}
	for text, want := range map[string]string{
		"":             "ferry line, tag:port dues",
		"fer":          "Ferries, ferry line",
		"tag:p":        "port, tag:port dues",
		"outlet:har":   "Harbour Post",
		"by:":          "",
		"x tag:portal": "",
	} {
		found, err := a.Suggest(ctx, text, len(text))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range found {
			got = append(got, s.Shown)
		}
		slices.Sort(got)
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
