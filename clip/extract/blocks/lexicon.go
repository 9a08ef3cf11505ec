package blocks

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// A word or name is known by a hash alone, so that the table holds no text:
// 32 bits of FNV-1a over its kind and its small letters. Two words with one
// hash share a value; among some ten thousand that happens a few times in a
// million looks.

type hash uint32

// The kinds of words; each has values of its own.
const (
	kindName  = 'n' // of an element
	kindWord  = 'w' // in a text
	kindFirst = 'f' // the first word of a text
	kindPair  = 'p' // the first two words
	kindWhole = 't' // a whole short text
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

// A lexicon knows learnt values: the log-odds that a text with this word, or in
// an element with this name, belongs to the article.
type lexicon interface {
	value(hash) (value float32, known bool)
}

// valueScale is what one step of a stored value means.
const valueScale = 1.0 / 24

// table is the learnt lexicon: open addressing, 0 is empty.
type table struct {
	keys   []hash
	values []int8
}

func newTable(keys []hash, values []int8) *table {
	size := 1
	for size < 2*len(keys)+2 {
		size *= 2
	}
	t := &table{keys: make([]hash, size), values: make([]int8, size)}
	for i, key := range keys {
		at := int(key) & (size - 1)
		for t.keys[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		t.keys[at], t.values[at] = key, values[i]
	}
	return t
}

func (t *table) value(key hash) (float32, bool) {
	for at := int(key) & (len(t.keys) - 1); t.keys[at] != 0; at = (at + 1) & (len(t.keys) - 1) {
		if t.keys[at] == key {
			return float32(t.values[at]) * valueScale, true
		}
	}
	return 0, false
}

// entries returns what the table holds, by key.
func (t *table) entries() (keys []hash, values []int8) {
	for _, key := range t.keys {
		if key != 0 {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		v, _ := t.value(key)
		values = append(values, int8(v/valueScale))
	}
	return keys, values
}

// Limits on how much of a text is looked up.
const (
	lexiconWords = 30 // words of a text whose values are asked
	coverWords   = 60 // words of a text that are held against other texts
	wholeWords   = 8  // longest text that is looked up as a whole
)

// terms are the hashes of a text's words.
type terms struct {
	words              []hash
	first, pair, whole hash // 0: none
	last               hash
}

// termsOf hashes the first words of a text.
func termsOf(text string, buffer []hash) terms { return termsUpTo(text, buffer, coverWords) }

// termsUpTo hashes the first words of a text. In scripts without spaces each
// character is a word. Digits are all the same.
func termsUpTo(text string, buffer []hash, most int) terms {
	t := terms{words: buffer[:0]}
	whole, pair := newHash(kindWhole), newHash(kindPair)
	word, first, last := newHash(kindWord), newHash(kindFirst), newHash(kindLast)
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
		word, last, length = newHash(kindWord), newHash(kindLast), 0
		whole = whole.add(' ')
		pair = pair.add(' ')
	}
	for _, r := range text {
		if r >= utf8.RuneSelf && unspaced(r) {
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
		word, first, whole, pair, last = word.addRune(r), first.addRune(r), whole.addRune(r), pair.addRune(r), last.addRune(r)
		if r >= utf8.RuneSelf && unspaced(r) {
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
