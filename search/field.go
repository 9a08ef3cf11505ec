package search

import (
	"math"

	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// field is a field of a document, analyzed and inverted by us: Bleve's own
// would write each occurrence with its start and end in the text and the
// document's length in two bytes, which is half of the index.
type field struct {
	name    string
	value   []byte // what is stored
	options index.FieldIndexingOptions
	length  int // in terms
	text    inverted
	shared  *frequencies // by all fields of this name in a batch
}

// Name implements index.Field.
func (f *field) Name() string { return f.name }

// Value implements index.Field.
func (f *field) Value() []byte { return f.value }

// ArrayPositions implements index.Field.
func (f *field) ArrayPositions() []uint64 { return nil }

// EncodedFieldType implements index.Field: text.
func (f *field) EncodedFieldType() byte { return 't' }

// Options implements index.Field.
func (f *field) Options() index.FieldIndexingOptions { return f.options }

// NumPlainTextBytes implements index.Field.
func (f *field) NumPlainTextBytes() uint64 { return uint64(len(f.value)) }

// Size implements Bleve's document.Field, in bytes, roughly.
func (f *field) Size() int { return len(f.value) }

// AnalyzedLength implements index.Field, by a code. Bleve sums up what the
// fields of one name give; there is one of each.
func (f *field) AnalyzedLength() int { return lengthCode(f.length) }

// AnalyzedTokenFrequencies implements index.Field. What it gives lasts until
// another field of the same name in the batch is asked.
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.shared.of(&f.text) }

// Analyze implements index.Field. That was done before, see analysis.go.
func (f *field) Analyze() {}

// Lengths are kept in steps of an eighth of an octave (9 %), so that each takes
// one byte in the index: lengths of up to 54,000 terms. Lucene does alike.
const (
	lengthSteps   = 8
	maxLengthCode = 127
)

// lengthCode returns the code of a length in terms, 1 to maxLengthCode.
func lengthCode(terms int) int {
	return min(1+int(math.Round(lengthSteps*math.Log2(max(float64(terms), 1)))), maxLengthCode)
}

// lengthOf returns the length in terms of a code.
func lengthOf(code int) float64 { return math.Exp2(float64(code-1) / lengthSteps) }

// codeOf reads the code that a posting has in place of Bleve's norm.
func codeOf(posting segment.Posting) int {
	if coded, ok := posting.(interface{ NormUint64() uint64 }); ok {
		return int(min(coded.NormUint64(), maxLengthCode))
	}
	return 1
}

// positions appends where a posting's term stands, as frequencies wrote it.
func positions(posting segment.Posting, to []int) []int {
	for _, location := range posting.Locations() {
		at := int(location.Pos())
		to = append(to, at)
		for _, gap := range location.ArrayPositions() {
			at += int(gap)
			to = append(to, at)
		}
	}
	return to
}
