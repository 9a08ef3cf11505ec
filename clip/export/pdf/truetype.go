package pdf

import (
	"encoding/binary"
	"errors"
	"math/bits"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

var errTrueType = errors.New("its tables do not fit each other")

// subsetTrueType returns a font file with the outlines of glyphs alone. Glyphs
// keep their numbers: the others become empty, and zeros deflate to nothing.
func subsetTrueType(loader *opentype.Loader, glyphs []font.GID) ([]byte, error) {
	tables := map[string][]byte{}
	for _, name := range []string{"head", "hhea", "maxp", "hmtx", "loca", "glyf"} {
		data, err := loader.RawTable(opentype.MustNewTag(name))
		if err != nil {
			return nil, err
		}
		tables[name] = append([]byte(nil), data...)
	}
	for _, name := range []string{"cvt ", "fpgm", "prep"} { // hints; many fonts have none
		if data, err := loader.RawTable(opentype.MustNewTag(name)); err == nil && len(data) > 0 {
			tables[name] = data
		}
	}
	if len(tables["head"]) < 54 || len(tables["hhea"]) < 36 || len(tables["maxp"]) < 6 {
		return nil, errTrueType
	}
	offsets := locations(tables["loca"], binary.BigEndian.Uint16(tables["head"][50:]) == 1)
	keep, err := withComponents(tables["glyf"], offsets, glyphs)
	if err != nil {
		return nil, err
	}
	tables["glyf"], tables["loca"] = pack(tables["glyf"], offsets, keep)
	binary.BigEndian.PutUint16(tables["head"][50:], 1) // pack writes long locations
	blankMetrics(tables["hmtx"], int(binary.BigEndian.Uint16(tables["hhea"][34:])), keep)
	return assemble(tables), nil
}

func locations(loca []byte, long bool) []int {
	if long {
		out := make([]int, len(loca)/4)
		for i := range out {
			out[i] = int(binary.BigEndian.Uint32(loca[4*i:]))
		}
		return out
	}
	out := make([]int, len(loca)/2)
	for i := range out {
		out[i] = 2 * int(binary.BigEndian.Uint16(loca[2*i:]))
	}
	return out
}

// withComponents adds to glyphs .notdef and the glyphs that they are made of.
func withComponents(glyf []byte, offsets []int, glyphs []font.GID) (map[int]bool, error) {
	keep := map[int]bool{}
	todo := []int{0}
	for _, g := range glyphs {
		todo = append(todo, int(g))
	}
	for len(todo) > 0 {
		g := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if keep[g] || g+1 >= len(offsets) {
			continue
		}
		keep[g] = true
		if offsets[g] > offsets[g+1] || offsets[g+1] > len(glyf) {
			return nil, errTrueType
		}
		todo = append(todo, components(glyf[offsets[g]:offsets[g+1]])...)
	}
	return keep, nil
}

// components returns the glyphs that a composite glyph refers to.
func components(glyph []byte) []int {
	const (
		wordArguments = 1 << 0
		scale         = 1 << 3
		more          = 1 << 5
		twoScales     = 1 << 6
		matrix        = 1 << 7
	)
	if len(glyph) < 10 || int16(binary.BigEndian.Uint16(glyph)) >= 0 {
		return nil
	}
	var out []int
	for at := 10; at+4 <= len(glyph); {
		flags := binary.BigEndian.Uint16(glyph[at:])
		out = append(out, int(binary.BigEndian.Uint16(glyph[at+2:])))
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			break
		}
	}
	return out
}

func pack(glyf []byte, offsets []int, keep map[int]bool) (packed, loca []byte) {
	for g := range offsets {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(packed)))
		if keep[g] && g+1 < len(offsets) {
			packed = append(packed, glyf[offsets[g]:offsets[g+1]]...)
			for len(packed)%4 != 0 {
				packed = append(packed, 0)
			}
		}
	}
	return packed, loca
}

func blankMetrics(hmtx []byte, long int, keep map[int]bool) {
	for g := 0; g < long-1 && 4*g+4 <= len(hmtx); g++ { // the last one holds for all that follow
		if !keep[g] {
			clear(hmtx[4*g : 4*g+4])
		}
	}
}

// assemble writes tables as a font file (OpenType, "Font file").
func assemble(tables map[string][]byte) []byte {
	var names []string
	for _, name := range []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"} { // in order of their tags
		if tables[name] != nil {
			names = append(names, name)
		}
	}
	count := len(names)
	power := bits.Len(uint(count)) - 1
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{count, 16 << power, power, 16*count - 16<<power} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	offset := 12 + 16*count
	clear(tables["head"][8:12]) // the checksum of the whole file; readers of PDF do not ask for it
	for _, name := range names {
		data := tables[name]
		out = append(out, name...)
		for _, v := range []uint32{checksum(data), uint32(offset), uint32(len(data))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		offset += (len(data) + 3) &^ 3
	}
	for _, name := range names {
		out = append(out, tables[name]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

func checksum(data []byte) (sum uint32) {
	for ; len(data) >= 4; data = data[4:] {
		sum += binary.BigEndian.Uint32(data)
	}
	var rest [4]byte
	copy(rest[:], data)
	return sum + binary.BigEndian.Uint32(rest[:])
}
