package main

import (
	"cmp"
	"slices"
	"strings"

	"newsclip/clip/story"
)

// A library that has hardly begun, above all one of local news, is where stories
// are joined most easily: all of its clips name the same town, of which no
// background knows that it says little. No set people label has such stories, so
// they are made: some stories of a set in a library of their own, in half of
// them with a town that all of them name.

// Bounds of a small library.
const (
	smallStories = 5 // in one library
	smallClips   = 4 // of one story, the first
)

// small returns the view of a set's stories in small libraries. Nothing is learnt
// from it: what it teaches, that names are no evidence, does harm in large ones.
func (s *set) small() *view {
	stories := map[string][]document{}
	for _, d := range s.documents {
		if d.story != "" && len(stories[d.story]) < smallClips {
			stories[d.story] = append(stories[d.story], d)
		}
	}
	names := inNoOrder(stories)
	v := &view{name: s.name + ", small libraries", scored: true}
	for i := 0; i+1 < len(names); i += smallStories {
		library := i / smallStories
		var all []document
		for _, name := range names[i:min(i+smallStories, len(names))] {
			all = append(all, stories[name]...)
		}
		v.libraries = append(v.libraries, shelve(all, library))
	}
	return v
}

// inNoOrder returns the stories' names in an order that is the same each time and
// has nothing to do with what they tell.
func inNoOrder(stories map[string][]document) []string {
	names := make([]string, 0, len(stories))
	for name := range stories {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(hash(a), hash(b)), cmp.Compare(a, b))
	})
	return names
}

// shelve makes a small library of documents, which arrive in an order of their
// own: half of the libraries are of one town's news, half of each undated, and
// half of those short.
func shelve(all []document, library int) []story.Labelled {
	slices.SortFunc(all, func(a, b document) int {
		return cmp.Or(cmp.Compare(hash(string(a.ID)), hash(string(b.ID))), cmp.Compare(a.ID, b.ID))
	})
	var out []story.Labelled
	for _, d := range all {
		if library%8 < 4 {
			lead(&d.Document)
		}
		if library%2 == 0 {
			townOf(library).localise(&d.Document, hash(string(d.ID)))
		}
		if library%4 < 2 {
			undated(&d.Document)
		}
		out = append(out, story.Labelled{Signature: story.Sign(d.Document), Story: d.story})
	}
	return out
}

// town is what all local news speaks of, whatever it tells.
type town struct{ name, mayor, street, club string }

// townOf invents a town, of which no background knows.
func townOf(library int) town {
	first := []string{"Bren", "Ost", "Kal", "Thur", "Mel", "Wex", "Dor", "Hav", "Lun", "Grim", "Sel", "Ard", "Pell", "Ruth", "Corm", "Vael", "Tarn"}
	second := []string{"nick", "wick", "denham", "sby", "ligate", "verholt", "mouthe", "garth", "combeley", "stowick", "brough", "lingham", "thwaite"}
	word := func(i int) string { return first[i%len(first)] + second[i%len(second)] }
	return town{word(library), word(3*library+1) + " " + word(5*library+2), word(7*library + 3), word(11*library + 4)}
}

// localise has a document speak of a town as local news does: mostly in its
// title, and in some sentences. by decides how.
func (t town) localise(d *story.Document, by uint32) {
	switch by % 4 {
	case 0:
		d.Title += " in " + t.name
	case 1:
		d.Title = t.name + ": " + d.Title
	case 2:
		d.Title = t.name + " " + d.Title
	}
	phrases := []string{"In the town of " + t.name + ", ", "Mayor " + t.mayor + " told the council on Monday that ", "Near " + t.street + " Street in " + t.name + ", ",
		"Residents of " + t.name + " said that ", "According to the " + t.name + " council, ", "A member of " + t.club + " said that "}
	sentences := strings.SplitAfter(d.Text, ". ")
	for i := range sentences {
		if at := by>>3 + uint32(i)*7; i == int(by>>2)%2 || at%5 < 2 {
			sentences[i] = phrases[at%uint32(len(phrases))] + sentences[i]
		}
	}
	d.Text = strings.Join(sentences, "")
}
