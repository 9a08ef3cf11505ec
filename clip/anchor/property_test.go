package anchor

import (
	"math/rand/v2"
	"strings"
	"testing"

	"newsclip/clip"
	"pgregory.net/rapid"
)

// plainNearest is nearest by the textbook (Sellers 1980): the reference.
func plainNearest(text, pattern []rune) (least int) {
	row := make([]int, len(pattern)+1)
	for i := range row {
		row[i] = i
	}
	least = row[len(pattern)]
	for _, r := range text {
		diagonal := row[0]
		for i, p := range pattern {
			replaced := diagonal
			if p != r {
				replaced++
			}
			diagonal = row[i+1]
			row[i+1] = min(replaced, row[i]+1, row[i+1]+1)
		}
		least = min(least, row[len(pattern)])
	}
	return least
}

func plainDistance(a, b []rune) int {
	row := make([]int, len(a)+1)
	for i := range row {
		row[i] = i
	}
	for j, r := range b {
		diagonal := row[0]
		row[0] = j + 1
		for i, p := range a {
			replaced := diagonal
			if p != r {
				replaced++
			}
			diagonal = row[i+1]
			row[i+1] = min(replaced, row[i]+1, row[i+1]+1)
		}
	}
	return row[len(a)]
}

// TestBitsEqualThePlainProgramme proves the fast distances equal to the plain
// ones, across the borders of words.
func TestBitsEqualThePlainProgramme(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		alphabet := rapid.RuneFrom([]rune("ab船 "))
		text := []rune(rapid.StringOfN(alphabet, 0, 400, -1).Draw(t, "text"))
		pattern := []rune(rapid.StringOfN(alphabet, 1, 150, -1).Draw(t, "pattern"))
		if got, want := distance(pattern, text), plainDistance(pattern, text); got != want {
			t.Fatalf("distance %d, want %d", got, want)
		}
		column, prefix := newColumn(pattern), len(pattern)
		for end := range min(len(text), 60) {
			prefix = min(prefix, plainDistance(pattern, text[:end+1]))
		}
		for range 2 { // it begins anew
			if got := column.prefixDistance(text[:min(len(text), 60)]); got != prefix {
				t.Fatalf("prefix distance %d, want %d", got, prefix)
			}
		}
		want := plainNearest(text, pattern)
		found := nearest(text, pattern, len(pattern)-1)
		least := len(pattern)
		for _, s := range found {
			d := distance(pattern, text[s.from:s.to])
			if d > len(pattern)-1 {
				t.Fatalf("%v is %d away", s, d)
			}
			least = min(least, d)
		}
		if want < len(pattern) && least != want {
			t.Fatalf("the nearest is %d away, want %d", least, want)
		}
	})
}

// article makes paragraphs of invented words, each of which is rare.
func article(random *rand.Rand, paragraphs int) []string {
	out := make([]string, paragraphs)
	for i := range out {
		words := make([]string, 20+random.IntN(60))
		for k := range words {
			word := make([]rune, 2+random.IntN(8))
			for r := range word {
				word[r] = 'a' + rune(random.IntN(26))
			}
			words[k] = string(word)
		}
		out[i] = strings.Join(words, " ") + "."
	}
	return out
}

// TestEditsElsewhereLoseNothing edits everything but the passage: it is found,
// to the rune.
func TestEditsElsewhereLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		paragraphs := article(random, 2+random.IntN(10))
		at := random.IntN(len(paragraphs))
		runes := []rune(paragraphs[at])
		from := random.IntN(len(runes) - 60)
		to := from + 30 + random.IntN(30)
		var h clip.Highlight
		h.Passage, h.Quote, h.Before, h.After = New(clip.FromPlain(strings.Join(paragraphs, "\n\n"))).
			Keep(clip.Passage{From: clip.Position{Leaf: at, Offset: from}, To: clip.Position{Leaf: at, Offset: to}})
		fresh := article(random, 12)
		paragraphs[at] = fresh[0] + string(runes[from:to]) + fresh[1]
		random.Shuffle(len(paragraphs), func(i, k int) { paragraphs[i], paragraphs[k] = paragraphs[k], paragraphs[i] })
		paragraphs = append(fresh[2:2+random.IntN(10)], paragraphs...)
		text := New(clip.FromPlain(strings.Join(paragraphs, "\n\n")))
		found, ok := text.Find(&h)
		if !ok || strings.TrimSpace(text.between(found)) == "" || !strings.Contains(text.between(found), h.Quote) {
			t.Fatalf("%q: found %v %v", h.Quote, ok, found)
		}
	})
}

// FuzzFind holds for any text and any highlight: what is found lies within the
// text and is not empty, and the passage of a text is found in that text.
func FuzzFind(f *testing.F) {
	for _, test := range findings {
		f.Add(test.now, test.marked, 3, 20)
	}
	f.Fuzz(func(t *testing.T, now, before string, from, length int) {
		if len(now)+len(before) > 20_000 {
			t.Skip("long texts only take long")
		}
		old, text := New(clip.FromPlain(before)), New(clip.FromPlain(now))
		leaf := 0
		if len(old.leaves) > 0 {
			leaf = (from%len(old.leaves) + len(old.leaves)) % len(old.leaves)
		}
		h := clip.Highlight{}
		h.Passage, h.Quote, h.Before, h.After = old.Keep(clip.Passage{From: clip.Position{Leaf: leaf, Offset: from}, To: clip.Position{Leaf: leaf + length%3, Offset: from + length}})
		if h.Quote == "" {
			return
		}
		if found, ok := old.Find(&h); !ok || found != h.Passage {
			t.Fatalf("in its own text %v is found at %v, %v", h.Passage, found, ok)
		}
		found, ok := text.Find(&h)
		if ok && (found.Empty() || text.clamp(found) != found) {
			t.Fatalf("found at %v", found)
		}
	})
}

func BenchmarkFindChanged(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	paragraphs := article(random, 20) // about 6,000 runes
	runes := []rune(paragraphs[11])
	var h clip.Highlight
	h.Passage, h.Quote, h.Before, h.After = New(clip.FromPlain(strings.Join(paragraphs, "\n\n"))).
		Keep(clip.Passage{From: clip.Position{Leaf: 11, Offset: 10}, To: clip.Position{Leaf: 11, Offset: min(len(runes), 310)}})
	paragraphs[11] = string(runes[:50]) + "something else " + string(runes[60:])
	text := New(clip.FromPlain(strings.Join(paragraphs, "\n\n")))
	for b.Loop() {
		if _, ok := text.Find(&h); !ok {
			b.Fatal("not found")
		}
	}
}
