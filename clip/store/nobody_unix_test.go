//go:build unix

package store_test

import "syscall"

// asNobody has a child run as the user who owns nothing.
func asNobody() *syscall.SysProcAttr {
	const nobody = 65534
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
}
