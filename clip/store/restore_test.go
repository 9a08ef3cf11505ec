package store

import (
	"encoding/json"
	"iter"
	"testing"

	"newsclip/clip"
)

func each[T any](values ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range values {
			if !yield(v, nil) {
				return
			}
		}
	}
}

func alone(f func() error) error { return f() }

// restoreLine restores a clip given as a line of a backup.
func restoreLine(t testing.TB, l *Library, line string) *RestoreReport {
	t.Helper()
	var saved SavedClip
	if json.Unmarshal([]byte(line), &saved) != nil {
		return &RestoreReport{}
	}
	r, err := l.Restore(t.Context(), "Restore", RestorePolicy{ReplaceNewer: true, RestoreDeleted: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Log(t.Context(), each[LogEntry]()); err != nil {
		t.Fatal(err)
	}
	if err := r.Clips(t.Context(), each(saved), func(*SavedClip, Verdict) {}, alone); err != nil {
		t.Fatal(err)
	}
	return r.Report()
}

const version = `{"id":"v1","number":1,"created":"2026-03-01T00:00:00Z","metadata":{"title":"A"},"source":{"method":"text"},"cleaning":{},"text":"<p>A.</p>"}`

func TestRestoreLeavesOutWhatMakesNoSense(t *testing.T) {
	tests := []struct{ name, line string }{
		{"no id", `{"story":"s","current":"v1","versions":[` + version + `]}`},
		{"an id that is a path", `{"id":"../x","story":"s","current":"v1","versions":[` + version + `]}`},
		{"no story", `{"id":"a","current":"v1","versions":[` + version + `]}`},
		{"no version", `{"id":"a","story":"s","current":"v1"}`},
		{"no current version", `{"id":"a","story":"s","current":"v2","versions":[` + version + `]}`},
		{"a version twice", `{"id":"a","story":"s","current":"v1","versions":[` + version + `,` + version + `]}`},
		{"a script", `{"id":"a","story":"s","current":"v1","versions":[{"id":"v1","metadata":{},"source":{},"cleaning":{},"text":"<script>x</script>"}]}`},
		{"metadata of another kind", `{"id":"a","story":"s","current":"v1","versions":[{"id":"v1","metadata":[],"source":{},"cleaning":{},"text":"<p>A.</p>"}]}`},
		{"no metadata", `{"id":"a","story":"s","current":"v1","versions":[{"id":"v1","text":"<p>A.</p>"}]}`},
	}
	l := open(t, t.TempDir())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			report := restoreLine(t, l, tt.line)
			if report.Clips[VerdictFaulty] != 1 || len(report.Problems) != 1 || report.Written > 0 {
				t.Errorf("report %+v", report)
			}
		})
	}
	if ids, err := l.IDs(t.Context(), clip.Query{}); err != nil || len(ids) > 0 {
		t.Errorf("clips %v, %v", ids, err)
	}
}

func TestRestoreTakesNoVersionOfAnotherClip(t *testing.T) {
	l := open(t, t.TempDir())
	restoreLine(t, l, `{"id":"a","story":"s","current":"v1","versions":[`+version+`]}`)
	report := restoreLine(t, l, `{"id":"b","story":"s","current":"v1","versions":[`+version+`]}`)
	if report.Clips[VerdictFaulty] != 1 {
		t.Errorf("report %+v", report)
	}
	if c, err := l.Clip(t.Context(), "a"); err != nil || c.Version.Title != "A" {
		t.Errorf("the clip is %+v, %v", c, err)
	}
}

// FuzzRestore restores a clip of whatever JSON over one that is there: the
// library stays whole, and every clip in it can be read.
func FuzzRestore(f *testing.F) {
	f.Add(`{"id":"a","story":"s","current":"v1","versions":[` + version + `]}`)
	f.Add(`{"id":"b","story":"t","changed":"2030-01-01T00:00:00Z","trashed":"2026-01-01T00:00:00Z","current":"v2","folders":["f"],"tags":["x","x"],"versions":[{"id":"v2","number":1,"metadata":{"title":"B","published":"2026-03-01"},"source":{"original":"` +
		string(clip.HashOf(nil)) + `"},"cleaning":{"removed":[]},"text":"<ul><li><p>B</p></li></ul>"}]}`)
	f.Add(`{"id":"a","story":"s","current":"v1","versions":[{"id":"v1","metadata":null,"source":null,"cleaning":null,"text":""}]}`)
	l := open(f, f.TempDir())
	restoreLine(f, l, `{"id":"a","story":"s","current":"v1","versions":[`+version+`]}`)
	f.Fuzz(func(t *testing.T, line string) {
		report := restoreLine(t, l, line)
		var saved SavedClip
		json.Unmarshal([]byte(line), &saved)
		c, err := l.Clip(t.Context(), saved.ID)
		if report.Written > 0 && (err != nil || c.Current != saved.Current) {
			t.Errorf("restored, it reads as %+v, %v", c, err)
		}
		for _, id := range []clip.ID{"a", saved.ID} {
			if _, err := l.Clips(t.Context(), []clip.ID{id}); err != nil {
				t.Errorf("clip %q: %v", id, err)
			}
			if _, err := l.Versions(t.Context(), id); err != nil {
				t.Errorf("versions of %q: %v", id, err)
			}
		}
		if c, err := l.Clip(t.Context(), "a"); err != nil || c.Version.ID == "" {
			t.Errorf("the clip that was there: %v", err)
		}
	})
}
