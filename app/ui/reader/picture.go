package reader

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"strings"

	"fyne.io/fyne/v2"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"

	"newsclip/clip"
)

// pictures holds the decoded images of one document. Each is loaded when it
// first comes into view.
type pictures struct {
	options Options
	loaded  func() // on Fyne's goroutine, after an image has come
	byURL   map[string]*picture
}

type picture struct {
	image    image.Image // nil: not here yet, or never
	original fyne.Size   // in pixels, before it was made smaller
	failed   bool
}

func newPictures(o Options, loaded func()) *pictures {
	return &pictures{options: o, loaded: loaded, byURL: map[string]*picture{}}
}

func (p *pictures) forget() { p.byURL = map[string]*picture{} }

// size returns an image's pixels: its own, else those that the page named;
// zero when unknown or when the library has not kept it.
func (p *pictures) size(b *clip.Block) fyne.Size {
	if got := p.byURL[b.URL]; got != nil && (got.failed || got.image != nil) {
		return got.original
	}
	if !p.loadable(b) {
		return fyne.Size{}
	}
	return fyne.NewSize(float32(b.Width), float32(b.Height))
}

// loadable reports whether the library has kept the image: nothing else is
// ever loaded.
func (p *pictures) loadable(b *clip.Block) bool {
	return strings.HasPrefix(b.URL, clip.ImageScheme) && p.options.Image != nil && p.options.Go != nil
}

// get returns the image if it is here, and begins to load it if it is not.
func (p *pictures) get(b *clip.Block) image.Image {
	if got := p.byURL[b.URL]; got != nil {
		return got.image
	}
	if !p.loadable(b) {
		return nil
	}
	waiting, came := &picture{}, picture{}
	p.byURL[b.URL] = waiting
	p.options.Go(func() { came = load(p.options.Image(b.URL)) }, func() {
		*waiting = came
		if p.byURL[b.URL] == waiting { // else another document is shown by now
			p.loaded()
		}
	})
	return nil
}

// Limits of a picture. maxPixels: 64 megapixels take 256 MB decoded, more
// than any news image has. maxShownWidth: twice the column, for dense screens.
const (
	maxPixels     = 64 << 20
	maxShownWidth = 2 * maxColumn
)

func load(resource fyne.Resource) picture {
	decoded, err := decode(resource)
	if err != nil {
		return picture{failed: true}
	}
	bounds := decoded.Bounds()
	return picture{image: smaller(decoded), original: fyne.NewSize(float32(bounds.Dx()), float32(bounds.Dy()))}
}

func decode(resource fyne.Resource) (image.Image, error) {
	if resource == nil {
		return nil, fmt.Errorf("the image was not kept")
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(resource.Content()))
	if err != nil {
		return nil, fmt.Errorf("read image: %w", err)
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxPixels/config.Height {
		return nil, fmt.Errorf("image of %d × %d pixels", config.Width, config.Height)
	}
	decoded, _, err := image.Decode(bytes.NewReader(resource.Content()))
	if err != nil {
		return nil, fmt.Errorf("decode image: %w", err)
	}
	return decoded, nil
}

// smaller returns m no wider than maxShownWidth: drawing costs by the pixel.
func smaller(m image.Image) image.Image {
	bounds := m.Bounds()
	if bounds.Dx() <= maxShownWidth {
		return m
	}
	out := image.NewRGBA(image.Rect(0, 0, maxShownWidth, max(1, bounds.Dy()*maxShownWidth/bounds.Dx())))
	draw.ApproxBiLinear.Scale(out, out.Bounds(), m, bounds, draw.Src, nil)
	return out
}
