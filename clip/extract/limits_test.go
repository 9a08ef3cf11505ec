package extract

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
)

// maxPageTime is how long a page may take, whatever it holds, on an idle core;
// tests run on busy ones, and under the race detector.
const (
	maxPageTime  = time.Second
	testPatience = 5
)

// TestHugePages cleans pages that no one writes by hand.
func TestHugePages(t *testing.T) {
	const paragraph = "<p>The harbour of Brennick opened to ships again on Wednesday, said the county, number "
	for name, page := range map[string]string{
		"10 MB of paragraphs": repeated(10<<20, func(i int) string { return paragraph + strconv.Itoa(i) + ".</p>\n" }),
		"10 MB of divs":       repeated(10<<20, func(i int) string { return "<div><span>Entry " + strconv.Itoa(i) + ", with a few words</span></div>" }),
		"10 MB of links": repeated(10<<20, func(i int) string {
			return `<li><a href="/` + strconv.Itoa(i) + `">A headline of the day, number ` + strconv.Itoa(i) + "</a></li>"
		}),
		"10 MB of pictures": repeated(10<<20, func(i int) string {
			return `<figure><img src="/` + strconv.Itoa(i) + `.jpg" alt=""><figcaption>Picture ` + strconv.Itoa(i) + "</figcaption></figure>"
		}),
		"10 MB of one table":   "<table>" + repeated(10<<20, func(i int) string { return "<tr><td>Coaster<td>" + strconv.Itoa(i) + "<td>crowns" }) + "</table>",
		"100,000 deep":         strings.Repeat("<div>", 100_000) + "deep",
		"100,000 deep inline":  strings.Repeat("<b><i>", 50_000) + "deep",
		"100,000 deep quotes":  strings.Repeat("<blockquote>", 100_000) + "deep",
		"100,000 deep lists":   strings.Repeat("<ul><li>", 50_000) + "deep",
		"1 million attributes": "<p " + repeated(10<<20, func(i int) string { return "a" + strconv.Itoa(i) + "=b " }) + ">" + paragraph,
		"many attributes each": repeated(10<<20, func(i int) string {
			return `<p class="a b" id=` + strconv.Itoa(i) + strings.Repeat(" data-x=y", 1) + ` title=z>word</p>`
		}),
		"one line of 5 MB": "<p>" + strings.Repeat("The harbour of Brennick opened again. ", 5<<20/38),
		"one word of 5 MB": "<p>" + strings.Repeat("a", 5<<20),
		"one name of 5 MB": `<div class="` + strings.Repeat("story body ", 5<<20/11) + `">` + paragraph,
		"data of 8 MB": `<p>Loading</p><script type="application/json">{"a":[` + repeated(7<<20, func(i int) string {
			return `{"text":"The harbour of Brennick opened to ships again on Wednesday, said the county."},`
		}) + `0]}</script>`,
		"unclosed things": repeated(5<<20, func(i int) string { return "<p><b><table><tr><a href=x>" }),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := HTML(t.Context(), Page{URL: "https://post.example/a", Data: []byte(page)})
			took := time.Since(start)
			t.Logf("%d bytes took %v, %v", len(page), took.Round(time.Millisecond), err)
			if err != nil && clip.KindOf(err) != clip.ErrTooLarge {
				t.Errorf("HTML: %v", err)
			}
			if took > testPatience*maxPageTime {
				t.Errorf("took %v, more than %d times %v", took, testPatience, maxPageTime)
			}
		})
	}
}

func repeated(size int, piece func(int) string) string {
	var out strings.Builder
	for i := 0; out.Len() < size; i++ {
		out.WriteString(piece(i))
	}
	return out.String()
}
