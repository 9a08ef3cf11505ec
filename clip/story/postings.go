package story

import (
	"math"
	"slices"
)

// postings keeps which documents each term is heavy in. They stand in blocks
// that double, since a library has a million terms, most of which are heavy in
// one or two documents; and the blocks on pages, so that nothing is copied when
// they become more. A block begins with a header and never goes on to another
// page.
type postings struct {
	heads []int32    // by term, where its newest block is; 0: none
	pages [][]uint64 // of pageSlots each, but for the last
}

const (
	pageSlots   = 1 << 14
	mostInBlock = 64 // postings
	// mostCompacted is how many a block has in a snapshot.
	mostCompacted = 1 << 10
)

// A posting is a document and the weight of the term in it.
func posting(document int32, weight float32) uint64 {
	return uint64(document)<<32 | uint64(math.Float32bits(weight))
}

// A header says where the block before is, and how many postings a block has and
// has room for.
func header(before int32, used, room int) uint64 {
	return uint64(before)<<32 | uint64(used)<<16 | uint64(room)
}

func readHeader(slot uint64) (before int32, used, room int) {
	return int32(slot >> 32), int(slot >> 16 & 0xffff), int(slot & 0xffff)
}

// from returns the slots of a page from a place on.
func (x *postings) from(at int32) []uint64 { return x.pages[at/pageSlots][at%pageSlots:] }

// newest returns where a term's newest block is, 0 for none.
func (x *postings) newest(term int32) int32 {
	if int(term) >= len(x.heads) {
		return 0
	}
	return x.heads[term]
}

// block returns the postings of a block, oldest first, and where the one before
// is, 0 for none.
func (x *postings) block(at int32) (before int32, all []uint64) {
	slots := x.from(at)
	before, used, _ := readHeader(slots[0])
	return before, slots[1 : 1+used]
}

func (x *postings) post(term int32, p uint64) {
	for int(term) >= len(x.heads) {
		x.heads = append(x.heads, 0)
	}
	at, before, used, room := x.heads[term], int32(0), 0, 0
	if at > 0 {
		before, used, room = readHeader(x.from(at)[0])
	}
	if used == room {
		before, used, room = at, 0, min(mostInBlock, max(1, 2*room))
		at = x.grow(1 + room)
		x.heads[term] = at
	}
	slots := x.from(at)
	slots[1+used] = p
	slots[0] = header(before, used+1, room)
}

// grow makes room for so many slots on one page, and returns where it is: never
// 0, which is no block.
func (x *postings) grow(n int) int32 {
	last := len(x.pages) - 1
	if last < 0 || len(x.pages[last])+n > pageSlots {
		if last >= 0 { // what is left of a page stays empty
			x.pages[last] = x.pages[last][:pageSlots]
		}
		last++
		x.pages = append(x.pages, make([]uint64, 1, pageSlots))
	}
	used := len(x.pages[last])
	x.pages[last] = x.pages[last][:used+n]
	return int32(last*pageSlots + used)
}

// pack writes each term's postings in as few blocks as can be, without room to
// spare, in their order; page by page, so that saving takes no memory.
func (x *postings) pack(w *packer) {
	out := &postings{heads: make([]int32, len(x.heads))}
	packed := 0 // pages
	var all []uint64
	for term := range x.heads {
		all = x.of(int32(term), all[:0])
		for block := range slices.Chunk(all, mostCompacted) {
			at := out.grow(1 + len(block))
			slots := out.from(at)
			slots[0] = header(out.heads[term], len(block), len(block))
			copy(slots[1:], block)
			out.heads[term] = at
		}
		for ; packed < len(out.pages)-1; packed++ {
			pack(w, out.pages[packed])
			out.pages[packed] = nil
		}
	}
	for _, page := range out.pages[packed:] {
		pack(w, page)
	}
	pack(w, []uint64{})
	pack(w, out.heads)
}

// of puts the postings of a term, oldest first, into out, which is empty.
func (x *postings) of(term int32, out []uint64) []uint64 {
	for at := x.heads[term]; at > 0; {
		before, block := x.block(at)
		for _, p := range slices.Backward(block) {
			out = append(out, p)
		}
		at = before
	}
	slices.Reverse(out)
	return out
}

// unpack reads postings that lead to so many documents.
func (x *postings) unpack(r *unpacker, documents int) {
	for page := unpack[uint64](r); len(page) > 0; page = unpack[uint64](r) {
		last := len(x.pages) - 1
		r.want(len(page) <= pageSlots && (last < 0 || len(x.pages[last]) == pageSlots))
		x.pages = append(x.pages, slices.Grow(page, pageSlots-min(pageSlots, len(page))))
	}
	x.heads = unpack[int32](r)
	r.want(r.err == nil && x.sound(documents))
}

// sound reports whether each block stands on its page and its postings lead to
// documents.
func (x *postings) sound(documents int) bool {
	for _, at := range x.heads {
		for at != 0 {
			if at < 0 || int(at/pageSlots) >= len(x.pages) || int(at%pageSlots) >= len(x.pages[at/pageSlots]) {
				return false
			}
			slots := x.from(at)
			before, used, room := readHeader(slots[0])
			if before >= at || used > room || 1+room > len(slots) {
				return false
			}
			for _, p := range slots[1 : 1+used] {
				if int(p>>32) >= documents {
					return false
				}
			}
			at = before
		}
	}
	return true
}
