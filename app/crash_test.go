package app

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
	"newsclip/clip/intake"
	"newsclip/clip/store"
)

// crashChild names the environment variable that turns the test binary into
// the program that is killed: its value is the library folder.
const crashChild = "NEWSCLIP_CRASH_CHILD"

// TestMain runs the child of TestKill in place of the tests.
func TestMain(m *testing.M) {
	if dir := os.Getenv(crashChild); dir != "" {
		if err := crashLoop(dir, os.Getenv(crashChild+"_URL")); err != nil {
			fmt.Println("error", err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// crashLoop adds batches of texts and addresses until it is killed, and prints
// each id that Add reported as kept and each address that entered the queue.
func crashLoop(dir, address string) error {
	ctx := context.Background()
	a, err := Open(ctx, Options{Dir: dir})
	if err != nil {
		return err
	}
	fmt.Println("open")
	for batch := 0; ; batch++ {
		stamp := fmt.Sprintf("%d-%d", os.Getpid(), batch)
		slow := address + "/never-answers/" + stamp
		if _, err := a.enqueue(ctx, []intake.Input{{Kind: intake.KindURL, URL: slow}}, AddOptions{}); err != nil {
			return err
		}
		fmt.Println("waiting", slow)
		pasted := []intake.Input{{Kind: intake.KindText, Data: []byte("Pasted " + stamp + " and not decided")}}
		if _, err := a.enqueue(ctx, pasted, AddOptions{}); err != nil {
			return err
		}
		fmt.Println("waiting", pasteName(pasted[0]))
		inputs := []intake.Input{
			{Kind: intake.KindURL, URL: address + "/article/" + stamp},
			{Kind: intake.KindText, Data: []byte(crashText(stamp + "a"))},
			{Kind: intake.KindText, Data: []byte(crashText(stamp + "b"))},
		}
		_, err := a.Add(ctx, inputs, AddOptions{Duplicates: KeepBoth, Each: func(_, _ int, added Added) {
			if added.Outcome == Kept {
				fmt.Println("kept", added.Clip.ID)
			} else {
				fmt.Println("error", added.Outcome, added.Err)
			}
		}})
		if err != nil {
			return err
		}
	}
}

func crashText(stamp string) string {
	return "Bridge number " + stamp + " closes for repairs\n\nThe bridge with the number " + stamp +
		" closes on Monday for eleven weeks, the town of Ahorn said, because two of its bearings have rusted through.\n\n" +
		"Cyclists are sent over the old weir, lorries over the ring road."
}

// killRounds is how often the program is killed.
const killRounds = 50

// TestKill kills the program at random moments of a batch of adds: no clip
// that was reported as kept and no waiting address may be lost.
func TestKill(t *testing.T) {
	rounds := killRounds
	if testing.Short() {
		rounds = 5
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		title := "Bridge closes: " + filepath.Base(r.URL.Path)
		fmt.Fprintf(w, `<html lang="en"><head><title>%s</title><meta property="og:type" content="article"></head><body><article><h1>%s</h1><p>%s</p></article></body></html>`,
			title, title, strings.Repeat("The bridge closes on Monday for eleven weeks, the town said. ", 8))
	}))
	defer server.Close()
	dir := filepath.Join(t.TempDir(), "library")
	var kept []clip.ID
	var waiting []string
	for round := range rounds {
		more, urls := killOnce(t, dir, server.URL)
		kept, waiting = append(kept, more...), append(waiting, urls...)
		checkNothingLost(t, round, dir, kept, waiting)
	}
	if len(kept) < rounds {
		t.Errorf("only %d clips were kept in %d rounds: the test says little", len(kept), rounds)
	}
	t.Logf("%d rounds: %d clips reported as kept, %d inputs waiting, none lost", rounds, len(kept), len(waiting))
}

// linesAlive is how many lines a child prints at most before it is killed: two
// batches and a half.
const linesAlive = 12

// killOnce runs the child, kills it at a random moment and returns what it
// had reported.
func killOnce(t *testing.T, dir, address string) (kept []clip.ID, waiting []string) {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), crashChild+"="+dir, crashChild+"_URL="+address)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	// It dies some moments after it has printed so many lines, so that a busy
	// machine gets as far as an idle one.
	alive := rand.IntN(linesAlive + 1)
	lines := bufio.NewScanner(out)
	for printed := 0; lines.Scan(); printed++ {
		if printed == alive {
			time.AfterFunc(time.Duration(rand.IntN(60))*time.Millisecond, func() { command.Process.Kill() })
		}
		what, value, _ := strings.Cut(lines.Text(), " ")
		switch what {
		case "open":
		case "kept":
			kept = append(kept, clip.ID(value))
		case "waiting":
			waiting = append(waiting, value)
		default:
			t.Errorf("the child printed %q", lines.Text())
		}
	}
	io.Copy(io.Discard, out)
	command.Wait() // it was killed: that is no news
	return kept, waiting
}

func checkNothingLost(t *testing.T, round int, dir string, kept []clip.ID, waiting []string) {
	t.Helper()
	a, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatalf("round %d: open after the kill: %v", round, err)
	}
	defer a.Close()
	for _, id := range kept {
		c, err := a.Clip(t.Context(), id)
		if err != nil || c.Version.Body.Words() == 0 {
			t.Fatalf("round %d: clip %s was reported as kept and is lost: %v", round, id, err)
		}
	}
	jobs, err := a.Waiting(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	queued := map[string]bool{}
	for _, job := range jobs {
		queued[job.URL+job.Name] = true
	}
	for _, url := range waiting {
		if !queued[url] {
			t.Fatalf("round %d: waiting input %s is lost", round, url)
		}
	}
	if round%10 != 0 {
		return
	}
	problems, err := a.Verify(t.Context(), nil)
	if err != nil || len(store.Harmful(problems)) > 0 {
		t.Fatalf("round %d: verify found %v, %v", round, problems, err)
	}
}
