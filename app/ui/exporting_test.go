package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip/export/review"
)

// exportForm opens the dialog for all clips; its target is in a folder of the
// test's own.
func (d *desk) exportForm(name string) (*exportForm, string) {
	d.t.Helper()
	d.samples()
	f := d.askExportOf(app.ExportRequest{Clips: d.list.model.IDs()}, "The coast")
	target := filepath.Join(d.t.TempDir(), name)
	f.target.SetText(target)
	return f, target
}

func (d *desk) previewed(f *exportForm, text string) {
	d.t.Helper()
	d.until("a preview of "+text, func() bool { return strings.Contains(f.preview.state.Text, text) })
}

func TestExportShowsHowItBegins(t *testing.T) {
	d := newDesk(t)
	f, target := d.exportForm("review.pdf")
	d.previewed(f, " pages")
	f.format.SetSelected("Markdown folder")
	d.previewed(f, "Preview of 20")
	if !f.textual.Visible() || f.pages.Visible() {
		t.Error("the settings of pages stand for Markdown")
	}
	if got := f.target.Text; got != strings.TrimSuffix(target, ".pdf") {
		t.Errorf("the target is %s", got)
	}
	f.accept()
	d.until("the folder", func() bool {
		return strings.HasPrefix(d.notice.message.Text, "Exported to "+strings.TrimSuffix(target, ".pdf"))
	})
	files, err := filepath.Glob(filepath.Join(strings.TrimSuffix(target, ".pdf"), "*.md"))
	if err != nil || len(files) != 4 {
		t.Errorf("%d files, %v", len(files), err)
	}
	if d.notice.action.Text != "Open folder" {
		t.Errorf("it offers %q", d.notice.action.Text)
	}
}

func TestExportPDFOffersFileAndFolder(t *testing.T) {
	d := newDesk(t)
	f, target := d.exportForm("review.pdf")
	f.accept()
	d.until("the file", func() bool { return strings.HasPrefix(d.notice.message.Text, "Exported to "+target) })
	if _, err := os.Stat(target); err != nil {
		t.Error(err)
	}
	if !d.notice.other.Visible() || d.notice.other.Text != "Open folder" {
		t.Error("the folder is not offered")
	}
}

func TestExportOnlyShowsTheLastPreview(t *testing.T) {
	d := newDesk(t)
	f, _ := d.exportForm("review.pdf")
	f.format.SetSelected("Markdown folder")
	f.format.SetSelected("PDF press review")
	f.format.SetSelected("Markdown folder")
	d.previewed(f, "Preview of 20")
	f.cancel()
	if len(d.sheets) > 0 {
		t.Error("Esc leaves the dialog open")
	}
}

func TestExportTemplates(t *testing.T) {
	d := newDesk(t)
	f, _ := d.exportForm("review.pdf")
	d.until("the templates", func() bool { return len(f.template.Options) == len(review.BuiltIn()) })
	f.template.SetSelected("Obsidian")
	if f.model.Request.Format != "markdown" || f.model.Request.Markdown.Flavour != "obsidian" {
		t.Fatalf("the template is not used: %+v", f.model.Request)
	}
	f.model.Request.Set(review.Notes, true)
	f.refresh()
	if f.template.Selected != "Obsidian, changed" {
		t.Errorf("it shows %q", f.template.Selected)
	}
	f.saveTemplate()
	s := d.sheet()
	test.Type(d.window.Canvas().Focused(), "Vault")
	s.accept()
	d.until("the saved template", func() bool { return f.template.Selected == "Vault" })
	kept, err := d.app.TemplateNamed(t.Context(), "vault")
	if err != nil || !kept.Options.Has(review.Notes) || kept.Options.Markdown.Flavour != "obsidian" {
		t.Errorf("%+v, %v", kept, err)
	}
	f.deleteTemplate()
	d.until("the template's end", func() bool { return f.template.Selected == "Press review" })
	if len(f.model.Templates) != len(review.BuiltIn()) {
		t.Errorf("%d templates", len(f.model.Templates))
	}
}

func TestExportSettings(t *testing.T) {
	d := newDesk(t)
	f, _ := d.exportForm("review.pdf")
	f.template.SetSelected("List")
	o := &f.model.Request.Options
	if o.Layout != review.ListOnly || o.Has(review.Cover) {
		t.Fatalf("%+v", o)
	}
	for _, field := range test.LaidOutObjects(f.scroll.Content) {
		if e, ok := field.(*formField); ok && e.PlaceHolder == "The paper's own" {
			e.SetText("12,5")
			break
		}
	}
	if o.Margin != 12.5 {
		t.Errorf("the margin is %g", o.Margin)
	}
	tabs := map[fyne.Focusable]bool{}
	for range 60 {
		focused := d.window.Canvas().Focused()
		if tabs[focused] {
			break
		}
		tabs[focused] = true
		d.window.Canvas().FocusNext()
	}
	if len(tabs) < 25 {
		t.Errorf("Tab reaches %d widgets", len(tabs))
	}
	if focused, ok := d.window.Canvas().Focused().(fyne.CanvasObject); !ok || !focused.Visible() {
		t.Error("the focus is nowhere")
	}
}

func TestExportTellsWhatIsMissing(t *testing.T) {
	d := newDesk(t)
	d.exportDone(review.Report{Target: "/tmp/a.pdf", Warnings: []string{"An image is missing.", "A font is missing."}}, false)
	if !strings.Contains(d.notice.message.Text, "2 things could not be done") {
		t.Errorf("it says %q", d.notice.message.Text)
	}
	test.Tap(d.notice.action)
	if s := d.sheet(); s.title != "Exported, but" {
		t.Errorf("the sheet is %q", s.title)
	}
}

// TestExportSaysWhatIsWrongInTheDialog goes through what can be wrong: the
// dialog stays, with what was chosen, and says so beside it.
func TestExportSaysWhatIsWrongInTheDialog(t *testing.T) {
	d := newDesk(t)
	f, target := d.exportForm("review.pdf")
	f.target.SetText(" ")
	f.accept()
	if !f.trouble.label.Visible() || d.window.Canvas().Focused() != fyne.Focusable(f.target) {
		t.Error("without a place nothing is said")
	}
	blocked := filepath.Join(filepath.Dir(target), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f.target.SetText(filepath.Join(blocked, "review.pdf"))
	f.accept()
	d.until("the fault of the target", func() bool { return strings.Contains(f.trouble.label.Text, "in its path is a file") })
	f.target.SetText(target)
	f.model.Request.Title = "The {moon}"
	f.accept()
	d.until("the fault of the title", func() bool { return strings.Contains(f.preview.wrong.label.Text, "{moon}") })
	f.model.Request.Title = ""
	if err := os.WriteFile(target, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	f.accept()
	d.until("the question", func() bool { return d.sheets[len(d.sheets)-1].title == "Replace?" })
	d.sheet().cancel()
	if data, err := os.ReadFile(target); err != nil || string(data) != "before" || len(d.sheets) != 1 {
		t.Errorf("refused, the target is %q, %v, and %d dialogs are open", data, err, len(d.sheets))
	}
	f.accept()
	d.until("the question again", func() bool { return d.sheets[len(d.sheets)-1].title == "Replace?" })
	d.sheet().accept()
	d.until("the file", func() bool { return strings.HasPrefix(d.notice.message.Text, "Exported to "+target) })
}

func TestSavingATemplateSaysWhatIsWrong(t *testing.T) {
	d := newDesk(t)
	f, _ := d.exportForm("review.pdf")
	d.until("the templates", func() bool { return len(f.template.Options) == len(review.BuiltIn()) })
	f.saveTemplate()
	s := d.sheet()
	test.Type(d.window.Canvas().Focused(), "Press review")
	s.accept()
	said := func(text string) func() bool {
		return func() bool {
			for _, o := range test.LaidOutObjects(s.overlay) {
				if label, ok := o.(*widget.Label); ok && label.Visible() && strings.Contains(label.Text, text) {
					return true
				}
			}
			return false
		}
	}
	d.until("why not", said("comes with Newsclip and stays as it is"))
	if d.sheet() != s {
		t.Error("the question for the name is gone")
	}
}
