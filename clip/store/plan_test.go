package store

import (
	"strings"
	"testing"

	"newsclip/clip"
)

// TestPlans holds that what is asked of a few clips looks them up, and goes
// through no table or index as a whole: with a library of 40,000 clips that made
// the difference between a second and ten minutes.
func TestPlans(t *testing.T) {
	l := open(t, t.TempDir())
	ids := listed([]clip.ID{"a", "b"})
	filtered := filters(clip.Query{Where: []clip.Filter{{Is: clip.FilterDuplicate}, {Is: clip.FilterLang, Names: []string{"en"}}}})
	for name, c := range map[string]struct {
		query     string
		arguments []any
		wants     string
		through   []string // what the query may go through: it is short
	}{
		"stories of clips":   {"SELECT c.id, c.story FROM " + ofThese + " WHERE c.trashed = 0", []any{ids}, "sqlite_autoindex_clips_1", []string{"these"}},
		"filtered":           {"SELECT c.id FROM " + ofThese + " WHERE " + filtered.all(), append([]any{ids}, filtered.arguments...), "addresses_by_clip", []string{"these"}},
		"a step":             {ofStep, []any{7}, "journal_by_step", nil},
		"steps to forget":    {forgetSteps, nil, "journal_by_step", []string{"steps"}},
		"changes of texts":   {"SELECT seq FROM journal WHERE content = 1 AND seq > ? AND kind IN ('clip', 'highlight') ORDER BY seq LIMIT 10", []any{7}, "seq>?", nil},
		"a clip that leaves": {"DELETE FROM clips WHERE id = ?", []any{"a"}, "sqlite_autoindex_clips_1", nil},
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := l.reader.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+c.query, c.arguments...)
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			var plan []string
			for rows.Next() {
				var id, parent, unused int
				var detail string
				if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
					t.Fatal(err)
				}
				plan = append(plan, detail)
				for _, short := range c.through {
					detail = strings.ReplaceAll(detail, "SCAN "+short, "")
				}
				if strings.Contains(detail, "SCAN") || strings.Contains(detail, "clips_by_date") {
					t.Errorf("it goes through all: %s", detail)
				}
			}
			if err := rows.Err(); err != nil {
				t.Fatal(err)
			}
			if all := strings.Join(plan, "\n"); !strings.Contains(all, c.wants) {
				t.Errorf("it does not use %s:\n%s", c.wants, all)
			}
		})
	}
}
