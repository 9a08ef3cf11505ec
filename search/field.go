package search

import (
	"math"

	"github.com/blevesearch/bleve/v2/analysis"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// field is a field of a document, analyzed and inverted by us: Bleve's own
// would write each occurrence with its start and end in the text and the
// document's length in two bytes, which is half of the index.
type field struct {
	name    string
	value   []byte
	options index.FieldIndexingOptions
	analyze func() (tokens analysis.TokenStream, length int)

	frequencies index.TokenFrequencies
	length      int // a code, see lengthCode
}

// Name implements index.Field.
func (f *field) Name() string { return f.name }

// Value implements index.Field: what is stored.
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

// AnalyzedLength implements index.Field. Bleve sums up what the fields of one
// name give; there is one of each.
func (f *field) AnalyzedLength() int { return f.length }

// AnalyzedTokenFrequencies implements index.Field.
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.frequencies }

// Analyze implements index.Field.
func (f *field) Analyze() {
	tokens, terms := f.analyze()
	f.length = lengthCode(terms)
	f.frequencies = invert(tokens, f.options.IncludeTermVectors())
}

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

// invert turns tokens into Bleve's form: for each term how often it is there
// and, if wanted, where. All positions of a term stand in one location, as
// differences in what Bleve means for positions in arrays: a byte or two each
// instead of eight.
func invert(tokens analysis.TokenStream, withPositions bool) index.TokenFrequencies {
	out := make(index.TokenFrequencies, len(tokens)/2)
	of := make([]*index.TokenFreq, len(tokens))
	made := make([]index.TokenFreq, 0, len(tokens))
	for i, token := range tokens {
		entry, ok := out[string(token.Term)]
		if !ok {
			made = append(made, index.TokenFreq{Term: token.Term})
			entry = &made[len(made)-1]
			out[string(token.Term)] = entry
		}
		entry.SetFrequency(entry.Frequency() + 1)
		of[i] = entry
	}
	if withPositions {
		locate(tokens, of, made)
	}
	return out
}

// locate writes the positions of tokens into the terms that they are of.
func locate(tokens analysis.TokenStream, of []*index.TokenFreq, terms []index.TokenFreq) {
	locations := make([]index.TokenLocation, len(terms))
	pointers := make([]*index.TokenLocation, len(terms))
	gaps := make([]uint64, len(tokens))
	for i := range terms {
		more := terms[i].Frequency() - 1
		locations[i].ArrayPositions, gaps = gaps[:0:more], gaps[more:]
		pointers[i] = &locations[i]
		terms[i].Locations = pointers[i : i+1 : i+1]
	}
	for i, token := range tokens {
		at := of[i].Locations[0]
		if at.Position == 0 {
			at.Position = token.Position
		} else {
			at.ArrayPositions = append(at.ArrayPositions, uint64(token.Position-at.End))
		}
		at.End = token.Position // the one before, for the next
	}
	for i := range locations {
		locations[i].End = 0
	}
}

// positions appends where a posting's term stands, as locate wrote it.
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
