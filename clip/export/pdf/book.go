package pdf

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// Write writes the review as one PDF. What cannot be shown, an image or a
// script without a font, is a warning in the report. The same review with the
// same fonts gives the same bytes. An error of ctx or w ends it; what w holds
// then is no document.
func Write(ctx context.Context, w io.Writer, r *review.Review, o review.Options) (review.Report, error) {
	o, err := o.Check()
	if err != nil {
		return review.Report{}, err
	}
	paper, err := sheetOf(o.Paper)
	if err != nil {
		return review.Report{}, err
	}
	b, err := newBook(w, r, o, paper.with(o))
	if err != nil {
		return review.Report{}, &clip.Error{Kind: clip.ErrInternal, Message: "The fonts of the PDF cannot be read.", Next: "Report this as a fault of Newsclip.", Err: err}
	}
	defer b.close()
	defer debug.SetGCPercent(debug.SetGCPercent(garbagePercent))
	if err := b.clips(ctx); err != nil {
		return b.report, fmt.Errorf("set clips: %w", err)
	}
	if err := b.backMatter(ctx); err != nil {
		return b.report, fmt.Errorf("set sources: %w", err)
	}
	if err := b.frontMatter(ctx); err != nil {
		return b.report, fmt.Errorf("set contents: %w", err)
	}
	if err := b.finish(); err != nil {
		return b.report, fmt.Errorf("write pdf: %w", err)
	}
	b.report.Files, b.report.Pages = 1, len(b.front)+len(b.pages)
	return b.report, nil
}

// garbagePercent is how much garbage may pile up beside what is in use (see
// runtime/debug) while a review is set. Each page leaves as much as a few
// pages hold, so at Go's 100 % half of the memory would be garbage; at this it
// costs a twentieth of the time.
const garbagePercent = 32

// A book is one document in the making. Pages are written as they are done:
// the clips' first, then what follows them, and last cover and contents, which
// need their page numbers.
type book struct {
	review  *review.Review
	options review.Options
	words   review.Words
	report  review.Report
	sheet   sheet

	doc       *document
	tree      *structure
	library   *library
	images    *images
	text      *typesetter
	pagesRoot ref

	page     *page // at hand; nil between pages
	y        float64
	front    []ref // cover and contents
	pages    []ref
	inFront  bool
	frontTop int // elements of the clips at the top of the tree

	done      int    // clips that are set
	running   string // what is being read: the running head of pages within it
	began     bool   // running stands on a page already
	head      string // the running head of the page at hand
	titled    bool   // the document's title stands on a page
	pending   []review.Section
	entries   []entry
	bookmarks []bookmark
	warned    map[string]bool
	viewer    *viewer // of a preview; nil: a document is written
}

func newBook(w io.Writer, r *review.Review, o review.Options, paper sheet) (*book, error) {
	doc := newDocument(w)
	b := &book{review: r, options: o, words: r.Words(), sheet: paper, doc: doc, tree: newStructure(doc), images: newImages(doc),
		pagesRoot: doc.alloc(), warned: map[string]bool{}}
	b.titled = !b.opensWithClips()
	library, err := newLibrary(doc, b.warn)
	if err != nil {
		doc.close()
		return nil, err
	}
	b.library = library
	b.text = &typesetter{shaper: newShaper(library), hyphens: newHyphenator()}
	return b, nil
}

// close lets files go and waits for what writes.
func (b *book) close() {
	b.doc.close()
	b.library.close()
}

// warn adds a sentence to the report, once.
func (b *book) warn(sentence string) {
	if !b.warned[sentence] {
		b.warned[sentence] = true
		b.report.Warnings = append(b.report.Warnings, sentence)
	}
}

// lang is the language of the words around the clips.
func (b *book) lang() string {
	if b.review.Lang == "" {
		return "en"
	}
	return b.review.Lang
}

// speak sets text in a language until the function that it returns is called.
func (b *book) speak(lang string) (back func()) {
	before := b.text.lang
	b.text.lang = lang
	return func() { b.text.lang = before }
}

// title is the document's.
func (b *book) title() string {
	if title := oneLine(b.review.Title); title != "" {
		return title
	}
	return b.words.PressReview
}

func (b *book) composer(tag *element) composer {
	return composer{book: b, flow: &flow{}, tag: tag, x: b.sheet.left, width: b.sheet.textWidth(),
		style: style{family: b.sheet.family, size: b.sheet.size, color: black}, align: justified}
}

// startPage begins a page, upright or turned.
func (b *book) startPage(turned bool) {
	label := fmt.Sprint(len(b.pages) + 1)
	if b.inFront {
		label = roman(len(b.front) + 1)
	}
	b.page = b.newPage(label)
	if turned {
		b.page.sheet = b.sheet.turn()
	}
	b.y = b.page.sheet.textTop()
	b.head = b.pageHead()
}

func (b *book) endPage() {
	if b.page == nil {
		return
	}
	b.runningHead()
	if b.viewer != nil && !b.viewer.full() {
		b.viewer.see(b.page)
	}
	b.page.finish()
	if b.inFront {
		b.front = append(b.front, b.page.id)
	} else {
		b.pages = append(b.pages, b.page.id)
	}
	b.page = nil
	b.tell()
}

// tell says how far the document is.
func (b *book) tell() {
	if b.options.Progress != nil {
		b.options.Progress(review.Progress{Done: b.done, Clips: b.review.Clips(), Pages: len(b.front) + len(b.pages)})
	}
}

// finish writes what all pages share, and the file's end.
func (b *book) finish() error {
	for _, f := range b.library.faces {
		if f.used && !f.bitmap {
			if err := f.write(b.doc); err != nil {
				return err
			}
		}
	}
	all := append(append([]ref{}, b.front...), b.pages...)
	b.doc.object(b.pagesRoot, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(all), refs(all)))
	b.tree.finish(len(b.tree.kids) - b.frontTop)
	outline := b.writeOutline()
	metadata := b.writeMetadata()
	info := b.writeInfo()
	catalog := b.doc.alloc()
	labels := "0<</S/D>>"
	if len(b.front) > 0 {
		labels = fmt.Sprintf("0<</S/r>>%d<</S/D>>", len(b.front))
	}
	b.doc.object(catalog, fmt.Sprintf("<</Type/Catalog/Pages %v/Outlines %v/PageMode/UseOutlines/Lang%s/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot %v/Metadata %v/PageLabels<</Nums[%s]>>>>",
		b.pagesRoot, outline, uriString(b.lang()), b.tree.root, metadata, labels))
	return b.doc.finish(catalog, info)
}

func roman(n int) string {
	out := ""
	for _, step := range []struct {
		value int
		sign  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= step.value; n -= step.value {
			out += step.sign
		}
	}
	return out
}
