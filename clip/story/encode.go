package story

import (
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"

	"newsclip/clip"
)

// signatureVersion is raised when the same text gives another Signature or a
// signature another form; older ones are then refused and made anew.
const signatureVersion = 4

// The form of a signature: its version, a byte; id, title, outlet and language,
// each with its length before it; the day (8 bytes) and whether there is a text
// (1); then, each with their number before them, the terms in order with their
// three counts, the names in order with twice their count, the sketch and the
// prints (4 bytes each) and the shingles (as gaps). Lengths, numbers and counts are unsigned varints; all else is
// little endian.

// MarshalBinary encodes a signature for the store.
func (s Signature) MarshalBinary() ([]byte, error) {
	out := []byte{signatureVersion}
	for _, text := range []string{string(s.ID), s.Title, s.Outlet, s.Lang} {
		out = appendText(out, text)
	}
	out = binary.LittleEndian.AppendUint64(out, math.Float64bits(s.Day))
	if s.HasBody {
		out = append(out, 1)
	} else {
		out = append(out, 0)
	}
	out = binary.AppendUvarint(out, uint64(len(s.Terms)))
	for _, term := range slices.Sorted(maps.Keys(s.Terms)) {
		out = appendText(out, term)
		for _, n := range s.Terms[term] {
			out = binary.AppendUvarint(out, uint64(n))
		}
	}
	out = binary.AppendUvarint(out, uint64(len(s.Names)))
	for _, name := range slices.Sorted(maps.Keys(s.Names)) {
		out = binary.AppendUvarint(appendText(out, name), uint64(2*s.Names[name]))
	}
	out = binary.AppendUvarint(out, uint64(len(s.Sketch)))
	for _, h := range s.Sketch {
		out = binary.LittleEndian.AppendUint32(out, uint32(h))
	}
	out = binary.AppendUvarint(out, uint64(len(s.Prints)))
	for _, h := range s.Prints {
		out = binary.LittleEndian.AppendUint32(out, h)
	}
	return appendGaps(out, s.Shingles), nil
}

func appendText(out []byte, text string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

var errSignature = errors.New("signature of another version, or damaged")

// UnmarshalBinary decodes one; a signature of another version is an error.
func (s *Signature) UnmarshalBinary(data []byte) error {
	if len(data) == 0 || data[0] != signatureVersion {
		return errSignature
	}
	d := &decoder{data: data[1:]}
	*s = Signature{ID: clip.ID(d.text()), Title: d.text(), Outlet: d.text(), Lang: d.text(),
		Day: math.Float64frombits(d.uint64()), HasBody: d.byte() == 1, Terms: map[string]counts{}}
	for range d.number() {
		term := d.text()
		s.Terms[term] = counts{uint16(d.uvarint()), uint16(d.uvarint()), uint16(d.uvarint())}
	}
	if n := d.number(); n > 0 {
		s.Names = make(map[string]float64, n)
		for range n {
			name := d.text()
			s.Names[name] = float64(d.uvarint()) / 2
		}
	}
	if n := d.number(); n > 0 {
		s.Sketch = make([]uint64, 0, min(n, len(d.data)/4))
		for range n {
			s.Sketch = append(s.Sketch, uint64(d.uint32()))
		}
	}
	if n := d.number(); n > 0 {
		s.Prints = make([]uint32, 0, min(n, len(d.data)/4))
		for range n {
			s.Prints = append(s.Prints, d.uint32())
		}
	}
	if all := gaps[uint16](d); len(all) > 0 {
		s.Shingles = all
	}
	if d.short || len(d.data) > 0 {
		return errSignature
	}
	return nil
}

// decoder reads a signature; past its end it gives zeros and notes it.
type decoder struct {
	data  []byte
	short bool
}

func (d *decoder) take(n int) []byte {
	if n > len(d.data) {
		d.short, d.data = true, nil
		return nil
	}
	out := d.data[:n]
	d.data = d.data[n:]
	return out
}

func (d *decoder) uvarint() uint64 {
	if len(d.data) > 0 && d.data[0] < 0x80 { // most are
		v := d.data[0]
		d.data = d.data[1:]
		return uint64(v)
	}
	v, n := binary.Uvarint(d.data)
	if n <= 0 {
		d.short, d.data = true, nil
		return 0
	}
	d.data = d.data[n:]
	return v
}

// number reads how many follow; each takes a byte at least.
func (d *decoder) number() int {
	n := d.uvarint()
	if n > uint64(len(d.data)) {
		d.short, d.data = true, nil
		return 0
	}
	return int(n)
}

func (d *decoder) text() string { return string(d.take(d.number())) }

func (d *decoder) byte() byte {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) uint32() uint32 {
	if b := d.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (d *decoder) uint64() uint64 {
	if b := d.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}
