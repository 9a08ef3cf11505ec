//go:build !nogui && !ci

package main

import (
	"context"
	"fmt"
	"os"

	"newsclip/app"
	"newsclip/app/cli"
	"newsclip/app/ui"
)

// window opens the window on a library and serves other processes until it is
// closed.
func window(ctx context.Context, library string) int {
	a, err := app.Open(ctx, app.Options{Dir: library})
	if err != nil {
		fmt.Fprintln(os.Stderr, "newsclip:", app.Sentence(err))
		return 1
	}
	server, err := a.Serve(cli.Served)
	if err != nil {
		fmt.Fprintln(os.Stderr, "newsclip: commands will have to wait until the window is closed:", err)
	}
	ui.Run(ctx, a)
	if server != nil {
		server.Close()
	}
	if err := a.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "newsclip:", app.Sentence(err))
		return 1
	}
	return 0
}
