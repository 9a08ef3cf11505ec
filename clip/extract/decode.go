package extract

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"newsclip/clip"
)

// Decode returns a page as text. A byte order mark wins; then bytes that are
// valid UTF-8 with characters beyond ASCII are UTF-8 whatever was declared
// (nothing else looks like it by chance); then the declaration; then the guess.
func Decode(data []byte, mediaType string) (string, error) {
	found, name, certain := charset.DetermineEncoding(data, mediaType)
	marked := bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || bytes.HasPrefix(data, []byte("\xff\xfe"))
	if !marked && utf8.Valid(data) {
		return string(data), nil
	}
	// No declaration, or one of UTF-8 that does not hold: what is no East Asian
	// encoding is then windows-1252, as browsers have it.
	if !certain || name == "utf-8" && !mostlyUTF8(data) {
		if name == "utf-8" {
			found = charmap.Windows1252
		}
		found = guess(data, found)
	}
	text, err := found.NewDecoder().Bytes(data)
	if err != nil {
		return "", &clip.Error{Kind: clip.ErrInvalid, Message: "The page's character set cannot be read.", Next: "Copy the text that you see and paste it.", Err: err}
	}
	return string(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))), nil
}

// mostlyUTF8 reports whether nine of ten characters beyond ASCII are valid
// UTF-8: a broken byte in a page does not make it another encoding.
func mostlyUTF8(data []byte) bool {
	valid, broken := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			broken++
		} else if size > 1 {
			valid++
		}
		data = data[size:]
	}
	return valid >= 9*broken
}

// guess returns the multi-byte encoding of East Asia under which data decodes
// without fault into its own script; fallback when there is none.
func guess(data []byte, fallback encoding.Encoding) encoding.Encoding {
	best, bestScore := fallback, 0.0
	for _, candidate := range []encoding.Encoding{japanese.ShiftJIS, japanese.EUCJP, simplifiedchinese.GB18030, traditionalchinese.Big5, korean.EUCKR} {
		if score := plausible(data, candidate); score > bestScore {
			best, bestScore = candidate, score
		}
	}
	return best
}

// guessBytes is how much of a page the guess looks at.
const guessBytes = 64 << 10

// plausible scores how much data looks like text in an encoding: the share of
// frequent characters among those beyond ASCII, 0 when it does not decode.
func plausible(data []byte, e encoding.Encoding) float64 {
	text, err := e.NewDecoder().Bytes(data[:min(len(data), guessBytes)])
	if err != nil {
		return 0
	}
	common, wide, broken := 0, 0, 0
	for _, r := range string(text) {
		switch {
		case r == utf8.RuneError:
			broken++
		case r < 0x80:
		case r >= 0x3040 && r < 0x3100: // kana
			wide++
			common++
		case r >= 0x4e00 && r < 0x9fa6, r >= 0xac00 && r < 0xd7a4, r >= 0x3000 && r < 0x3040, r >= 0xff00 && r < 0xff61:
			wide++
			if frequent[r] {
				common++
			}
		default:
			wide++
		}
	}
	if wide == 0 || broken > 1+wide/50 {
		return 0
	}
	return float64(common) / float64(wide)
}

// frequent are characters that every text in Chinese, Japanese or Korean has.
var frequent = func() map[rune]bool {
	set := map[rune]bool{}
	for _, r := range "的一是不了在人有我他这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会这個們來時為說國後會に日本的、。，「」（）：의이다는에을를가은한로고하지도기사리인아해어서자대전시" {
		set[r] = true
	}
	return set
}()
