package extract

import (
	_ "embed"
	"strings"

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

// clean takes away what the article's element carries besides its text: the
// title once more, calls and labels, blocks of links at the end or between
// paragraphs.
func (x *extraction) clean(body clip.Body) clip.Body {
	title := x.out.Metadata.Title
	var out clip.Body
	text := 0 // runes of running text so far
	for i, block := range body {
		plain := clip.Body{block}.Plain()
		rule, reason := "", ""
		switch {
		case text == 0 && plain != "" && sameTitle(plain, title):
			reason, rule = "repeated title", "first block equals the title"
		case text == 0 && block.Kind == clip.Paragraph && plain == x.out.Metadata.Standfirst && len(body) > 3 && plain != "":
			reason, rule = "", "" // a standfirst opens the text: it stays
		case isCall(block, plain):
			reason, rule = "call or label", "short block that begins with a known phrase"
		case linkBlock(block) && (block.Kind == clip.List || i > 0):
			reason, rule = "related links", "nearly all of the block is links"
		case block.Kind == clip.Heading && i+1 < len(body) && linkBlock(body[i+1]):
			reason, rule = "related links", "heading above a block of links"
		case block.Kind == clip.Heading && i+1 == len(body):
			reason, rule = "heading without text", "last block"
		}
		if reason != "" {
			x.remove(plain, reason, rule)
			continue
		}
		if block.Kind == clip.Paragraph {
			text += len([]rune(plain))
		}
		out = append(out, block)
	}
	return out.Normal()
}

func sameTitle(text, title string) bool {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	text, title = fold(text), fold(title)
	return title != "" && (text == title || len(text) > 20 && strings.HasPrefix(text, title) && len(text) < len(title)+40)
}

func isCall(block clip.Block, plain string) bool {
	if block.Kind != clip.Paragraph && block.Kind != clip.Heading || len([]rune(plain)) > maxPhraseBlock {
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

// linkBlock reports whether nearly all of a short block is links.
func linkBlock(block clip.Block) bool {
	if block.Kind != clip.Paragraph && block.Kind != clip.List {
		return false
	}
	linked, all := 0, 0
	var count func(inlines []clip.Inline, link bool)
	count = func(inlines []clip.Inline, link bool) {
		for _, in := range inlines {
			all += len(in.Text)
			if link {
				linked += len(in.Text)
			}
			count(in.Inlines, link || in.Kind == clip.Link)
		}
	}
	clip.Body{block}.Walk(func(b *clip.Block, _ int) bool { count(b.Inlines, false); return true })
	return all > 0 && linked*10 >= all*9 && all < 1500
}
