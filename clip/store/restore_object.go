package store

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"newsclip/clip"
)

// maxName bounds a name in a backup, in bytes: no person types a longer one.
const maxName = 10_000

// placeStory keeps a story's name for its clips. A story is no object of the
// step: undone, the clips keep theirs in the trash.
func (r *Restore) placeStory(w *writer, o *Object) (skip bool, err error) {
	var row storyRow
	if json.Unmarshal(o.Value, &row) != nil || !validID(o.Key) || len(row.Name) > maxName {
		return true, fmt.Errorf("story %q: %w", o.Key, errFaulty)
	}
	r.stories[clip.ID(o.Key)] = row
	here, err := w.story(clip.ID(o.Key))
	switch {
	case err != nil:
		return true, err
	case here != nil:
		// A name that grouping gave is not worth keeping over another.
		return !row.Named, nil
	case row.Named && !r.Dry:
		return true, w.insertStory(clip.ID(o.Key), row)
	}
	return true, nil
}

func (w *writer) insertStory(id clip.ID, row storyRow) error {
	return w.exec("INSERT OR IGNORE INTO stories (id, name, named) VALUES (?, ?, ?)", id, row.Name, row.Named)
}

// folderMap knows the folders here and where those of the backup stand.
type folderMap struct {
	here   map[clip.ID]folderRow
	byName map[string]clip.ID  // parent and name → folder
	place  map[clip.ID]clip.ID // of the backup → here
}

func (m *folderMap) read(here map[string]string) {
	*m = folderMap{map[clip.ID]folderRow{}, map[string]clip.ID{}, map[clip.ID]clip.ID{}}
	for key, value := range here {
		var row folderRow
		if json.Unmarshal([]byte(value), &row) == nil {
			m.add(clip.ID(key), row)
		}
	}
}

func (m *folderMap) add(id clip.ID, row folderRow) {
	m.here[id] = row
	m.byName[folderName(row)] = id
}

func folderName(row folderRow) string { return string(row.Parent) + "/" + strings.ToLower(row.Name) }

// placeFolder finds where a folder of the backup stands here: under its id, or
// where one of its name stands already; else it is made.
func (r *Restore) placeFolder(_ *writer, o *Object) (skip bool, err error) {
	var row folderRow
	id := clip.ID(o.Key)
	if json.Unmarshal(o.Value, &row) != nil || !validID(o.Key) || row.Name == "" || len(row.Name) > maxName {
		return true, fmt.Errorf("folder %q: %w", o.Key, errFaulty)
	}
	row.Parent = r.folders.place[row.Parent] // parents come first; one that is left out gives its place up
	twin, taken := r.folders.byName[folderName(row)]
	here, there := r.folders.here[id]
	switch {
	case there && (!r.ReplaceNewer || taken && twin != id || row.Parent != here.Parent):
		r.folders.place[id] = id
		if row != here {
			r.report.Kept["folders"]++
		}
		return true, nil
	case there && row == here:
		r.folders.place[id] = id
		return true, nil
	case there:
		r.folders.place[id] = id
	case taken:
		r.folders.place[id] = twin
		return true, nil
	case r.deleted[kindFolder+" "+o.Key] && !r.RestoreDeleted: // counted by the caller
	default:
		r.folders.place[id] = id
		r.folders.add(id, row)
	}
	o.Value, err = json.Marshal(row)
	return false, err
}

// placeRule leaves out a rule that speaks of the same pieces as one here, and
// gives the others a number that is free.
func (r *Restore) placeRule(w *writer, o *Object) (skip bool, err error) {
	var rule clip.SiteRule
	if json.Unmarshal(o.Value, &rule) != nil || rule.Site == "" || rule.Number <= 0 {
		return true, fmt.Errorf("rule %q: %w", o.Key, errFaulty)
	}
	var twin, next int
	var taken bool
	err = w.tx.QueryRowContext(w.ctx, `SELECT coalesce((SELECT number FROM rules WHERE site = ? AND form = ? AND text = ?), 0),
		EXISTS (SELECT 1 FROM rules WHERE number = ?), (SELECT coalesce(max(number), 0) + 1 FROM rules)`, rule.Site, rule.Form, rule.Text, rule.Number).
		Scan(&twin, &taken, &next)
	if err != nil || twin == rule.Number {
		return false, err
	}
	if twin != 0 {
		return true, nil
	}
	if taken {
		rule.Number = next
		o.Key = strconv.Itoa(next)
		o.Value, err = json.Marshal(rule)
	}
	return false, err
}

// placeSearch leaves out a search whose name another one has here.
func (r *Restore) placeSearch(w *writer, o *Object) (skip bool, err error) {
	var row searchRow
	if json.Unmarshal(o.Value, &row) != nil || !validID(o.Key) || row.Name == "" || len(row.Name) > maxName {
		return true, fmt.Errorf("search %q: %w", o.Key, errFaulty)
	}
	err = w.tx.QueryRowContext(w.ctx, "SELECT EXISTS (SELECT 1 FROM searches WHERE name = ? COLLATE NOCASE AND id <> ?)", row.Name, o.Key).Scan(&skip)
	if skip {
		r.report.Kept["searches"]++
	}
	return skip, err
}

// placeTemplate leaves out a template whose name another one has here.
func (r *Restore) placeTemplate(w *writer, o *Object) (skip bool, err error) {
	var row templateRow
	if json.Unmarshal(o.Value, &row) != nil || !validID(o.Key) || row.Name == "" || len(row.Name) > maxName || len(row.Settings) == 0 {
		return true, fmt.Errorf("template %q: %w", o.Key, errFaulty)
	}
	err = w.tx.QueryRowContext(w.ctx, "SELECT EXISTS (SELECT 1 FROM templates WHERE name = ? COLLATE NOCASE AND id <> ?)", row.Name, o.Key).Scan(&skip)
	if skip {
		r.report.Kept["templates"]++
	}
	return skip, err
}

// placeHighlight leaves out one whose clip or version is not here.
func (r *Restore) placeHighlight(w *writer, o *Object) (skip bool, err error) {
	var h clip.Highlight
	if json.Unmarshal(o.Value, &h) != nil || !validID(string(h.ID)) || o.Key != highlightKey(&h) {
		return true, fmt.Errorf("highlight %q: %w", o.Key, errFaulty)
	}
	if r.coming[h.Version] {
		return false, nil
	}
	var there bool
	err = w.tx.QueryRowContext(w.ctx, "SELECT EXISTS (SELECT 1 FROM versions WHERE id = ? AND clip = ?)", h.Version, h.Clip).Scan(&there)
	return !there, err
}

// validID reports whether text can be an ID: letters and digits that need no
// quoting anywhere.
func validID(text string) bool {
	if text == "" || len(text) > 64 {
		return false
	}
	for _, c := range text {
		if (c < '0' || c > '9') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}
