package app

import (
	"context"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/archive"
	"newsclip/clip/store"
	"newsclip/clip/story"
)

// RestoreOptions are the choices for restoring a backup.
type RestoreOptions struct {
	store.RestorePolicy
	// Damaged restores what is whole of a backup that is not; without it such a
	// backup changes nothing.
	Damaged  bool
	Progress func(done, total int) // in clips; nil is fine
	// Each is told of every clip how it stands, or stood; nil is fine.
	Each func(id clip.ID, verdict Verdict)
}

// Verdict says how a clip of a backup stands to the library.
type Verdict = store.Verdict

// RestoreReport counts what a restore did, or would do.
type RestoreReport = store.RestoreReport

// A Backup is an open backup that was checked.
type Backup struct {
	Head   archive.Head
	Faulty []string // names of files in it that are damaged or missing
	app    *App
	reader *archive.Reader
	types  map[clip.Hash]string // of images
}

// OpenBackup opens a backup and reads every file in it against its hash.
// Nothing of it is used before that is done.
func (a *App) OpenBackup(ctx context.Context, path string, progress func(done, total int)) (*Backup, error) {
	reader, err := archive.Open(path)
	if err != nil {
		return nil, err
	}
	b := &Backup{Head: reader.Head, app: a, reader: reader, types: map[clip.Hash]string{}}
	if b.Faulty, err = reader.Verify(ctx, progress); err == nil {
		err = b.readTypes()
	}
	if err != nil {
		reader.Close()
		return nil, err
	}
	return b, nil
}

// Close closes the file.
func (b *Backup) Close() error { return b.reader.Close() }

func (b *Backup) readTypes() error {
	if b.isFaulty(dataName("images")) {
		return nil
	}
	for line, err := range archive.Lines[imageType](b.reader, dataName("images")) {
		if err != nil {
			return err
		}
		b.types[line.Hash] = line.MediaType
	}
	return nil
}

func (b *Backup) isFaulty(name string) bool { return slices.Contains(b.Faulty, name) }

// Original opens an original. It is part of store.BackupFiles, as the next two
// are.
func (b *Backup) Original(hash clip.Hash) (io.ReadCloser, error) { return b.reader.Original(hash) }

// Image opens an image.
func (b *Backup) Image(hash clip.Hash) (io.ReadCloser, error) { return b.reader.Image(hash) }

// ImageType returns an image's media type.
func (b *Backup) ImageType(hash clip.Hash) string { return b.types[hash] }

// Plan says what Restore would do, and changes nothing.
func (b *Backup) Plan(ctx context.Context, o RestoreOptions) (*RestoreReport, error) {
	return b.restore(ctx, o, true)
}

// Restore brings what the backup holds into the library: what is missing here,
// and what is older here. What changed or was deleted here since stays so
// unless the options say otherwise. It is one step for Undo while nothing else
// is done meanwhile. A restore that was cut off can be run again.
func (b *Backup) Restore(ctx context.Context, o RestoreOptions) (*RestoreReport, error) {
	if err := b.usable(o); err != nil {
		return nil, err
	}
	return b.restore(ctx, o, false)
}

// usable refuses a damaged backup unless what is whole of it is asked for, and
// one for which the disk has no room.
func (b *Backup) usable(o RestoreOptions) error {
	if len(b.Faulty) > 0 && !o.Damaged {
		return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("The backup is damaged: %s in it %s not what it was. Nothing was changed.", listed(b.Faulty), isOrAre(len(b.Faulty))),
			Next: "Choose another backup, or have what is whole of this one restored."}
	}
	need := int64(min(b.reader.Size(), 1<<62))
	if free, err := freeSpace(b.app.Dir()); err == nil && free < need {
		return noRoom("what the backup holds", b.app.Dir(), need, free)
	}
	return nil
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// listed names the first few of names.
func listed(names []string) string {
	const few = 3
	if len(names) <= few {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:few], ", "), len(names)-few)
}

func (b *Backup) restore(ctx context.Context, o RestoreOptions, dry bool) (*RestoreReport, error) {
	r, err := b.app.library.Restore(ctx, "Restore a backup", o.RestorePolicy)
	if err != nil {
		return nil, err
	}
	r.Dry, r.Files, r.Sign = dry, b, sign
	run := &restoring{backup: b, ctx: ctx, to: r, options: o}
	before, after := store.ObjectNames()
	err = run.alone(func() error {
		if err := r.Log(ctx, linesOf[store.LogEntry](b, "provenance.jsonl")); err != nil {
			return err
		}
		return run.objects(before)
	})
	if err == nil {
		err = run.clips()
	}
	if err == nil {
		err = run.alone(func() error { return run.rest(after) })
	}
	return r.Report(), err
}

// restoring is one restore under way.
type restoring struct {
	backup  *Backup
	ctx     context.Context
	to      *store.Restore
	options RestoreOptions
	done    int
}

// alone runs a part as the one change under way; what only counts needs no
// such care.
func (r *restoring) alone(f func() error) error {
	if r.to.Dry {
		return f()
	}
	return r.backup.app.change(r.ctx, f)
}

// rest restores what names clips, and the queue.
func (r *restoring) rest(names []string) error {
	before, err := r.backup.app.library.Links(r.ctx)
	if err != nil {
		return err
	}
	if err := r.objects(names); err != nil {
		return err
	}
	if err := r.to.Jobs(r.ctx, linesOf[store.SavedJob](r.backup, dataName("queue"))); err != nil || r.to.Dry {
		return err
	}
	return r.backup.app.relearn(r.ctx, before)
}

func (r *restoring) objects(names []string) error {
	for _, name := range names {
		if err := r.to.Objects(r.ctx, name, linesOf[store.Object](r.backup, dataName(name))); err != nil {
			return err
		}
	}
	return r.ctx.Err()
}

func (r *restoring) clips() error {
	for _, name := range r.backup.reader.Names(path.Join("data", "clips") + "/") {
		if err := r.to.Clips(r.ctx, linesOf[store.SavedClip](r.backup, name), r.each, r.alone); err != nil {
			return err
		}
	}
	return nil
}

func (r *restoring) each(saved *store.SavedClip, verdict store.Verdict) {
	r.done++
	if r.options.Each != nil {
		r.options.Each(saved.ID, verdict)
	}
	if r.options.Progress != nil {
		r.options.Progress(r.done, max(r.done, r.backup.Head.Clips))
	}
}

// linesOf reads a file of lines; a damaged one is left out, which was asked
// for.
func linesOf[T any](b *Backup, name string) iter.Seq2[T, error] {
	if b.isFaulty(name) {
		return func(func(T, error) bool) {}
	}
	return archive.Lines[T](b.reader, name)
}

// sign makes the story signature of a version; without one it is made when the
// grouping is.
func sign(id clip.ID, v *clip.Version) []byte {
	data, err := story.Sign(document(id, v)).MarshalBinary()
	if err != nil {
		return nil
	}
	return data
}
