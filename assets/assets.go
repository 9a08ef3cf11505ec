// Package assets embeds what the program shows: its icon, a star, a note. It
// holds files and does nothing.
package assets

import _ "embed"

// Icon is the program's icon, a PNG of 512 × 512 pixels drawn from icon.svg.
//
//go:embed icon.png
var Icon []byte

// Star is the sign of what is starred, an SVG that takes the theme's colour.
//
//go:embed star.svg
var Star []byte

// Note is the sign of notes and highlights, an SVG that takes the theme's
// colour.
//
//go:embed note.svg
var Note []byte
