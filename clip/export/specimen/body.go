package specimen

import (
	"fmt"

	"newsclip/clip"
)

// body is an article of about two pages.
func (w *writer) body() clip.Body {
	var body clip.Body
	for part := range 2 + w.random.IntN(2) {
		if part > 0 {
			body = append(body, clip.NewHeading(2, w.text(w.headings)))
		}
		for range 2 + w.random.IntN(3) {
			body = append(body, w.paragraph())
		}
		if part == 0 || w.chance(35) {
			body = append(body, w.image())
		}
		body = append(body, w.rarity()...)
	}
	return append(body, w.paragraph())
}

// rarity is a block that not every part has.
func (w *writer) rarity() []clip.Block {
	switch n := w.random.IntN(100); {
	case n < 20:
		return []clip.Block{w.list(1)}
	case n < 35:
		return []clip.Block{{Kind: clip.Quote, Blocks: []clip.Block{w.paragraph()}}}
	case n < 50:
		return []clip.Block{w.table()}
	case n < 54:
		return []clip.Block{{Kind: clip.Code, Lang: "go", Text: fmt.Sprintf("func tide(hour int) float64 {\n\treturn %d * math.Sin(float64(hour))\n}", w.number)}}
	case n < 57:
		return []clip.Block{{Kind: clip.Embed, URL: fmt.Sprintf("https://video.example/watch/%d", w.number), Text: w.text(w.titles)}}
	case n < 60:
		return []clip.Block{{Kind: clip.Rule}}
	}
	return nil
}

func (w *writer) paragraph() clip.Block {
	plain := func(s string) clip.Inline { return clip.Inline{Kind: clip.Text, Text: s} }
	space := " "
	if !w.spaced() {
		space = ""
	}
	inlines := []clip.Inline{plain(w.prose(1 + w.random.IntN(3)))}
	if w.chance(40) {
		kinds := []clip.InlineKind{clip.Emphasis, clip.Strong, clip.Link, clip.Mark}
		marked := clip.Inline{Kind: kinds[w.random.IntN(len(kinds))], Inlines: []clip.Inline{plain(w.text(w.headings))}}
		if marked.Kind == clip.Link {
			marked.URL = fmt.Sprintf("https://archive.example/%s/%d", w.language, w.random.IntN(1000))
		}
		inlines = append(inlines, plain(space), marked, plain(space+w.prose(1+w.random.IntN(2))))
	}
	if w.chance(8) {
		inlines = append(inlines, plain(" 10"), clip.Inline{Kind: clip.Sup, Inlines: []clip.Inline{plain("3")}}, plain(" m"), clip.Inline{Kind: clip.Sup, Inlines: []clip.Inline{plain("2")}})
	}
	if w.chance(8) {
		inlines = append(inlines, plain(" "+pick(w, []string{"🌊", "⚓", "👩‍🔧", "🐟", "👍🏽", "🇵🇹"})))
	}
	return clip.Block{Kind: clip.Paragraph, Inlines: inlines}
}

func (w *writer) list(depth int) clip.Block {
	list := clip.Block{Kind: clip.List, Ordered: w.chance(50)}
	for i := range 3 + w.random.IntN(3) {
		item := clip.Block{Kind: clip.Item, Blocks: []clip.Block{clip.NewParagraph(w.text(w.headings))}}
		if i == 1 && depth < 3 && w.chance(50) {
			item.Blocks = append(item.Blocks, w.list(depth+1))
		}
		list.Blocks = append(list.Blocks, item)
	}
	return list
}

// table has a head, a column of words and two to five of numbers.
func (w *writer) table() clip.Block {
	columns := 3 + w.random.IntN(4)
	cell := func(header bool, text string) clip.Block {
		return clip.Block{Kind: clip.Cell, Header: header, Blocks: []clip.Block{clip.NewParagraph(text)}}
	}
	head := clip.Block{Kind: clip.Row}
	for range columns {
		head.Blocks = append(head.Blocks, cell(true, w.place()))
	}
	table := clip.Block{Kind: clip.Table, Inlines: []clip.Inline{{Kind: clip.Text, Text: w.text(w.headings)}}, Blocks: []clip.Block{head}}
	for range 4 + w.random.IntN(9) {
		row := clip.Block{Kind: clip.Row, Blocks: []clip.Block{cell(false, w.person())}}
		for range columns - 1 {
			row.Blocks = append(row.Blocks, cell(false, fmt.Sprint(w.random.IntN(10000))))
		}
		table.Blocks = append(table.Blocks, row)
	}
	return table
}

func (w *writer) image() clip.Block {
	w.images++
	caption := w.text(w.captions)
	return clip.Block{Kind: clip.Image, URL: imageURL(w.number, w.images), Alt: caption, Width: imageWidth, Height: imageHeight,
		Inlines: []clip.Inline{{Kind: clip.Text, Text: caption}}}
}
