package fetch_test

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"newsclip/clip/fetch"
)

func TestFewRequestsPerHost(t *testing.T) {
	var now, most atomic.Int32
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		n := now.Add(1)
		for {
			m := most.Load()
			if n <= m || most.CompareAndSwap(m, n) {
				break
			}
		}
		time.Sleep(10 * time.Millisecond)
		now.Add(-1)
		fmt.Fprint(w, page)
	})
	f := quick(t, fetch.Options{})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := f.Page(t.Context(), server.URL); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if most.Load() != 2 {
		t.Errorf("%d requests at a time, want 2", most.Load())
	}
}

func TestPauseBetweenStarts(t *testing.T) {
	const pause = 30 * time.Millisecond
	var mutex sync.Mutex
	var starts []time.Time
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		mutex.Lock()
		defer mutex.Unlock()
		starts = append(starts, time.Now())
		fmt.Fprint(w, page)
	})
	f := fetch.New(fetch.Options{Pause: pause})
	defer f.Close()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if _, err := f.Page(t.Context(), server.URL); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	// The way to the server takes a little: only the sum is exact enough.
	if took := starts[3].Sub(starts[0]); took < 3*pause-10*time.Millisecond {
		t.Errorf("4 starts within %v, want %v", took, 3*pause)
	}
}

func TestWaitingForTheHostIsNotCounted(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		time.Sleep(60 * time.Millisecond)
		fmt.Fprint(w, page)
	})
	f := quick(t, fetch.Options{Timeout: 150 * time.Millisecond})
	var group sync.WaitGroup
	for range 10 { // 5 rounds of 60 ms
		group.Go(func() {
			if _, err := f.Page(t.Context(), server.URL); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

func TestRedirectToAnotherHostGivesThePlaceUp(t *testing.T) {
	end := serve(t, reply("text/html", page))
	start := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, end.URL, http.StatusFound) })
	f := quick(t, fetch.Options{})
	for range 5 { // more than there are places
		if _, err := f.Page(t.Context(), start.URL); err != nil {
			t.Fatal(err)
		}
	}
}
