package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/go-text/typesetting/font"
)

// A CFF table (Adobe Technical Note 5176) is a web of offsets. So that none of
// them has to move, a subset keeps the table's length: the program of each
// glyph that is not used becomes a bare endchar, the rest of the index becomes
// zeros, and zeros deflate to nothing.

var errCFF = errors.New("its CFF table is damaged")

// operators of a CFF dictionary; 12 n is written as 1200 + n.
const (
	cffCharset     = 15
	cffCharStrings = 17
	cffPrivate     = 18
	cffSubrs       = 19
	cffROS         = 1230
	cffFDArray     = 1236
	cffFDSelect    = 1237
)

// A cffIndex is an INDEX: count objects of which object i lies at
// data+offsets[i] to data+offsets[i+1].
type cffIndex struct {
	start, end int
	size       int // of an offset, bytes
	data       int
	offsets    []int
}

func (x cffIndex) count() int { return max(len(x.offsets)-1, 0) }

func (x cffIndex) object(table []byte, i int) []byte {
	return table[x.data+x.offsets[i] : x.data+x.offsets[i+1]]
}

func readIndex(table []byte, at int) cffIndex {
	count := int(binary.BigEndian.Uint16(table[at:]))
	if count == 0 {
		return cffIndex{start: at, end: at + 2}
	}
	x := cffIndex{start: at, size: int(table[at+2]), offsets: make([]int, count+1)}
	p := at + 3
	for i := range x.offsets {
		for range x.size {
			x.offsets[i] = x.offsets[i]<<8 | int(table[p])
			p++
		}
	}
	x.data = p - 1 // offsets count from 1
	x.end = x.data + x.offsets[count]
	return x
}

// rewrite puts an index of the same count in the place of x: the objects to
// keep as they are, the others as blank. It leaves x alone if that would not
// fit.
func (x cffIndex) rewrite(out, source []byte, keep func(int) bool, blank byte) {
	if x.count() == 0 {
		return
	}
	head := append([]byte(nil), source[x.start:x.start+3]...)
	var data []byte
	for i := 0; i <= x.count(); i++ {
		v := len(data) + 1
		for k := x.size - 1; k >= 0; k-- {
			head = append(head, byte(v>>(8*k)))
		}
		if i == x.count() {
			break
		}
		if keep(i) {
			data = append(data, x.object(source, i)...)
		} else {
			data = append(data, blank)
		}
	}
	if len(head)+len(data) > x.end-x.start {
		return
	}
	clear(out[x.start:x.end])
	copy(out[x.start:], head)
	copy(out[x.start+len(head):], data)
}

// readDict returns the operands of each operator; real numbers count as 0.
func readDict(data []byte) map[int][]int {
	entries := map[int][]int{}
	var operands []int
	for i := 0; i < len(data); {
		b := int(data[i])
		i++
		switch {
		case b <= 21:
			if b == 12 {
				b = 1200 + int(data[i])
				i++
			}
			entries[b] = operands
			operands = nil
		case b == 28:
			operands = append(operands, int(int16(binary.BigEndian.Uint16(data[i:]))))
			i += 2
		case b == 29:
			operands = append(operands, int(int32(binary.BigEndian.Uint32(data[i:]))))
			i += 4
		case b == 30:
			for data[i]&0xF != 0xF && data[i]>>4 != 0xF {
				i++
			}
			i++
			operands = append(operands, 0)
		default:
			v, n := shortNumber(b, data[i:])
			operands = append(operands, v)
			i += n
		}
	}
	return entries
}

// shortNumber reads an operand whose first byte is 32 to 254, of which n more
// bytes follow.
func shortNumber(b int, rest []byte) (v, n int) {
	switch {
	case b <= 246:
		return b - 139, 0
	case b <= 250:
		return (b-247)*256 + int(rest[0]) + 108, 1
	}
	return -(b-251)*256 - int(rest[0]) - 108, 1
}

// A cffTable is what subsetting must know of a table.
type cffTable struct {
	data    []byte
	top     map[int][]int
	global  cffIndex
	glyphs  cffIndex
	locals  []cffIndex // by font dictionary
	selects []byte     // by glyph: its font dictionary
}

// readCFF reads a table. A damaged one, whose offsets lead outside, is an error.
func readCFF(data []byte) (t *cffTable, err error) {
	defer func() {
		if r := recover(); r != nil { // an index out of range: the table lies
			t, err = nil, fmt.Errorf("%w: %v", errCFF, r)
		}
	}()
	names := readIndex(data, int(data[2]))
	tops := readIndex(data, names.end)
	texts := readIndex(data, tops.end)
	t = &cffTable{data: data, top: readDict(tops.object(data, 0)), global: readIndex(data, texts.end)}
	if len(t.top[cffCharStrings]) == 0 {
		return nil, errCFF
	}
	t.glyphs = readIndex(data, t.top[cffCharStrings][0])
	t.selects = make([]byte, t.glyphs.count())
	if len(t.top[cffFDArray]) == 0 {
		t.locals = []cffIndex{t.localOf(t.top)}
		return t, nil
	}
	fonts := readIndex(data, t.top[cffFDArray][0])
	for i := range fonts.count() {
		t.locals = append(t.locals, t.localOf(readDict(fonts.object(data, i))))
	}
	t.readSelect()
	return t, nil
}

func (t *cffTable) localOf(dict map[int][]int) cffIndex {
	private := dict[cffPrivate]
	if len(private) != 2 {
		return cffIndex{}
	}
	at := readDict(t.data[private[1] : private[1]+private[0]])[cffSubrs]
	if len(at) == 0 {
		return cffIndex{}
	}
	return readIndex(t.data, private[1]+at[0])
}

func (t *cffTable) readSelect() {
	at := t.top[cffFDSelect][0]
	if t.data[at] == 0 {
		copy(t.selects, t.data[at+1:])
		return
	}
	ranges := int(binary.BigEndian.Uint16(t.data[at+1:]))
	for k := range ranges {
		p := at + 3 + 3*k
		first, end := int(binary.BigEndian.Uint16(t.data[p:])), int(binary.BigEndian.Uint16(t.data[p+3:]))
		for g := first; g < end && g < len(t.selects); g++ {
			t.selects[g] = t.data[p+2]
		}
	}
}

// cffCIDs returns the CID of each glyph of a CID-keyed table, nil when they
// are the glyph numbers themselves.
func cffCIDs(data []byte) (cids []uint16) {
	defer func() {
		if recover() != nil { // damaged: subsetCFF will say so
			cids = nil
		}
	}()
	t, err := readCFF(data)
	if err != nil || len(t.top[cffROS]) == 0 || len(t.top[cffCharset]) == 0 {
		return nil
	}
	at := t.top[cffCharset][0]
	cids = make([]uint16, 1, t.glyphs.count())
	format := data[at]
	for at++; len(cids) < t.glyphs.count(); {
		first, left := binary.BigEndian.Uint16(data[at:]), 0
		at += 2
		switch format {
		case 1:
			left = int(data[at])
			at++
		case 2:
			left = int(binary.BigEndian.Uint16(data[at:]))
			at += 2
		}
		for i := 0; i <= left && len(cids) < t.glyphs.count(); i++ {
			cids = append(cids, first+uint16(i))
		}
	}
	return cids
}

// subsetCFF returns the table with the programs of glyphs and of .notdef, and
// the subroutines that these reach.
func subsetCFF(data []byte, glyphs []font.GID) (out []byte, err error) {
	const endchar, returns = 14, 11
	t, err := readCFF(data)
	if err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("%w: %v", errCFF, r)
		}
	}()
	keep := map[int]bool{0: true}
	for _, g := range glyphs {
		keep[int(g)] = true
	}
	reach := newReach(t)
	for g := range t.glyphs.count() {
		if keep[g] {
			reach.glyph(g)
		}
	}
	out = append([]byte(nil), data...)
	t.glyphs.rewrite(out, data, func(i int) bool { return keep[i] }, endchar)
	t.global.rewrite(out, data, func(i int) bool { return reach.global[i] }, returns)
	for k, local := range t.locals {
		local.rewrite(out, data, func(i int) bool { return reach.locals[k][i] }, returns)
	}
	return out, nil
}
