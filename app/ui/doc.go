// Package ui is the window: three panes over one library. Widgets show and
// call back; what they show is decided in view, what happens in app.
//
//	driver.go    opens the real window (the only file that needs C)
//	window.go    the panes, and what they show; geometry.go their sizes
//	sidebar.go   left: stories and folders
//	list.go      middle: search field and rows; row.go one row, pageline.go what
//	             stands between rows on a story's page
//	storyhead.go what stands above the list; outlets.go the outlets of a story
//	searching.go the search field; suggestions.go how it may go on
//	narrow.go    what is found, counted: chips; bars.go months as bars
//	saved.go     saved searches
//	reading.go   right: the clip
//	marking.go   highlights and notes: what a person does with them
//	markbar.go   the bar above what is selected
//	notes.go     the panel of notes; notecard.go one of them, notefield.go its field
//	versions.go  the panel of versions: what changed, in place of the text
//	caption.go   a short text in any script
//	bartext.go   a text with a coloured bar, in panels
//	toolbar.go   the buttons at the top
//	theme.go     colours
//	actions.go   what the keys and buttons do
//	adding.go    paste, drops, files
//	importing.go files of all kinds, several at once; records
//	library.go   the library as a whole: back up, restore
//	told.go      what became of them; answers.go questions, offers
//	queue.go     the addresses that wait
//	arranging.go the clips of a folder put in order by hand
//	drag.go      clips dragged onto a folder, a story or the trash; stories onto
//	             another
//	stories.go   corrections of stories; offers.go stories that look like one
//	sheet.go     a dialog that the keyboard can use
//	dialogs.go   add, edit, help; fault.go what they say of a field
//	exporting.go a document made, and what became of it; exportform.go its dialog,
//	             exportpreview.go how it begins, exporttarget.go where it goes,
//	             exporttemplates.go its templates
//	tags.go      editing tags, with suggestions
//	choose.go    choices by name: move, merge, go to
//	trace.go     what was removed: put back, or more taken away
//	keys.go      the keyboard
//	notice.go    the strip of messages, and of work under way
//	work.go      work goes to goroutines, and comes back
//	clipboard.go the clipboard's HTML
package ui
