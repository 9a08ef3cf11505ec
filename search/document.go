package search

import (
	"strings"
	"time"

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

// fields is what a document becomes: Bleve's documents are built by hand, not by
// a mapping, which would need our analyzer in Bleve's global registry, could not
// share one analysis between text and stem, and would write positions as Bleve
// does.
type fields struct {
	*document.Document
	vocabulary *vocabulary
	shared     map[string]*frequencies
}

// add adds the words of a field, where it has any.
func (f *fields) add(name, value string, options index.FieldIndexingOptions) {
	if value == "" {
		return
	}
	tokens := f.vocabulary.analyze([]byte(value))
	made := f.invert(name, f.vocabulary.occurrences(tokens), len(tokens), options)
	if options.IsStored() {
		made.value = []byte(value)
	}
}

// addOne adds a field of one term.
func (f *fields) addOne(name, term string, options index.FieldIndexingOptions) {
	f.invert(name, []occurrence{{&spelling{term: term}, 1}}, 1, options).value = []byte(term)
}

func (f *fields) invert(name string, found []occurrence, length int, options index.FieldIndexingOptions) *field {
	made := &field{name: name, options: options, length: length, shared: f.shared[name], text: invert(found, options.IncludeTermVectors(), f.vocabulary)}
	f.AddField(made)
	return made
}

// document analyzes a document.
func (v *vocabulary) document(d *Document, shared map[string]*frequencies) *document.Document {
	v.begin()
	f := &fields{document.NewDocument(string(d.ID)), v, shared}
	lang := language(d.Lang)
	text := []byte(joined(d.Title, d.Text, d.Note, d.Highlights, d.Byline, d.Outlet))
	tokens := v.analyze(text)
	f.invert(fieldText, v.occurrences(tokens), len(tokens), withPositions)
	if stemmer(lang) != nil {
		f.invert(fieldStem, v.stemsOf(text, tokens, lang), len(tokens), index.IndexField)
	}
	f.add(fieldTitle, d.Title, withPositions|index.StoreField)
	f.add(fieldByline, d.Byline, withPositions)
	f.add(fieldOutlet, d.Outlet, withPositions)
	f.add(fieldNote, joined(d.Note, d.Highlights), withPositions)
	if lang != "" {
		f.addOne(fieldLang, lang, index.IndexField|index.StoreField)
	}
	f.addOne(fieldDate, string(dateTerm(d.Date)), index.IndexField|index.DocValues)
	return f.Document
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
