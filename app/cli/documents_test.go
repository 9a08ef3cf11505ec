package cli

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/fetch"
)

// The documents show commands with what they print. The test runs the very
// commands in a shell, in a folder with testdata/documents/files, and compares.
// go test ./app/cli -run TestDocuments -update writes what they print now into
// the documents.
//
// What stands there is real but for this: ids are random, so each keeps the
// name that the document gives it; the time taken ("ms") and the score of a hit
// stay as they were; the temporary folder reads as the root; lines [1/2], [2/2] of inputs that are worked on side by
// side may come in another order. The clock stands at a morning in March, and
// the invented outlets are served from testdata/documents/web.

var update = flag.Bool("update", false, "write the output of the commands into the documents")

var documents = []string{"README.md", "docs/commands.md"}

// The environment of the program that the documents' commands run: the test
// binary itself, under the name newsclip.
const (
	envWeb  = "NEWSCLIP_TEST_WEB"  // address of the server for every outlet
	envStep = "NEWSCLIP_TEST_STEP" // number of the command: it sets the clock
)

// TestMain is the program where the binary is called newsclip.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "newsclip" {
		os.Exit(program())
	}
	os.Exit(m.Run())
}

func program() int {
	quieten()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	dir, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	web, err := url.Parse(os.Getenv(envWeb))
	if err != nil {
		panic(err)
	}
	return run(ctx, app.Command{Args: os.Args[1:], Dir: dir, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr},
		app.Options{Clock: stepClock(), Fetch: fetch.Options{Pause: -1, Transport: outlets{web}}})
}

// stepClock gives each command a minute of its own, and each moment within it
// another millisecond.
func stepClock() func() time.Time {
	step, _ := strconv.Atoi(os.Getenv(envStep))
	morning := time.Date(2026, 3, 5, 8, step, 0, 0, time.UTC)
	var moments atomic.Int64
	return func() time.Time { return morning.Add(time.Duration(moments.Add(1)) * time.Millisecond) }
}

// outlets sends every request to the server that stands for all outlets.
type outlets struct{ web *url.URL }

func (o outlets) RoundTrip(r *http.Request) (*http.Response, error) {
	to := r.Clone(r.Context())
	to.URL = o.web.JoinPath(r.URL.Host, r.URL.Path)
	answer, err := http.DefaultTransport.RoundTrip(to)
	if err == nil {
		answer.Request = r
	}
	return answer, err
}

func TestDocuments(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil || runtime.GOOS == "windows" {
		t.Skip("the documents' commands are for a shell, which is not here")
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		http.ServeFile(w, r, filepath.Join("testdata/documents/web", filepath.Clean(r.URL.Path)))
	}))
	t.Cleanup(server.Close)
	for _, name := range documents {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join("../..", filepath.FromSlash(name))
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			shell := newShell(t, server.URL+"/")
			now := shell.replay(string(text))
			if *update {
				if err := os.WriteFile(path, []byte(now), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(strings.Split(string(text), "\n"), strings.Split(now, "\n")); diff != "" {
				t.Errorf("%s shows what the commands do not print; -update mends it (document → now):\n%s", name, diff)
			}
			if shell.step == 0 {
				t.Errorf("%s shows no command", name)
			}
		})
	}
}

// TestDocumentsShowEveryCommand looks for each command of the grammar.
func TestDocumentsShowEveryCommand(t *testing.T) {
	text, err := os.ReadFile("../../docs/commands.md")
	if err != nil {
		t.Fatal(err)
	}
	out := newTerminal(t).run("", "--help")
	commands := regexp.MustCompile(`(?m)^  ([a-z]+)(?: [a-z]+)?  `).FindAllStringSubmatch(out, -1)
	if len(commands) < 20 {
		t.Fatalf("help lists only %d commands:\n%s", len(commands), out)
	}
	for _, c := range commands {
		if !strings.Contains(string(text), "\n$ newsclip "+c[1]) {
			t.Errorf("docs/commands.md does not show newsclip %s", c[1])
		}
	}
}

// shell runs the commands of one document, one library for all.
type shell struct {
	*testing.T
	root string // what reads as / in the document
	env  []string
	step int
	ids  ids
}

func newShell(t *testing.T, web string) *shell {
	// Not t.TempDir: the path of a socket may have about 100 bytes.
	root, err := os.MkdirTemp("/tmp", "newsclip")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(root) })
	home := filepath.Join(root, "home/you")
	if err := os.CopyFS(filepath.Join(home, "news"), os.DirFS("testdata/documents/files")); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(root, "bin")
	if err := os.Mkdir(bin, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(bin, "newsclip")); err != nil {
		t.Fatal(err)
	}
	return &shell{T: t, root: root, ids: ids{real: map[string]string{}, shown: map[string]string{}}, env: []string{
		"PATH=" + bin + ":" + os.Getenv("PATH"), "HOME=" + home, "TZ=UTC", "LC_ALL=C", envWeb + "=" + web,
		"XDG_DATA_HOME=" + home + "/.local/share", "XDG_CACHE_HOME=" + root + "/cache", "XDG_RUNTIME_DIR=" + root + "/run"}}
}

// replay runs the commands in the document's console blocks, in order, and
// returns the document with what they print now.
func (s *shell) replay(document string) string {
	var out strings.Builder
	var shown []string // what the document shows of the command that runs
	command, inside := "", false
	finish := func() {
		if command != "" {
			out.WriteString(s.run(command, strings.Join(shown, "")))
		}
		command, shown = "", nil
	}
	for line := range strings.Lines(document) {
		switch {
		case strings.HasPrefix(line, "```"):
			finish()
			inside = line == "```console\n"
		case inside && strings.HasPrefix(line, "$ "):
			finish()
			command = strings.TrimSpace(line[2:])
		case command != "":
			shown = append(shown, line)
			continue
		}
		out.WriteString(line)
	}
	return out.String()
}

// run runs a command and returns its output as the document would show it.
func (s *shell) run(command, shown string) string {
	s.Helper()
	s.step++
	c := exec.CommandContext(s.Context(), "sh", "-c", s.ids.toReal(command))
	c.Dir = filepath.Join(s.root, "home/you/news")
	c.Env = append(slices.Clone(s.env), fmt.Sprintf("%s=%d", envStep, s.step))
	var output bytes.Buffer
	c.Stdout, c.Stderr = &output, &output
	if err := c.Run(); err != nil && c.ProcessState == nil {
		s.Fatalf("%s: %v", command, err)
	}
	text := sideBySide(strings.ReplaceAll(output.String(), s.root, ""))
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return keepMeasured(s.ids.toShown(text, shown), shown)
}

// progress is the number of an input among those that are added together.
var progress = regexp.MustCompile(`^\[\d+/(\d+)\] `)

// sideBySide orders the lines of inputs that are worked on side by side by
// their titles.
func sideBySide(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for from := 0; from < len(lines); from++ {
		to := from
		for to < len(lines) && progress.MatchString(lines[to]) {
			to++
		}
		group := lines[from:to]
		slices.SortFunc(group, func(a, b string) int { return strings.Compare(afterID(a), afterID(b)) })
		for i, line := range group {
			group[i] = progress.ReplaceAllString(line, fmt.Sprintf("[%d/$1] ", i+1))
		}
		from = max(from, to-1)
	}
	return strings.Join(lines, "")
}

func afterID(line string) string {
	_, title, _ := strings.Cut(line, "  ")
	return title
}

// measured are the values that differ from run to run or from machine to
// machine: the time that an answer took, and the last digits of a score.
var measured = regexp.MustCompile(`"(?:ms|score)":[0-9.]+`)

// keepMeasured shows the measured values that the document shows already.
func keepMeasured(text, shown string) string {
	before := measured.FindAllString(shown, -1)
	return measured.ReplaceAllStringFunc(text, func(now string) string {
		if len(before) > 0 {
			now, before = before[0], before[1:]
		}
		return now
	})
}

// ids pairs the random ids of this run with those that a document shows.
type ids struct{ real, shown map[string]string }

// idPattern is the form of an id, see clip.NewID; some long words have it too.
var idPattern = regexp.MustCompile(`\b[0-9a-hjkmnp-tv-z]{12}\b`)

// cutID is the form of an id in a command, where its beginning is enough.
var cutID = regexp.MustCompile(`\b[0-9a-hjkmnp-tv-z]{6,12}\b`)

// toReal puts this run's ids into a command of the document.
func (p ids) toReal(command string) string {
	return cutID.ReplaceAllStringFunc(command, func(cut string) string {
		for shown, real := range p.real {
			if strings.HasPrefix(shown, cut) {
				return real[:len(cut)]
			}
		}
		return cut
	})
}

// toShown gives the ids in an output the names that the document has for them.
// One that is new is paired with the one in its place there.
func (p ids) toShown(output, shown string) string {
	there, here := idPattern.FindAllString(shown, -1), idPattern.FindAllString(output, -1)
	for i, real := range here {
		if len(there) == len(here) && real != there[i] {
			p.pair(real, there[i])
		}
	}
	return idPattern.ReplaceAllStringFunc(output, func(real string) string {
		if _, known := p.shown[real]; !known && strings.ContainsAny(real, "0123456789") && !slices.Contains(there, real) {
			p.pair(real, string(clip.HashOf(fmt.Append(nil, "id ", len(p.shown)))[:12]))
		}
		if shown, ok := p.shown[real]; ok {
			return shown
		}
		return real
	})
}

func (p ids) pair(real, shown string) {
	_, hasReal := p.shown[real]
	_, hasShown := p.real[shown]
	if !hasReal && !hasShown {
		p.shown[real], p.real[shown] = shown, real
	}
}
