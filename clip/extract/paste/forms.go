package paste

import "newsclip/clip/extract/lexicon"

// forms counts what lines have in common: the same text but for digits, the
// same beginning, the same runs of words. What stands in many lines is no
// sentence of an article; a line whose words all stand in another is a copy.
type forms struct {
	whole, first, pair, last map[lexicon.Hash]int
	runs                     map[uint64]span      // of three words
	uses                     map[lexicon.Hash]int // of long words, by lines
}

// span is where a run stands first and last.
type span struct{ first, last int32 }

func findForms(d *describer) *forms {
	f := &forms{map[lexicon.Hash]int{}, map[lexicon.Hash]int{}, map[lexicon.Hash]int{}, map[lexicon.Hash]int{}, map[uint64]span{}, map[lexicon.Hash]int{}}
	for i := range d.lines {
		t := &d.terms[i]
		f.whole[t.whole]++
		f.first[t.first]++
		f.pair[t.pair]++
		f.last[t.last]++
		eachRun(t.words, func(run uint64) {
			s, known := f.runs[run]
			if !known {
				s.first = int32(i)
			}
			s.last = int32(i)
			f.runs[run] = s
		})
		if d.running(i) {
			for k, h := range t.words {
				if t.long[k] {
					f.uses[h]++
				}
			}
		}
	}
	return f
}

// eachRun visits the runs of three words; fewer are one run.
func eachRun(words []lexicon.Hash, visit func(uint64)) {
	if len(words) == 0 {
		return
	}
	for i := 0; i == 0 || i+3 <= len(words); i++ {
		run := uint64(0)
		for _, h := range words[i:min(i+3, len(words))] {
			run = (run*0x9E3779B97F4A7C15 ^ uint64(h)) * 0xC2B2AE3D27D4EB4F
		}
		visit(run)
	}
}

func (f *forms) numbers(d *describer, i int, out []float32) []float32 {
	t := &d.terms[i]
	runs, earlier, later := 0, 0, 0
	eachRun(t.words, func(run uint64) {
		runs++
		s := f.runs[run]
		if int(s.first) < i {
			earlier++
		}
		if int(s.last) > i {
			later++
		}
	})
	out = append(out, count(f.whole, t.whole), count(f.first, t.first), count(f.pair, t.pair), count(f.last, t.last),
		float32(earlier)/float32(max(runs, 1)), float32(later)/float32(max(runs, 1)))
	long, used := 0, 0
	own := 0
	if d.running(i) {
		own = 1
	}
	for k, h := range t.words {
		if t.long[k] {
			long++
			if f.uses[h] > own {
				used++
			}
		}
	}
	return append(out, float32(used)/float32(max(long, 1)), float32(used))
}

func count(of map[lexicon.Hash]int, h lexicon.Hash) float32 {
	if h == 0 {
		return 0
	}
	return float32(min(of[h], 50))
}
