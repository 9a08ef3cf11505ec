package ui

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
)

// clipboardTimeout bounds the wait for a clipboard's owner: one that hangs
// must not hang us.
const clipboardTimeout = 2 * time.Second

// maxClipboard bounds what is taken from the clipboard, in bytes.
const maxClipboard = 32 << 20

// A clipboardProgram gives what the toolkit does not: the clipboard's types,
// and its content in one of them.
type clipboardProgram struct{ types, content []string }

const htmlType = "text/html"

var (
	xclip   = clipboardProgram{[]string{"xclip", "-selection", "clipboard", "-t", "TARGETS", "-o"}, []string{"xclip", "-selection", "clipboard", "-t", htmlType, "-o"}}
	wlPaste = clipboardProgram{[]string{"wl-paste", "--list-types"}, []string{"wl-paste", "--no-newline", "--type", htmlType}}
)

// clipboardHTML returns the clipboard's HTML through the programs that give
// it. known is false where there is no such program: then the plain text must
// do, and the person is told once.
func clipboardHTML(ctx context.Context) (html string, known bool) {
	if runtime.GOOS != "linux" {
		return "", false
	}
	ctx, cancel := context.WithTimeout(ctx, clipboardTimeout)
	defer cancel()
	programs := []clipboardProgram{xclip}
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		programs = []clipboardProgram{wlPaste, xclip}
	}
	for _, p := range programs {
		if _, err := exec.LookPath(p.types[0]); err != nil {
			continue
		}
		known = true
		types, err := exec.CommandContext(ctx, p.types[0], p.types[1:]...).Output()
		// Some owners answer any type with their text: only what they list counts.
		if err != nil || !slices.Contains(strings.Fields(string(types)), htmlType) {
			continue
		}
		out, err := exec.CommandContext(ctx, p.content[0], p.content[1:]...).Output()
		if err == nil && len(out) > 0 && len(out) <= maxClipboard {
			return string(out), true
		}
	}
	return "", known
}
