package markdown

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"newsclip/clip"
)

// TestCorpusReadsBack holds that every reader finds all text and every tag of
// the articles that extraction is tested with, in each flavour. With the
// environment variable NEWSCLIP_PAGES it reads more: a file of what "newsclip
// extract --jsonl" answers.
func TestCorpusReadsBack(t *testing.T) {
	bodies := corpus(t)
	for _, r := range readers(t) {
		t.Run(r.name, func(t *testing.T) {
			same := 0
			for name, body := range bodies {
				source, diff, err := lost(r, body)
				switch {
				case err != nil:
					t.Errorf("%s: %v", name, err)
				case diff != "":
					t.Errorf("%s: %s\nMarkdown:\n%.2000s", name, diff, source)
				default:
					same++
				}
			}
			t.Logf("%d of %d texts the same", same, len(bodies))
		})
	}
}

// corpus returns the bodies by the names of their pages.
func corpus(t *testing.T) map[string]clip.Body {
	t.Helper()
	wants, err := filepath.Glob("../../extract/testdata/*/want.json")
	if err != nil || len(wants) == 0 {
		t.Fatalf("%d fixtures: %v", len(wants), err)
	}
	bodies := map[string]clip.Body{}
	for _, path := range wants {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		addBody(t, bodies, filepath.Base(filepath.Dir(path)), data)
	}
	if path := os.Getenv("NEWSCLIP_PAGES"); path != "" {
		addPages(t, bodies, path)
	}
	return bodies
}

func addPages(t *testing.T, bodies map[string]clip.Body, path string) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 64<<20) // a long page
	for lines.Scan() {
		addBody(t, bodies, "", lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func addBody(t *testing.T, bodies map[string]clip.Body, name string, data []byte) {
	t.Helper()
	var page struct{ ID, XHTML, HTML string }
	if err := json.Unmarshal(data, &page); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	body, err := clip.ParseXHTML(page.XHTML + page.HTML)
	if err != nil {
		t.Fatalf("%s%s: %v", name, page.ID, err)
	}
	bodies[name+page.ID] = body.Normal()
}
