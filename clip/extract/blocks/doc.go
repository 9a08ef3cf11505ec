// Package blocks tells which blocks of a page are its article: it cuts a page
// into blocks of text, describes each by some two hundred numbers, and asks two
// sets of boosted trees, learnt from pages whose text is known. The first set
// judges a block by itself and by where it stands; the second judges it again,
// knowing what the first thought of its neighbours and of what shares its
// element or its form.
//
// Cost: one walk over the page, then for each block some steps for each element
// around it and for each tree.
// Nothing here knows a site or a language; what pages have in common (that
// "related" in a class name speaks against a block, say) is learnt and stands
// in the table. It is made by the program in the folder train, whose comment
// says how to run it.
//
//	page.go     a page cut into blocks and elements
//	text.go     what one block's text looks like
//	names.go    what class names, ids and roles say
//	lexicon.go  hashes of the words of a text
//	second.go   other candidates: what Readability takes, what a rule does
//	head.go     what the page says of itself where no reader sees it
//	grams.go    runs of words, to hold texts against each other
//	subject.go  for people: what the names around a block speak of
//	features.go the numbers of the first judgement
//	context.go  the numbers of the second
//	model.go    the learnt table: reading, writing, judging
//	choose.go   from chances to a choice
//	learn.go    learning a model from pages whose text is known
//	table.go    the built-in model
package blocks
