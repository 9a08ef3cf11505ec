package ui

import (
	"context"
	"errors"
	"os/exec"
)

// htmlAdvice is what to do where the clipboard keeps its HTML to itself.
const htmlAdvice = "Newsclip asks osascript for it, which was not found."

// readHTML asks AppleScript, which every Mac has; without HTML on the
// clipboard it fails.
func readHTML(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "osascript", "-e", "the clipboard as «class HTML»").Output()
	if errors.Is(err, exec.ErrNotFound) {
		return "", errNoAccess
	}
	if err != nil {
		return "", errNoHTML
	}
	return appleData(string(out))
}
