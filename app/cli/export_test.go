package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsclip/clip/export/review"
)

// TestExportForCron is what a crontab needs: silence, a name that is filled in,
// a report, and exit codes that tell what happened.
func TestExportForCron(t *testing.T) {
	n := newTerminal(t)
	id := n.add(lighthouse, "--folder", "Coast", "--tag", "sea")
	n.run("", "templates", "save", "Board", "--layout", "list", "--for", "The board", "--with", "cover,sources", "--without", "byline", "--lang", "de")
	if out := n.run("", "export", "--folder", "Coast", "--template", "board", "-o", "{title} {year}.pdf", "--quiet"); out != "" {
		t.Errorf("quietly it says %q", out)
	}
	files, err := filepath.Glob(filepath.Join(n.dir, "Coast 20??.pdf"))
	if err != nil || len(files) != 1 {
		t.Fatalf("it made %v, %v", files, err)
	}
	report := n.object("", "export", "--folder", "Coast", "--template", "board", "--paper", "a5", "-o", filepath.Base(files[0]), "--if-exists", "number")
	if want := strings.TrimSuffix(files[0], ".pdf") + " 2.pdf"; report["output"] != want || report["format"] != "pdf" || report["clips"] != 1.0 || report["pages"] != 3.0 || report["template"] != "board" {
		t.Errorf("report %v", report)
	}
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"it exists":           {[]string{"--folder", "Coast", "-o", filepath.Base(files[0])}, exitFailed, "exists already"},
		"no clip":             {[]string{"--tag", "nowhere", "-o", "x.pdf"}, exitNotFound, "no clip to export"},
		"no template":         {[]string{id, "--template", "Nobody", "-o", "x.pdf"}, exitNotFound, "no template"},
		"no such layout":      {[]string{id, "--layout", "leaflet", "-o", "x.pdf"}, exitFailed, "Choose one of: press-review, continuous, list."},
		"no such part":        {[]string{id, "--with", "horoscope", "-o", "x.pdf"}, exitFailed, `no part "horoscope"`},
		"in and out":          {[]string{id, "--with", "notes", "--without", "notes", "-o", "x.pdf"}, exitFailed, "included and left out"},
		"a word in braces":    {[]string{id, "-o", "{dat}.pdf"}, exitFailed, "{dat}"},
		"a folder for a file": {[]string{id, "-o", ".", "--force"}, exitFailed, "is a folder"},
		"a folder stands":     {[]string{id, "-o", "."}, exitFailed, "is a folder, and the export a file. Name a file in it."},
		"Markdown by name":    {[]string{id, "-o", "review.md"}, exitFailed, "review.md would hold PDF press review. Name it review.pdf. Or choose --format markdown."},
		"PDF by name":         {[]string{id, "--format", "markdown", "-o", "review.pdf"}, exitFailed, "Leave its ending out. Or choose --format pdf."},
		"dry and existing":    {[]string{id, "-o", filepath.Base(files[0]), "--dry-run"}, exitFailed, "exists already. Choose another name, or --if-exists replace or number."},
		"dry and impossible":  {[]string{id, "--title", "{moon}", "-o", "x.pdf", "--dry-run"}, exitFailed, "{moon}"},
		"no output":           {[]string{id}, exitUsage, "--output"},
	} {
		t.Run(name, func(t *testing.T) {
			out, errors, code := n.try("", append([]string{"export"}, c.args...)...)
			if code != c.code || !strings.Contains(errors, c.says) || out != "" {
				t.Errorf("code %d, %q, %q, want %d and %q", code, out, errors, c.code, c.says)
			}
		})
	}
	if out := n.run("", "export", id, "-o", "x.pdf", "--dry-run"); out != filepath.Join(n.dir, "x.pdf")+" would have 1 clip.\n" {
		t.Errorf("without being made: %q", out)
	}
	entries, err := os.ReadDir(n.dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}

func TestExportTakesAllThatIsFound(t *testing.T) {
	n := newTerminal(t)
	n.add(lighthouse)
	n.add("A ferry for Skarn\n\nThe ferry to Skarn sails again after repairs to its rudder, said the harbour master in the morning.\n")
	for _, c := range []struct {
		want float64
		args []string
	}{{2, nil}, {1, []string{"--limit", "1"}}, {1, []string{"--search", "ferry", "--limit", "5"}}, {2, []string{"--search", "the sort:oldest"}}} {
		if report := n.object("", append([]string{"export", "-o", "all.pdf", "--force"}, c.args...)...); report["clips"] != c.want {
			t.Errorf("%v: %v clips, want %v", c.args, report["clips"], c.want)
		}
	}
}

func TestTemplatesShowWhatWasSaved(t *testing.T) {
	n := newTerminal(t)
	n.run("", "templates", "save", "Week", "--template", "Continuous", "--title", "Week {week}", "--margin", "20", "--size", "9.5", "--typeface", "sans", "--group", "day", "--order", "newest", "--paper", "letter", "--notes")
	const want = `Week (pdf)
  --format pdf
  --title "Week {week}"
  --layout continuous
  --order newest
  --group day
  --with highlights,notes
  --paper letter
  --typeface sans
  --margin 20
  --size 9.5
`
	if out := n.run("", "templates", "show", "week"); out != want {
		t.Errorf("it shows\n%swant\n%s", out, want)
	}
	n.run("", "templates", "save", "Vault", "--format", "markdown", "--flavour", "obsidian", "--names", "{outlet}/{title}", "--fields", "title,url=source")
	if out := n.run("", "templates", "show", "Vault"); !strings.HasSuffix(out, "  --flavour obsidian\n  --names \"{outlet}/{title}\"\n  --fields title,url=source\n") {
		t.Errorf("of Markdown it shows\n%s", out)
	}
	n.run("", "undo")
	shown := n.object("", "templates", "show", "Week")
	if options, ok := shown["options"].(map[string]any); !ok || options["layout"] != "continuous" || options["margin"] != 20.0 {
		t.Errorf("as JSON %v", shown)
	}
	if out := n.run("", "templates", "list", "--json"); strings.Count(out, "\n") != len(review.BuiltIn())+1 {
		t.Errorf("the list is\n%s", out)
	}
	n.run("", "undo")
	if _, _, code := n.try("", "templates", "show", "Week"); code != exitNotFound {
		t.Errorf("after undo: code %d", code)
	}
	if _, errors, code := n.try("", "templates", "delete", "List"); code != exitFailed || !strings.Contains(errors, "comes with Newsclip") {
		t.Errorf("a template of the program: code %d, %q", code, errors)
	}
}
