package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"unicode"

	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/ext/fts5"
)

// document is what both engines take of a clip.
type document struct {
	id, title, byline, outlet, lang, text string
	date                                  int64 // Unix seconds
}

// fulltext is SQLite FTS5 as its documentation shows it: title and text, the
// tokenizer unicode61 without accents, ranked by its BM25.
type fulltext struct{ db *sql.DB }

func openFulltext(path string, fresh bool) (*fulltext, error) {
	if fresh {
		for _, name := range []string{path, path + "-wal", path + "-shm"} {
			if err := os.RemoveAll(name); err != nil {
				return nil, err
			}
		}
	}
	db, err := driver.Open("file:"+path+"?_pragma=journal_mode(wal)&_pragma=synchronous(normal)", fts5.Register)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	f := &fulltext{db}
	if fresh {
		_, err = db.Exec(`CREATE TABLE docs (rowid INTEGER PRIMARY KEY, id TEXT, outlet TEXT, date INTEGER);
			CREATE VIRTUAL TABLE fts USING fts5(title, text, tokenize = "unicode61 remove_diacritics 2")`)
	}
	return f, err
}

func (f *fulltext) add(ctx context.Context, docs []document) error {
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, d := range docs {
		row, err := tx.ExecContext(ctx, "INSERT INTO docs (id, outlet, date) VALUES (?, ?, ?)", d.id, d.outlet, d.date)
		if err != nil {
			return err
		}
		number, err := row.LastInsertId()
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO fts (rowid, title, text) VALUES (?, ?, ?)", number, d.title, d.text); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// quoted makes FTS5 strings of words.
func quoted(words []string) []string {
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = `"` + strings.ReplaceAll(word, `"`, `""`) + `"`
	}
	return out
}

// ranked returns the ids of the best matches, with their snippets.
func (f *fulltext) ranked(ctx context.Context, match string, limit int) ([]string, error) {
	return f.ids(ctx, fmt.Sprintf(`SELECT d.id, snippet(fts, 1, '[', ']', '…', 30) FROM fts JOIN docs d ON d.rowid = fts.rowid
		WHERE fts MATCH ? ORDER BY rank LIMIT %d`, limit), match)
}

// newest returns the ids of the newest matches.
func (f *fulltext) newest(ctx context.Context, match string, limit int) ([]string, error) {
	return f.ids(ctx, fmt.Sprintf(`SELECT d.id, '' FROM fts JOIN docs d ON d.rowid = fts.rowid
		WHERE fts MATCH ? ORDER BY d.date DESC LIMIT %d`, limit), match)
}

func (f *fulltext) ids(ctx context.Context, query, match string) ([]string, error) {
	rows, err := f.db.QueryContext(ctx, query, match)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id, snippet string
		if err := rows.Scan(&id, &snippet); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// known answers a known-item query: all words, then any of them.
func (f *fulltext) known(ctx context.Context, text string, limit int) ([]string, error) {
	words := quoted(strings.FieldsFunc(text, unicode.IsSpace))
	ids, err := f.ranked(ctx, strings.Join(words, " AND "), limit)
	if err != nil || len(ids) >= limit {
		return ids, err
	}
	more, err := f.ranked(ctx, strings.Join(words, " OR "), limit)
	seen := map[string]bool{}
	for _, id := range ids {
		seen[id] = true
	}
	for _, id := range more {
		if !seen[id] && len(ids) < limit {
			ids = append(ids, id)
		}
	}
	return ids, err
}

func (f *fulltext) close() error { return f.db.Close() }
