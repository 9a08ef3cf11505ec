package review

// A Template is a format and options under a name.
type Template struct {
	Name    string  `json:"name"`
	Format  string  `json:"format"` // a name of export.Formats
	Options Options `json:"options"`
	BuiltIn bool    `json:"built_in,omitempty"` // comes with the program: cannot be changed or deleted
}

// BuiltIn returns the templates that come with the program, the one that is
// used unless another is named first.
func BuiltIn() []Template {
	return []Template{
		{Name: "Press review", Format: "pdf", BuiltIn: true},
		{Name: "Continuous", Format: "pdf", BuiltIn: true, Options: Options{Layout: Continuous}},
		{Name: "List", Format: "pdf", BuiltIn: true, Options: Options{Layout: ListOnly, Order: NewestFirst}},
		{Name: "Evidence", Format: "pdf", BuiltIn: true, Options: Options{Order: OldestFirst,
			Parts: map[Part]bool{Highlights: true, Notes: true, Provenance: true}}},
		{Name: "Markdown", Format: "markdown", BuiltIn: true},
		{Name: "Obsidian", Format: "markdown", BuiltIn: true, Options: Options{Markdown: Markdown{Flavour: "obsidian"}}},
	}
}
