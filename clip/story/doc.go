// Package story puts clips into stories as they arrive, one at a time and at
// constant cost: near-duplicates, the story that a clip belongs to, and the
// story's name. The store keeps each clip's Signature, from which a Grouper can
// be made at any time; its own files only make that fast.
//
//	signature.go  Document → Signature: what is remembered of a clip
//	encode.go     its form in the store
//	words.go      tokens, stems, names for the features
//	shingle.go    what is kept of a text to tell copies by
//	vector.go     sparse vectors and centroids
//	dictionary.go terms → numbers; vocabulary.go: document frequencies
//	background.go those that a new library begins with
//	document.go   a placed clip; record.go: what is read of it when looked at
//	stories.go    stories and their centroids, of which few are in memory
//	index.go      the documents most like a new one; postings.go: which have a term
//	prints.go     the documents that have a passage in common with a new one
//	features.go   what speaks for a clip and a story; distinct.go: and for no other
//	model.go      the learnt merge model (table.bin)
//	learn.go      learning it; the program is train
//	group.go      Grouper: placing, putting, links; leave.go: moving, resting, removing
//	snapshot.go   its state in a file; pack.go: the form
//	duplicate.go  copies and versions; copies.go: those within a story
//	name.go       a story's name: its medoid headline; headline.go: cleaned
//	angle.go      headlines that comment rather than report
//	entity.go     whom and what its clips name; capital.go: told by capitals
//	mark.go       where there are none: by nouns beside; term.go: by use
//	links.go      forgetting corrections
//	offer.go      stories that may be one: offered, never joined
//	why.go        what speaks for a clip's place
//	bench         measuring it
//
// The method: TF-IDF vectors of title, lead and text; the 40 heaviest terms of
// each clip in an inverted index; the stories of the 40 nearest clips as
// candidates; boosted trees over 39 features give the chance that the clip
// belongs to each; the best above a threshold, which rises with the story's
// size so that stories do not swallow others, gets it.
//
// frequencies.tsv.gz holds, for English stems, in how many of 23,160 news
// articles each occurs (those in four and more), and ranks the most frequent
// words of ten other languages: background until the library has its own.
package story
