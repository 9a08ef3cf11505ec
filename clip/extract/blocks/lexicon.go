package blocks

import (
	"unicode"
	"unicode/utf8"

	"newsclip/clip/extract/lexicon"
)

// The kinds of words; each has values of its own.
const (
	kindName  = 'n' // of an element
	kindWord  = 'w' // in a text
	kindFirst = 'f' // the first word of a text
	kindPair  = 'p' // the first two words
	kindWhole = 't' // a whole short text
	kindLast  = 'l' // the last word
)

// Limits on how much of a text is looked up.
const (
	lexiconWords = 30 // words of a text whose values are asked
	coverWords   = 60 // words of a text that are held against other texts
	wholeWords   = 8  // longest text that is looked up as a whole
)

// terms are the hashes of a text's words.
type terms struct {
	words              []lexicon.Hash
	first, pair, whole lexicon.Hash // 0: none
	last               lexicon.Hash
}

// termsOf hashes the first words of a text.
func termsOf(text string, buffer []lexicon.Hash) terms { return termsUpTo(text, buffer, coverWords) }

// termsUpTo hashes the first words of a text. In scripts without spaces each
// character is a word. Digits are all the same.
func termsUpTo(text string, buffer []lexicon.Hash, most int) terms {
	t := terms{words: buffer[:0]}
	whole, pair := lexicon.NewHash(kindWhole), lexicon.NewHash(kindPair)
	word, first, last := lexicon.NewHash(kindWord), lexicon.NewHash(kindFirst), lexicon.NewHash(kindLast)
	length, count := 0, 0
	end := func() {
		if length == 0 {
			return
		}
		if count++; count <= most {
			t.words = append(t.words, word)
		}
		if count == 1 {
			t.first = first
		}
		if count == 2 {
			t.pair = pair
		}
		t.last = last
		word, last, length = lexicon.NewHash(kindWord), lexicon.NewHash(kindLast), 0
		whole = whole.Add(' ')
		pair = pair.Add(' ')
	}
	for _, r := range text {
		if r >= utf8.RuneSelf && lexicon.Unspaced(r) {
			end()
		} else if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			end()
			if count > most {
				break
			}
			continue
		}
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			} else if r >= '0' && r <= '9' {
				r = '0'
			}
		} else {
			r = unicode.ToLower(r)
		}
		length++
		word, first, whole, pair, last = word.AddRune(r), first.AddRune(r), whole.AddRune(r), pair.AddRune(r), last.AddRune(r)
		if r >= utf8.RuneSelf && lexicon.Unspaced(r) {
			end()
		}
	}
	end()
	if count > 0 && count <= wholeWords {
		t.whole = whole
	}
	if count > most {
		t.last = 0
	}
	return t
}
