package markdown

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// annexes writes what follows all clips, or their list: sources and
// provenance, where they are wanted.
func (w *writer) annexes() string {
	var out strings.Builder
	if w.options.Has(review.Sources) {
		w.sources(&out)
	}
	if w.options.Has(review.Provenance) {
		w.provenance(&out)
	}
	return out.String()
}

// sources lists the outlets by name, each with its clips and their addresses.
func (w *writer) sources(out *strings.Builder) {
	fmt.Fprintf(out, "## %s\n\n", w.flavour.lineText(w.words.Sources))
	byOutlet := map[string][]*clip.Clip{}
	var outlets []string
	for c := range w.clips() {
		outlet := oneLine(c.Version.Outlet)
		if byOutlet[outlet] == nil {
			outlets = append(outlets, outlet)
		}
		byOutlet[outlet] = append(byOutlet[outlet], c)
	}
	slices.SortFunc(outlets, func(a, b string) int { return strings.Compare(w.tree.key(a), w.tree.key(b)) })
	if i := slices.Index(outlets, ""); i >= 0 { // those without stand last
		outlets = append(slices.Delete(outlets, i, i+1), "")
	}
	for _, outlet := range outlets {
		title := outlet
		if title == "" {
			title = w.words.NoOutlet
		}
		fmt.Fprintf(out, "- %s\n", w.flavour.lineText(title))
		for _, c := range byOutlet[outlet] {
			fmt.Fprintf(out, "  - %s%s", w.titleLine(c), w.flavour.after(c.Version.Published.Day()))
			if c.Version.URL != "" {
				out.WriteString(" · " + w.address(c.Version.URL))
			}
			out.WriteByte('\n')
		}
	}
	out.WriteString("\n")
}

// provenance says of each clip when and from where it was captured, with the
// hash of the original.
func (w *writer) provenance(out *strings.Builder) {
	fmt.Fprintf(out, "## %s\n\n%s\n\n", w.flavour.lineText(w.words.Provenance), w.flavour.lineText(w.words.Proof))
	for c := range w.clips() {
		fmt.Fprintf(out, "- %s\n", w.titleLine(c))
		for _, fact := range w.facts(c) {
			fmt.Fprintf(out, "  - %s\n", fact)
		}
	}
	out.WriteString("\n")
}

// facts are the lines of a clip's provenance.
func (w *writer) facts(c *clip.Clip) []string {
	source := &c.Version.Source
	captured := source.Fetched
	if captured.IsZero() {
		captured = c.Captured
	}
	facts := []string{w.flavour.lineText(w.words.Captured) + w.words.Colon() + captured.UTC().Format(time.RFC3339)}
	var said []string
	for _, from := range []string{source.Requested, source.Final, source.Name} {
		if from != "" && !slices.Contains(said, from) {
			said = append(said, from)
			facts = append(facts, w.flavour.lineText(w.words.Requested)+w.words.Colon()+w.address(from))
		}
	}
	if source.Original == "" {
		facts = append(facts, w.flavour.lineText(w.words.NoOriginal))
	} else {
		facts = append(facts, "SHA-256: `"+string(source.Original)+"`")
	}
	if source.Method == clip.MethodEdit || c.Version.SetByHand(clip.FieldBody) {
		facts = append(facts, w.flavour.lineText(w.words.Edited))
	}
	return facts
}

// address is a link that shows where it leads; where it is none, the text.
func (w *writer) address(url string) string {
	r := newRenderer(w.flavour, nil)
	return r.inlineText(clip.Body{{Kind: clip.Paragraph, Inlines: []clip.Inline{link(url, url)}}}.Normal()[0].Inlines, place{oneLine: true})
}

// titleLine is a clip's headline, escaped.
func (w *writer) titleLine(c *clip.Clip) string {
	return w.flavour.lineText((&named{clip: c, untitled: w.words.Untitled}).headline())
}

// clips yields all clips in order.
func (w *writer) clips() func(func(*clip.Clip) bool) {
	return func(yield func(*clip.Clip) bool) {
		for i := range w.review.Sections {
			for j := range w.review.Sections[i].Clips {
				if !yield(&w.review.Sections[i].Clips[j]) {
					return
				}
			}
		}
	}
}
