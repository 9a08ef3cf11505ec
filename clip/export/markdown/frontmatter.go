package markdown

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"newsclip/clip"
)

// A field is one line of front matter.
type field struct {
	name  string
	about string
	// write writes the value after its key; it writes nothing where the clip
	// has none.
	write func(y *yamlWriter, key string, n *named)
}

// fields lists all there are, in the order in which they are written unless
// the person chooses.
func fields() []field {
	return []field{
		{"title", "the headline", func(y *yamlWriter, key string, n *named) { y.text(key, n.clip.Version.Title) }},
		{"byline", "who wrote it, on one line", func(y *yamlWriter, key string, n *named) { y.text(key, n.clip.Version.Byline()) }},
		{"authors", "who wrote it, as a list", func(y *yamlWriter, key string, n *named) { y.list(key, n.clip.Version.Authors) }},
		{"outlet", "where it appeared", func(y *yamlWriter, key string, n *named) { y.text(key, n.clip.Version.Outlet) }},
		{"published", "when, as precisely as it is known", func(y *yamlWriter, key string, n *named) { y.date(key, n.clip.Version.Published) }},
		{"captured", "when it was captured", func(y *yamlWriter, key string, n *named) { y.instant(key, n.clip.Captured) }},
		{"url", "its address", func(y *yamlWriter, key string, n *named) { y.text(key, n.clip.Version.URL) }},
		{"lang", "its language", func(y *yamlWriter, key string, n *named) { y.text(key, n.clip.Version.Lang) }},
		{"standfirst", "what stands between headline and text", func(y *yamlWriter, key string, n *named) { y.text(key, n.clip.Version.Standfirst) }},
		{"tags", "its tags", func(y *yamlWriter, key string, n *named) { y.tags(key, n.clip.Tags) }},
		{"folders", "the folders that hold it", func(y *yamlWriter, key string, n *named) { y.list(key, n.about.Folders) }},
		{"story", "the story that it belongs to", func(y *yamlWriter, key string, n *named) { y.text(key, n.about.Story) }},
		{"section", "the section of the document", func(y *yamlWriter, key string, n *named) { y.text(key, strings.Join(n.section, "/")) }},
		{"contents", "the file that lists all clips", func(y *yamlWriter, key string, n *named) { y.text(key, n.contents) }},
		{"id", "its name in the library", func(y *yamlWriter, key string, n *named) { y.text(key, string(n.clip.ID)) }},
		{"hash", "SHA-256 of what was captured", func(y *yamlWriter, key string, n *named) { y.text(key, string(n.clip.Version.Source.Original)) }},
		{"note", "what was written on it", func(y *yamlWriter, key string, n *named) { y.text(key, n.note()) }},
	}
}

// unasked are the fields that front matter has only if they are asked for:
// others say the same.
var unasked = []string{"authors", "standfirst"}

// Fields returns the fields of front matter, each with what it tells; and
// whether it is there unless the person chooses.
func Fields() (names [][2]string, usual []string) {
	for _, f := range fields() {
		names = append(names, [2]string{f.name, f.about})
		if !slices.Contains(unasked, f.name) {
			usual = append(usual, f.name)
		}
	}
	return names, usual
}

// maxKey is the longest key, in bytes: readers look no further than 1,024
// characters for the colon behind one (YAML 1.2.2, 7.4.3), and \U000E0001 has ten
// of them for a character.
const maxKey = 200

// frontMatter is the fields of a person's choice, with their keys.
type frontMatter struct {
	flavour flavour
	fields  []field
	keys    []string
}

// parseFields reads a choice, "name" or "name=key" each; nil is the usual one.
func parseFields(chosen []string, f flavour) (*frontMatter, error) {
	m := &frontMatter{flavour: f}
	if chosen == nil {
		_, chosen = Fields()
	}
	for _, one := range chosen {
		name, key, renamed := strings.Cut(one, "=")
		name, key = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(key)
		if !renamed {
			key = name
		}
		all := fields()
		i := slices.IndexFunc(all, func(f field) bool { return f.name == name })
		if i < 0 || key == "" || len(key) > maxKey || strings.ContainsFunc(key, unicode.IsControl) {
			return nil, badField(one)
		}
		if slices.Contains(m.keys, key) {
			return nil, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("The front matter would have %q twice.", key), Next: "Give one of them another key, for example url=source."}
		}
		m.fields, m.keys = append(m.fields, all[i]), append(m.keys, key)
	}
	return m, nil
}

func badField(what string) error {
	var known []string
	for _, f := range fields() {
		known = append(known, f.name)
	}
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("The front matter cannot have %q.", what),
		Next: "Choose of: " + strings.Join(known, ", ") + "; with another key, url=source."}
}

// of returns a clip's front matter, with the line after it; nothing where no
// field was chosen.
func (m *frontMatter) of(n *named) string {
	if len(m.fields) == 0 {
		return ""
	}
	y := &yamlWriter{flavour: m.flavour}
	for i, f := range m.fields {
		f.write(y, m.keys[i], n)
	}
	return y.document()
}

// note is what was written on the clip itself.
func (n *named) note() string {
	for _, note := range n.about.Notes {
		if note.Quote == "" {
			return note.Text
		}
	}
	return ""
}

// tag makes a tag that Obsidian takes for one: letters, digits, "_", "-" and
// "/", and not digits alone.
func (f flavour) tag(tag string) string {
	if f != obsidian {
		return tag
	}
	tag = strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), r == '_', r == '-', r == '/':
			return r
		case unicode.IsSpace(r):
			return '-'
		}
		return -1
	}, strings.TrimSpace(tag)), "-/")
	if strings.Trim(tag, "0123456789") == "" && tag != "" {
		return "_" + tag
	}
	return tag
}
