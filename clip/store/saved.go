package store

import (
	"encoding/json"
	"slices"
	"time"

	"newsclip/clip"
)

// What a backup holds of a library: SavedClip, Object and LogEntry, each a line
// of JSON. Their keys are a format that lasts: FormatVersion of the backup
// counts its changes.

// SavedClip is a clip with all that belongs to it but its files and highlights.
type SavedClip struct {
	ID       clip.ID           `json:"id"`
	Ref      string            `json:"ref,omitempty"`
	Captured time.Time         `json:"captured"`
	Changed  time.Time         `json:"changed"` // the state, by whomever
	Current  clip.ID           `json:"current"`
	Story    clip.ID           `json:"story"`
	Pinned   bool              `json:"pinned,omitempty"`
	Folders  []clip.ID         `json:"folders,omitempty"` // sorted
	Places   map[clip.ID]int64 `json:"places,omitempty"`
	Tags     []string          `json:"tags,omitempty"` // sorted
	Note     string            `json:"note,omitempty"`
	Read     bool              `json:"read,omitempty"`
	Starred  bool              `json:"starred,omitempty"`
	Trashed  time.Time         `json:"trashed,omitzero"`
	Versions []SavedVersion    `json:"versions"` // oldest first
}

// SavedVersion is a version as the database has it: what is JSON there stays
// as it stands, so that nothing is lost on the way.
type SavedVersion struct {
	ID       clip.ID         `json:"id"`
	Number   int             `json:"number"`
	Parent   clip.ID         `json:"parent,omitempty"`
	Created  time.Time       `json:"created"`
	Metadata json.RawMessage `json:"metadata"` // clip.Metadata
	Source   json.RawMessage `json:"source"`   // clip.Source
	Cleaning json.RawMessage `json:"cleaning"` // Cleaning
	Text     string          `json:"text"`     // the body as XHTML
}

// state is the clip's state, in which folders have the names of this library.
func (s *SavedClip) state() clip.State {
	return clip.State{Current: s.Current, Story: s.Story, Pinned: s.Pinned, Folders: sortedIDs(s.Folders), Places: s.Places, Tags: s.Tags,
		Note: s.Note, Read: s.Read, Starred: s.Starred, Trashed: s.Trashed}
}

func savedOf(c *clip.Clip, changed time.Time) SavedClip {
	return SavedClip{ID: c.ID, Ref: c.Ref, Captured: c.Captured, Changed: changed, Current: c.Current, Story: c.Story, Pinned: c.Pinned,
		Folders: sortedIDs(c.Folders), Places: c.Places, Tags: c.Tags, Note: c.Note, Read: c.Read, Starred: c.Starred, Trashed: c.Trashed}
}

func sortedIDs(ids []clip.ID) []clip.ID { return slices.Sorted(slices.Values(ids)) }

// Version returns the version as it is used. The error says what of it cannot
// be read.
func (s *SavedVersion) Version(of clip.ID) (v clip.Version, err error) {
	v = clip.Version{ID: s.ID, Clip: of, Number: s.Number, Parent: s.Parent, Created: s.Created}
	if err = json.Unmarshal(s.Metadata, &v.Metadata); err != nil {
		return v, err
	}
	if err = json.Unmarshal(s.Source, &v.Source); err != nil {
		return v, err
	}
	v.Body, err = clip.ParseXHTML(s.Text)
	return v, err
}

// Object is an object that stands beside the clips, as the journal has it.
type Object struct {
	Key   string          `json:"key"`
	Value json.RawMessage `json:"value"`
}

// LogEntry is an entry of the provenance log.
type LogEntry struct {
	Entry string    `json:"entry"`
	Hash  clip.Hash `json:"hash"` // of the hash before and the entry
}

// SavedJob is an address that waits or failed, or what was pasted.
type SavedJob struct {
	URL   string    `json:"url,omitempty"`
	Name  string    `json:"name,omitempty"`
	Data  []byte    `json:"data,omitempty"`
	Note  string    `json:"note,omitempty"`
	Added time.Time `json:"added"`
	Tries int       `json:"tries,omitempty"`
	Error string    `json:"error,omitempty"`
}

// savedKind says how the objects of a kind are kept in a backup.
type savedKind struct {
	name string // of its file
	kind string // in the journal
	// list selects key and state as JSON, in the order in which they are to be
	// restored; one that names others comes after them.
	list string
	// place fits one to this library and says whether to leave it out; nil: it
	// fits as it is.
	place func(r *Restore, w *writer, o *Object) (skip bool, err error)
}

// savedKinds are the objects of a backup beside clips: a new kind of object is
// one line here. Those that clips name come before the clips, the rest after.
func savedKinds() (before, after []savedKind) {
	return []savedKind{
			{"stories", kindStory, storyList, (*Restore).placeStory},
			{"folders", kindFolder, folderList, (*Restore).placeFolder},
			{"rules", kindRule, ruleList, (*Restore).placeRule},
			{"searches", kindSearch, searchList, (*Restore).placeSearch},
			{"templates", kindTemplate, templateList, (*Restore).placeTemplate},
		}, []savedKind{
			{"links", kindLink, linkList, nil},
			{"highlights", kindHighlight, highlightList, (*Restore).placeHighlight},
		}
}

// ObjectNames returns the names of the kinds of object in the order in which
// they are restored: those before the clips, and those after.
func ObjectNames() (before, after []string) {
	kinds, more := savedKinds()
	for _, k := range kinds {
		before = append(before, k.name)
	}
	for _, k := range more {
		after = append(after, k.name)
	}
	return before, after
}

func kindNamed(name string) savedKind {
	before, after := savedKinds()
	for _, k := range slices.Concat(before, after) {
		if k.name == name {
			return k
		}
	}
	return savedKind{}
}

const (
	storyList = `SELECT id, json_object('name', name, 'named', iif(named, json('true'), json('false'))) FROM stories
		WHERE named OR id IN (SELECT story FROM clips) ORDER BY id`
	folderList = `WITH RECURSIVE tree(id, depth) AS
		(SELECT id, 0 FROM folders WHERE parent = '' UNION ALL SELECT f.id, t.depth + 1 FROM tree t JOIN folders f ON f.parent = t.id)
		SELECT f.id, json_object('parent', f.parent, 'name', f.name, 'position', f.position) FROM tree t JOIN folders f ON f.id = t.id ORDER BY t.depth, f.id`
	ruleList = `SELECT number, json_object('number', number, 'site', site, 'form', form, 'text', text, 'keep', iif(keep, json('true'), json('false')),
		'added', strftime('%Y-%m-%dT%H:%M:%fZ', added / 1000.0, 'unixepoch')) FROM rules ORDER BY number`
	searchList    = `SELECT id, json_object('name', name, 'text', text, 'position', position) FROM searches ORDER BY id`
	templateList  = `SELECT id, json_object('name', name, 'settings', json(settings)) FROM templates ORDER BY id`
	linkList      = `SELECT a || ' ' || b, json_object('together', iif(together, json('true'), json('false'))) FROM links ORDER BY a, b`
	highlightList = `SELECT clip || ' ' || id, json_object('id', id, 'clip', clip, 'version', version, 'quote', quote, 'before', before, 'after', after,
		'passage', json_object('from', json_object('leaf', from_leaf, 'offset', from_offset), 'to', json_object('leaf', to_leaf, 'offset', to_offset)),
		'colour', colour, 'note', note, 'made', strftime('%Y-%m-%dT%H:%M:%fZ', made / 1000.0, 'unixepoch')) FROM highlights ORDER BY clip, id`
)
