// Package view decides what the window shows, without knowing any window
// toolkit: what stands on the left, the list in the middle, what is selected.
// It never draws and starts no goroutine of its own. Its methods are called on
// the window's goroutine, and it calls back on that one.
//
//	tree.go      the left pane
//	list.go      the list of clips, fetched window by window
//	page.go      a story's page: its clips by day
//	search.go    search as you type
//	selection.go what is selected
//	export.go    what is chosen about a document
//	tags.go      the tags of some clips, being edited
package view
