package intake

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf16 "golang.org/x/text/encoding/unicode"
)

// Byte order marks.
const (
	markUTF8  = "\xef\xbb\xbf"
	markUTF16 = "\xff\xfe"
	markBig16 = "\xfe\xff"
)

// maxControls is the share of control characters above which content is no
// text: old texts hold form feeds and the odd stray byte.
const maxControls = 0.01

func hasMark(data []byte) bool {
	for _, mark := range []string{markUTF8, markUTF16, markBig16} {
		if bytes.HasPrefix(data, []byte(mark)) {
			return true
		}
	}
	return false
}

// decodeText returns the content as UTF-8 text without byte order mark; ok is
// false when it is no text. A mark decides, then UTF-8 if it fits, then
// UTF-16 by its zeros, then the old character set that fits best.
func decodeText(data []byte) (text string, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte(markUTF8)):
		text = strings.ToValidUTF8(string(data[len(markUTF8):]), "\ufffd")
	case bytes.HasPrefix(data, []byte(markUTF16)):
		text = decoded(utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), data[2:])
	case bytes.HasPrefix(data, []byte(markBig16)):
		text = decoded(utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM), data[2:])
	case bytes.Contains(data, []byte("\x1b$B")): // ISO-2022-JP switches to Japanese
		text = decoded(japanese.ISO2022JP, data)
	case utf8.Valid(data) && bytes.IndexByte(data, 0) < 0:
		text = string(data)
	case bytes.IndexByte(data, 0) >= 0:
		order, ok := zeroOrder(data)
		if !ok {
			return "", false
		}
		text = decoded(utf16.UTF16(order, utf16.IgnoreBOM), data)
	default:
		text = decoded(guess(data), data)
	}
	return text, isText(text)
}

// zeroOrder tells the byte order of UTF-16 without a mark: in Western text
// every second byte is zero.
func zeroOrder(data []byte) (order utf16.Endianness, ok bool) {
	head := data[:min(len(data), sniffLength)&^1]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	most := len(head) / 4 // half of the code units
	switch {
	case zeros[1] > most && zeros[0] <= most/8:
		return utf16.LittleEndian, true
	case zeros[0] > most && zeros[1] <= most/8:
		return utf16.BigEndian, true
	}
	return utf16.LittleEndian, false
}

// isText reports whether a decoded text has hardly any control characters.
func isText(text string) bool {
	controls, all := 0, 0
	for _, r := range text {
		all++
		if unicode.IsControl(r) && !strings.ContainsRune("\t\n\v\f\r\x1b\u0085", r) {
			controls++
		}
	}
	return float64(controls) <= maxControls*float64(all)
}

func decoded(e encoding.Encoding, data []byte) string {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		// Decoders replace what they cannot read; an error is beyond that.
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	return string(text)
}

// inCharset decodes text of a named character set; an unknown name leaves
// the choice to decodeText. What is no text at all gives "".
func inCharset(name string, data []byte) string {
	if e, err := htmlindex.Get(name); err == nil {
		return strings.TrimPrefix(decoded(e, data), "\ufeff")
	}
	text, ok := decodeText(data)
	if !ok {
		return ""
	}
	return text
}

// guess chooses the old character set in which the content reads best: each
// candidate gets a point per letter of its scripts and loses for what texts
// do not hold. Ties go to the earlier one.
func guess(data []byte) encoding.Encoding {
	head := data[:min(len(data), sniffLength)]
	candidates := []struct {
		encoding encoding.Encoding
		scripts  []*unicode.RangeTable
	}{
		{charmap.Windows1252, []*unicode.RangeTable{unicode.Latin}},
		{charmap.Windows1251, []*unicode.RangeTable{unicode.Cyrillic}},
		{charmap.KOI8R, []*unicode.RangeTable{unicode.Cyrillic}},
		{japanese.ShiftJIS, []*unicode.RangeTable{unicode.Hiragana, unicode.Katakana, unicode.Han}},
		{japanese.EUCJP, []*unicode.RangeTable{unicode.Hiragana, unicode.Katakana, unicode.Han}},
		{korean.EUCKR, []*unicode.RangeTable{unicode.Hangul}},
		{simplifiedchinese.GB18030, []*unicode.RangeTable{unicode.Han}},
		{traditionalchinese.Big5, []*unicode.RangeTable{unicode.Han}},
	}
	best, most := candidates[0].encoding, 0.0
	for i, c := range candidates {
		if s := score(decoded(c.encoding, head), c.scripts); i == 0 || s > most {
			best, most = c.encoding, s
		}
	}
	return best
}

// score is the share of the non-ASCII characters that fit: a letter of the
// scripts counts 1, one inside a word of the right case a little more, a
// misfit −2.
func score(text string, scripts []*unicode.RangeTable) float64 {
	var points, all float64
	previous := ' '
	for _, r := range text {
		if r >= utf8.RuneSelf {
			all++
			points += fit(previous, r, scripts)
		}
		previous = r
	}
	if all == 0 {
		return 0
	}
	return points / all
}

func fit(previous, r rune, scripts []*unicode.RangeTable) float64 {
	switch {
	case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Co, r):
		return -5
	case unicode.IsUpper(r) && unicode.IsLower(previous):
		return -1 // a capital inside a word: the wrong Cyrillic set turns cases round
	case unicode.Is(unicode.Latin, r) && previous >= utf8.RuneSelf && unicode.IsLetter(previous):
		return 0 // accents in a row: another alphabet, read as Latin
	case isCommonHan(r):
		return 1.2
	case unicode.In(r, scripts...):
		return 1
	case strings.ContainsRune("“”„‘’«»–—…€£§°·\u00a0、。，「」！？：（）", r):
		return 0.8
	case unicode.IsLetter(r):
		return -1
	}
	return -0.5
}

// isCommonHan reports whether r is among the commonest characters of Chinese
// and Japanese texts, which a wrong decoding hits only by chance.
func isCommonHan(r rune) bool {
	return strings.ContainsRune("的一是不了在人有我他这這个個上们們来來到时時大地为為子中你说說生国國年着着就那和要出也得里後后以会會家可下而日本月新市者京東", r)
}
