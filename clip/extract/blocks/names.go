package blocks

import (
	"strings"

	"golang.org/x/net/html"

	"newsclip/clip/extract/lexicon"
)

// What people call the elements of their pages tells what stands in them, in
// English nearly everywhere. groups are the subjects that names speak of; a
// word counts wherever it stands within a name, one with a full stop before
// and after it only as a whole.
var groups = [...]string{
	"caption credit legend copyright",
	"relat recommend readmore read-more also promo teaser outbrain taboola popular trending most- more- suggest similar next- latest",
	"share social facebook twitter follow sharing addthis whatsapp",
	"comment disqus reply discuss respond",
	"newsletter subscri signup sign-up sponsor advert .ad. .ads. banner paywall donat .cta. popup modal cookie consent gdpr optin",
	"author byline .bio. contributor avatar profile",
	"date time meta published posted .info.",
	"tag categor breadcrumb .topic. .topics. keyword label",
	"nav menu sidebar footer header masthead toolbar widget rail aside pager paginat skip search login .toc.",
	"article content post body entry story text main blog rich prose paragraph",
	"hidden sr-only visually screen-reader d-none offscreen print",
	"quote embed tweet pullquote gallery slide infobox factbox summary highlight keypoint key-point standfirst lead intro .dek. deck subtitle subhead sub-head",
}

const groupCount = len(groups)

// names is what the class, id, role and the like of one element say.
type names struct {
	groups  uint16  // bit i: groups[i] is spoken of
	low     float32 // the least of its words' learnt values
	high    float32 // the greatest
	isKnown bool    // low and high are set
}

// trie finds group words in a name, at every place of it.
type trie struct{ nodes []trieNode }

type trieNode struct {
	next   [27]int16 // a to z and everything else
	groups uint16    // of words that end here
	whole  uint16    // of words that count only as a whole name
}

func letter(c byte) int {
	switch {
	case c >= 'a' && c <= 'z':
		return int(c - 'a')
	case c >= 'A' && c <= 'Z':
		return int(c - 'A')
	}
	return 26
}

var groupTrie = newTrie()

func newTrie() *trie {
	t := &trie{nodes: make([]trieNode, 1)}
	for i, words := range groups {
		for word := range strings.FieldsSeq(words) {
			bare := strings.Trim(word, ".")
			at := t.put(bare)
			if bare == word {
				t.nodes[at].groups |= 1 << i
			} else {
				t.nodes[at].whole |= 1 << i
			}
		}
	}
	return t
}

func (t *trie) put(word string) int16 {
	at := int16(0)
	for i := range len(word) {
		c := letter(word[i])
		if t.nodes[at].next[c] == 0 {
			t.nodes = append(t.nodes, trieNode{})
			t.nodes[at].next[c] = int16(len(t.nodes) - 1)
		}
		at = t.nodes[at].next[c]
	}
	return at
}

// find returns the groups that a name speaks of.
func (t *trie) find(name string) uint16 {
	var out uint16
	for i := range len(name) {
		at := t.nodes[0].next[letter(name[i])]
		for k := i + 1; at != 0; k++ {
			n := &t.nodes[at]
			out |= n.groups
			if n.whole != 0 && (i == 0 || letter(name[i-1]) == 26) && (k == len(name) || letter(name[k]) == 26) {
				out |= n.whole
			}
			if k == len(name) {
				break
			}
			at = n.next[letter(name[k])]
		}
	}
	return out
}

// nameAttributes are the attributes whose values are names that people gave.
func nameAttribute(key string) bool {
	switch key {
	case "class", "id", "role", "itemprop", "aria-label", "data-component", "data-testid", "data-module", "data-type", "data-name":
		return true
	}
	return false
}

// maxName bounds an attribute's value that is read as names, in bytes: some
// pages keep whole style sheets in a class.
const maxName = 400

// maxNameWords bounds the words of one element's names.
const maxNameWords = 32

// name reads what an element's names say.
func (p *Page) name(e *element, lex lexicon.Values) {
	e.named = true
	for _, a := range e.node.Attr {
		if !nameAttribute(a.Key) || a.Val == "" {
			continue
		}
		value := a.Val
		if len(value) > maxName {
			value = value[:maxName]
		}
		if e.node.Data != "body" && e.node.Data != "html" {
			e.names.groups |= groupTrie.find(value)
		}
		eachName(value, func(h lexicon.Hash) { e.names.add(lex.Value(h)) })
	}
}

func (n *names) add(value float32, known bool) {
	switch {
	case !known:
	case !n.isKnown:
		n.low, n.high, n.isKnown = value, value, true
	default:
		n.low, n.high = min(n.low, value), max(n.high, value)
	}
}

// eachName calls f with the hash of each word of a value of names, parted at
// what is no letter and at capitals, and with that of each whole name.
func eachName(value string, f func(lexicon.Hash)) {
	count := 0
	word, whole := lexicon.NewHash(kindName), lexicon.NewHash(kindName)
	length, wholeLength := 0, 0
	endWord := func() {
		if length > 1 && count < maxNameWords {
			count++
			f(word)
		}
		word, length = lexicon.NewHash(kindName), 0
	}
	endWhole := func() {
		if length < wholeLength { // else the word is the whole
			endWord()
		}
		word, length = lexicon.NewHash(kindName), 0
		if wholeLength > 1 && count < maxNameWords {
			count++
			f(whole)
		}
		whole, wholeLength = lexicon.NewHash(kindName), 0
	}
	lower := false // the last character was a small letter
	for i := range len(value) {
		c := value[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n':
			endWhole()
			lower = false
			continue
		case c >= '0' && c <= '9':
			continue // numbers differ from page to page
		case c >= 'A' && c <= 'Z':
			if lower {
				endWord()
			}
			c += 'a' - 'A'
			lower = false
		case c >= 'a' && c <= 'z':
			lower = true
		default:
			endWord()
			whole, wholeLength, lower = whole.Add('-'), wholeLength+1, false
			continue
		}
		word, length = word.Add(c), length+1
		whole, wholeLength = whole.Add(c), wholeLength+1
	}
	endWhole()
}

// tagClass numbers the elements by what they are for.
func tagClass(n *html.Node) float32 {
	switch n.Data {
	case "p":
		return 0
	case "h1":
		return 1
	case "h2":
		return 2
	case "h3":
		return 3
	case "h4", "h5", "h6":
		return 4
	case "li":
		return 5
	case "td", "th":
		return 6
	case "div":
		return 7
	case "blockquote":
		return 8
	case "pre":
		return 9
	case "figcaption":
		return 10
	case "dt", "dd":
		return 11
	case "section", "article", "main":
		return 12
	case "body":
		return 13
	}
	return 14
}
