//go:build !unix

package app

import (
	"testing"
	"time"
)

func processorTime() time.Duration { return 0 }

func watchMemory(*testing.B) (most func() int64) { return func() int64 { return 0 } }
