package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"newsclip/clip"
)

// Restoring a backup adds what is missing here and brings up to date what is
// older here. It deletes nothing, and versions never change, so that undoing it
// is to put the states back: a clip that came with it is then in the trash.

// Verdict says how a clip of a backup stands to this library.
type Verdict string

// The verdicts.
const (
	VerdictNew     Verdict = "new"     // it is not here
	VerdictSame    Verdict = "same"    // nothing differs
	VerdictUpdate  Verdict = "update"  // older here, or without one of its versions
	VerdictNewer   Verdict = "newer"   // changed here since
	VerdictDeleted Verdict = "deleted" // deleted here since, for good or into the trash
	VerdictFaulty  Verdict = "faulty"  // it cannot be read; Problems says why
)

// RestorePolicy says what to do with what changed here since; the zero value
// leaves it as it is.
type RestorePolicy struct {
	ReplaceNewer   bool // the backup's state in place of a newer one
	RestoreDeleted bool // bring back what was deleted here
}

// BackupFiles gives the files of a backup. The error of one that it does not
// have is of kind clip.ErrNotFound.
type BackupFiles interface {
	Original(clip.Hash) (io.ReadCloser, error)
	Image(clip.Hash) (io.ReadCloser, error)
	ImageType(clip.Hash) string // its media type; "" when the backup does not say
}

// Restore is one restore under way: the log first, then ObjectNames' first
// kinds, the clips, the other kinds, the queue. One goroutine at a time.
type Restore struct {
	RestorePolicy
	// Sign makes the story signature of a version that becomes current; nil:
	// none, it is made when needed.
	Sign  func(clip.ID, *clip.Version) []byte
	Files BackupFiles
	// Dry only counts.
	Dry bool

	l       *Library
	step    *Step
	deleted map[string]bool // "kind key" of what was deleted here
	stories map[clip.ID]storyRow
	folders folderMap
	coming  map[clip.ID]bool // versions that would be here now, were it not dry
	log     logMerge
	report  RestoreReport
}

// RestoreReport counts what a restore did, or would do.
type RestoreReport struct {
	Clips    map[Verdict]int // by how they stood
	Written  int             // clips brought here or changed
	Versions int             // added
	Objects  map[string]int  // added or changed, by kind
	Kept     map[string]int  // that differ and stay as they are here, by kind
	Jobs     int             // addresses added to the queue
	Problems []string        // sentences on what of the backup cannot be used
}

// Empty reports whether nothing is changed.
func (r *RestoreReport) Empty() bool { return r.Written+len(r.Objects)+r.Jobs == 0 }

// Newer counts the clips that changed here since.
func (r *RestoreReport) Newer() int { return r.Clips[VerdictNewer] }

// Deleted counts the clips that were deleted here since.
func (r *RestoreReport) Deleted() int { return r.Clips[VerdictDeleted] }

// Report says how far it has come.
func (r *Restore) Report() *RestoreReport { return &r.report }

func (r *Restore) problem(format string, arguments ...any) {
	r.report.Problems = append(r.report.Problems, fmt.Sprintf(format, arguments...))
}

// Restore begins one. action is what it is for Undo.
func (l *Library) Restore(ctx context.Context, action string, policy RestorePolicy) (*Restore, error) {
	r := &Restore{RestorePolicy: policy, l: l, step: NewStep(action), deleted: map[string]bool{}, stories: map[clip.ID]storyRow{}, coming: map[clip.ID]bool{}}
	r.report = RestoreReport{Clips: map[Verdict]int{}, Objects: map[string]int{}, Kept: map[string]int{}}
	rows, err := l.reader.QueryContext(ctx, "SELECT DISTINCT kind || ' ' || key FROM journal WHERE after = '' AND kind <> 'clip'")
	if err != nil {
		return nil, storage("read the journal", err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, storage("read the journal", err)
		}
		r.deleted[name] = true
	}
	return r, rows.Err()
}

// run runs f in a transaction of the step; dry, in one that only reads.
func (r *Restore) run(ctx context.Context, f func(*writer) error) error {
	if !r.Dry {
		return r.l.inStep(ctx, r.step, f)
	}
	tx, err := r.l.reader.BeginTx(ctx, nil)
	if err != nil {
		return storage("read the library", err)
	}
	defer tx.Rollback() // it only reads
	return f(&writer{ctx: ctx, tx: tx, now: r.l.now()})
}

// objectsPerBatch is how many objects are restored in one transaction.
const objectsPerBatch = 1000

// Objects restores the objects of a kind.
func (r *Restore) Objects(ctx context.Context, name string, objects iter.Seq2[Object, error]) error {
	kind := kindNamed(name)
	var here map[string]string
	if err := r.run(ctx, func(w *writer) (err error) { here, err = w.objects(kind.list); return err }); err != nil {
		return storage("read "+name, err)
	}
	if name == "folders" {
		r.folders.read(here)
	}
	return inBatches(objects, objectsPerBatch, func(batch []Object) error {
		return r.run(ctx, func(w *writer) error {
			for i := range batch {
				if err := r.object(w, kind, &batch[i], here); err != nil {
					return fmt.Errorf("restore %s %s: %w", kind.kind, batch[i].Key, err)
				}
			}
			return nil
		})
	})
}

// inBatches hands a stream on in batches of at most n.
func inBatches[T any](all iter.Seq2[T, error], n int, f func([]T) error) error {
	var batch []T
	for v, err := range all {
		if err != nil {
			return err
		}
		if batch = append(batch, v); len(batch) == n {
			if err := f(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return f(batch)
}

// objects returns the objects of a kind by key.
func (w *writer) objects(list string) (map[string]string, error) {
	rows, err := w.tx.QueryContext(w.ctx, list)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			return nil, err
		}
		out[key] = value
	}
	return out, rows.Err()
}

// object restores one object.
func (r *Restore) object(w *writer, kind savedKind, o *Object, here map[string]string) error {
	if kind.place != nil {
		skip, err := kind.place(r, w, o)
		if errors.Is(err, errFaulty) {
			r.problem("One of the %s cannot be read and was left out: %v.", kind.name, err)
			return nil
		}
		if err != nil || skip {
			return err
		}
	}
	old, there := here[o.Key]
	switch {
	case there && sameJSON(old, string(o.Value)):
		return nil
	case there && !r.ReplaceNewer, !there && r.deleted[kind.kind+" "+o.Key] && !r.RestoreDeleted:
		r.report.Kept[kind.name]++
		return nil
	}
	r.report.Objects[kind.name]++
	if r.Dry {
		return nil
	}
	return w.putEncoded(kind.kind, o.Key, old, string(o.Value), kind.kind == kindHighlight)
}

// errFaulty says that an object of a backup makes no sense.
var errFaulty = errors.New("it makes no sense")

// sameJSON reports whether two values are the same, however they are written.
func sameJSON(a, b string) bool {
	if a == b {
		return true
	}
	var va, vb any
	if json.Unmarshal([]byte(a), &va) != nil || json.Unmarshal([]byte(b), &vb) != nil {
		return false
	}
	one, errOne := json.Marshal(va)
	other, errOther := json.Marshal(vb)
	return errOne == nil && errOther == nil && string(one) == string(other)
}

// Jobs adds what waits or failed in the backup to the queue, unless it stands
// there already. It is no step for Undo, as the queue is not.
func (r *Restore) Jobs(ctx context.Context, jobs iter.Seq2[SavedJob, error]) error {
	return inBatches(jobs, objectsPerBatch, func(batch []SavedJob) error {
		return r.run(ctx, func(w *writer) error {
			for _, j := range batch {
				var there bool
				err := w.tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM queue WHERE url = ? AND note = ? AND data IS ?)", j.URL, j.Note, j.Data).Scan(&there)
				if err != nil {
					return err
				}
				if there {
					continue
				}
				if r.report.Jobs++; r.Dry {
					continue
				}
				if err := w.exec("INSERT INTO queue (url, name, note, data, added, tries, error) VALUES (?, ?, ?, ?, ?, ?, ?)", j.URL, j.Name, j.Note, j.Data, millis(j.Added), j.Tries, j.Error); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func isNone(err error) bool { return errors.Is(err, sql.ErrNoRows) }
