package archive

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip"
)

// maxName is the longest part of a path that people gave, in bytes: with a date
// and an id it stays below 120, and a path of two parts below the 260 of old
// Windows programs.
const maxName = 80

// safe makes a name of a title that every system allows: no reserved or control
// characters, nothing that turns the direction of writing, no dot or space at
// its ends.
func safe(title string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '-'
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, strings.Join(strings.Fields(title), " "))
	for len(name) > maxName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return strings.Trim(name, ". ")
}

// folderName is the folder of a story. Its id keeps two stories of one name
// apart, and the name from being one that a system keeps for itself.
func folderName(story string, id clip.ID) string {
	return strings.TrimSpace(fmt.Sprintf("%s (%s)", safe(story), id))
}

// The folders of clips that stand in no story of several.
const (
	singleFolder = "Single clips"
	trashFolder  = "Trash"
)

// extensions are those of the files that a backup names by their media type.
var extensions = map[string]string{
	"text/html": ".html", "application/xhtml+xml": ".xhtml", "text/plain": ".txt", "text/markdown": ".md", "message/rfc822": ".eml",
	"multipart/related": ".mhtml", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "image/avif": ".avif",
	"image/svg+xml": ".svg", "image/bmp": ".bmp", "image/tiff": ".tif",
}

// OriginalName and ImageName are the names of files in a backup.
func OriginalName(hash clip.Hash, mediaType string) string {
	return fileName("originals", hash, mediaType)
}

// ImageName is the name of an image.
func ImageName(hash clip.Hash, mediaType string) string { return fileName("images", hash, mediaType) }

// fileName puts a file into one of 256 folders, as the library does.
func fileName(root string, hash clip.Hash, mediaType string) string {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	return root + "/" + string(hash[:2]) + "/" + string(hash) + extensions[strings.ToLower(strings.TrimSpace(mediaType))]
}

// hashOf returns the hash in a name that fileName made, "" for any other.
func hashOf(name string) clip.Hash {
	parts := strings.Split(name, "/")
	if len(parts) != 3 || !slices.Contains([]string{"originals", "images"}, parts[0]) {
		return ""
	}
	hash, _, _ := strings.Cut(parts[2], ".")
	if h := clip.Hash(hash); h.Valid() && hash[:2] == parts[1] {
		return h
	}
	return ""
}

// harmful reports whether a name in an archive would leave the folder that it
// is unpacked into. None is unpacked here, but nothing good has such a name.
func harmful(name string) bool {
	return name == "" || strings.ContainsAny(name, "\\\x00") || strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':' ||
		slices.Contains(strings.Split(name, "/"), "..")
}

// link makes an address of a name.
func link(name string) string {
	parts := strings.Split(name, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}
