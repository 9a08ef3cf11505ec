package ui

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
)

func TestPasteKeepsAClipAndOpensIt(t *testing.T) {
	d := newDesk(t)
	d.program.Clipboard().SetContent("Orchard prize goes to Lower Wend\n\n" + strings.Repeat("The apples of Lower Wend won the prize of the county on Sunday, the jury said after a long tasting. ", 8))
	d.shortcut(&fyne.ShortcutPaste{})
	d.until("the clip", func() bool { return d.reading.clip.ID != "" && d.list.model.Len() == 1 })
	if text := d.reading.clip.Version.Body.Plain(); !strings.Contains(text, "apples of Lower Wend") {
		t.Errorf("the clip says %q", text)
	}
	d.reading.view.SelectAll()
	if got := d.reading.view.SelectedText(); !strings.Contains(got, "apples of Lower Wend") {
		t.Errorf("the reader shows %q", got)
	}
}

func TestDuplicateAsks(t *testing.T) {
	d := newDesk(t)
	var sentences []string
	for i, street := range strings.Fields("Mill Chapel Orchard Weaver Tanner Bridge Castle Meadow Lantern Cooper Anchor Willow") {
		sentences = append(sentences, fmt.Sprintf("From %s Street the new tramway takes %d minutes to the quay, and car number %d stops beside the %s inn.", street, i*3+4, i*17+100, street))
	}
	text := "Tramway opens to Upper Quay\n\n" + strings.Join(sentences, "\n\n")
	for range 2 {
		d.program.Clipboard().SetContent(text)
		d.paste()
		d.until("an answer", func() bool { return d.covered() || d.reading.clip.ID != "" })
		if d.covered() {
			break
		}
		d.until("the work's end", func() bool { return len(d.notice.jobs.Objects) == 0 })
		d.escape()
	}
	d.until("the question", d.covered)
	if n := d.list.model.Len(); n != 1 {
		t.Errorf("%d clips, want 1", n)
	}
}

func TestEscapeOnAQuestionLeavesTheWayBack(t *testing.T) {
	d := newDesk(t)
	page := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><title>Ferry late</title><article><h1>Ferry late</h1><p>More soon.</p></article>")
	}
	site := httptest.NewServer(http.HandlerFunc(page))
	defer site.Close()
	d.program.Clipboard().SetContent(site.URL + "/late")
	d.paste()
	if d.sheet().title != "Not kept yet" {
		t.Fatalf("asked %q", d.sheet().title)
	}
	d.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	d.until("the way back", func() bool { return d.notice.action.Visible() && d.notice.action.Text == "Keep it anyway" })
	if d.covered() || d.list.model.Len() != 0 {
		t.Errorf("Escape left the question open or kept the page: %d clips", d.list.model.Len())
	}
	if jobs, err := d.app.Waiting(t.Context()); err != nil || len(jobs) != 0 {
		t.Errorf("the address still waits: %v, %v", jobs, err)
	}
	test.Tap(d.notice.action)
	d.until("the clip", func() bool { return d.list.model.Len() == 1 && d.reading.clip.ID != "" })
}

func TestCancelledBatchWaitsAndIsResumed(t *testing.T) {
	d := newDesk(t)
	let, asked := make(chan struct{}), make(chan struct{}, 9)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		select {
		case <-let:
		case <-r.Context().Done():
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<!doctype html><title>Sluice %s</title><article><h1>Sluice %[1]s</h1>%[2]s</article>", r.URL.Path,
			paragraphs("The sluice "+r.URL.Path+" lets boats through from noon until the evening bell of day %d, the keeper said."))
	}))
	defer site.Close()
	d.program.Clipboard().SetContent(site.URL + "/1\n" + site.URL + "/2")
	d.paste()
	d.until("the work", func() bool { return len(d.notice.jobs.Objects) == 1 })
	<-asked
	for _, o := range test.LaidOutObjects(d.notice.jobs) {
		if b, ok := o.(*widget.Button); ok && b.Text == "Cancel" {
			test.Tap(b)
		}
	}
	d.until("the message", func() bool { return strings.Contains(d.notice.message.Text, "Not clipped yet: 2 inputs") })
	d.until("its line in the left pane", func() bool { return d.tree.Nodes[view.KeyWaiting].Count == 2 })
	close(let)
	test.Tap(d.notice.action)
	d.sheet().accept()
	d.until("the clips", func() bool { return d.list.model.Len() == 2 && d.tree.Nodes[view.KeyWaiting].Count == 0 })
}

// TestABatchAsksOnceAndTellsAll pastes a list with a mistyped address, an address
// twice over a clip of before, two that are no article and one that fails.
func TestABatchAsksOnceAndTellsAll(t *testing.T) {
	d := newDesk(t)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/sluice":
			fmt.Fprint(w, "<!doctype html><title>Sluice opens</title><article><h1>Sluice opens</h1>"+
				paragraphs("The sluice lets boats through from noon until the evening bell of day %d, the keeper said.")+"</article>")
		case "/gone":
			w.WriteHeader(http.StatusNotFound)
		default:
			fmt.Fprintf(w, "<!doctype html><title>Short %s</title><article><h1>Short %[1]s</h1><p>More soon.</p></article>", r.URL.Path)
		}
	}))
	defer site.Close()
	d.program.Clipboard().SetContent(site.URL + "/sluice")
	d.paste()
	d.until("the clip", func() bool { return d.list.model.Len() == 1 && len(d.notice.jobs.Objects) == 0 })
	d.program.Clipboard().SetContent("For Monday\nThe sluice: " + site.URL + "/sluice\n" + site.URL + "/gone\nhtp:/mistyped\n" + site.URL + "/1\n" + site.URL + "/2")
	d.paste()
	s := d.sheet()
	if s.title != "2 of 4 not kept yet" {
		t.Fatalf("asked %q", s.title)
	}
	for _, o := range test.LaidOutObjects(s.overlay) {
		if check, ok := o.(*formCheck); ok && strings.Contains(check.Text, "/2") {
			check.SetChecked(true)
		}
	}
	s.accept()
	d.until("the account", func() bool {
		return d.notice.message.Text == "2 clips kept, 1 of them clipped before, 1 failed, 1 not kept. “htp:/mistyped” is no address. Correct it and add it again."
	})
	test.Tap(d.notice.action)
	for _, b := range d.sheet().buttons {
		if b := b.(*formButton); b.Text == "Keep only the earlier ones" {
			test.Tap(b)
		}
	}
	d.until("the two", func() bool { return d.list.model.Len() == 2 })
}

// TestANewVersionShowsAtOnce keeps a new version of the clip that is open.
func TestANewVersionShowsAtOnce(t *testing.T) {
	d := newDesk(t)
	title := "Weir opens"
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><title>"+title+"</title><article><h1>"+title+"</h1>"+
			paragraphs("The weir below the paper mill holds again, the water board said at the dam on day %d.")+"</article>")
	}))
	defer site.Close()
	d.program.Clipboard().SetContent(site.URL + "/weir")
	d.paste()
	d.until("the clip", func() bool { return d.reading.clip.ID != "" && len(d.notice.jobs.Objects) == 0 })
	title = "Weir stays shut"
	d.paste()
	s := d.sheet()
	if said := labelsIn(s.overlay); !strings.Contains(said, "Since then: headline.") {
		t.Errorf("the question says %q", said)
	}
	s.accept()
	d.until("the new version", func() bool { return d.reading.clip.Version.Title == title })
	if d.notice.message.Text != "Kept as a new version." {
		t.Errorf("said %q", d.notice.message.Text)
	}
	d.paste()
	if said := labelsIn(d.sheet().overlay); !strings.Contains(said, "Nothing has changed since.") {
		t.Errorf("the second question says %q", said)
	}
}

// labelsIn joins the texts of all labels.
func labelsIn(o fyne.CanvasObject) string {
	var out []string
	for _, o := range test.LaidOutObjects(o) {
		if label, ok := o.(*widget.Label); ok {
			out = append(out, label.Text)
		}
	}
	return strings.Join(out, "\n")
}

// TestAPasteOutlivesAWindowClosedOnAQuestion pastes a text that was clipped
// before, leaves the question unanswered, and opens the library again.
func TestAPasteOutlivesAWindowClosedOnAQuestion(t *testing.T) {
	d := newDesk(t)
	text := `Weir of Lower Wend holds

The weir of Lower Wend holds again since Sunday, when divers set the last of its forty oak posts under the old paper mill.

Engineer Runa Vell of the water board said that the posts were cut in the forest of Orrin and floated down the river in one night.

Anglers may return on the first of April, rowers not before the summer, because the current at the sluice is still too strong for them.`
	d.program.Clipboard().SetContent(text)
	d.paste()
	d.until("the clip", func() bool { return d.list.model.Len() == 1 })
	d.paste()
	if d.sheet().title != "Already clipped" {
		t.Fatalf("asked %q", d.sheet().title)
	}
	dir := d.app.Dir()
	if err := d.app.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), app.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	jobs, err := a.Waiting(t.Context())
	if err != nil || len(jobs) != 1 || !strings.Contains(jobs[0].Name, "Weir of Lower Wend holds") {
		t.Fatalf("waiting: %+v, %v", jobs, err)
	}
	results, err := a.Resume(t.Context(), false, app.AddOptions{})
	if err != nil || len(results) != 1 || results[0].Outcome != app.Duplicate || results[0].Pending == nil {
		t.Errorf("resumed: %+v, %v", results, err)
	}
}

// paragraphs is a sentence eight times, each with its number.
func paragraphs(sentence string) string {
	var out strings.Builder
	for i := range 8 {
		fmt.Fprintf(&out, "<p>"+sentence+"</p>", i+1)
	}
	return out.String()
}

func TestDroppedFilesAndAddresses(t *testing.T) {
	d := newDesk(t)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><title>Weir mended</title><article><h1>Weir mended</h1>"+
			paragraphs("The weir below the paper mill holds again, the water board said at the dam on day %d.")+"</article>")
	}))
	defer site.Close()
	name := filepath.Join(t.TempDir(), "orchard.txt")
	text := "Orchard prize goes to Lower Wend\n\n" + strings.Repeat("The apples of Lower Wend won the prize of the county on Sunday, the jury said. ", 9)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	address, err := storage.ParseURI(site.URL + "/weir")
	if err != nil {
		t.Fatal(err)
	}
	d.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(name), address})
	d.until("both clips", func() bool { return d.list.model.Len() == 2 })
}

func TestTextAloneIsSaidOnce(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere the system always gives the HTML")
	}
	d := newDesk(t)
	t.Setenv("PATH", "") // neither xclip nor wl-paste
	for i, place := range []string{"quay of Brennick", "market of Ostwick"} {
		d.program.Clipboard().SetContent("News from the " + place + "\n\n" + strings.Repeat("Much was said and done at the "+place+" on Sunday. ", 12))
		d.paste()
		d.until("the clip", func() bool { return d.list.model.Len() == i+1 && strings.Contains(d.notice.message.Text, "kept") })
		if said := strings.Contains(d.notice.message.Text, "xclip"); said != (i == 0) {
			t.Errorf("paste %d says %q", i+1, d.notice.message.Text)
		}
		d.notice.message.SetText("")
	}
}

func TestBatchSaysWhomItWaitsFor(t *testing.T) {
	w := underway{"Clipping 4 inputs", []string{"https://a.example/1", "https://b.example/2", "https://c.example/3", "https://c.example/4"}}
	for _, step := range []struct{ came, says string }{
		{"https://a.example/1", "Clipping 4 inputs"},
		{"pasted text", "Clipping 4 inputs"},
		{"https://b.example/2", "Clipping 4 inputs – waiting for c.example"},
		{"https://c.example/4", "Clipping 4 inputs – waiting for c.example"},
		{"https://c.example/3", "Clipping 4 inputs"},
	} {
		if says := w.without(step.came); says != step.says {
			t.Errorf("after %s it says %q, want %q", step.came, says, step.says)
		}
	}
}
