package diff

import (
	"strings"
	"testing"
	"unicode/utf8"

	"newsclip/clip"
	"pgregory.net/rapid"
)

// kept returns the text of parts without one kind of them.
func kept(all []Part, drop Op) string {
	var out strings.Builder
	for _, p := range all {
		if p.Op != drop {
			out.WriteString(p.Text)
		}
	}
	return out.String()
}

// checkComparison holds what is true of every comparison: without what went it
// is the new text, without what came the old one (but for paragraphs that
// moved), and the passages say what stands in the merged body.
func checkComparison(t interface {
	Helper()
	Fatalf(string, ...any)
}, old, fresh *clip.Version) {
	t.Helper()
	c := Compare(old, fresh)
	var is, was []string
	moved := false
	for _, b := range c.Blocks {
		if b.Op != BlockRemoved {
			is = append(is, kept(b.Parts, Deleted))
		}
		if b.Op != BlockAdded {
			was = append(was, kept(b.Parts, Inserted))
		}
		moved = moved || b.Op == BlockMoved
	}
	if got := strings.Join(is, "\n\n"); got != fresh.Body.Plain() {
		t.Fatalf("without what went:\n got %q\nwant %q", got, fresh.Body.Plain())
	}
	if got := strings.Join(was, "\n\n"); got != old.Body.Plain() && !moved {
		t.Fatalf("without what came:\n got %q\nwant %q", got, old.Body.Plain())
	}
	leaves := c.Body.Leaves()
	if len(leaves) != len(c.Blocks) {
		t.Fatalf("%d leaves of %d blocks", len(leaves), len(c.Blocks))
	}
	n := 0
	for i, b := range c.Blocks {
		if got, want := gone(leaves[i].Text), gone(textOf(b.Parts)); got != want {
			t.Fatalf("leaf %d says %q, want %q", i, got, want)
		}
		for _, p := range b.Parts {
			if p.Op == Same {
				continue
			}
			passage := c.Passages[n]
			n++
			text := string([]rune(leaves[i].Text)[passage.From.Offset:passage.To.Offset])
			if passage.From.Leaf != i || passage.Op != p.Op || gone(text) != gone(p.Text) {
				t.Fatalf("passage %d is %+v %q, want %+v in leaf %d", n, passage, text, p, i)
			}
		}
	}
}

func TestComparisonIsTrueToBoth(t *testing.T) {
	paragraph := rapid.StringOfN(rapid.RuneFrom([]rune("ab 船港 .3“”")), 0, 30, -1)
	rapid.Check(t, func(t *rapid.T) {
		old := rapid.SliceOfN(paragraph, 0, 12).Draw(t, "old")
		fresh := append([]string(nil), old...)
		for range rapid.IntRange(0, 6).Draw(t, "edits") {
			at := rapid.IntRange(0, len(fresh)).Draw(t, "at")
			switch text := paragraph.Draw(t, "text"); {
			case at == len(fresh):
				fresh = append(fresh, text)
			case rapid.Bool().Draw(t, "in it"):
				fresh[at] += text
			default:
				fresh = append(fresh[:at:at], fresh[at+1:]...)
			}
		}
		checkComparison(t, version("", strings.Join(old, "\n\n")), version("", strings.Join(fresh, "\n\n")))
	})
}

// FuzzCompare holds the same for any two texts of paragraphs.
func FuzzCompare(f *testing.F) {
	f.Add(one+"\n\n"+two, two+"\n\n"+one+"\n\n"+three)
	f.Add("a “b c d” 12", "a “b e d” 14\nx")
	f.Add("0\r0", "1")
	f.Add("a “b b d", "A “b\n0") // something went before a line break
	f.Add("船上有六十一名乘客", "船上有六十三名乘客\n\nเรือเกยตื้น")
	f.Fuzz(func(t *testing.T, old, fresh string) {
		if len(old)+len(fresh) > 20_000 {
			t.Skip("long texts only take long")
		}
		if !utf8.ValidString(old) || !utf8.ValidString(fresh) {
			t.Skip("bodies are XML, which holds no such text")
		}
		checkComparison(t, version("", old), version("", fresh))
	})
}

func BenchmarkCompare(b *testing.B) {
	var old, fresh []string
	for i := range 60 {
		text := strings.Repeat(one+" ", 1) + strings.Repeat(string(rune('a'+i%26))+"x ", i%7) + three + " " + four
		old = append(old, text)
		if i%5 == 0 {
			text = strings.Replace(text, "Monday", "Tuesday", 1)
		}
		if i%11 != 0 {
			fresh = append(fresh, text)
		}
	}
	a, z := version("", strings.Join(old, "\n\n")), version("", strings.Join(fresh, "\n\n"))
	for b.Loop() {
		Compare(a, z)
	}
}
