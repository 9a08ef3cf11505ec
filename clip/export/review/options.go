package review

import (
	"fmt"
	"strings"

	"newsclip/clip"
)

// Options are what a person chooses about a document. The zero value is a
// press review on A4. Their JSON is how a template keeps them.
type Options struct {
	// What the document says of itself. Title, For and Period may hold {date}
	// and the like (see Fill).
	Title  string `json:"title,omitempty"`  // empty: the folder's, story's or search's
	For    string `json:"for,omitempty"`    // for whom it is
	Period string `json:"period,omitempty"` // empty: from the first to the last of its dates
	Lang   string `json:"lang,omitempty"`   // BCP 47, of the words around the clips; empty: "en"
	Logo   string `json:"logo,omitempty"`   // path of an image file (PNG, JPEG, WebP, GIF) for the cover

	// What is in it and in which order.
	Layout Layout        `json:"layout,omitempty"`
	Order  Order         `json:"order,omitempty"`
	Group  Group         `json:"group,omitempty"`
	Parts  map[Part]bool `json:"parts,omitempty"` // what differs from the layout's own choice; see Has

	// How a page looks, in formats that have pages.
	Paper    Paper    `json:"paper,omitempty"`
	Margin   float64  `json:"margin,omitempty"` // left and right, in millimetres; above and below follow; 0: the paper's own
	Typeface Typeface `json:"typeface,omitempty"`
	Size     float64  `json:"size,omitempty"` // of the text, in points; 0: the paper's own

	Markdown Markdown `json:"markdown,omitzero"`

	// Progress is told after each clip and page; nil is fine. It is called by
	// one goroutine at a time.
	Progress func(Progress) `json:"-"`
}

// Markdown is what a person chooses for Markdown.
type Markdown struct {
	Flavour  string `json:"flavour,omitempty"`  // "gfm" (default) or "obsidian"
	Combined bool   `json:"combined,omitempty"` // one file with contents instead of one per clip
	// Names says what the files are called and where they stand, e.g.
	// "{section}/{date} {title}"; empty: so. The placeholders are listed in
	// package markdown.
	Names string `json:"names,omitempty"`
	// Fields lists what front matter has, in order, each "url" or, under
	// another key, "url=source"; nil: the usual ones; empty: no front matter.
	Fields []string `json:"fields"`
}

// Layout is how clips follow each other.
type Layout string

// The layouts.
const (
	PressReview Layout = ""           // each clip starts a page
	Continuous  Layout = "continuous" // clips follow one another
	ListOnly    Layout = "list"       // outlet, date, headline, first sentences and address of each
)

// Order is the order of clips within a section.
type Order string

// The orders. Clips without a date stand last by date, those of no outlet last
// by outlet, where the oldest come first within one.
const (
	AsGiven     Order = "" // as the selection or search has them, as the folder is arranged by hand; a story from its beginning
	OldestFirst Order = "oldest"
	NewestFirst Order = "newest"
	ByOutlet    Order = "outlet"
)

// Group is what makes a section.
type Group string

// The ways to group.
const (
	ByFolder  Group = ""       // the folders of an exported folder; else one section
	ByStory   Group = "story"  // a section per story; single clips stand together at the end
	PerOutlet Group = "outlet" // a section per outlet
	PerDay    Group = "day"    // a section per day of publishing
	NoGroups  Group = "none"   // one section, whatever the folders
)

// Paper is a size of page.
type Paper string

// The papers.
const (
	A4     Paper = "" // 210 × 297 mm
	Letter Paper = "letter"
	A5     Paper = "a5" // 148 × 210 mm
)

// Typeface is the face of the text.
type Typeface string

// The typefaces.
const (
	Serif Typeface = ""
	Sans  Typeface = "sans"
)

// Limits of what can be read: a page with margins above MaxMargin has no
// column left on A5.
const (
	MinMargin, MaxMargin = 8, 45 // millimetres
	MinSize, MaxSize     = 7, 18 // points
	maxTitle             = 500   // runes
)

// given is another word for the order "hand", which only folders have.
const given = "given"

// choices are the values of a setting, the first being that of the empty
// string, with the word that people use for it.
var (
	layouts   = []string{"press-review", "continuous", "list"}
	orders    = []string{"hand", "oldest", "newest", "outlet"}
	groups    = []string{"folder", "story", "outlet", "day", "none"}
	papers    = []string{"a4", "letter", "a5"}
	typefaces = []string{"serif", "sans"}
	flavours  = []string{"gfm", "obsidian"}
)

// Check returns the options in their one spelling: lower case, and empty where
// a setting has its first value ("a4" becomes ""). The error, of kind
// clip.ErrInvalid, says what cannot be and what can.
func (o Options) Check() (Options, error) {
	var err error
	pick := func(what, value string, of []string) string {
		value = strings.ToLower(strings.TrimSpace(value))
		if value == "" || value == of[0] {
			return ""
		}
		for _, known := range of {
			if value == known {
				return value
			}
		}
		if err == nil {
			err = invalid("There is no %s %q.", []any{what, value}, "Choose one of: "+strings.Join(of, ", ")+".")
		}
		return value
	}
	o.Layout = Layout(pick("layout", string(o.Layout), layouts))
	if strings.EqualFold(strings.TrimSpace(string(o.Order)), given) {
		o.Order = AsGiven
	}
	o.Order = Order(pick("order", string(o.Order), orders))
	o.Group = Group(pick("grouping", string(o.Group), groups))
	o.Paper = Paper(pick("paper", string(o.Paper), papers))
	o.Typeface = Typeface(pick("typeface", string(o.Typeface), typefaces))
	o.Markdown.Flavour = pick("flavour of Markdown", o.Markdown.Flavour, flavours)
	for _, check := range []func() error{o.checkParts, o.checkNumbers, o.checkWords} {
		if err == nil {
			err = check()
		}
	}
	return o, err
}

func (o Options) checkNumbers() error {
	if o.Margin != 0 && !(o.Margin >= MinMargin && o.Margin <= MaxMargin) {
		return invalid("A margin of %g mm is not possible.", []any{o.Margin}, fmt.Sprintf("Choose %d to %d mm, or 0 for the paper's own.", MinMargin, MaxMargin))
	}
	if o.Size != 0 && !(o.Size >= MinSize && o.Size <= MaxSize) {
		return invalid("A text of %g points is not possible.", []any{o.Size}, fmt.Sprintf("Choose %d to %d points, or 0 for the paper's own.", MinSize, MaxSize))
	}
	return nil
}

func (o Options) checkWords() error {
	for what, text := range map[string]string{"title": o.Title, "line for whom it is": o.For, "period": o.Period} {
		if len([]rune(text)) > maxTitle {
			return invalid("The %s is too long.", []any{what}, fmt.Sprintf("At most %d characters fit a cover.", maxTitle))
		}
	}
	if o.Lang != "" && !HasWords(o.Lang) {
		return invalid("The words around the clips are not known in %q.", []any{o.Lang}, "Choose one of: "+strings.Join(Languages(), ", ")+".")
	}
	return nil
}

func invalid(format string, args []any, next string) error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf(format, args...), Next: next}
}
