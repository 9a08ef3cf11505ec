package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/diff"
)

// A Revision is a version of a clip with what it changed.
type Revision struct {
	clip.Version
	Current bool
	// Since is the version that it is compared with: the one that it was made
	// of, else the one before; 0: there is none.
	Since   int
	Summary string // "Headline, 2 numbers, 3 paragraphs changed"; empty with Since 0
}

// Revisions returns a clip's versions, oldest first, whole, each with what it
// changed.
func (a *App) Revisions(ctx context.Context, id clip.ID) ([]Revision, error) {
	c, err := a.library.Clips(ctx, []clip.ID{id})
	if err != nil {
		return nil, err
	}
	versions, err := a.library.Versions(ctx, id)
	if err != nil {
		return nil, err
	}
	out := make([]Revision, len(versions))
	for i, v := range versions {
		whole, err := a.library.Version(ctx, v.ID)
		if err != nil {
			return nil, err
		}
		out[i] = Revision{Version: whole, Current: len(c) == 1 && c[0].Current == v.ID}
		if before := predecessor(versions[:i], &v); before >= 0 {
			comparison := diff.Compare(&out[before].Version, &out[i].Version)
			out[i].Since, out[i].Summary = versions[before].Number, Summary(&comparison)
		}
	}
	return out, nil
}

// predecessor returns which of the versions before v it is compared with; -1:
// none.
func predecessor(before []clip.Version, v *clip.Version) int {
	if i := slices.IndexFunc(before, func(b clip.Version) bool { return b.ID == v.Parent }); i >= 0 {
		return i
	}
	return len(before) - 1
}

// Compare says what changed between two versions of a clip, by their numbers.
// With to 0 it is the current one, with from 0 the one that to was made of.
func (a *App) Compare(ctx context.Context, id clip.ID, from, to int) (old, fresh clip.Version, c diff.Comparison, err error) {
	versions, err := a.library.Versions(ctx, id)
	if err != nil {
		return old, fresh, c, err
	}
	if to == 0 {
		current, err := a.library.Clip(ctx, id)
		if err != nil {
			return old, fresh, c, err
		}
		to = current.Version.Number
	}
	at := slices.IndexFunc(versions, func(v clip.Version) bool { return v.Number == to })
	if at >= 0 && from == 0 {
		before := predecessor(versions[:at], &versions[at])
		if before < 0 {
			return old, fresh, c, &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("Version %d is the first: there is none to compare it with.", to), Next: "newsclip versions ID lists them."}
		}
		from = versions[before].Number
	}
	if old, err = a.numbered(ctx, versions, from); err != nil {
		return old, fresh, c, err
	}
	if fresh, err = a.numbered(ctx, versions, to); err != nil {
		return old, fresh, c, err
	}
	return old, fresh, diff.Compare(&old, &fresh), nil
}

// numbered returns a version whole by its number.
func (a *App) numbered(ctx context.Context, versions []clip.Version, number int) (clip.Version, error) {
	for _, v := range versions {
		if v.Number == number {
			return a.library.Version(ctx, v.ID)
		}
	}
	return clip.Version{}, &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("This clip has no version %d.", number), Next: "newsclip versions ID lists them."}
}

// UseNumber makes the version of a number the current one.
func (a *App) UseNumber(ctx context.Context, id clip.ID, number int) error {
	versions, err := a.library.Versions(ctx, id)
	if err != nil {
		return err
	}
	version, err := a.numbered(ctx, versions, number)
	if err != nil {
		return err
	}
	return a.UseVersion(ctx, id, version.ID)
}

// HowMade says how a version came to be.
func HowMade(m clip.Method) string {
	switch m {
	case clip.MethodFetch:
		return "fetched"
	case clip.MethodHTML:
		return "pasted page"
	case clip.MethodText:
		return "pasted text"
	case clip.MethodImport:
		return "imported"
	case clip.MethodEdit:
		return "edited by hand"
	case clip.MethodCorrect:
		return "corrected"
	}
	return string(m)
}

// changeNames are what changes are called, one and several.
var changeNames = map[diff.Kind][2]string{
	diff.Headline: {"headline", ""}, diff.Number: {"1 number", "%d numbers"}, diff.Quotation: {"1 quote", "%d quotes"},
	diff.Standfirst: {"standfirst", ""}, diff.Authors: {"authors", ""}, diff.Outlet: {"outlet", ""},
	diff.Published: {"date", ""}, diff.Address: {"address", ""},
}

// ChangeName is what a kind of change is called.
func ChangeName(k diff.Kind) string {
	return map[diff.Kind]string{diff.Headline: "Headline", diff.Number: "Number", diff.Quotation: "Quote", diff.Standfirst: "Standfirst",
		diff.Authors: "Authors", diff.Outlet: "Outlet", diff.Published: "Date", diff.Address: "Address"}[k]
}

// ChangeSentence says what a change is: “12 → 14 dead”, “Quote removed: …”.
func ChangeSentence(c *diff.Change) string {
	quote := func(text string) string {
		if c.Kind == diff.Quotation || c.Kind == diff.Headline || c.Kind == diff.Standfirst {
			return "“" + text + "”"
		}
		return cmp.Or(text, "none")
	}
	switch {
	case c.Kind == diff.Number:
		return strings.TrimSpace(c.Was + " → " + c.Is + " " + c.About)
	case c.Kind == diff.Quotation && c.Is == "":
		return "Quote removed: " + quote(c.Was)
	case c.Kind == diff.Quotation && c.Was == "":
		return "New quote: " + quote(c.Is)
	}
	return ChangeName(c.Kind) + " changed: " + quote(c.Was) + " → " + quote(c.Is)
}

// TextSummary says what became of the paragraphs: “2 paragraphs changed, 1
// new”; empty where all are the same.
func TextSummary(c *diff.Comparison) string {
	var out []string
	for _, of := range []struct {
		op   diff.BlockOp
		said string
	}{{diff.BlockChanged, "changed"}, {diff.BlockAdded, "new"}, {diff.BlockRemoved, "removed"}, {diff.BlockMoved, "moved"}} {
		n := c.Count(of.op)
		switch {
		case n == 0:
		case len(out) > 0:
			out = append(out, fmt.Sprintf("%d %s", n, of.said))
		case n == 1:
			out = append(out, "1 paragraph "+of.said)
		default:
			out = append(out, fmt.Sprintf("%d paragraphs %s", n, of.said))
		}
	}
	return strings.Join(out, ", ")
}

// NothingChanged is what Summary says of two versions that are the same.
const NothingChanged = "Nothing changed"

// Summary says in a line what changed: “Headline, 2 numbers, 1 quote, 3
// paragraphs changed”.
func Summary(c *diff.Comparison) string {
	var out []string
	for i := 0; i < len(c.Changes); {
		kind, n := c.Changes[i].Kind, 0
		for ; i < len(c.Changes) && c.Changes[i].Kind == kind; i++ {
			n++
		}
		name := changeNames[kind]
		if n > 1 && name[1] != "" {
			out = append(out, fmt.Sprintf(name[1], n))
		} else {
			out = append(out, name[0])
		}
	}
	if text := TextSummary(c); text != "" {
		out = append(out, text)
	}
	if len(out) == 0 {
		return NothingChanged
	}
	line := strings.Join(out, ", ")
	return strings.ToUpper(line[:1]) + line[1:]
}
