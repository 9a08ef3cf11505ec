package reader

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"newsclip/clip"
)

func shown(t *testing.T, o Options, d Document) *View {
	t.Helper()
	test.NewTempApp(t)
	v := New(o)
	w := test.NewTempWindow(t, v)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(800, 600))
	v.SetDocument(d)
	return v
}

func textInline(s string) clip.Inline { return clip.Inline{Kind: clip.Text, Text: s} }

func sample() Document {
	return Document{
		Title: "Ferry line sails again", Source: "The Coastal Ledger · 4 March 2026", URL: "https://ledger.example/ferry",
		Body: clip.Body{
			{Kind: clip.Paragraph, Inlines: []clip.Inline{textInline("The ferry sailed at "),
				{Kind: clip.Link, URL: "https://ledger.example/dawn", Inlines: []clip.Inline{textInline("first light")}},
				textInline(" with forty passengers.")}},
			{Kind: clip.List, Blocks: []clip.Block{
				{Kind: clip.Item, Blocks: []clip.Block{clip.NewParagraph("Bread"), {Kind: clip.List, Ordered: true, Blocks: []clip.Block{
					{Kind: clip.Item, Blocks: []clip.Block{clip.NewParagraph("Rye")}}}}}},
				{Kind: clip.Item, Blocks: []clip.Block{clip.NewParagraph("Salt")}}}},
			{Kind: clip.Quote, Blocks: []clip.Block{clip.NewParagraph("We would like to be forgotten again.")}},
			{Kind: clip.Table, Inlines: []clip.Inline{textInline("Depths")}, Blocks: []clip.Block{
				{Kind: clip.Row, Blocks: []clip.Block{{Kind: clip.Cell, Header: true, Blocks: []clip.Block{clip.NewParagraph("Day")}}, {Kind: clip.Cell, Header: true, Blocks: []clip.Block{clip.NewParagraph("Metres")}}}},
				{Kind: clip.Row, Blocks: []clip.Block{{Kind: clip.Cell, Blocks: []clip.Block{clip.NewParagraph("Monday")}}, {Kind: clip.Cell, Blocks: []clip.Block{clip.NewParagraph("7")}}}}}},
			{Kind: clip.Code, Text: "depth = 7\nprint(depth)"},
			clip.NewParagraph("The last words."),
		},
	}
}

func TestLeavesAreThoseOfTheBody(t *testing.T) {
	d := sample()
	v := shown(t, Options{}, d)
	leaves := d.Body.Leaves()
	var own []*text
	for _, x := range v.page.texts {
		if x.leaf >= 0 {
			own = append(own, x)
		}
	}
	if len(own) != len(leaves) {
		t.Fatalf("got %d leaves, want %d", len(own), len(leaves))
	}
	for i, x := range own {
		if x.leaf != i || string(x.runes) != leaves[i].Text {
			t.Errorf("leaf %d: got %d %q, want %q", i, x.leaf, string(x.runes), leaves[i].Text)
		}
	}
}

func TestSelectionAcrossParagraphs(t *testing.T) {
	v := shown(t, Options{}, sample())
	v.page.from, v.page.to = Position{3, 2}, Position{0, 14}
	want := "ed at first light with forty passengers.\n\nBread\n\nRye\n\nSa"
	if got := v.SelectedText(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	v.SelectAll()
	got := v.SelectedText()
	if !strings.HasPrefix(got, "Ferry line") || !strings.HasSuffix(got, "The last words.") {
		t.Errorf("select all: got %q", got)
	}
	v.page.TypedShortcut(&fyne.ShortcutCopy{})
	if copied := fyne.CurrentApp().Clipboard().Content(); copied != got {
		t.Errorf("copied %q", copied)
	}
}

// place returns the middle of the first occurrence of needle on the page.
func place(t *testing.T, v *View, needle string) fyne.Position {
	t.Helper()
	marks := find(v.page.texts, needle, false)
	if len(marks) == 0 {
		t.Fatalf("%q is not on the page", needle)
	}
	var at fyne.Position
	walkTexts(v.page.elements, v.page.left, topMargin, func(s spot) {
		for _, l := range s.text.lines {
			for i := range l.pieces {
				p := &l.pieces[i]
				if s.text.leaf == marks[0].Leaf && marks[0].From >= p.from && marks[0].From < p.to {
					at = fyne.NewPos(s.x+s.text.xOf(p, marks[0].From)+1, s.y+l.y+s.text.lineHeight()/2)
				}
			}
		}
	})
	return at
}

func click(v *View, at fyne.Position) {
	e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary}
	v.page.MouseDown(e)
	v.page.MouseUp(e)
}

func TestLinks(t *testing.T) {
	var opened []string
	v := shown(t, Options{Open: func(url string) { opened = append(opened, url) }}, sample())
	click(v, place(t, v, "first light"))
	click(v, place(t, v, "forty"))
	if want := []string{"https://ledger.example/dawn"}; !slices.Equal(opened, want) {
		t.Errorf("opened %q, want %q", opened, want)
	}
	v.page.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: place(t, v, "first light")}})
	if v.page.Cursor() != desktop.PointerCursor {
		t.Error("no hand over a link")
	}
	opened = nil
	for _, url := range []string{"file:///etc/passwd", "javascript:alert(1)", "ssh://host", "%zz"} {
		v.page.follow(url)
	}
	if opened != nil {
		t.Errorf("opened %q", opened)
	}
}

func TestMouseSelects(t *testing.T) {
	v := shown(t, Options{}, sample())
	from, to := place(t, v, "ferry sailed"), place(t, v, "passengers")
	v.page.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	v.page.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
	v.page.DragEnd()
	if got, want := v.SelectedText(), "ferry sailed at first light with forty "; got != want {
		t.Errorf("drag: got %q, want %q", got, want)
	}
	v.page.DoubleTapped(&fyne.PointEvent{Position: place(t, v, "forgotten").AddXY(8, 0)})
	if got := v.SelectedText(); got != "forgotten" {
		t.Errorf("double click: got %q", got)
	}
}

func long(words int) Document {
	var body clip.Body
	for i := range words / 50 {
		body = append(body, clip.NewParagraph(strings.Repeat("harbour dredger silt crown ferry ", 10)+string(rune('a'+i%26))))
	}
	return Document{Title: "Long", Body: body}
}

func TestPaintsOnlyWhatIsInView(t *testing.T) {
	v := shown(t, Options{}, long(20_000))
	painter := test.WidgetRenderer(v.page)
	first := len(painter.Objects())
	if first == 0 || first > 250 {
		t.Errorf("%d objects for three screens", first)
	}
	v.page.scrollTo(v.page.height / 2)
	if n := len(painter.Objects()); n == 0 || n > 250 {
		t.Errorf("%d objects in the middle", n)
	}
	middle := painter.Objects()[0].Position().Y
	if d := v.scroll.Offset.Y - middle; d < 0 || d > 3*v.scroll.Size().Height {
		t.Errorf("painted %f units away from the view", d)
	}
}

func TestResizeKeepsThePlace(t *testing.T) {
	v := shown(t, Options{}, long(5_000))
	v.page.scrollTo(v.page.height / 2)
	before := v.page.anchor()
	v.Resize(fyne.NewSize(420, 500))
	after := v.page.anchor()
	if before.element != after.element {
		t.Errorf("element %d stood at the edge, now %d", before.element, after.element)
	}
	for _, x := range v.page.texts {
		for _, l := range x.lines {
			if last := l.pieces[len(l.pieces)-1]; last.x+last.width > v.page.column+1 {
				t.Fatalf("a line is %f wide, the column %f", last.x+last.width, v.page.column)
			}
		}
	}
}

func TestFind(t *testing.T) {
	v := shown(t, Options{}, long(5_000))
	if n := v.Find("SILT", 150); n != 1000 {
		t.Errorf("got %d hits, want 1000", n)
	}
	if v.scroll.Offset.Y == 0 {
		t.Error("the hit was not scrolled to")
	}
	if n := v.Find("absent", 0); n != 0 {
		t.Errorf("got %d hits", n)
	}
	if got := find(v.page.texts, "silt", true); len(got) != 1000 {
		t.Errorf("whole words: got %d", len(got))
	}
	if got := find(v.page.texts, "sil", true); len(got) != 0 {
		t.Errorf("part of a word: got %d", len(got))
	}
}

func TestImages(t *testing.T) {
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewRGBA(image.Rect(0, 0, 400, 200))); err != nil {
		t.Fatal(err)
	}
	var waiting []func()
	var asked []string
	o := Options{
		Image: func(url string) fyne.Resource {
			asked = append(asked, url)
			return fyne.NewStaticResource(url, data.Bytes())
		},
		Go: func(work, done func()) { waiting = append(waiting, func() { work(); done() }) },
	}
	v := shown(t, o, Document{Body: clip.Body{
		{Kind: clip.Image, URL: clip.ImageScheme + "aa"},
		{Kind: clip.Image, URL: "https://tracker.example/pixel.png", Alt: "a quay"},
		clip.NewParagraph("Under the images."),
	}})
	for _, f := range waiting {
		f()
	}
	if want := []string{clip.ImageScheme + "aa"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %q, want %q", asked, want)
	}
	images := 0
	for _, o := range test.WidgetRenderer(v.page).Objects() {
		if m, ok := o.(*canvas.Image); ok {
			images++
			if m.Size() != fyne.NewSize(400, 200) {
				t.Errorf("image of %v", m.Size())
			}
		}
	}
	if images != 1 {
		t.Errorf("%d images painted", images)
	}
}

func TestOrder(t *testing.T) {
	cases := []struct {
		name, text, want string
		rightToLeft      bool
	}{
		{"latin", "one two", "one two", false},
		{"hebrew in latin", "ab אב cd", "ab |אב| cd", false},
		{"number after hebrew", "x אב 12 גד y", "x |גד|12| אב| y|", false},
		{"latin in hebrew", "אב cd גד", "גד |cd| אב", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			runes := []rune(c.text)
			var got []string
			covered := 0
			for _, r := range order(runes, 0, len(runes), c.rightToLeft) {
				got = append(got, strings.TrimSpace(string(runes[r.from:r.to])))
				covered += r.to - r.from
			}
			var want []string
			for part := range strings.SplitSeq(strings.TrimSuffix(c.want, "|"), "|") {
				want = append(want, strings.TrimSpace(part))
			}
			if !slices.Equal(got, want) || covered != len(runes) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestNeutralsOfRightToLeft(t *testing.T) {
	test.NewTempApp(t)
	for text, want := range map[string]string{
		"אבג (12) דה": "דה| (|12|) |אבג|",
		"قالت مارتا كويل: «سمعنا صوتا».": ".«|سمعنا صوتا|» :|قالت مارتا كويل|",
		"لم يصب أحد. وعولج ثلاثة.":       ".|وعولج ثلاثة| .|لم يصب أحد|",
		"61 → 63 ships":      "61 →| 63 ships|",
		"می\u200cخواهم بروم": "می\u200cخواهم بروم|",
	} {
		x := captionText([]clip.Span{{Text: text}}, CaptionStyle{Size: 14})
		x.breakLines(&ruler{}, 1500)
		var got string
		for _, p := range x.lines[0].pieces {
			got += x.drawn(&p) + "|"
		}
		if got != want {
			t.Errorf("%q is drawn as\n%q, want\n%q", text, got, want)
		}
	}
}

// BenchmarkOpen20000Words opens a text with as many different words as a
// report of that length has, about 6,000.
func BenchmarkOpen20000Words(b *testing.B) {
	test.NewTempApp(b)
	v := New(Options{})
	test.NewTempWindow(b, v).Resize(fyne.NewSize(800, 600))
	var body clip.Body
	for i := range 400 {
		var words []string
		for k := range 50 {
			words = append(words, "word"+strconv.Itoa((i*50+k)*7919%6000))
		}
		body = append(body, clip.NewParagraph(strings.Join(words, " ")))
	}
	for b.Loop() {
		v.page.layout.ruler = ruler{}
		v.SetDocument(Document{Title: "Long", Body: body})
	}
}

func TestMenuSpeaksOfTheParagraphOrTheSelection(t *testing.T) {
	var asked [][]int
	v := shown(t, Options{Menu: func(leaves []int) []*fyne.MenuItem {
		asked = append(asked, leaves)
		return []*fyne.MenuItem{fyne.NewMenuItem("Take away", nil)}
	}}, sample())
	click := func(leaf int) {
		walkTexts(v.page.elements, v.page.left, topMargin, func(s spot) {
			if s.text.leaf == leaf {
				at := fyne.NewPos(s.x+4, s.y+4)
				v.page.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}, Button: desktop.MouseButtonSecondary})
			}
		})
	}
	click(3)
	if got := v.SelectedText(); got != "Salt" {
		t.Errorf("the menu is about %q", got)
	}
	v.page.from, v.page.to = Position{1, 0}, Position{3, 4}
	click(2)
	click(LeafTitle)
	if len(asked) != 2 || !slices.Equal(asked[0], []int{3}) || !slices.Equal(asked[1], []int{1, 2, 3}) {
		t.Errorf("asked about %v", asked)
	}
}
