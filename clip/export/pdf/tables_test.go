package pdf

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

func row(cells ...clip.Block) clip.Block { return clip.Block{Kind: clip.Row, Blocks: cells} }

// figures is a table of a head, a column of names and others of numbers.
func figures(columns, rows int) clip.Block {
	head := row(cell(true, "Harbour"))
	for i := range columns - 1 {
		head.Blocks = append(head.Blocks, cell(true, fmt.Sprintf("Quarter %d", i+1)))
	}
	table := clip.Block{Kind: clip.Table, Inlines: inlines(words("Landings by quarter")), Blocks: []clip.Block{head}}
	for r := range rows {
		line := row(cell(false, fmt.Sprintf("Basin %d", r+1)))
		for i := range columns - 1 {
			line.Blocks = append(line.Blocks, cell(false, fmt.Sprintf("%d,%03d.50", 10+r, i*7)))
		}
		table.Blocks = append(table.Blocks, line)
	}
	return table
}

// spanned is a table whose first column names so many rows each.
func spanned(groups, rows int, name func(group int) string) clip.Block {
	port, landings := cell(true, "Port"), cell(true, "Landings")
	port.RowSpan, landings.ColSpan = 2, 2
	table := clip.Block{Kind: clip.Table, Blocks: []clip.Block{row(port, landings), row(cell(true, "Fleet"), cell(true, "Remarks"))}}
	for g := range groups {
		for r := range rows {
			line := row(cell(false, fmt.Sprintf("Fleet %d.%d", g+1, r+1)), cell(false, sentences[r%5]))
			if r == 0 {
				first := cell(false, name(g+1))
				first.RowSpan = rows
				line.Blocks = append([]clip.Block{first}, line.Blocks...)
			}
			table.Blocks = append(table.Blocks, line)
		}
	}
	return table
}

var boxPattern = regexp.MustCompile(`/MediaBox\[0 0 ([0-9.]+) ([0-9.]+)\]`)

// shapes writes down the pages of a file: "|" an upright one, "-" a turned one.
func shapes(file []byte) string {
	var out strings.Builder
	for _, m := range boxPattern.FindAllStringSubmatch(string(file), -1) {
		var width, height float64
		fmt.Sscan(m[1], &width)
		fmt.Sscan(m[2], &height)
		if width > height {
			out.WriteByte('-')
		} else {
			out.WriteByte('|')
		}
	}
	return out.String()
}

func one(t *testing.T, o review.Options, blocks ...clip.Block) (pages []string, shape string) {
	t.Helper()
	o.Parts = map[review.Part]bool{review.Cover: false, review.Contents: false, review.Sources: false}
	file, _ := write(t, &review.Review{Image: kept(t), Sections: []review.Section{{Clips: []clip.Clip{article("Landings", "Desk", blocks...)}}}}, o)
	strict(t, file)
	return newReadBack(t, file).pages(), shapes(file)
}

// TestWideTablesTurn sets tables that the width of a page has no room for.
func TestWideTablesTurn(t *testing.T) {
	before, after := clip.NewParagraph(prose(0, 5)), clip.NewParagraph("After. "+prose(1, 5))
	quoted := clip.Block{Kind: clip.Quote, Blocks: []clip.Block{figures(14, 3)}}
	cases := []struct {
		name   string
		blocks []clip.Block
		want   string
	}{
		{"one that fits", []clip.Block{before, figures(8, 3), after}, "|"},
		{"text goes on before it", []clip.Block{before, figures(14, 3), after}, "|-"},
		{"it has pages of its own", []clip.Block{before, figures(14, 40), after}, "|---"},
		{"text that has no room there follows", []clip.Block{before, figures(14, 3), clip.NewParagraph(prose(0, 40)), after}, "|-|"},
		{"nothing but it", []clip.Block{figures(14, 3)}, "-"},
		{"two of them", []clip.Block{before, figures(14, 3), figures(14, 3), after}, "|-"},
		{"in a quote", []clip.Block{before, quoted, after}, "|"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			pages, shape := one(t, review.Options{}, c.blocks...)
			if shape != c.want {
				t.Fatalf("pages %q, want %q", shape, c.want)
			}
			all := strings.Join(pages, " ")
			for i, page := range pages {
				if shape[i] == '-' && !strings.Contains(page, "Harbour Quarter 1 Quarter 2") {
					t.Errorf("page %d lacks the heads: %.200q", i+1, page)
				}
			}
			for _, want := range []string{"Quarter 13", "10,084.50"} {
				if len(c.blocks) > 0 && shape != "|" && !strings.Contains(all, want) {
					t.Errorf("the text lacks %q", want)
				}
			}
		})
	}
}

// TestHeadingGoesWithItsTable looks where the heading of a turned table stands.
func TestHeadingGoesWithItsTable(t *testing.T) {
	heading := clip.NewHeading(2, "The figures")
	pages, shape := one(t, review.Options{Layout: review.Continuous}, clip.NewParagraph(prose(0, 3)), heading, figures(14, 3))
	if shape != "|-" || !strings.Contains(pages[1], "The figures Landings by quarter Harbour") {
		t.Errorf("without text behind it: pages %q, %q", shape, pages)
	}
	pages, shape = one(t, review.Options{Layout: review.Continuous}, clip.NewParagraph(prose(0, 3)), heading, figures(14, 3), clip.NewParagraph("After."))
	if shape != "|-" || !strings.Contains(pages[0], "The figures After.") {
		t.Errorf("with text behind it: pages %q, %q", shape, pages)
	}
}

// TestSpannedRowsPart looks at rows of one cell on two pages.
func TestSpannedRowsPart(t *testing.T) {
	pages, _ := one(t, review.Options{}, spanned(1, 50, func(g int) string { return fmt.Sprint("Ellery ", g) }))
	if len(pages) != 3 {
		t.Fatalf("%d pages, want 3", len(pages))
	}
	for i, page := range pages {
		if !strings.Contains(page, "Port Landings Fleet Remarks") || strings.Count(page, "Ellery 1") != 1 {
			t.Errorf("page %d lacks the heads or the name of its rows: %.200q", i+1, page)
		}
	}
	long := prose(0, 90)
	pages, _ = one(t, review.Options{}, spanned(1, 4, func(int) string { return long }))
	all := squash(strings.Join(pages, ""))
	for _, sentence := range slices.Concat(sentences[:5], []string{"Fleet 1.4"}) {
		if !strings.Contains(all, squash(sentence)) && len(pages) < 3 {
			t.Errorf("the %d pages lack %q", len(pages), sentence)
		}
	}
	if got := strings.Count(all, "Workbeginsinspring."); got != strings.Count(squash(long), "Workbeginsinspring.") {
		t.Errorf("the last sentence stands there %d times", got)
	}
}

// TestPartedRowsStayWithin holds every line of cells against the foot of the
// page and the row below.
func TestPartedRowsStayWithin(t *testing.T) {
	for lines := 10; lines < 90; lines += 7 {
		b := newTestBook(t)
		in := b.composer(nil)
		tall := row(cell(false, prose(0, lines)), cell(false, prose(3, lines/2)))
		span := spanned(2, 5, func(g int) string { return prose(g, lines/g) })
		span.Blocks = append(span.Blocks, tall, row(cell(false, "The end"), cell(false, "of it")))
		g := newGrid(&span)
		in.measure(g)
		g.widths = columnWidths(g, in.width)
		if err := in.fillCells(t.Context(), g, b.tree.element("Table", nil)); err != nil {
			t.Fatal(err)
		}
		lowest := map[*page]float64{} // by page: where the last line that was drawn ends
		for _, line := range g.rows {
			for _, cell := range line {
				for i := range cell.content.items {
					it := &cell.content.items[i]
					it.draw = func(p *page, top float64) { lowest[p] = min(lowest[p], top-it.height) }
				}
			}
		}
		in.rows(g)
		for i := range in.flow.items {
			it := &in.flow.items[i]
			draw := it.draw
			it.draw = func(p *page, top float64) {
				lowest[p] = top
				draw(p, top)
				if foot := top - it.height - cellPadding; lowest[p] < foot-0.1 && it.height > 1 {
					t.Errorf("%d lines: item %d ends at %.1f, what it draws at %.1f", lines, i, foot, lowest[p])
				}
			}
		}
		if err := b.paginate(t.Context(), in.flow.items); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNumbersStandBelowEachOther(t *testing.T) {
	table := clip.Block{Kind: clip.Table, Blocks: []clip.Block{row(cell(true, "Port"), cell(true, "Tonnes"), cell(true, "Share"), cell(true, "Quay")),
		row(cell(false, "Ellery"), cell(false, "1,200.5"), cell(false, "–"), cell(false, "4")),
		row(cell(false, "Basin"), cell(false, "−7"), cell(false, "41 %"), cell(false, "4b")),
		row(cell(false, "Marl"), cell(false, "€ 8"), cell(false, "9 %"), cell(false, "5"))}}
	if got := newGrid(&table).numbers(); !slices.Equal(got, []bool{false, true, true, false}) {
		t.Errorf("numbers = %v", got)
	}
}
