package archive

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/klauspost/compress/flate"

	"newsclip/clip"
)

// Format and Version name the format; a reader refuses a higher version.
const (
	Format  = "newsclip backup"
	Version = 1
)

// The names of the files that every backup has.
const (
	headName = "newsclip.json"
	sumsName = "SHA256SUMS.txt"
)

// Head says what a backup is and holds.
type Head struct {
	Format    string    `json:"format"`
	Version   int       `json:"version"`
	Program   string    `json:"program"` // the version of Newsclip that made it
	Made      time.Time `json:"made"`
	Clips     int       `json:"clips"`
	Versions  int       `json:"versions"`
	Originals int       `json:"originals"`
	Images    int       `json:"images"`
	// Missing names files that the library should have had and did not.
	Missing []string `json:"missing,omitempty"`
}

// Writer writes the files of a backup one after the other.
type Writer struct {
	zip  *zip.Writer
	made time.Time
	sums []sum
	open *entry
}

type sum struct {
	name string
	hash [sha256.Size]byte
}

// level is how hard text is compressed: a quarter larger than the hardest, in
// a third of its time.
const level = 5

// NewWriter begins a backup on w; made is the time that its files bear.
func NewWriter(w io.Writer, made time.Time) *Writer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, level) })
	return &Writer{zip: z, made: made}
}

// entry is the file that is being written.
type entry struct {
	out  io.Writer
	name string
	sum  hash.Hash
}

// Write writes bytes of the file.
func (e *entry) Write(p []byte) (int, error) {
	e.sum.Write(p)
	return e.out.Write(p)
}

// Create begins a file and ends the one before; packed says that its bytes are
// compressed already.
func (w *Writer) Create(name string, packed bool) (io.Writer, error) {
	w.finish()
	header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: w.made}
	if packed {
		header.Method = zip.Store
	}
	out, err := w.zip.CreateHeader(header)
	if err != nil {
		return nil, err
	}
	w.open = &entry{out, name, sha256.New()}
	return w.open, nil
}

// finish notes the hash of the file that was being written.
func (w *Writer) finish() {
	if w.open != nil {
		w.sums = append(w.sums, sum{w.open.name, [sha256.Size]byte(w.open.sum.Sum(nil))})
		w.open = nil
	}
}

// File writes a whole file.
func (w *Writer) File(name string, data []byte) error {
	out, err := w.Create(name, false)
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return err
}

// Lines begins a file of JSON lines; each call of add writes one.
func (w *Writer) Lines(name string) (add func(any) error, err error) {
	out, err := w.Create(name, false)
	if err != nil {
		return nil, err
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode, nil
}

// Close writes what the backup is and the list of hashes.
func (w *Writer) Close(head Head) error {
	head.Format, head.Version, head.Made = Format, Version, w.made
	data, err := json.MarshalIndent(head, "", "  ")
	if err != nil {
		return err
	}
	if err := w.File(headName, append(data, '\n')); err != nil {
		return err
	}
	w.finish()
	list, err := w.zip.CreateHeader(&zip.FileHeader{Name: sumsName, Method: zip.Deflate, Modified: w.made})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(list)
	for _, s := range w.sums {
		fmt.Fprintf(out, "%s  %s\n", hex.EncodeToString(s.hash[:]), s.name)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return w.zip.Close()
}

// WriteFile makes a backup at path: beside it under a temporary name, synced
// and renamed, so that it is there whole or not at all. What stands at path
// stays unless overwrite is set.
func WriteFile(ctx context.Context, path string, made time.Time, overwrite bool, write func(*Writer) (Head, error)) error {
	if err := checkTarget(path, overwrite); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".newsclip-backup-*")
	if err != nil {
		return cannotWrite(path, err)
	}
	defer os.Remove(file.Name()) // gone already after the rename
	defer file.Close()
	out := bufio.NewWriterSize(file, 1<<18)
	w := NewWriter(out, made)
	head, err := write(w)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = w.Close(head)
	}
	if err == nil {
		err = place(out, file, path)
	}
	return cannotWrite(path, err)
}

func checkTarget(path string, overwrite bool) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return cannotWrite(path, err)
	case info.IsDir():
		return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%s is a folder, not a file.", path), Next: "Name a file in it, such as " + filepath.Join(path, "newsclip.zip") + "."}
	case !overwrite:
		return &clip.Error{Kind: clip.ErrExists, Message: fmt.Sprintf("%s exists already.", path), Next: "Choose another name, or allow to replace it."}
	}
	return nil
}

// cannotWrite says why a backup could not be written; nil stays nil, and an
// error for people stays what it is.
func cannotWrite(path string, err error) error {
	var ours *clip.Error
	if err == nil || errors.As(err, &ours) || errors.Is(err, context.Canceled) {
		return err
	}
	next := "Check that the folder exists, that you may write there and that the disk has room."
	if errors.Is(err, syscall.ENOSPC) {
		next = "The disk is full: make room, or choose another. What was there before is as it was."
	}
	return &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("The backup %s cannot be written.", path), Next: next, Err: err}
}

// place makes the finished file durable under its name.
func place(out *bufio.Writer, file *os.File, path string) error {
	if err := out.Flush(); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) { // some file systems order renames themselves
		return err
	}
	return nil
}
