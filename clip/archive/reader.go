package archive

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"newsclip/clip"
)

// Limits on what is read of a backup, which may come from anybody.
const (
	maxHead = 16 << 20  // newsclip.json, in bytes: with a long list of missing files
	maxLine = 256 << 20 // a line of JSON, in bytes: all versions of a clip, 32 MiB each at most
	maxSum  = 4096      // a line of the list of hashes, in bytes
	// maxMissing is how many files the list may name that are not there.
	maxMissing = 100_000
)

// Reader is an open backup.
type Reader struct {
	Head  Head
	path  string
	file  io.Closer
	files map[string]listed // those that the list names and that are there
	sums  []sum             // in the order of the list
	blobs map[string]map[clip.Hash]string
}

// listed is a file with the hash that it should have.
type listed struct {
	*zip.File
	hash [sha256.Size]byte
}

// Open opens a backup and looks at what it says of itself; Verify checks the
// rest.
func Open(path string) (*Reader, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is no file %s.", path), Next: "Check its name."}
	}
	if err != nil {
		return nil, &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("%s cannot be read.", path), Next: "Check its permissions.", Err: err}
	}
	info, err := file.Stat()
	if err != nil || info.IsDir() {
		file.Close()
		return nil, noBackup(filepath.Base(path), err)
	}
	r, err := NewReader(file, info.Size(), filepath.Base(path))
	if err != nil {
		file.Close()
		return nil, err
	}
	r.file = file
	return r, nil
}

// NewReader reads a backup of so many bytes; name is what people call it.
func NewReader(in io.ReaderAt, size int64, name string) (*Reader, error) {
	z, err := zip.NewReader(in, size)
	if err != nil {
		return nil, notWhole(name, err)
	}
	r := &Reader{path: name, blobs: map[string]map[clip.Hash]string{"originals": {}, "images": {}}}
	there := make(map[string]*zip.File, len(z.File))
	var packed uint64
	for _, f := range z.File {
		if harmful(f.Name) {
			return nil, hostile(name, fmt.Sprintf("a file in it has the name %.60q, which would leave its folder", f.Name))
		}
		if there[f.Name] != nil {
			return nil, hostile(name, fmt.Sprintf("the name %.60q stands in it twice", f.Name))
		}
		there[f.Name] = f
		packed += f.CompressedSize64
	}
	// Files that share their bytes make a bomb of a small archive.
	if packed > uint64(size) {
		return nil, hostile(name, "the files in it are larger than itself")
	}
	if err := r.readHead(there[headName]); err != nil {
		return nil, err
	}
	return r, r.readSums(there)
}

func noBackup(name string, err error) error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%s is no backup of Newsclip.", name), Next: "Choose a file that newsclip backup has made.", Err: err}
}

func notWhole(name string, err error) error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%s is no backup of Newsclip, or its end is missing.", name),
		Next: "Copy the file anew, or choose another. Nothing was changed.", Err: err}
}

func hostile(name, why string) error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%s was not made by Newsclip: %s.", name, why), Next: "Do not trust it. Nothing was changed."}
}

func damaged(name, what string, err error) error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%s is damaged: %s.", name, what), Next: "Choose another backup. Nothing was changed.", Err: err}
}

// Close closes the file.
func (r *Reader) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

func (r *Reader) readHead(file *zip.File) error {
	if file == nil {
		return noBackup(r.path, nil)
	}
	in, err := file.Open()
	if err != nil {
		return damaged(r.path, headName+" cannot be read", err)
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, maxHead))
	if err != nil {
		return damaged(r.path, headName+" cannot be read", err)
	}
	if json.Unmarshal(data, &r.Head) != nil || r.Head.Format != Format || r.Head.Version < 1 {
		return noBackup(r.path, nil)
	}
	if r.Head.Version > Version {
		return &clip.Error{Kind: clip.ErrUnsupported, Message: fmt.Sprintf("%s was made by a newer Newsclip (%s).", r.path, r.Head.Program),
			Next: "Update Newsclip to restore it. Nothing was changed."}
	}
	return nil
}

// readSums reads the list of hashes; files that it does not name are not
// looked at.
func (r *Reader) readSums(there map[string]*zip.File) error {
	list := there[sumsName]
	if list == nil {
		return damaged(r.path, "the list of its files is missing", nil)
	}
	in, err := list.Open()
	if err != nil {
		return damaged(r.path, sumsName+" cannot be read", err)
	}
	defer in.Close()
	r.files = make(map[string]listed, len(there))
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxSum)
	for lines.Scan() {
		s, ok := parseSum(lines.Text())
		if _, twice := r.files[s.name]; !ok || twice || len(r.sums) > maxMissing+len(there) {
			return damaged(r.path, sumsName+" is no list of hashes", nil)
		}
		r.take(s, there[s.name])
	}
	if err := lines.Err(); err != nil {
		return damaged(r.path, sumsName+" cannot be read", err)
	}
	return nil
}

func parseSum(line string) (s sum, ok bool) {
	text, name, ok := strings.Cut(line, "  ")
	data, err := hex.DecodeString(text)
	if !ok || err != nil || len(data) != sha256.Size {
		return s, false
	}
	return sum{name, [sha256.Size]byte(data)}, true
}

func (r *Reader) take(s sum, file *zip.File) {
	r.sums = append(r.sums, s)
	if file == nil {
		return
	}
	r.files[s.name] = listed{file, s.hash}
	if h := hashOf(s.name); h != "" {
		root, _, _ := strings.Cut(s.name, "/")
		r.blobs[root][h] = s.name
	}
}

// Size is how many bytes the files of the backup have, as it says.
func (r *Reader) Size() (total uint64) {
	for _, file := range r.files {
		total += file.UncompressedSize64
	}
	return total
}

// Verify reads every file against its hash and returns the names of those that
// are damaged or missing, in the order of the list; Original and Image do not give
// those. progress may be nil.
func (r *Reader) Verify(ctx context.Context, progress func(done, total int)) (faulty []string, err error) {
	for i, s := range r.sums {
		if err := ctx.Err(); err != nil {
			return faulty, err
		}
		if !r.whole(ctx, s) {
			faulty = append(faulty, s.name)
			r.forget(s.name)
		}
		if progress != nil {
			progress(i+1, len(r.sums))
		}
	}
	return faulty, ctx.Err()
}

// forget takes a file from those that are found by their hash.
func (r *Reader) forget(name string) {
	if h := hashOf(name); h != "" {
		root, _, _ := strings.Cut(name, "/")
		delete(r.blobs[root], h)
	}
}

func (r *Reader) whole(ctx context.Context, s sum) bool {
	file, ok := r.files[s.name]
	if !ok {
		return false
	}
	in, err := file.Open()
	if err != nil {
		return false
	}
	defer in.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, &cancellable{ctx, in})
	return err == nil && [sha256.Size]byte(sum.Sum(nil)) == s.hash
}

// cancellable ends with its context.
type cancellable struct {
	ctx context.Context
	in  io.Reader
}

// Read reads.
func (c *cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.in.Read(p)
}

// Names returns the names of the files below a folder, in the order of the
// list.
func (r *Reader) Names(folder string) (names []string) {
	for _, s := range r.sums {
		if strings.HasPrefix(s.name, folder) {
			names = append(names, s.name)
		}
	}
	return names
}

// Open opens a file of the backup. Its reader ends with an error where the
// bytes are not those that the list names. The error is of kind
// clip.ErrNotFound where there is none.
func (r *Reader) Open(name string) (io.ReadCloser, error) {
	file, ok := r.files[name]
	if !ok {
		return nil, &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("%s is not in the backup.", name)}
	}
	in, err := file.Open()
	if err != nil {
		return nil, damaged(r.path, name+" cannot be read", err)
	}
	return &checked{in, sha256.New(), sum{name, file.hash}, r.path}, nil
}

// checked is a file that is held against its hash at its end.
type checked struct {
	io.ReadCloser
	hash hash.Hash
	want sum
	path string
}

// Read reads.
func (c *checked) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.hash.Write(p[:n])
	switch {
	case err == io.EOF && [sha256.Size]byte(c.hash.Sum(nil)) != c.want.hash:
		return n, damaged(c.path, c.want.name+" is not what it was", nil)
	case err != nil && err != io.EOF:
		return n, damaged(c.path, c.want.name+" cannot be read", err)
	}
	return n, err
}

// Original opens the file of an original.
func (r *Reader) Original(hash clip.Hash) (io.ReadCloser, error) { return r.blob("originals", hash) }

// Image opens the file of an image.
func (r *Reader) Image(hash clip.Hash) (io.ReadCloser, error) { return r.blob("images", hash) }

// blob opens a file that is named by its hash; whoever copies it checks that.
func (r *Reader) blob(root string, hash clip.Hash) (io.ReadCloser, error) {
	file, ok := r.files[r.blobs[root][hash]]
	if !ok {
		return nil, &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("%s %s is not in the backup.", root, hash)}
	}
	return file.Open()
}

// Lines yields the lines of a file of JSON lines, each as T. A file that is not
// there has none.
func Lines[T any](r *Reader, name string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		in, err := r.Open(name)
		if clip.KindOf(err) == clip.ErrNotFound {
			return
		}
		if err != nil {
			yield(none, err)
			return
		}
		defer in.Close()
		lines := bufio.NewScanner(in)
		lines.Buffer(make([]byte, 64<<10), maxLine)
		for lines.Scan() {
			var v T
			if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
				yield(none, damaged(r.path, name+" has a line that cannot be read", err))
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(none, damaged(r.path, name+" cannot be read", err))
		}
	}
}
