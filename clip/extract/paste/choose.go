package paste

import "slices"

// choose picks the lines that are taken, given each one's chance.
func choose(lines []line, chances []float64) []bool {
	chosen := make([]bool, len(lines))
	at := threshold(lines, chances)
	for i, chance := range chances {
		if lines[i].joined || i > 0 && lines[i-1].joined {
			chance += brokenBonus
		}
		chosen[i] = chance >= at
	}
	return chosen
}

// brokenBonus is what a broken paragraph is likelier to be text than its short
// lines look: few were learnt from.
const brokenBonus = 0.2

// sure is the chance from which a line is taken where a paste is clear, and
// clear the expected F1 from which it is; both found by cross-validation.
const (
	sure  = 0.55
	clear = 0.80
)

// threshold is the chance from which lines are taken. Where a paste is not clear
// it is the one at which the expected F1, in words, is greatest: in a language
// or form little known to the model, a text loses no half of its lines and none
// comes out empty. (Lewis, Evaluating and optimizing autonomous text
// classification systems, 1995; the expectation is approximated by the ratio of
// expectations.)
func threshold(lines []line, chances []float64) float64 {
	order := make([]int, len(chances))
	likely := 0.0
	for i, chance := range chances {
		order[i] = i
		likely += chance * float64(lines[i].look.words)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case chances[a] > chances[b]:
			return -1
		case chances[a] < chances[b]:
			return 1
		}
		return 0
	})
	best, at := -1.0, sure
	taken, right := 0.0, 0.0
	for _, i := range order {
		words := float64(lines[i].look.words)
		taken += words
		right += words * chances[i]
		if f := 2 * right / (taken + likely); f > best {
			best, at = f, chances[i]
		}
	}
	if best >= clear {
		return sure
	}
	return min(at, sure)
}

// evenChains gives the lines of a broken paragraph one chance: the mean by
// their words.
func evenChains(lines []line, chances []float64) {
	for i := 0; i < len(lines); {
		end, words, sum := i, 0.0, 0.0
		for ; ; end++ {
			w := float64(lines[end].look.words) + 0.1
			words += w
			sum += w * chances[end]
			if !lines[end].joined || end+1 == len(lines) {
				break
			}
		}
		for j := i; j <= end; j++ {
			chances[j] = sum / words
		}
		i = end + 1
	}
}
