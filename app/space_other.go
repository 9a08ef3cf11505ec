//go:build !linux && !darwin

package app

import "errors"

// freeSpace is not known here: a disk that is full is told when it is written.
func freeSpace(string) (int64, error) { return 0, errors.ErrUnsupported }
