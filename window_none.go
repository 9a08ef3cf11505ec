//go:build nogui || ci

package main

import (
	"context"
	"fmt"
	"os"
)

// window says that this program was built without one.
func window(context.Context, string) int {
	fmt.Fprintln(os.Stderr, "newsclip: this program was built without the window. See newsclip --help for the commands.")
	return 2
}
