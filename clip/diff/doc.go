// Package diff says what changed from one version of an article to another:
// first what matters most (the headline, numbers, quotations, who wrote it and
// when), then paragraph by paragraph and word by word. It makes one text of
// both, in which what went and what came can be marked. It reads versions and
// changes nothing.
//
//	compare.go  Compare: all of it
//	unit.go     a body as units: paragraphs, items, rows, each in its frame
//	align.go    which unit of one version is which of the other
//	words.go    words of a text; what two texts differ in
//	merge.go    one body of both versions
//	change.go   Change: headline, numbers, details
//	quote.go    quotations that went, came or changed
//
// # How units are aligned
//
// A paragraph that was edited is the same paragraph; one that was written anew
// is another. So units are aligned to make the sum of their likeness greatest,
// in the order of both texts (S. Needleman, C. Wunsch, "A general method
// applicable to the search for similarities in the amino acid sequence of two
// proteins", J. Mol. Biol. 48, 1970). Two units are as alike as they share
// words (Dice's coefficient), pairs of characters in scripts that do not part
// words; below minLike they are never aligned. Units that are left over on both
// sides and much alike have moved.
//
// Within a pair of units the words are compared (E. Myers, "An O(ND)
// difference algorithm and its variations", Algorithmica 1, 1986, as go-diff
// has it), words being what Unicode says they are (UAX #29), single characters
// in Chinese, Japanese and Thai. Words that stay between two changes larger
// than they are belong to the change: "the" alone between two rewritten clauses
// tells nobody anything.
//
// Example: "61 passengers and a crew of twelve" and "63 passengers and a crew
// of fourteen" give 61→63, twelve→fourteen, and the number change "61 → 63
// passengers".
package diff
