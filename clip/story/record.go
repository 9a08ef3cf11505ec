package story

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"slices"
)

// What is remembered of a placed document is some 3 KB. The grouping of a
// hundred thousand would fill memory with it, and looks at some forty of them
// for each clip: so it stands in a file, and the few that were looked at last
// in memory too. A record has, each with their number before them: the vectors
// (terms as gaps, weights), the places of the heaviest terms, the numbers, the
// sketch; then all terms and names, and the shingles, both as gaps. The checksum
// of all that ends it.

// analysis is what features are made of.
type analysis struct {
	headline, outlet      string
	hasBody               bool
	all, title, lead, ent vector
	top                   []weighted // the heaviest of all, the heaviest first
	numbers               []int32    // terms of title and lead that are numbers
	sketch                []uint64
}

// counted is what only removing a document and comparing its whole text need.
type counted struct {
	terms    []int32 // and names, ascending
	shingles []uint16
}

func (a *analysis) append(out []byte, c *counted) []byte {
	start := len(out)
	out = appendText(appendText(out, a.headline), a.outlet)
	out = appendBool(out, a.hasBody)
	for _, v := range []vector{a.all, a.title, a.lead, a.ent} {
		out = appendGaps(out, v.terms)
		for _, w := range v.weights {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(w))
		}
	}
	out = appendTop(out, a)
	out = binary.AppendUvarint(out, uint64(len(a.numbers)))
	for _, n := range a.numbers {
		out = binary.AppendUvarint(out, uint64(n))
	}
	out = binary.AppendUvarint(out, uint64(len(a.sketch)))
	for _, h := range a.sketch {
		out = binary.LittleEndian.AppendUint32(out, uint32(h))
	}
	out = appendGaps(out, c.terms)
	out = appendGaps(out, c.shingles)
	return binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}

func appendBool(out []byte, b bool) []byte {
	if b {
		return append(out, 1)
	}
	return append(out, 0)
}

// appendTop notes which terms of all are the heaviest, by their places.
func appendTop(out []byte, a *analysis) []byte {
	out = binary.AppendUvarint(out, uint64(len(a.top)))
	for _, w := range a.top {
		at, _ := slices.BinarySearch(a.all.terms, w.term)
		out = binary.AppendUvarint(out, uint64(at))
	}
	return out
}

// appendGaps notes ascending numbers by their differences.
func appendGaps[T int32 | uint16](out []byte, all []T) []byte {
	out = binary.AppendUvarint(out, uint64(len(all)))
	var before T
	for _, n := range all {
		out = binary.AppendUvarint(out, uint64(n-before))
		before = n
	}
	return out
}

func gaps[T int32 | uint16](d *decoder) []T {
	out := make([]T, d.number())
	var n T
	for i := range out {
		n += T(d.uvarint())
		out[i] = n
	}
	return out
}

var errRecord = errors.New("damaged record of a grouping")

// readRecord reads what features are made of, and how the rest begins.
func readRecord(data []byte) (*analysis, *decoder, error) {
	if len(data) < 4 || crc32.ChecksumIEEE(data[:len(data)-4]) != binary.LittleEndian.Uint32(data[len(data)-4:]) {
		return nil, nil, errRecord
	}
	d := &decoder{data: data[:len(data)-4]}
	a := &analysis{headline: d.text(), outlet: d.text(), hasBody: d.byte() == 1}
	for _, v := range []*vector{&a.all, &a.title, &a.lead, &a.ent} {
		v.terms = gaps[int32](d)
		v.weights = make([]float32, len(v.terms))
		data := d.take(4 * len(v.weights))
		for i := range len(data) / 4 {
			v.weights[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		}
	}
	a.top = make([]weighted, d.number())
	for i := range a.top {
		at := d.uvarint()
		if at >= uint64(len(a.all.terms)) {
			return nil, nil, errRecord
		}
		a.top[i] = weighted{a.all.terms[at], float64(a.all.weights[at])}
	}
	a.numbers = make([]int32, d.number())
	for i := range a.numbers {
		a.numbers[i] = int32(d.uvarint())
	}
	a.sketch = make([]uint64, d.number())
	for i := range a.sketch {
		a.sketch[i] = uint64(d.uint32())
	}
	if d.short {
		return nil, nil, errRecord
	}
	return a, d, nil
}

// within reports whether all terms have numbers below n.
func (a *analysis) within(n int) bool {
	return below(a.all.terms, n) && below(a.title.terms, n) && below(a.lead.terms, n) && below(a.ent.terms, n) && below(a.numbers, n)
}

func below(terms []int32, n int) bool {
	for _, t := range terms {
		if t < 0 || int(t) >= n {
			return false
		}
	}
	return true
}

func readCounted(data []byte) (c counted, err error) {
	_, d, err := readRecord(data)
	if err == nil {
		c = counted{gaps[int32](d), gaps[uint16](d)}
		if d.short {
			err = errRecord
		}
	}
	return c, err
}

// records keeps records: in a file, or in memory.
type records struct {
	file   *os.File // nil: in memory
	seal   seal
	size   int64
	memory [][]byte
	buffer []byte
}

// extent is where a record is.
type extent struct {
	at   int64 // in the file, or which in memory
	size int32
}

func (r *records) append(a *analysis, c *counted) (extent, error) {
	r.buffer = a.append(r.buffer[:0], c)
	if r.file == nil {
		r.memory = append(r.memory, append([]byte(nil), r.buffer...))
		return extent{int64(len(r.memory) - 1), int32(len(r.buffer))}, nil
	}
	p := extent{r.size, int32(len(r.buffer))}
	if _, err := r.file.WriteAt(r.buffer, r.size); err != nil {
		return p, fmt.Errorf("write what is remembered of a clip: %w", err)
	}
	r.size += int64(len(r.buffer))
	return p, nil
}

// read returns a record; it is good until the next call.
func (r *records) read(p extent) ([]byte, error) {
	if r.file == nil {
		return r.memory[p.at], nil
	}
	if cap(r.buffer) < int(p.size) {
		r.buffer = make([]byte, p.size)
	}
	r.buffer = r.buffer[:p.size]
	if _, err := r.file.ReadAt(r.buffer, p.at); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read what is remembered of a clip: %w", err)
	}
	return r.buffer, nil
}

func (r *records) close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}
