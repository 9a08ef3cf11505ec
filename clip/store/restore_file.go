package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"

	"newsclip/clip"
)

// keepFiles writes the originals and images that clips of a backup name and
// that are not here: durably, before the rows that name them. It returns the
// media types of the images.
func (r *Restore) keepFiles(ctx context.Context, batch []SavedClip) (images map[clip.Hash]string, err error) {
	if r.Dry || r.Files == nil {
		return nil, nil
	}
	k := &fileKeeper{r: r, ctx: ctx, folders: map[string]bool{}, images: map[clip.Hash]string{}}
	for i := range batch {
		if !r.wanted(&batch[i]) {
			continue
		}
		for j := range batch[i].Versions {
			if err := k.version(&batch[i].Versions[j]); err != nil {
				return nil, err
			}
		}
	}
	return k.images, k.sync()
}

// wanted reports whether a clip may need its files: those of one that was
// deleted for good stay away unless it comes back.
func (r *Restore) wanted(s *SavedClip) bool { return r.RestoreDeleted || !r.log.deletes(s.ID) }

// fileKeeper keeps the files of a batch; the folders that they stand in are
// synced together at its end.
type fileKeeper struct {
	r       *Restore
	ctx     context.Context
	folders map[string]bool
	images  map[clip.Hash]string
}

func (k *fileKeeper) version(s *SavedVersion) error {
	if original := s.Original(); original != "" {
		if err := k.original(original); err != nil {
			return err
		}
	}
	for _, hash := range s.Images() {
		if err := k.image(hash); err != nil {
			return err
		}
	}
	return k.ctx.Err()
}

// Original returns the hash of the version's original; "" for none.
func (s *SavedVersion) Original() clip.Hash {
	found := originalOf.FindSubmatch(s.Source)
	if found == nil {
		return ""
	}
	return clip.Hash(found[1])
}

var (
	originalOf = regexp.MustCompile(`"original":"([0-9a-f]{64})"`)
	imageOf    = regexp.MustCompile(clip.ImageScheme + `([0-9a-f]{64})`)
)

// Images returns the hashes of the images that the version shows or knows of,
// each as often as it is named.
func (s *SavedVersion) Images() []clip.Hash {
	var out []clip.Hash
	for _, text := range [][]byte{s.Metadata, s.Cleaning, []byte(s.Text)} {
		for _, found := range imageOf.FindAllSubmatch(text, -1) {
			out = append(out, clip.Hash(found[1]))
		}
	}
	return out
}

func (k *fileKeeper) original(hash clip.Hash) error {
	return k.file("original", k.r.l.originals(), hash, func() (io.ReadCloser, error) { return k.r.Files.Original(hash) })
}

func (k *fileKeeper) image(hash clip.Hash) error {
	if mediaType := k.r.Files.ImageType(hash); mediaType != "" {
		k.images[hash] = mediaType
	}
	return k.file("image", k.r.l.images(), hash, func() (io.ReadCloser, error) { return k.r.Files.Image(hash) })
}

// file keeps one file; one that is there stays, one that the backup does not
// have is a problem to be told.
func (k *fileKeeper) file(what, root string, hash clip.Hash, open func() (io.ReadCloser, error)) error {
	path := blobPath(root, hash)
	folder := filepath.Dir(path)
	k.folders[folder], k.folders[root] = true, true
	if k.r.l.whole(path, hash) {
		return nil
	}
	file, err := open()
	if clip.KindOf(err) == clip.ErrNotFound {
		k.r.problem("The %s %s is not in the backup.", what, hash)
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	err = k.r.l.copyBlob(folder, path, hash, file)
	if errors.Is(err, errOtherBytes) {
		k.r.problem("The %s %s of the backup is damaged and was left out.", what, hash)
		return nil
	}
	if err != nil {
		return k.r.l.failed("write a file in the library", err)
	}
	return nil
}

func (k *fileKeeper) sync() error {
	for folder := range k.folders {
		if err := k.r.l.disk.Sync(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return k.r.l.failed("write a file in the library", err)
		}
	}
	return nil
}

// errOtherBytes says that a file is not the one that its hash names.
var errOtherBytes = errors.New("the bytes are others than the hash says")

// copyBlob writes what r gives under a hash, if it is that. Syncing the folder
// is left to the caller.
func (l *Library) copyBlob(folder, path string, hash clip.Hash, r io.Reader) error {
	if err := l.disk.Mkdir(folder); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return l.writeDurably(folder, path, func(file io.Writer) error {
		sum := sha256.New()
		if _, err := io.Copy(io.MultiWriter(file, sum), r); err != nil {
			return fmt.Errorf("copy: %w", err)
		}
		if clip.Hash(hex.EncodeToString(sum.Sum(nil))) != hash {
			return errOtherBytes
		}
		return nil
	})
}

// filesSize says how many bytes the files of originals or images take.
func (l *Library) filesSize(root string) (total int64) {
	folders, err := l.disk.ReadDir(root)
	if err != nil {
		return 0 // what cannot be read will be told when it is copied
	}
	for _, folder := range folders {
		files, _ := l.disk.ReadDir(filepath.Join(root, folder.Name()))
		for _, file := range files {
			if info, err := file.Info(); err == nil {
				total += info.Size()
			}
		}
	}
	return total
}

// Sizes says how many bytes originals, images and database take.
func (l *Library) Sizes() (originals, images, database int64) {
	originals, images = l.filesSize(l.originals()), l.filesSize(l.images())
	for _, name := range []string{"library.db", "library.db-wal"} {
		if info, err := l.disk.Stat(filepath.Join(l.dir, name)); err == nil {
			database += info.Size()
		}
	}
	return originals, images, database
}
