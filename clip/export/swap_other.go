//go:build !linux

package export

import (
	"errors"
	"io/fs"
	"os"
)

// exchange would put each of two folders in the other's place in one step.
func exchange(string, string) error { return errors.ErrUnsupported }

// putNew renames made to target, where nothing may stand: the error is
// fs.ErrExist when something does.
func putNew(made, target string) error {
	if exists(target) {
		return fs.ErrExist
	}
	return os.Rename(made, target)
}
