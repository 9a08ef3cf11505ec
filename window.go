//go:build !nogui && !ci

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"newsclip/app"
	"newsclip/app/cli"
	"newsclip/app/ui"
)

// raise is the command line by which a second start of the window has the
// first one come to the front.
const raise = "raise-window"

// window opens the window on a library and serves other processes until it is
// closed. Where the library's window is open already, that one is raised.
func window(ctx context.Context, library string) int {
	a, err := open(ctx, library)
	if err != nil {
		fmt.Fprintln(os.Stderr, "newsclip:", app.Sentence(err))
		return 1
	}
	if a == nil {
		return 0
	}
	raised := make(chan struct{}, 1)
	server, err := a.Serve(func(ctx context.Context, a *app.App, c app.Command) int {
		if len(c.Args) != 1 || c.Args[0] != raise {
			return cli.Served(ctx, a, c)
		}
		select {
		case raised <- struct{}{}:
		default: // it is about to be raised
		}
		return 0
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "newsclip: commands will have to wait until the window is closed:", err)
	}
	ui.Run(ctx, a, raised)
	if server != nil {
		server.Close()
	}
	if err := a.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "newsclip:", app.Sentence(err))
		return 1
	}
	return 0
}

// tries is how often, a tenth of a second apart, the library is asked for
// while a command holds it.
const tries = 100

// open opens the library; the App is nil when another window has it, which
// was raised. A command that has it for a moment is waited for.
func open(ctx context.Context, library string) (a *app.App, err error) {
	code := 0
	for range tries {
		c := app.Command{Args: []string{raise}, Stdout: io.Discard, Stderr: io.Discard}
		a, code, err = app.OpenOrForward(ctx, app.Options{Dir: library, Background: true}, c)
		if err != nil || a != nil || code == 0 {
			return a, err
		}
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("a command that runs since long holds the library: wait for its end and start again")
}
