package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// own lists, for each package, which packages of ours it may import; a package
// that is not listed may not exist.
var own = map[string][]string{
	"":                          {"app", "app/cli", "app/ui"},
	"assets":                    {},
	"clip":                      {},
	"clip/boost":                {},
	"clip/language":             {},
	"clip/intake":               {"clip"},
	"clip/fetch":                {"clip"},
	"clip/extract":              {"clip", "clip/language", "clip/extract/blocks"},
	"clip/extract/blocks":       {"clip/boost", "clip/extract/lexicon"},
	"clip/extract/blocks/train": {"clip/extract/blocks", "clip/extract/truth"},
	"clip/extract/lexicon":      {},
	"clip/extract/paste":        {"clip", "clip/extract", "clip/language", "clip/boost", "clip/extract/lexicon"},
	"clip/extract/paste/train":  {"clip/extract/paste", "clip/extract/truth"},
	"clip/extract/truth":        {},
	"clip/store":                {"clip"},
	"clip/store/faults":         {"clip/store"},
	"clip/story":                {"clip", "clip/boost", "clip/language"},
	"clip/story/train":          {"clip", "clip/boost", "clip/story"},
	"clip/story/bench":          {"clip", "clip/story"},
	"clip/anchor":               {"clip"},
	"clip/diff":                 {"clip"},
	"clip/archive":              {"clip"},
	"clip/export":               {"clip", "clip/export/review", "clip/export/markdown", "clip/export/pdf"},
	"clip/export/review":        {"clip"},
	"clip/export/markdown":      {"clip", "clip/export/review"},
	"clip/export/pdf":           {"clip", "clip/export/review", "assets/fonts"},
	"clip/export/specimen":      {"clip", "clip/export/review"},
	"clip/export/bench":         {"clip", "clip/export/pdf", "clip/export/review", "clip/export/specimen"},
	"assets/fonts":              {},
	"search":                    {"clip"},
	"search/bench":              {"app", "clip", "clip/store", "search"},
	"app":                       {"assets", "clip", "clip/anchor", "clip/diff", "clip/archive", "clip/intake", "clip/fetch", "clip/extract", "clip/extract/paste", "clip/language", "clip/store", "clip/story", "clip/export", "clip/export/review", "search"},
	"app/cli":                   {"app", "clip", "clip/diff", "clip/intake", "clip/extract", "clip/extract/paste", "clip/story", "clip/export", "clip/export/review"},
	"app/ui":                    {"app", "assets", "clip", "clip/diff", "clip/intake", "clip/store", "clip/export", "clip/export/review", "app/ui/reader", "app/ui/view"},
	"app/ui/reader":             {"clip"},
	"app/ui/view":               {"app", "clip", "clip/intake", "clip/store", "clip/export", "clip/export/review"},
}

// outside lists the packages from outside that only some of ours may import.
var outside = map[string][]string{
	"fyne.io/fyne/v2":                     {"app/ui", "app/ui/reader", ""},
	"github.com/blevesearch/bleve":        {"search"},
	"github.com/PuerkitoBio/goquery":      {"clip/extract"},
	"golang.org/x/net/html":               {"clip/extract", "clip/extract/blocks", "clip/extract/paste/train", "clip/intake"},
	"net/http":                            {"clip/fetch"},
	"github.com/ncruces/go-sqlite3":       {"clip/store", "clip/store/faults", "search/bench"},
	"flag":                                {"clip/extract/blocks/train", "clip/extract/paste/train", "clip/story/train", "clip/story/bench", "search/bench", "clip/export/bench"},
	"github.com/alecthomas/kong":          {"app/cli"},
	"github.com/sergi/go-diff":            {"clip/diff"},
	"github.com/go-text/typesetting":      {"clip/diff", "clip/export/pdf", "app/ui/reader"},
	"codeberg.org/readeck/go-readability": {"clip/extract/blocks"},
	"github.com/gofrs/flock":              {"clip/store", "clip/export"},
	"golang.org/x/sys":                    {"clip/export"},
}

// TestImports holds every import of every package against the map in
// ARCHITECTURE.md.
func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && path != ".") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		if dir == "." {
			dir = ""
		}
		seen[dir] = true
		checkFile(t, dir, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir := range own {
		if !seen[dir] {
			t.Errorf("package %q stands in the map but not in the tree", dir)
		}
	}
}

func checkFile(t *testing.T, dir, path string) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	allowed, known := own[dir]
	if !known {
		t.Errorf("package %q is not on the map: add it to own and to ARCHITECTURE.md", dir)
	}
	for _, spec := range file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if ours, ok := strings.CutPrefix(name, "newsclip/"); ok {
			if !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s: %q may not", path, name, dir)
			}
			continue
		}
		if dir == "clip" && strings.Contains(name, ".") {
			t.Errorf("%s imports %s: the domain imports the standard library only", path, name)
		}
		for prefix, packages := range outside {
			if (name == prefix || strings.HasPrefix(name, prefix+"/")) && !slices.Contains(packages, dir) {
				t.Errorf("%s imports %s: only %q may", path, name, packages)
			}
		}
	}
}
