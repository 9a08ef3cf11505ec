package blocks

import (
	"unicode"
	"unicode/utf8"

	"newsclip/clip/extract/lexicon"
)

// look is what a block's text looks like, counted in one pass.
type look struct {
	words     int32
	chars     int32 // runes
	letters   int32
	upper     int32
	digits    int32
	marks     int32 // commas, full stops and their kin
	sentences int32 // ends of sentences
	short     int32 // words of at most three letters
	capital   int32 // words that begin with a capital
	wide      int32 // characters of scripts without spaces
	quotes    int32
	signs     int32 // | » › → • and the like
	linked    int32 // runes in links
	links     int32
	first     rune
	last      rune
	copyright bool
	address   bool // an @ or a web address
}

func runeCount(s string) int32 { return int32(utf8.RuneCountInString(s)) }

// lookAt counts a text whose white space is folded.
func lookAt(text string) look {
	var l look
	word, capital := int32(0), false
	end := func() {
		if word > 0 {
			l.words++
			if word <= 3 {
				l.short++
			}
			if capital {
				l.capital++
			}
		}
		word = 0
	}
	for _, r := range text {
		l.chars++
		if l.first == 0 {
			l.first = r
		}
		l.last = r
		switch {
		case r < utf8.RuneSelf && (r >= 'a' && r <= 'z'):
			l.letters++
			if word == 0 {
				capital = false
			}
			word++
			continue
		case r >= utf8.RuneSelf && lexicon.Unspaced(r):
			l.wide++
			l.letters++
			end()
			continue
		case unicode.IsLetter(r):
			l.letters++
			isUpper := unicode.IsUpper(r)
			if isUpper {
				l.upper++
			}
			if word == 0 {
				capital = isUpper
			}
			word++
			continue
		case unicode.IsDigit(r):
			l.digits++
			if word == 0 {
				capital = false
			}
			word++
			continue
		case word > 0 && unicode.IsMark(r):
			continue
		}
		end()
		l.count(r)
	}
	end()
	l.words += (l.wide + 1) / 2
	return l
}

// count counts what is neither letter nor digit.
func (l *look) count(r rune) {
	switch r {
	case '.', '!', '?', '。', '！', '？', '।', '؟', '۔':
		l.marks++
		l.sentences++
	case ',', ';', ':', '，', '、', '；', '：', '،', '؛':
		l.marks++
	case '"', '“', '”', '„', '«', '»', '「', '」', '‘', '’':
		l.quotes++
		if r == '»' {
			l.signs++
		}
	case '|', '›', '→', '•', '·', '‹', '←', '▸', '►', '/', '>':
		l.signs++
	case '©', '®':
		l.copyright = true
	case '@':
		l.address = true
	}
}

// endsSentence reports whether a text ends as a sentence does.
func (l *look) endsSentence() bool {
	switch l.last {
	case '.', '!', '?', '。', '！', '？', '।', '؟', '۔', '”', '"', '’', '\'', ')', '»', '」', '…', '“':
		return true
	}
	return false
}
