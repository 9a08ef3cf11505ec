package story

import (
	"bufio"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"io"
)

// packer writes a snapshot: numbers of 8 bytes, texts and lists with their length
// before them, all little endian, and a checksum (CRC-32C) at the end. The first
// error stays.
type packer struct {
	to  *bufio.Writer
	sum hash.Hash32
	buf []byte
	err error
}

const packBuffer = 1 << 16 // bytes

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func newPacker(to io.Writer) *packer {
	return &packer{to: bufio.NewWriterSize(to, packBuffer), sum: crc32.New(castagnoli)}
}

func (w *packer) bytes(data []byte) {
	if w.err == nil {
		w.sum.Write(data)
		_, w.err = w.to.Write(data)
	}
}

func (w *packer) number(n uint64) {
	w.buf = binary.LittleEndian.AppendUint64(w.buf[:0], n)
	w.bytes(w.buf)
}

func (w *packer) text(s string) {
	w.number(uint64(len(s)))
	w.bytes([]byte(s))
}

// packed are the elements of lists.
type packed interface {
	uint8 | int32 | uint64 | float64
}

const packChunk = 4096 // elements that are written or read at once

func pack[T packed](w *packer, all []T) {
	w.number(uint64(len(all)))
	for len(all) > 0 && w.err == nil {
		n := min(packChunk, len(all))
		w.buf, w.err = binary.Append(w.buf[:0], binary.LittleEndian, all[:n])
		w.bytes(w.buf)
		all = all[n:]
	}
}

// end writes the checksum.
func (w *packer) end() error {
	w.buf = w.sum.Sum(w.buf[:0])
	w.bytes(w.buf)
	if w.err == nil {
		w.err = w.to.Flush()
	}
	return w.err
}

// unpacker reads what packer wrote. After an error it gives zeros.
type unpacker struct {
	from *bufio.Reader
	left int64 // bytes, the checksum not counted
	sum  hash.Hash32
	buf  []byte
	err  error
}

func newUnpacker(from io.Reader, size int64) *unpacker {
	return &unpacker{from: bufio.NewReaderSize(from, packBuffer), left: size - crc32.Size, sum: crc32.New(castagnoli)}
}

// bytes returns the next n; they are good until the next call.
func (r *unpacker) bytes(n int) []byte {
	if r.err == nil && (n < 0 || int64(n) > r.left) {
		r.err = errSnapshot
	}
	if cap(r.buf) < n && r.err == nil {
		r.buf = make([]byte, n)
	}
	if r.err == nil {
		_, r.err = io.ReadFull(r.from, r.buf[:n])
	}
	if r.err != nil {
		return nil
	}
	r.left -= int64(n)
	r.sum.Write(r.buf[:n])
	return r.buf[:n]
}

func (r *unpacker) number() uint64 {
	if b := r.bytes(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

// count reads how many follow; each takes a byte at least.
func (r *unpacker) count() int {
	n := r.number()
	if n > uint64(max(0, r.left)) {
		r.want(false)
		return 0
	}
	return int(n)
}

func (r *unpacker) text() string { return string(r.bytes(r.count())) }

// want notes an error where something does not hold.
func (r *unpacker) want(holds bool) {
	if !holds && r.err == nil {
		r.err = errSnapshot
	}
}

func unpack[T packed](r *unpacker) []T {
	var one T
	size := binary.Size(one)
	n := r.count()
	if int64(n) > r.left/int64(size) {
		r.want(false)
		return nil
	}
	all := make([]T, n)
	for i := 0; i < n && r.err == nil; i += packChunk {
		chunk := all[i:min(n, i+packChunk)]
		data := r.bytes(len(chunk) * size)
		if r.err == nil {
			_, r.err = binary.Decode(data, binary.LittleEndian, chunk)
		}
	}
	return all
}

// end compares the checksum; nothing follows it.
func (r *unpacker) end() error {
	want := r.sum.Sum(nil)
	r.want(r.left == 0)
	r.left += crc32.Size
	if got := r.bytes(crc32.Size); r.err == nil {
		r.want(string(got) == string(want))
	}
	return r.err
}
