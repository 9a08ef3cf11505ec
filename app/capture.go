package app

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"newsclip/clip"
	"newsclip/clip/extract"
	"newsclip/clip/extract/paste"
	"newsclip/clip/intake"
)

// A Capture is an input that was fetched and cleaned but not kept yet.
type Capture struct {
	Input    intake.Input
	Version  clip.Version
	Original []byte
	Removed  []clip.Removal
	Related  []clip.Related
	Media    []clip.Media
	Wall     string
	rules    []clip.SiteRule   // of its site, which cleaning followed
	kept     map[string]string // images: their address on the page → that of the one kept
	images   []capturedImage
	ref      string
	tags     []string
	note     string
	folders  []clip.ID
	job      int64
	captured time.Time // when another program kept it; zero: now
	lost     []error   // what could not be read of a record
}

// warnings says what was left out, in sentences.
func (c *Capture) warnings() []string {
	var out []string
	for _, err := range c.lost {
		out = append(out, Sentence(err))
	}
	return out
}

type capturedImage struct {
	url, mediaType string
	data           []byte
}

// capture turns an input into a Capture: it fetches an address, cleans what
// came, and fetches the article's images unless told not to.
func (a *App) capture(ctx context.Context, in intake.Input, withImages bool) (*Capture, error) {
	switch in.Kind {
	case intake.KindURL:
		return a.captureAddress(ctx, in, withImages)
	case intake.KindHTML:
		source := clip.Source{Method: clip.MethodHTML, MediaType: in.MediaType, Requested: in.URL, Name: in.Name}
		return a.captureHTML(ctx, in, source, in.Data, withImages)
	case intake.KindText:
		return a.captureText(ctx, in)
	case intake.KindRecord:
		return a.captureRecord(ctx, in)
	}
	return nil, &clip.Error{Kind: clip.ErrInternal, Message: fmt.Sprintf("Nothing is known about inputs of kind %q.", in.Kind)}
}

func (a *App) captureAddress(ctx context.Context, in intake.Input, withImages bool) (*Capture, error) {
	page, err := a.fetcher.Page(ctx, in.URL)
	if err != nil {
		return nil, err
	}
	source := clip.Source{Method: clip.MethodFetch, Requested: page.Requested, Final: page.Final, Fetched: page.Fetched,
		Status: page.Status, Header: page.Header, MediaType: page.MediaType}
	if page.Charset != "" && !strings.Contains(source.MediaType, "charset") {
		source.MediaType += "; charset=" + page.Charset
	}
	in.URL = page.Final
	var c *Capture
	switch page.MediaType {
	case "text/plain", "text/markdown":
		c, err = a.captureDocument(ctx, in, source, page.Data)
	default:
		c, err = a.captureHTML(ctx, in, source, page.Data, withImages)
	}
	if err == nil && in.Record != nil {
		overrideMetadata(&c.Version.Metadata, in.Record)
		c.ref, c.tags, c.lost = in.Record.Ref, in.Record.Tags, in.Lost
	}
	return c, err
}

func (a *App) captureHTML(ctx context.Context, in intake.Input, source clip.Source, data []byte, withImages bool) (*Capture, error) {
	cleaned, rules, err := a.cleanPage(ctx, extract.Page{URL: in.URL, Data: data, MediaType: source.MediaType, Fetched: source.Fetched})
	if err != nil {
		return nil, err
	}
	c := a.newCapture(in, cleaned, source, data)
	c.rules = rules
	if c.Version.URL == "" {
		c.Version.URL = in.URL
	}
	if withImages {
		a.fetchImages(ctx, c)
	}
	return c, ctx.Err()
}

func (a *App) captureText(ctx context.Context, in intake.Input) (*Capture, error) {
	cleaned, err := paste.Clean(ctx, string(in.Data))
	if err != nil {
		return nil, err
	}
	source := clip.Source{Method: clip.MethodText, MediaType: "text/plain; charset=utf-8", Requested: in.URL, Name: in.Name}
	c := a.newCapture(in, cleaned, source, in.Data)
	if c.Version.URL == "" {
		c.Version.URL = in.URL
	}
	return c, nil
}

func (a *App) newCapture(in intake.Input, cleaned clip.Extract, source clip.Source, data []byte) *Capture {
	source.Original = clip.HashOf(data)
	if m := &cleaned.Metadata; m.Title == "" && in.Subject != "" {
		m.Title = in.Subject
		m.Evidence = append(m.Evidence, clip.Evidence{Field: clip.FieldTitle, Value: in.Subject, Source: "subject", Chosen: true})
	}
	return &Capture{Input: in, Original: data, Removed: cleaned.Removed, Related: cleaned.Related, Media: cleaned.Media,
		Wall:    cleaned.Wall,
		Version: clip.Version{Metadata: cleaned.Metadata, Body: cleaned.Body.Normal(), Source: source}}
}

// Limits on the images that are fetched with an article.
const (
	maxImages      = 60 // per article; picture galleries stay below
	parallelImages = 4
	minImageBytes  = 200 // a tracking pixel is smaller
)

// fetchImages fetches the article's images. One that cannot be had keeps its
// address: that is no error.
func (a *App) fetchImages(ctx context.Context, c *Capture) {
	urls := imageURLs(c)
	images := make([]capturedImage, len(urls))
	var group sync.WaitGroup
	slots := make(chan struct{}, parallelImages)
	for i, url := range urls {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			image, err := a.fetcher.Image(ctx, url, pageOf(c))
			if err == nil && len(image.Data) >= minImageBytes {
				images[i] = capturedImage{url: url, mediaType: image.MediaType, data: image.Data}
			}
		})
	}
	group.Wait()
	for _, image := range images {
		if image.data != nil {
			c.images = append(c.images, image)
		}
	}
}

// pageOf returns the address that a page's images are asked for from: where it
// came from. What it says of itself counts only where nobody knows that: a page
// from outside that claims to be one from inside must not reach in.
func pageOf(c *Capture) string {
	return cmp.Or(c.Version.Source.Final, c.Version.Source.Requested, c.Version.URL)
}

// imageURLs returns the addresses of the body's images and the lead image,
// each once.
func imageURLs(c *Capture) []string {
	all := c.Version.Body.Images()
	if lead := c.Version.Image; lead != "" {
		all = append([]string{lead}, all...)
	}
	var urls []string
	seen := map[string]bool{}
	for _, url := range all {
		if seen[url] || !strings.HasPrefix(url, "http") || len(urls) == maxImages {
			continue
		}
		seen[url] = true
		urls = append(urls, url)
	}
	return urls
}

// keepImages stores the fetched images and points the version at them.
func (a *App) keepImages(ctx context.Context, c *Capture) error {
	c.kept = make(map[string]string, len(c.images))
	for _, image := range c.images {
		hash, err := a.library.PutImage(ctx, image.data, image.mediaType)
		if err != nil {
			return fmt.Errorf("keep image: %w", err)
		}
		c.kept[image.url] = clip.ImageScheme + string(hash)
	}
	showKept(c.Version.Body, c.kept)
	if local := c.kept[c.Version.Image]; local != "" {
		c.Version.Image = local
	}
	return nil
}

// showKept points the images of a body at those that are kept.
func showKept(body clip.Body, kept map[string]string) {
	body.Walk(func(block *clip.Block, _ int) bool {
		if local := kept[block.URL]; local != "" && block.Kind == clip.Image {
			block.URL = local
		}
		return true
	})
}
