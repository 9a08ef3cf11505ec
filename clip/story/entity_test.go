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
		"a Chinese person whom the clips repeat": {of("zh",
			"郑阿渔谈海\n船长郑阿渔说，风太大。后来郑阿渔走了。", "风停\n昨夜，郑阿渔带船回港。问到明天，郑阿渔笑了。"), []string{"郑阿渔"}},
		"a longer Chinese name, not its beginning": {of("zh",
			"停航\n岚江市港务局说停航。今早岚江市港务局开会。", "复航\n岚江市港务局来信。船长等岚江市港务局回复。"), []string{"岚江市港务局"}},
		"no common words of Chinese": {of("zh",
			"工作\n我们工作，他们工作。工作好，很多工作。", "工作\n没有工作，工作难。"), nil},
		"a Japanese name between particles": {of("ja",
			"月雫丸が出港\n月雫丸は朝に出た。人々は月雫丸を見送った。", "月雫丸、戻る\n夜に月雫丸が戻り、月雫丸の灯が見えた。"), []string{"月雫丸"}},
		"a Japanese mayor is no town": {of("ja",
			"会見\n鵜殿沢市長が話した。鵜殿沢市長は笑った。", "会見\n昨日、鵜殿沢市長が来た。鵜殿沢市長も。"), []string{"鵜殿沢"}},
		"an Arabic name that the clips repeat": {of("ar",
			"عودة الزمردة\nأبحرت الزمردة فجرا. شاهد الصيادون الزمردة.", "الزمردة تصل\nرست الزمردة ليلا، واستقبل الناس الزمردة بالورود."), []string{"الزمردة"}},
		"what one Chinese clip alone repeats is not told": {of("zh",
			"郑阿渔谈海\n船长郑阿渔说，风太大。后来郑阿渔走了。听郑阿渔讲。", "风停\n昨夜船回港。"), nil},
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
