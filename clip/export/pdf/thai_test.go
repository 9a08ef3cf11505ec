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
	} {
		text := []rune(strings.ReplaceAll(want, "|", ""))
		var out strings.Builder
		for i, end := range d.divide(text) {
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
