// Package ui is the window: three panes over one library. Widgets show and
// call back; what they show is decided in view, what happens in app.
//
//	driver.go    opens the real window (the only file that needs C)
//	window.go    the panes, and what they show
//	sidebar.go   left: stories and folders
//	list.go      middle: search field and rows; row.go one row
//	reading.go   right: the clip
//	toolbar.go   the buttons at the top
//	theme.go     colours
//	actions.go   what the keys and buttons do
//	adding.go    paste, files, offers and questions that adding brings
//	dialogs.go   edit, move, export, rename, help
//	keys.go      the keyboard
//	notice.go    the strip of messages, and of work under way
//	work.go      work goes to goroutines, and comes back
//	clipboard.go the clipboard's HTML
package ui
