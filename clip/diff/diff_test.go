package diff

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"newsclip/clip"
)

// shown writes parts with what went in [- -] and what came in {+ +}.
func shown(all []Part) string {
	var out strings.Builder
	for _, p := range all {
		switch p.Op {
		case Deleted:
			out.WriteString("[-" + p.Text + "-]")
		case Inserted:
			out.WriteString("{+" + p.Text + "+}")
		default:
			out.WriteString(p.Text)
		}
	}
	return out.String()
}

func TestWords(t *testing.T) {
	for _, test := range []struct{ name, old, fresh, want string }{
		{"the same", "One two.", "One two.", "One two."},
		{"a number", "It cost 41,000 crowns.", "It cost 43,500 crowns.", "It cost [-41,000-]{+43,500+} crowns."},
		{"a word in front", "Ships sail.", "All ships sail.", "[-Ships-]{+All ships+} sail."},
		{"a word at the end", "Ships sail", "Ships sail today", "Ships sail{+ today+}"},
		{"two far apart", "The ferry left at nine with forty passengers on board", "The ferry left at ten with forty passengers aboard", "The ferry left at [-nine-]{+ten+} with forty passengers [-on board-]{+aboard+}"},
		{"nothing much between", "slow and steady wins", "quick and dirty loses", "[-slow and steady wins-]{+quick and dirty loses+}"},
		{"from nothing", "", "New.", "{+New.+}"},
		{"Chinese", "船上有六十一名乘客和十二名船员。", "船上有六十三名乘客和十四名船员。", "船上有六十[-一-]{+三+}名乘客和十[-二-]{+四+}名船员。"},
		{"Japanese", "市長は港を閉鎖すると発表した。", "市長は港を来月閉鎖すると発表した。", "市長は港を{+来月+}閉鎖すると発表した。"},
		{"Thai keeps its marks", "เรือเกยตื้นเมื่อคืนนี้", "เรือเกยตื้นเมื่อเช้านี้", "เรือเกยตื้นเมื่อ[-คืน-]{+เช้า+}นี้"},
		{"Arabic", "نقلت القوارب الجميع إلى الشاطئ", "نقلت القوارب الركاب إلى الشاطئ", "نقلت القوارب [-الجميع-]{+الركاب+} إلى الشاطئ"},
		{"Hindi", "बारह नाविक बचे", "चौदह नाविक बचे", "[-बारह-]{+चौदह+} नाविक बचे"},
	} {
		if got := shown(words(test.old, test.fresh)); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

// outline writes a comparison, a block a line.
func outline(c *Comparison) string {
	var out []string
	for _, b := range c.Blocks {
		out = append(out, fmt.Sprintf("%s: %s", b.Op, shown(b.Parts)))
	}
	return strings.Join(out, "\n")
}

func version(title, text string) *clip.Version {
	return &clip.Version{Metadata: clip.Metadata{Title: title}, Body: clip.FromPlain(text)}
}

const (
	one   = "The ferry Alma ran aground on the banks off Brennick on Monday night."
	two   = "Lifeboats from two harbours took everyone off before dawn, the coastguard said."
	three = "The owner said that the ship had been inspected on the first of March."
	four  = "High water on Tuesday evening is at 19.42, and two tugs will try to pull her free."
)

func TestBlocks(t *testing.T) {
	for _, test := range []struct{ name, old, fresh, want string }{
		{"the same", one + "\n\n" + two, one + "\n\n" + two, "same: " + one + "\nsame: " + two},
		{"one came", one + "\n\n" + three, one + "\n\n" + two + "\n\n" + three, "same: " + one + "\nadded: {+" + two + "+}\nsame: " + three},
		{"one went", one + "\n\n" + two + "\n\n" + three, one + "\n\n" + three, "same: " + one + "\nremoved: [-" + two + "-]\nsame: " + three},
		{"one was edited", one + "\n\n" + two, one + "\n\n" + strings.Replace(two, "two", "three", 1), "same: " + one + "\nchanged: Lifeboats from [-two-]{+three+} harbours took everyone off before dawn, the coastguard said."},
		{"one was written anew", one + "\n\n" + two, one + "\n\n" + four, "same: " + one + "\nremoved: [-" + two + "-]\nadded: {+" + four + "+}"},
		{"one moved", one + "\n\n" + two + "\n\n" + three + "\n\n" + four, two + "\n\n" + three + "\n\n" + four + "\n\n" + one, "same: " + two + "\nsame: " + three + "\nsame: " + four + "\nmoved: " + one},
		{"all went", one, "", "removed: [-" + one + "-]"},
		{"all came", "", one, "added: {+" + one + "+}"},
	} {
		c := Compare(version("", test.old), version("", test.fresh))
		if got := outline(&c); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestChanges(t *testing.T) {
	for _, test := range []struct {
		name, old, fresh string
		want             []Change
	}{
		{"a number and what it counts", "There were 61 passengers on board the Alma that night.", "There were 63 passengers on board the Alma that night.", []Change{{Kind: Number, Was: "61", Is: "63", About: "passengers"}}},
		{"a number up to a mark", "The storm killed 12.", "The storm killed 14.", []Change{{Kind: Number, Was: "12", Is: "14"}}},
		{"a time and a share", "At 19.42 some 5% of the homes had no light and no heating.", "At 20.10 some 7.5% of the homes had no light and no heating.", []Change{{Kind: Number, Was: "19.42", Is: "20.10", About: "some"}, {Kind: Number, Was: "5%", Is: "7.5%", About: "of the homes"}}},
		{"the one of two that changed", "It took 3 days and 9 hours to reach the port of Odde.", "It took 3 days and 7 hours to reach the port of Odde.", []Change{{Kind: Number, Was: "9", Is: "7", About: "hours"}}},
		{"a Chinese number whole", "船上有六十一名乘客，海岸警卫队说。", "船上有六十三名乘客，海岸警卫队说。", []Change{{Kind: Number, Was: "六十一", Is: "六十三", About: "名乘客"}}},
		{"a word for a number", "A crew of twelve was on board, the coastguard said.", "A crew of fourteen was on board, the coastguard said.", []Change{{Kind: Number, Was: "twelve", Is: "fourteen", About: "was on board"}}},
		{"a word and a numeral", "Zwölf Menschen wurden im Hafen gerettet.", "14 Menschen wurden im Hafen gerettet.", []Change{{Kind: Number, Was: "Zwölf", Is: "14", About: "Menschen"}}},
		{"an Arabic one", "نقل القارب ثلاثة أشخاص إلى المستشفى ليلا", "نقل القارب خمسة أشخاص إلى المستشفى ليلا", []Change{{Kind: Number, Was: "ثلاثة", Is: "خمسة", About: "أشخاص"}}},
		{"no number", "The ship sailed from the old quay at noon.", "The ship sailed from the new quay at noon.", nil},
		{"a quotation that went", "He spoke to the press. “Nobody was hurt in the storm,” the harbour master said.", "He spoke to the press.", []Change{{Kind: Quotation, Was: "Nobody was hurt in the storm"}}},
		{"a quotation that came", "The minister came.", "The minister came. « Nous allons reconstruire le port », dit-elle.", []Change{{Kind: Quotation, Is: "Nous allons reconstruire le port"}}},
		{"a quotation that changed", "“We will rebuild the whole port in two years,” she said.", "“We will rebuild the whole port in five years,” she said.", []Change{{Kind: Number, Was: "two", Is: "five", About: "years"}, {Kind: Quotation, Was: "We will rebuild the whole port in two years", Is: "We will rebuild the whole port in five years"}}},
		{"only its marks changed", "She said: “We will rebuild the whole port.” So they will.", "She said: «We will rebuild the whole port.» So they will.", nil},
		{"a German one", "Der Hafen ist zu. „Wir bauen ihn wieder auf“, sagte sie.", "Der Hafen ist zu.", []Change{{Kind: Quotation, Was: "Wir bauen ihn wieder auf"}}},
		{"a Japanese one", "市長が来た。「港を必ず再建します」と述べた。", "市長が来た。", []Change{{Kind: Quotation, Was: "港を必ず再建します"}}},
		{"a name in quotation marks", "The ship “Alma” sails.", "The ship sails.", nil},
	} {
		c := Compare(version("", test.old), version("", test.fresh))
		got := c.Changes
		for i := range got {
			got[i].At = clip.Position{}
		}
		if len(got)+len(test.want) > 0 && !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", test.name, got, test.want)
		}
	}
}

func TestDetailsComeAfterHeadlineNumbersAndQuotations(t *testing.T) {
	old, fresh := version("Ferry runs aground", "It had 61 on board. “We saw nothing at all,” he said."), version("Two dead on ferry", "It had 63 on board.")
	old.Authors, fresh.Authors = []string{"Ida Marlow"}, []string{"Ida Marlow", "Rosa Tern"}
	old.Published, _ = clip.ParseDate("2026-03-03")
	c := Compare(old, fresh)
	var kinds []Kind
	for _, change := range c.Changes {
		kinds = append(kinds, change.Kind)
	}
	if want := []Kind{Headline, Number, Quotation, Authors, Published}; !reflect.DeepEqual(kinds, want) {
		t.Errorf("got %v, want %v", kinds, want)
	}
	if c.Changes[0].At.Leaf != -1 || c.Changes[1].At.Leaf != 0 {
		t.Errorf("the headline is at %v, the number at %v", c.Changes[0].At, c.Changes[1].At)
	}
}

// TestMergedBody holds the frames of the merged body: lists stay lists.
func TestMergedBody(t *testing.T) {
	item := func(text string) string { return "<li><p>" + text + "</p></li>" }
	parse := func(xhtml string) *clip.Version {
		t.Helper()
		body, err := clip.ParseXHTML(xhtml)
		if err != nil {
			t.Fatal(err)
		}
		return &clip.Version{Body: body}
	}
	old := parse("<p>Before <strong>all</strong> this.</p><ul>" + item("Bread from the mill") + item("Salt of the sea") + "</ul><table><tr><th><p>Day</p></th><th><p>Metres</p></th></tr><tr><td><p>Monday</p></td><td><p>7</p></td></tr></table>")
	fresh := parse("<p>Before <strong>all of</strong> this.</p><ul>" + item("Bread from the mill") + item("Rye and barley for winter") + item("Salt of the sea") + "</ul><table><tr><th><p>Day</p></th><th><p>Metres</p></th></tr><tr><td><p>Monday</p></td><td><p>8</p></td></tr></table>")
	c := Compare(old, fresh)
	want := "<p>Before <strong>all of</strong> this.</p><ul>" + item("Bread from the mill") + item("Rye and barley for winter") + item("Salt of the sea") + "</ul><table><tr><th><p>Day</p></th><th><p>Metres</p></th></tr><tr><td><p>Monday</p></td><td><p>78</p></td></tr></table>"
	if got := strings.ReplaceAll(c.Body.XHTML(), "\n", ""); got != strings.ReplaceAll(parse(want).Body.XHTML(), "\n", "") {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if c.Changes[0].Was != "7" || c.Changes[0].Is != "8" {
		t.Errorf("in the table: %+v", c.Changes)
	}
}

func TestPicturesThatWentAndCame(t *testing.T) {
	picture := func(name, alt string) clip.Block {
		return clip.Block{Kind: clip.Image, URL: clip.ImageScheme + name, Alt: alt}
	}
	old := &clip.Version{Body: clip.Body{clip.NewParagraph(one), picture("a", "the quay"), clip.NewParagraph(two)}}
	fresh := &clip.Version{Body: clip.Body{clip.NewParagraph(one), clip.NewParagraph(two), picture("b", "the ship")}}
	c := Compare(old, fresh)
	want := "same: " + one + "\nremoved: [-Picture: the quay-]\nsame: " + two + "\nadded: "
	if got := outline(&c); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
