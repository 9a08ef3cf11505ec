package pdf

import (
	"context"
	"errors"
	"image"
	"io"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// Preview draws the first pages of a review as Write would set them, so many
// pixels wide, or high where a page is turned: cover and contents, then those of the clips. Clips that
// come after them are not set, so the contents know no page for them, and the
// cover not how many pages there are.
func Preview(ctx context.Context, r *review.Review, o review.Options, pages, width int) ([]image.Image, error) {
	o, err := o.Check()
	if err != nil {
		return nil, err
	}
	paper, err := sheetOf(o.Paper)
	if err != nil {
		return nil, err
	}
	o.Progress = nil
	b, err := newBook(io.Discard, r, o, paper.with(o))
	if err != nil {
		return nil, &clip.Error{Kind: clip.ErrInternal, Message: "The fonts of the PDF cannot be read.", Next: "Report this as a fault of Newsclip.", Err: err}
	}
	defer b.close()
	b.viewer = newViewer(b.sheet, pages, width)
	b.images.keep = true
	if err := b.clips(ctx); err != nil && !errors.Is(err, errSeen) {
		return nil, err
	}
	b.page = nil
	b.enterRest()
	b.viewer.front = true
	if err := b.frontMatter(ctx); err != nil && !errors.Is(err, errSeen) {
		return nil, err
	}
	return b.viewer.pages(), ctx.Err()
}

// errSeen ends the setting of a preview: it has its pages.
var errSeen = errors.New("the preview has its pages")

// enterRest has the clips that were not set stand in the contents, as many as
// fill a page or two.
func (b *book) enterRest() {
	const most = 60
	set := map[*clip.Clip]bool{}
	for i := range b.entries {
		set[b.entries[i].clip] = true
	}
	for _, section := range b.review.Sections {
		for i := range section.Clips {
			c := &section.Clips[i]
			if len(b.entries) < most && !set[c] {
				b.entries = append(b.entries, entry{title: b.headlineOf(&c.Version), clip: c, lang: c.Version.Lang})
			}
		}
	}
}
