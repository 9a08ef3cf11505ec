package faults

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
)

// sector is what a disk writes at once, in bytes.
const sector = 512

// Restart returns the disk as it is after the power came back; rng decides
// what of the unsynced is left. This disk stays as it is.
func (d *Disk) Restart(rng *rand.Rand, shared string) *Disk {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.off = true
	after := New(shared)
	names := make(map[string]*node, len(d.lasting))
	for path, n := range d.lasting {
		names[path] = n
	}
	left := likelihood(rng)
	for _, c := range d.changes {
		if rng.Float64() < left {
			c.in(names)
		}
	}
	fresh := map[*node]*node{}
	for _, path := range sorted(names) {
		if !reachable(names, path) {
			continue
		}
		n := names[path]
		if fresh[n] == nil {
			data := n.survive(rng)
			fresh[n] = &node{folder: n.folder, data: data, lasting: slices.Clone(data)}
		}
		after.names[path], after.lasting[path] = fresh[n], fresh[n]
	}
	return after
}

func sorted(names map[string]*node) []string {
	paths := make([]string, 0, len(names))
	for path := range names {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// reachable reports whether every folder above a name is there.
func reachable(names map[string]*node, path string) bool {
	for path != filepath.Dir(path) {
		path = filepath.Dir(path)
		if n := names[path]; n == nil || !n.folder {
			return false
		}
	}
	return true
}

// likelihood is with which chance each unsynced thing is left: all, none, or
// between.
func likelihood(rng *rand.Rand) float64 {
	switch rng.IntN(4) {
	case 0:
		return 0
	case 1:
		return 1
	}
	return rng.Float64()
}

// survive returns what is left of a file's bytes.
func (n *node) survive(rng *rand.Rand) []byte {
	data := slices.Clone(n.lasting)
	left := likelihood(rng)
	for _, w := range n.pending {
		switch {
		case w.data == nil: // a new size is whole or lost
			if rng.Float64() < left {
				data = w.in(data)
			}
		case rng.IntN(3) == 0: // the size came first, the bytes never
			if end := w.at + int64(len(w.data)); end > int64(len(data)) && rng.Float64() < left {
				data = resized(data, end)
			}
		default:
			for _, part := range sectors(w) {
				data = torn(rng, left, part, data)
			}
		}
	}
	return data
}

// sectors takes a write apart at the bounds of sectors.
func sectors(w write) []write {
	var parts []write
	for at, rest := w.at, w.data; len(rest) > 0; {
		n := min(int64(len(rest)), sector-at%sector)
		parts = append(parts, write{at, rest[:n]})
		at, rest = at+n, rest[n:]
	}
	return parts
}

// garbage is with which chance a sector under way is neither old nor new.
const garbage = 0.02

// torn writes a sector, or not, or badly.
func torn(rng *rand.Rand, left float64, part write, data []byte) []byte {
	if rng.Float64() >= left {
		return data
	}
	if rng.Float64() < garbage {
		part.data = slices.Clone(part.data)
		for i := range part.data {
			part.data[i] = byte(rng.Uint32())
		}
	}
	return part.in(data)
}
