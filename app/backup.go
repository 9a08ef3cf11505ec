package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"newsclip/clip"
	"newsclip/clip/archive"
	"newsclip/clip/store"
)

// BackupOptions are the choices for a backup.
type BackupOptions struct {
	Overwrite bool                  // what stands at its place
	Progress  func(done, total int) // in clips and files; nil is fine
}

// Backup writes the whole library into one file, as it stands at this moment;
// changes go on meanwhile. The file appears whole or not at all. The head says
// what it holds, and which files of the library were missing.
func (a *App) Backup(ctx context.Context, path string, o BackupOptions) (head archive.Head, err error) {
	if err := a.roomForBackup(path); err != nil {
		return head, err
	}
	snapshot, err := a.library.Snapshot(ctx)
	if err != nil {
		return head, err
	}
	defer snapshot.Close()
	b := &backup{app: a, ctx: ctx, from: snapshot, progress: o.Progress, images: map[clip.Hash]string{}, originals: map[clip.Hash]string{}}
	err = archive.WriteFile(ctx, path, a.clock().UTC(), o.Overwrite, func(w *archive.Writer) (archive.Head, error) {
		b.to = w
		err := b.write()
		return b.head, err
	})
	return b.head, err
}

// backup is one backup under way.
type backup struct {
	app      *App
	ctx      context.Context
	from     *store.Snapshot
	to       *archive.Writer
	head     archive.Head
	stories  map[clip.ID]string // of several clips: their names
	folders  map[clip.ID]string
	images   map[clip.Hash]string // that the clips name: their names in the backup
	original []named              // originals in the order in which they were met
	image    []named
	// originals are the names of those met.
	originals   map[clip.Hash]string
	progress    func(done, total int)
	done, total int
	parts       int // files of clips
}

// named is a file of the library and its name in the backup.
type named struct {
	hash clip.Hash
	name string
}

func (b *backup) write() error {
	count, err := b.from.Count()
	if err != nil {
		return err
	}
	b.head.Program = Version
	b.total = count.Clips + count.Images + count.Versions // originals: about one a version
	if b.stories, err = b.from.Stories(); err != nil {
		return err
	}
	for _, part := range []func() error{b.readme, b.objects, b.clips, b.imageTypes, b.files, b.log, b.lists} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

func (b *backup) step() error {
	b.done++
	if b.progress != nil {
		b.progress(min(b.done, b.total), b.total)
	}
	return b.ctx.Err()
}

func (b *backup) readme() error { return b.to.File("README.txt", []byte(archive.Readme)) }

// dataName is the name of a file of JSON lines in a backup.
func dataName(name string) string { return "data/" + name + ".jsonl" }

// objects writes everything that stands beside the clips.
func (b *backup) objects() error {
	before, after := store.ObjectNames()
	for _, name := range slices.Concat(before, after) {
		if err := writeLines(b, dataName(name), b.from.Objects(name)); err != nil {
			return err
		}
	}
	return writeLines(b, dataName("queue"), b.from.Jobs())
}

func (b *backup) log() error { return writeLines(b, "provenance.jsonl", b.from.Log()) }

// writeLines writes a stream as a file of JSON lines.
func writeLines[T any](b *backup, name string, all func(func(T, error) bool)) error {
	add, err := b.to.Lines(name)
	if err != nil {
		return err
	}
	for v, err := range all {
		if err == nil {
			err = b.ctx.Err()
		}
		if err == nil {
			err = add(v)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// files copies the originals and images that the clips name.
func (b *backup) files() error {
	for _, original := range b.original {
		kept, err := b.file(original, false, b.app.library.OpenOriginal)
		if err != nil {
			return err
		}
		b.head.Originals += kept
	}
	for _, image := range b.image {
		kept, err := b.file(image, true, b.app.library.OpenImage)
		if err != nil {
			return err
		}
		b.head.Images += kept
	}
	return nil
}

// file copies a file; one that the library should have and has not, or that is
// damaged, is noted and left as it is. It returns how many files it copied.
func (b *backup) file(f named, packed bool, open func(clip.Hash) (io.ReadCloser, error)) (int, error) {
	in, err := open(f.hash)
	if err != nil {
		b.head.Missing = append(b.head.Missing, f.name)
		return 0, b.step()
	}
	defer in.Close()
	out, err := b.to.Create(f.name, packed)
	if err != nil {
		return 0, err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(out, sum), in); err != nil {
		return 0, fmt.Errorf("copy %s: %w", f.name, err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != string(f.hash) {
		b.head.Missing = append(b.head.Missing, f.name+" (damaged)")
	}
	return 1, b.step()
}

// roomForBackup refuses a backup for which the disk has certainly no room:
// images do not shrink, text does to a quarter or less.
func (a *App) roomForBackup(path string) error {
	originals, images, database := a.library.Sizes()
	need := images + (originals+database)/8
	free, err := freeSpace(filepath.Dir(path))
	if errors.Is(err, os.ErrNotExist) {
		return &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is no folder %s.", filepath.Dir(path)), Next: "Make it, or choose another."}
	}
	if err != nil || free >= need {
		return nil // where nobody knows, writing will tell
	}
	return noRoom("the backup", filepath.Dir(path), need, free)
}

func noRoom(what, folder string, need, free int64) error {
	return &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("The disk of %s has no room for %s: it needs about %s, and %s are free.", folder, what, bytesPhrase(need), bytesPhrase(free)),
		Next: "Make room, or choose another disk. Nothing was changed."}
}

// bytesPhrase says a number of bytes as people do, "820 kB", "14 MB".
func bytesPhrase(n int64) string {
	if n < 10_000_000 {
		return fmt.Sprintf("%d kB", (n+999)/1000)
	}
	return fmt.Sprintf("%d MB", n/1_000_000)
}
