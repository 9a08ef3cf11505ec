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
	Date                                    time.Time // what the clip is sorted by
	Highlights                              string    // what a person wrote to their highlights
}

// The fields of the index. text holds everything that a plain word is looked
// for in, with positions for phrases. stem holds the stems of the same, in the
// clip's language, where they differ from the word, which is in text already:
// one field for all languages, because a field for each would need a
// disjunction over all of them for each word.
const (
	fieldText   = "text"
	fieldStem   = "stem"
	fieldTitle  = "title" // stored, for the marks in it
	fieldByline = "byline"
	fieldOutlet = "outlet"
	fieldNote   = "note"
	fieldLang   = "lang" // stored
	fieldDate   = "date" // a column, see dates.go
)

// fieldNames returns every field that can be searched.
func fieldNames() []string {
	return []string{fieldText, fieldStem, fieldTitle, fieldByline, fieldOutlet, fieldNote, fieldLang}
}

const withPositions = index.IndexField | index.IncludeTermVectors

// fields builds Bleve's document by hand, not by a mapping: a mapping would
// need our analyzer in Bleve's global registry, could not share one analysis
// between text and stem, and would write positions as Bleve does.
func fields(d *Document, counted *counts, cache *stemCache) *document.Document {
	doc := document.NewDocument(string(d.ID))
	add := func(name, value string, options index.FieldIndexingOptions, analyze func() (analysis.TokenStream, int)) {
		doc.AddField(&field{name: name, value: []byte(value), options: options, analyze: counted.counting(name, analyze)})
	}
	words := func(name, value string, options index.FieldIndexingOptions) {
		if value == "" {
			return
		}
		add(name, value, options, func() (analysis.TokenStream, int) {
			tokens := analyze([]byte(value), toIndex)
			return tokens, len(tokens)
		})
	}
	lang := language(d.Lang)
	both := &analyzed{text: []byte(joined(d.Title, d.Text, d.Note, d.Highlights, d.Byline, d.Outlet)), lang: lang, cache: cache}
	add(fieldText, "", withPositions, both.words)
	if stemmer(lang) != nil {
		add(fieldStem, "", index.IndexField, both.stems)
	}
	words(fieldTitle, d.Title, withPositions|index.StoreField)
	words(fieldByline, d.Byline, withPositions)
	words(fieldOutlet, d.Outlet, withPositions)
	words(fieldNote, joined(d.Note, d.Highlights), withPositions)
	if lang != "" {
		add(fieldLang, lang, index.IndexField|index.StoreField, func() (analysis.TokenStream, int) {
			return analysis.TokenStream{{Term: []byte(lang), Position: 1}}, 1
		})
	}
	add(fieldDate, "", index.IndexField|index.DocValues, func() (analysis.TokenStream, int) {
		return analysis.TokenStream{{Term: dateTerm(d.Date), Position: 1}}, 1
	})
	return doc
}

// analyzed is the text of a document, cut into terms once for both its fields.
type analyzed struct {
	text   []byte
	lang   string
	cache  *stemCache
	tokens analysis.TokenStream
}

func (a *analyzed) words() (analysis.TokenStream, int) {
	if a.tokens == nil {
		a.tokens = analyze(a.text, toIndex)
	}
	return a.tokens, len(a.tokens)
}

func (a *analyzed) stems() (analysis.TokenStream, int) {
	tokens, length := a.words()
	return a.cache.of(a.text, tokens, a.lang), length
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
