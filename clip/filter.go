package clip

import (
	"slices"
	"time"
)

// A Filter is a condition on a clip that the library answers without looking
// at its text: a tree of all-of, any-of and not over leaves.
type Filter struct {
	Is       FilterKind
	Of       []Filter  // the parts of FilterAll and FilterAny, the one of FilterNot
	IDs      []ID      // FilterFolder (the caller adds descendants), FilterStory: any of these
	Names    []string  // FilterTag, FilterOutlet, FilterLang: any of these, as the library spells them
	Text     string    // FilterURL: a part of the address
	From, To time.Time // FilterDate: From ≤ t < To; zero: open
}

// FilterKind says what a Filter asks for.
type FilterKind string

// The kinds of Filter.
const (
	FilterAll FilterKind = "all" // with no parts it holds for every clip
	FilterAny FilterKind = "any" // with no parts it holds for none
	FilterNot FilterKind = "not"

	FilterFolder      FilterKind = "folder"
	FilterStory       FilterKind = "story"
	FilterTag         FilterKind = "tag"
	FilterOutlet      FilterKind = "outlet"
	FilterLang        FilterKind = "lang"
	FilterURL         FilterKind = "url"
	FilterDate        FilterKind = "date" // published, else captured
	FilterRead        FilterKind = "read"
	FilterStarred     FilterKind = "starred"
	FilterSingle      FilterKind = "single"    // alone in its story
	FilterDuplicate   FilterKind = "duplicate" // another has its address or its text
	FilterTrash       FilterKind = "trash"
	FilterNote        FilterKind = "note"
	FilterImage       FilterKind = "image"
	FilterHighlighted FilterKind = "highlighted"
	FilterTagged      FilterKind = "tagged"
	FilterFiled       FilterKind = "filed" // in a folder
)

// Speaks reports whether the filter or a part of it is of a kind.
func (f Filter) Speaks(of FilterKind) bool {
	return f.Is == of || slices.ContainsFunc(f.Of, func(part Filter) bool { return part.Speaks(of) })
}
