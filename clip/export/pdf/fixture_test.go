package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
	"time"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// Invented outlets, invented news.

var sentences = []string{
	"The harbour council of Port Ellery voted on Tuesday to rebuild the northern breakwater, which has been closed to walkers since the storms of last winter.",
	"Engineers had warned that a third of its concrete armour was no longer interlocking, and that another season of heavy swell could open the basin to the sea.",
	"“We are not going to wait for a photograph of a wave in somebody's kitchen,” said Ines Okafor, who chairs the works committee.",
	"The fishing cooperative welcomed the decision but asked that dredging be kept out of the spawning months.",
	"Costs are put at 41 million, of which the region is expected to carry somewhat more than half; the remainder is to come from mooring fees and a municipal bond.",
	"Opponents called the environmental assessment incomprehensible, extraordinarily hurried, and unrepresentative of the neighbourhoods that lie behind the dunes.",
	"Work begins in spring.",
}

func prose(from, count int) string {
	text := ""
	for i := range count {
		if i > 0 {
			text += " "
		}
		text += sentences[(from+i)%len(sentences)]
	}
	return text
}

func inlines(list ...clip.Inline) []clip.Inline { return list }

func words(s string) clip.Inline { return clip.Inline{Kind: clip.Text, Text: s} }

func around(kind clip.InlineKind, s string) clip.Inline {
	return clip.Inline{Kind: kind, Inlines: inlines(words(s))}
}

func date(day int) clip.Date {
	return clip.Date{Time: time.Date(2026, time.March, day, 9, 0, 0, 0, time.UTC), DayOnly: true}
}

func article(title, outlet string, blocks ...clip.Block) clip.Clip {
	return clip.Clip{Version: clip.Version{Metadata: clip.Metadata{Title: title, Outlet: outlet, Published: date(4), Lang: "en",
		Authors: []string{"Mara Lindqvist", "Tom Adeyemi"}, URL: "https://ellery-courier.example/news/2026/03/04/breakwater-vote"}, Body: blocks}}
}

func cell(header bool, text string) clip.Block {
	return clip.Block{Kind: clip.Cell, Header: header, Blocks: []clip.Block{clip.NewParagraph(text)}}
}

func longTable(rows int) clip.Block {
	table := clip.Block{Kind: clip.Table, Inlines: inlines(words("Landings by port, tonnes")), Blocks: []clip.Block{
		{Kind: clip.Row, Blocks: []clip.Block{cell(true, "Harbour"), cell(true, "Skipper"), cell(true, "Tonnes"), cell(true, "Remarks")}}}}
	for i := range rows {
		table.Blocks = append(table.Blocks, clip.Block{Kind: clip.Row, Blocks: []clip.Block{
			cell(false, fmt.Sprintf("Pier %d", i+1)), cell(false, "A. Marsh"), cell(false, fmt.Sprint(100+i*7)), cell(false, sentences[i%3])}})
	}
	return table
}

func spanningTable() clip.Block {
	tall := cell(false, "Both quarters")
	tall.RowSpan = 2
	wide := cell(false, "No landings were reported in the third quarter")
	wide.ColSpan = 3
	row := func(cells ...clip.Block) clip.Block { return clip.Block{Kind: clip.Row, Blocks: cells} }
	return clip.Block{Kind: clip.Table, Blocks: []clip.Block{row(cell(true, "Season"), cell(true, "Fleet"), cell(true, "Share")),
		row(tall, cell(false, "North"), cell(false, "41 %")), row(cell(false, "South"), cell(false, "59 %")), row(wide)}}
}

const (
	photoURL   = clip.ImageScheme + "photo"
	drawingURL = clip.ImageScheme + "drawing"
	glassURL   = clip.ImageScheme + "glass"
	brokenURL  = clip.ImageScheme + "broken"
	vectorURL  = clip.ImageScheme + "vector"
)

func everyBlock() []clip.Block {
	list := clip.Block{Kind: clip.List, Ordered: true, Start: 9, Blocks: []clip.Block{
		{Kind: clip.Item, Blocks: []clip.Block{clip.NewParagraph("Close the northern walk from the first of May. " + sentences[1])}},
		{Kind: clip.Item, Blocks: []clip.Block{clip.NewParagraph("Move the moorings:"), {Kind: clip.List, Blocks: []clip.Block{
			{Kind: clip.Item, Blocks: []clip.Block{clip.NewParagraph("trawlers to the inner basin")}},
			{Kind: clip.Item, Blocks: []clip.Block{clip.NewParagraph("pilots to the fuel quay")}}}}}}}}
	return []clip.Block{
		clip.NewParagraph(prose(0, 5)),
		{Kind: clip.Paragraph, Inlines: inlines(words("With "), around(clip.Emphasis, "emphasis"), words(", "), around(clip.Strong, "strength"), words(", "),
			around(clip.Mark, "a marked passage"), words(", CO"), around(clip.Sub, "2"), words(" and 10"), around(clip.Sup, "3"), words(", "),
			clip.Inline{Kind: clip.CodeSpan, Text: "tide --ebb"}, words(", a "),
			clip.Inline{Kind: clip.Link, URL: "https://harbour.example/plans?id=7&view=all", Inlines: inlines(words("link to the plans"))}, words(" and a"), clip.Inline{Kind: clip.Break}, words("break. Ελληνικά, Русский: Порт Эллери."))},
		clip.NewHeading(2, "What was decided"),
		clip.NewParagraph(prose(1, 6)),
		list,
		{Kind: clip.Quote, Blocks: []clip.Block{clip.NewParagraph(prose(2, 2)), clip.NewParagraph("— the minutes of the council")}},
		{Kind: clip.Image, URL: photoURL, Alt: "The breakwater at low tide", Inlines: inlines(words("The breakwater at low tide, seen from the pilots' tower. Photograph: Nils Aro"))},
		clip.NewHeading(3, "The figures"),
		spanningTable(),
		longTable(24),
		clip.NewParagraph(prose(3, 5)),
		{Kind: clip.Image, URL: drawingURL, Alt: "A chart of costs"},
		{Kind: clip.Image, URL: glassURL, Alt: "A logo"},
		{Kind: clip.Image, URL: vectorURL, Alt: "A plan"},
		{Kind: clip.Code, Text: "func tide(h int) bool {\n\treturn h > 12 // ebb\n}", Lang: "go"},
		{Kind: clip.Embed, URL: "https://video.example/watch/8812", Text: "Waves over the breakwater"},
		{Kind: clip.Rule},
		{Kind: clip.Image, URL: brokenURL, Alt: "A picture that did not survive", Inlines: inlines(words("Its caption stays"))},
		clip.NewParagraph(prose(4, 4)),
	}
}

func photo(width, height int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, color.RGBA{uint8(x * 255 / width), uint8(120 + y*100/height), uint8(160 + (x*y)%64), 255})
		}
	}
	return img
}

func drawing(alpha uint8) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, 240, 90))
	for x := range 240 {
		for y := range 90 {
			img.Set(x, y, color.NRGBA{20, 60, uint8(x / 60 * 60), 255 - alpha*uint8(y/45)})
		}
	}
	return img
}

// kept is the library's store of images.
func kept(t testing.TB) func(context.Context, string) ([]byte, string, error) {
	var jpg, chart, glass bytes.Buffer
	for _, err := range []error{jpeg.Encode(&jpg, photo(900, 600), nil), png.Encode(&chart, drawing(0)), png.Encode(&glass, drawing(100))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><rect x="5" y="5" width="60" height="30" fill="#a33"/></svg>`
	files := map[string][]byte{photoURL: jpg.Bytes(), drawingURL: chart.Bytes(), glassURL: glass.Bytes(), vectorURL: []byte(svg), brokenURL: []byte("no image at all")}
	return func(_ context.Context, url string) ([]byte, string, error) {
		data, ok := files[url]
		if !ok {
			return nil, "", errors.New("the library does not have it")
		}
		return data, "", nil
	}
}

func pressReview(t testing.TB) *review.Review {
	whole := article("Council votes to rebuild the northern breakwater before another winter of storms", "Ellery Courier", everyBlock()...)
	whole.Version.Standfirst = "Forty-one million, a bond and a quarrel over the spawning season: what the vote means for the basin."
	whole.Version.Section = "Local"
	plain := article("Fishers ask for quiet spawning months", "The Basin Gazette", clip.NewParagraph(prose(3, 12)), clip.NewParagraph(prose(2, 9)))
	russian := article("Совет порта проголосовал за новый волнорез", "Вестник Эллери", clip.NewParagraph("Совет порта Эллери во вторник проголосовал за восстановление северного волнореза, закрытого для прохожих после зимних штормов. Инженеры предупреждали, что треть бетонных блоков больше не сцеплена между собой."))
	russian.Version.Lang = "ru"
	greek := article("Το λιμάνι ψήφισε", "Νέα του Λιμανιού", clip.NewParagraph("Το συμβούλιο του λιμανιού ψήφισε την Τρίτη υπέρ της ανακατασκευής του βόρειου κυματοθραύστη."))
	greek.Version.Lang = "el"
	return &review.Review{Title: "Harbour press review", Subtitle: "For the works committee", Lang: "en",
		Created: time.Date(2026, time.March, 9, 8, 30, 0, 0, time.UTC), From: date(2).Time, To: date(8).Time, Image: kept(t),
		Sections: []review.Section{{Title: "Breakwater", Clips: []clip.Clip{whole, plain}},
			{Title: "Abroad", Clips: []clip.Clip{}}, {Title: "In other languages", Depth: 1, Clips: []clip.Clip{russian, greek}}}}
}
