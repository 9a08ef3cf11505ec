// Package store is the durable library: clips and their versions, stories,
// folders, the journal of changes, originals, images, and the queue of
// addresses that wait. It knows nothing of foreign HTML and shows nothing.
//
//	library.go    Library: opening, locking, migrating, closing
//	content.go    adding clips and versions; reading them
//	state.go      the generic path of every change: row, before, after
//	change.go     what a person changes: state, folders, stories, links
//	highlight.go  passages that a person marked
//	rule.go       what people said of the pages of a site
//	search.go     saved searches, and the last ones typed
//	step.go       what one Undo takes back; undo.go undo and redo
//	list.go       lists; filter.go conditions in SQL; facets.go counts; folder.go folders
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
//
// Files are written to a temporary name, synced, renamed, and their folder is
// synced, before the transaction that mentions them commits with
// synchronous=FULL: a row never points at a file that a power loss could take.
// A crash in between leaves a file that no row names, which harms nothing.
//
// A Library may be used from any goroutine; one change runs at a time.
package store
