package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// geometry is what the window remembers from one start to the next: its size,
// and where its panes meet. The toolkit's preferences are good enough for it: a
// crash may lose them.
type geometry struct {
	window fyne.Window
	kept   fyne.Preferences
	panes  *container.Split // the left pane and the rest
	right  *container.Split // the list and the clip
}

// The names of what is kept.
const (
	keptWidth  = "window.width"  // in units
	keptHeight = "window.height" // in units
	keptPanes  = "window.panes"  // from 0 to 1
	keptRight  = "window.right"  // from 0 to 1
)

// restore sets size and panes as they were, or as they are at first.
func (g *geometry) restore() {
	size := fyne.NewSize(float32(g.kept.FloatWithFallback(keptWidth, 1240)), float32(g.kept.FloatWithFallback(keptHeight, 800)))
	g.window.Resize(size)
	g.panes.SetOffset(g.kept.FloatWithFallback(keptPanes, 0.21))
	g.right.SetOffset(g.kept.FloatWithFallback(keptRight, 0.37))
}

// keep remembers them.
func (g *geometry) keep() {
	size := g.window.Canvas().Size()
	g.kept.SetFloat(keptWidth, float64(size.Width))
	g.kept.SetFloat(keptHeight, float64(size.Height))
	g.kept.SetFloat(keptPanes, g.panes.Offset)
	g.kept.SetFloat(keptRight, g.right.Offset)
}
