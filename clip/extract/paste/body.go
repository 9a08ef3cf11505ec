package paste

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip"
	"newsclip/clip/extract/lexicon"
)

// findBody marks the lines of the text by their chances.
func (p *page) findBody(chances []float64) {
	p.joinCutOff()
	evenChains(p.lines, chances)
	for i := range p.lines {
		if p.lines[i].data() {
			chances[i] = 0
		}
	}
	p.chances = chances
	for i, taken := range choose(p.lines, chances) {
		if taken {
			p.lines[i].use = inBody
		}
	}
	p.keepClean()
	p.dropCopies()
	p.dropVideos()
}

// A paste with hardly a label is nothing but an article, and keeps all its
// words.
const (
	cleanBefore = 4    // lines before the text: title, byline, date
	cleanLabels = 0.25 // share of lines that look like labels
)

func (p *page) keepClean() {
	first, labels := -1, 0
	for i := range p.lines {
		l := &p.lines[i]
		if first < 0 && (l.size >= longLine || l.joined || l.sentence && l.size >= longLine/2) {
			first = i
		}
		if !l.sentence && l.size < tailLength && !l.joined {
			labels++
		}
	}
	if first < 0 || first > cleanBefore || float64(labels) > cleanLabels*float64(len(p.lines)) {
		return
	}
	for i := first; i < len(p.lines); i++ {
		p.lines[i].use = inBody
	}
}

// A text seldom begins or ends with labels. Where a paste has others, those
// that stand before the first sentence and behind the last go too, unless they
// are all but certain.
const (
	tailLength = 60   // runes; a longer line is no label
	tailChance = 0.85 // from which a line is certain
	someLabels = 5    // lines left out from which a paste has labels
)

func (p *page) dropEnds() {
	if !p.hasLabels() {
		return
	}
	for i := range p.lines {
		l := &p.lines[i]
		if l.use == inBody && (l.sentence || l.joined || l.size >= tailLength) {
			break
		}
		if l.use == inBody && p.chances[i] < tailChance {
			l.use = unused
		}
	}
	for i, pointed := p.tail(), false; i < len(p.lines); i++ {
		l := &p.lines[i]
		pointed = pointed || l.label() == readMore
		if l.use == inBody && (pointed || p.chances[i] < tailChance) {
			l.use = unused
		}
	}
}

// tail is where what stands behind the text's last sentence begins.
func (p *page) tail() int {
	for i := len(p.lines) - 1; i >= 0; i-- {
		if l := &p.lines[i]; l.use == inBody && (l.sentence || l.size >= tailLength) {
			return i + 1
		}
	}
	return len(p.lines)
}

// hasLabels reports whether the paste is more than an article.
func (p *page) hasLabels() bool {
	left := 0
	for i := range p.lines {
		if p.lines[i].use != inBody {
			left++
		}
	}
	return left >= someLabels
}

// dropVideos takes playing times out of the text, each with its title: the next
// line, and the one after when it is the same.
func (p *page) dropVideos() {
	for i := range p.lines {
		if !p.lines[i].duration {
			continue
		}
		p.lines[i].use = unused
		for j := i + 1; j < min(i+3, len(p.lines)) && p.lines[j].times > 1; j++ {
			p.lines[j].use = unused
		}
	}
}

// copyLength is the length from which a repeated line is no refrain but a copy:
// some pages hold their article twice, in runes.
const copyLength = 80

// dropCopies leaves one of each long line of the text: the likeliest.
func (p *page) dropCopies() {
	kept := map[string]int{}
	for i := range p.lines {
		l := &p.lines[i]
		if l.use != inBody || l.times == 1 || l.size < copyLength {
			continue
		}
		other, known := kept[l.text]
		switch {
		case !known:
			kept[l.text] = i
		case p.chances[i] > p.chances[other]:
			p.lines[other].use, kept[l.text] = unused, i
		default:
			l.use = unused
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
		if !l.joined || i+1 == len(p.lines) || p.lines[i+1].use != inBody {
			body = append(body, clip.NewParagraph(repairSpacing(printable(paragraph), out)))
			paragraph = ""
		}
	}
	if paragraph != "" {
		body = append(body, clip.NewParagraph(repairSpacing(printable(paragraph), out)))
	}
	return body.Normal()
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
	if unspacedOrMark(last) && unspacedOrMark(first) {
		return a + b
	}
	if stem, ok := strings.CutSuffix(a, "-"); ok && unicode.IsLower(first) && len(stem) > 0 && stem[len(stem)-1] != ' ' {
		return stem + b
	}
	return a + " " + b
}

// unspacedOrMark reports whether a rune is of a script without spaces, or one
// of its punctuation marks.
func unspacedOrMark(r rune) bool { return lexicon.Unspaced(r) || r >= 0x3000 && unicode.IsPunct(r) }

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
