// Package export writes a review to disk in one of its formats. It fetches
// nothing and never leaves half a document behind.
//
// A format is one folder beside this file and one line in Formats.
package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/markdown"
	"newsclip/clip/export/pdf"
	"newsclip/clip/export/review"
)

// A Format writes reviews as a single file or as a folder: one of its two
// functions is set.
type Format struct {
	Name      string // as on the command line
	Title     string // as in the window
	Extension string // of the file, with its dot; empty for a folder
	Paged     bool   // it lays out pages: paper, margin, typeface and size count
	File      func(ctx context.Context, w io.Writer, r *review.Review, o review.Options) (review.Report, error)
	Folder    func(ctx context.Context, dir string, r *review.Review, o review.Options) (review.Report, error)
}

// Formats returns every format, in the order in which people see them.
func Formats() []Format {
	return []Format{
		{Name: "pdf", Title: "PDF press review", Extension: ".pdf", Paged: true, File: pdf.Write},
		{Name: "markdown", Title: "Markdown folder", Folder: markdown.Write},
	}
}

// Find returns the format of that name.
func Find(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if strings.EqualFold(f.Name, name) {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("There is no format %q.", name),
		Next: "Choose one of: " + strings.Join(names, ", ") + "."}
}

// Existing says what happens when something stands at the target already.
type Existing string

// What may happen.
const (
	Refuse  Existing = ""        // nothing: the error is of kind clip.ErrExists
	Replace Existing = "replace" // it gives way
	Number  Existing = "number"  // the new one gets a number: "review 2.pdf"
)

// A Target is where an export goes.
type Target struct {
	Path     string
	Existing Existing
}

// Write writes the review at a target, in the order and sections that the
// options ask for. It is made beside the target under a temporary name, synced
// and then renamed, so that it appears whole or not at all.
func Write(ctx context.Context, f Format, r *review.Review, to Target, o review.Options) (review.Report, error) {
	o, err := o.Check()
	if err != nil {
		return review.Report{}, err
	}
	target, err := to.choose()
	if err != nil {
		return review.Report{}, err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return review.Report{}, cannotWrite(target, err)
	}
	r.Arrange(o)
	write := writeFile
	if f.Folder != nil {
		write = writeFolder
	}
	report, err := write(ctx, f, r, target, o)
	report.Target, report.Clips = target, r.Clips()
	return report, err
}

// choose returns the path of the target, with a number where it asks for one.
func (t Target) choose() (string, error) {
	if t.Path == "" {
		return "", &clip.Error{Kind: clip.ErrInvalid, Message: "The export has no target.", Next: "Name a file or folder."}
	}
	path := t.Path
	for n := 2; exists(path) && t.Existing != Replace; n++ {
		if t.Existing != Number {
			return "", &clip.Error{Kind: clip.ErrExists, Message: fmt.Sprintf("%s exists already.", path), Next: "Choose another name, or allow to replace it."}
		}
		ending := filepath.Ext(t.Path)
		path = fmt.Sprintf("%s %d%s", strings.TrimSuffix(t.Path, ending), n, ending)
	}
	return path, nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func cannotWrite(target string, err error) error {
	return &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("%s cannot be written.", target),
		Next: "Check that the folder exists, that you may write there and that the disk has room.", Err: err}
}

func writeFile(ctx context.Context, f Format, r *review.Review, target string, o review.Options) (report review.Report, err error) {
	file, err := os.CreateTemp(filepath.Dir(target), ".newsclip-export-*")
	if err != nil {
		return report, cannotWrite(target, err)
	}
	defer os.Remove(file.Name()) // gone already after the rename
	defer file.Close()
	out := bufio.NewWriterSize(file, 1<<16)
	if report, err = f.File(ctx, out, r, o); err != nil {
		return report, err
	}
	if err := ctx.Err(); err != nil {
		return report, err
	}
	if err := finish(out, file); err != nil {
		return report, cannotWrite(target, err)
	}
	if err := os.Rename(file.Name(), target); err != nil {
		return report, cannotWrite(target, err)
	}
	return report, nil
}

func finish(out *bufio.Writer, file *os.File) error {
	if err := out.Flush(); err != nil {
		return err
	}
	if err := file.Chmod(0o644); err != nil { // CreateTemp made it for the owner alone
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return file.Close()
}

func writeFolder(ctx context.Context, f Format, r *review.Review, target string, o review.Options) (report review.Report, err error) {
	dir, err := os.MkdirTemp(filepath.Dir(target), ".newsclip-export-*")
	if err != nil {
		return report, cannotWrite(target, err)
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return report, cannotWrite(target, err)
	}
	if report, err = f.Folder(ctx, dir, r, o); err != nil {
		return report, err
	}
	if err := ctx.Err(); err != nil {
		return report, err
	}
	if err := replaceFolder(dir, target); err != nil {
		return report, cannotWrite(target, err)
	}
	return report, nil
}

// replaceFolder puts dir in target's place. What stood there is set aside
// first and comes back when the rename fails.
func replaceFolder(dir, target string) error {
	aside := dir + ".old"
	err := os.Rename(target, aside)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	had := err == nil
	if err := os.Rename(dir, target); err != nil {
		if had {
			return fmt.Errorf("%w; the former folder is %s", err, restoreName(aside, target))
		}
		return err
	}
	return os.RemoveAll(aside)
}

func restoreName(aside, target string) string {
	if os.Rename(aside, target) == nil {
		return target
	}
	return aside
}
