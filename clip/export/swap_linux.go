package export

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// exchange puts each of two folders in the other's place in one step
// (renameat2). The error is errors.ErrUnsupported where the file system cannot.
func exchange(a, b string) error {
	return renamed(unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE))
}

// putNew renames made to target, where nothing may stand: the error is
// fs.ErrExist when something does.
func putNew(made, target string) error {
	err := renamed(unix.Renameat2(unix.AT_FDCWD, made, unix.AT_FDCWD, target, unix.RENAME_NOREPLACE))
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if exists(target) {
		return fs.ErrExist
	}
	return os.Rename(made, target)
}

// renamed tells a file system without such renaming, or a kernel, from other
// errors.
func renamed(err error) error {
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.ENOTSUP) {
		return errors.ErrUnsupported
	}
	return err
}
