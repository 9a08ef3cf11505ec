package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"newsclip/clip"
)

func (l *Library) originals() string { return filepath.Join(l.dir, "originals") }
func (l *Library) images() string    { return filepath.Join(l.dir, "images") }

// blobPath is where a file stands: 256 folders keep each one small.
func blobPath(root string, hash clip.Hash) string {
	return filepath.Join(root, string(hash[:2]), string(hash))
}

// putBlob writes data under its hash, durably: temporary name, sync, rename,
// sync of the folder. What is there already stays.
func putBlob(root string, data []byte) (clip.Hash, error) {
	hash := clip.HashOf(data)
	path := blobPath(root, hash)
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(data)) {
		return hash, nil
	}
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", storage("make a folder in the library", err)
	}
	if err := writeDurably(folder, path, data); err != nil {
		return "", storage("write a file in the library", err)
	}
	// A fresh folder's own name must last too.
	return hash, errors.Join(syncFolder(folder), syncFolder(root))
}

func writeDurably(folder, path string, data []byte) (err error) {
	file, err := os.CreateTemp(folder, ".new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	if _, err = file.Write(data); err != nil {
		return err
	}
	if err = file.Sync(); err != nil {
		return err
	}
	if err = file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

func syncFolder(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return storage("sync a folder in the library", err)
	}
	defer d.Close()
	// Some file systems cannot sync a folder; they order renames themselves.
	if err := d.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) {
		return storage("sync a folder in the library", err)
	}
	return nil
}

// readBlob reads a file and holds it against its name.
func readBlob(root string, hash clip.Hash) ([]byte, error) {
	if len(hash) != len(clip.HashOf(nil)) || filepath.Base(string(hash)) != string(hash) {
		return nil, &clip.Error{Kind: clip.ErrNotFound, Message: "This file was not kept."}
	}
	data, err := os.ReadFile(blobPath(root, hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &clip.Error{Kind: clip.ErrNotFound, Message: "This file is missing from the library.", Next: "newsclip verify lists what is missing.", Err: err}
	}
	if err != nil {
		return nil, storage("read a file in the library", err)
	}
	if clip.HashOf(data) != hash {
		return nil, &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("The file %s has changed since it was kept.", hash), Next: "Restore it from a backup."}
	}
	return data, nil
}

// putOriginal writes a version's original and notes its hash.
func (l *Library) putOriginal(v *clip.Version, data []byte) (err error) {
	if data != nil {
		v.Source.Original, err = putBlob(l.originals(), data)
	}
	return err
}

// Original returns the bytes that a capture was made from.
func (l *Library) Original(_ context.Context, hash clip.Hash) ([]byte, error) {
	return readBlob(l.originals(), hash)
}

// PutImage keeps an image and returns its hash.
func (l *Library) PutImage(ctx context.Context, data []byte, mediaType string) (clip.Hash, error) {
	hash, err := putBlob(l.images(), data)
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
	data, err := readBlob(l.images(), hash)
	return data, mediaType, err
}
