package fetch

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"newsclip/clip"
)

// acceptImage leaves AVIF and JPEG XL out, so that servers with a choice send
// a format that can be shown and printed here.
const acceptImage = "image/webp, image/jpeg, image/png, image/gif, image/svg+xml;q=0.9, image/*;q=0.5"

// MaxImagePixels is how many pixels a picture may have: a picture is unpacked
// whole, and this many take 400 MB. Cameras of the press stay below 61 million.
const MaxImagePixels = 100_000_000

// An Image is a picture's bytes, checked to be one.
type Image struct {
	URL       string // the address that answered, after redirects
	MediaType string // by content: "image/jpeg", "image/svg+xml" …
	Data      []byte
}

// formats are the raster formats that can be shown and printed.
var formats = []struct {
	mediaType string
	magic     []string // "?" stands for any byte
	config    func(io.Reader) (image.Config, error)
}{
	{"image/jpeg", []string{"\xff\xd8\xff"}, jpeg.DecodeConfig},
	{"image/png", []string{"\x89PNG\r\n\x1a\n"}, png.DecodeConfig},
	{"image/gif", []string{"GIF87a", "GIF89a"}, gif.DecodeConfig},
	{"image/webp", []string{"RIFF????WEBP"}, webp.DecodeConfig},
	{"image/tiff", []string{"II*\x00", "MM\x00*"}, tiff.DecodeConfig},
	{"image/bmp", []string{"BM"}, bmp.DecodeConfig},
}

// Image fetches the picture at an address. referrer is the address of the
// page that shows it; sites that keep others from showing their pictures ask
// for it, and a page from outside cannot show a picture inside one's own
// network. The type is told by content, whatever the server says; a picture's
// header must be whole, its pixels are not looked at. The error is as for Page.
func (f *Fetcher) Image(ctx context.Context, address, referrer string) (Image, error) {
	w := wish{address: address, accept: acceptImage, referrer: referrer, limit: f.options.MaxImageBytes}
	reply, err := f.exchange(ctx, w)
	if err != nil {
		return Image{}, err
	}
	mediaType, err := imageType(reply.data)
	if err != nil {
		return Image{}, failure(clip.ErrUnsupported, "The text is kept without it.", err, "%s sent no picture that can be shown here.", hostOf(reply.final))
	}
	return Image{URL: reply.final.String(), MediaType: mediaType, Data: reply.data}, nil
}

// imageType tells the type of a picture and checks its header.
func imageType(data []byte) (string, error) {
	for _, format := range formats {
		if !hasMagic(data, format.magic) {
			continue
		}
		config, err := format.config(bytes.NewReader(data))
		if err != nil {
			return "", fmt.Errorf("read the header of %s: %w", format.mediaType, err)
		}
		if config.Width <= 0 || config.Height <= 0 || config.Width > MaxImagePixels/config.Height {
			return "", fmt.Errorf("%s of %d × %d pixels", format.mediaType, config.Width, config.Height)
		}
		return format.mediaType, nil
	}
	if isSVG(data) {
		return "image/svg+xml", nil
	}
	return "", fmt.Errorf("content of type %s", sniff(data))
}

func hasMagic(data []byte, magics []string) bool {
	for _, magic := range magics {
		if matches(data, magic) {
			return true
		}
	}
	return false
}

func matches(data []byte, magic string) bool {
	if len(data) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '?' && magic[i] != data[i] {
			return false
		}
	}
	return true
}
