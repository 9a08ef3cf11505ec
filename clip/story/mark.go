package story

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip"
)

// Chinese, Japanese and Arabic have no capitals. There a name is told by the
// noun that marks a place or a body, after it in Chinese and Japanese (…市, …港),
// before it in Arabic (مدينة …), or by the point between the parts of a foreign
// name (约翰·史密斯). How far it reaches to the left is told by how often it is
// written: a name is longest where another character would make it rarer.

// marks of a language: nouns, and the least runes of a name with them.
type marks struct {
	after  []string // stand behind a name, and belong to it
	people []string // stand behind a person's name, and do not
	before []string // stand before a name, and belong to it
}

var placeMarks = map[string]marks{
	"zh": {after: strings.Fields("市 省 县 縣 镇 鎮 村 港 岛 島 山 河 湖 大学 大學 医院 醫院 银行 銀行 集团 集團 机场 機場 自然保护区 自然保護區")},
	"ja": {after: strings.Fields("市 県 町 村 港 島 山 川 湖 大学 病院 銀行 空港 酒造 電鉄 鉄道"), people: strings.Fields("氏 さん 首相 知事 市長 社長 選手 監督 教授")},
	"ar": {before: strings.Fields("مدينة ميناء مطار قرية بلدية محافظة جامعة شركة نادي جزيرة جبل مستشفى")},
}

const (
	shortestMarked = 3 // runes, noun and all: shorter ones are “this city”
	longestMarked  = 10
	personRunes    = 5 // a Japanese name has at most so many
	// stays is the share of its mentions in which a name goes on to the left.
	stays = 0.8
)

// marked counts the names of a text in a language without capitals.
func (c *census) marked(id clip.ID, text, lang string, m marks) {
	title, _, _ := strings.Cut(text, "\n")
	add := func(name string) { c.add(id, name, name, true, strings.Contains(title, name)) }
	for _, name := range dotted(text) {
		add(name)
	}
	for _, noun := range m.before {
		for _, name := range following(text, noun, lang) {
			add(name)
		}
	}
	for _, noun := range m.after {
		for _, name := range c.leading(text, noun, shortestMarked, longestMarked) {
			add(name)
		}
	}
	for _, noun := range m.people {
		for _, name := range c.leading(text, noun, utf8.RuneCountInString(noun)+2, utf8.RuneCountInString(noun)+personRunes) {
			add(strings.TrimSuffix(name, noun))
		}
	}
}

// dotted returns the foreign names of a text, their parts joined by a point.
func dotted(text string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.In(r, unicode.Katakana) && r != '·' && r != '・' && r != 'ー' && !(unicode.Is(unicode.Han, r) && strings.ContainsRune(text, '·'))
	}) {
		first, rest, ok := strings.Cut(strings.ReplaceAll(part, "·", "・"), "・")
		if ok && katakana(first) && katakana(strings.ReplaceAll(rest, "・", "")) {
			out = append(out, part)
		}
	}
	return out
}

func katakana(word string) bool {
	return utf8.RuneCountInString(word) > 1 && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.In(r, unicode.Katakana) && r != 'ー' })
}

// following returns a noun with the word behind it, once for each time.
func following(text, noun, lang string) []string {
	var out []string
	words := spell(text)
	for i, w := range words[:max(0, len(words)-1)] {
		next := words[i+1]
		if w.lower == noun && next.joined && telling(next.lower, lang) && !strings.ContainsAny(next.lower, "0123456789") {
			out = append(out, w.text+" "+next.text)
		}
	}
	return out
}

// ends returns where a noun ends in a text, in runes.
func ends(runes []rune, noun string) []int {
	tail := []rune(noun)
	var out []int
	for i := len(tail); i <= len(runes); i++ {
		if slices.Equal(runes[i-len(tail):i], tail) {
			out = append(out, i)
		}
	}
	return out
}

// reach counts what stands before the nouns of a text, noun and all, at each
// length.
func (c *census) reach(text string, m marks) {
	runes := []rune(text)
	for _, noun := range slices.Concat(m.after, m.people) {
		for _, end := range ends(runes, noun) {
			for n := utf8.RuneCountInString(noun) + 1; n <= longestMarked && n <= end && unicode.In(runes[end-n], unicode.Han, unicode.Katakana); n++ {
				name := string(runes[end-n : end])
				c.reaches[name]++
				if end < len(runes) && unicode.Is(unicode.Han, runes[end]) && c.goes[name] == nil {
					c.goes[name] = map[rune]int{}
				}
				if end < len(runes) && unicode.Is(unicode.Han, runes[end]) {
					c.goes[name][runes[end]]++
				}
			}
		}
	}
}

// leading returns, once for each time, the longest name that ends in a noun and
// is written twice at least.
func (c *census) leading(text, noun string, shortest, longest int) []string {
	runes := []rune(text)
	var out []string
	for _, end := range ends(runes, noun) {
		name := longestName(runes[:end], utf8.RuneCountInString(noun), longest, c.reaches)
		if utf8.RuneCountInString(name) >= shortest && c.reaches[name] > 1 && !c.goesOn(name) {
			out = append(out, name)
		}
	}
	return out
}

// goesOn reports whether a name is mostly a piece of a longer one: 临江市港 of
// 临江市港务局.
func (c *census) goesOn(name string) bool {
	for _, n := range c.goes[name] {
		if float64(n) >= stays*float64(c.reaches[name]) {
			return true
		}
	}
	return false
}

// longestName goes to the left while the name stays as frequent.
func longestName(before []rune, n, longest int, counts map[string]int) string {
	best := ""
	for n++; n <= longest && n <= len(before); n++ {
		longer := string(before[len(before)-n:])
		if counts[longer] == 0 || best != "" && float64(counts[longer]) < stays*float64(counts[best]) {
			break
		}
		best = longer
	}
	return best
}
