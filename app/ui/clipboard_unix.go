//go:build !darwin && !windows

package ui

import (
	"context"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// htmlAdvice is what to do where the clipboard keeps its HTML to itself.
const htmlAdvice = "Install xclip or wl-clipboard to paste whole pages."

// A clipboardProgram gives the clipboard's types, and its content in one.
type clipboardProgram struct{ types, content []string }

const htmlType = "text/html"

var (
	xclip   = clipboardProgram{[]string{"xclip", "-selection", "clipboard", "-t", "TARGETS", "-o"}, []string{"xclip", "-selection", "clipboard", "-t", htmlType, "-o"}}
	wlPaste = clipboardProgram{[]string{"wl-paste", "--list-types"}, []string{"wl-paste", "--no-newline", "--type", htmlType}}
)

// readHTML asks the programs that can read the clipboard of X11 and Wayland.
func readHTML(ctx context.Context) (string, error) {
	programs := []clipboardProgram{xclip}
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		programs = []clipboardProgram{wlPaste, xclip}
	}
	result := errNoAccess
	for _, p := range programs {
		if _, err := exec.LookPath(p.types[0]); err != nil {
			continue
		}
		result = errNoHTML
		types, err := exec.CommandContext(ctx, p.types[0], p.types[1:]...).Output()
		// Some owners answer any type with their text: only what they list counts.
		if err != nil || !slices.Contains(strings.Fields(string(types)), htmlType) {
			continue
		}
		out, err := exec.CommandContext(ctx, p.content[0], p.content[1:]...).Output()
		if err == nil && len(out) > 0 {
			return string(out), nil
		}
	}
	return "", result
}
