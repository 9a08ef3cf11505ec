package clip

import "time"

// A Query asks for clips. Its zero value asks for every clip outside the
// trash, newest first.
type Query struct {
	Text     string // what the person typed
	Typing   bool   // the last word may be unfinished
	Folders  []ID   // any of these (the caller adds descendants)
	Stories  []ID   // any of these
	Outlet   string
	Tags     []string  // all of these
	From, To time.Time // published, else captured: From ≤ t < To; zero: open
	Single   bool      // only clips that are alone in their story
	Unread   bool
	Starred  bool
	Trash    bool // clips in the trash instead
	// Where holds further conditions: all of these. One that speaks of the
	// trash looks in it too.
	Where []Filter
	Order Order
	Limit int // 0: DefaultLimit
	Shown int // of the hits of a search, how many come with their rows and passages; 0: all
}

// Order is the order of what a Query finds.
type Order string

// The orders.
const (
	ByRank Order = ""       // what fits best first; without words newest first
	Newest Order = "newest" // by the date of publishing, else of capture
	Oldest Order = "oldest"
	ByHand Order = "hand" // as a person arranged the clips of the Folders asked for, else newest first
)

// Arranged returns the folders whose arrangement the order ByHand is: those
// asked for, else those of the first filter that all clips must pass.
func (q *Query) Arranged() []ID {
	if len(q.Folders) > 0 {
		return q.Folders
	}
	for _, f := range q.Where {
		if f.Is == FilterFolder {
			return f.IDs
		}
	}
	return nil
}

// DefaultLimit is how many hits a Query gives when it does not say.
const DefaultLimit = 50

// A Search is a query that a person saved under a name.
type Search struct {
	ID       ID
	Name     string
	Text     string // as it was typed, filters included
	Position int    // among the saved searches, from 0
}

// A Template is how documents are made, under a name.
type Template struct {
	ID       ID
	Name     string
	Settings string // JSON
}

// A Hit is one clip found, with why.
type Hit struct {
	ID      ID
	Score   float64
	Title   []Span // the title, matches marked
	Snippet []Span // the best passage of the text, matches marked
}

// A Span is a run of text, marked when it matched.
type Span struct {
	Text   string
	Marked bool
}
