package app

import (
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip"
	"newsclip/clip/export"
	"newsclip/clip/export/review"
)

// coastal is a library with three clips in a folder and one below it, of two
// stories.
func coastal(t *testing.T) (*App, clip.Folder, []clip.ID) {
	a := openAt(t, filepath.Join(t.TempDir(), "library"), ticking())
	t.Cleanup(func() { a.Close() })
	var ids []clip.ID
	for title, text := range map[string]string{"Ferry": "The ferry to Skarn sails again after repairs to its rudder.", "Choir": "A choir of miners sang in the old pit of Velm.",
		"Snow": "Snow closed the pass of Orrin for the ninth time.", "Bread": "The bakers of Tarn Head bake with island grain."} {
		ids = append(ids, addText(t, a, title, text))
	}
	slices.SortFunc(ids, func(x, y clip.ID) int { return strings.Compare(titleOf(t, a, x), titleOf(t, a, y)) })
	must(t, a.FileUnder(t.Context(), "Coast", ids[:3]...))
	must(t, a.FileUnder(t.Context(), "Coast/Inland", ids[3]))
	return a, got(a.FolderAt(t.Context(), "Coast"))(t), ids
}

func titleOf(t *testing.T, a *App, id clip.ID) string {
	return got(a.Clip(t.Context(), id))(t).Version.Title
}

// outlineOf is a document's title and its sections with the titles of their clips.
func outlineOf(document *review.Review) string {
	lines := []string{document.Title}
	for _, section := range document.Sections {
		line := section.Title + ":"
		for _, c := range section.Clips {
			line += " " + c.Version.Title
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, " | ")
}

func TestWhatBecomesADocument(t *testing.T) {
	a, coast, ids := coastal(t)
	story := got(a.Clip(t.Context(), ids[1]))(t).Story
	must(t, a.RenameStory(t.Context(), story, "Song"))
	for name, c := range map[string]struct {
		request ExportRequest
		want    string
	}{
		"a folder":          {ExportRequest{Folder: coast.ID, First: []clip.ID{ids[2], ids[0], ids[1]}}, "Coast | Coast: Ferry Bread Choir | Inland: Snow"},
		"a selection":       {ExportRequest{Clips: []clip.ID{ids[1], ids[3]}}, "Press review | : Choir Snow"},
		"in another tongue": {ExportRequest{Clips: ids[:1], Options: review.Options{Lang: "de"}}, "Pressespiegel | : Bread"},
		"a story":           {ExportRequest{Story: story}, "Song | Song: Choir"},
		"a search":          {ExportRequest{Query: clip.Query{Text: "rudder"}}, "Press review: rudder | Press review: rudder: Ferry"},
		"a name":            {ExportRequest{Clips: ids[:1], Name: "As {it} is"}, "As {it} is | : Bread"},
		"a title":           {ExportRequest{Clips: ids[:1], Name: "Coast", Options: review.Options{Title: "{title}, week {week}"}}, "Coast, week 9 | : Bread"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := outlineOf(got(a.Review(t.Context(), c.request))(t)); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

func TestWhatCannotBecomeADocument(t *testing.T) {
	a, coast, ids := coastal(t)
	for name, c := range map[string]struct {
		request ExportRequest
		want    clip.ErrorKind
	}{
		"a format":         {ExportRequest{Clips: ids, Format: "papyrus"}, clip.ErrInvalid},
		"a folder":         {ExportRequest{Folder: "nowhere"}, clip.ErrNotFound},
		"nothing found":    {ExportRequest{Query: clip.Query{Text: "submarine"}}, clip.ErrNotFound},
		"a paper":          {ExportRequest{Folder: coast.ID, Options: review.Options{Paper: "napkin"}}, clip.ErrInvalid},
		"a word in braces": {ExportRequest{Clips: ids, Options: review.Options{For: "{whom}"}}, clip.ErrInvalid},
		"a file's name":    {ExportRequest{Clips: ids, Target: "{dat}.pdf"}, clip.ErrInvalid},
		"a logo":           {ExportRequest{Clips: ids, Options: review.Options{Logo: "nowhere.png"}}, clip.ErrInvalid},
		"no target":        {ExportRequest{Clips: ids}, clip.ErrInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := a.Export(t.Context(), c.request); clip.KindOf(err) != c.want {
				t.Errorf("%v, want kind %q", err, c.want)
			}
		})
	}
}

func TestExportFillsInTheName(t *testing.T) {
	a, _, ids := coastal(t)
	dir := t.TempDir()
	request := ExportRequest{Clips: ids, Name: "Coast: now?", Target: filepath.Join(dir, "{date}", "{title}.pdf"), Existing: export.Number}
	for _, want := range []string{"Coast - now.pdf", "Coast - now 2.pdf"} {
		report := got(a.Export(t.Context(), request))(t)
		if day := filepath.Dir(report.Target); filepath.Base(report.Target) != want || len(filepath.Base(day)) != len("2026-03-05") || report.Clips != 4 {
			t.Errorf("%+v, want %s in a folder of the day", report, want)
		}
		if _, err := os.Stat(report.Target); err != nil {
			t.Error(err)
		}
	}
}

// TestDraftIsTheDocument holds how a draft begins, which reads few texts and
// keeps them from choice to choice, against the document.
func TestDraftIsTheDocument(t *testing.T) {
	a, coast, ids := coastal(t)
	must(t, a.RenameStory(t.Context(), got(a.Clip(t.Context(), ids[1]))(t).Story, "Song"))
	got(a.HighlightQuote(t.Context(), ids[2], "went there", clip.Yellow, "Whom did he ask?"))(t)
	request := ExportRequest{Folder: coast.ID}
	draft := a.Draft(request)
	for name, o := range map[string]review.Options{
		"plain": {}, "list": {Layout: review.ListOnly}, "by story": {Group: review.ByStory, Layout: review.Continuous}, "by outlet": {Order: review.ByOutlet, Group: review.PerOutlet},
		"with notes": {Parts: map[review.Part]bool{review.Notes: true, review.Highlights: true}}, "combined": {Markdown: review.Markdown{Combined: true}}} {
		request.Options = o
		document := got(a.Review(t.Context(), request))(t)
		pdf, markdown := got(export.Find("pdf"))(t), got(export.Find("markdown"))(t)
		want := got(export.Preview(t.Context(), pdf, document, o, 6, 60))(t)
		if pages := got(draft.Pages(t.Context(), "pdf", o, 6, 60))(t); !cmp.Equal(pages, want) {
			t.Errorf("%s: the pages are others", name)
		}
		_, text, err := export.PreviewText(t.Context(), markdown, document, o)
		must(t, err)
		_, drafted, err := draft.Text(t.Context(), "markdown", o)
		must(t, err)
		made := regexp.MustCompile("created: .*") // the clock goes on
		if diff := cmp.Diff(made.ReplaceAllString(text, ""), made.ReplaceAllString(drafted, "")); diff != "" || text == "" {
			t.Errorf("%s: want → got:\n%s", name, diff)
		}
	}
}

func TestPreviewOfARequest(t *testing.T) {
	a, _, ids := coastal(t)
	logo := filepath.Join(t.TempDir(), "logo.png")
	file := got(os.Create(logo))(t)
	pages := got(a.Draft(ExportRequest{Clips: ids}).Pages(t.Context(), "pdf", review.Options{}, 2, 120))(t)
	must(t, png.Encode(file, pages[0])) // any image will do
	must(t, file.Close())
	with := got(a.Draft(ExportRequest{Clips: ids}).Pages(t.Context(), "", review.Options{Logo: logo}, 9, 120))(t)
	if len(pages) != 2 || len(with) != 6 || pages[0].Bounds().Dx() != 120 || cmp.Equal(pages[0], with[0]) {
		t.Errorf("%d pages, %d with a logo", len(pages), len(with))
	}
	if pages := got(a.Draft(ExportRequest{Clips: ids}).Pages(t.Context(), "markdown", review.Options{}, 2, 120))(t); len(pages) != 0 {
		t.Errorf("Markdown has %d pages", len(pages))
	}
}

func TestTemplates(t *testing.T) {
	a, _, _ := coastal(t)
	ctx := t.Context()
	board := review.Template{Name: "  The  board ", Format: "markdown", Options: review.Options{For: "The board", Paper: "A5", Markdown: review.Markdown{Flavour: "obsidian"}}}
	must(t, a.SaveTemplate(ctx, board))
	board.Options.For = "The board and its guests"
	board.Name = "THE BOARD"
	must(t, a.SaveTemplate(ctx, board)) // in its place
	templates := got(a.Templates(ctx))(t)
	if len(templates) != len(review.BuiltIn())+1 {
		t.Fatalf("%d templates", len(templates))
	}
	saved := got(a.TemplateNamed(ctx, "the board"))(t)
	want := review.Template{Name: "THE BOARD", Format: "markdown", Options: review.Options{For: "The board and its guests", Paper: review.A5, Markdown: review.Markdown{Flavour: "obsidian"}}}
	if diff := cmp.Diff(want, saved); diff != "" {
		t.Errorf("want → got:\n%s", diff)
	}
	for name, err := range map[string]error{
		"a name that is taken": a.SaveTemplate(ctx, review.Template{Name: "press REVIEW", Format: "pdf"}),
		"a format":             a.SaveTemplate(ctx, review.Template{Name: "x", Format: "papyrus"}),
		"options":              a.SaveTemplate(ctx, review.Template{Name: "x", Format: "pdf", Options: review.Options{Size: 99}}),
		"no name":              a.SaveTemplate(ctx, review.Template{Format: "pdf"}),
		"one that comes along": a.DeleteTemplate(ctx, "List"),
		"one that is not":      a.DeleteTemplate(ctx, "Lists"),
	} {
		if kind := clip.KindOf(err); kind != clip.ErrInvalid && kind != clip.ErrExists && kind != clip.ErrNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	must(t, a.DeleteTemplate(ctx, "The Board"))
	if _, err := a.TemplateNamed(ctx, "the board"); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("after deleting: %v", err)
	}
}

// TestTemplatesComeBackFromABackup, but for one whose name another has here.
func TestTemplatesComeBackFromABackup(t *testing.T) {
	a, _, _ := coastal(t)
	for _, name := range []string{"Board", "Friday"} {
		must(t, a.SaveTemplate(t.Context(), review.Template{Name: name, Format: "pdf", Options: review.Options{For: "saved"}}))
	}
	other := openAt(t, filepath.Join(t.TempDir(), "other"), ticking())
	defer other.Close()
	must(t, other.SaveTemplate(t.Context(), review.Template{Name: "BOARD", Format: "pdf", Options: review.Options{For: "here"}}))
	b := got(other.OpenBackup(t.Context(), backUp(t, a), nil))(t)
	defer b.Close()
	got(b.Restore(t.Context(), RestoreOptions{}))(t)
	for name, want := range map[string]string{"Board": "here", "Friday": "saved"} {
		if got := got(other.TemplateNamed(t.Context(), name))(t); got.Options.For != want {
			t.Errorf("%s is for %q, want %q", name, got.Options.For, want)
		}
	}
}
