// Package store is the durable library: clips and their versions, stories,
// folders, the journal of changes, originals, images, and the queue of
// addresses that wait. It knows nothing of foreign HTML and shows nothing.
//
//	library.go    Library: opening, locking, closing, the one transaction
//	disk.go       what a library lies on: files, and the order of syncs
//	readonly.go   opening a library that may not be written
//	migrate.go    bringing the schema up to date, after a copy
//	fault.go      what is wrong with a disk, in words
//	content.go    adding clips and versions; reading them
//	state.go      the generic path of every change: row, before, after
//	change.go     what a person changes: state, folders, stories, links
//	arrange.go    the order of the clips in a folder, by hand
//	highlight.go  passages that a person marked
//	rule.go       what people said of the pages of a site
//	search.go     saved searches, and the last ones typed
//	template.go   settings of exports under a name
//	searchable.go what the index takes of clips
//	step.go       what one Undo takes back; undo.go undo and redo
//	coverage.go   the clips of a story in a few words
//	list.go       lists; filter.go conditions in SQL; facets.go counts; folder.go folders
//	copies.go     which clips have one text
//	address.go    one key for the many spellings of an address
//	blob.go       originals and images: files named by SHA-256
//	queue.go      addresses that wait
//	provenance.go the chained log
//	snapshot.go   the library as it stands at one moment, for a backup
//	saved.go      what a backup holds of each object
//	restore.go    and back: restore_clip.go clips, restore_object.go the rest,
//	              restore_file.go files, restore_log.go the provenance log
//	trash.go      emptying the trash
//	verify.go     checking everything
//	relations.go  which rows belong together, and what lists repeat
//	repair.go     mending what can be mended
//
// What is reported as kept is on the platter. Why, step by step:
//
//  1. A file's bytes are written to a temporary name and synced, then renamed
//     to their hash, then their folder is synced (blob.go). A power loss before
//     the last sync leaves no name, or one that no row knows; after it, the
//     whole file. A name with torn bytes cannot be: the rename follows the sync
//     of what it names.
//  2. Only then begins the transaction that writes the rows which name the file.
//     It commits by a sync of SQLite's write-ahead log (synchronous=FULL); what
//     is not whole in the log, by its checksums, is not replayed. So a row that
//     is there after a power loss was written after the file that it names was
//     durable, and rows of one change are there together or not at all.
//  3. The log is copied into library.db only after it was synced, and is used
//     again from its start only after library.db was synced: SQLite's own order.
//  4. After the commit the library is looked for by its name once more. Where
//     the folder went away under an open file, the system reports success for
//     bytes that nobody will find again; that is no "kept".
//  5. Folders that are made (the library itself, originals, images, the 256 in
//     each) have the folder above them synced before anything in them counts.
//  6. A file is deleted after the row that named it was deleted durably, never
//     before.
//
// A crash in between leaves at worst a file that no row names, which harms
// nothing; verify takes it away. After a failed sync nothing is assumed about
// what it should have synced: the change is reported as failed, files are read
// back before a later change relies on them, and SQLite writes its frames anew.
// Package faults tests all that with a disk that loses and tears what was not
// synced.
//
// A Library may be used from any goroutine; one change runs at a time.
package store
