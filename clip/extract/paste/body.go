package paste

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip"
)

// findTitle takes the title from the lines before the first running text: the
// longest that stands more than once there or anywhere, else the longest that
// does not end as a sentence.
func (p *page) findTitle() {
	p.titleAt = -1
	first := p.firstProse()
	best := 0
	for i := 0; i < first; i++ {
		l := &p.lines[i]
		if l.duration || l.relative != "" || l.size > 200 || l.use != unused {
			continue
		}
		score := l.size
		if l.times > 1 {
			score += 200
		}
		if l.sentence {
			score -= 60
		}
		if words(l.text) < 3 && l.size < 16 {
			score -= 100
		}
		if score > best {
			best, p.titleAt = score, i
		}
	}
	if p.titleAt >= 0 {
		p.title = p.lines[p.titleAt].text
	}
	for i := range p.lines {
		if p.lines[i].text == p.title && p.title != "" && i < first {
			p.lines[i].use = inTitle
		}
	}
}

// firstProse returns where running text begins: the first line that is long,
// or that begins a sentence which later lines end.
func (p *page) firstProse() int {
	for i := range p.lines {
		if p.lines[i].prose() && p.lines[i].use == unused {
			for i > 0 && p.continues(i-1) {
				i--
			}
			return i
		}
	}
	return min(1, len(p.lines))
}

// continues reports whether line i runs on in the next: it does not end as a
// sentence, no blank line follows, it stands once, and the next begins in
// lower case or line i ends within a phrase.
func (p *page) continues(i int) bool {
	if i+1 >= len(p.lines) {
		return false
	}
	l, next := &p.lines[i], &p.lines[i+1]
	if l.sentence || next.blank || l.times > 1 || next.times > 1 || l.duration || next.duration || l.relative != "" || next.relative != "" || l.use != unused || next.use != unused {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next.text)
	return unicode.IsLower(r) || l.size >= 30 && next.size >= longLine && !unicode.IsDigit(r)
}

// findBody marks the lines of the text: the stretch of running text, from the
// first line of it to the last before other articles begin, with the short
// lines within that end as sentences or are headings between paragraphs.
func (p *page) findBody() {
	from := p.firstProse()
	to := len(p.lines)
	if len(p.records) > 0 {
		to = p.records[0].from
	}
	last := -1
	for i := from; i < to; i++ {
		l := &p.lines[i]
		if l.use != unused || l.times > 1 || l.duration {
			continue
		}
		if l.prose() || l.sentence && l.size >= 40 || i+1 < to && p.continues(i) || last >= 0 && l.sentence && last == i-1 {
			if last >= 0 && i-last > maxGap {
				break
			}
			l.use = inBody
			last = i
		}
	}
	if last < 0 { // no running text at all: everything but the title is kept
		for i := range p.lines {
			if p.lines[i].use == unused {
				p.lines[i].use = inBody
			}
		}
		return
	}
	p.keepCleanText(from, last)
}

// maxGap is how many lines of something else may stand within the text.
const maxGap = 12

// keepCleanText keeps the short lines too when hardly any line would go: then
// the paste is nothing but the text.
func (p *page) keepCleanText(from, last int) {
	left := 0
	for i := from; i < len(p.lines); i++ {
		if p.lines[i].use == unused {
			left++
		}
	}
	if left*5 > len(p.lines)-from || left > 4 {
		return
	}
	for i := from; i < len(p.lines); i++ {
		if l := &p.lines[i]; l.use == unused && !l.duration && l.times == 1 && (i < last || l.size >= 40) {
			l.use = inBody
		}
	}
}

// body makes paragraphs of the marked lines; a line that runs on is joined
// with the next.
func (p *page) body(out *clip.Extract) clip.Body {
	var body clip.Body
	paragraph := ""
	for i := range p.lines {
		l := &p.lines[i]
		if l.use != inBody {
			continue
		}
		paragraph = join(paragraph, l.text, out)
		l.use = unused // continues looks at free lines only
		open := p.runsOn(i)
		l.use = inBody
		if !open {
			body = append(body, clip.NewParagraph(repairSpacing(paragraph, out)))
			paragraph = ""
		}
	}
	if paragraph != "" {
		body = append(body, clip.NewParagraph(repairSpacing(paragraph, out)))
	}
	return body.Normal()
}

func (p *page) runsOn(i int) bool {
	if i+1 >= len(p.lines) || p.lines[i+1].use != inBody {
		return false
	}
	next := p.lines[i+1].use
	p.lines[i+1].use = unused
	defer func() { p.lines[i+1].use = next }()
	return p.continues(i)
}

// join joins two parts of a broken line: without a space between ideographs,
// and without the hyphen where one broke a word.
func join(a, b string, out *clip.Extract) string {
	if a == "" {
		return b
	}
	remove(out, tail(a)+" ⏎ "+head(b), "joined lines", "the line does not end as a sentence and the next goes on")
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if last > 0x2e80 && first > 0x2e80 && !unicode.Is(unicode.Hangul, last) {
		return a + b
	}
	if stem, ok := strings.CutSuffix(a, "-"); ok && unicode.IsLower(first) && len(stem) > 0 && stem[len(stem)-1] != ' ' {
		return stem + b
	}
	return a + " " + b
}

func tail(s string) string {
	if runes := []rune(s); len(runes) > 30 {
		return "…" + string(runes[len(runes)-30:])
	}
	return s
}

func head(s string) string {
	if runes := []rune(s); len(runes) > 30 {
		return string(runes[:30]) + "…"
	}
	return s
}
