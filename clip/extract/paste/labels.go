package paste

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed labels.txt
var labelWords string

// labels gives for each word of labels.txt its section.
var labels = func() map[string]string {
	out := map[string]string{}
	section := ""
	for row := range strings.Lines(labelWords) {
		switch row = strings.TrimSpace(row); {
		case row == "" || strings.HasPrefix(row, "#"):
		case strings.HasPrefix(row, "["):
			section = strings.Trim(row, "[]")
		default:
			out[row] = section
		}
	}
	return out
}()

// readMore is the section of words that point to other texts.
const readMore = "read more"

// longLabel is the length beyond which a line with a colon is text, in runes.
const longLabel = 120

// advertisements are the words of that section, as they begin a sentence.
var advertisements = func() (out []string) {
	for word, section := range labels {
		if section == "advertisement" {
			first, n := utf8.DecodeRuneInString(word)
			out = append(out, string(unicode.ToUpper(first))+word[n:])
		}
	}
	slices.Sort(out)
	return out
}()

// label returns which kind of label a line is, or "".
func (l *line) label() string {
	if l.size > longLabel {
		return ""
	}
	head := l.text
	if i := strings.IndexAny(head, ":："); i >= 0 {
		head = head[:i]
	}
	return labels[strings.ToLower(strings.TrimSpace(head))]
}

// dropLabels takes captions, advertisements and pointers to other texts out of
// the text, where a paste has labels at all.
func (p *page) dropLabels() {
	if !p.hasLabels() {
		return
	}
	for i := range p.lines {
		if l := &p.lines[i]; l.use == inBody {
			if kind := l.label(); kind != "" {
				l.use, l.note = unused, kind
			}
		}
	}
}
