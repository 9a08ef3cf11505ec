package intake

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"newsclip/clip"
)

// MaxBytes is the size of one thing handed over. Saved pages with all their
// pictures inside reach 30 MB; what is larger is no page. Files of records
// may be larger, see Records.
const MaxBytes = 64 << 20

// Kind says what an Input is.
type Kind string

// The kinds of input.
const (
	KindURL    Kind = "url"    // an address to fetch
	KindHTML   Kind = "html"   // an HTML page or fragment
	KindText   Kind = "text"   // plain text
	KindRecord Kind = "record" // a record of another program
)

// An Input is one thing to clip.
type Input struct {
	Kind Kind
	// URL is the address to fetch, or the address of the page where what was
	// handed over says it; empty when unknown.
	URL  string
	Name string // the file's name, without folders; empty for a paste
	// Subject is what a mail says that it is about, without "Fwd:" and the like;
	// empty for all else.
	Subject string
	// Data is HTML in the character set that it came in, or text in UTF-8.
	Data []byte
	// MediaType is the type of Data with its character set where that is
	// known: "text/html; charset=utf-8".
	MediaType string
	Record    *Record // for KindRecord
	// Lost are sentences on values of the record that could not be read, each
	// ErrLost: the record is taken without them.
	Lost []error
}

const (
	htmlUTF8 = "text/html; charset=utf-8"
	textUTF8 = "text/plain; charset=utf-8"
)

// Recognise tells what the content of a file or of the standard input is.
// name is the file's name or empty: its extension decides where the content
// leaves a choice. A list of addresses gives one Input for each, together with
// an error where one is mistyped; a file of records gives its good records
// together with an error that joins what is wrong with the others; all else
// gives one Input or an error. Errors for people are *clip.Error.
func Recognise(name string, data []byte) ([]Input, error) {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" || name == "-" {
		name = ""
	}
	if len(data) > MaxBytes {
		return nil, tooLarge(name)
	}
	inputs, err := recognise(name, strings.ToLower(filepath.Ext(name)), data)
	for i := range inputs {
		inputs[i].Name = name
	}
	return inputs, err
}

func recognise(name, extension string, data []byte) ([]Input, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, nothing(name)
	}
	if address, ok := shortcut(extension, data); ok {
		return []Input{{Kind: KindURL, URL: address}}, nil
	}
	if format, ok := binaryFormat(data); ok {
		return nil, format.refuse(name)
	}
	if isMail(extension, data) {
		return mail(name, data)
	}
	text, ok := decodeText(data)
	if !ok {
		return nil, unknownBinary(name)
	}
	if strings.TrimSpace(text) == "" {
		return nil, nothing(name)
	}
	if format, ok := xmlFormat(text); ok {
		return nil, format.refuse(name)
	}
	if isHTML(extension, text) {
		return []Input{page(data, text)}, nil
	}
	if isRecords(extension, text) {
		return records(text)
	}
	return plain(name, text)
}

// records reads all the records of a text.
func records(text string) ([]Input, error) {
	var inputs []Input
	var problems, lost []error
	for record, err := range Records(strings.NewReader(text)) {
		switch {
		case errors.Is(err, ErrLost):
			lost = append(lost, err)
		case err != nil:
			problems = append(problems, err)
		default:
			inputs = append(inputs, Input{Kind: KindRecord, URL: record.URL, Record: &record, Lost: lost})
			lost = nil
		}
	}
	return inputs, errors.Join(problems...)
}

func tooLarge(name string) error {
	return &clip.Error{Kind: clip.ErrTooLarge,
		Message: fmt.Sprintf("%s is larger than %d MB.", subject(name), MaxBytes>>20),
		Next:    "Open it, copy the article and paste it here."}
}

func nothing(name string) error {
	return &clip.Error{Kind: clip.ErrInvalid,
		Message: fmt.Sprintf("%s is empty.", subject(name)),
		Next:    "Give an address, a page or a text."}
}

// subject names a file at the start of a sentence.
func subject(name string) string {
	if name == "" {
		return "What was handed over"
	}
	return fmt.Sprintf("%q", name)
}
