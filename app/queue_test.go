package app

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/intake"
)

func open(t *testing.T) *App {
	t.Helper()
	a, err := Open(t.Context(), Options{Dir: filepath.Join(t.TempDir(), "library")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

// quarry is a page of an invented outlet.
func quarry(title string) string {
	return fmt.Sprintf(`<html lang="en"><head><title>%s</title><meta property="og:type" content="article"></head><body><article><h1>%s</h1><p>%s</p></article></body></html>`,
		title, title, strings.Repeat("The quarry of Velm closes after ninety years, its owner said on Monday. ", 8))
}

// TestCancelLeavesAddressesWaiting cancels a batch while its first page is
// being fetched: nothing has failed, every address waits as it did, and going
// on does what was asked for at first.
func TestCancelLeavesAddressesWaiting(t *testing.T) {
	a := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ctx.Err() == nil {
			cancel()
			<-r.Context().Done()
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, quarry("Quarry "+r.URL.Path))
	}))
	defer server.Close()
	folder, err := a.MakeFolder(t.Context(), "", "Velm")
	if err != nil {
		t.Fatal(err)
	}
	var inputs []intake.Input
	for i := range 12 {
		inputs = append(inputs, intake.Input{Kind: intake.KindURL, URL: fmt.Sprintf("%s/%d", server.URL, i)})
	}
	inputs = append(inputs, intake.Input{Kind: intake.KindText, Data: []byte("A text\n\nIt was pasted, and the quarry of Velm closes.")})
	options := AddOptions{Duplicates: KeepBoth, Folders: []clip.ID{folder.ID}, Tags: []string{"stone"}}
	results, err := a.Add(ctx, inputs, options)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Add returned %v", err)
	}
	for i, r := range results {
		if want := Waiting; r.Outcome != want {
			t.Errorf("input %d is %q, want %q", i, r.Outcome, want)
		}
	}
	jobs, err := a.Waiting(t.Context())
	if err != nil || len(jobs) != 13 {
		t.Fatalf("%d inputs wait, %v", len(jobs), err)
	}
	for _, job := range jobs {
		if job.Error != "" || job.Tries != 0 {
			t.Errorf("%s counts as failed: %q", job.URL, job.Error)
		}
	}
	results, err = a.Resume(t.Context(), false, AddOptions{})
	if err != nil || len(results) != 13 {
		t.Fatalf("Resume gave %d, %v", len(results), err)
	}
	for _, r := range results {
		if r.Outcome != Kept || !slices.Equal(r.Clip.Folders, []clip.ID{folder.ID}) || !slices.Equal(r.Clip.Tags, []string{"stone"}) {
			t.Errorf("%s is %s in %v with %v, %v", r.Input, r.Outcome, r.Clip.Folders, r.Clip.Tags, r.Err)
		}
	}
}

func TestQueueHoldsNoSenselessAndNoRepeatedAddress(t *testing.T) {
	a := open(t)
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	inputs := []intake.Input{{Kind: intake.KindURL, URL: "gopher://velm.example/"}, {Kind: intake.KindURL, URL: server.URL + "/gone"}}
	for range 2 {
		results, err := a.Add(t.Context(), inputs, AddOptions{})
		if err != nil || results[0].Outcome != Failed || results[1].Outcome != Failed {
			t.Fatalf("results %v, %v", results, err)
		}
	}
	jobs, err := a.Waiting(t.Context())
	if err != nil || len(jobs) != 1 || !strings.Contains(jobs[0].Error, "(404)") {
		t.Errorf("queue = %v, %v", jobs, err)
	}
}

func TestPostponeNamesTheReason(t *testing.T) {
	a := open(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<html><body><p>Nothing here.</p></body></html>")
	}))
	defer server.Close()
	results, err := a.Add(t.Context(), []intake.Input{{Kind: intake.KindURL, URL: server.URL}}, AddOptions{})
	if err != nil || results[0].Outcome != NoArticle {
		t.Fatalf("results %v, %v", results, err)
	}
	a.Postpone(t.Context(), results[0].Pending)
	if jobs, err := a.Waiting(t.Context()); err != nil || len(jobs) != 1 || jobs[0].Error == "" {
		t.Errorf("queue = %v, %v", jobs, err)
	}
}

// TestAPasteWaitsUntilItIsDecided pastes what makes a question, restarts, is
// asked again, and answers.
func TestAPasteWaitsUntilItIsDecided(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	a := openAt(t, dir, nil)
	pages := []intake.Input{
		{Kind: intake.KindHTML, URL: "https://velm-echo.example/short", MediaType: "text/html; charset=utf-8", Data: []byte("<html><title>Short</title><article><h1>Short</h1><p>Caf\u00e9 closed.</p></article></html>")},
		{Kind: intake.KindHTML, MediaType: "text/html; charset=utf-8", Data: []byte("<html><title>Other</title><article><h1>Other</h1><p>Shut too.</p></article></html>")},
	}
	results, err := a.Add(t.Context(), pages, AddOptions{Tags: []string{"later"}})
	if err != nil || results[0].Outcome != NoArticle || results[1].Outcome != NoArticle {
		t.Fatalf("results %+v, %v", results, err)
	}
	if jobs := got(a.Waiting(t.Context()))(t); len(jobs) != 0 {
		t.Errorf("in hand, they are offered to others: %v", jobs)
	}
	must(t, a.Close())
	a = openAt(t, dir, nil)
	results = got(a.Resume(t.Context(), false, AddOptions{}))(t)
	if len(results) != 2 || results[0].Pending == nil {
		t.Fatalf("asked again: %+v", results)
	}
	must(t, a.Discard(t.Context(), results[1].Pending))
	kept := a.Keep(t.Context(), results[0].Pending, AddOptions{Duplicates: KeepBoth})
	if kept.Outcome != Kept || kept.Clip.Version.URL != "https://velm-echo.example/short" || !slices.Equal(kept.Clip.Tags, []string{"later"}) {
		t.Errorf("kept %+v, %v", kept.Clip, kept.Err)
	}
	if original := got(a.library.Original(t.Context(), kept.Clip.Version.Source.Original))(t); string(original) != string(pages[0].Data) {
		t.Errorf("the original became %q", original)
	}
	must(t, a.Close())
	a = openAt(t, dir, nil)
	if jobs := got(a.Waiting(t.Context()))(t); len(jobs) != 0 {
		t.Errorf("decided, they still wait: %v", jobs)
	}
}

// TestAPasteThatFailedIsRepeatedOnce leaves the same paste undecided twice.
func TestAPasteThatFailedIsRepeatedOnce(t *testing.T) {
	a := open(t)
	for range 2 {
		results := got(a.Add(t.Context(), []intake.Input{{Kind: intake.KindHTML, Data: []byte("<p>Few words.</p>")}}, AddOptions{}))(t)
		a.Postpone(t.Context(), results[0].Pending)
	}
	if jobs := got(a.Waiting(t.Context()))(t); len(jobs) != 1 || jobs[0].Error == "" || jobs[0].Name != "pasted page" {
		t.Errorf("queue %+v", jobs)
	}
}
