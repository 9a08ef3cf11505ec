package markdown

import (
	"path"
	"strings"

	"newsclip/clip"
)

// imageFolder is where images stand, beside the files of clips.
const imageFolder = "images"

// image writes an image once and returns where it stands; empty where it
// cannot be had.
func (w *writer) image(url string) string {
	at, known := w.images[url]
	if !known {
		at = w.keepImage(url)
		w.images[url] = at
	}
	return at
}

func (w *writer) keepImage(url string) string {
	if !strings.HasPrefix(url, clip.ImageScheme) || w.review.Image == nil {
		w.warn("An image was not kept with its clip; a link stands for it: " + url)
		return ""
	}
	data, mediaType, err := w.review.Image(w.ctx, url)
	if err == nil {
		name := path.Join(imageFolder, string(clip.HashOf(data)[:16])+extension(mediaType))
		if err = w.write(name, data); err == nil {
			return name
		}
	}
	w.warn("An image cannot be read and is left out: " + err.Error())
	return ""
}

// extension is the usual ending for a type of image, the same on every
// computer.
func extension(mediaType string) string {
	switch mediaType {
	case "image/jpeg":
		return ".jpg"
	case "image/png", "image/gif", "image/webp", "image/avif", "image/bmp", "image/tiff":
		return "." + strings.TrimPrefix(mediaType, "image/")
	case "image/svg+xml":
		return ".svg"
	case "image/x-icon", "image/vnd.microsoft.icon":
		return ".ico"
	}
	return ""
}
