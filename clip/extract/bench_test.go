package extract

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkHTML cleans the pages of testdata; pages/s is what counts.
func BenchmarkHTML(b *testing.B) {
	paths, err := filepath.Glob("testdata/*/page.html")
	if err != nil || len(paths) == 0 {
		b.Fatalf("no pages: %v", err)
	}
	var pages [][]byte
	size := 0
	for _, path := range paths {
		page, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		pages, size = append(pages, page), size+len(page)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, page := range pages {
			if _, err := HTML(b.Context(), Page{URL: "https://post.example/a", Data: page}); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
}
