//go:build linux || darwin

package app

import (
	"fmt"
	"syscall"
)

// freeSpace returns how many bytes this user can still write below a folder.
func freeSpace(folder string) (int64, error) {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(folder, &stat); err != nil {
		return 0, fmt.Errorf("look at the disk: %w", err)
	}
	return int64(stat.Bavail) * int64(stat.Bsize), nil
}
