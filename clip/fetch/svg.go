package fetch

import (
	"bytes"
	"encoding/xml"
	"io"
)

// isSVG reports whether the content is an XML document whose root is svg. A
// name space is not asked for: many hand-made files have none.
func isSVG(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
		return false
	}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	decoder.Strict = false
	// Only the name of the root is read, which is ASCII in every character
	// set that XML files use but UTF-16.
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	for {
		token, err := decoder.RawToken()
		if err != nil {
			return false
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name.Local == "svg"
		}
	}
}
