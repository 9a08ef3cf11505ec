//go:build !nogui && !ci

package ui

import (
	"context"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"newsclip/app"
	"newsclip/assets"
)

// Run opens the window on a library and returns when it is closed or ctx ends.
func Run(ctx context.Context, a *app.App) {
	program := fyneapp.NewWithID("io.newsclip.Newsclip")
	program.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	window := NewWindow(program, a)
	stop := context.AfterFunc(ctx, func() { fyne.Do(program.Quit) })
	defer stop()
	window.ShowAndRun()
}
