package markdown

import (
	"fmt"
	"strings"

	"newsclip/clip/export/review"
)

// combined writes one file: contents, then all clips.
func (w *writer) combined() error {
	at := w.tree.file("", w.documentName(), ending)
	list := &contents{flavour: w.flavour, words: w.words, path: at}
	var text strings.Builder
	level := 2 // of a clip's headline
	if len(w.review.Sections) > 1 {
		level = 3
	}
	err := w.each(func(n *named) error {
		if n.opens && n.section != nil {
			fmt.Fprintf(&text, "## %s\n\n", w.flavour.lineText(n.section[len(n.section)-1]))
		}
		anchor := fmt.Sprintf("clip-%d", n.number)
		list.add(n, "#"+anchor)
		w.clip(&text, n, level, "", anchor)
		return nil
	})
	if err != nil {
		return err
	}
	head := w.head()
	if w.options.Has(review.Contents) {
		head += list.text()
	}
	return w.file(at, head+text.String()+w.annexes())
}
