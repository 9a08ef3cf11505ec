package markdown

import (
	"strconv"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"newsclip/clip/export/review"
)

// fileName makes a name that every system allows, and that a link of the
// flavour can hold. It may be empty.
func (f flavour) fileName(title string) string {
	if f == obsidian {
		return review.SafeName(title, "#^[]")
	}
	return review.SafeName(title, "")
}

// A tree knows the names in use, as file systems see them that ignore case
// and the composition of letters.
type tree struct {
	fold  cases.Caser
	files map[string]bool
	// folders maps each folder to how it was spelled first.
	folders map[string]string
}

func newTree() *tree {
	return &tree{fold: cases.Fold(), files: map[string]bool{}, folders: map[string]string{}}
}

func (t *tree) key(path string) string { return norm.NFC.String(t.fold.String(norm.NFC.String(path))) }

// file returns a path for a new file in a folder of the tree, numbered when
// its name is taken: the same names in the same order give the same paths.
func (t *tree) file(folder, name, ending string) string {
	return t.free(func(number string) string { return join(folder, name+number+ending) })
}

// folder returns the path of a folder of that name: the one that stands there
// under another spelling, or a new one.
func (t *tree) folder(parent, name string) string {
	key := t.key(join(parent, name))
	if known, ok := t.folders[key]; ok {
		return known
	}
	t.folders[key] = t.free(func(number string) string { return join(parent, name+number) })
	return t.folders[key]
}

func (t *tree) free(path func(number string) string) string {
	for n := 1; ; n++ {
		number := ""
		if n > 1 {
			number = " " + strconv.Itoa(n)
		}
		if at := path(number); !t.files[t.key(at)] {
			t.files[t.key(at)] = true
			return at
		}
	}
}

func join(folder, name string) string {
	if folder == "" {
		return name
	}
	return folder + "/" + name
}
