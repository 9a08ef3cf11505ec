// Package archive is the file of a backup: a ZIP of readable files that needs
// no Newsclip to be read, with a list of hashes by which each is checked. It
// knows how the file is built and how to distrust one; what the lines of JSON
// in it say, it does not know, and it opens no library.
//
//	writer.go  writing: hashing, the list, the atomic file
//	reader.go  opening one that may be damaged or hostile
//	names.go   names of files that every system allows
//	page.go    a version as a page of HTML; index.go the pages that list them
//
// A backup holds
//
//	README.txt               what this is
//	index.html, index/       lists of the clips by month and by folder
//	clips/STORY/CLIP.html    each version of each clip, clean
//	originals/, images/      the bytes as they came, named by SHA-256
//	data/*.jsonl             everything as lines of JSON, for restoring
//	provenance.jsonl         the log of captures and deletions
//	newsclip.json            the format's version and counts
//	SHA256SUMS.txt           the hash of every other file, as sha256sum -c reads it
package archive
