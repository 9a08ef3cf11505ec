package markdown

import (
	"fmt"
	"strings"

	"newsclip/clip"
)

// A flavour says whose Markdown is written, where readers differ.
type flavour uint8

const (
	gfm      flavour = iota // GitHub's, which most programs read
	obsidian                // a vault of Obsidian: wiki links, callouts, ==marks==
)

// Flavours returns the names of the flavours, the usual one first.
func Flavours() []string { return []string{"gfm", "obsidian"} }

func flavourOf(name string) (flavour, error) {
	switch strings.ToLower(name) {
	case "", "gfm":
		return gfm, nil
	case "obsidian":
		return obsidian, nil
	}
	return gfm, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("There is no flavour %q of Markdown.", name),
		Next: "Choose one of: " + strings.Join(Flavours(), ", ") + "."}
}
