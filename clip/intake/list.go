package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"newsclip/clip"
)

// maxLabel is how long the words beside an address may be, in runes: headlines
// are shorter, paragraphs longer.
const maxLabel = 160

// bullet is what stands before the items of a list.
var bullet = regexp.MustCompile(`^\s*(?:[-*+•‣–—]|\(?\d{1,4}[.)])\s+`)

// markdownLink is a link as Markdown writes it, alone on its line.
var markdownLink = regexp.MustCompile(`^\[[^\]]*\]\((\S+)\)$`)

// addressList is a text that lists addresses.
type addressList struct {
	addresses []string // each once, in order
	mistyped  []string // lines that look like addresses and are none
}

// readList reads a text that lists addresses: nothing but addresses, one or
// several on a line; or, as people send them, addresses with a headline each,
// before or after it or on the line above, and a word on top. The words go: the
// pages say them. A single address among words is one when it ends them. It is
// false for all other texts: running text that names addresses is a text.
func readList(text string) (addressList, bool) {
	var list addressList
	var lines []listLine
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		if line = strings.TrimSpace(bullet.ReplaceAllString(line, "")); line != "" {
			lines = append(lines, readListLine(line))
		}
	}
	if !slices.ContainsFunc(lines, func(l listLine) bool { return l.label != "" }) {
		list.take(lines)
		return list, len(list.addresses) > 0
	}
	for i, l := range lines {
		lines[i] = l.amongWords()
	}
	list.take(lines)
	return list, isLabelled(lines, len(list.addresses))
}

func (a *addressList) take(lines []listLine) {
	seen := map[string]bool{}
	for _, l := range lines {
		for _, address := range l.addresses {
			if !seen[address] {
				seen[address] = true
				a.addresses = append(a.addresses, address)
			}
		}
		if l.mistyped() {
			a.mistyped = append(a.mistyped, l.label)
		}
	}
}

// isLabelled reports whether lines with n addresses are a list in which words
// stand beside the addresses.
func isLabelled(lines []listLine, n int) bool {
	with, without := 0, 0
	for _, l := range lines {
		if utf8.RuneCountInString(l.label) > maxLabel || strings.HasSuffix(l.label, ".") || strings.HasSuffix(l.label, "。") {
			return false
		}
		switch {
		case len(l.addresses) > 0:
			with++
		case !l.mistyped():
			without++
		}
	}
	if n == 1 {
		return len(lines) <= 2 && lines[len(lines)-1].endsInAddress
	}
	return n > 1 && without <= with+1
}

// listLine is a line of a list: its addresses and the words beside them.
type listLine struct {
	addresses     []string
	label         string
	endsInAddress bool
}

// readListLine reads a line of nothing but addresses, or a label with an address at
// one of its ends.
func readListLine(line string) listLine {
	if link := markdownLink.FindStringSubmatch(line); link != nil {
		line = link[1]
	}
	words := strings.Fields(line)
	var addresses []string
	for _, word := range words {
		if a, ok := address(strings.TrimRight(word, ",;")); ok {
			addresses = append(addresses, a)
		}
	}
	if len(addresses) == len(words) {
		return listLine{addresses: addresses, endsInAddress: true}
	}
	last := len(words) - 1
	if a, ok := webAddress(trimAddress(strings.TrimRight(words[last], ".,;"))); ok {
		return listLine{[]string{a}, strings.Join(words[:last], " "), true}
	}
	if a, ok := webAddress(trimAddress(strings.TrimRight(words[0], ",;:"))); ok {
		return listLine{[]string{a}, strings.Join(words[1:], " "), false}
	}
	return listLine{label: strings.Join(words, " ")}
}

// amongWords is the line in a text that has words: there a domain alone, as in
// "Reuters.com", is a word.
func (l listLine) amongWords() listLine {
	if len(l.addresses) != 1 || l.label != "" {
		return l
	}
	rest := strings.TrimPrefix(l.addresses[0], "https://")
	if strings.Contains(rest, "/") || strings.HasPrefix(rest, "www.") {
		return l
	}
	return listLine{label: rest}
}

// mistyped reports whether the line was meant to be an address: "htps://…".
func (l listLine) mistyped() bool {
	if len(l.addresses) > 0 || strings.Contains(l.label, " ") {
		return false
	}
	return strings.Contains(l.label, ":/") || strings.Contains(l.label, "//") || strings.HasPrefix(l.label, "www")
}

func (a *addressList) inputs() []Input {
	inputs := make([]Input, len(a.addresses))
	for i, address := range a.addresses {
		inputs[i] = Input{Kind: KindURL, URL: address}
	}
	return inputs
}

// err says which lines were meant to be addresses; nil: none.
func (a *addressList) err() error {
	switch len(a.mistyped) {
	case 0:
		return nil
	case 1:
		return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("“%s” is no address.", a.mistyped[0]), Next: "Correct it and add it again."}
	}
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("“%s” are no addresses.", strings.Join(a.mistyped, "”, “")), Next: "Correct them and add them again."}
}
