package search

import (
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"newsclip/clip"
)

// A Document is what the index takes of a clip.
type Document struct {
	ID                                      clip.ID
	Title, Text, Note, Byline, Outlet, Lang string
	Date                                    time.Time // not indexed: the library answers for dates
	Highlights                              string    // what a person wrote to their highlights
}

// The fields of the index. text holds everything that a plain word is looked
// for in, with positions for phrases. stem holds the stems of the same, in the
// clip's language: one field for all languages, because a field for each
// would need a disjunction over all of them for each word.
const (
	fieldText   = "text"
	fieldStem   = "stem"
	fieldTitle  = "title" // stored, for the marks in it
	fieldByline = "byline"
	fieldOutlet = "outlet"
	fieldNote   = "note"
	fieldLang   = "lang" // stored
)

// fieldNames returns every field that can be searched.
func fieldNames() []string {
	return []string{fieldText, fieldStem, fieldTitle, fieldByline, fieldOutlet, fieldNote, fieldLang}
}

const withPositions = index.IndexField | index.IncludeTermVectors

// fields builds Bleve's document by hand, not by a mapping: a mapping would
// need our analyzer in Bleve's global registry, and could not share one
// analysis between text and stem.
func fields(d *Document, counted *counts) *document.Document {
	doc := document.NewDocument(string(d.ID))
	all := joined(d.Title, d.Text, d.Note, d.Highlights, d.Byline, d.Outlet)
	shared := &sharing{lang: language(d.Lang)}
	add := func(name, value string, options index.FieldIndexingOptions, analyzer analysis.Analyzer) {
		if value != "" {
			doc.AddField(document.NewTextFieldCustom(name, nil, []byte(value), options, counting{analyzer, counted, name}))
		}
	}
	add(fieldText, all, withPositions, textAnalyzer{shared})
	if stemmer(shared.lang) != nil {
		add(fieldStem, all, index.IndexField, stemAnalyzer{shared})
	}
	add(fieldTitle, d.Title, withPositions|index.StoreField, textAnalyzer{})
	add(fieldByline, d.Byline, withPositions, textAnalyzer{})
	add(fieldOutlet, d.Outlet, withPositions, textAnalyzer{})
	add(fieldNote, joined(d.Note, d.Highlights), withPositions, textAnalyzer{})
	add(fieldLang, shared.lang, index.IndexField|index.StoreField, nil)
	return doc
}

// joined puts parts one after the other, parted so that no phrase spans two.
func joined(parts ...string) string {
	var out strings.Builder
	for _, part := range parts {
		if part == "" {
			continue
		}
		if out.Len() > 0 {
			out.WriteString(paragraphEnd)
		}
		out.WriteString(part)
	}
	return out.String()
}

// language shortens a language tag (BCP 47) to its language: de-AT → de.
func language(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	switch tag {
	case "nb", "nn":
		return "no"
	}
	return tag
}
