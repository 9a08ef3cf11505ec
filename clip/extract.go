package clip

import (
	"strings"
	"time"
)

// An Extract is what cleaning a page or a pasted text gives: a Version to be,
// with what was left out and why.
type Extract struct {
	Metadata Metadata
	Body     Body
	// Related are other articles that the page carried with an excerpt of
	// their text; each can be kept as a clip of its own.
	Related []Related
	// Media are notes on videos and the like that the page showed.
	Media []Media
	// Removed is the trace: every piece that was left out of the body or
	// repaired in it.
	Removed []Removal
	// Wall is set when the page stands in the way of the article: "consent",
	// "login", "paywall", "robot".
	Wall string
}

// Related is another article found on a page.
type Related struct {
	Title  string `json:"title"`
	Outlet string `json:"site"`
	// Published is empty unless the page gave a date that needs no guessing.
	Published Date `json:"date"`
	// DateEvidence keeps what the page said, "an hour ago".
	DateEvidence string `json:"date_evidence"`
	URL          string `json:"url"`
	Text         string `json:"text"` // paragraphs parted by an empty line
	Excerpt      bool   `json:"excerpt"`
}

// Media is a note on something that cannot be kept as text.
type Media struct {
	Kind     string `json:"kind"` // "video", "audio"
	Title    string `json:"title,omitempty"`
	Duration string `json:"duration,omitempty"` // as shown, "01:33"
	URL      string `json:"url,omitempty"`
}

// Removal is one piece that cleaning left out or changed.
type Removal struct {
	Text   string `json:"text"`   // what, cut to RemovalLength runes
	Reason string `json:"reason"` // "navigation", "repeated title", "joined lines", "spacing" …
	Rule   string `json:"rule"`   // the rule or score that decided
	// Form is how the piece stands on its page, "div.story > aside.box > p":
	// other pages of the site have pieces of the same form. Empty in a pasted
	// text.
	Form string `json:"form,omitempty"`
}

// A Correction says of a piece of a page, by hand, that it belongs to the
// article or does not.
type Correction struct {
	Form string `json:"form,omitempty"` // pieces of this form; empty: of any
	// Text is what the piece says, white space folded; ending in … it is how
	// the piece begins. Empty: pieces of any text.
	Text string `json:"text,omitempty"`
	Keep bool   `json:"keep"`
}

// About reports whether the correction speaks of a piece. A form is held
// against it only where that of the piece is known.
func (c Correction) About(form, text string) bool {
	if c.Form != "" && form != "" && c.Form != form {
		return false
	}
	if c.Text == "" {
		return true
	}
	said, text := foldSpace(c.Text), foldSpace(text)
	if start, cut := strings.CutSuffix(said, "…"); cut {
		return strings.HasPrefix(text, start)
	}
	return said == text
}

// shownText is how much of a correction's text String shows, in runes.
const shownText = 60

// String says what the correction does: "take away aside.box > p “Read also”".
func (c Correction) String() string {
	out := "take away"
	if c.Keep {
		out = "keep"
	}
	if c.Form != "" {
		out += " " + c.Form
	}
	if c.Text == "" {
		return out
	}
	text := []rune(foldSpace(c.Text))
	if len(text) > shownText {
		text = append(text[:shownText-1:shownText-1], '…')
	}
	return out + " “" + string(text) + "”"
}

func foldSpace(text string) string { return strings.Join(strings.Fields(text), " ") }

// A SiteRule is a correction that holds for every page of a site.
type SiteRule struct {
	Number int       `json:"number"`
	Site   string    `json:"site"` // the registered domain, "coastal-ledger.example"
	Added  time.Time `json:"added"`
	Correction
}

// RemovalLength is how much of a removed piece the trace keeps, in runes.
const RemovalLength = 300
