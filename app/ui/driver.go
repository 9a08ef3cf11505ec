//go:build !nogui && !ci

package ui

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"newsclip/app"
	"newsclip/assets"
)

// Run opens the window on a library and returns when it is closed or ctx ends.
// What comes from raised brings it to the front.
func Run(ctx context.Context, a *app.App, raised <-chan struct{}) {
	program := fyneapp.NewWithID("io.newsclip.Newsclip")
	program.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	window := NewWindow(program, a)
	stop := context.AfterFunc(ctx, func() { fyne.Do(program.Quit) })
	defer stop()
	done := make(chan struct{})
	var following sync.WaitGroup
	following.Go(func() {
		for {
			select {
			case <-raised:
				fyne.Do(window.Raise)
			case <-done:
				return
			}
		}
	})
	window.ShowAndRun()
	close(done)
	following.Wait()
}
