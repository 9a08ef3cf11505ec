// Package search finds clips by their text: it keeps the Bleve index, reads
// what people type, ranks, and cuts the passages to show.
//
// The index is derived from the library and can be lost at any time: what
// cannot be opened is thrown away and an empty index takes its place, for the
// caller to fill again. It holds text and ids; names and states (folders,
// tags, trash …) stay in the library, which is asked for each search. So this
// package is never the truth and never decides what may be shown.
//
//	index.go     open, fill and close the index
//	damage.go    is what lies on the disk whole?
//	check.go     what is in the index, for those who compare; emptying it
//	document.go  a clip's text → fields
//	analysis.go  documents → batches for Bleve, on all processors
//	vocabulary.go the terms and stems that were seen, so that few cost anything
//	invert.go    a text by its terms, in little memory
//	field.go     a field in Bleve's form, positions and lengths in a byte or two
//	analyze.go   text → terms
//	divide.go    text → words
//	numbers.go   one spelling for 1,000 and 1.000 and 1 000
//	fold.go      one spelling for all spellings of a word
//	stem.go      inflected words → stems
//	stats.go     lengths and languages, for BM25 and stemming
//	syntax.go    the query language, and the tree that a query becomes
//	read.go      what a person typed → the tree
//	filters.go   the filters in it, for the library
//	names.go     what folders, tags, outlets … are called: which are meant
//	dates.go     date:… → a span of time
//	hints.go     what was taken differently than it may have been meant
//	search.go    the cascade of queries and its pages
//	arrange.go   everything that is found, to be counted, and the order of dates
//	bydate.go    the dates of the clips, segment by segment
//	plan.go      the words of the tree → queries
//	shard.go     Bleve's segments, and what a search has read of one
//	query.go     queries → sets of documents
//	phrase.go    words in a row
//	score.go     how well documents match: BM25
//	ranking.go   the best of all segments
//	nearness.go  words that stand close together
//	spelling.go  “Did you mean …?”
//	suggest.go   how what is being typed may go on
//	words.go     completions and near spellings, from the dictionary
//	completions.go the frequent words, in memory
//	snippet.go   the best passage, with what matched marked
package search
