package store

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"newsclip/clip"
)

// clipsPerRestore is how many clips are restored in one transaction: a sync
// for each would be slow, thousands would hold up what a person does.
const clipsPerRestore = 100

// Clips restores clips. each is told of every one, and locks, where given,
// holds whatever lock the caller needs around each transaction.
func (r *Restore) Clips(ctx context.Context, clips iter.Seq2[SavedClip, error], each func(*SavedClip, Verdict), locked func(func() error) error) error {
	return inBatches(clips, clipsPerRestore, func(batch []SavedClip) error {
		return locked(func() error { return r.batch(ctx, batch, each) })
	})
}

func (r *Restore) batch(ctx context.Context, batch []SavedClip, each func(*SavedClip, Verdict)) error {
	images, err := r.keepFiles(ctx, batch)
	if err != nil {
		return err
	}
	verdicts := make([]Verdict, len(batch))
	if err := r.run(ctx, func(w *writer) (err error) {
		for hash, mediaType := range images {
			if err := w.exec("INSERT OR IGNORE INTO images (hash, media_type) VALUES (?, ?)", hash, mediaType); err != nil {
				return err
			}
		}
		for i := range batch {
			if verdicts[i], err = r.clip(w, &batch[i]); err != nil {
				return fmt.Errorf("restore clip %s: %w", batch[i].ID, err)
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for i, verdict := range verdicts {
		r.report.Clips[verdict]++
		each(&batch[i], verdict)
	}
	return nil
}

// restoring is one clip of the backup beside the one that is here.
type restoring struct {
	saved    *SavedClip
	versions []clip.Version // of the backup
	here     *clip.Clip     // nil: none
	changed  time.Time      // here
	fresh    []int          // numbers in versions that are not here
	state    clip.State     // of the backup, in the terms of this library
	verdict  Verdict
}

// clip restores one clip, or leaves it, and says how it stood.
func (r *Restore) clip(w *writer, saved *SavedClip) (Verdict, error) {
	c, err := r.compare(w, saved)
	if err != nil {
		return "", err
	}
	switch {
	case c.verdict == VerdictSame, c.verdict == VerdictFaulty,
		c.verdict == VerdictNewer && !r.ReplaceNewer,
		c.verdict == VerdictDeleted && !r.RestoreDeleted:
		return c.verdict, nil
	}
	r.report.Written++
	r.report.Versions += len(c.fresh)
	if !r.Dry {
		return c.verdict, r.put(w, c)
	}
	for _, i := range c.fresh {
		r.coming[c.versions[i].ID] = true
	}
	return c.verdict, nil
}

// compare holds a clip of the backup against the one here.
func (r *Restore) compare(w *writer, saved *SavedClip) (*restoring, error) {
	c := &restoring{saved: saved, verdict: VerdictFaulty}
	if err := c.read(); err != nil {
		r.problem("Clip %.20q of the backup cannot be read and was left out: %v.", saved.ID, err)
		return c, nil
	}
	if err := c.find(w); err != nil {
		return nil, err
	}
	other, err := c.missing(w)
	if err != nil {
		return nil, err
	}
	if other != "" {
		r.problem("Clip %s of the backup was left out: its version %s belongs to another clip here.", saved.ID, other)
		return c, nil
	}
	c.state = saved.state()
	c.state.Folders, c.state.Places = nil, nil
	for _, of := range saved.Folders {
		id := r.folders.place[of]
		if id == "" {
			continue
		}
		c.state.Folders = withID(c.state.Folders, id)
		if at := saved.Places[of]; at != 0 {
			if c.state.Places == nil {
				c.state.Places = map[clip.ID]int64{}
			}
			c.state.Places[id] = at
		}
	}
	c.verdict = c.judge(r.log.deletes(saved.ID))
	return c, nil
}

func withID(ids []clip.ID, id clip.ID) []clip.ID {
	if !slices.Contains(ids, id) {
		ids = append(ids, id)
	}
	return sortedIDs(ids)
}

// read reads the versions, and refuses what could not be used.
func (c *restoring) read() error {
	s := c.saved
	if !validID(string(s.ID)) || !validID(string(s.Story)) || len(s.Versions) == 0 {
		return errFaulty
	}
	current := false
	for i := range s.Versions {
		v, err := s.Versions[i].Version(s.ID)
		if err != nil {
			return err
		}
		var cleaning Cleaning
		if err := json.Unmarshal(s.Versions[i].Cleaning, &cleaning); err != nil {
			return err
		}
		if !validID(string(v.ID)) || slices.ContainsFunc(c.versions, func(o clip.Version) bool { return o.ID == v.ID }) {
			return errFaulty
		}
		c.versions = append(c.versions, v)
		current = current || v.ID == s.Current
	}
	if !current {
		return fmt.Errorf("it has no current version: %w", errFaulty)
	}
	return nil
}

// find finds the clip here.
func (c *restoring) find(w *writer) error {
	var changed int64
	here, err := scanClip(w.tx.QueryRowContext(w.ctx, "SELECT "+clipColumns+", c.changed FROM clips c JOIN versions v ON v.id = c.current WHERE c.id = ?", c.saved.ID), &changed)
	switch {
	case isNone(err):
		return nil
	case err != nil:
		return err
	}
	c.here, c.changed = &here, fromMillis(changed)
	return nil
}

// missing finds the versions that are not here; other is one that belongs to
// another clip.
func (c *restoring) missing(w *writer) (other clip.ID, err error) {
	for i := range c.versions {
		var of clip.ID
		err := w.tx.QueryRowContext(w.ctx, "SELECT clip FROM versions WHERE id = ?", c.versions[i].ID).Scan(&of)
		switch {
		case isNone(err):
			c.fresh = append(c.fresh, i)
		case err != nil:
			return "", err
		case of != c.saved.ID:
			return c.versions[i].ID, nil
		}
	}
	return "", nil
}

// judge says how the two stand to each other. deleted: the log here ends with
// the clip's deletion.
func (c *restoring) judge(deleted bool) Verdict {
	if c.here == nil {
		if deleted {
			return VerdictDeleted
		}
		return VerdictNew
	}
	here := c.here.State
	here.Folders = sortedIDs(here.Folders)
	same := sameStates(here, c.state)
	switch {
	case same && len(c.fresh) == 0:
		return VerdictSame
	case same, c.saved.Changed.After(c.changed):
		return VerdictUpdate
	case !here.Trashed.IsZero() && c.state.Trashed.IsZero():
		return VerdictDeleted
	}
	return VerdictNewer
}

// sameStates compares states whose lists are sorted; an empty list is none.
func sameStates(a, b clip.State) bool {
	return slices.Equal(a.Folders, b.Folders) && maps.Equal(a.Places, b.Places) && slices.Equal(a.Tags, b.Tags) && a.Trashed.Equal(b.Trashed) &&
		a.Current == b.Current && a.Story == b.Story && a.Pinned == b.Pinned && a.Note == b.Note && a.Read == b.Read && a.Starred == b.Starred
}

// put writes a clip of the backup.
func (r *Restore) put(w *writer, c *restoring) error {
	if story, ok := r.stories[c.state.Story]; ok {
		if err := w.insertStory(c.state.Story, story); err != nil {
			return err
		}
	}
	before := c.state
	before.Trashed = w.now // undone, a clip that came with the backup is in the trash
	if c.here != nil {
		before = c.here.State
	} else if err := w.insertClip(c.saved, c.state.Story, c.versions); err != nil {
		return err
	}
	for _, i := range c.fresh {
		if err := r.putVersion(w, c, i); err != nil {
			return err
		}
	}
	if err := w.put(kindClip, string(c.saved.ID), before, c.state, true); err != nil {
		return err
	}
	return w.exec("UPDATE clips SET changed = ? WHERE id = ?", millis(c.saved.Changed), c.saved.ID)
}

// insertClip inserts a clip's row, which its state completes.
func (w *writer) insertClip(s *SavedClip, story clip.ID, versions []clip.Version) error {
	if err := w.insertStory(story, storyRow{Name: versions[len(versions)-1].Headline()}); err != nil {
		return err
	}
	return w.exec("INSERT INTO clips (id, ref, captured, current, story, date) VALUES (?, ?, ?, ?, ?, ?)",
		s.ID, s.Ref, millis(s.Captured), s.Current, story, millis(s.Captured))
}

// putVersion inserts a version; its number is the next where another version
// here has it.
func (r *Restore) putVersion(w *writer, c *restoring, i int) error {
	s, v := &c.saved.Versions[i], &c.versions[i]
	var taken bool
	var next int
	if err := w.tx.QueryRowContext(w.ctx, "SELECT count(*) FILTER (WHERE number = ?1) > 0, coalesce(max(number), 0) + 1 FROM versions WHERE clip = ?2", s.Number, v.Clip).
		Scan(&taken, &next); err != nil {
		return err
	}
	if taken || v.Number <= 0 {
		v.Number = next
	}
	var signature []byte
	if r.Sign != nil && v.ID == c.saved.Current {
		signature = r.Sign(v.Clip, v)
	}
	return r.insertVersion(w, s, v, signature)
}

func (r *Restore) insertVersion(w *writer, s *SavedVersion, v *clip.Version, signature []byte) error {
	if err := w.exec("INSERT INTO versions (id, clip, number, parent, created, metadata, source) VALUES (?, ?, ?, ?, ?, ?, ?)",
		v.ID, v.Clip, v.Number, v.Parent, millis(v.Created), string(s.Metadata), string(s.Source)); err != nil {
		return err
	}
	if err := w.exec("INSERT INTO bodies (version, xhtml, cleaning, signature) VALUES (?, ?, ?, ?)", v.ID, s.Text, string(s.Cleaning), signature); err != nil {
		return err
	}
	if err := w.addAddresses(v.Clip, v); err != nil {
		return err
	}
	return r.recordRestored(w, v, s.Text)
}
