package paste

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip"
)

var update = flag.Bool("update", false, "write what comes out to testdata/*/want.json")

// fixture is what is wanted of testdata/<case>/paste.txt.
type fixture struct {
	Title      string    `json:"title"`
	Authors    []string  `json:"authors,omitempty"`
	Published  clip.Date `json:"published,omitzero"`
	Lang       string    `json:"lang"`
	Paragraphs []string  `json:"paragraphs"`
	Related    []string  `json:"related,omitempty"` // title | outlet | relative time
}

// TestFixtures cleans every paste of testdata. A new case is a new folder.
func TestFixtures(t *testing.T) {
	names, err := filepath.Glob("testdata/*/paste.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range names {
		dir := filepath.Dir(name)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			out, err := Clean(t.Context(), string(text))
			if err != nil {
				t.Fatal(err)
			}
			checkFixture(t, filepath.Join(dir, "want.json"), fixtureOf(&out))
			checkTrace(t, string(text), &out)
		})
	}
}

func fixtureOf(out *clip.Extract) fixture {
	got := fixture{Title: out.Metadata.Title, Authors: out.Metadata.Authors, Published: out.Metadata.Published, Lang: out.Metadata.Lang,
		Paragraphs: strings.Split(out.Body.Plain(), "\n\n")}
	for _, r := range out.Related {
		got.Related = append(got.Related, strings.Join([]string{r.Title, r.Outlet, r.DateEvidence}, " | "))
	}
	return got
}

func checkFixture(t *testing.T, name string, got fixture) {
	if *update {
		data, err := json.MarshalIndent(got, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, append(data, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var want fixture
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wanted (-), came (+):\n%s", diff)
	}
}

// checkTrace holds that every line of the paste is in the title, in the text, in
// an offer or in the trace.
func checkTrace(t *testing.T, text string, out *clip.Extract) {
	kept := letters(out.Metadata.Title + out.Body.Plain())
	for _, r := range out.Related {
		kept += letters(r.Title + r.Outlet + r.DateEvidence + r.Text)
	}
	for _, r := range out.Removed {
		if r.Reason == "" || r.Rule == "" {
			t.Errorf("%q was removed without a reason or rule", r.Text)
		}
		kept += letters(r.Text)
	}
	for line := range strings.Lines(text) {
		if l := letters(line); l != "" && !strings.Contains(kept, l) {
			t.Errorf("nothing is said of the line %q", line)
		}
	}
}

// letters leaves out spaces and what joining and repairing may change.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("-,.•…", r) {
			return -1
		}
		return r
	}, text)
}
