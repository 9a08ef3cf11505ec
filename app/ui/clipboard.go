package ui

import (
	"context"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"
)

// The toolkit gives the clipboard's text alone. Its HTML comes from the
// system: clipboard_unix.go, clipboard_darwin.go and clipboard_windows.go each
// have a readHTML. Here stand its limits, and the forms in which systems wrap
// HTML.

// clipboardTimeout bounds the wait for a clipboard's owner: one that hangs
// must not hang us.
const clipboardTimeout = 2 * time.Second

// maxClipboard bounds what is taken from the clipboard, in bytes.
const maxClipboard = 32 << 20

// errNoHTML says that what is on the clipboard has no HTML; errNoAccess that
// there is no way to know.
var (
	errNoHTML   = errors.New("no HTML on the clipboard")
	errNoAccess = errors.New("no access to the clipboard's HTML")
)

// clipboardHTML returns the clipboard's HTML. known is false where the system
// gives no way to it: then the plain text must do, and the person is told
// once.
func clipboardHTML(ctx context.Context) (html string, known bool) {
	ctx, cancel := context.WithTimeout(ctx, clipboardTimeout)
	defer cancel()
	html, err := readHTML(ctx)
	if err != nil || len(html) > maxClipboard {
		return "", !errors.Is(err, errNoAccess)
	}
	return html, true
}

// fragment takes the HTML out of Windows' clipboard format "HTML Format": lines
// of "Key:number" with byte offsets, then the page. Without usable offsets the
// page from its first "<" is taken.
// https://learn.microsoft.com/windows/win32/dataxchg/html-clipboard-format
func fragment(data string) (string, error) {
	head, _, _ := strings.Cut(data, "<")
	offset := func(key string) int {
		for line := range strings.Lines(head) {
			if value, ok := strings.CutPrefix(line, key+":"); ok {
				if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= len(head) && n <= len(data) {
					return n
				}
			}
		}
		return -1
	}
	for _, keys := range [][2]string{{"StartHTML", "EndHTML"}, {"StartFragment", "EndFragment"}} {
		if start, end := offset(keys[0]), offset(keys[1]); start >= 0 && end > start {
			return data[start:end], nil
		}
	}
	if len(head) == len(data) {
		return "", errNoHTML
	}
	return strings.TrimRight(data[len(head):], "\x00"), nil
}

// appleData takes the bytes out of AppleScript's way to write raw data,
// «data HTML3C703E…».
func appleData(text string) (string, error) {
	_, rest, ok := strings.Cut(text, "«data HTML")
	digits, _, closed := strings.Cut(rest, "»")
	data, err := hex.DecodeString(digits)
	if !ok || !closed || err != nil || len(data) == 0 {
		return "", errNoHTML
	}
	return string(data), nil
}
