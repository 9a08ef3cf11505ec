package store

import (
	"context"
	"encoding/json"
	"iter"
	"time"

	"newsclip/clip"
)

// What becomes of the provenance log when a backup is restored. A log is a
// chain of hashes, so two of them cannot be mixed:
//
//   - Where the library's log is the beginning of the backup's (an empty one is
//     the beginning of any), the rest is appended as it stands. The chain is
//     the same chain then, and proves what it did.
//   - Otherwise the library's log stays, and each version that comes with the
//     backup gets an entry "restore" of its own: what the backup's log said of
//     it, when, and the hash of that entry, by which it can be found in the log
//     that the backup keeps.

// logMerge is what the two logs say.
type logMerge struct {
	ours   []clip.Hash
	known  map[clip.ID]int    // version → number of its last entry in the library's log
	alive  map[clip.ID]int    // clip → the same
	gone   map[clip.ID]int    // clip → number of its last deletion there
	theirs map[clip.ID]logged // by version; empty where the log was taken over
	last   clip.Hash          // of the backup's entries so far
	sound  bool               // the backup's chain is whole
}

// logged is what the backup's log says of a version.
type logged struct {
	hash, text clip.Hash
	time       time.Time
}

// Log holds the backup's log against the library's, and appends to it where
// that keeps the chain. It comes before all else.
func (r *Restore) Log(ctx context.Context, theirs iter.Seq2[LogEntry, error]) error {
	m := &r.log
	*m = logMerge{known: map[clip.ID]int{}, alive: map[clip.ID]int{}, gone: map[clip.ID]int{}, theirs: map[clip.ID]logged{}, sound: true}
	if err := r.readLog(ctx); err != nil {
		return storage("read provenance", err)
	}
	number, common := 0, 0
	err := inBatches(theirs, objectsPerBatch, func(batch []LogEntry) error {
		return r.run(ctx, func(w *writer) error {
			for _, e := range batch {
				number++
				entry := m.read(e)
				switch {
				case number <= len(m.ours):
					if m.ours[number-1] == e.Hash {
						common++
					}
				case common == len(m.ours):
					if err := r.takeOver(w, e, number, &entry); err != nil {
						return err
					}
				}
			}
			return nil
		})
	})
	if !m.sound {
		r.problem("The provenance log of the backup was changed after it was written.")
	}
	return err
}

// takeOver appends an entry of the backup's log as it stands.
func (r *Restore) takeOver(w *writer, e LogEntry, number int, entry *provenanceEntry) error {
	r.log.note(number, entry)
	if r.Dry {
		return nil
	}
	return w.exec("INSERT INTO provenance (entry, hash) VALUES (?, ?)", e.Entry, e.Hash)
}

// readLog reads the library's log.
func (r *Restore) readLog(ctx context.Context) error {
	rows, err := r.l.reader.QueryContext(ctx, "SELECT entry, hash FROM provenance ORDER BY number")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		var hash clip.Hash
		if err := rows.Scan(&text, &hash); err != nil {
			return err
		}
		r.log.ours = append(r.log.ours, hash)
		var entry provenanceEntry
		if json.Unmarshal([]byte(text), &entry) == nil {
			r.log.note(len(r.log.ours), &entry)
		}
	}
	return rows.Err()
}

// note remembers an entry of the library's log.
func (m *logMerge) note(number int, e *provenanceEntry) {
	if e.Event == eventDeletion {
		m.gone[e.Clip] = number
		return
	}
	m.known[e.Version], m.alive[e.Clip] = number, number
}

// read takes an entry of the backup's log.
func (m *logMerge) read(e LogEntry) (entry provenanceEntry) {
	m.sound = m.sound && clip.HashOf([]byte(string(m.last)+e.Entry)) == e.Hash
	m.last = e.Hash
	if json.Unmarshal([]byte(e.Entry), &entry) == nil && entry.Version != "" {
		m.theirs[entry.Version] = logged{e.Hash, entry.Text, entry.Time}
	}
	return entry
}

// deletes reports whether the library's log ends for a clip with a deletion.
func (m *logMerge) deletes(id clip.ID) bool { return m.gone[id] > m.alive[id] }

// knows reports whether the library's log speaks of a version that is there.
func (m *logMerge) knows(of, version clip.ID) bool {
	return m.known[version] > m.gone[of]
}

// recordRestored says in the log where a version came from that it does not
// know yet.
func (r *Restore) recordRestored(w *writer, v *clip.Version, text string) error {
	if r.log.knows(v.Clip, v.ID) {
		return nil
	}
	e := provenanceEntry{Event: eventRestore, Clip: v.Clip, Version: v.ID, Method: v.Source.Method, Address: v.Source.Final,
		Original: v.Source.Original, Text: clip.HashOf([]byte(text))}
	if said, ok := r.log.theirs[v.ID]; ok {
		e.Text, e.Captured, e.Log = said.text, said.time, said.hash
	}
	return w.record(e)
}
