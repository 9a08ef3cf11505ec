package paste

import (
	"unicode"
	"unicode/utf8"

	"newsclip/clip/extract/lexicon"
)

// look is what a line looks like, counted in one pass. It knows scripts but no
// language.
type look struct {
	words     int32 // two characters of a script without spaces are a word
	runes     int32
	letters   int32
	upper     int32
	digits    int32
	commas    int32 // commas, semicolons, colons and their kin
	stops     int32 // full stops and their kin
	short     int32 // words of at most three letters
	capital   int32 // words that begin with a capital
	wide      int32 // characters of scripts without spaces
	quotes    int32
	signs     int32 // | » › → and the like
	glued     int32 // capitals within a word: labels that stood side by side
	first     rune
	last      rune
	copyright bool
	address   bool // an @ or #
}

func lookAt(text string) look {
	var l look
	word, capital, lower := int32(0), false, false
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
		word, lower = 0, false
	}
	for _, r := range text {
		l.runes++
		if l.first == 0 {
			l.first = r
		}
		l.last = r
		switch {
		case lexicon.Unspaced(r):
			l.wide++
			l.letters++
			end()
		case unicode.IsLetter(r):
			upper := unicode.IsUpper(r)
			l.letters++
			if upper {
				l.upper++
				if lower {
					l.glued++
				}
			}
			if word == 0 {
				capital = upper
			}
			lower = !upper
			word++
		case unicode.IsDigit(r):
			l.digits++
			if word == 0 {
				capital = false
			}
			lower = false
			word++
		case word > 0 && unicode.IsMark(r):
		default:
			end()
			l.count(r)
		}
	}
	end()
	l.words += (l.wide + 1) / 2
	return l
}

// count counts what is neither letter nor digit.
func (l *look) count(r rune) {
	switch r {
	case '.', '!', '?', '。', '！', '？', '।', '؟', '۔':
		l.stops++
	case ',', ';', ':', '，', '、', '；', '：', '،', '؛':
		l.commas++
	case '"', '“', '”', '„', '«', '»', '「', '」', '‘', '’':
		l.quotes++
	case '|', '›', '→', '•', '·', '‹', '←', '▸', '►', '/', '>', '+', '[', ']', '{', '}', '=':
		l.signs++
	case '©', '®':
		l.copyright = true
	case '@', '#':
		l.address = true
	}
}

// firstKind says what a line begins with.
func (l *look) firstKind() float32 {
	switch r := l.first; {
	case unicode.IsUpper(r):
		return 3
	case unicode.IsLower(r):
		return 0
	case unicode.IsLetter(r):
		return 2
	case unicode.IsDigit(r):
		return 5
	case r < utf8.RuneSelf || unicode.IsPunct(r):
		return 4
	}
	return 6
}

// lastKind says what a line ends with.
func (l *look) lastKind() float32 {
	switch r := l.last; {
	case unicode.IsLetter(r):
		return 0
	case unicode.IsDigit(r):
		return 1
	case r == ':' || r == '：':
		return 2
	case r == ',' || r == '，' || r == '、' || r == ';':
		return 3
	case r == '.' || r == '。' || r == '।' || r == '۔':
		return 5
	case r == '!' || r == '?' || r == '！' || r == '？' || r == '؟' || r == '…':
		return 6
	case r == '"' || r == '”' || r == '’' || r == '\'' || r == '»' || r == '」' || r == '“':
		return 7
	}
	return 4
}
