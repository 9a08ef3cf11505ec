package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsclip/app"
)

// terminal runs command lines on one library, each like a process of its own.
type terminal struct {
	*testing.T
	library, dir string
}

func newTerminal(t *testing.T) *terminal {
	return &terminal{t, filepath.Join(t.TempDir(), "library"), t.TempDir()}
}

// try runs a command line and returns what it printed and its exit code.
func (t *terminal) try(stdin string, args ...string) (out, errors string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Main(context.Background(), app.Command{Args: append([]string{"--library", t.library}, args...), Dir: t.dir,
		Stdin: strings.NewReader(stdin), Stdout: &stdout, Stderr: &stderr})
	return stdout.String(), stderr.String(), code
}

// run runs a command line that must succeed.
func (t *terminal) run(stdin string, args ...string) string {
	t.Helper()
	out, errors, code := t.try(stdin, args...)
	if code != exitOK {
		t.Fatalf("newsclip %q: exit code %d\n%s%s", args, code, out, errors)
	}
	return out
}

// object runs a command line with --json and returns its only line.
func (t *terminal) object(stdin string, args ...string) map[string]any {
	t.Helper()
	out := t.run(stdin, append([]string{"--json"}, args...)...)
	var v map[string]any
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		t.Fatalf("newsclip %q printed %q: %v", args, out, err)
	}
	return v
}

// add adds standard input and returns the clip's id.
func (t *terminal) add(stdin string, args ...string) string {
	t.Helper()
	added := t.object(stdin, append([]string{"add", "-"}, args...)...)
	item, ok := added["clip"].(map[string]any)
	if !ok {
		t.Fatalf("add answered %v", added)
	}
	return item["id"].(string)
}

// page is an article of an invented outlet.
func page(title, outlet string, paragraphs ...string) string {
	var body strings.Builder
	for _, p := range paragraphs {
		fmt.Fprintf(&body, "<p>%s</p>\n", p)
	}
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><title>%s | %s</title>
<meta property="og:site_name" content="%s"><meta property="og:type" content="article">
<meta property="article:published_time" content="2026-02-03T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>%s</h1>
%s</article><footer>Imprint</footer></body></html>`, title, outlet, outlet, title, body.String())
}

var lighthouse = page("Keeper of Gull Point lighthouse retires after forty years", "The Shoreline Post",
	"Marta Quill climbed the 212 steps of the Gull Point lighthouse for the last time on Tuesday, forty years after she had lit its lamp for the first time as a young keeper.",
	"The lamp has been electric since 1991, but somebody still had to clean the lenses every week, she said, and nobody else in the village wanted to do it in January.",
	"From March the station will be watched from the mainland, eighty kilometres away, and the stairs will open to visitors on Sundays.")

func TestAddShowSearchTrashUndo(t *testing.T) {
	n := newTerminal(t)
	id := n.add(lighthouse)
	shown := n.object("", "show", id[:6])
	for key, want := range map[string]any{"outlet": "The Shoreline Post", "lang": "en"} {
		if shown[key] != want {
			t.Errorf("%s = %v, want %v", key, shown[key], want)
		}
	}
	text := shown["text"].(string)
	if !strings.Contains(text, "212 steps") || strings.Contains(text, "Imprint") {
		t.Errorf("text = %q", text)
	}
	if out := n.run("", "search", "lenses"); !strings.Contains(out, id) || !strings.Contains(out, "**lenses**") {
		t.Errorf("search printed %q", out)
	}
	n.run("", "trash", id)
	if out, _, code := n.try("", "search", "lenses"); code != exitNotFound {
		t.Errorf("search after trash: code %d, %q", code, out)
	}
	if out := n.run("", "undo"); !strings.Contains(out, "Delete 1 clip") {
		t.Errorf("undo printed %q", out)
	}
	if out := n.run("", "list"); !strings.Contains(out, id) {
		t.Errorf("list after undo printed %q", out)
	}
}

func TestEditMarksValuesByHand(t *testing.T) {
	n := newTerminal(t)
	id := n.add(lighthouse)
	edited := n.object("", "edit", id, "--title", "The last keeper", "--author", "Ana Reef", "--author", "Bo Sand", "--date", "2026-02-04")
	if got := fmt.Sprintf("%v %v %v %v %v", edited["title"], edited["authors"], edited["published"], edited["by_hand"], edited["version"]); got != "The last keeper [Ana Reef Bo Sand] 2026-02-04 [title authors published] 2" {
		t.Errorf("edited = %s", got)
	}
	if out := n.run("", "search", "title:last"); !strings.Contains(out, id) {
		t.Errorf("search for the new title printed %q", out)
	}
	n.run("", "undo")
	if shown := n.object("", "show", id); shown["version"] != 1.0 {
		t.Errorf("version after undo = %v", shown["version"])
	}
	if _, errors, code := n.try("", "edit", id, "--date", "yesterday"); code != exitFailed || !strings.Contains(errors, "2026-03-01") {
		t.Errorf("bad date: code %d, %q", code, errors)
	}
}

func TestFoldersAndExport(t *testing.T) {
	n := newTerminal(t)
	id := n.add(lighthouse, "--folder", "Coast/Lights", "--tag", "sea")
	if out := n.run("", "folders"); out != "Coast (1)\n  Lights (1)\n" {
		t.Errorf("folders printed %q", out)
	}
	if out := n.run("", "list", "--folder", "coast", "--tag", "sea"); !strings.Contains(out, id) {
		t.Errorf("list of the parent printed %q", out)
	}
	n.run("", "export", "--folder", "Coast", "--format", "markdown", "-o", "md")
	files, err := filepath.Glob(filepath.Join(n.dir, "md", "*.md"))
	if err != nil || len(files) != 1 {
		t.Fatalf("export made %v, %v", files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil || !strings.Contains(string(data), "212 steps") {
		t.Errorf("Markdown = %q, %v", data, err)
	}
	if _, errors, code := n.try("", "export", "--folder", "Coast", "--format", "markdown", "-o", "md"); code != exitFailed || !strings.Contains(errors, "exists already") {
		t.Errorf("second export: code %d, %q", code, errors)
	}
	if _, errors, code := n.try("", "export", "--folder", "Coast", "--tag", "other", "-o", "none.pdf"); code == exitOK {
		t.Errorf("an export of a folder's clips with another tag ended well: %q", errors)
	}
	if out := n.run("", "search", "steps", "tag:sea", "folder:nowhere"); !strings.Contains(out, id) {
		t.Errorf("a search in a folder that is not there printed %q", out)
	}
	n.run("", "export", "--folder", "Coast", "-o", "review.pdf")
	if data, err := os.ReadFile(filepath.Join(n.dir, "review.pdf")); err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Errorf("PDF begins %.20q, %v", data, err)
	}
	n.run("", "folders", "delete", "Coast")
	if out := n.run("", "list"); !strings.Contains(out, id) {
		t.Error("deleting a folder deleted its clip")
	}
}

func TestAddFromAddress(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/article":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, lighthouse)
		case "/empty":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<html><body><nav><a href='/'>Home</a></nav></body></html>")
		default:
			http.Error(w, "no", http.StatusForbidden)
		}
	}))
	defer server.Close()
	n := newTerminal(t)
	n.run("", "add", server.URL+"/article")
	_, errors, code := n.try("", "add", server.URL+"/secret", server.URL+"/empty")
	if code != exitFailed || !strings.Contains(errors, "(403)") || !strings.Contains(errors, "--anything") {
		t.Errorf("code %d, errors %q", code, errors)
	}
	if out := n.run("", "queue"); !strings.Contains(out, "/secret") || !strings.Contains(out, "(403)") {
		t.Errorf("queue printed %q", out)
	}
	n.run("", "queue", "--drop")
	if out := n.run("", "add", server.URL+"/article"); !strings.Contains(out, "already clipped on") {
		t.Errorf("second add printed %q", out)
	}
}

func TestImportKeepsRefDateAndTags(t *testing.T) {
	n := newTerminal(t)
	records := `{"id":"a-1","title":"Tram line opens","byline":"Ivo Rail","source":"City Paper","lang":"en","date":"2025-11-02","tags":["transport"],"body":"The new tram line opened on Sunday.\n\nIt has nine stops."}
not json
{"id":"a-2","title":"Library closes early","body":"The library closes at four today."}
`
	out, errors, code := n.try(records, "import", "--format", "jsonl", "-")
	if code != exitFailed || !strings.Contains(out, "kept 2, already there 0, failed 1") || !strings.Contains(errors, "2") {
		t.Errorf("code %d, out %q, errors %q", code, out, errors)
	}
	shown := n.object("", "show", "a-1")
	if got := fmt.Sprintf("%v %v %v %v %v", shown["ref"], shown["published"], shown["tags"], shown["authors"], shown["outlet"]); got != "a-1 2025-11-02 [transport] [Ivo Rail] City Paper" {
		t.Errorf("record = %s", got)
	}
	if out, _, _ := n.try(records, "import", "-"); !strings.Contains(out, "kept 0, already there 2") {
		t.Errorf("second import printed %q", out)
	}
	answer := n.run(`{"q":"tram nine stops","limit":10}`+"\n", "search", "--jsonl")
	if !strings.Contains(answer, `"ref":"a-1"`) {
		t.Errorf("search --jsonl answered %q", answer)
	}
}

func TestStories(t *testing.T) {
	n := newTerminal(t)
	first := n.add(lighthouse)
	second := n.add(page("Gull Point lighthouse keeper Marta Quill retires", "Harbour Herald",
		"After forty years Marta Quill has retired as keeper of the Gull Point lighthouse, whose 212 steps she climbed for the last time on Tuesday.",
		"The lamp of Gull Point will be watched from the mainland from March; its lenses still need cleaning every week, the keeper said.",
		"Visitors may climb the stairs of the lighthouse on Sundays."))
	third := n.add(page("Bakers of Ahorn quarrel over the price of rolls", "Ahorn Messenger",
		"The bakers of Ahorn could not agree on a common price for rolls on Friday, and the guild sent them home after five hours of talks without a result.",
		"Flour has become dearer by a third since autumn, the guild's master said, and each oven burns another sort of gas at another price."))
	out := n.run("", "stories")
	if strings.Count(out, "\n") != 1 || !strings.Contains(out, "(2)") {
		t.Fatalf("stories printed %q", out)
	}
	n.run("", "move", third, "--story", strings.Fields(out)[0])
	if shown := n.object("", "show", third); shown["pinned"] != true || shown["story"] != n.object("", "show", first)["story"] {
		t.Errorf("moved clip = %v", shown)
	}
	n.run("", "move", second, "--new-story", "A story of its own")
	if shown := n.object("", "show", second); shown["story"] == n.object("", "show", first)["story"] {
		t.Error("the clip is still in its old story")
	}
	n.run("", "undo")
	if shown := n.object("", "show", second); shown["story"] != n.object("", "show", first)["story"] {
		t.Error("one undo does not take a split back")
	}
	n.run("", "redo")
	n.run("", "undo")
	n.run("", "verify")
}

// TestCorrectionsOfStoriesAndTheirUndo makes each correction on the command line
// and takes it back; what a library then shows of each clip is what it showed.
func TestCorrectionsOfStoriesAndTheirUndo(t *testing.T) {
	n := newTerminal(t)
	first := n.add(lighthouse)
	second := n.add(page("Gull Point lighthouse keeper Marta Quill retires", "Harbour Herald",
		"After forty years Marta Quill has retired as keeper of the Gull Point lighthouse, whose 212 steps she climbed for the last time on Tuesday.",
		"The lamp of Gull Point will be watched from the mainland from March; its lenses still need cleaning every week, the keeper said.",
		"Visitors may climb the stairs of the lighthouse on Sundays."))
	third := n.add(page("Bakers of Ahorn quarrel over the price of rolls", "Ahorn Messenger",
		"The bakers of Ahorn could not agree on a common price for rolls on Friday, and the guild sent them home after five hours of talks without a result.",
		"Flour has become dearer by a third since autumn, the guild's master said, and each oven burns another sort of gas at another price."))
	value := func(id, key string) any { return n.object("", "show", id)[key] }
	story := func(id string) string { return value(id, "story").(string) }
	both, alone := story(first), story(third)
	if story(second) != both || alone == both {
		t.Fatalf("stories %s, %s, %s", both, story(second), alone)
	}
	looks := func() string {
		return strings.Join([]string{n.run("", "stories"), n.run("", "stories", "show", both), n.run("", "why", first), n.run("", "why", second), n.run("", "why", third)}, "\n")
	}
	before := looks()
	for _, c := range []struct {
		args  string
		holds func() bool
	}{
		{"move " + third + " --story " + both, func() bool { return story(third) == both && value(third, "pinned") == true }},
		{"stories merge " + both + " " + alone, func() bool { return story(first) == alone && story(second) == alone }},
		{"stories split " + first + " " + third, func() bool { return story(first) == story(third) && story(first) != story(second) }},
		{"stories split " + first + " --name Lamp", func() bool { return n.object("", "stories", "show", story(first))["name"] == "Lamp" }},
		{"stories not-same " + first + " " + third, func() bool { return story(first) != both && story(first) != story(third) && story(second) == both }},
		{"stories rename " + both + " Lamp", func() bool { return n.object("", "stories")["name"] == "Lamp" }},
		{"stories pin " + first, func() bool { return value(first, "pinned") == true && story(first) == both }},
	} {
		n.run("", strings.Fields(c.args)...)
		if !c.holds() {
			t.Errorf("%s: it does not hold\n%s", c.args, looks())
		}
		n.run("", "undo")
		if diff := cmp.Diff(before, looks()); diff != "" {
			t.Errorf("%s, undone: want → got\n%s", c.args, diff)
		}
		n.run("", "redo")
		if !c.holds() {
			t.Errorf("%s, redone: it does not hold", c.args)
		}
		n.run("", "undo")
	}
	n.run("", "stories", "pin", first)
	n.run("", "stories", "unpin", first)
	if value(first, "pinned") != nil {
		t.Error("unpinned, and pinned")
	}
	n.run("", "verify")
}

// TestStoriesThatLookLikeOneAreSuggested declines and accepts, and takes both
// back.
func TestStoriesThatLookLikeOneAreSuggested(t *testing.T) {
	n := newTerminal(t)
	var ids []string
	for i, outlet := range []string{"The Shoreline Post", "Harbour Herald", "Gull Gazette", "Ahorn Messenger", "Tidewatch"} {
		dated := strings.Replace(lighthouse, "2026-02-03", fmt.Sprintf("2026-02-0%d", 1+i), 1)
		ids = append(ids, n.add(strings.ReplaceAll(dated, "The Shoreline Post", outlet)))
	}
	n.run("", "stories", "not-same", ids[0])
	n.run("", "trash", ids[2], ids[3], ids[4]) // the newest: it was parted from these
	suggested := func() int { return strings.Count(n.run("", "--json", "stories", "suggestions"), "\n") }
	offer := n.object("", "stories", "suggestions")
	from, to := offer["from"].(map[string]any)["id"].(string), offer["to"].(map[string]any)["id"].(string)
	if out := n.run("", "stories", "suggestions"); !strings.Contains(out, from) || !strings.Contains(out, "names: ") {
		t.Errorf("suggestions printed %q", out)
	}
	n.run("", "stories", "keep-apart", from, to)
	if suggested() != 0 {
		t.Error("declined, and suggested")
	}
	n.run("", "undo")
	if suggested() != 1 {
		t.Error("the refusal was undone, and nothing is suggested")
	}
	n.run("", "stories", "merge", from, to)
	if got := n.object("", "stories", "show", to)["clips"]; got != 2.0 || suggested() != 0 {
		t.Errorf("merged: %v clips", got)
	}
	n.run("", "undo")
	if suggested() != 1 {
		t.Error("the merge was undone, and nothing is suggested")
	}
}

// TestGroupingNeverUndoesACorrection parts clips, and clips them and their like
// again.
func TestGroupingNeverUndoesACorrection(t *testing.T) {
	n := newTerminal(t)
	first := n.add(lighthouse)
	second := n.add(strings.ReplaceAll(lighthouse, "The Shoreline Post", "Harbour Herald"))
	n.run("", "stories", "not-same", second)
	n.add(strings.ReplaceAll(lighthouse, "The Shoreline Post", "Gull Gazette"))
	n.run("", "regroup", "--yes")
	a, b := n.object("", "show", first)["story"], n.object("", "show", second)["story"]
	if a == b {
		t.Error("what was parted is together")
	}
}

func TestUsage(t *testing.T) {
	n := newTerminal(t)
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"unknown command": {[]string{"frobnicate"}, exitUsage, "--help"},
		"missing id":      {[]string{"show"}, exitUsage, "--help"},
		"no such clip":    {[]string{"show", "zzzz9999"}, exitNotFound, "no"},
		"no such file":    {[]string{"add", "absent.html"}, exitNotFound, "There is no file absent.html."},
		"nothing to undo": {[]string{"undo"}, exitNotFound, "."},
		"no such folder":  {[]string{"list", "--folder", "Nowhere"}, exitNotFound, "There is no folder"},
		"empty search":    {[]string{"search", " "}, exitFailed, "nothing to search"},
	} {
		t.Run(name, func(t *testing.T) {
			_, errors, code := n.try("", c.args...)
			if code != c.code || !strings.Contains(errors, c.says) {
				t.Errorf("code %d, errors %q; want %d and %q", code, errors, c.code, c.says)
			}
		})
	}
	if out, _, code := n.try("", "--help"); code != exitOK || !strings.Contains(out, "search") {
		t.Errorf("help: code %d, %q", code, out)
	}
	if out := n.run("", "version"); out != "newsclip "+app.Version+"\n" {
		t.Errorf("version printed %q", out)
	}
}

// TestServedByAnotherProcess holds the library open, as the window does, and
// runs commands that must be served.
func TestServedByAnotherProcess(t *testing.T) {
	n := newTerminal(t)
	holder, err := app.Open(t.Context(), app.Options{Dir: n.library})
	if err != nil {
		t.Fatal(err)
	}
	defer holder.Close()
	changes := 0
	defer holder.Watch(func() { changes++ })()
	server, err := holder.Serve(Served)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	id := n.add(lighthouse)
	if out := n.run("", "search", "lighthouse"); !strings.Contains(out, id) {
		t.Errorf("search printed %q", out)
	}
	if _, errors, code := n.try("", "show", "zzzz9999"); code != exitNotFound || errors == "" {
		t.Errorf("code %d, errors %q", code, errors)
	}
	server.Drain()
	if changes == 0 {
		t.Error("the holder was not told of the change")
	}
}

func TestBatchProtocolsNeedNoLibrary(t *testing.T) {
	n := newTerminal(t)
	line, err := json.Marshal(map[string]string{"id": "p", "url": "https://post.example/a", "html": lighthouse})
	if err != nil {
		t.Fatal(err)
	}
	var answer struct{ ID, Title, Date, Text, Kind string }
	if err := json.Unmarshal([]byte(n.run(string(line)+"\n", "extract", "--jsonl")), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.ID != "p" || answer.Date != "2026-02-03" || answer.Kind != "article" || !strings.Contains(answer.Text, "212 steps") {
		t.Errorf("extract answered %+v", answer)
	}
	out := n.run(`{"id":"1","date":"2026-02-03","title":"Ferry sinks off Brennick","body":"A ferry sank."}`+"\n", "group", "--jsonl")
	if !strings.HasPrefix(out, "1\t") {
		t.Errorf("group answered %q", out)
	}
	if _, err := os.Stat(n.library); !os.IsNotExist(err) {
		t.Error("a batch protocol made a library")
	}
}
