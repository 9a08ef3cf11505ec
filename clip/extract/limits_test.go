package extract

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
)

// hang is how long no page takes, even on a core that many share, counting what
// is covered. On an idle one each of these takes a second or less; a cost that
// grows with the square of a page's size would take hours.
const hang = 5 * time.Minute

const sentence = "The harbour of Brennick opened to ships again on Wednesday, said the county."

// TestHugePages cleans pages that no one writes by hand.
func TestHugePages(t *testing.T) {
	if testing.Short() { // the race detector takes minutes
		t.Skip("large")
	}
	for name, page := range map[string]string{
		"10 MB of paragraphs": repeated(10<<20, func(i string) string { return "<p>" + sentence + " Number " + i + ".</p>\n" }),
		"10 MB of entries":    repeated(10<<20, func(i string) string { return "<div><span>Entry " + i + ", with a few words</span></div>" }),
		"10 MB of links": repeated(10<<20, func(i string) string {
			return `<li><a href="/` + i + `">A headline of the day, number ` + i + "</a></li>"
		}),
		"100,000 deep":         strings.Repeat("<div>", 100_000) + sentence,
		"100,000 deep inline":  strings.Repeat("<b><i>", 50_000) + sentence,
		"100,000 deep lists":   strings.Repeat("<ul><li>", 50_000) + sentence,
		"1 million attributes": "<p " + repeated(10<<20, func(i string) string { return "a" + i + "=b " }) + ">" + sentence,
		"1 million in quotes":  "<p " + repeated(5<<20, func(i string) string { return `a` + i + `="b c > d" ` }) + ">" + sentence,
		"one line of 5 MB":     "<p>" + strings.Repeat(sentence+" ", 5<<20/len(sentence)),
		"one name of 5 MB":     `<div class="` + strings.Repeat("story body ", 5<<20/11) + `">` + sentence,
		"data of 7 MB":         `<p>Loading</p><script type="application/json">[` + repeated(7<<20, func(string) string { return `{"text":"` + sentence + `"},` }) + "0]</script>",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			out, err := HTML(t.Context(), Page{URL: "https://post.example/a", Data: []byte(page)})
			took := time.Since(start)
			t.Logf("%d bytes took %v", len(page), took.Round(time.Millisecond))
			if err != nil || len(out.Body) == 0 {
				t.Errorf("HTML: %d blocks, %v", len(out.Body), err)
			}
			if took > hang {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestTooManyElements holds that what exceeds the limit is refused at once.
func TestTooManyElements(t *testing.T) {
	page := strings.Repeat("<p>a</p>", maxNodes/2+1)
	if _, err := HTML(t.Context(), Page{Data: []byte(page)}); clip.KindOf(err) != clip.ErrTooLarge {
		t.Errorf("HTML: %v, want kind %q", err, clip.ErrTooLarge)
	}
}

// repeated returns numbered pieces up to a size in bytes.
func repeated(size int, piece func(number string) string) string {
	var out strings.Builder
	for i := 0; out.Len() < size; i++ {
		out.WriteString(piece(strconv.Itoa(i)))
	}
	return out.String()
}
