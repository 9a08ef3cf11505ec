package story

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	"newsclip/clip"
)

// A snapshot is a grouping's state in one file, beside the file of records that
// it is of. Both can be lost at any time: the store has what they are made of. A
// snapshot goes on being good while records are added behind it, so that a
// program that ends without one begins again at the one before.

const (
	recordsFile  = "records"
	snapshotFile = "snapshot"
	// snapshotVersion is raised when a snapshot or a record has another form, or
	// the same documents give another one.
	snapshotVersion = 4
)

// ErrNoSnapshot says that there is none, or none that can be read: make the
// grouping of what the store holds.
var ErrNoSnapshot = errors.New("no snapshot of the grouping")

// seal begins a file of records, so that a snapshot can say of which it is.
type seal [16]byte

// begin makes an empty file of records, and takes away the snapshot of another.
func (g *Grouper) begin() error {
	if err := os.MkdirAll(g.dir, 0o700); err != nil {
		return fmt.Errorf("make a folder for the grouping: %w", err)
	}
	if err := os.Remove(filepath.Join(g.dir, snapshotFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("take an old grouping away: %w", err)
	}
	file, err := os.Create(filepath.Join(g.dir, recordsFile))
	if err != nil {
		return fmt.Errorf("make the grouping's file: %w", err)
	}
	g.records.file = file
	_, _ = rand.Read(g.records.seal[:]) // it never fails
	if _, err := file.WriteAt(g.records.seal[:], 0); err != nil {
		return fmt.Errorf("write the grouping's file: %w", err)
	}
	g.records.size = int64(len(g.records.seal))
	return nil
}

// Close lets go of the folder. What was not saved is made again of what the
// store holds.
func (g *Grouper) Close() error { return g.records.close() }

// Save writes a snapshot, with a mark by which the caller knows how far it goes.
// It has no use without a folder.
func (g *Grouper) Save(mark string) error {
	if g.records.file == nil || g.err != nil {
		return g.err
	}
	if err := g.records.file.Sync(); err != nil {
		return fmt.Errorf("write the grouping's file: %w", err)
	}
	name := filepath.Join(g.dir, snapshotFile)
	file, err := os.Create(name + ".new")
	if err != nil {
		return fmt.Errorf("write the grouping: %w", err)
	}
	defer os.Remove(name + ".new")
	w := newPacker(file)
	g.pack(w, mark)
	if err := errors.Join(w.end(), file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("write the grouping: %w", err)
	}
	return os.Rename(name+".new", name)
}

// Load returns the grouping of a folder as it was saved, with its mark. The
// error is ErrNoSnapshot where there is none that can be read; otherwise a
// faulty Table's.
func Load(o Options) (g *Grouper, mark string, err error) {
	m, err := o.model()
	if err != nil {
		return nil, "", err
	}
	g = newGrouper(m)
	g.dir = o.Dir
	g.vocabulary = bareVocabulary()
	if mark, err = g.load(); err != nil {
		return nil, "", fmt.Errorf("%w: %w", ErrNoSnapshot, errors.Join(err, g.Close()))
	}
	return g, mark, nil
}

func (g *Grouper) load() (mark string, err error) {
	file, err := os.Open(filepath.Join(g.dir, snapshotFile))
	if err != nil {
		return "", err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	r := newUnpacker(file, info.Size())
	if mark = g.unpack(r); r.end() != nil {
		return "", r.err
	}
	return mark, g.resume()
}

// resume opens the records that a snapshot is of and takes away what was added
// behind it.
func (g *Grouper) resume() (err error) {
	if g.records.file, err = os.OpenFile(filepath.Join(g.dir, recordsFile), os.O_RDWR, 0); err != nil {
		return err
	}
	var found seal
	if _, err := g.records.file.ReadAt(found[:], 0); err != nil || found != g.records.seal {
		return errors.Join(err, errSnapshot)
	}
	size, err := g.records.file.Seek(0, io.SeekEnd)
	if err != nil || size < g.records.size {
		return errors.Join(err, errSnapshot)
	}
	return g.records.file.Truncate(g.records.size)
}

var errSnapshot = errors.New("damaged snapshot of a grouping, or one of other records")

// What stands for the story of a document that is in none; stories are numbered
// from packedStories on.
const (
	packedGone = iota
	packedResting
	packedStories
)

// pack writes all but the links, which the store keeps.
func (g *Grouper) pack(w *packer, mark string) {
	w.number(snapshotVersion)
	w.bytes(g.records.seal[:])
	w.number(uint64(g.records.size))
	w.text(mark)
	g.vocabulary.pack(w)
	numbers := map[*group]uint64{}
	for _, s := range g.stories {
		numbers[s] = uint64(len(numbers) + packedStories)
	}
	w.number(uint64(len(g.index.documents)))
	for _, d := range g.index.documents {
		switch {
		case d.story != nil:
			w.number(numbers[d.story])
		case g.resting[d.id] == d:
			w.number(packedResting)
		default:
			w.number(packedGone)
			continue
		}
		w.text(string(d.id))
		w.text(d.lang)
		w.number(math.Float64bits(d.day))
		w.number(uint64(d.prints))
		w.number(uint64(d.record.at))
		w.number(uint64(d.record.size))
	}
	w.number(uint64(len(g.stories)))
	for s, number := range numbers {
		w.number(number)
		w.text(string(s.id))
		documents := make([]int32, len(s.documents))
		for i, d := range s.documents {
			documents[i] = d.number
		}
		pack(w, documents)
	}
	g.index.pack(w)
	g.prints.flush()
	w.number(uint64(len(g.prints.runs)))
	for _, run := range g.prints.runs {
		pack(w, run)
	}
}

func (v *vocabulary) pack(w *packer) {
	tongues := make([]string, len(v.totals))
	for lang, n := range v.languages {
		tongues[n] = lang
	}
	w.number(uint64(len(tongues)))
	for _, lang := range tongues {
		w.text(lang)
	}
	pack(w, v.totals)
	pack(w, v.terms.hashes)
	pack(w, v.documents)
	pack(w, v.language)
}

func (v *vocabulary) unpack(r *unpacker) {
	for i := range r.count() {
		v.languages[r.text()] = uint8(i)
	}
	v.totals = unpack[float64](r)
	v.terms.hashes = unpack[uint64](r)
	v.documents = unpack[int32](r)
	v.language = unpack[uint8](r)
	n := len(v.terms.hashes)
	r.want(len(v.totals) == len(v.languages) && len(v.documents) == n && len(v.language) == n)
	for _, tongue := range v.language {
		r.want(int(tongue) < len(v.totals))
	}
	if r.err == nil {
		v.resume()
		v.terms.grow(slotsFor(n))
	}
}

func (g *Grouper) unpack(r *unpacker) (mark string) {
	r.want(r.number() == snapshotVersion)
	copy(g.records.seal[:], r.bytes(len(g.records.seal)))
	g.records.size = int64(r.number())
	mark = r.text()
	g.vocabulary.unpack(r)
	in := make([]uint64, r.count())
	for i := range in {
		d := &document{}
		g.index.enter(d)
		g.index.remove(d)
		if in[i] = r.number(); in[i] == packedGone {
			continue
		}
		d.id, d.lang = clip.ID(r.text()), g.vocabulary.interned(r.text())
		d.day = math.Float64frombits(r.number())
		d.prints = int32(r.number())
		d.record = extent{int64(r.number()), int32(r.number())}
		r.want(d.record.at >= 0 && d.record.size >= 0 && d.record.at+int64(d.record.size) <= g.records.size)
		if in[i] == packedResting {
			g.resting[d.id] = d
			continue
		}
		g.index.putBack(d)
		g.documents[d.id] = d
	}
	g.unpackStories(r, in)
	g.index.unpack(r, len(in))
	for range r.count() {
		g.prints.runs = append(g.prints.runs, unpack[uint64](r))
	}
	r.want(g.prints.sound(len(in)))
	return mark
}

// unpackStories reads the stories; in is each document's.
func (g *Grouper) unpackStories(r *unpacker, in []uint64) {
	placed := 0
	for range r.count() {
		number := r.number()
		r.want(number >= packedStories)
		s := &group{id: clip.ID(r.text())}
		for _, n := range unpack[int32](r) {
			if n < 0 || int(n) >= len(in) || in[n] != number || g.index.documents[n].story != nil {
				r.want(false)
				return
			}
			s.add(g.index.documents[n])
			placed++
		}
		g.stories[s.id] = s
	}
	r.want(placed == len(g.documents))
}

func (p *prints) sound(documents int) bool {
	for _, run := range p.runs {
		for _, entry := range run {
			if int(uint32(entry)) >= documents {
				return false
			}
		}
	}
	return true
}
