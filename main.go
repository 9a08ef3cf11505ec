// Newsclip clips news articles to your own disk. With a command it works from
// the terminal; without one it opens the window.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"newsclip/app"
	"newsclip/app/cli"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.Getwd()
	if err != nil {
		dir = "" // relative paths then mean what the system makes of them
	}
	command := app.Command{Args: os.Args[1:], Dir: dir, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}
	if library, ok := windowAsked(command.Args); ok {
		return window(ctx, library)
	}
	return cli.Main(ctx, command)
}

// windowAsked reports whether the arguments ask for the window: none, or a
// library folder alone.
func windowAsked(args []string) (library string, ok bool) {
	switch {
	case len(args) == 0:
		return "", true
	case len(args) == 2 && args[0] == "--library":
		return args[1], true
	}
	return "", false
}
