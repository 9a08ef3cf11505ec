// Package faults is a disk in memory for tests of the store: it loses power,
// fills up, fails and vanishes. It is the store's Disk and SQLite's file system
// in one, so that the database and the files beside it share one fate.
//
//	disk.go   Disk: the names on it, and each step that is taken on it
//	file.go   bytes: what was written, and what of it is synced
//	power.go  what is left after a power loss
//	vfs.go    the disk as SQLite sees it
//
// The model of a power loss: what was synced stays. Of each write to a file
// since its last sync, nothing may be left, all, or any of its sectors, whatever
// became of the writes before and after; a sector that was under way may hold
// garbage. A file's size may have changed without its bytes. Of what happened
// to the names in a folder since its last sync (made, renamed, removed), each
// may be lost; syncing a file keeps its bytes and not its name. A rename is
// whole or lost. Bytes outside of a write are not harmed: SQLite and the file
// systems it runs on assume the same ("powersafe overwrite").
package faults
