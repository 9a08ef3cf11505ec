package app

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
)

// crashChild names the environment variable that turns the test binary into
// the program that is killed: its value is the library folder.
const crashChild = "NEWSCLIP_CRASH_CHILD"

// TestMain runs the child of a test in place of the tests.
func TestMain(m *testing.M) {
	if dir := os.Getenv(crashChild); dir != "" {
		if err := crashLoop(dir, os.Getenv(crashChild+"_URL")); err != nil {
			fmt.Println("error", err)
		}
		os.Exit(1)
	}
	if dir := os.Getenv(serverChild); dir != "" {
		os.Exit(serveUntilKilled(dir))
	}
	os.Exit(m.Run())
}

func crashText(stamp string) string {
	return "Bridge number " + stamp + " closes for repairs\n\nThe bridge with the number " + stamp +
		" closes on Monday for eleven weeks, the town of Ahorn said, because two of its bearings have rusted through.\n\n" +
		"Cyclists are sent over the old weir, lorries over the ring road."
}

const (
	// killRounds is how often the program is killed; make torture has it killed
	// NEWSCLIP_TORTURE times as often.
	killRounds = 20
	// roundsPerLibrary is after how many a new library begins: each is looked
	// through after each kill.
	roundsPerLibrary = 25
)

// TestKill kills the program at random moments of mixed work: nothing that it
// reported may be lost, and the library must be whole.
func TestKill(t *testing.T) {
	rounds := killRounds
	if times, err := strconv.Atoi(os.Getenv("NEWSCLIP_TORTURE")); err == nil {
		rounds *= times
	}
	if testing.Short() {
		rounds = 3
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		title := "Bridge closes: " + filepath.Base(r.URL.Path)
		fmt.Fprintf(w, `<html lang="en"><head><title>%s</title><meta property="og:type" content="article"></head><body><article><h1>%s</h1><p>%s</p></article></body></html>`,
			title, title, strings.Repeat("The bridge closes on Monday for eleven weeks, the town said. ", 8))
	}))
	defer server.Close()
	var reported *report
	clips, facts := 0, 0
	for round := range rounds {
		if round%roundsPerLibrary == 0 {
			reported = newReport(filepath.Join(t.TempDir(), "library"))
		}
		killOnce(t, reported, server.URL)
		reported.check(t, round)
		if (round+1)%roundsPerLibrary == 0 || round+1 == rounds {
			clips, facts = clips+len(reported.kept), facts+reported.told
			t.Logf("%d rounds: %d clips and %d changes reported, none lost", round+1, clips, facts)
		}
	}
	if clips < rounds/2 || facts < rounds {
		t.Errorf("only %d clips and %d changes in %d rounds: the test says little", clips, facts, rounds)
	}
}

// report is what the program said it had done to a library.
type report struct {
	dir     string
	kept    []clip.ID
	waiting []string
	facts   map[fact]string
	will    fact // what it was about to change when it was killed
	told    int
}

// fact is a facet of a clip.
type fact struct {
	id    clip.ID
	facet string
}

func newReport(dir string) *report { return &report{dir: dir, facts: map[fact]string{}} }

// hear takes in a line.
func (r *report) hear(t *testing.T, line string) {
	t.Helper()
	what, rest, _ := strings.Cut(line, " ")
	words := strings.SplitN(rest, " ", 3)
	switch {
	case what == "open":
	case what == "kept":
		r.kept = append(r.kept, clip.ID(rest))
	case what == "waiting":
		r.waiting = append(r.waiting, rest)
	case what == "will" && len(words) == 2:
		r.will = fact{clip.ID(words[0]), words[1]}
	case what == "fact" && len(words) == 3:
		r.facts[r.will] = words[2]
		r.will = fact{}
		r.told++
	default:
		t.Errorf("the child printed %q", line)
	}
}

// linesAlive is how many lines a child prints at most before it is killed.
const linesAlive = 40

// killOnce runs the child, kills it at a random moment and hears what it says.
func killOnce(t *testing.T, r *report, address string) {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), crashChild+"="+r.dir, crashChild+"_URL="+address)
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
		r.hear(t, lines.Text())
	}
	io.Copy(io.Discard, out)
	command.Wait() // it was killed: that is no news
}

// check opens the library after a kill and holds it against the report.
func (r *report) check(t *testing.T, round int) {
	t.Helper()
	a, err := Open(t.Context(), Options{Dir: r.dir})
	if err != nil {
		t.Fatalf("round %d: open after the kill: %v", round, err)
	}
	defer a.Close()
	for _, id := range r.kept {
		c, err := a.Clip(t.Context(), id)
		if err != nil || c.Version.Body.Words() == 0 {
			t.Fatalf("round %d: clip %s was reported as kept and is lost: %v", round, id, err)
		}
	}
	for f, want := range r.facts {
		c := got(a.Clip(t.Context(), f.id))(t)
		now := crashFacets[f.facet].get(a, t.Context(), &c)
		if f == r.will { // it may be done or not
			r.facts[f] = now
		} else if now != want {
			t.Fatalf("round %d: %s of clip %s was reported as %q and is %q", round, f.facet, f.id, want, now)
		}
	}
	r.will = fact{}
	r.checkQueue(t, a, round)
	if round%5 == 0 {
		if problems := Harmful(got(a.Verify(t.Context(), nil))(t)); len(problems) > 0 {
			t.Fatalf("round %d: verify found %v", round, problems)
		}
	}
}

func (r *report) checkQueue(t *testing.T, a *App, round int) {
	t.Helper()
	queued := map[string]bool{}
	for _, job := range got(a.Waiting(t.Context()))(t) {
		queued[job.URL] = true
	}
	for _, url := range r.waiting {
		if !queued[url] {
			t.Fatalf("round %d: waiting address %s is lost", round, url)
		}
	}
}
