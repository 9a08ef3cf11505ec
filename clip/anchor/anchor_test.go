package anchor

import (
	"strings"
	"testing"

	"newsclip/clip"
)

// mark returns the highlight of what stands between [ and ] in a text, and the
// text without them. Empty lines part paragraphs.
func mark(t *testing.T, marked string) clip.Highlight {
	t.Helper()
	text := strings.NewReplacer("[", "", "]", "").Replace(marked)
	body := clip.FromPlain(text)
	from := position(t, body, marked[:strings.Index(marked, "[")])
	to := position(t, body, strings.Replace(marked[:strings.Index(marked, "]")], "[", "", 1))
	h := clip.Highlight{}
	h.Passage, h.Quote, h.Before, h.After = New(body).Keep(clip.Passage{From: from, To: to})
	if h.Quote == "" {
		t.Fatalf("nothing is marked in %q", marked)
	}
	return h
}

// position returns where a text ends that a body begins with.
func position(t *testing.T, body clip.Body, start string) clip.Position {
	t.Helper()
	leaf := strings.Count(start, "\n\n")
	within := start[strings.LastIndex("\n\n"+start, "\n\n"):]
	if leaf >= len(body.Leaves()) {
		t.Fatalf("the body has no leaf %d", leaf)
	}
	return clip.Position{Leaf: leaf, Offset: len([]rune(within))}
}

const ferry = "The ferry Alma ran aground off Brennick on Monday night.\n\n" +
	"[A crew of twelve was taken off by lifeboat before dawn], the coastguard said.\n\n" +
	"The owner said the ship had been inspected in March."

var findings = []struct{ name, marked, now, want string }{
	{"unchanged", ferry, strings.NewReplacer("[", "", "]", "").Replace(ferry), "A crew of twelve was taken off by lifeboat before dawn"},
	{"a paragraph before it is new", ferry, "UPDATED at noon with the names.\n\nThe ferry Alma ran aground off Brennick on Monday night.\n\nA crew of twelve was taken off by lifeboat before dawn, the coastguard said.",
		"A crew of twelve was taken off by lifeboat before dawn"},
	{"words after it are others", ferry, "A crew of twelve was taken off by lifeboat before dawn. Nothing was said of the cargo.", "A crew of twelve was taken off by lifeboat before dawn"},
	{"a number in it changed", ferry, "The ferry Alma ran aground off Brennick on Monday night.\n\nA crew of fourteen was taken off by lifeboat before dawn, the coastguard said.",
		"A crew of fourteen was taken off by lifeboat before dawn"},
	{"words were put in", ferry, "The ferry Alma ran aground off Brennick on Monday night.\n\nA crew of at least fourteen men was taken off by a lifeboat before dawn, the coastguard said.",
		"A crew of at least fourteen men was taken off by a lifeboat before dawn"},
	{"its first word is another", "He said: [twelve people were aboard the ship], and went.", "He said: fourteen people were aboard the ship, and went.", "fourteen people were aboard the ship"},
	{"its last word is another", "He said: [they found the ship on Monday], and went.", "He said: they found the ship on Tuesday, and went.", "they found the ship on Tuesday"},
	{"the paragraph moved to the end", ferry, "The owner said the ship had been inspected in March.\n\nThe ferry Alma ran aground.\n\nA crew of twelve was taken off by lifeboat before dawn, the coastguard said.",
		"A crew of twelve was taken off by lifeboat before dawn"},
	{"the sentence went", ferry, "The ferry Alma ran aground off Brennick on Monday night.\n\nThe owner said the ship had been inspected in March.", ""},
	{"all went", ferry, "Tides for Tuesday: high water at 4.12 and 16.40.", ""},
	{"nothing is left", ferry, "", ""},
	{"it was rewritten", ferry, "The ferry Alma ran aground off Brennick on Monday night.\n\nThe lifeboat brought everyone ashore, the coastguard said.", ""},
	{"white space and breaks differ", "The\u00a0ship [sailed from\u00a0Odde at ten] sharp.", "The ship sailed  from\nOdde at\u200b ten sharp.", "sailed from\nOdde at\u200b ten"},
	{"it was split in two paragraphs", "First. [They left at ten. They came home at noon.] Last.", "First.\n\nThey left at ten.\n\nThey came home at noon. Last.", "They left at ten.\n\nThey came home at noon."},
	{"two paragraphs became one", "First of all.\n\n[They left at ten.\n\nThey came home] at noon.", "First of all. They left at ten. They came home at noon.", "They left at ten. They came home"},
	{"the second of three alike", "Mills: no comment. Peters: [no comment]. Owens: no comment.", "Mills: no comment. Peters: no comment. Owens: no comment. Abel: no comment.", "2"},
	{"the third of three alike, moved", "Mills: no comment. Peters: no comment. Owens: [no comment].", "Owens: no comment. Mills: no comment. Peters: no comment.", "1"},
	{"a short one whose sentence went", "The fire killed [12] in the night. The hall has 300 seats.", "The hall has 300 seats, in rows of 12 each, and a balcony.", ""},
	{"a short one whose sentence stayed", "The fire killed [12] in the night. The hall has 300 seats.", "Overnight news: The fire killed 12 in the night. The hall has rows of 12 seats.", "1"},
	{"a part of a word", "The [ship]owners met.", "All the shipowners met.", "ship"},
	{"a sentence was put into its middle", "Before all this. [The harbour master closed the outer basin to all traffic on Friday. Nobody was hurt in the collision that followed the next day.] And so on.",
		"Before all this. The harbour master closed the outer basin to all traffic on Friday. Two tugs stood by with their lights on and one of them, the older, burned a flare to warn the boats that came in from the banks. Nobody was hurt in the collision that followed the next day. And so on.",
		"The harbour master closed the outer basin to all traffic on Friday. Two tugs stood by with their lights on and one of them, the older, burned a flare to warn the boats that came in from the banks. Nobody was hurt in the collision that followed the next day."},
	{"Chinese, a number changed", "海岸警卫队说。[周一夜间，渡轮上的十二名船员获救]，船主没有回应。", "最新消息。海岸警卫队说。周一夜间，渡轮上的十四名船员获救，船主没有回应。", "周一夜间，渡轮上的十四名船员获救"},
	{"Chinese, short and gone", "[十二]名船员获救，船主没有回应。", "港口有十二个泊位，明天开放。", ""},
	{"Japanese", "市長は[港を閉鎖すると]発表した。", "昨日、市長は港を一時閉鎖すると発表した。", "港を一時閉鎖すると"},
	{"Korean", "시장은 [항구를 닫겠다고] 발표했다.", "어제 시장은 항구를 닫겠다고 발표했다.", "항구를 닫겠다고"},
	{"Arabic, a word changed", "قال خفر السواحل إن [طاقم العبارة نُقل إلى الشاطئ قبل الفجر] يوم الاثنين.", "قال خفر السواحل إن طاقم العبارة كله نُقل إلى الشاطئ قبل الفجر يوم الاثنين.", "طاقم العبارة كله نُقل إلى الشاطئ قبل الفجر"},
	{"Hebrew with direction marks", "דובר הנמל אמר כי [המעבורת תשוב לשרת] בקרוב.", "\u200fדובר הנמל אמר כי המעבורת \u200fתשוב לשרת בקרוב.", "המעבורת \u200fתשוב לשרת"},
	{"Thai, letters keep their marks", "นายท่าบอกว่า[เรือข้ามฟากเกยตื้นเมื่อคืนนี้]ใกล้ท่าเรือ", "เมื่อเช้านี้ นายท่าบอกว่าเรือข้ามฟากลำใหญ่เกยตื้นเมื่อคืนนี้ใกล้ท่าเรือ", "เรือข้ามฟากลำใหญ่เกยตื้นเมื่อคืนนี้"},
	{"Hindi", "तटरक्षक ने कहा कि [बारह नाविकों को बचाया गया] था।", "तटरक्षक ने कहा कि चौदह नाविकों को बचाया गया था।", "चौदह नाविकों को बचाया गया"},
	{"emoji", "The mayor wrote: [we did it 👩‍🚒👏] and left.", "Late on Monday the mayor wrote: we did it 👩‍🚒👏 and left.", "we did it 👩‍🚒👏"},
}

func TestFind(t *testing.T) {
	for _, test := range findings {
		t.Run(test.name, func(t *testing.T) {
			h := mark(t, test.marked)
			text := New(clip.FromPlain(test.now))
			found, ok := text.Find(&h)
			got := ""
			if ok {
				got = text.between(found)
			}
			if number := strings.IndexAny("123", test.want); len(test.want) == 1 && number >= 0 {
				all := text.Occurrences(h.Quote)
				if !ok || found != all[number] {
					t.Errorf("%q stands at %v, want %v", got, found, all[number])
				}
				return
			}
			if got != test.want {
				t.Errorf("\n got %q\nwant %q", got, test.want)
			}
		})
	}
}

// TestKeep holds what a highlight keeps.
func TestKeep(t *testing.T) {
	body := clip.FromPlain("One two.\n\nThree four five.\n\nSix.")
	at := func(leaf, offset int) clip.Position { return clip.Position{Leaf: leaf, Offset: offset} }
	for _, test := range []struct {
		name                 string
		from, to             clip.Position
		quote, before, after string
	}{
		{"within a leaf", at(1, 6), at(1, 10), "four", "One two. Three ", " five. Six."},
		{"white space at its ends goes", at(0, 3), at(1, 6), "two.\n\nThree", "One ", " four five. Six."},
		{"from a leaf's end", at(0, 8), at(2, 3), "Three four five.\n\nSix", "One two. ", "."},
		{"to a leaf's beginning", at(1, 11), at(2, 0), "five.", "One two. Three four ", " Six."},
		{"beyond the text", at(2, 0), at(9, 99), "Six.", "One two. Three four five. ", ""},
		{"of nothing", at(1, 5), at(1, 6), "", "", ""},
		{"backwards", at(1, 10), at(1, 6), "", "", ""},
	} {
		text := New(body)
		kept, quote, before, after := text.Keep(clip.Passage{From: test.from, To: test.to})
		if quote != test.quote || before != test.before || after != test.after {
			t.Errorf("%s: %q between %q and %q", test.name, quote, before, after)
		}
		h := clip.Highlight{Passage: kept, Quote: quote, Before: before, After: after}
		if found, ok := text.Find(&h); quote != "" && (!ok || found != kept) {
			t.Errorf("%s: kept at %v, found at %v", test.name, kept, found)
		}
	}
}
