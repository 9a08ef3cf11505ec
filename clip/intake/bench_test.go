package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"newsclip/clip/intake"
)

// longPage is a page of some 200 kB.
func longPage() string {
	return "<!DOCTYPE html><html><body>" + strings.Repeat("<p class=\"x\">The bridge opened on Monday, and 4,000 people crossed it.</p>\n", 2700) + "</body></html>"
}

func BenchmarkRecognise(b *testing.B) {
	var list strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&list, "https://paper.example/story/%d\n", i)
	}
	cases := []struct{ name, file, data string }{
		{"page", "a.html", longPage()},
		{"mhtml", "a.mhtml", crlf(strings.Replace(savedPage, "The br=\nidge opened.", strings.Repeat("<p>The bridge opened on Monday.</p>\n", 5600), 1))},
		{"text", "a.txt", strings.Repeat("The bridge opened on Monday.\n", 7000)},
		{"text in an old character set", "a.txt", strings.Repeat("Die Br\xfccke \xf6ffnet am Montag.\n", 7000)},
		{"1000 addresses", "a.txt", list.String()},
	}
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.data)))
			for b.Loop() {
				if _, err := intake.Recognise(c.file, []byte(c.data)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/file")
		})
	}
}

func BenchmarkClipboard(b *testing.B) {
	markup := longPage()
	b.SetBytes(int64(len(markup)))
	for b.Loop() {
		if inputs, _ := intake.Clipboard(markup, "The bridge opened."); inputs == nil {
			b.Fatal("nothing")
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/paste")
}

func BenchmarkRecords(b *testing.B) {
	line := fmt.Sprintf("{\"id\":\"p-1\",\"title\":\"Bridge\",\"date\":\"2031-04-05\",\"tags\":[\"a\"],\"body\":%q}\n", strings.Repeat("The bridge opened on Monday. ", 100))
	lines := strings.Repeat(line, 100)
	b.SetBytes(int64(len(lines)))
	for b.Loop() {
		records, problems := collect(strings.NewReader(lines))
		if len(records) != 100 || problems != nil {
			b.Fatalf("%d records, %v", len(records), problems)
		}
	}
	b.ReportMetric(100*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}
