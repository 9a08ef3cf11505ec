package paste

import "newsclip/clip/extract/lexicon"

// The headline before judging: the line whose words the running text uses
// again. It is a guess that the judgement is told; findTitle decides later.

type headline struct {
	at    int
	words map[lexicon.Hash]bool // its long words
}

// headReach is how many lines before running text a headline is looked for in.
const headReach = 25

func (d *describer) findHeadline() {
	main := d.mainGroup()
	uses := map[lexicon.Hash]int{}
	for i := main.from; i <= main.to && i < len(d.lines); i++ {
		for k, h := range d.terms[i].words {
			if d.terms[i].long[k] {
				uses[h]++
			}
		}
	}
	d.head.at = -1
	best := 0.0
	for i := max(0, main.from-headReach); i < main.from; i++ {
		if score := d.headScore(i, uses); score > best {
			best, d.head.at = score, i
		}
	}
	d.head.words = map[lexicon.Hash]bool{}
	if d.head.at >= 0 {
		for _, h := range d.terms[d.head.at].words {
			d.head.words[h] = true
		}
	}
}

func (d *describer) mainGroup() group {
	for i := range d.groups {
		if d.groups[i].rank == 0 {
			return d.groups[i]
		}
	}
	return group{}
}

func (d *describer) headScore(i int, uses map[lexicon.Hash]int) float64 {
	l := &d.lines[i]
	if l.size < 12 || l.size > 200 || l.duration || l.relative != "" {
		return 0
	}
	score := 0.0
	for k, h := range d.terms[i].words {
		if d.terms[i].long[k] || l.look.wide > 0 {
			score += min(float64(uses[h]), 3)
		}
	}
	if l.times > 1 {
		score *= 1.3
	}
	if l.sentence {
		score *= 0.7
	}
	return score
}

// ofHeadline appends how line i stands to the headline.
func (d *describer) ofHeadline(i int, f []float32) []float32 {
	distance := float32(i - d.head.at)
	if d.head.at < 0 {
		distance = -far
	}
	shared := 0
	for _, h := range d.terms[i].words {
		if d.head.words[h] {
			shared++
		}
	}
	n := len(d.terms[i].words)
	return append(f, min(max(distance, -far), 10*far), float32(shared)/float32(max(n, 1)), float32(shared)/float32(max(len(d.head.words), 1)))
}
