package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"newsclip/clip"
)

func (l *Library) originals() string { return filepath.Join(l.dir, "originals") }
func (l *Library) images() string    { return filepath.Join(l.dir, "images") }

// blobPath is where a file stands: 256 folders keep each one small.
func blobPath(root string, hash clip.Hash) string {
	return filepath.Join(root, string(hash[:2]), string(hash))
}

// temporary begins the names of files that are being written. One that is there
// when nobody writes was left by a crash.
const temporary = ".new-"

// putBlob writes data under its hash, durably, in this order: bytes to a
// temporary name; sync of the bytes; rename; sync of the folder; sync of the
// folder above, where the folder may be new. Each step may only rely on those
// before it: without the first sync a power loss could leave the name with
// torn bytes, without the second no name, without the third no folder. The
// caller commits the row that names the file after that, so that no row ever
// points at what a power loss could take (see package comment).
//
// What is there already stays, but only after it was read back, and the
// folders are synced all the same: it may be there because a try before this
// one failed, or was killed, between rename and sync.
func (l *Library) putBlob(root string, data []byte) (clip.Hash, error) {
	if l.readonly != nil {
		return "", l.readonly
	}
	hash := clip.HashOf(data)
	path := blobPath(root, hash)
	folder := filepath.Dir(path)
	if err := l.disk.Mkdir(folder); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", l.failed("make a folder in the library", err)
	}
	if !l.whole(path, hash) {
		write := func(file io.Writer) error { _, err := file.Write(data); return err }
		if err := l.writeDurably(folder, path, write); err != nil {
			return "", l.failed("write a file in the library", err)
		}
	}
	for _, folder := range []string{folder, root} {
		if err := l.disk.Sync(folder); err != nil {
			return "", l.failed("write a file in the library", err)
		}
	}
	return hash, nil
}

// whole reports whether a file is there and is what its hash says.
func (l *Library) whole(path string, hash clip.Hash) bool {
	there, err := l.readFile(path)
	return err == nil && clip.HashOf(there) == hash
}

func (l *Library) readFile(path string) ([]byte, error) {
	file, err := l.disk.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

// writeDurably gives a file its name when its bytes are synced.
func (l *Library) writeDurably(folder, path string, write func(io.Writer) error) (err error) {
	file, err := l.disk.Create(folder)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			file.Close()
			l.disk.Remove(file.Name())
		}
	}()
	if err = write(file); err != nil {
		return err
	}
	if err = file.Sync(); err != nil {
		return err
	}
	if err = file.Close(); err != nil {
		return err
	}
	return l.disk.Rename(file.Name(), path)
}

// readBlob reads a file and holds it against its name.
func (l *Library) readBlob(root string, hash clip.Hash) ([]byte, error) {
	if len(hash) != len(clip.HashOf(nil)) || filepath.Base(string(hash)) != string(hash) {
		return nil, &clip.Error{Kind: clip.ErrNotFound, Message: "This file was not kept."}
	}
	data, err := l.readFile(blobPath(root, hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &clip.Error{Kind: clip.ErrNotFound, Message: "This file is missing from the library.", Next: "newsclip verify lists what is missing.", Err: err}
	}
	if err != nil {
		return nil, l.failed("read a file in the library", err)
	}
	if clip.HashOf(data) != hash {
		return nil, &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("The file %s has changed since it was kept.", hash), Next: "Restore it from a backup."}
	}
	return data, nil
}

// putOriginal writes a version's original and notes its hash.
func (l *Library) putOriginal(v *clip.Version, data []byte) (err error) {
	if data != nil {
		v.Source.Original, err = l.putBlob(l.originals(), data)
	}
	return err
}

// Original returns the bytes that a capture was made from.
func (l *Library) Original(_ context.Context, hash clip.Hash) ([]byte, error) {
	return l.readBlob(l.originals(), hash)
}

// PutImage keeps an image and returns its hash.
func (l *Library) PutImage(ctx context.Context, data []byte, mediaType string) (clip.Hash, error) {
	l.sweeping.RLock()
	defer l.sweeping.RUnlock()
	hash, err := l.putBlob(l.images(), data)
	if err != nil {
		return "", err
	}
	return hash, l.transaction(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO images (hash, media_type) VALUES (?, ?)", hash, mediaType)
		return err
	})
}

// Image returns the bytes and media type of an image.
func (l *Library) Image(ctx context.Context, hash clip.Hash) ([]byte, string, error) {
	var mediaType string
	err := l.reader.QueryRowContext(ctx, "SELECT media_type FROM images WHERE hash = ?", hash).Scan(&mediaType)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, "", &clip.Error{Kind: clip.ErrNotFound, Message: "This image was not kept."}
	}
	if err != nil {
		return nil, "", storage("find an image", err)
	}
	data, err := l.readBlob(l.images(), hash)
	return data, mediaType, err
}
