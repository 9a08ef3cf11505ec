package app

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ReadOnly returns nil for a library that may be changed, else an error that
// says why not and what to do, which every change returns.
func (a *App) ReadOnly() error { return a.library.ReadOnly() }

// Notices are what a person should be told when the library is opened: that it
// may only be read, or that it was brought up to date, and where the copy is.
func (a *App) Notices() []string {
	var out []string
	if err := a.ReadOnly(); err != nil {
		out = append(out, Sentence(err))
	}
	if copied := a.library.Migrated(); copied != "" {
		out = append(out, fmt.Sprintf("The library was brought up to date. As it was before, it is kept in %s until the next time.", copied))
	}
	return out
}

// indexFolder returns where the index is. That of a library that may only be
// read is a mirror in a temporary folder, which remove takes away: Bleve wants
// to write, and what the index has not followed yet must go somewhere.
func indexFolder(dir string, readOnly bool) (folder string, remove func(), err error) {
	folder = filepath.Join(dir, "index")
	if !readOnly {
		return folder, func() {}, nil
	}
	temporary, err := os.MkdirTemp("", "newsclip-")
	if err != nil {
		return "", nil, fmt.Errorf("make a folder for the index: %w", err)
	}
	remove = func() { os.RemoveAll(temporary) } // what is left, the system clears
	mirrored := filepath.Join(temporary, "index")
	if err := mirror(folder, mirrored); err != nil {
		os.RemoveAll(mirrored) // it is made anew from the texts
	}
	return mirrored, remove, nil
}

// mirror makes a folder like another. Segments, which are large and never
// written again, are linked; Bleve removes the link, not the file.
func mirror(from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, below)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		if filepath.Ext(path) == ".zap" && os.Symlink(path, target) == nil {
			return nil
		}
		return copyFile(path, target)
	})
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	if closed := target.Close(); err == nil {
		err = closed
	}
	return err
}
