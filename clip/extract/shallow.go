package extract

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsclip/clip/extract/blocks"
)

// parseDepth is how deep a page is left nested. The parser gives up where more
// than 512 elements are open (golang.org/x/net/html); with each table it opens
// four.
const parseDepth = 120

// parseText parses a page. One that is nested too deep for the parser is made
// shallow and parsed again.
func parseText(text string) (*html.Node, error) {
	doc, err := blocks.Parse(strings.NewReader(text))
	if err == nil {
		return doc, nil
	}
	flat, flatErr := shallow(text)
	if flatErr != nil {
		return nil, err
	}
	return blocks.Parse(strings.NewReader(flat))
}

// closes are the elements whose end tag a page may leave out; they count only
// while they are the innermost.
var closes = map[atom.Atom]bool{atom.P: true, atom.Li: true, atom.Td: true, atom.Th: true, atom.Tr: true, atom.Option: true, atom.Dt: true, atom.Dd: true}

var void = map[atom.Atom]bool{atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true,
	atom.Input: true, atom.Link: true, atom.Meta: true, atom.Source: true, atom.Track: true, atom.Wbr: true}

// shallow returns a page's markup without the tags that are nested too deep;
// their text stays.
func shallow(text string) (string, error) {
	var out strings.Builder
	out.Grow(len(text))
	tokens := html.NewTokenizer(strings.NewReader(text))
	depth := 0
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return "", err
			}
			return out.String(), nil
		case html.StartTagToken, html.EndTagToken:
			raw := string(tokens.Raw()) // TagName lower-cases what Raw shows
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			switch {
			case void[tag] || closes[tag] && depth < parseDepth:
			case kind == html.StartTagToken:
				depth++
			default:
				depth--
			}
			if void[tag] || depth < parseDepth || kind == html.EndTagToken && depth == parseDepth {
				out.WriteString(raw)
			}
		default:
			out.Write(tokens.Raw())
		}
	}
}
