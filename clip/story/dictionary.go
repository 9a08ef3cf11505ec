package story

import "math/bits"

// dictionary numbers keys in the order in which they come, from 0. It keeps
// hashes of 64 bits in place of the keys: of the few million words and names
// that a large library has, hardly ever two have the same, and their bytes alone
// would take more memory than all else.
type dictionary struct {
	hashes []uint64
	slots  []int32 // number + 1 by hash, open addressing; 0: free
}

// hashOf hashes a term of a language.
func hashOf(tongue uint8, term string) uint64 {
	h := fnv64Offset ^ uint64(tongue)
	h *= fnv64Prime
	for i := range len(term) {
		h = (h ^ uint64(term[i])) * fnv64Prime
	}
	return mix(h)
}

// The constants of FNV-1a, see hash/fnv.
const (
	fnv64Offset uint64 = 14695981039346656037
	fnv64Prime  uint64 = 1099511628211
)

// mix spreads FNV's low bits, which are poor (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// number returns a key's number, and whether it is new.
func (d *dictionary) number(hash uint64) (n int32, fresh bool) {
	if slots := slotsFor(len(d.hashes) + 1); slots > len(d.slots) {
		d.grow(slots)
	}
	at := d.slot(hash)
	if d.slots[at] > 0 {
		return d.slots[at] - 1, false
	}
	d.hashes = append(d.hashes, hash)
	d.slots[at] = int32(len(d.hashes))
	return int32(len(d.hashes) - 1), true
}

// slot returns where a key is, or would be.
func (d *dictionary) slot(hash uint64) int {
	mask := len(d.slots) - 1
	at := int(hash) & mask
	for d.slots[at] > 0 && d.hashes[d.slots[at]-1] != hash {
		at = (at + 1) & mask
	}
	return at
}

// slotsFor returns how many slots so many keys need: a power of two, of which a
// quarter at least is free.
func slotsFor(keys int) int { return max(1<<10, 1<<bits.Len(uint(keys+keys/3))) }

func (d *dictionary) grow(slots int) {
	d.slots = make([]int32, slots)
	for i, hash := range d.hashes {
		d.slots[d.slot(hash)] = int32(i + 1)
	}
}
