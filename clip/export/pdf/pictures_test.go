package pdf

import (
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/image/draw"

	"newsclip/clip"
	"newsclip/clip/export/review"
	"newsclip/clip/export/specimen"
)

// The pages that the README shows, of clips that we wrote: go test
// ./clip/export/pdf -run Pictures -update draws them anew.
var pictures = []struct {
	name    string
	options review.Options
	page    int // from 0
}{
	{"press-review.png", review.Options{Parts: map[review.Part]bool{review.Notes: true, review.Highlights: true}}, 2},
	{"press-list.png", review.Options{Layout: review.ListOnly, Lang: "en", Group: review.ByFolder}, 0},
}

const (
	pictureFolder = "../../../docs"
	pictureWidth  = 620 // pixels
)

// TestPicturesShowThePagesAsTheyAre fails when the README shows pages that
// Newsclip would not set any more. What it allows is a line that breaks
// elsewhere, not a part that is gone.
func TestPicturesShowThePagesAsTheyAre(t *testing.T) {
	for _, picture := range pictures {
		t.Run(picture.name, func(t *testing.T) {
			pages, err := Preview(t.Context(), coast(), picture.options, picture.page+1, pictureWidth)
			if err != nil || len(pages) != picture.page+1 {
				t.Fatalf("%d pages, %v", len(pages), err)
			}
			page, path := pages[picture.page], filepath.Join(pictureFolder, picture.name)
			if *update {
				draws(t, path, page)
			}
			if apart := difference(t, path, page); apart > 8 {
				t.Errorf("it is %.1f of 255 apart; look at it with -update", apart)
			}
		})
	}
}

func draws(t *testing.T, path string, page image.Image) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	page = withoutGrain(page)
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(file, page); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// withoutGrain rounds colours off, which makes a third of the file.
func withoutGrain(page image.Image) image.Image {
	const step = 5 // of 255, so that white stays
	out := image.NewRGBA(page.Bounds())
	draw.Draw(out, out.Bounds(), page, page.Bounds().Min, draw.Src)
	for i := range out.Pix {
		out.Pix[i] = uint8((int(out.Pix[i]) + step/2) / step * step)
	}
	return out
}

// coast is a review to be shown.
func coast() *review.Review {
	at := func(day int) clip.Date {
		return clip.Date{Time: time.Date(2026, time.March, day, 8, 0, 0, 0, time.UTC), DayOnly: true}
	}
	c := func(title, outlet, lang, standfirst, author, url string, published clip.Date, text ...clip.Block) clip.Clip {
		return clip.Clip{ID: clip.ID(url), Version: clip.Version{Body: text, Metadata: clip.Metadata{Title: title, Outlet: outlet, Lang: lang, Standfirst: standfirst,
			Authors: []string{author}, URL: "https://" + url, Published: published}}}
	}
	p := func(text string) clip.Block { return clip.NewParagraph(text) }
	vote := c("Council votes to rebuild the northern breakwater before another winter", "Ellery Courier", "en",
		"Forty-one million, a bond and a quarrel over the spawning season: what Tuesday’s vote means for the basin.", "Mara Lindqvist",
		"ellery-courier.example/2026/03/breakwater-vote", at(4),
		p("The harbour council of Port Ellery voted on Tuesday to rebuild the northern breakwater, which has been closed to walkers since the storms of last winter. Nine members were for it, four against; the chair of the works committee called it the last evening on which it could still be decided."),
		clip.Block{Kind: clip.Paragraph, Inlines: inlines(words("Engineers had warned that "), around(clip.Mark, "a third of its concrete armour is no longer interlocking"), words(", and that another season of heavy swell could open the basin to the sea. “We are not going to wait for a photograph of a wave in somebody’s kitchen,” said Ines Okafor, who wrote the report."))},
		clip.Block{Kind: clip.Image, URL: specimenPhoto, Alt: "The breakwater in the morning", Inlines: inlines(words("The dunes behind the breakwater, seen from the pilots’ tower. Photograph: Nils Aro"))},
		clip.NewHeading(2, "Who pays, and when"),
		p("Costs are put at 41 million, of which the region is expected to carry somewhat more than half; the remainder is to come from mooring fees and a municipal bond. The fishing cooperative welcomed the decision but asked that dredging be kept out of the spawning months."),
		p("Work begins in spring."))
	quiet := c("Fishers ask for quiet spawning months", "The Basin Gazette", "en", "", "Tom Adeyemi", "basin-gazette.example/fishing/quiet-months", at(5),
		p("The fishing cooperative of Port Ellery wants the dredgers to rest from April to June. In a letter to the council, which 62 skippers have signed, it says that two of the last five seasons were lost to mud. The council is to answer within the month."))
	tariff := c("Was die neue Hafengebühr für Segler bedeutet", "Nordküster Tagblatt", "de", "Liegeplätze werden ab Mai um ein Zehntel teurer. Für Gäste ändert sich vorerst nichts.", "Greta Sommerlad",
		"nordkuester-tagblatt.example/lokales/hafengebuehr", at(6), p("Liegeplätze im Hafen von Port Ellery werden ab Mai teurer."))
	dune := c("À Port-Ellery, la dune recule de trois mètres par an", "Le Courrier des Grèves", "fr", "", "Anaïs Kerbrat", "courrier-des-greves.example/littoral/dune", at(7),
		p("Derrière la jetée, la dune recule de trois mètres par an depuis que les blocs ont bougé. Les géographes de l’université de Brennick l’ont mesuré sept hivers de suite. « La mer ne demande pas l’avis du conseil », dit l’une d’elles."))
	port := c("Порт Эллери восстановит северный волнорез", "Вестник Залива", "ru", "Совет порта проголосовал за строительство стоимостью сорок один миллион.", "Ирина Белова", "vestnik-zaliva.example/port/volnorez", at(5), p("Совет порта Эллери во вторник проголосовал за восстановление северного волнореза."))
	bread := c("Bakers of Tarn Head bake with island grain", "Tarn Head Courier", "en", "", "Rosa Tern", "tarn-head-courier.example/food/island-grain", at(3),
		p("For the first time in forty years bread in Tarn Head is baked from grain that grew within sight of the oven. The mill grinds on Thursdays; by Friday noon the loaves are gone."))
	return &review.Review{Title: "The coast this week", Subtitle: "For the board of the harbour authority", From: at(3).Time, To: at(7).Time,
		Created:  time.Date(2026, time.March, 9, 8, 0, 0, 0, time.UTC),
		Sections: []review.Section{{Title: "The breakwater", Clips: []clip.Clip{vote, quiet, port, dune}}, {Title: "Around the harbour", Clips: []clip.Clip{tariff, bread}}},
		About:    map[clip.ID]review.About{vote.ID: {Notes: []review.Note{{Quote: "a third of its concrete armour is no longer interlocking", Text: "Our own survey of May says a quarter. Ask the works committee before Friday."}}}},
		Image:    func(_ context.Context, url string) ([]byte, string, error) { return specimen.Image(url) }}
}

const specimenPhoto = clip.ImageScheme + "specimen-0-1"
