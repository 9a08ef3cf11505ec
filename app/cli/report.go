package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"newsclip/app"
	"newsclip/clip"
)

// exitError ends a command with a code; what there was to say is said.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// resumable is a command that can be gone on with after it was cancelled.
type resumable interface{ resume() string }

// report says what went wrong and returns the exit code for it.
func report(c app.Command, asJSON bool, cmd command, err error) int {
	var exit exitError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &exit):
		return int(exit)
	}
	cancelled := errors.Is(err, context.Canceled)
	message := sentence(err)
	if again, ok := cmd.(resumable); ok && cancelled {
		message += " " + again.resume()
	}
	if asJSON {
		kind := string(clip.KindOf(err))
		if cancelled {
			kind = "cancelled"
		}
		line, _ := json.Marshal(map[string]string{"error": message, "kind": kind})
		fmt.Fprintf(c.Stderr, "%s\n", line)
	} else {
		fmt.Fprintln(c.Stderr, "newsclip:", message)
	}
	switch {
	case cancelled:
		return exitCancel
	case clip.KindOf(err) == clip.ErrNotFound:
		return exitNotFound
	}
	return exitFailed
}

// sentence is what a person at a terminal is told of an error: where a window
// says "here", standard input is meant.
func sentence(err error) string { return atTerminal(app.Sentence(err)) }

func atTerminal(text string) string {
	return strings.NewReplacer("paste it here", "give it to newsclip add -", "or allow to replace it", "or --if-exists replace or number").Replace(text)
}

// usage says why a command line makes no sense, and where to read more.
func usage(err error) string {
	message := strings.TrimSuffix(err.Error(), ".")
	if !strings.HasSuffix(message, "?") {
		message += "."
	}
	help := "newsclip --help"
	var at *kong.ParseError
	if errors.As(err, &at) && at.Context != nil {
		if node := at.Context.Selected(); node != nil {
			help = node.FullPath() + " --help"
		}
	}
	return fmt.Sprintf("%s See %s.", message, help)
}
