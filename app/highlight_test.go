package app

import (
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/intake"
)

const weirPage = `<html><head><title>Weir holds</title></head><body><article><h1>Weir holds</h1>
<p>The weir at Brennick holds, the water board said on Monday after an inspection that took nine hours.</p>
<p>Two of its seven gates cannot be closed, and the board wants to replace them before the autumn rains.</p>
<p>The town had sent its fire brigade to the lower quay, where cellars were flooded twice in the spring.</p>
</article></body></html>`

func quotes(marks []Mark) string {
	var out []string
	for _, m := range marks {
		quote := m.Quote
		if m.Orphaned {
			quote = "(" + quote + ")"
		}
		out = append(out, quote)
	}
	return strings.Join(out, " | ")
}

// weir is a library with one clip.
type weir struct {
	*App
	t *testing.T
}

func newWeir(t *testing.T) (weir, clip.ID) {
	w := weir{open(t), t}
	return w, addPage(t, w.App, intake.Input{Kind: intake.KindHTML, Data: []byte(weirPage), MediaType: "text/html; charset=utf-8", URL: "https://brennick-post.example/weir"}).ID
}

func (d weir) marks(id clip.ID) []Mark {
	d.t.Helper()
	marks, err := d.Highlights(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return marks
}

func TestHighlightsStayThroughVersions(t *testing.T) {
	d, id := newWeir(t)
	for _, quote := range []string{"Two of its seven gates cannot be closed", "The weir at Brennick holds", "fire brigade to the lower quay"} {
		if _, err := d.HighlightQuote(t.Context(), id, quote, clip.Yellow, ""); err != nil {
			t.Fatal(err)
		}
	}
	const all = "The weir at Brennick holds | Two of its seven gates cannot be closed | fire brigade to the lower quay"
	if got := quotes(d.marks(id)); got != all {
		t.Fatalf("in reading order: %s", got)
	}
	before, err := d.Clip(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	body := EditText(before.Version.Body, "UPDATE: the gates.\n\nThe weir at Brennick holds, the water board said on Monday.\n\nThree of its seven gates cannot be closed, and the board wants to replace them before the autumn rains.")
	if _, err := d.Edit(t.Context(), id, Edit{Body: &body}); err != nil {
		t.Fatal(err)
	}
	if got := quotes(d.marks(id)); got != "The weir at Brennick holds | Two of its seven gates cannot be closed | (fire brigade to the lower quay)" {
		t.Errorf("after the edit: %s", got)
	}
	if err := d.UseVersion(t.Context(), id, before.Current); err != nil {
		t.Fatal(err)
	}
	if got := quotes(d.marks(id)); got != all {
		t.Errorf("in the older version: %s", got)
	}
}

func TestHighlightsThatOverlapBecomeOne(t *testing.T) {
	d, id := newWeir(t)
	mark := func(quote, note string, colour clip.Colour) clip.Highlight {
		t.Helper()
		h, err := d.HighlightQuote(t.Context(), id, quote, colour, note)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	first := mark("The weir at Brennick", "where?", clip.Yellow)
	mark("the water board said", "who?", clip.Yellow)
	mark("Brennick holds, the water board", "which board?", clip.Blue)
	marks := d.marks(id)
	if len(marks) != 1 || marks[0].ID != first.ID || marks[0].Quote != "The weir at Brennick holds, the water board said" ||
		marks[0].Note != "where?\n\nwho?\n\nwhich board?" || marks[0].Colour != clip.Blue {
		t.Fatalf("they are %+v", marks)
	}
	if _, err := d.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := quotes(d.marks(id)); got != "The weir at Brennick | the water board said" {
		t.Errorf("undone: %s", got)
	}
}

func TestHighlightNotesAreFound(t *testing.T) {
	d, id := newWeir(t)
	h, err := d.HighlightQuote(t.Context(), id, "seven gates", clip.Green, "ask Marrable about the contract")
	if err != nil {
		t.Fatal(err)
	}
	find := func(text string) int {
		t.Helper()
		found, err := d.Find(t.Context(), clip.Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return len(found.Rows)
	}
	if n := find("note:marrable"); n != 1 {
		t.Errorf("note:marrable finds %d clips", n)
	}
	note := "ask Petrov"
	if err := d.EditHighlight(t.Context(), h.ID, HighlightEdit{Note: &note}); err != nil {
		t.Fatal(err)
	}
	if n, m := find("note:marrable"), find("note:petrov"); n != 0 || m != 1 {
		t.Errorf("changed, the old note finds %d clips and the new %d", n, m)
	}
	if err := d.RemoveHighlights(t.Context(), h.ID); err != nil {
		t.Fatal(err)
	}
	if n := find("note:petrov"); n != 0 {
		t.Errorf("removed, it finds %d clips", n)
	}
	if _, err := d.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := find("note:petrov"); n != 1 {
		t.Errorf("undone, it finds %d clips", n)
	}
}

func TestOrphanIsPlacedByHand(t *testing.T) {
	d, id := newWeir(t)
	h, err := d.HighlightQuote(t.Context(), id, "Two of its seven gates cannot be closed", clip.Pink, "why?")
	if err != nil {
		t.Fatal(err)
	}
	body := clip.FromPlain("Most of the gates are shut.\n\nThe weir holds.")
	if _, err := d.Edit(t.Context(), id, Edit{Body: &body}); err != nil {
		t.Fatal(err)
	}
	if marks := d.marks(id); len(marks) != 1 || !marks[0].Orphaned {
		t.Fatalf("in a text without it: %+v", marks)
	}
	at := clip.Passage{To: clip.Position{Offset: 17}}
	if err := d.PlaceHighlight(t.Context(), h.ID, at); err != nil {
		t.Fatal(err)
	}
	marks := d.marks(id)
	if len(marks) != 1 || marks[0].Orphaned || marks[0].At != at || marks[0].Quote != "Most of the gates" || marks[0].Note != "why?" || marks[0].Colour != clip.Pink {
		t.Errorf("placed: %+v", marks)
	}
}

func TestHighlightQuoteWantsOnePlace(t *testing.T) {
	d, id := newWeir(t)
	for quote, kind := range map[string]clip.ErrorKind{"the": clip.ErrInvalid, "a dam": clip.ErrNotFound, "": clip.ErrNotFound} {
		if _, err := d.HighlightQuote(t.Context(), id, quote, clip.Yellow, ""); clip.KindOf(err) != kind {
			t.Errorf("%q: %v, want kind %s", quote, err, kind)
		}
	}
}
