package story

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"newsclip/clip"
)

func TestEntities(t *testing.T) {
	of := func(lang string, texts ...string) []Document {
		var out []Document
		for i, text := range texts {
			title, body, _ := strings.Cut(text, "\n")
			out = append(out, Document{ID: clip.ID(rune('a' + i)), Title: title, Text: body, Lang: lang, Outlet: "Tarn Post"})
		}
		return out
	}
	for name, c := range map[string]struct {
		documents []Document
		want      []string
	}{
		"people and places of two clips": {of("en",
			"Harbour reopens\nYesterday the harbour of Brennick opened. Harbour Master Tomas Wren spoke.",
			"Ferries sail\nShips came to Brennick on Monday. Wren was glad, said President Ada Foss. Tomas Wren left."), []string{"Tomas Wren", "Brennick"}},
		"what one clip alone names is not told": {of("en",
			"Harbour reopens\nThe harbour of Brennick opened.", "Ferries sail\nShips came to Skarn on Monday."), nil},
		"one clip tells what it repeats": {of("en",
			"Harbour reopens\nThe harbour of Brennick opened. Ships came to Brennick. All of Brennick was there, Skarn was not."), []string{"Brennick"}},
		"neither outlets nor days nor agencies": {of("en",
			"A day\nThe Tarn Post said on Monday that Reuters and March came.", "A week\nThe Tarn Post said on Monday that Reuters and March came."), nil},
		"names with small words": {of("en",
			"A\nIt was said by the Bank of Ahorn, and later in North Tarn.", "B\nIt was said by the Bank of Ahorn, and later in North Tarn."), []string{"Bank of Ahorn", "North Tarn"}},
		"a headline in capitals tells nothing": {of("en",
			"Bakers Strike Again Over Bread\nthe bakers did it", "Bakers Strike Again Over Bread\nthe bakers did it"), nil},
		"German nouns are no names": {of("de",
			"Hafen wieder offen\nDer Hafen von Brennick ist offen, sagte Hafenmeister Tomas Wren. Ein Bagger kam.",
			"Schiffe fahren\nAm Hafen in Brennick fahren Schiffe. Ein Bagger ging, sagte Tomas Wren."), []string{"Brennick", "Tomas Wren"}},
		"a Russian name only in the nominative": {of("ru",
			"Комета\nКомету открыла Вера Одинцова из Глинки.", "Школа\nКомету нашла Вера Одинцова, из Глинки."), []string{"Вера Одинцова"}},
		"Chinese places by their nouns": {of("zh",
			"雪豹\n记者来到青岚山，看见雪豹。", "雪豹来了\n他说青岚山有雪。去青岚山。"), []string{"青岚山"}},
		"Japanese people by what stands behind": {of("ja",
			"選挙\n現職の堂島氏が勝った。北陵市で。", "選挙\n新人の堂島氏が負けた。昨日は北陵市で。"), []string{"北陵市", "堂島"}},
		"Arabic places by their nouns": {of("ar",
			"خبر\nوصلت السفينة إلى ميناء الزيتون أمس", "خبر آخر\nغادرت السفينة ميناء الزيتون اليوم"), []string{"ميناء الزيتون"}},
		"nothing": {nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := Entities(c.documents)
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("Entities = %q, want %q", got, c.want)
			}
		})
	}
}

// FuzzEntities holds that names stand in the texts, are few and not too long.
func FuzzEntities(f *testing.F) {
	f.Add("Tomas Wren’s dog", "of Brennick. J. Wren, Bank of", "en")
	f.Add("堂島氏", "ジョン・スミスと北陵市", "ja")
	f.Fuzz(func(t *testing.T, title, text, lang string) {
		if !utf8.ValidString(title + text) {
			return
		}
		d := Document{ID: "a", Title: title, Text: text, Lang: lang}
		names := Entities([]Document{d, {ID: "b", Title: title, Text: text, Lang: lang}})
		if len(names) > maxEntities {
			t.Errorf("%d names", len(names))
		}
		for _, name := range names {
			first, _, _ := strings.Cut(name, " ")
			if name == "" || utf8.RuneCountInString(name) > maxEntityRunes || !strings.Contains(title+"\n"+text, first) {
				t.Errorf("%q is told of %q", name, title+"\n"+text)
			}
		}
	})
}
