package intake

import (
	"fmt"
	"regexp"
	"strings"

	"newsclip/clip"
)

// maxAddresses is how many addresses one list may hold: a day's work of a
// press office has some hundreds.
const maxAddresses = 10_000

// bullet is what stands before the items of a list.
var bullet = regexp.MustCompile(`^\s*(?:[-*+•‣–—]|\(?\d{1,4}[.)])\s+`)

// markdownLink is a link as Markdown writes it, alone on its line.
var markdownLink = regexp.MustCompile(`^\[[^\]]*\]\((\S+)\)$`)

// plain makes the inputs of a text that is no other format: its addresses
// when it has nothing else, else the text as it is.
func plain(name, text string) ([]Input, error) {
	addresses := addressList(text)
	if len(addresses) > maxAddresses {
		return nil, &clip.Error{Kind: clip.ErrTooLarge,
			Message: fmt.Sprintf("%s lists more than %d addresses.", subject(name), maxAddresses),
			Next:    "Split the list and hand the parts over one after the other."}
	}
	if len(addresses) == 0 {
		return []Input{{Kind: KindText, Data: []byte(text), MediaType: textUTF8}}, nil
	}
	inputs := make([]Input, len(addresses))
	for i, a := range addresses {
		inputs[i] = Input{Kind: KindURL, URL: a}
	}
	return inputs, nil
}

// addressList returns the addresses of a text that holds nothing but
// addresses, one or several on a line, each once, in order. It returns nil
// for all other texts.
func addressList(text string) []string {
	var addresses []string
	seen := map[string]bool{}
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		found, ok := addressLine(line)
		if !ok {
			return nil
		}
		for _, a := range found {
			if !seen[a] {
				seen[a] = true
				addresses = append(addresses, a)
			}
		}
	}
	return addresses
}

// addressLine returns the addresses of a line, and whether it has nothing else.
func addressLine(line string) (addresses []string, ok bool) {
	line = strings.TrimSpace(bullet.ReplaceAllString(line, ""))
	if link := markdownLink.FindStringSubmatch(line); link != nil {
		line = link[1]
	}
	for word := range strings.FieldsSeq(line) {
		a, ok := address(strings.TrimRight(word, ",;"))
		if !ok {
			return nil, false
		}
		addresses = append(addresses, a)
	}
	return addresses, true
}
