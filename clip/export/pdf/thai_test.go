package pdf

import (
	"strings"
	"testing"
)

func TestThaiWords(t *testing.T) {
	var d thaiWords
	d.load()
	for _, want := range []string{
		"เขื่อน|กัน|คลื่น|ด้าน|เหนือ",
		"งาน|จะ|เริ่ม|ใน|ฤดู|ใบไม้|ผลิ",
		"สหกรณ์|ประมง|ยินดี|กับ|การ|ตัดสิน|ใจ|ครั้ง|นี้",
		"บอก|ว่า|กำแพง|เก่า",
	} {
		text := []rune(strings.ReplaceAll(want, "|", ""))
		var out strings.Builder
		ends, _ := d.divide(text)
		for i, end := range ends {
			if end && i > 0 && i < len(text) {
				out.WriteByte('|')
			}
			if i < len(text) {
				out.WriteRune(text[i])
			}
		}
		if out.String() != want {
			t.Errorf("divided as %s, want %s", out.String(), want)
		}
	}
}

func TestThaiBreaksNeverPartASyllable(t *testing.T) {
	b := newTestBook(t)
	b.text.lang = "th"
	text := b.text.shaper.shape([]span{{"เมื่อวันอังคารลาโวเกดตัม", plainStyle()}}, "th")
	for i, point := range b.text.breaks(text, 400, true) {
		if i == 0 || i == len(text.clusters) || point.kind == noBreak {
			continue
		}
		if k := text.clusters[i].start; !beginsSyllable(text.runes, k) {
			t.Errorf("a line may begin with %q in %q", text.runes[k], string(text.runes))
		}
	}
}

// TestThaiWordsStayWhole wants no break in a word of the dictionary, whatever
// its spelling allows.
func TestThaiWordsStayWhole(t *testing.T) {
	b := newTestBook(t)
	b.text.lang = "th"
	text := b.text.shaper.shape([]span{{"กำแพงประธาน", plainStyle()}}, "th")
	var breaks []int
	for i, point := range b.text.breaks(text, 400, true) {
		if i > 0 && i < len(text.clusters) && point.kind != noBreak {
			breaks = append(breaks, text.clusters[i].start)
		}
	}
	if len(breaks) != 1 || breaks[0] != len([]rune("กำแพง")) {
		t.Errorf("lines may begin with letters %v", breaks)
	}
}
