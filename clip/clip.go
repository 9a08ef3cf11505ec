package clip

import "time"

// A Clip is one clipping: an identity with State, whose content is its
// current Version. Lists carry a Version without a Body.
type Clip struct {
	ID ID
	// Ref is the clip's name in the program it was imported from; often empty.
	Ref string
	// Captured is when the clip was first kept.
	Captured time.Time
	State
	Version Version
}

// State is all that changes about a clip while its content stays.
type State struct {
	Current ID // the current Version
	Story   ID // exactly one
	// Pinned says that a person chose the story; grouping never moves it.
	Pinned  bool
	Folders []ID // any number, in no particular order
	// Places are where it stands in those of its folders that a person arranged,
	// by folder: a higher one is further down.
	Places  map[ID]int64 `json:",omitempty"`
	Tags    []string     // sorted, unique
	Note    string
	Read    bool
	Starred bool
	Trashed time.Time // zero: not in the trash
}

// A Story is a group of clips about one event. Each clip is in exactly one.
type Story struct {
	ID   ID
	Name string
	// Named says that a person chose the name; grouping never changes it.
	Named bool
	// Clips counts the clips outside the trash; Latest is the latest of their
	// dates (published, else captured).
	Clips  int
	Latest time.Time
}

// A Folder is made by a person, nests, and holds any number of clips.
type Folder struct {
	ID       ID
	Parent   ID // empty: at the top
	Name     string
	Position int // among its siblings, from 0
	Clips    int // in it and in those below it, each once, outside the trash
}

// Kind says what sort of page a text came from.
type Kind string

// The kinds of page that extraction tells apart.
const (
	KindArticle Kind = "article"
	KindList    Kind = "list"    // front pages, topics, search results
	KindForum   Kind = "forum"   // threads of posts
	KindProduct Kind = "product" // something for sale
	KindWall    Kind = "wall"    // a consent, login or robot check instead of the page
	KindOther   Kind = "other"   // a text worth keeping that is none of these
	KindNone    Kind = "none"    // no text
)
