package story

import _ "embed"

// builtIn is the merge model: boosted trees over the features of a document and
// a story. The program train makes it; its head says how well it does.
//
//go:embed table.bin
var builtIn []byte
