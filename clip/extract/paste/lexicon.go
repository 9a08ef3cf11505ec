package paste

import (
	"slices"
	"unicode"
)

// A word is known by a hash alone, so that the table holds no text: 32 bits of
// FNV-1a over its kind and its small letters, all digits the same. Two words
// with one hash share a value; among some ten thousand that happens a few
// times in a million looks.

type hash uint32

// The kinds of words; each has values of its own.
const (
	kindWord  = 'w' // in a line
	kindFirst = 'f' // the first word of a line
	kindPair  = 'p' // the first two words
	kindWhole = 't' // a whole short line
	kindLast  = 'l' // the last word
)

func newHash(kind byte) hash { return hash(2166136261).add(kind) }

func (h hash) add(c byte) hash { return (h ^ hash(c)) * 16777619 }

func (h hash) addRune(r rune) hash {
	for ; r >= 0x80; r >>= 7 {
		h = h.add(byte(r) | 0x80)
	}
	return h.add(byte(r))
}

// A lexicon knows learnt values: the log-odds that a line with this word
// belongs to the article.
type lexicon interface {
	value(hash) (value float32, known bool)
}

// valueScale is what one step of a stored value means.
const valueScale = 1.0 / 24

// wordTable is the learnt lexicon: open addressing, 0 is empty.
type wordTable struct {
	keys   []hash
	values []int8
}

func newWordTable(keys []hash, values []int8) *wordTable {
	size := 1
	for size < 2*len(keys)+2 {
		size *= 2
	}
	t := &wordTable{keys: make([]hash, size), values: make([]int8, size)}
	for i, key := range keys {
		at := int(key) & (size - 1)
		for t.keys[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		t.keys[at], t.values[at] = key, values[i]
	}
	return t
}

func (t *wordTable) at(key hash) (int, bool) {
	for at := int(key) & (len(t.keys) - 1); t.keys[at] != 0; at = (at + 1) & (len(t.keys) - 1) {
		if t.keys[at] == key {
			return at, true
		}
	}
	return 0, false
}

func (t *wordTable) value(key hash) (float32, bool) {
	at, known := t.at(key)
	if !known {
		return 0, false
	}
	return float32(t.values[at]) * valueScale, true
}

// entries returns what the table holds, by key.
func (t *wordTable) entries() (keys []hash, values []int8) {
	for _, key := range t.keys {
		if key != 0 {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		at, _ := t.at(key)
		values = append(values, t.values[at])
	}
	return keys, values
}

// Limits on how much of a line is looked up.
const (
	termWords  = 60 // words of a line that are looked at at all
	wholeWords = 8  // longest line that is looked up as a whole
)

// terms are the hashes of a line's words.
type terms struct {
	words                    []hash
	long                     []bool // per word: five letters or more
	first, pair, whole, last hash   // 0: none
}

// termsOf hashes the first words of a line. In scripts without spaces each
// character is a word.
func termsOf(text string) terms {
	r := termReader{whole: newHash(kindWhole), pair: newHash(kindPair)}
	r.begin()
	for _, c := range text {
		if wide := unspaced(c); wide || !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) {
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
	word, first, last hash
	whole, pair       hash
	length, count     int
}

func (r *termReader) begin() {
	r.word, r.first, r.last, r.length = newHash(kindWord), newHash(kindFirst), newHash(kindLast), 0
}

func (r *termReader) add(c rune) {
	if c = unicode.ToLower(c); unicode.IsDigit(c) {
		c = '0'
	}
	r.length++
	r.word, r.first, r.last = r.word.addRune(c), r.first.addRune(c), r.last.addRune(c)
	r.whole, r.pair = r.whole.addRune(c), r.pair.addRune(c)
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
	r.whole, r.pair = r.whole.add(' '), r.pair.add(' ')
	r.begin()
}
