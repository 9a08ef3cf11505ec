package diff

import (
	"math"
	"slices"
)

// A pair is a unit of the old version and the one of the new that it became;
// -1: there is none.
type pair struct {
	old, fresh int
	moved      bool
}

// Bounds of alignment.
const (
	// minLike is how much alike an edited paragraph is at least: two paragraphs
	// of one article that tell different things share a fifth of their words.
	minLike = 0.35
	// minMoved is how much alike a paragraph is at least that has moved, and
	// minMovedWords how many words it has: short ones stand anywhere.
	minMoved      = 0.75
	minMovedWords = 5
	// maxCells bounds the table of the programme, for half a second. Two
	// versions of 1,000 paragraphs that share neither beginning nor end reach
	// it; what is beyond is aligned where it is the same.
	maxCells = 1_000_000
)

// align pairs the units of two versions, in an order that both texts can be
// read in: what went stands before what came in its place.
func align(old, fresh []unit) []pair {
	head := 0
	for head < min(len(old), len(fresh)) && same(&old[head], &fresh[head]) {
		head++
	}
	tail := 0
	for tail < min(len(old), len(fresh))-head && same(&old[len(old)-1-tail], &fresh[len(fresh)-1-tail]) {
		tail++
	}
	var out []pair
	for i := range head {
		out = append(out, pair{old: i, fresh: i})
	}
	out = append(out, middle(old[head:len(old)-tail], fresh[head:len(fresh)-tail], head)...)
	for i := tail; i > 0; i-- {
		out = append(out, pair{old: len(old) - i, fresh: len(fresh) - i})
	}
	return moves(old, fresh, out)
}

func same(a, b *unit) bool { return a.comparable(b) && a.key == b.key }

// middle aligns what lies between the same beginning and the same end; offset
// is added to the numbers of the units.
func middle(old, fresh []unit, offset int) []pair {
	if len(old)*len(fresh) > maxCells {
		return asTheyAre(old, fresh, offset)
	}
	like := likeness(old, fresh)
	columns := len(fresh) + 1
	best := make([]float32, (len(old)+1)*columns)
	for i := len(old) - 1; i >= 0; i-- {
		for k := len(fresh) - 1; k >= 0; k-- {
			at := i*columns + k
			best[at] = max(best[at+columns], best[at+1])
			if worth := like(i, k); worth > 0 {
				best[at] = max(best[at], worth+best[at+columns+1])
			}
		}
	}
	var out []pair
	i, k := 0, 0
	for i < len(old) && k < len(fresh) {
		at := i*columns + k
		switch worth := like(i, k); {
		case worth > 0 && best[at] == worth+best[at+columns+1]:
			out = append(out, pair{old: i + offset, fresh: k + offset})
			i, k = i+1, k+1
		case best[at] == best[at+columns]:
			out = append(out, pair{old: i + offset, fresh: -1})
			i++
		default:
			out = append(out, pair{old: -1, fresh: k + offset})
			k++
		}
	}
	for ; i < len(old); i++ {
		out = append(out, pair{old: i + offset, fresh: -1})
	}
	for ; k < len(fresh); k++ {
		out = append(out, pair{old: -1, fresh: k + offset})
	}
	return out
}

// likeness returns what it is worth to align two units: their likeness, more
// for long ones; 0 for those that are not alike enough. Each is computed once.
func likeness(old, fresh []unit) func(i, k int) float32 {
	known := make([]float32, len(old)*len(fresh))
	for i := range old {
		for k := range fresh {
			if like := old[i].like(&fresh[k]); like >= minLike {
				known[i*len(fresh)+k] = float32(like * math.Sqrt(float64(1+min(len(old[i].features()), len(fresh[k].features())))))
			}
		}
	}
	return func(i, k int) float32 { return known[i*len(fresh)+k] }
}

// asTheyAre aligns the units that are the same, and no others.
func asTheyAre(old, fresh []unit, offset int) []pair {
	keys := func(units []unit) []string {
		out := make([]string, len(units))
		for i := range units {
			out[i] = units[i].key
		}
		return out
	}
	var out []pair
	i, k := offset, offset
	for _, e := range edits(keys(old), keys(fresh)) {
		for range e.n {
			switch e.op {
			case Same:
				out = append(out, pair{old: i, fresh: k})
				i, k = i+1, k+1
			case Deleted:
				out = append(out, pair{old: i, fresh: -1})
				i++
			case Inserted:
				out = append(out, pair{old: -1, fresh: k})
				k++
			}
		}
	}
	return out
}

// moves finds among what went and what came the units that only stand
// elsewhere: they are shown where they stand now.
func moves(old, fresh []unit, pairs []pair) []pair {
	var gone, came []int
	for n, p := range pairs {
		switch {
		case p.fresh < 0:
			gone = append(gone, n)
		case p.old < 0:
			came = append(came, n)
		}
	}
	if len(gone)*len(came) > maxCells/10 {
		return pairs // written anew from end to end
	}
	for _, n := range gone {
		best, at := minMoved, -1
		for _, m := range came {
			if pairs[m].old >= 0 {
				continue
			}
			if like := old[pairs[n].old].like(&fresh[pairs[m].fresh]); like >= best {
				best, at = like, m
			}
		}
		if at >= 0 && len(old[pairs[n].old].features()) >= minMovedWords {
			pairs[at].old, pairs[at].moved = pairs[n].old, true
			pairs[n].old = -1
		}
	}
	return slices.DeleteFunc(pairs, func(p pair) bool { return p.old < 0 && p.fresh < 0 })
}
