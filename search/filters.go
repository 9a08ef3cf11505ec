package search

import (
	"slices"
	"strings"
	"time"

	"newsclip/clip"
)

// Context is what Parse has to know of the day and of the library.
type Context struct {
	Now time.Time // dates are read in its time zone
	// Typing says that the last word may be unfinished: no fault is found with
	// a filter that ends the query.
	Typing bool
	// Names returns what folders, stories, tags, outlets and languages are
	// called; nil: outlets and languages are looked for in the index, and of
	// the rest nothing is there.
	Names func(kind clip.FilterKind) []Name
}

// Parsed is what a person typed, parted into what the index answers and what
// the library answers: both must hold.
type Parsed struct {
	Words Words
	Where []clip.Filter
	Order clip.Order
	Hint  string // what was not understood, in sentences; often empty
}

// Words are what is to be looked for in texts. Filters stand among them where
// an OR joins them to words.
type Words struct{ root node }

// Empty reports whether nothing is to be looked for.
func (w Words) Empty() bool { return w.root.kind == isEvery && len(w.root.of) == 0 }

// Rank reports whether the words say which clips fit best: not so if there are
// only words to be left out.
func (w Words) Rank() bool { return w.root.ranks() }

// Speaks reports whether there is a filter of a kind among the words.
func (w Words) Speaks(of clip.FilterKind) bool { return w.root.speaks(of) }

// Parse reads what a person typed.
func Parse(text string, c Context) Parsed {
	r := &reader{context: c, text: head(text, maxQuery)}
	root := combined(isEvery, node{kind: isEvery}, r.query(0, ""))
	if r.at < len(r.text) || len(r.text) < len(text) {
		r.hints.add(hintLong)
	}
	p := Parsed{Words: Words{node{kind: isEvery}}, Order: r.order, Hint: r.hints.String()}
	for _, n := range root.of {
		if n = n.collapsed(); n.kind == isFilter {
			p.Where = append(p.Where, n.filter)
		} else {
			p.Words.root.of = append(p.Words.root.of, n)
		}
	}
	return p
}

// The filters that the library answers, as they are typed.
const (
	filterTag    = "tag"
	filterFolder = "folder"
	filterStory  = "story"
	filterURL    = "url"
	filterDate   = "date"
	filterAfter  = "after"
	filterBefore = "before"
	filterIs     = "is"
	filterHas    = "has"
	filterSort   = "sort"
)

// fieldNamed returns the field that a person means, "" for none.
func fieldNamed(name string) string {
	switch name {
	case "title", "headline":
		return fieldTitle
	case "by", "author", "byline":
		return fieldByline
	case "outlet", "source":
		return fieldOutlet
	case "note", "notes":
		return fieldNote
	case "lang", "language":
		return fieldLang
	case "url", "site", "address":
		return filterURL
	case filterTag, filterFolder, filterStory, filterDate, filterIs, filterHas, filterSort, filterAfter, filterBefore:
		return name
	}
	return ""
}

// answers reports whether the library answers for a field, or nobody does.
func (r *reader) answers(field string) bool {
	switch field {
	case fieldOutlet, fieldLang:
		return r.context.Names != nil
	case filterTag, filterFolder, filterStory, filterURL, filterDate, filterIs, filterHas, filterSort, filterAfter, filterBefore:
		return true
	}
	return false
}

// filter makes a filter of a clause. One that makes no sense is plain words;
// within what is left out, where they would hide clips, and at the end of what
// is being typed it is nothing.
func (r *reader) filter(c clause, source string) (node, bool) {
	f, hint, ok := r.filterOf(c, source)
	r.hints.add(hint)
	switch {
	case ok && f.Is == "": // it was an order
		return node{}, false
	case ok:
		return node{kind: isFilter, filter: f}, true
	case r.negative || c.last && r.context.Typing:
		return node{}, false
	}
	out := node{kind: isEvery}
	for word := range strings.FieldsFuncSeq(c.text, func(r rune) bool { return !isWord(r) }) {
		out.of = append(out.of, node{kind: isWords, clause: clause{text: word, prefix: c.prefix}})
	}
	if len(out.of) == 1 {
		return out.of[0], true
	}
	return out, true
}

func (r *reader) filterOf(c clause, source string) (f clip.Filter, hint string, ok bool) {
	switch c.field {
	case filterURL:
		return clip.Filter{Is: clip.FilterURL, Text: c.text}, "", true
	case filterDate, filterAfter, filterBefore:
		if f, ok = dateFilter(c, r.context.Now); !ok {
			hint = hintDate(source)
		}
		return f, hint, ok
	case filterIs:
		return choice(states, c, source)
	case filterHas:
		return choice(things, c, source)
	case filterSort:
		if f, hint, ok = choice(orders, c, source); ok {
			r.order, f.Is = clip.Order(f.Is), ""
		}
		return f, hint, ok
	}
	return r.named(c, source)
}

// named finds which names are meant.
func (r *reader) named(c clause, source string) (f clip.Filter, hint string, ok bool) {
	f.Is = clip.FilterKind(c.field)
	if r.context.Names == nil {
		return f, hintNone(c.text), false
	}
	names := r.context.Names(f.Is)
	if f.Is == clip.FilterLang {
		if f.Names = meantLanguage(names, c.text); len(f.Names) == 0 {
			hint = hintNone(c.text)
		}
		return f, hint, hint == ""
	}
	found, fits := meant(names, c.text, f.Is == clip.FilterFolder)
	if len(found) == 0 {
		return f, hintNone(c.text), false
	}
	var texts []string
	for _, n := range found {
		texts = append(texts, n.Text)
		if n.ID != "" {
			f.IDs = append(f.IDs, n.ID)
		}
	}
	if len(f.IDs) == 0 {
		f.Names = texts
	}
	unfinished := c.prefix || c.last && r.context.Typing
	if len(found) > 1 && fits != fitsExactly && !unfinished {
		hint = hintNames(source, texts)
	}
	return f, hint, true
}

func dateFilter(c clause, now time.Time) (clip.Filter, bool) {
	from, to, ok := span(c.text, now)
	switch c.field {
	case filterAfter:
		from, to = to, time.Time{} // after the whole of it
	case filterBefore:
		from, to = time.Time{}, from
	}
	return clip.Filter{Is: clip.FilterDate, From: from, To: to}, ok
}

// option is a word that a field knows, with other words for the same.
type option struct {
	word string
	is   clip.FilterKind
	not  bool
	also []string
}

// states are what "is:" knows, things what "has:" knows.
var (
	states = []option{
		{"unread", clip.FilterRead, true, []string{"new"}},
		{"read", clip.FilterRead, false, nil},
		{"starred", clip.FilterStarred, false, []string{"star"}},
		{"highlighted", clip.FilterHighlighted, false, []string{"highlight", "marked"}},
		{"single", clip.FilterSingle, false, nil},
		{"duplicate", clip.FilterDuplicate, false, []string{"duplicates", "duplicated"}},
		{"trash", clip.FilterTrash, false, []string{"trashed", "deleted"}},
	}
	things = []option{
		{"image", clip.FilterImage, false, []string{"images", "picture", "pictures", "photo"}},
		{"note", clip.FilterNote, false, []string{"notes"}},
		{"highlight", clip.FilterHighlighted, false, []string{"highlights"}},
		{"tag", clip.FilterTagged, false, []string{"tags"}},
		{"folder", clip.FilterFiled, false, []string{"folders"}},
	}
	orders = []option{
		{"date", clip.FilterKind(clip.Newest), false, []string{"newest", "new", "latest"}},
		{"oldest", clip.FilterKind(clip.Oldest), false, []string{"old", "earliest"}},
		{"hand", clip.FilterKind(clip.ByHand), false, []string{"manual", "arranged"}},
		{"best", clip.FilterKind(clip.ByRank), false, []string{"relevance", "rank"}},
	}
)

// choice finds the option that a person means.
func choice(options []option, c clause, source string) (f clip.Filter, hint string, ok bool) {
	value := strings.ToLower(c.text)
	i := slices.IndexFunc(options, func(o option) bool { return o.word == value || slices.Contains(o.also, value) })
	if i < 0 {
		var known []string
		for _, o := range options {
			known = append(known, o.word)
		}
		return f, hintChoice(c.field, source, known), false
	}
	f.Is = options[i].is
	if options[i].not {
		f = clip.Filter{Is: clip.FilterNot, Of: []clip.Filter{f}}
	}
	return f, "", true
}
