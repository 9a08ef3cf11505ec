package extract

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// portraitNames are words in the address of a picture, or in the classes of it
// and what is around it, that say that it shows who wrote.
var portraitNames = []string{"author", "authors", "authorimages", "byline", "avatars", "gravatar", "columnist", "columnists"}

// portrait reports whether a picture before the text is the author's: its own
// words, its address or the words beside it name them.
func (c *carver) portrait(n *html.Node, t *tally) bool {
	if n.Data != "img" && (t == nil || t.pictures == 0 || t.pictures > 2) || c.headed[n] || c.next(n) > c.first || find(n, "figure") != nil {
		return false
	}
	const mostWords = 6 // of what a portrait says for who cannot see it
	image := find(n, "img")
	if image == nil || len(strings.Fields(attribute(image, "alt"))) > mostWords {
		return false
	}
	return c.namesAuthor(attribute(image, "alt")) || saysPortrait(attribute(image, "src")) || c.classedPortrait(image, n) || c.bylined(n, t)
}

// namesAuthor reports whether a text is an author's name.
func (c *carver) namesAuthor(text string) bool {
	text = strings.Join(strings.Fields(text), " ")
	return slices.ContainsFunc(c.x.out.Metadata.Authors, func(name string) bool { return strings.EqualFold(text, name) })
}

func saysPortrait(text string) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc(words, func(word string) bool { return slices.Contains(portraitNames, word) })
}

// classedPortrait looks at the classes from a picture up to an element.
func (c *carver) classedPortrait(image, n *html.Node) bool {
	for at := image; at != nil; at = at.Parent {
		if saysPortrait(attribute(at, "class")) {
			return true
		}
		if at == n {
			return false
		}
	}
	return false
}

// bylined reports whether the words beside a picture, all of them left out, are
// a byline: they name an author, and are no credit of a photographer.
func (c *carver) bylined(n *html.Node, t *tally) bool {
	if t == nil || t.kept > 0 || t.first < 0 || t.dropped > maxBylineWords {
		return false
	}
	var said []string
	for i := t.first; i < len(c.cut.Blocks) && holds(n, c.cut.Blocks[i].Texts[0]); i++ {
		said = append(said, c.cut.Blocks[i].Text)
	}
	words := strings.ToLower(strings.Join(said, " "))
	if slices.ContainsFunc(credits, func(label string) bool { return strings.Contains(words, label) }) {
		return false
	}
	return slices.ContainsFunc(c.x.out.Metadata.Authors, func(name string) bool { return strings.Contains(words, strings.ToLower(name)) })
}

// maxBylineWords is how many words stand with an author's portrait: name, role
// and date.
const maxBylineWords = 15

// dropPortrait takes away a portrait and the byline beside it.
func (c *carver) dropPortrait(parent, n *html.Node) {
	image := find(n, "img")
	c.x.dropPicture(image, "a portrait of the author")
	if image != n {
		image.Parent.RemoveChild(image)
		c.dropAll(n)
	}
	takeAway(parent, n)
}
