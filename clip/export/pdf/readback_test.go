package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
)

// readBack is a reader of our own files: enough of PDF to tell what a page
// says, by the fonts' ToUnicode maps and by ActualText.
type readBack struct {
	t       *testing.T
	objects map[string]string // by number
	maps    map[string]map[string]string
}

var (
	objectPattern = regexp.MustCompile(`(?s)(\d+) 0 obj\n(.*?)\nendobj`)
	refPattern    = func(name string) *regexp.Regexp { return regexp.MustCompile(`/` + name + `\[?(\d+) 0 R`) }
	kidsPattern   = regexp.MustCompile(`/Type/Pages/Count \d+/Kids\[([^\]]*)\]`)
	charPattern   = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>`)
	tokenPattern  = regexp.MustCompile(`/Span<</ActualText <FEFF([0-9A-F]*)>>>BDC|EMC|/F(\d+) [\d.]+ Tf|<([0-9A-F]+)>|ET`)
)

func newReadBack(t *testing.T, file []byte) *readBack {
	r := &readBack{t: t, objects: map[string]string{}, maps: map[string]map[string]string{}}
	for _, m := range objectPattern.FindAllSubmatch(file, -1) {
		r.objects[string(m[1])] = string(m[2])
	}
	return r
}

func (r *readBack) ref(object, name string) string {
	m := refPattern(name).FindStringSubmatch(r.objects[object])
	if m == nil {
		r.t.Fatalf("object %s has no %s: %.200s", object, name, r.objects[object])
	}
	return m[1]
}

func (r *readBack) stream(object string) string {
	_, body, ok := strings.Cut(r.objects[object], "stream\n")
	if !ok {
		r.t.Fatalf("object %s is no stream", object)
	}
	packed, err := zlib.NewReader(strings.NewReader(strings.TrimSuffix(body, "\nendstream")))
	if err != nil {
		r.t.Fatal(err)
	}
	data, err := io.ReadAll(packed)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(data)
}

// pages returns the text of each page, lines joined by a space and soft
// hyphens closed.
func (r *readBack) pages() []string {
	var out []string
	for _, object := range r.objects {
		if m := kidsPattern.FindStringSubmatch(object); m != nil {
			for _, kid := range strings.Split(m[1], " 0 R") {
				if kid = strings.TrimSpace(kid); kid != "" {
					out = append(out, r.page(r.stream(r.ref(kid, "Contents "))))
				}
			}
		}
	}
	return out
}

func (r *readBack) page(content string) string {
	var out strings.Builder
	font, actual, said := "", false, ""
	for _, m := range tokenPattern.FindAllStringSubmatch(content, -1) {
		switch {
		case strings.HasPrefix(m[0], "/Span"):
			actual, said = true, unicodeHex(r.t, m[1])
		case m[0] == "EMC" && actual:
			out.WriteString(said)
			actual = false
		case m[0] == "ET":
			out.WriteByte(' ')
		case m[2] != "":
			font = m[2]
		case m[3] != "" && !actual:
			for i := 0; i+4 <= len(m[3]); i += 4 {
				out.WriteString(asSeen(r.char(font, m[3][i:i+4])))
			}
		}
	}
	text := strings.ReplaceAll(out.String(), "\u00AD ", "")
	return strings.Join(strings.Fields(text), " ")
}

// asSeen turns the text of a glyph from reading order into the order in which
// it is seen from left to right, as glyphs stand in a line: an Arabic ligature
// is read from its right end. Which ligatures there are is the font's choice.
func asSeen(text string) string {
	for _, r := range text {
		if !unicode.In(r, unicode.Arabic, unicode.Hebrew) {
			return text
		}
	}
	return reversed(text)
}

func (r *readBack) char(font, code string) string {
	chars := r.maps[font]
	if chars == nil {
		chars = map[string]string{}
		for _, m := range charPattern.FindAllStringSubmatch(r.stream(r.ref(font, "ToUnicode ")), -1) {
			chars[m[1]] = unicodeHex(r.t, m[2])
		}
		r.maps[font] = chars
	}
	text, ok := chars[code]
	if !ok {
		r.t.Errorf("font %s shows code %s without text", font, code)
	}
	return text
}

func unicodeHex(t *testing.T, s string) string {
	data, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = uint16(data[2*i])<<8 | uint16(data[2*i+1])
	}
	return string(utf16.Decode(units))
}

// number returns how often a pattern occurs in the file's bare objects.
func number(file []byte, literal string) int { return bytes.Count(file, []byte(literal)) }
