package pdf

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync/atomic"
	"unicode/utf16"
)

// A ref is the number of an object in the file.
type ref int

// String writes it as other objects refer to it.
func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// document takes the objects of a PDF 1.7 file (ISO 32000-1) as they come. A
// goroutine of its own deflates and writes them in that order, so that the
// next page is set meanwhile. close must follow.
type document struct {
	last   ref
	pieces chan piece
	file   *file
	done   chan struct{}
	ended  bool
	failed atomic.Pointer[error] // the first error of the writer
}

// A piece is an object on its way to the file.
type piece struct {
	ref     ref
	body    string // of the object, or the entries of the stream's dictionary
	data    []byte // of the stream
	stream  bool
	deflate bool
	written chan struct{} // closed when it is in the file; nil: nobody waits
}

// What may be on the way, so that memory stays bounded: so many objects, and
// of large ones (fonts: a Chinese one has 20 MB before it is deflated) one.
const (
	maxPieces  = 64
	largePiece = 1 << 20 // bytes
)

func newDocument(w io.Writer) *document {
	d := &document{pieces: make(chan piece, maxPieces), file: newFile(w), done: make(chan struct{})}
	go d.write()
	return d
}

func (d *document) write() {
	defer close(d.done)
	for p := range d.pieces {
		if d.err() == nil {
			d.file.piece(p)
		}
		if d.file.err != nil {
			d.failed.Store(&d.file.err)
		}
		if p.written != nil {
			close(p.written)
		}
	}
}

// err returns the first error of the writer so far.
func (d *document) err() error {
	if err := d.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// alloc takes the number of an object that will be written later.
func (d *document) alloc() ref {
	d.last++
	return d.last
}

func (d *document) object(r ref, body string) { d.pieces <- piece{ref: r, body: body} }

// stream writes data deflated; entries are those of its dictionary. The data
// must not change any more.
func (d *document) stream(r ref, entries string, data []byte) {
	d.send(piece{ref: r, body: entries, data: data, stream: true, deflate: true})
}

// rawStream is stream for data that stays as it is.
func (d *document) rawStream(r ref, entries string, data []byte) {
	d.send(piece{ref: r, body: entries, data: data, stream: true})
}

func (d *document) send(p piece) {
	if len(p.data) < largePiece {
		d.pieces <- p
		return
	}
	p.written = make(chan struct{})
	d.pieces <- p
	<-p.written
}

// close waits until all is written; nothing may follow.
func (d *document) close() {
	if !d.ended {
		d.ended = true
		close(d.pieces)
	}
	<-d.done
}

// finish writes the end of the file.
func (d *document) finish(catalog, info ref) error {
	d.close()
	if err := d.err(); err != nil {
		return err
	}
	return d.file.finish(d.last, catalog, info)
}

// textString writes s as a PDF text string in UTF-16 (ISO 32000-1, 7.9.2.2).
func textString(s string) string { return "<FEFF" + utf16Hex(s) + ">" }

func utf16Hex(s string) string {
	const digits = "0123456789ABCDEF"
	units := utf16.Encode([]rune(s))
	out := make([]byte, 0, 4*len(units))
	for _, u := range units {
		out = append(out, digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15])
	}
	return string(out)
}

// uriString writes an address as a PDF string of ASCII characters; what a URI
// may not hold is percent-encoded.
func uriString(address string) string {
	var out strings.Builder
	out.WriteByte('(')
	for i := 0; i < len(address); i++ {
		c := address[i]
		if c <= ' ' || c >= 0x7F || strings.IndexByte(`\()<>"`, c) >= 0 {
			fmt.Fprintf(&out, "%%%02X", c)
			continue
		}
		out.WriteByte(c)
	}
	out.WriteByte(')')
	return out.String()
}

func refs(list []ref) string {
	var out strings.Builder
	for i, r := range list {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(r.String())
	}
	return out.String()
}
