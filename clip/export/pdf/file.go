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
)

// file writes objects one after the other and remembers where they are. The
// first error of the writer stays.
type file struct {
	out     *bufio.Writer
	sum     hash.Hash
	offset  int64
	offsets []int64 // by object number; 0: not written
	packer  *zlib.Writer
	packed  bytes.Buffer
	err     error
}

func newFile(w io.Writer) *file {
	f := &file{sum: sha256.New()}
	f.out = bufio.NewWriterSize(io.MultiWriter(w, f.sum), 1<<16)
	f.packer = zlib.NewWriter(&f.packed)
	f.print("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") // four high bytes tell that the file is binary
	return f
}

func (f *file) piece(p piece) {
	for len(f.offsets) <= int(p.ref) {
		f.offsets = append(f.offsets, 0)
	}
	f.offsets[p.ref] = f.offset
	if !p.stream {
		f.print(fmt.Sprintf("%d 0 obj\n%s\nendobj\n", int(p.ref), p.body))
		return
	}
	if p.deflate {
		f.packed.Reset()
		f.packer.Reset(&f.packed)
		f.packer.Write(p.data) // into memory: cannot fail
		f.packer.Close()
		p.data, p.body = f.packed.Bytes(), p.body+"/Filter/FlateDecode"
	}
	f.print(fmt.Sprintf("%d 0 obj\n<<%s/Length %d>>\nstream\n", int(p.ref), p.body, len(p.data)))
	f.bytes(p.data)
	f.print("\nendstream\nendobj\n")
}

func (f *file) print(s string) {
	if f.err != nil {
		return
	}
	n, err := f.out.WriteString(s)
	f.offset += int64(n)
	f.err = err
}

func (f *file) bytes(data []byte) {
	if f.err != nil {
		return
	}
	n, err := f.out.Write(data)
	f.offset += int64(n)
	f.err = err
}

// finish writes the cross-reference table and the trailer; last is the highest
// number of an object. The file's identifier is the hash of all before it, so
// equal input gives equal bytes.
func (f *file) finish(last, catalog, info ref) error {
	if f.err == nil {
		f.err = f.out.Flush()
	}
	id := f.sum.Sum(nil)[:16]
	start := f.offset
	var table strings.Builder
	fmt.Fprintf(&table, "xref\n0 %d\n0000000000 65535 f \n", int(last)+1)
	for r := ref(1); r <= last; r++ {
		if int(r) >= len(f.offsets) || f.offsets[r] == 0 {
			table.WriteString("0000000000 00001 f \n")
			continue
		}
		fmt.Fprintf(&table, "%010d 00000 n \n", f.offsets[r])
	}
	f.print(table.String())
	f.print(fmt.Sprintf("trailer\n<</Size %d/Root %v/Info %v/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n", int(last)+1, catalog, info, id, id, start))
	if f.err == nil {
		f.err = f.out.Flush()
	}
	return f.err
}
