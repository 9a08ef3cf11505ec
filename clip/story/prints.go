package story

import (
	"cmp"
	"slices"
)

// prints finds the documents that have a print. It is a log-structured merge
// tree (O'Neil et al. 1996) in memory: what is new stands in a map; when that is
// full it becomes a sorted run, and runs of like size are merged into one. Eight
// bytes a print, and a few searches for each that is asked for.
type prints struct {
	fresh map[uint32][]int32
	count int        // in fresh
	runs  [][]uint64 // print and document in one, ascending; the largest first
}

const (
	freshPrints = 1 << 13
	// runGrowth is how many times larger than the next a run is at least.
	runGrowth = 4
	// maxPerPrint is how many documents a print leads to, the newest: a passage
	// that more have is boilerplate, or a wire's text that all print.
	maxPerPrint = 60
)

func (p *prints) add(document int32, all []uint32) {
	if p.fresh == nil {
		p.fresh = map[uint32][]int32{}
	}
	for _, print := range all {
		p.fresh[print] = append(p.fresh[print], document)
	}
	if p.count += len(all); p.count >= freshPrints {
		p.flush()
	}
}

// flush makes a run of what is new.
func (p *prints) flush() {
	run := make([]uint64, 0, p.count)
	for print, documents := range p.fresh {
		for _, d := range documents {
			run = append(run, uint64(print)<<32|uint64(d))
		}
	}
	slices.Sort(run)
	p.fresh, p.count = nil, 0
	p.runs = append(p.runs, run)
	for n := len(p.runs); n > 1 && len(p.runs[n-2]) < runGrowth*len(p.runs[n-1]); n-- {
		p.runs = append(p.runs[:n-2], merge(p.runs[n-2], p.runs[n-1]))
	}
}

// merge merges two runs.
func merge(a, b []uint64) []uint64 {
	out := make([]uint64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] < b[0] {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// each calls f with the documents that have a print, the newest first, as long
// as f asks for more.
func (p *prints) each(print uint32, f func(document int32) bool) {
	for _, d := range slices.Backward(p.fresh[print]) {
		if !f(d) {
			return
		}
	}
	for _, run := range slices.Backward(p.runs) {
		end := position(run, uint64(print)<<32|(1<<32-1))
		for i := end - 1; i >= 0 && uint32(run[i]>>32) == print; i-- {
			if !f(int32(run[i])) {
				return
			}
		}
	}
}

// position returns where a value would stand in a run. Prints are spread evenly,
// so it looks near where the value ought to be.
func position(run []uint64, value uint64) int {
	guess := int(value >> 32 * uint64(len(run)) >> 32)
	low, high := guess, guess
	for step := 16; low > 0 && run[low-1] >= value; step *= 2 {
		high, low = low, max(0, low-step)
	}
	for step := 16; high < len(run) && run[high] < value; step *= 2 {
		low, high = high, min(len(run), high+step)
	}
	n, _ := slices.BinarySearchFunc(run[low:high], value, cmp.Compare[uint64])
	return low + n
}
