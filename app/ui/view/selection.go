package view

import (
	"slices"

	"newsclip/clip"
)

// Selection is which clips of a list are selected, as file managers do it: a
// click selects one, with Ctrl it adds or takes away one, with Shift all from
// the last one clicked.
type Selection struct {
	chosen map[clip.ID]bool
	anchor clip.ID
	active clip.ID // the one that the reader shows
}

// Selected reports whether id is selected.
func (s *Selection) Selected(id clip.ID) bool { return s.chosen[id] }

// Active returns the clip that the reader shows; empty for none.
func (s *Selection) Active() clip.ID { return s.active }

// Chosen returns the selected clips in the order of ids.
func (s *Selection) Chosen(ids []clip.ID) []clip.ID {
	var out []clip.ID
	for _, id := range ids {
		if s.chosen[id] {
			out = append(out, id)
		}
	}
	return out
}

// Click selects id in the list ids.
func (s *Selection) Click(ids []clip.ID, id clip.ID, control, shift bool) {
	switch {
	case shift && s.anchor != "":
		from, to := slices.Index(ids, s.anchor), slices.Index(ids, id)
		if from < 0 || to < 0 {
			break
		}
		if !control {
			clear(s.chosen)
		}
		for _, between := range ids[min(from, to) : max(from, to)+1] {
			s.chosen[between] = true
		}
		s.active = id
		return
	case control:
		if s.chosen[id] {
			delete(s.chosen, id)
		} else {
			s.chosen[id] = true
		}
		s.anchor, s.active = id, id
		return
	}
	clear(s.chosen)
	s.chosen[id] = true
	s.anchor, s.active = id, id
}

// All selects every id.
func (s *Selection) All(ids []clip.ID) {
	for _, id := range ids {
		s.chosen[id] = true
	}
}

// Clear selects nothing.
func (s *Selection) Clear() {
	clear(s.chosen)
	s.anchor, s.active = "", ""
}

// Step selects the clip so many rows below the active one (above for a
// negative number) and returns its row, -1 when the list is empty.
func (s *Selection) Step(ids []clip.ID, by int) int {
	if len(ids) == 0 {
		return -1
	}
	at := slices.Index(ids, s.active)
	if at < 0 && by < 0 {
		at = len(ids)
	}
	at = min(max(at+by, 0), len(ids)-1)
	s.Click(ids, ids[at], false, false)
	return at
}

// keepOnly drops from the selection what is no longer in the list.
func (s *Selection) keepOnly(ids []clip.ID) {
	there := make(map[clip.ID]bool, len(ids))
	for _, id := range ids {
		there[id] = true
	}
	for id := range s.chosen {
		if !there[id] {
			delete(s.chosen, id)
		}
	}
	if !there[s.anchor] {
		s.anchor = ""
	}
	if !there[s.active] {
		s.active = ""
	}
}
