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
			fmt.Fprintf(out, "  - %s%s%s\n", w.titleLine(c), w.flavour.after(c.Version.Published.Day()), w.address(c.Version.URL))
		}
	}
	out.WriteString("\n")
}

// provenance says of each clip when and from where it was captured, with the
// hash of the original.
func (w *writer) provenance(out *strings.Builder) {
	fmt.Fprintf(out, "## %s\n\n%s\n\n", w.flavour.lineText(w.words.Provenance), w.flavour.lineText(w.words.Proof))
	for c := range w.clips() {
		source := &c.Version.Source
		captured := source.Fetched
		if captured.IsZero() {
			captured = c.Captured
		}
		fmt.Fprintf(out, "- %s\n  - %s: %s\n", w.titleLine(c), w.flavour.lineText(w.words.Captured), captured.UTC().Format(time.RFC3339))
		if from := w.address(source.Requested); from != "" {
			fmt.Fprintf(out, "  - %s: %s\n", w.flavour.lineText(w.words.Requested), strings.TrimPrefix(from, " · "))
		}
		if source.Original == "" {
			fmt.Fprintf(out, "  - %s\n", w.flavour.lineText(w.words.NoOriginal))
		} else {
			fmt.Fprintf(out, "  - %s: `%s`\n", w.flavour.lineText(w.words.Original), source.Original)
		}
	}
	out.WriteString("\n")
}

// address is a link that shows where it leads, after what it is of.
func (w *writer) address(url string) string {
	if url == "" {
		return ""
	}
	r := newRenderer(w.flavour, nil)
	return " · " + r.inlineText(clip.Body{{Kind: clip.Paragraph, Inlines: []clip.Inline{link(url, url)}}}.Normal()[0].Inlines, place{oneLine: true})
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
