package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"newsclip/clip"
)

// Existing says what happens when something stands at the target already.
type Existing string

// What may happen.
const (
	Refuse  Existing = ""        // nothing: the error is of kind clip.ErrExists
	Replace Existing = "replace" // it gives way, if it may be replaced
	Number  Existing = "number"  // the new one gets a number: "review 2.pdf"
)

// A Target is where an export goes. A file replaces files only, and a folder
// only one that Newsclip made and that nobody has changed or put something in
// since, or that is empty: whoever names a wrong folder loses nothing.
type Target struct {
	Path     string
	Existing Existing
}

// choose returns the path of the target, with a number where it asks for one,
// or why the format may not write there. A link leads to what it points at,
// which gives way in its place.
func (t Target) choose(f Format) (string, error) {
	if strings.TrimSpace(t.Path) == "" {
		return "", &clip.Error{Kind: clip.ErrInvalid, Message: "The export has no target.", Next: "Name a file or folder."}
	}
	first := filepath.Clean(t.Path)
	path := first
	if info, err := os.Lstat(path); err == nil && info.Mode()&fs.ModeSymlink != 0 && t.Existing == Replace {
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return "", cannotWrite(first, err)
		}
	}
	for n := 2; exists(path) && t.Existing != Replace; n++ {
		if t.Existing != Number {
			if err := sameKind(path, f.Folder != nil); err != nil {
				return "", err
			}
			return "", exist(path)
		}
		ending := f.Extension
		if !strings.HasSuffix(first, ending) {
			ending = ""
		}
		path = fmt.Sprintf("%s %d%s", strings.TrimSuffix(first, ending), n, ending)
	}
	return path, replaceable(path, f.Folder != nil)
}

// Check returns where an export in a format would be put, or why it could not
// be, as far as that is known without making one.
func (t Target) Check(f Format) (path string, err error) {
	if path, err = t.choose(f); err != nil {
		return "", err
	}
	folder := filepath.Dir(path)
	for !exists(folder) && folder != filepath.Dir(folder) {
		folder = filepath.Dir(folder) // those between are made when the document is
	}
	w, err := newWorkshop(folder, path)
	if err != nil {
		return "", cannotWrite(path, err)
	}
	w.close()
	return path, nil
}

func exist(path string) error {
	return &clip.Error{Kind: clip.ErrExists, Message: fmt.Sprintf("%s exists already.", path), Next: "Choose another name, or allow to replace it."}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// replaceable returns nil when a file, or a folder, may be put where path is.
func replaceable(path string, folder bool) error {
	if err := sameKind(path, folder); err != nil || !folder || !exists(path) {
		return err
	}
	return unchanged(path)
}

// sameKind returns nil when what stands at path, if anything does, is a file or
// a folder as the export is.
func sameKind(path string, folder bool) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return cannotWrite(path, err)
	case folder && !info.IsDir():
		return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%s is a file, and the export a folder.", path), Next: "Choose another name."}
	case !folder && info.IsDir():
		return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%s is a folder, and the export a file.", path), Next: "Name a file in it."}
	}
	return nil
}

// cannotWrite says what is wrong where a target cannot be written, as far as a
// person can do something about it.
func cannotWrite(target string, err error) error {
	message, next := "%s cannot be written.", "Check that the folder exists, that you may write there and that the disk has room."
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		message, next = "%s was not written: the disk is full.", "Make room on it, or choose a folder on another disk, and export again."
	case errors.Is(err, syscall.EROFS):
		message, next = "%s cannot be written: the disk can only be read.", "Choose a folder on another disk."
	case errors.Is(err, fs.ErrPermission):
		message, next = "%s cannot be written: you may not write in its folder.", "Choose another folder, or have its permissions changed."
	case errors.Is(err, syscall.ENOTDIR):
		message, next = "%s cannot be written: what should be a folder in its path is a file.", "Choose another folder."
	case errors.Is(err, syscall.ENAMETOOLONG):
		message, next = "%s cannot be written: its name is too long.", "Choose a shorter one."
	}
	return &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf(message, target), Next: next, Err: err}
}
