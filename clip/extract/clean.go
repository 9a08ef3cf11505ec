package extract

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"newsclip/clip"
)

//go:embed phrases.txt
var phraseList string

// phrases are beginnings of short lines that are never part of a text:
// newsletter and app calls, share bars, labels. They only ever decide about
// short blocks, so a sentence that contains one stays.
var phrases = func() []string {
	var out []string
	for line := range strings.Lines(phraseList) {
		if line = strings.ToLower(strings.TrimSpace(line)); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}()

// maxPhraseBlock is the longest block that a phrase may remove, in runes.
const maxPhraseBlock = 120

// clean takes away what was chosen and yet is not the text's: the title once
// more; in running text, calls and labels, and blocks of links at the end or
// between paragraphs. Where links are what the page is made of, they stay.
func (x *extraction) clean(body clip.Body) clip.Body {
	running := !linkRich(body)
	out := make(clip.Body, 0, len(body))
	started := false // running text has begun
	for i, block := range body {
		last := len(out) - 1
		switch reason, rule := x.stray(body, i, started, running); {
		case reason != "" && !x.saidToKeep(body[i:i+1].Plain()):
			x.remove(body[i:i+1].Plain(), reason, rule)
			continue
		case block.Kind == clip.Rule && (last < 0 || i+1 == len(body)): // parts nothing
			continue
		case last >= 0 && out[last].Kind == clip.Image && isCredit(block):
			out[last].Inlines = append(append(slices.Clone(out[last].Inlines), clip.Inline{Kind: clip.Text, Text: " "}), block.Inlines...)
			out = append(out[:last], clip.Body{out[last]}.Normal()...)
			continue
		}
		started = started || block.Kind == clip.Paragraph
		out = append(out, block)
	}
	return out
}

// stray says why block i of a body is not part of the text, and by what rule;
// "" when it is. started: a paragraph stands before; running: the body is no
// collection of links.
func (x *extraction) stray(body clip.Body, i int, started, running bool) (reason, rule string) {
	block, plain := body[i], ""
	if block.Kind == clip.Paragraph || block.Kind == clip.Heading {
		plain = clip.PlainInlines(block.Inlines)
	}
	switch {
	case !started && block.Kind != clip.Image && sameTitle(body[i:i+1].Plain(), x.out.Metadata.Title):
		return "repeated title", "first block equals the title"
	case !started && x.onlyByline(plain):
		return "byline", "first lines that name the authors alone"
	case running && isCall(plain):
		return "call or label", "short block that begins with a known phrase"
	case running && linkBlock(body, i) && (block.Kind == clip.List || i > 0):
		return "related links", "nearly all of the block is links"
	case running && offer(body, i):
		return "related links", "a short label and one link"
	case running && block.Kind == clip.Heading && i+1 < len(body) && linkBlock(body, i+1):
		return "related links", "heading above a block of links"
	case running && stacked(body, i):
		return "related links", "headings with nothing between them"
	case block.Kind == clip.Heading && i+1 == len(body):
		return "heading without text", "last block"
	}
	return "", ""
}

// saidToKeep reports whether a person said of a block, by its text, that it
// belongs to the article: here nobody knows any more how it stood on the page.
func (x *extraction) saidToKeep(plain string) bool {
	for _, c := range slices.Backward(x.page.Corrections) {
		if c.Text != "" && c.About("", plain) {
			return c.Keep
		}
	}
	return false
}

func sameTitle(text, title string) bool {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	text, title = fold(text), fold(title)
	return title != "" && text != "" && (text == title || len(text) > 20 && strings.HasPrefix(text, title) && len(text) < len(title)+40)
}

// onlyByline reports whether a text is no more than the authors' names and a word
// or two: "By Ida Marlow".
func (x *extraction) onlyByline(plain string) bool {
	const most = 20 // characters beside the names: "Von", "Text:", ", dpa"
	rest, named := strings.ToLower(plain), false
	for _, name := range x.out.Metadata.Authors {
		before, after, ok := strings.Cut(rest, strings.ToLower(name))
		rest, named = before+after, named || ok
	}
	return named && utf8.RuneCountInString(rest) <= most && !strings.ContainsAny(rest, ".!?…。！？”“\"")
}

// isCall judges the text of a paragraph or heading.
func isCall(plain string) bool {
	if plain == "" || len(plain) > 4*maxPhraseBlock || utf8.RuneCountInString(plain) > maxPhraseBlock {
		return false
	}
	lower := strings.ToLower(plain)
	for _, phrase := range phrases {
		if strings.HasPrefix(lower, phrase) {
			return true
		}
	}
	return false
}

// linkBlock reports whether nearly all of a short block i is links.
func linkBlock(body clip.Body, i int) bool {
	if body[i].Kind != clip.Paragraph && body[i].Kind != clip.List {
		return false
	}
	linked, all := linkedText(body[i : i+1])
	return all > 0 && linked*10 >= all*9 && all < 1500
}

// Bounds of headings with nothing between them that are a list of other texts:
// how many follow one another at least, and how long they are on average, in
// bytes. Shorter ones are names of things, and questions have answers that a
// script shows; so has a sentence that is set as a heading.
const (
	leastStack   = 5
	stackedBytes = 45
)

// stacked reports whether block i is one of such headings.
func stacked(body clip.Body, i int) bool {
	alike := func(k int) bool {
		return k >= 0 && k < len(body) && body[k].Kind == clip.Heading && body[k].Level == body[i].Level
	}
	if !alike(i) || !alike(i-1) && !alike(i+1) {
		return false
	}
	first, end := i, i+1
	for alike(first - 1) {
		first--
	}
	for alike(end) {
		end++
	}
	length := 0
	for _, heading := range body[first:end] {
		text := clip.PlainInlines(heading.Inlines)
		if strings.ContainsAny(text, "?？؟") || strings.HasSuffix(strings.TrimRight(text, "”“\"’»"), ".") {
			return false
		}
		length += len(text)
	}
	return end-first >= leastStack && length >= stackedBytes*(end-first)
}

// Bounds of a label before a link, "Read more:", in runes, and of the link.
const (
	maxLabel      = 40
	leastHeadline = 25
)

// offer reports whether a block offers another text: a labelled link by itself.
// Several in a row are a list of what the text is about.
func offer(body clip.Body, i int) bool {
	return i > 0 && labelledLink(body[i]) && !labelledLink(body[i-1]) && (i+1 == len(body) || !labelledLink(body[i+1]))
}

// labelledLink reports whether a paragraph is a short label with a colon and
// then one link to its end, long enough for a headline.
func labelledLink(block clip.Block) bool {
	if block.Kind != clip.Paragraph {
		return false
	}
	inlines := block.Inlines
	for len(inlines) == 1 && (inlines[0].Kind == clip.Strong || inlines[0].Kind == clip.Emphasis) {
		inlines = inlines[0].Inlines
	}
	if len(inlines) < 2 {
		return false
	}
	last := inlines[len(inlines)-1]
	for len(last.Inlines) == 1 && (last.Kind == clip.Strong || last.Kind == clip.Emphasis) {
		last = last.Inlines[0]
	}
	label := strings.TrimSpace(clip.PlainInlines(inlines[:len(inlines)-1]))
	linked, _ := linkedText(clip.Body{{Kind: clip.Paragraph, Inlines: inlines[:len(inlines)-1]}})
	headline := []rune(clip.PlainInlines([]clip.Inline{last}))
	return last.Kind == clip.Link && linked == 0 && strings.HasSuffix(label, ":") && len([]rune(label)) <= maxLabel && len(headline) >= leastHeadline && !strings.HasPrefix(string(headline), "http")
}

// linkRich reports whether a good part of a body is links, as on pages that
// list others.
func linkRich(body clip.Body) bool {
	linked, all := linkedText(body)
	return linked*4 > all
}

// linkedText counts the bytes of a body's text, and those of them in links.
func linkedText(body clip.Body) (linked, all int) {
	var count func(inlines []clip.Inline, link bool)
	count = func(inlines []clip.Inline, link bool) {
		for _, in := range inlines {
			all += len(in.Text)
			if link || in.Kind == clip.Link {
				linked += len(in.Text)
			}
			count(in.Inlines, link || in.Kind == clip.Link)
		}
	}
	body.Walk(func(b *clip.Block, _ int) bool { count(b.Inlines, false); return true })
	return linked, all
}
