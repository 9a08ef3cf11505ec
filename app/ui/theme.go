package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// look is Fyne's own theme with the colours of a paper: calm grounds, one
// accent, and in the dark links that can be read.
type look struct{ fyne.Theme }

func newLook() look { return look{theme.DefaultTheme()} }

// palette holds the colours that differ from Fyne's, light and dark.
func palette(name fyne.ThemeColorName) (light, dark color.Color, ok bool) {
	rgb := func(hex uint32) color.Color {
		return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
	}
	veil := func(hex uint32, alpha uint8) color.Color {
		return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), alpha}
	}
	switch name {
	case theme.ColorNamePrimary:
		return rgb(0x1f6585), rgb(0x3f97bd), true
	case theme.ColorNameHyperlink:
		return rgb(0x14618a), rgb(0x74c0e3), true
	case theme.ColorNameBackground:
		return rgb(0xfcfbf8), rgb(0x1b1c1e), true
	case theme.ColorNameForeground:
		return rgb(0x23262a), rgb(0xe4e3df), true
	case theme.ColorNamePlaceHolder:
		return rgb(0x70757c), rgb(0x9a9ea5), true
	case theme.ColorNameSelection:
		return veil(0x2f86ad, 0x40), veil(0x3f97bd, 0x60), true
	case theme.ColorNameSeparator:
		return rgb(0xe2dfd7), rgb(0x35373b), true
	case theme.ColorNameInputBackground:
		return rgb(0xf1efe9), rgb(0x27292c), true
	case theme.ColorNameInputBorder:
		return rgb(0xbdb8ab), rgb(0x676c73), true
	case theme.ColorNameButton:
		return rgb(0xece9e1), rgb(0x2d3034), true
	case theme.ColorNameDisabled:
		return rgb(0x969aa0), rgb(0x7d8188), true
	case theme.ColorNameShadow:
		return veil(0x000000, 0x16), veil(0x000000, 0x66), true
	case theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground:
		return rgb(0xffffff), rgb(0x26282b), true
	}
	return nil, nil, false
}

// Color implements fyne.Theme.
func (l look) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	light, dark, ok := palette(name)
	switch {
	case !ok:
		return l.Theme.Color(name, variant)
	case variant == theme.VariantDark:
		return dark
	}
	return light
}
