package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/ncruces/go-sqlite3"

	"newsclip/clip"
)

// A fault is what can be wrong with a disk, as far as a person can do
// something about it.
type fault int

const (
	unknown  fault = iota
	full           // no room, or over the quota
	readonly       // the disk, the folder or a file
	gone           // the folder, with the disk or without
	device         // the disk reports an error of its own
	damaged        // the database is not what SQLite wrote
)

// faultOf tells from an error what is wrong.
func faultOf(err error) fault {
	is := func(targets ...error) bool {
		for _, target := range targets {
			if errors.Is(err, target) {
				return true
			}
		}
		return false
	}
	switch {
	case err == nil:
		return unknown
	case is(errGone):
		return gone
	case is(syscall.ENOSPC, syscall.EDQUOT, sqlite3.FULL):
		return full
	case is(syscall.EROFS, fs.ErrPermission, sqlite3.READONLY):
		return readonly
	case is(syscall.EIO, sqlite3.IOERR):
		return device
	case is(sqlite3.CORRUPT, sqlite3.NOTADB):
		return damaged
	}
	return unknown
}

// errGone is the cause where the library folder is not there any more, or is
// another one.
var errGone = errors.New("the library folder is not the one that was opened")

// words say what is wrong and what to do about it.
func (f fault) words() (cause, next string) {
	switch f {
	case full:
		return "the disk is full", "Make room on it and try again. What was kept before is safe."
	case readonly:
		return "the library folder may not be written", "Check its permissions, or that its disk is not read-only. What was kept before is safe."
	case gone:
		return "the library folder is gone, or another one is in its place", "Connect its disk again or put the folder back, then start Newsclip again."
	case device:
		return "the disk reported an error", "Check the disk, then start Newsclip again; newsclip verify says whether anything was harmed."
	case damaged:
		return "the library's database is damaged", "Run newsclip verify, and restore the library from a backup."
	}
	return "", "Check that the disk has room and that the library folder is there and may be written."
}

// storage makes err, unless it is one for people already, an error that says
// what failed, why, and what to do.
func storage(operation string, err error) error {
	var ours *clip.Error
	if errors.As(err, &ours) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	cause, next := faultOf(err).words()
	message := fmt.Sprintf("Newsclip could not %s.", operation)
	if cause != "" {
		message = fmt.Sprintf("Newsclip could not %s: %s.", operation, cause)
	}
	return &clip.Error{Kind: clip.ErrStorage, Message: message, Next: next, Err: err}
}

// failed is storage for what went wrong with a file: where the folder is gone,
// that is said, whatever the system's error was.
func (l *Library) failed(operation string, err error) error {
	if there := l.present(); there != nil {
		err = errors.Join(there, err)
	}
	return storage(operation, err)
}

// present returns errGone when library.db is not the file that was opened.
// SQLite does not look: it would go on writing to a file that has no name any
// more, and what it calls committed would be lost.
func (l *Library) present() error {
	if l.opened == nil {
		return nil
	}
	info, err := l.disk.Stat(l.database())
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && !l.disk.Same(info, l.opened):
		return errGone
	case err != nil:
		return err
	}
	return nil
}
