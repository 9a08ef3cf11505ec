package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"newsclip/clip"
)

// A folder is arranged once a person has put one of its clips somewhere: from
// then on each of them has a place, a new one behind the others. Places are far
// apart, so that moving a clip changes no other; only where no room is left are
// they numbered anew.

// placeGap is the room between two places: 30 moves to the same spot halve it
// to nothing, and JavaScript still reads the places of eight million clips
// exactly.
const placeGap = 1 << 30

// A Spot is where clips are put in a folder: before all others unless it says
// otherwise.
type Spot struct {
	Before clip.ID // one of its clips
	Last   bool    // behind all others
}

// Arrange puts clips of a folder in a spot, in the order given. The error is of
// kind clip.ErrInvalid where one of them, or that of the spot, is not in it.
func (c *Change) Arrange(folder clip.ID, spot Spot, ids ...clip.ID) error {
	members, err := c.members(folder)
	if err != nil {
		return err
	}
	moved := make(map[clip.ID]bool, len(ids))
	ids = slices.DeleteFunc(slices.Clone(ids), func(id clip.ID) bool {
		again := moved[id]
		moved[id] = true
		return again
	})
	var order []member
	at := -1
	for _, m := range members {
		if m.id == spot.Before && !spot.Last {
			at = len(order) // also where it is moved itself
		}
		if !moved[m.id] {
			order = append(order, m)
		}
	}
	switch {
	case len(members)-len(order) != len(moved), spot.Before != "" && !spot.Last && at < 0:
		return &clip.Error{Kind: clip.ErrInvalid, Message: "Only clips that are in a folder itself can be arranged in it.", Next: "Put them in the folder first, or open the one below that holds them."}
	case spot.Last:
		at = len(order)
	}
	at = max(at, 0)
	places, ok := room(order, at, len(ids))
	if ok {
		return c.place(folder, ids, places)
	}
	all := make([]clip.ID, 0, len(members))
	for _, m := range order {
		all = append(all, m.id)
	}
	all = slices.Insert(all, at, ids...)
	places = places[:0]
	for i := range all {
		places = append(places, int64(i+1)*placeGap)
	}
	return c.place(folder, all, places)
}

// Unarrange takes the places in a folder away.
func (c *Change) Unarrange(folder clip.ID) error {
	members, err := c.members(folder)
	if err != nil {
		return err
	}
	for _, m := range members {
		if err := c.State(m.id, func(s *clip.State) { delete(s.Places, folder) }); err != nil {
			return err
		}
	}
	return nil
}

// member is a clip in a folder with its place there, 0 for none.
type member struct {
	id    clip.ID
	place int64
}

// members returns the clips of a folder by hand, those in the trash too: they
// come back to where they were.
func (c *Change) members(folder clip.ID) ([]member, error) {
	rows, err := c.w.tx.QueryContext(c.w.ctx, "SELECT c.id, m.position FROM memberships m JOIN clips c ON c.id = m.clip WHERE m.folder = ? ORDER BY "+byPlace, folder)
	if err != nil {
		return nil, fmt.Errorf("read places: %w", err)
	}
	defer rows.Close()
	var out []member
	for rows.Next() {
		var m member
		if err := rows.Scan(&m.id, &m.place); err != nil {
			return nil, fmt.Errorf("read places: %w", err)
		}
		out = append(out, m)
	}
	return out, rows.Err()
}

// byPlace is the order of clips c with their memberships m in one folder.
const byPlace = "m.position = 0, m.position, c.date DESC, c.id"

// room returns n places before member at of an order, and whether there is
// room for them.
func room(order []member, at, n int) (places []int64, ok bool) {
	if slices.ContainsFunc(order, func(m member) bool { return m.place == 0 }) {
		return nil, false
	}
	low := int64(0)
	if at > 0 {
		low = order[at-1].place
	}
	high := low + int64(n+1)*placeGap
	if at < len(order) {
		high = order[at].place
	}
	step := (high - low) / int64(n+1)
	if low < 0 || step < 1 || len(order) == 0 {
		return nil, false
	}
	for i := range n {
		places = append(places, low+int64(i+1)*step)
	}
	return places, true
}

func (c *Change) place(folder clip.ID, ids []clip.ID, places []int64) error {
	for i, id := range ids {
		if err := c.State(id, func(s *clip.State) {
			if s.Places == nil {
				s.Places = map[clip.ID]int64{}
			}
			s.Places[folder] = places[i]
		}); err != nil {
			return err
		}
	}
	return nil
}

// settle gives a clip a place behind the others in each arranged folder that it
// was not in before, and takes the places away that it had in folders which it
// left.
func (w *writer) settle(before []clip.ID, s *clip.State) error {
	maps.DeleteFunc(s.Places, func(folder clip.ID, _ int64) bool { return !slices.Contains(s.Folders, folder) })
	for _, folder := range s.Folders {
		if slices.Contains(before, folder) || s.Places[folder] != 0 {
			continue
		}
		var last int64
		if err := w.scan("SELECT coalesce(max(position), 0) FROM memberships WHERE folder = ? AND position <> 0", []any{folder}, &last); err != nil {
			return fmt.Errorf("read places: %w", err)
		}
		if last == 0 {
			continue
		}
		if s.Places == nil {
			s.Places = map[clip.ID]int64{}
		}
		s.Places[folder] = last + placeGap
	}
	return nil
}

// writeFolders writes which folders a clip is in, and where.
func (w *writer) writeFolders(id string, s *clip.State) error {
	if err := w.exec("DELETE FROM memberships WHERE clip = ?", id); err != nil {
		return err
	}
	for _, folder := range s.Folders {
		if err := w.exec("INSERT OR IGNORE INTO memberships (folder, clip, position) VALUES (?, ?, ?)", folder, id, s.Places[folder]); err != nil {
			return err
		}
	}
	return nil
}

// Arranged reports whether a person arranged the clips of a folder.
func (l *Library) Arranged(ctx context.Context, folder clip.ID) (arranged bool, err error) {
	err = l.reader.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM memberships WHERE folder = ? AND position <> 0)", folder).Scan(&arranged)
	if err != nil {
		err = storage("read the order of a folder", err)
	}
	return arranged, err
}

// byHand lists clips as they are arranged: those of the query's first folder,
// then those of the next that are in none before. A folder that nobody arranged
// has the newest first.
func (l *Library) byHand(ctx context.Context, q clip.Query, folders []clip.ID) ([]clip.ID, error) {
	w := filters(q)
	w.add("m.folder IN "+marks(len(folders)), anys(folders)...)
	var rank strings.Builder
	rank.WriteString("CASE m.folder")
	for i, folder := range folders {
		fmt.Fprintf(&rank, " WHEN ? THEN %d", i)
		w.arguments = append(w.arguments, folder)
	}
	rank.WriteString(" END")
	ids, err := queryIDs(ctx, l.reader, "SELECT c.id FROM clips c JOIN memberships m ON m.clip = c.id WHERE "+w.all()+" ORDER BY "+rank.String()+", "+byPlace, w.arguments...)
	if err != nil {
		return nil, err
	}
	seen := make(map[clip.ID]bool, len(ids))
	ids = slices.DeleteFunc(ids, func(id clip.ID) bool {
		again := seen[id]
		seen[id] = true
		return again
	})
	if q.Limit > 0 {
		ids = ids[:min(q.Limit, len(ids))]
	}
	return ids, nil
}
