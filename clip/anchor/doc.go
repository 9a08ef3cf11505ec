// Package anchor says where a highlight stands in a text: what it keeps of the
// passage that a person marked, and where that passage is in another version.
// It reads bodies and changes nothing.
//
//	text.go        Text: a body as one run of runes, each with its position
//	keep.go        what a highlight keeps of a passage
//	find.go        the place of a highlight in another version
//	score.go       how good a place is
//	approximate.go the passages nearest to a quote by edit distance
//
// # Finding a passage again
//
// A highlight keeps its quote and 32 runes of what stands on each side, as the
// W3C's Web Annotation model does with its TextQuoteSelector
// (https://www.w3.org/TR/annotation-model/#text-quote-selector). A new version
// of the article has, in the order in which we look:
//
//  1. the quote as it was. It may stand there more than once, or be so short
//     ("12") that it stands somewhere by chance: the context decides, and among
//     equals the place nearest to the old one. A short quote whose
//     surroundings are gone is not taken to be the same.
//  2. the quote with changes within it. Of all passages of the text we take the
//     one with the fewest insertions, deletions and replacements of runes
//     (Levenshtein's distance), if they are few for the quote's length; the
//     better the surroundings agree, the more changes are allowed. All
//     distances are computed at once, 64 rows of the dynamic programme in each
//     machine word (G. Myers, "A fast bit-vector algorithm for approximate
//     string matching based on dynamic programming", JACM 46(3), 1999; in
//     blocks after H. Hyyrö, "A bit-vector algorithm for computing Levenshtein
//     and Damerau edit distances", Nordic J. Computing 10, 2003). A quote of
//     300 runes in an article of 6,000 costs 30,000 steps.
//  3. its beginning and its end, each found by 1 or 2 and in order: between
//     them something was put in or taken out.
//
// Else the highlight is orphaned: it is better to say so than to mark what
// nobody marked. Example: "a crew of twelve went down" with the text now
// "a crew of at least fourteen went down" is found by 2, and its bounds are
// drawn out to whole words.
//
// White space counts as one space whatever it is, and characters that are not
// seen (soft hyphens, direction marks) as nothing: pages change them without
// anybody's notice. All else is compared rune by rune, in any script.
package anchor
