package cli

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"newsclip/app"
)

// twoSentences is what every error is: a cause and a next step.
var twoSentences = regexp.MustCompile(`(?s)^newsclip: .+[.?!] .+[.]\n$`)

func TestErrorsSayCauseAndNextStep(t *testing.T) {
	n := newTerminal(t)
	n.run("", "version")
	if err := os.Mkdir(filepath.Join(n.dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"empty.html": "", "noise.dat": "\x00\x01\x02\x03\x04\x00\x00\x07\xff\xfe\x00", "feed.xml": "<?xml version='1.0'?><rss/>"} {
		if err := os.WriteFile(filepath.Join(n.dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		stdin, args string
		code        int
		says        string
	}{
		"empty file":          {"", "add empty.html", exitFailed, `"empty.html" is empty.`},
		"empty input":         {"", "add -", exitFailed, "empty"},
		"binary file":         {"", "add noise.dat", exitFailed, "no page and no text"},
		"feed":                {"", "add feed.xml", exitFailed, "a news feed"},
		"folder":              {"", "add folder", exitFailed, "folder is a folder."},
		"no scheme":           {"", "add ferry.example/a", exitNotFound, "write https:// before it"},
		"other scheme":        {"", "add gopher://a.example/", exitFailed, "begin with gopher: cannot be fetched"},
		"import of a folder":  {"", "import folder", exitFailed, "folder is a folder."},
		"import of nothing":   {"", "import absent.jsonl", exitNotFound, "There is no file"},
		"edit without a clip": {"", "edit zzzz --title A", exitNotFound, "There is no clip"},
		"move without a clip": {"", "move zzzz --folder A", exitNotFound, "There is no clip"},
		"move nowhere":        {"", "move zzzz", exitUsage, "See newsclip move --help."},
		"unknown flag":        {"", "list --frob", exitUsage, `did you mean "--from"? See newsclip list --help.`},
		"unknown command":     {"", "frobnicate", exitUsage, "See newsclip --help."},
		"bad number":          {"", "list --limit many", exitUsage, "See newsclip list --help."},
		"no limit":            {"", "list --limit 0", exitFailed, "at least 1"},
		"bad day":             {"", "list --from yesterday", exitFailed, "2026-03-01"},
		"bad page":            {"{}\nx\n", "extract --jsonl", exitFailed, "Line 2 is no page."},
		"bad document":        {"x\n", "group --jsonl", exitFailed, "Line 1 is no document."},
		"bad query":           {"x\n", "search --jsonl", exitFailed, "Line 1 is no query."},
		"bad format":          {"", "export --format docx -o a", exitFailed, "There is no format"},
		"no folder":           {"", "export --folder A -o a.pdf", exitNotFound, "There is no folder"},
		"no story":            {"", "stories rename A B", exitNotFound, "There is no story"},
		"no name":             {"", "folders new A//B", exitFailed, "The name is empty."},
		"nothing to undo":     {"", "undo", exitNotFound, "nothing to undo"},
		"nothing to redo":     {"", "redo", exitNotFound, "nothing to redo"},
		"nothing found":       {"", "search ferry", exitNotFound, "nothing found"},
	} {
		t.Run(name, func(t *testing.T) {
			_, errors, code := n.try(c.stdin, strings.Fields(c.args)...)
			errors = regexp.MustCompile(`newsclip: made a new library in .*\n`).ReplaceAllString(errors, "")
			if code != c.code || !strings.Contains(errors, c.says) || !twoSentences.MatchString(errors) {
				t.Errorf("newsclip %s: code %d, %q; want %d and two sentences with %q", c.args, code, errors, c.code, c.says)
			}
		})
	}
}

func TestLibraryThatCannotBeUsed(t *testing.T) {
	n := newTerminal(t)
	if err := os.WriteFile(n.library, []byte("no folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, errors, code := n.try("", "list"); code != exitFailed || !strings.Contains(errors, n.library+" is a file, not a library folder.") {
		t.Errorf("a file: code %d, %q", code, errors)
	}
	if os.Getuid() == 0 {
		return // root may write everywhere
	}
	if err := os.Remove(n.library); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(n.library, 0o500); err != nil {
		t.Fatal(err)
	}
	if _, errors, code := n.try("", "list"); code != exitFailed || !strings.Contains(errors, "may not write in the library folder "+n.library) {
		t.Errorf("read-only: code %d, %q", code, errors)
	}
}

// TestRefusedChangeIsToldOnce changes a library that may only be read.
func TestRefusedChangeIsToldOnce(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	n := newTerminal(t)
	n.run("", "folders", "new", "Coast")
	if err := os.Chmod(filepath.Join(n.library, "library.db"), 0o400); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(n.library, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(n.library, 0o700)
	for _, args := range [][]string{{"list"}, {"folders", "new", "Hills"}} {
		_, errors, code := n.try("", args...)
		if changes := len(args) > 1; strings.Count(errors, "may only be read") != 1 || changes != (code == exitFailed) {
			t.Errorf("%v: code %d, %q", args, code, errors)
		}
	}
}

func TestAddGoesOnPastWhatIsFaulty(t *testing.T) {
	n := newTerminal(t)
	if err := os.WriteFile(filepath.Join(n.dir, "keeper.html"), []byte(lighthouse), 0o600); err != nil {
		t.Fatal(err)
	}
	records := `{"id":"a","title":"Tram line opens","date":"2.11.","body":"The tram runs."}` + "\nno record\n"
	out, errors, code := n.try(records, "add", "absent.html", "keeper.html", "-")
	if code != exitFailed || strings.Count(out, "kept ") != 2 {
		t.Errorf("code %d, out %q", code, out)
	}
	for _, want := range []string{"There is no file absent.html.", "Line 2 is no record", `Line 1 has the date "2.11."`} {
		if strings.Count(errors, want) != 1 {
			t.Errorf("errors %q do not have %q once", errors, want)
		}
	}
}

// TestCancelSaysHowToGoOn cancels a batch, as Ctrl+C does, and goes on.
func TestCancelSaysHowToGoOn(t *testing.T) {
	n := newTerminal(t)
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ctx.Err() == nil {
			cancel()
			<-r.Context().Done()
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(lighthouse))
	}))
	defer server.Close()
	var out, errors bytes.Buffer
	code := Main(ctx, app.Command{Args: []string{"--library", n.library, "add", server.URL + "/a", server.URL + "/b", "--folder", "Coast"},
		Dir: n.dir, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errors})
	if code != exitCancel || !strings.Contains(errors.String(), "newsclip queue --retry goes on.") || strings.Count(errors.String(), "Cancelled.") != 1 {
		t.Errorf("code %d, errors %q", code, errors.String())
	}
	if waiting := n.run("", "queue"); strings.Count(waiting, "\n") != 2 || strings.Contains(waiting, "ancelled") {
		t.Errorf("queue printed %q", waiting)
	}
	n.run("", "queue", "--retry")
	if out := n.run("", "folders"); out != "Coast (2)\n" {
		t.Errorf("folders printed %q", out)
	}
}

func TestMoveToANewFolderIsOneStep(t *testing.T) {
	n := newTerminal(t)
	id := n.add(lighthouse)
	n.run("", "move", id, "--folder", "Coast/Lights")
	if out := n.run("", "folders"); out != "Coast (1)\n  Lights (1)\n" {
		t.Errorf("folders printed %q", out)
	}
	n.run("", "undo")
	if out := n.run("", "folders"); out != "" {
		t.Errorf("after one undo, folders printed %q", out)
	}
	n.run("", "redo")
	if out := n.run("", "list", "--folder", "coast/lights"); !strings.Contains(out, id) {
		t.Errorf("after redo, the folder holds %q", out)
	}
	if _, errors, code := n.try("", "edit", id); code != exitFailed || !strings.Contains(errors, "nothing to change") {
		t.Errorf("an edit of nothing: code %d, %q", code, errors)
	}
}
