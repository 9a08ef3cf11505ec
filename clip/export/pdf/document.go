package pdf

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strings"
	"unicode/utf16"
)

// A ref is the number of an object in the file.
type ref int

// String writes it as other objects refer to it.
func (r ref) String() string { return fmt.Sprintf("%d 0 R", int(r)) }

// document writes the objects of a PDF 1.7 file (ISO 32000-1) as they come and
// remembers where they are. The first error of the writer stays.
type document struct {
	out     *bufio.Writer
	sum     hash.Hash
	offset  int64
	offsets []int64 // by object number; 0: not written
	packer  *zlib.Writer
	packed  bytes.Buffer
	err     error
}

func newDocument(w io.Writer) *document {
	d := &document{sum: sha256.New(), offsets: []int64{0}}
	d.out = bufio.NewWriterSize(io.MultiWriter(w, d.sum), 1<<16)
	d.packer = zlib.NewWriter(&d.packed)
	d.print("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") // four high bytes tell that the file is binary
	return d
}

// alloc takes the number of an object that will be written later.
func (d *document) alloc() ref {
	d.offsets = append(d.offsets, 0)
	return ref(len(d.offsets) - 1)
}

func (d *document) print(s string) {
	if d.err != nil {
		return
	}
	n, err := d.out.WriteString(s)
	d.offset += int64(n)
	d.err = err
}

func (d *document) object(r ref, body string) {
	d.offsets[r] = d.offset
	d.print(fmt.Sprintf("%d 0 obj\n%s\nendobj\n", int(r), body))
}

// stream writes data deflated; entries are those of its dictionary.
func (d *document) stream(r ref, entries string, data []byte) {
	d.packed.Reset()
	d.packer.Reset(&d.packed)
	d.packer.Write(data) // into memory: cannot fail
	d.packer.Close()
	d.rawStream(r, entries+"/Filter/FlateDecode", d.packed.Bytes())
}

func (d *document) rawStream(r ref, entries string, data []byte) {
	d.offsets[r] = d.offset
	d.print(fmt.Sprintf("%d 0 obj\n<<%s/Length %d>>\nstream\n", int(r), entries, len(data)))
	if d.err == nil {
		n, err := d.out.Write(data)
		d.offset += int64(n)
		d.err = err
	}
	d.print("\nendstream\nendobj\n")
}

// finish writes the cross-reference table and the trailer. The file's
// identifier is the hash of all before it, so equal input gives equal bytes.
func (d *document) finish(catalog, info ref) error {
	if d.err == nil {
		d.err = d.out.Flush()
	}
	id := d.sum.Sum(nil)[:16]
	start := d.offset
	var table strings.Builder
	fmt.Fprintf(&table, "xref\n0 %d\n0000000000 65535 f \n", len(d.offsets))
	for _, offset := range d.offsets[1:] {
		if offset == 0 {
			table.WriteString("0000000000 00001 f \n")
			continue
		}
		fmt.Fprintf(&table, "%010d 00000 n \n", offset)
	}
	d.print(table.String())
	d.print(fmt.Sprintf("trailer\n<</Size %d/Root %v/Info %v/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(d.offsets), catalog, info, id, id, start))
	if d.err == nil {
		d.err = d.out.Flush()
	}
	return d.err
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
