package app

import (
	"encoding/json"
	"fmt"
	"time"

	"newsclip/clip"
	"newsclip/clip/archive"
	"newsclip/clip/store"
)

// A file of lines holds so many clips, or bytes: should it be damaged, no more
// than these are lost, and no more than these are held in memory.
const (
	clipsPerFile = 500
	bytesPerFile = 16 << 20
)

// clips writes each clip as a line of JSON and each of its versions as a page.
// The pages of a file's clips come before it: a ZIP is written one file after
// the other.
func (b *backup) clips() error {
	if err := b.folderNames(); err != nil {
		return err
	}
	var lines [][]byte
	size := 0
	for c, err := range b.from.Clips() {
		if err != nil {
			return err
		}
		line, err := b.clip(&c)
		if err != nil {
			return err
		}
		lines, size = append(lines, line), size+len(line)
		if len(lines) == clipsPerFile || size > bytesPerFile {
			if err := b.clipLines(lines); err != nil {
				return err
			}
			lines, size = lines[:0], 0
		}
		if err := b.step(); err != nil {
			return err
		}
	}
	return b.clipLines(lines)
}

func (b *backup) clipLines(lines [][]byte) error {
	if len(lines) == 0 {
		return nil
	}
	b.parts++
	add, err := b.to.Lines(dataName(fmt.Sprintf("clips/%05d", b.parts)))
	if err != nil {
		return err
	}
	for _, line := range lines {
		if err := add(json.RawMessage(line)); err != nil {
			return err
		}
	}
	return nil
}

func (b *backup) folderNames() error {
	b.folders = map[clip.ID]string{}
	for o, err := range b.from.Objects("folders") {
		if err != nil {
			return err
		}
		var f struct{ Name string }
		if err := json.Unmarshal(o.Value, &f); err != nil {
			return err
		}
		b.folders[clip.ID(o.Key)] = f.Name
	}
	return nil
}

// clip writes a clip's pages and returns its line.
func (b *backup) clip(c *store.SavedClip) ([]byte, error) {
	b.head.Clips++
	b.head.Versions += len(c.Versions)
	marks, err := b.from.Highlights(c.ID)
	if err != nil {
		return nil, err
	}
	place := b.placeOf(c)
	for i := range c.Versions {
		if err := b.page(c, &c.Versions[i], place, marks); err != nil {
			return nil, err
		}
	}
	return json.Marshal(c)
}

// placeOf says where the clip's pages stand: by its current version, as the
// lists have it.
func (b *backup) placeOf(c *store.SavedClip) archive.Place {
	place := archive.Place{Clip: c.ID, Day: c.Captured.Format(time.DateOnly), Trashed: !c.Trashed.IsZero()}
	for i := range c.Versions {
		var m clip.Metadata
		if c.Versions[i].ID == c.Current && json.Unmarshal(c.Versions[i].Metadata, &m) == nil {
			place.Title = m.Title
			if !m.Published.IsZero() {
				place.Day = m.Published.Day()
			}
		}
	}
	if name, several := b.stories[c.Story]; several {
		place.Story, place.StoryName = c.Story, name
	}
	return place
}

// page writes the page of a version. One that cannot be read has none: its
// line keeps it.
func (b *backup) page(c *store.SavedClip, saved *store.SavedVersion, place archive.Place, marks []clip.Highlight) error {
	for _, hash := range saved.Images() {
		if err := b.meetImage(hash); err != nil {
			return err
		}
	}
	v, err := saved.Version(c.ID)
	if err != nil {
		b.head.Missing = append(b.head.Missing, fmt.Sprintf("the page of version %d of clip %s, which cannot be read", saved.Number, c.ID))
		return nil
	}
	p := archive.Page{Place: place, Version: &v, Current: v.ID == c.Current, Versions: len(c.Versions), Tags: c.Tags, Note: c.Note, Marks: marks,
		Original: b.meetOriginal(&v.Source), Image: func(hash clip.Hash) string { return b.images[hash] }}
	for _, id := range c.Folders {
		p.Folders = append(p.Folders, b.folders[id])
	}
	data, err := p.HTML()
	if err != nil {
		return err
	}
	name := p.Path()
	if !p.Current {
		name = p.VersionPath(v.Number)
	}
	return b.to.File(name, data)
}

func (b *backup) meetImage(hash clip.Hash) error {
	if _, met := b.images[hash]; met {
		return nil
	}
	mediaType, err := b.from.ImageType(hash)
	if err != nil {
		return err
	}
	if b.images[hash] = ""; mediaType == "" {
		b.head.Missing = append(b.head.Missing, "image "+string(hash))
		return nil
	}
	b.images[hash] = archive.ImageName(hash, mediaType)
	b.image = append(b.image, named{hash, b.images[hash]})
	return nil
}

func (b *backup) meetOriginal(source *clip.Source) string {
	hash := source.Original
	if !hash.Valid() {
		return ""
	}
	if name, met := b.originals[hash]; met {
		return name
	}
	b.originals[hash] = archive.OriginalName(hash, source.MediaType)
	b.original = append(b.original, named{hash, b.originals[hash]})
	return b.originals[hash]
}

// imageType is a line of data/images.jsonl.
type imageType struct {
	Hash      clip.Hash `json:"hash"`
	MediaType string    `json:"media_type"`
}

func (b *backup) imageTypes() error {
	add, err := b.to.Lines(dataName("images"))
	if err != nil {
		return err
	}
	for _, image := range b.image {
		mediaType, err := b.from.ImageType(image.hash)
		if err != nil {
			return err
		}
		if err := add(imageType{image.hash, mediaType}); err != nil {
			return err
		}
	}
	return nil
}
