package paste

import (
	"unicode"

	"newsclip/clip/extract/lexicon"
)

// The kinds of words; each has values of its own.
const (
	kindWord  = 'w' // in a line
	kindFirst = 'f' // the first word of a line
	kindPair  = 'p' // the first two words
	kindWhole = 't' // a whole short line
	kindLast  = 'l' // the last word
)

// Limits on how much of a line is looked up.
const (
	termWords  = 60 // words of a line that are looked at at all
	wholeWords = 8  // longest line that is looked up as a whole
)

// terms are the hashes of a line's words.
type terms struct {
	words                    []lexicon.Hash
	long                     []bool       // per word: five letters or more
	first, pair, whole, last lexicon.Hash // 0: none
}

// termsOf hashes the first words of a line. In scripts without spaces each
// character is a word. Digits are all the same.
func termsOf(text string) terms {
	r := termReader{whole: lexicon.NewHash(kindWhole), pair: lexicon.NewHash(kindPair)}
	r.begin()
	for _, c := range text {
		if wide := lexicon.Unspaced(c); wide || !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) {
			r.end()
			if !wide {
				continue
			}
			r.add(c)
			r.end()
		} else {
			r.add(c)
		}
		if r.count > termWords {
			break
		}
	}
	r.end()
	if r.count > 0 && r.count <= wholeWords {
		r.out.whole = r.whole
	}
	if r.count > termWords {
		r.out.last = 0
	}
	return r.out
}

// termReader hashes runes to words.
type termReader struct {
	out               terms
	word, first, last lexicon.Hash
	whole, pair       lexicon.Hash
	length, count     int
}

func (r *termReader) begin() {
	r.word, r.first, r.last, r.length = lexicon.NewHash(kindWord), lexicon.NewHash(kindFirst), lexicon.NewHash(kindLast), 0
}

func (r *termReader) add(c rune) {
	if c = unicode.ToLower(c); unicode.IsDigit(c) {
		c = '0'
	}
	r.length++
	r.word, r.first, r.last = r.word.AddRune(c), r.first.AddRune(c), r.last.AddRune(c)
	r.whole, r.pair = r.whole.AddRune(c), r.pair.AddRune(c)
}

const longWord = 5 // letters

// end ends a word, if one is open.
func (r *termReader) end() {
	if r.length == 0 {
		return
	}
	if r.count++; r.count <= termWords {
		r.out.words = append(r.out.words, r.word)
		r.out.long = append(r.out.long, r.length >= longWord)
	}
	switch r.count {
	case 1:
		r.out.first = r.first
	case 2:
		r.out.pair = r.pair
	}
	r.out.last = r.last
	r.whole, r.pair = r.whole.Add(' '), r.pair.Add(' ')
	r.begin()
}
