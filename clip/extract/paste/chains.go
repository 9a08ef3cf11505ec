package paste

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip/extract/lexicon"
)

// A chain is a run of lines of which each goes on in the next: a paragraph
// whose lines were broken. It is judged as one and joined to one paragraph.

// findChains marks each line that the next one continues. A chain that does not
// lead to a sentence's end or to running text is none: menus in small letters
// look like one.
func (p *page) findChains() {
	for i := 0; i < len(p.lines); {
		end := i
		for end-i < maxChain && p.continues(end) {
			end++
		}
		if end > i && p.leads(i, end) {
			for j := i; j < end; j++ {
				p.lines[j].joined = true
			}
		}
		i = end + 1
	}
}

// joinCutOff joins to each chain the line that it was cut off from. It runs
// after judging, which knows chains without it.
func (p *page) joinCutOff() {
	for i := range max(0, len(p.lines)-1) {
		if l := &p.lines[i]; !l.joined && p.lines[i+1].joined && p.cutOff(i) {
			l.joined = true
		}
	}
}

// cutOff reports whether line i is the cut-off first line of the paragraph that
// the next line begins, though with a capital: it stands behind a blank line
// and ends with a short word in small letters, as no headline does.
func (p *page) cutOff(i int) bool {
	const short = 4 // runes
	l, next := &p.lines[i], &p.lines[i+1]
	if l.gap == 0 || next.gap > 0 || next.bullet || l.sentence || !l.mayJoin() {
		return false
	}
	last := l.text[strings.LastIndexByte(l.text, ' ')+1:]
	r, _ := utf8.DecodeRuneInString(last)
	return len(last) < len(l.text) && unicode.IsLower(r) && utf8.RuneCountInString(last) <= short
}

// maxChain bounds a chain, in lines.
const maxChain = 200

// leads reports whether lines i to end make a paragraph: enough words, and an
// end.
func (p *page) leads(i, end int) bool {
	size := 0
	for j := i; j <= end; j++ {
		size += p.lines[j].size
	}
	last := &p.lines[end]
	return size >= longLine/2 && (last.sentence || last.size >= longLine)
}

// continues reports whether line i runs on in the next: it does not end as a
// sentence, no blank line follows, it stands once, and the next begins in
// lower case, or is running text, or the lines were broken at one width.
func (p *page) continues(i int) bool {
	if i+1 >= len(p.lines) {
		return false
	}
	l, next := &p.lines[i], &p.lines[i+1]
	if next.gap > 0 || next.bullet || !l.mayJoin() || !next.mayJoin() {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next.text)
	if unicode.IsLower(r) {
		return !l.sentence
	}
	return p.wrapped(i) || !l.sentence && l.size >= 30 && next.size >= longLine && !unicode.IsDigit(r)
}

// mayJoin reports whether a line can be part of a broken paragraph.
func (l *line) mayJoin() bool {
	return l.times == 1 && !l.duration && l.relative == "" && l.use == unused
}

// Widths at which mail programs and terminals break lines, and how much room
// they leave at most.
const (
	leastWrap = 50
	mostWrap  = 100
)

// wrapped reports whether line i was broken because the next line's first word
// had no room: both are in a run of lines none of which is longer, and most of
// which nearly fill the width.
func (p *page) wrapped(i int) bool {
	most, full, count := 0, 0, 0
	for j := i; j >= 0 && i-j < 6 && (j == i || p.lines[j+1].gap == 0); j-- {
		most = max(most, p.lines[j].size)
	}
	for j := i + 1; j < len(p.lines) && j-i <= 6 && p.lines[j].gap == 0; j++ {
		most = max(most, p.lines[j].size)
	}
	if most < leastWrap || most > mostWrap || p.lines[i].size+1+firstWord(p.lines[i+1].text) <= most {
		return false
	}
	for j := max(0, i-5); j < min(len(p.lines)-1, i+6); j++ {
		if p.lines[j+1].gap > 0 {
			continue
		}
		count++
		if p.lines[j].size <= most && p.lines[j].size+1+firstWord(p.lines[j+1].text) > most {
			full++
		}
	}
	return count >= 3 && full*4 >= count*3
}

// firstWord is the width of a text's first word.
func firstWord(text string) int {
	for i, r := range text {
		if unicode.IsSpace(r) || lexicon.Unspaced(r) {
			return width(text[:i]) + 1
		}
	}
	return width(text)
}
