// Package assets embeds what the program shows: its icon, a few signs. It holds
// files and does nothing.
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

// Bookmark is the sign of a saved search, and Funnel that of narrowing one: SVGs
// that take the theme's colour.
//
//go:embed bookmark.svg
var Bookmark []byte

//go:embed funnel.svg
var Funnel []byte
