// Package app holds the use-cases: what a person can do, one file each. It
// wires the library, the index, the grouping, the network and the exports
// together, serialises changes, reports progress and speaks to people in
// whole sentences. Its two faces, app/ui and app/cli, only show and call. It
// imports neither a window toolkit nor a command line, neither an index nor an
// HTML parser.
//
//	app.go       App: opening and closing a library, watching it
//	add.go       what is handed over becomes clips
//	capture.go   fetching, cleaning, images: an input becomes a Capture
//	document.go  text documents from an address
//	queue.go     waiting addresses, resumed after a crash or a cancel
//	records.go   import of records (JSON lines)
//	find.go      searching and listing
//	facets.go    counts of what is found by outlet, folder and month
//	searches.go  saved searches, and the last ones
//	suggest.go   how a search that is being typed may go on
//	names.go     what a query's names and filters mean
//	organise.go  folders, tags, trash, undo
//	stories.go   a person's corrections of stories
//	offers.go    stories that look like one: offered, never joined
//	coverage.go  a story by day, with its outlets and copies
//	folders.go   folders by their paths
//	highlight.go passages that a person marks, found again in each version
//	versions.go  the versions of a clip, and what each changed
//	edit.go      a person's edits; edit_text.go those of the text
//	explain.go   what cleaning left out and why
//	correct.go   pieces put back or taken away: the original cleaned anew;
//	             correct_text.go where there is no page to clean
//	rules.go     corrections that hold for a whole site
//	export.go    a folder, story, search or selection becomes a document;
//	             export_gather.go puts its clips together, draft.go shows how
//	             it begins while a person chooses, export_about.go tells
//	             what the library knows of its clips, exporting.go sweeps up
//	             after a killed one
//	templates.go settings of exports under a name
//	follow.go    the index and the grouping follow the journal
//	backup.go    the whole library into one file: backup_clips.go its clips,
//	             backup_lists.go the pages that list them
//	restore.go   and back; restore_plan.go says what that does
//	verify.go    checking the library and its index, and mending them
//	readonly.go  a library that may only be read; what to tell on opening
//	serve.go     the process that holds the library serves the others
//	samples.go   sample clips for a first start
package app
