package app

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/intake"
)

// imported runs an import and returns what it counted and told.
func imported(t *testing.T, a *App, lines string, o ImportOptions) (count Imported, told []string) {
	t.Helper()
	o.Each = func(_, _ int, added Added) {
		told = append(told, added.Warnings...)
		if added.Err != nil {
			told = append(told, Sentence(added.Err))
		}
	}
	count, err := a.Import(t.Context(), strings.NewReader(lines), o)
	if err != nil {
		t.Fatal(err)
	}
	return count, told
}

func TestImportCountsEachRecordOnce(t *testing.T) {
	count, told := imported(t, open(t), `{"id":"a","title":"Tram line opens","date":"2.11.","body":"The tram runs."}
no record
{"id":"b","title":"Library closes","body":"It closes at four."}
`, ImportOptions{})
	if (count != Imported{Kept: 2, Failed: 1}) {
		t.Errorf("counted %+v", count)
	}
	if len(told) != 2 || !strings.Contains(strings.Join(told, "\n"), `Line 1 has the date "2.11.", which cannot be read.`) {
		t.Errorf("told %q", told)
	}
}

func TestImportFetchesAddressesWhenAsked(t *testing.T) {
	fetched := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gone" {
			http.NotFound(w, r)
			return
		}
		fetched++
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, quarry("Quarry of Velm closes"))
	}))
	defer server.Close()
	lines := fmt.Sprintf(`{"id":"q-1","url":"%s/quarry","date":"2026-03-01","tags":["stone"],"source":"Velm Echo"}
{"id":"q-2","url":"%s/gone"}
{"id":"q-3","title":"Written","body":"This has a text.","url":"%s/never"}
`, server.URL, server.URL, server.URL)
	a := open(t)
	count, told := imported(t, a, lines, ImportOptions{})
	if (count != Imported{Kept: 1, Failed: 2}) || fetched != 0 || !strings.Contains(strings.Join(told, " "), "--fetch") {
		t.Errorf("without asking: counted %+v, fetched %d, told %q", count, fetched, told)
	}
	count, told = imported(t, a, lines, ImportOptions{Fetch: true, Tags: []string{"all"}})
	if (count != Imported{Kept: 1, Skipped: 1, Failed: 1}) || fetched != 1 || !strings.Contains(strings.Join(told, " "), "(404)") {
		t.Errorf("counted %+v, fetched %d, told %q", count, fetched, told)
	}
	id, err := a.Resolve(t.Context(), "q-1")
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.Clip(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(c.Tags)
	v := c.Version
	if got := fmt.Sprintf("%s|%s|%s|%v|%s", v.Title, v.Outlet, v.Published.Day(), c.Tags, v.Source.Method); got != "Quarry of Velm closes|Velm Echo|2026-03-01|[all stone]|fetch" {
		t.Errorf("clip = %s", got)
	}
	if jobs, err := a.Waiting(t.Context()); err != nil || len(jobs) != 1 || !strings.HasSuffix(jobs[0].URL, "/gone") {
		t.Errorf("queue = %v, %v", jobs, err)
	} else if again := resumed(jobs[0], AddOptions{}, nil); again.input.Record == nil || again.input.Record.Ref != "q-2" || len(again.options.Tags) != 1 {
		t.Errorf("the queue gives back %+v", again)
	}
}

func TestImportOfWhatIsNoRecordsEndsSoon(t *testing.T) {
	lines, told := strings.Repeat("Just words.\n", 1000), 0
	count, err := open(t).Import(t.Context(), strings.NewReader(lines), ImportOptions{Each: func(int, int, Added) { told++ }})
	if clip.KindOf(err) != clip.ErrInvalid || count.Failed != hopeless || told != hopeless {
		t.Errorf("counted %+v, told %d, %v", count, told, err)
	}
}

// TestImportKeepsIDsDatesAndTags imports twice: what was imported is skipped,
// by its id or, where it was to be fetched, by its address.
func TestImportKeepsIDsDatesAndTags(t *testing.T) {
	a := open(t)
	lines := `{"id":"w-7","title":"Tram line opens","byline":"Ida Marlow","source":"Velm Echo","lang":"en","date":"2025-11-02","captured":"2025-11-03T07:00:00Z","tags":["tram","town"],"body":"The tram runs.","url":"https://velm-echo.example/tram"}
`
	if count, told := imported(t, a, lines, ImportOptions{}); (count != Imported{Kept: 1}) || len(told) > 0 {
		t.Fatalf("counted %+v, told %q", count, told)
	}
	id, err := a.Resolve(t.Context(), "w-7")
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.Clip(t.Context(), id)
	v := c.Version
	if got := fmt.Sprintf("%s|%s|%s|%s|%s|%v|%s|%v", v.Title, v.Byline(), v.Outlet, v.Lang, v.Published.Day(), c.Tags, c.Captured.Format("2006-01-02T15:04"), err); got != "Tram line opens|Ida Marlow|Velm Echo|en|2025-11-02|[town tram]|2025-11-03T07:00|<nil>" {
		t.Errorf("clip = %s", got)
	}
	again := lines + `{"id":"w-8","url":"http://www.velm-echo.example/tram/?utm_source=x"}`
	if count, told := imported(t, a, again, ImportOptions{Fetch: true}); (count != Imported{Skipped: 2}) {
		t.Errorf("again: counted %+v, told %q", count, told)
	}
}

// TestABadDateIsAWarning adds a file of records by the way that pastes and
// files go: the record is kept, and told of once.
func TestABadDateIsAWarning(t *testing.T) {
	inputs, err := intake.Recognise("a.jsonl", []byte("{\"title\":\"Tram\",\"date\":\"2.11.\",\"body\":\"It runs.\"}\n"))
	if err != nil {
		t.Fatal(err)
	}
	results, err := open(t).Add(t.Context(), inputs, AddOptions{})
	if err != nil || len(results) != 1 || results[0].Outcome != Kept || len(results[0].Warnings) != 1 {
		t.Errorf("results %+v, %v", results, err)
	}
}

func TestAnImportIsOneStep(t *testing.T) {
	a := open(t)
	var lines strings.Builder
	for i := range importBatch + 5 {
		fmt.Fprintf(&lines, "{\"id\":\"n-%d\",\"title\":\"News %d\",\"body\":\"Text.\"}\n", i, i)
	}
	imported(t, a, lines.String(), ImportOptions{})
	if action, err := a.Undo(t.Context()); err != nil || action != "Import records" {
		t.Errorf("undone %q, %v", action, err)
	}
	if counts, err := a.Counts(t.Context()); err != nil || counts.All != 0 || counts.Trash != importBatch+5 {
		t.Errorf("counts %+v, %v", counts, err)
	}
}
