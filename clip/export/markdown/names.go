package markdown

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// defaultNames is the template of names unless the person says otherwise.
const defaultNames = "{section}/{date} {title}"

// Placeholders returns what may stand between braces in a template of names,
// and what each becomes. {title:40} is the title in 40 characters at most.
func Placeholders() [][2]string {
	return [][2]string{
		{"title", "the headline"},
		{"date", "the day it was published, else captured: 2026-03-01"},
		{"year", "of that day"}, {"month", "of that day, 01 to 12"}, {"day", "of that day, 01 to 31"},
		{"captured", "the day it was captured"},
		{"outlet", "where it appeared"}, {"byline", "who wrote it"},
		{"story", "the story that it belongs to"}, {"folder", "the first of its folders"},
		{"section", "the section of the document, where there are several"},
		{"number", "its place in the document: 001"},
		{"lang", "its language: en"}, {"id", "its name in the library"},
	}
}

// A naming is a template of names, read: the parts of each folder and, last,
// of the file.
type naming [][]namePart

// A namePart is a text, or a placeholder with its longest value.
type namePart struct {
	text        string
	placeholder string
	runes       int // 0: any
}

// parseNames reads a template. Slashes make folders.
func parseNames(template string) (naming, error) {
	if strings.TrimSpace(template) == "" {
		template = defaultNames
	}
	var names naming
	for component := range strings.SplitSeq(template, "/") {
		parts, err := parseName(component)
		if err != nil {
			return nil, err
		}
		names = append(names, parts)
	}
	return names, nil
}

func parseName(component string) (parts []namePart, err error) {
	for component != "" {
		text, rest, found := strings.Cut(component, "{")
		if text != "" {
			parts = append(parts, namePart{text: text})
		}
		if !found {
			break
		}
		inner, after, closed := strings.Cut(rest, "}")
		if !closed {
			return nil, badName("{" + inner)
		}
		part, err := parsePlaceholder(inner)
		if err != nil {
			return nil, err
		}
		parts, component = append(parts, part), after
	}
	return parts, nil
}

func parsePlaceholder(inner string) (namePart, error) {
	name, length, limited := strings.Cut(inner, ":")
	part := namePart{placeholder: strings.ToLower(strings.TrimSpace(name))}
	if limited {
		n, err := strconv.Atoi(length)
		if err != nil || n < 1 {
			return part, badName("{" + inner + "}")
		}
		part.runes = n
	}
	if !slices.ContainsFunc(Placeholders(), func(p [2]string) bool { return p[0] == part.placeholder }) {
		return part, badName("{" + inner + "}")
	}
	return part, nil
}

func badName(what string) error {
	var known []string
	for _, p := range Placeholders() {
		known = append(known, "{"+p[0]+"}")
	}
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("The names of files cannot have %q.", what),
		Next: "Use " + strings.Join(known, ", ") + "; {title:40} is cut at 40 characters."}
}

// A named clip is one with all that a name may tell of it.
type named struct {
	clip    *clip.Clip
	about   review.About
	section []string // titles of the section and those above it; nil: there is one alone
	opens   bool     // it is the first of its section
	number  int      // from 1
	total   int
	// contents is a wiki link to the file that lists all clips, or empty.
	contents string
	untitled string // what is said where there is no title
}

// value is what a placeholder becomes; several where it is a path.
func (n *named) value(placeholder string) []string {
	v := &n.clip.Version
	switch placeholder {
	case "title":
		return []string{v.Title}
	case "date":
		return []string{dateOf(n.clip).Format(time.DateOnly)}
	case "year":
		return []string{dateOf(n.clip).Format("2006")}
	case "month":
		return []string{dateOf(n.clip).Format("01")}
	case "day":
		return []string{dateOf(n.clip).Format("02")}
	case "captured":
		return []string{n.clip.Captured.Format(time.DateOnly)}
	case "outlet":
		return []string{v.Outlet}
	case "byline":
		return []string{v.Byline()}
	case "story":
		return []string{n.about.Story}
	case "folder":
		if len(n.about.Folders) > 0 {
			return strings.Split(n.about.Folders[0], "/")
		}
	case "section":
		return n.section
	case "number":
		return []string{fmt.Sprintf("%0*d", max(3, len(strconv.Itoa(n.total))), n.number)}
	case "lang":
		return []string{v.Lang}
	case "id":
		return []string{string(n.clip.ID)}
	}
	return nil
}

// path returns the folders and the name of a clip's file, without its ending.
// Folders without a name are left out.
func (names naming) path(n *named, f flavour) (folders []string, name string) {
	last := len(names) - 1
	for _, parts := range names[:last] {
		for _, text := range folderNames(parts, n) {
			if folder := f.fileName(text); folder != "" {
				folders = append(folders, folder)
			}
		}
	}
	return folders, cmp.Or(f.fileName(expand(names[last], n)), n.untitled)
}

// folderNames is the name of a folder, or those of several: a placeholder that
// stands alone may be a path.
func folderNames(parts []namePart, n *named) []string {
	if len(parts) != 1 || parts[0].placeholder == "" {
		return []string{expand(parts, n)}
	}
	var out []string
	for _, text := range n.value(parts[0].placeholder) {
		out = append(out, parts[0].limit(text))
	}
	return out
}

// expand fills the parts of one name in. A placeholder without a value takes
// the text with it that would have parted it from the next.
func expand(parts []namePart, n *named) string {
	var out strings.Builder
	open, skipped := 0, false // where the text after the last value begins
	for _, part := range parts {
		if part.placeholder == "" {
			if !skipped {
				out.WriteString(part.text)
			}
			continue
		}
		value := part.limit(strings.TrimSpace(strings.Join(n.value(part.placeholder), ", ")))
		skipped = value == ""
		out.WriteString(value)
		if !skipped {
			open = out.Len()
		}
	}
	if skipped && open > 0 { // nothing came after the last text
		return out.String()[:open]
	}
	return out.String()
}

// limit cuts a value to the longest that the part allows.
func (p namePart) limit(value string) string {
	left := p.runes
	if left == 0 {
		return value
	}
	for i := range value {
		if left == 0 {
			return strings.TrimSpace(review.Cut(value, i))
		}
		left--
	}
	return value
}

// dateOf is when a clip was published, else captured.
func dateOf(c *clip.Clip) time.Time {
	if c.Version.Published.IsZero() {
		return c.Captured
	}
	return c.Version.Published.Time
}
