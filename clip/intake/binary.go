package intake

import (
	"bytes"
	"fmt"

	"newsclip/clip"
)

// A format is a kind of file that Newsclip cannot take.
type format struct {
	magic  string // "?" stands for any byte
	offset int
	name   string // with its article
	next   string
}

// The next steps for files.
const (
	nextCopy   = "Open it, copy the text and paste it here."
	nextPage   = "Give the page that shows it: its address, or the page saved as HTML."
	nextUnpack = "Unpack it and add the files in it."
)

// formats are told by their first bytes; the first that fits counts.
var formats = []format{
	{"%PDF-", 0, "a PDF document", nextCopy},
	{"{\\rtf", 0, "a rich text document (RTF)", nextCopy},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "an old office document", nextCopy},
	{"\xff\xd8\xff", 0, "a picture (JPEG)", nextPage},
	{"\x89PNG\r\n\x1a\n", 0, "a picture (PNG)", nextPage},
	{"GIF8?a", 0, "a picture (GIF)", nextPage},
	{"RIFF????WEBP", 0, "a picture (WebP)", nextPage},
	{"RIFF????WAVE", 0, "a sound recording", nextPage},
	{"RIFF????AVI ", 0, "a video", nextPage},
	{"II*\x00", 0, "a picture (TIFF)", nextPage},
	{"MM\x00*", 0, "a picture (TIFF)", nextPage},
	{"ftypavif", 4, "a picture (AVIF)", nextPage},
	{"ftyphei", 4, "a picture (HEIC)", nextPage},
	{"ftypM4A", 4, "a sound recording", nextPage},
	{"ftyp", 4, "a video", nextPage},
	{"\x1aE\xdf\xa3", 0, "a video", nextPage},
	{"OggS", 0, "a sound recording or video", nextPage},
	{"ID3", 0, "a sound recording", nextPage},
	{"fLaC", 0, "a sound recording", nextPage},
	{"\x1f\x8b", 0, "an archive (gzip)", nextUnpack},
	{"BZh", 0, "an archive (bzip2)", nextUnpack},
	{"\xfd7zXZ\x00", 0, "an archive (xz)", nextUnpack},
	{"\x28\xb5\x2f\xfd", 0, "an archive (Zstandard)", nextUnpack},
	{"7z\xbc\xaf\x27\x1c", 0, "an archive (7z)", nextUnpack},
	{"Rar!\x1a\x07", 0, "an archive (RAR)", nextUnpack},
	{"ustar", 257, "an archive (tar)", nextUnpack},
	{"bplist", 0, "a file of an Apple program", "In Safari, save the page as \"Page Source\" and add that file."},
	{"SQLite format 3\x00", 0, "a database", "Export what you need as text or HTML and add that."},
	{"\x7fELF", 0, "a program", "Give an address, a page or a text."},
	{"MZ?\x00", 0, "a program", "Give an address, a page or a text."},
}

// zipFormats are told by the name of the first file in the archive or by its
// content, which stands there unpacked in OpenDocument and EPUB files.
var zipFormats = []struct{ mark, name, next string }{
	{"mimetypeapplication/epub+zip", "an e-book (EPUB)", nextCopy},
	{"mimetypeapplication/vnd.oasis.opendocument", "an office document (OpenDocument)", nextCopy},
	{"word/", "an office document (Word)", nextCopy},
	{"xl/", "a spreadsheet (Excel)", nextCopy},
	{"ppt/", "a presentation (PowerPoint)", nextCopy},
	{"[Content_Types].xml", "an office document", nextCopy},
}

// binaryFormat tells the format of content that is known not to be text.
func binaryFormat(data []byte) (format, bool) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return zipFormat(data), true
	}
	// Some programs put a line end before a PDF.
	if bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), sniffLength)], "\r\n"), []byte("%PDF-")) {
		return formats[0], true
	}
	for _, f := range formats {
		if len(data) >= f.offset && hasMagic(data[f.offset:], f.magic) && !f.couldBeText(data) {
			return f, true
		}
	}
	return format{}, false
}

// couldBeText guards the short magics of plain letters, "ID3" and "BZh": a
// text may begin with them.
func (f format) couldBeText(data []byte) bool {
	for i := range len(f.magic) {
		if c := f.magic[i]; c < ' ' || c > '~' {
			return false
		}
	}
	if f.magic[0] == '%' || f.magic[0] == '{' {
		return false
	}
	_, isText := decodeText(data[:min(len(data), sniffLength)])
	return isText
}

func zipFormat(data []byte) format {
	head := data[:min(len(data), sniffLength)]
	for _, z := range zipFormats {
		if bytes.Contains(head, []byte(z.mark)) {
			return format{name: z.name, next: z.next}
		}
	}
	return format{name: "an archive (ZIP)", next: nextUnpack}
}

func hasMagic(data []byte, magic string) bool {
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

func (f format) refuse(name string) error {
	return &clip.Error{Kind: clip.ErrUnsupported, Message: fmt.Sprintf("%s is %s, which cannot be clipped.", subject(name), f.name), Next: f.next}
}

func unknownBinary(name string) error {
	return &clip.Error{Kind: clip.ErrUnsupported, Message: fmt.Sprintf("%s is no page and no text.", subject(name)), Next: nextCopy}
}
