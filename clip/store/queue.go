package store

import (
	"context"
	"database/sql"
	"time"
)

// Job is an address in the queue. It leaves the queue in the transaction that
// keeps its clip, so that a crash loses neither.
type Job struct {
	ID    int64
	URL   string
	Note  string // what the caller needs to go on with it
	Added time.Time
	Tries int
	Error string // why the last try failed; empty: not tried yet
}

// Wanted is an address for the queue, with a note for whoever goes on with it.
type Wanted struct{ URL, Note string }

// Enqueue adds addresses to the queue; they are durable when it returns. One
// that failed there before starts anew.
func (l *Library) Enqueue(ctx context.Context, wanted []Wanted) ([]Job, error) {
	jobs := make([]Job, len(wanted))
	err := l.transaction(ctx, func(tx *sql.Tx) error {
		if err := forgetFailed(ctx, tx, wanted); err != nil {
			return err
		}
		for i, w := range wanted {
			jobs[i] = Job{URL: w.URL, Note: w.Note, Added: l.clock().UTC()}
			result, err := tx.ExecContext(ctx, "INSERT INTO queue (url, note, added) VALUES (?, ?, ?)", w.URL, w.Note, millis(jobs[i].Added))
			if err != nil {
				return err
			}
			if jobs[i].ID, err = result.LastInsertId(); err != nil {
				return err
			}
		}
		return nil
	})
	return jobs, err
}

// forgetFailed takes those of the addresses that failed before out of the
// queue. It reads the queue once, however many there are.
func forgetFailed(ctx context.Context, tx *sql.Tx, wanted []Wanted) error {
	again := map[string]bool{}
	for _, w := range wanted {
		again[w.URL] = true
	}
	rows, err := tx.QueryContext(ctx, "SELECT id, url FROM queue WHERE error <> ''")
	if err != nil {
		return err
	}
	defer rows.Close()
	var stale []int64
	for rows.Next() {
		var id int64
		var url string
		if err := rows.Scan(&id, &url); err != nil {
			return err
		}
		if again[url] {
			stale = append(stale, id)
		}
	}
	for _, id := range stale {
		if _, err := tx.ExecContext(ctx, "DELETE FROM queue WHERE id = ?", id); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Waiting returns the queue, oldest first.
func (l *Library) Waiting(ctx context.Context) ([]Job, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT id, url, note, added, tries, error FROM queue ORDER BY id")
	if err != nil {
		return nil, storage("read the queue", err)
	}
	defer rows.Close()
	var out []Job
	for rows.Next() {
		var j Job
		var added int64
		if err := rows.Scan(&j.ID, &j.URL, &j.Note, &added, &j.Tries, &j.Error); err != nil {
			return nil, storage("read the queue", err)
		}
		j.Added = fromMillis(added)
		out = append(out, j)
	}
	return out, rows.Err()
}

// Finish takes an address out of the queue.
func (l *Library) Finish(ctx context.Context, job int64) error {
	return l.transaction(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM queue WHERE id = ?", job)
		return err
	})
}

// Fail notes why an address failed; it stays in the queue.
func (l *Library) Fail(ctx context.Context, job int64, message string) error {
	return l.transaction(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE queue SET tries = tries + 1, error = ? WHERE id = ?", message, job)
		return err
	})
}
