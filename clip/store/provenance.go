package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"newsclip/clip"
)

// provenanceEntry is one line of the log. Each entry's hash covers the one
// before, so none can be changed or dropped in between without a trace. It
// proves "unchanged since capture", not when or whether it is true.
type provenanceEntry struct {
	Time     time.Time   `json:"time"`
	Event    string      `json:"event"`
	Clip     clip.ID     `json:"clip"`
	Version  clip.ID     `json:"version,omitempty"`
	Method   clip.Method `json:"method,omitempty"`
	Address  string      `json:"address,omitempty"`
	Original clip.Hash   `json:"original,omitempty"`
	Text     clip.Hash   `json:"text,omitempty"` // of the body's XHTML
	// Captured and Log are for what came with a backup: when the backup's log
	// says it was captured, and the hash of that entry.
	Captured time.Time `json:"captured,omitzero"`
	Log      clip.Hash `json:"log,omitempty"`
}

// The events of the log.
const (
	eventCapture  = "capture"
	eventDeletion = "deletion"
	eventRestore  = "restore"
)

// record appends an entry to the log.
func (w *writer) record(e provenanceEntry) error {
	e.Time = w.now
	entry, err := json.Marshal(e)
	if err != nil {
		return err
	}
	var last string
	err = w.tx.QueryRowContext(w.ctx, "SELECT hash FROM provenance ORDER BY number DESC LIMIT 1").Scan(&last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("read provenance: %w", err)
	}
	_, err = w.tx.ExecContext(w.ctx, "INSERT INTO provenance (entry, hash) VALUES (?, ?)", string(entry), clip.HashOf([]byte(last+string(entry))))
	return err
}
