package search

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold gives one spelling to all spellings of a word: lower case, without
// accents, without width (Ａ → a, ｱ → ア), one apostrophe, letters with strokes
// as people type them (ø → o, ß → ss). Vowel signs and voicing marks of other
// scripts stay: there they are letters. The result may be part of term.
func fold(term []byte) []byte {
	if out, ok := foldASCII(term); ok {
		return out
	}
	out := make([]byte, 0, len(term)+4)
	for rest := norm.NFKD.Bytes(term); len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		out = appendFolded(out, r)
	}
	return norm.NFC.Bytes(out) // joins Hangul and voiced kana again
}

func foldASCII(term []byte) ([]byte, bool) {
	upper := false
	for _, b := range term {
		if b >= utf8.RuneSelf {
			return nil, false
		}
		upper = upper || 'A' <= b && b <= 'Z'
	}
	if !upper {
		return term, true
	}
	out := make([]byte, len(term))
	for i, b := range term {
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		out[i] = b
	}
	return out, true
}

func appendFolded(out []byte, r rune) []byte {
	switch {
	case r < utf8.RuneSelf:
		return append(out, byte(unicode.ToLower(r)))
	case isAccent(r) || unicode.Is(unicode.Cf, r):
		return out
	}
	r = unicode.ToLower(r)
	if plain := plainLetter(r); plain != "" {
		return append(out, plain...)
	}
	return utf8.AppendRune(out, r)
}

// isAccent tells marks that people leave out when they type: those of Latin,
// Greek and Cyrillic, Hebrew points, Arabic vowels and the tatweel.
func isAccent(r rune) bool {
	switch {
	case r >= 0x0300 && r <= 0x036F,
		r >= 0x0591 && r <= 0x05C7,
		r >= 0x0610 && r <= 0x061A,
		r >= 0x064B && r <= 0x065F,
		r == 0x0640, r == 0x0670:
		return true
	}
	return false
}

// plainLetter spells letters that do not decompose.
func plainLetter(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	case 'ŋ':
		return "n"
	case '’', '‘', 'ʼ', 'ʹ', '′', '´':
		return "'"
	case 'ς':
		return "σ"
	case 'ى', 'ی': // final forms of Arabic yeh
		return "ي"
	case 'ة':
		return "ه"
	case 'ک':
		return "ك"
	}
	return ""
}
