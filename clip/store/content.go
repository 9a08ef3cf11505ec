package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode"

	"newsclip/clip"
)

// New is a clip or version to be kept. An empty Clip.ID gets a fresh one, an
// empty Clip.Story a fresh story named after the title.
type New struct {
	Clip     clip.Clip
	Original []byte
	Removed  []clip.Removal
	Related  []clip.Related
	Media    []clip.Media
	// Corrections are what a person said of pieces of the original; the body is
	// what cleaning gave with them.
	Corrections []clip.Correction
	// Images says under which address of a body each image of the page is kept.
	Images    map[string]string
	Signature []byte
	Job       int64 // the queue's number that this finishes; 0: none
	// Action is what a version is for Undo; empty: what its source says.
	Action string
	// Rule is kept for its site in the same step; nil: none.
	Rule *clip.SiteRule
}

// Cleaning is what cleaning left behind, as it is stored with a version.
type Cleaning struct {
	Removed     []clip.Removal    `json:"removed,omitempty"`
	Related     []clip.Related    `json:"related,omitempty"`
	Media       []clip.Media      `json:"media,omitempty"`
	Corrections []clip.Correction `json:"corrections,omitempty"`
	Images      map[string]string `json:"images,omitempty"`
}

// Add keeps a clip: when it returns, the clip is durable. It is one step for
// Undo, or a part of the context's, which puts the clip into the trash.
func (l *Library) Add(ctx context.Context, n New) (clip.Clip, error) {
	c := n.Clip
	if c.ID == "" {
		c.ID = clip.NewID()
	}
	if c.Captured.IsZero() {
		c.Captured = l.now()
	}
	l.sweeping.RLock()
	defer l.sweeping.RUnlock()
	if err := l.putOriginal(&c.Version, n.Original); err != nil {
		return clip.Clip{}, err
	}
	err := l.inStep(ctx, stepOf(ctx, "Add “"+short(c.Version.Title)+"”"), func(w *writer) error { return w.addClip(&c, n) })
	if err != nil {
		return clip.Clip{}, err
	}
	return l.Clip(ctx, c.ID)
}

func (w *writer) addClip(c *clip.Clip, n New) error {
	if c.Story == "" {
		c.Story = clip.NewID()
		// No journal entry: the clip keeps its story in the trash too.
		if err := w.exec("INSERT INTO stories (id, name) VALUES (?, ?)", c.Story, c.Version.Headline()); err != nil {
			return fmt.Errorf("insert story: %w", err)
		}
	}
	c.Version.ID = clip.NewID()
	c.Current = c.Version.ID
	_, err := w.tx.ExecContext(w.ctx, "INSERT INTO clips (id, ref, captured, current, story, date) VALUES (?, ?, ?, ?, ?, ?)",
		c.ID, c.Ref, millis(c.Captured), c.Current, c.Story, millis(c.Captured))
	if err != nil {
		return fmt.Errorf("insert clip: %w", err)
	}
	if err := w.addVersion(c.ID, &c.Version, n); err != nil {
		return err
	}
	if err := w.settle(nil, &c.State); err != nil {
		return err
	}
	// Undone, the clip is in the trash: nothing that was kept goes away.
	before := c.State
	before.Trashed = w.now
	if err := w.put(kindClip, string(c.ID), before, c.State, true); err != nil {
		return err
	}
	return w.finishJob(n.Job)
}

func (w *writer) finishJob(job int64) error {
	if job == 0 {
		return nil
	}
	_, err := w.tx.ExecContext(w.ctx, "DELETE FROM queue WHERE id = ?", job)
	return err
}

// addVersion inserts a version with the next number and its provenance.
func (w *writer) addVersion(id clip.ID, v *clip.Version, n New) error {
	v.Clip, v.Created = id, w.now
	if err := w.tx.QueryRowContext(w.ctx, "SELECT 1 + coalesce(max(number), 0) FROM versions WHERE clip = ?", id).Scan(&v.Number); err != nil {
		return fmt.Errorf("number version: %w", err)
	}
	metadata, err := json.Marshal(v.Metadata)
	if err != nil {
		return err
	}
	source, err := json.Marshal(v.Source)
	if err != nil {
		return err
	}
	trace, err := json.Marshal(Cleaning{n.Removed, n.Related, n.Media, n.Corrections, n.Images})
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx, "INSERT INTO versions (id, clip, number, parent, created, metadata, source) VALUES (?, ?, ?, ?, ?, ?, ?)",
		v.ID, id, v.Number, v.Parent, millis(v.Created), metadata, source); err != nil {
		return fmt.Errorf("insert version: %w", err)
	}
	if _, err := w.tx.ExecContext(w.ctx, "INSERT INTO bodies (version, xhtml, cleaning, signature) VALUES (?, ?, ?, ?)",
		v.ID, v.Body.XHTML(), trace, n.Signature); err != nil {
		return fmt.Errorf("insert body: %w", err)
	}
	if err := w.addAddresses(id, v); err != nil {
		return fmt.Errorf("insert address: %w", err)
	}
	return w.record(provenanceEntry{Event: eventCapture, Clip: id, Version: v.ID, Method: v.Source.Method, Address: v.Source.Final,
		Original: v.Source.Original, Text: clip.HashOf([]byte(v.Body.XHTML()))})
}

// addAddresses notes under which addresses a version is found.
func (w *writer) addAddresses(id clip.ID, v *clip.Version) error {
	for _, address := range []string{v.URL, v.Source.Requested, v.Source.Final} {
		if key := AddressKey(address); key != "" {
			if err := w.exec("INSERT OR IGNORE INTO addresses (key, clip) VALUES (?, ?)", key, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// AddVersion keeps another version of a clip and, when makeCurrent is set,
// makes it the current one, which Undo takes back. A version that is not made
// current changes nothing that a person sees, so it is no step.
func (l *Library) AddVersion(ctx context.Context, id clip.ID, n New, makeCurrent bool) (clip.Version, error) {
	l.sweeping.RLock()
	defer l.sweeping.RUnlock()
	v := n.Clip.Version
	if err := l.putOriginal(&v, n.Original); err != nil {
		return v, err
	}
	v.ID = clip.NewID()
	err := l.inStep(ctx, stepOf(ctx, n.action(&v)), func(w *writer) error {
		if err := w.addVersion(id, &v, n); err != nil {
			return err
		}
		if n.Rule != nil {
			if err := w.addRule(*n.Rule); err != nil {
				return err
			}
		}
		if err := w.finishJob(n.Job); err != nil || !makeCurrent {
			return err
		}
		return w.state(id, func(s *clip.State) { s.Current = v.ID })
	})
	return v, err
}

// action is what a new version is for Undo.
func (n *New) action(v *clip.Version) string {
	switch {
	case n.Action != "":
		return n.Action
	case v.Source.Method == clip.MethodEdit:
		return "Edit “" + short(v.Title) + "”"
	}
	return "New version"
}

func short(title string) string {
	if runes := []rune(title); len(runes) > 40 {
		return string(runes[:39]) + "…"
	}
	return title
}

const clipColumns = `c.id, c.ref, c.captured, c.current, c.story, c.pinned, c.note, c.read, c.starred, c.trashed,
	(SELECT json_group_array(folder) FROM memberships WHERE clip = c.id),
	(SELECT iif(count(*) = 0, 'null', json_group_object(folder, position)) FROM memberships WHERE clip = c.id AND position <> 0),
	(SELECT json_group_array(tag) FROM (SELECT tag FROM tags WHERE clip = c.id ORDER BY tag)),
	v.id, v.clip, v.number, v.parent, v.created, v.metadata, v.source`

type scanner interface{ Scan(...any) error }

func scanClip(row scanner, more ...any) (c clip.Clip, err error) {
	var captured, trashed, created int64
	var folders, places, tags, metadata, source string
	v := &c.Version
	err = row.Scan(append([]any{&c.ID, &c.Ref, &captured, &c.Current, &c.Story, &c.Pinned, &c.Note, &c.Read, &c.Starred, &trashed,
		&folders, &places, &tags, &v.ID, &v.Clip, &v.Number, &v.Parent, &created, &metadata, &source}, more...)...)
	if err != nil {
		return c, err
	}
	c.Captured, c.Trashed, v.Created = fromMillis(captured), fromMillis(trashed), fromMillis(created)
	err = errors.Join(json.Unmarshal([]byte(folders), &c.Folders), json.Unmarshal([]byte(places), &c.Places), json.Unmarshal([]byte(tags), &c.Tags),
		json.Unmarshal([]byte(metadata), &v.Metadata), json.Unmarshal([]byte(source), &v.Source))
	return c, err
}

func noClip(id string) error {
	return &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is no clip %q.", id), Next: "newsclip list shows the clips there are."}
}

// Clip returns a clip whole. The error is of kind clip.ErrNotFound when there
// is none.
func (l *Library) Clip(ctx context.Context, id clip.ID) (clip.Clip, error) {
	var xhtml string
	row := l.reader.QueryRowContext(ctx, "SELECT "+clipColumns+`, b.xhtml FROM clips c JOIN versions v ON v.id = c.current
		JOIN bodies b ON b.version = v.id WHERE c.id = ?`, id)
	c, err := scanClip(row, &xhtml)
	if errors.Is(err, sql.ErrNoRows) {
		return c, noClip(string(id))
	}
	if err != nil {
		return c, storage("read a clip", err)
	}
	c.Version.Body, err = clip.ParseXHTML(xhtml)
	return c, err
}

// clipsPerQuery is how many ids one query takes.
const clipsPerQuery = 500

// Clips returns clips without bodies in the order of ids; those that are gone
// are left out.
func (l *Library) Clips(ctx context.Context, ids []clip.ID) ([]clip.Clip, error) {
	found := make(map[clip.ID]clip.Clip, len(ids))
	for chunk := range slices.Chunk(ids, clipsPerQuery) {
		rows, err := l.reader.QueryContext(ctx, "SELECT "+clipColumns+` FROM clips c JOIN versions v ON v.id = c.current
			WHERE c.id IN `+marks(len(chunk)), anys(chunk)...)
		if err != nil {
			return nil, storage("read clips", err)
		}
		defer rows.Close()
		for rows.Next() {
			c, err := scanClip(rows)
			if err != nil {
				return nil, storage("read clips", err)
			}
			found[c.ID] = c
		}
		if err := rows.Err(); err != nil {
			return nil, storage("read clips", err)
		}
	}
	var out []clip.Clip
	for _, id := range ids {
		if c, ok := found[id]; ok {
			out = append(out, c)
		}
	}
	return out, nil
}

// leadBytes is how much of a body is read for its lead, in characters.
const leadBytes = 2000

// Leads returns how the texts of clips begin.
func (l *Library) Leads(ctx context.Context, ids []clip.ID) (map[clip.ID]string, error) {
	leads := make(map[clip.ID]string, len(ids))
	for chunk := range slices.Chunk(ids, clipsPerQuery) {
		if err := l.leads(ctx, chunk, leads); err != nil {
			return nil, storage("read leads", err)
		}
	}
	return leads, nil
}

func (l *Library) leads(ctx context.Context, ids []clip.ID, leads map[clip.ID]string) error {
	rows, err := l.reader.QueryContext(ctx, fmt.Sprintf(`SELECT c.id, substr(b.xhtml, 1, %d) FROM clips c JOIN bodies b ON b.version = c.current
		WHERE c.id IN %s`, leadBytes, marks(len(ids))), anys(ids)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id clip.ID
		var xhtml string
		if err := rows.Scan(&id, &xhtml); err != nil {
			return err
		}
		leads[id] = clip.LeadOf(xhtml)
	}
	return rows.Err()
}

// Texts returns the texts of clips; those that are gone are left out.
func (l *Library) Texts(ctx context.Context, ids []clip.ID) (map[clip.ID]string, error) {
	texts := make(map[clip.ID]string, len(ids))
	for chunk := range slices.Chunk(ids, clipsPerQuery) {
		if err := l.texts(ctx, chunk, texts); err != nil {
			return nil, storage("read texts", err)
		}
	}
	return texts, nil
}

func (l *Library) texts(ctx context.Context, ids []clip.ID, texts map[clip.ID]string) error {
	rows, err := l.reader.QueryContext(ctx, `SELECT c.id, b.xhtml FROM clips c JOIN bodies b ON b.version = c.current
		WHERE c.id IN `+marks(len(ids)), anys(ids)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id clip.ID
		var xhtml string
		if err := rows.Scan(&id, &xhtml); err != nil {
			return err
		}
		texts[id] = clip.PlainOf(xhtml)
	}
	return rows.Err()
}

func anys[T any](values []T) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}

// minPrefix is the shortest beginning of an id that names a clip.
const minPrefix = 4

// Resolve finds the clip that text names: by id, by a beginning of one of at
// least four characters that no other has, or by ref.
func (l *Library) Resolve(ctx context.Context, text string) (clip.ID, error) {
	var ids []clip.ID
	rows, err := l.reader.QueryContext(ctx, `SELECT id FROM clips WHERE id = ?1
		UNION ALL SELECT id FROM clips WHERE ref = ?1 AND ref <> ''
		UNION ALL SELECT id FROM clips WHERE length(?1) >= ?2 AND id > ?1 AND id < ?1 || ?3`, text, minPrefix, string(unicode.MaxRune))
	if err != nil {
		return "", storage("find a clip", err)
	}
	defer rows.Close()
	for len(ids) < 2 && rows.Next() {
		var id clip.ID
		if err := rows.Scan(&id); err != nil {
			return "", storage("find a clip", err)
		}
		if string(id) == text { // it is the first
			return id, nil
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	switch {
	case rows.Err() != nil:
		return "", storage("find a clip", rows.Err())
	case len(ids) == 0:
		return "", noClip(text)
	case len(ids) > 1:
		return "", &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("Several clips begin with %q.", text), Next: "Give more of the id."}
	}
	return ids[0], nil
}

// Versions returns a clip's versions, oldest first, without bodies.
func (l *Library) Versions(ctx context.Context, id clip.ID) ([]clip.Version, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT id, clip, number, parent, created, metadata, source FROM versions WHERE clip = ? ORDER BY number", id)
	if err != nil {
		return nil, storage("read versions", err)
	}
	defer rows.Close()
	var out []clip.Version
	for rows.Next() {
		v, err := scanVersion(rows)
		if err != nil {
			return nil, storage("read versions", err)
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

func scanVersion(row scanner, more ...any) (v clip.Version, err error) {
	var created int64
	var metadata, source string
	if err = row.Scan(append([]any{&v.ID, &v.Clip, &v.Number, &v.Parent, &created, &metadata, &source}, more...)...); err != nil {
		return v, err
	}
	v.Created = fromMillis(created)
	return v, errors.Join(json.Unmarshal([]byte(metadata), &v.Metadata), json.Unmarshal([]byte(source), &v.Source))
}

// Version returns a version whole.
func (l *Library) Version(ctx context.Context, id clip.ID) (clip.Version, error) {
	var xhtml string
	v, err := scanVersion(l.reader.QueryRowContext(ctx, `SELECT v.id, clip, number, parent, created, metadata, source, xhtml
		FROM versions v JOIN bodies b ON b.version = v.id WHERE v.id = ?`, id), &xhtml)
	if errors.Is(err, sql.ErrNoRows) {
		return v, &clip.Error{Kind: clip.ErrNotFound, Message: "There is no such version.", Next: "Choose another."}
	}
	if err != nil {
		return v, storage("read a version", err)
	}
	v.Body, err = clip.ParseXHTML(xhtml)
	return v, err
}

// Cleaning returns what cleaning left behind of a version: what was left out,
// the other articles that its page carried, notes on media, and what a person
// said of its pieces.
func (l *Library) Cleaning(ctx context.Context, version clip.ID) (c Cleaning, err error) {
	var text string
	err = l.reader.QueryRowContext(ctx, "SELECT cleaning FROM bodies WHERE version = ?", version).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return c, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(text), &c)
	}
	if err != nil {
		return c, storage("read what was removed", err)
	}
	return c, nil
}
