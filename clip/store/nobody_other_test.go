//go:build !unix

package store_test

import "syscall"

func asNobody() *syscall.SysProcAttr { return nil }
