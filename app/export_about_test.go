package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

func TestExportWithAndWithoutNotes(t *testing.T) {
	d, id := newWeir(t)
	if err := d.SetNote(t.Context(), id, "For Friday's page.\n\nAsk the board."); err != nil {
		t.Fatal(err)
	}
	for quote, note := range map[string]string{"Two of its seven gates": "which two?", "the autumn rains": "", "sent its fire brigade to the lower quay": "how many men?"} {
		if _, err := d.HighlightQuote(t.Context(), id, quote, clip.Yellow, note); err != nil {
			t.Fatal(err)
		}
	}
	body := clip.FromPlain("The weir holds.\n\nTwo of its seven gates cannot be closed before the autumn rains.")
	if _, err := d.Edit(t.Context(), id, Edit{Body: &body}); err != nil {
		t.Fatal(err)
	}
	export := func(notes bool) string {
		t.Helper()
		target := filepath.Join(t.TempDir(), "out")
		request := ExportRequest{Format: "markdown", Target: target, Clips: []clip.ID{id}}
		request.Set(review.Highlights, notes)
		request.Set(review.Notes, notes)
		if _, err := d.Export(t.Context(), request); err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(filepath.Join(target, "*.md"))
		if err != nil || len(files) != 1 {
			t.Fatalf("%d files, %v", len(files), err)
		}
		text, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	const want = `<mark>Two of its seven gates</mark> cannot be closed before <mark>the autumn rains</mark>.

## Notes

For Friday's page.

Ask the board.

> Two of its seven gates

which two?

> sent its fire brigade to the lower quay

*The text does not say this any more.*

how many men?
`
	if text := export(true); !strings.Contains(text, want) {
		t.Errorf("with notes:\n%s", text)
	}
	text := export(false)
	for _, private := range []string{"<mark>", "Friday", "which two", "how many"} {
		if strings.Contains(text, private) {
			t.Errorf("without notes it says %q:\n%s", private, text)
		}
	}
}

func TestExportKnowsFoldersAndStories(t *testing.T) {
	d, id := newWeir(t)
	if err := d.FileUnder(t.Context(), "Rivers/Weirs", id); err != nil {
		t.Fatal(err)
	}
	c, err := d.Clip(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	about := func() review.About {
		t.Helper()
		document, err := d.Review(t.Context(), ExportRequest{Clips: []clip.ID{id}})
		if err != nil {
			t.Fatal(err)
		}
		return document.About[id]
	}
	if got := about(); got.Story != "" || !slices.Equal(got.Folders, []string{"Rivers/Weirs"}) {
		t.Errorf("a clip that stands alone: %+v", got)
	}
	if err := d.RenameStory(t.Context(), c.Story, "The weir"); err != nil {
		t.Fatal(err)
	}
	if got := about(); got.Story != "The weir" {
		t.Errorf("in a story that has a name: %+v", got)
	}
}

func TestPreviewWritesNothing(t *testing.T) {
	d, id := newWeir(t)
	name, text, err := d.Draft(ExportRequest{Clips: []clip.ID{id}}).Text(t.Context(), "markdown", review.Options{})
	if err != nil || !strings.HasSuffix(name, ".md") || !strings.Contains(text, "Two of its seven gates") {
		t.Errorf("%s: %q, %v", name, text, err)
	}
	if _, _, err := d.Draft(ExportRequest{Folder: "none"}).Text(t.Context(), "markdown", review.Options{}); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("of a folder that is gone: %v", err)
	}
}
