package app

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"newsclip/clip/intake"
	"newsclip/clip/store"
)

// slowSite answers each address with an article of its own, those under
// /short/ with hardly any text; those under /slow/ only when let.
func slowSite(t *testing.T, asked chan<- string, let <-chan struct{}) string {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/slow/") {
			asked <- r.URL.Path
			select {
			case <-let:
			case <-r.Context().Done():
				return
			}
		}
		text := ""
		for _, hour := range []string{"eight", "nine", "ten", "eleven", "noon", "one"} {
			text += fmt.Sprintf("<p>Sluice %[1]s of canal %[1]s opened at %[2]s for boat %[1]s, its keeper %[1]s said, and %[1]s boats went through until evening.</p>", r.URL.Path, hour)
		}
		if strings.HasPrefix(r.URL.Path, "/short/") {
			text = "<p>Soon.</p>"
		}
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Canal %s</title><article><h1>Canal %s opens</h1>%s</article></html>`, r.URL.Path, r.URL.Path, text)
	}))
	t.Cleanup(site.Close)
	return site.URL
}

func waiting(t *testing.T, a *App) []string {
	t.Helper()
	jobs, err := a.Waiting(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, job := range jobs {
		out = append(out, strings.TrimSpace(job.URL[strings.LastIndex(job.URL, "/"):]+" "+job.Error))
	}
	return out
}

func TestAddressesInHandAreNotTakenUp(t *testing.T) {
	a, asked, let := open(t), make(chan string, 9), make(chan struct{})
	site := slowSite(t, asked, let)
	inputs := []intake.Input{{Kind: intake.KindURL, URL: site + "/slow/1"}, {Kind: intake.KindURL, URL: site + "/slow/2"}}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var results []Added
	done := make(chan struct{})
	go func() { defer close(done); results, _ = a.Add(ctx, inputs, AddOptions{}) }()
	<-asked
	if got := waiting(t, a); len(got) != 0 {
		t.Errorf("while they are being fetched, %q can be taken up", got)
	}
	cancel()
	<-done
	for _, r := range results {
		if r.Outcome != Waiting {
			t.Errorf("%s: %s, want waiting", r.Input, r.Outcome)
		}
	}
	if got := strings.Join(waiting(t, a), ","); got != "/1,/2" {
		t.Errorf("after the cancel %q wait, want /1,/2 without an error", got)
	}
	close(let)
	results, err := a.Resume(t.Context(), false, AddOptions{})
	if err != nil || len(results) != 2 || results[0].Outcome != Kept || results[1].Outcome != Kept {
		t.Errorf("resumed: %+v, %v", results, err)
	}
	if got := waiting(t, a); len(got) != 0 {
		t.Errorf("%q still wait", got)
	}
}

func TestAskedAboutIsInHandUntilAnswered(t *testing.T) {
	a := open(t)
	site := slowSite(t, nil, nil)
	add := func() *Capture {
		results, err := a.Add(t.Context(), []intake.Input{{Kind: intake.KindURL, URL: site + "/short/1"}}, AddOptions{})
		if err != nil || len(results) != 1 || results[0].Outcome != NoArticle || results[0].Pending == nil {
			t.Fatalf("added: %+v, %v", results, err)
		}
		return results[0].Pending
	}
	pending := add()
	if results, err := a.Resume(t.Context(), true, AddOptions{}); err != nil || len(results) != 0 {
		t.Errorf("what a person is asked about was taken up: %+v, %v", results, err)
	}
	if err := a.Discard(t.Context(), pending); err != nil {
		t.Fatal(err)
	}
	if jobs, _ := a.library.Waiting(t.Context()); len(jobs) != 0 {
		t.Errorf("discarded, but %v wait", jobs)
	}
	if kept := a.Keep(t.Context(), pending, AddOptions{}); kept.Outcome != Kept {
		t.Errorf("kept after all: %+v", kept)
	}
}

func TestDropWaiting(t *testing.T) {
	a := open(t)
	jobs, err := a.library.Enqueue(t.Context(), []store.Wanted{{URL: "https://ledger.example/1"}, {URL: "https://ledger.example/2"}})
	if err != nil {
		t.Fatal(err)
	}
	a.failJob(t.Context(), jobs[0].ID, &http.MaxBytesError{})
	if n, err := a.DropFailed(t.Context()); n != 1 || err != nil {
		t.Errorf("dropped %d failed, %v", n, err)
	}
	if n, err := a.DropWaiting(t.Context()); n != 1 || err != nil {
		t.Errorf("dropped %d waiting, %v", n, err)
	}
}
