package store

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"newsclip/clip"
)

// bulk opens a library of n clips that have no text, written past the journal:
// outlets and tags by Zipf's law, dates over ten years, a third in folders.
func bulk(b *testing.B, n int) *Library {
	b.Helper()
	l := open(b, b.TempDir())
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.1, 4, 800)
	err := l.transaction(b.Context(), func(tx *sql.Tx) error {
		w := &writer{ctx: b.Context(), tx: tx}
		for i := range 40 {
			if err := w.exec("INSERT INTO folders (id, name) VALUES (?, ?)", fmt.Sprintf("f%d", i), fmt.Sprintf("Folder %d", i)); err != nil {
				return err
			}
		}
		for i := range n {
			id, story := clip.ID(fmt.Sprintf("c%011d", i)), fmt.Sprintf("s%d", i/3)
			date := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(random.IntN(10*365*24)) * time.Hour)
			if err := w.exec("INSERT OR IGNORE INTO stories (id, name) VALUES (?, ?)", story, "Story "+story); err != nil {
				return err
			}
			if err := w.exec("INSERT INTO clips (id, captured, current, story, outlet, date, lang, image) VALUES (?, ?, ?, ?, ?, ?, 'en', 0)",
				id, millis(date), "v"+string(id), story, fmt.Sprintf("Outlet %d", zipf.Uint64()), millis(date)); err != nil {
				return err
			}
			if i%3 == 0 {
				if err := w.exec("INSERT INTO memberships (folder, clip) VALUES (?, ?)", fmt.Sprintf("f%d", zipf.Uint64()%40), id); err != nil {
					return err
				}
			}
			if err := w.exec("INSERT INTO tags (tag, clip) VALUES (?, ?)", fmt.Sprintf("tag %d", zipf.Uint64()), id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := l.writer.ExecContext(b.Context(), "ANALYZE"); err != nil {
		b.Fatal(err)
	}
	return l
}

const large = 100_000

func BenchmarkLists(b *testing.B) {
	l := bulk(b, large)
	some := make([]clip.ID, 0, 2000)
	for i := range 2000 {
		some = append(some, clip.ID(fmt.Sprintf("c%011d", i*47)))
	}
	many := make([]clip.ID, 0, 20_000)
	for i := range 20_000 {
		many = append(many, clip.ID(fmt.Sprintf("c%011d", i*5)))
	}
	q := clip.Query{}
	for name, run := range map[string]func() error{
		"facets of all":       func() error { _, err := l.Facets(b.Context(), q, time.UTC); return err },
		"facets of 2,000":     func() error { _, err := l.FacetsOf(b.Context(), q, some, time.UTC); return err },
		"facets of 20,000":    func() error { _, err := l.FacetsOf(b.Context(), q, many, time.UTC); return err },
		"list all":            func() error { _, err := l.IDs(b.Context(), q); return err },
		"first 50":            func() error { _, err := l.IDs(b.Context(), clip.Query{Limit: 50}); return err },
		"tags in use":         func() error { _, err := l.Tags(b.Context()); return err },
		"outlets in use":      func() error { _, err := l.Outlets(b.Context()); return err },
		"folders with counts": func() error { _, err := l.Folders(b.Context()); return err },
		"stories of two":      func() error { _, err := l.Stories(b.Context(), 2); return err },
		"stories of one":      func() error { _, err := l.Stories(b.Context(), 1); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
