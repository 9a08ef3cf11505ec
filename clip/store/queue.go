package store

import (
	"context"
	"database/sql"
	"time"
)

// Job is an address in the queue, or bytes that were handed over. It leaves the
// queue in the transaction that keeps its clip, so that a crash loses neither.
type Job struct {
	ID    int64
	URL   string // empty for bytes
	Name  string // what people call bytes
	Note  string // what the caller needs to go on with it
	Added time.Time
	Tries int
	Error string // why the last try failed; empty: not tried yet
}

// Wanted is an address for the queue, or bytes with a name, and a note for
// whoever goes on with it.
type Wanted struct {
	URL, Name, Note string
	Data            []byte
}

// Enqueue adds addresses and bytes to the queue; they are durable when it
// returns. What failed there before starts anew.
func (l *Library) Enqueue(ctx context.Context, wanted []Wanted) ([]Job, error) {
	jobs := make([]Job, len(wanted))
	err := l.transaction(ctx, func(tx *sql.Tx) error {
		if err := forgetFailed(ctx, tx, wanted); err != nil {
			return err
		}
		for i, w := range wanted {
			jobs[i] = Job{URL: w.URL, Name: w.Name, Note: w.Note, Added: l.now()}
			result, err := tx.ExecContext(ctx, "INSERT INTO queue (url, name, note, added, data) VALUES (?, ?, ?, ?, ?)", w.URL, w.Name, w.Note, millis(jobs[i].Added), w.Data)
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
// queue, and the same bytes. It reads the queue once, however many there are.
func forgetFailed(ctx context.Context, tx *sql.Tx, wanted []Wanted) error {
	again := map[string]bool{}
	for _, w := range wanted {
		again[w.URL+"\n"+string(w.Data)] = true
	}
	rows, err := tx.QueryContext(ctx, "SELECT id, url, coalesce(data, x'') FROM queue WHERE error <> ''")
	if err != nil {
		return err
	}
	defer rows.Close()
	var stale []int64
	for rows.Next() {
		var id int64
		var url string
		var data sql.RawBytes
		if err := rows.Scan(&id, &url, &data); err != nil {
			return err
		}
		if again[url+"\n"+string(data)] {
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

// JobData returns the bytes of a job; none for an address.
func (l *Library) JobData(ctx context.Context, job int64) (data []byte, err error) {
	if err = l.reader.QueryRowContext(ctx, "SELECT data FROM queue WHERE id = ?", job).Scan(&data); err != nil {
		err = storage("read the queue", err)
	}
	return data, err
}

// Waiting returns the queue, oldest first.
func (l *Library) Waiting(ctx context.Context) ([]Job, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT id, url, name, note, added, tries, error FROM queue ORDER BY id")
	if err != nil {
		return nil, storage("read the queue", err)
	}
	defer rows.Close()
	var out []Job
	for rows.Next() {
		var j Job
		var added int64
		if err := rows.Scan(&j.ID, &j.URL, &j.Name, &j.Note, &added, &j.Tries, &j.Error); err != nil {
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
