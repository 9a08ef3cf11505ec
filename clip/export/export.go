// Package export writes a review to disk in one of its formats. It fetches
// nothing, never leaves half a document behind and never takes away what it
// did not make.
//
// A format is one folder beside this file and one line in Formats.
//
//	export.go    the formats; writing a review in one of them
//	target.go    where it goes, and what may stand there already
//	workshop.go  the folder beside the target in which it is made, and what a
//	             killed export left there
//	manifest.go  what is in a folder that was made here
//	swap.go      new for old in one step, where the system can
package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/markdown"
	"newsclip/clip/export/pdf"
	"newsclip/clip/export/review"
)

// A Format writes reviews as a single file or as a folder: one of its two
// functions is set. It writes into w, or into the empty folder dir, and leaves
// it to Write where that is. It stops when ctx is done.
type Format struct {
	Name      string // as on the command line
	Title     string // as in the window
	Extension string // of the file, with its dot; empty for a folder
	Paged     bool   // it lays out pages: paper, margin, typeface and size count
	File      func(ctx context.Context, w io.Writer, r *review.Review, o review.Options) (review.Report, error)
	Folder    func(ctx context.Context, dir string, r *review.Review, o review.Options) (review.Report, error)
	// Preview draws the first pages, so many pixels wide; nil: it has none.
	Preview func(ctx context.Context, r *review.Review, o review.Options, pages, width int) ([]image.Image, error)
	// Text returns the first file, of text; nil: it has pages instead.
	Text func(ctx context.Context, r *review.Review, o review.Options) (name, text string, err error)
}

// Formats returns every format, in the order in which people see them.
func Formats() []Format {
	return []Format{
		{Name: "pdf", Title: "PDF press review", Extension: ".pdf", Paged: true, File: pdf.Write, Preview: pdf.Preview},
		{Name: "markdown", Title: "Markdown folder", Folder: markdown.Write, Text: markdown.Preview},
	}
}

// Find returns the format of that name; the first when it is empty.
func Find(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if strings.EqualFold(f.Name, name) || name == "" {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("There is no format %q.", name),
		Next: "Choose one of: " + strings.Join(names, ", ") + "."}
}

// Write writes the review at a target, in the order and sections that the
// options ask for. It is made beside the target in a folder of its own, synced
// and then put in its place in one step, so that it appears whole or not at
// all, whenever ctx ends or the program is killed.
func Write(ctx context.Context, f Format, r *review.Review, to Target, o review.Options) (review.Report, error) {
	o, err := o.Check()
	if err != nil {
		return review.Report{}, err
	}
	path, err := to.choose(f)
	if err != nil {
		return review.Report{}, err
	}
	w, err := openWorkshop(path)
	if err != nil {
		return review.Report{}, cannotWrite(path, err)
	}
	defer w.close()
	r = r.Arranged(o)
	report, err := w.make(ctx, f, r, o)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = w.deliverTo(to, f)
	}
	report.Target, report.Clips = w.target, r.Clips()
	return report, err
}

// deliverTo puts what was made at the target; where another export took the
// number meanwhile, at the next.
func (w *workshop) deliverTo(to Target, f Format) error {
	for {
		err := w.deliver(to.Existing)
		if to.Existing != Number || clip.KindOf(err) != clip.ErrExists {
			return err
		}
		if w.target, err = to.choose(f); err != nil {
			return err
		}
	}
}

// Preview draws the first pages of a review as Write would make them, each so
// many pixels wide; none in a format without pages. r stays as it is.
func Preview(ctx context.Context, f Format, r *review.Review, o review.Options, pages, width int) ([]image.Image, error) {
	o, err := o.Check()
	if err != nil || f.Preview == nil {
		return nil, err
	}
	return f.Preview(ctx, r.Arranged(o), o, pages, width)
}

// PreviewText returns the name and text of the first file that Write would
// make; empty in a format without one. r stays as it is.
func PreviewText(ctx context.Context, f Format, r *review.Review, o review.Options) (name, text string, err error) {
	o, err = o.Check()
	if err != nil || f.Text == nil {
		return "", "", err
	}
	return f.Text(ctx, r.Arranged(o), o)
}

// make has the format write the document into the workshop. An error of the
// disk is told as one of the target.
func (w *workshop) make(ctx context.Context, f Format, r *review.Review, o review.Options) (review.Report, error) {
	if f.Folder != nil {
		return w.makeFolder(ctx, f, r, o)
	}
	file, err := os.OpenFile(w.made(), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return review.Report{}, cannotWrite(w.target, err)
	}
	defer file.Close()
	out := bufio.NewWriterSize(file, 1<<16)
	report, err := f.File(ctx, out, r, o)
	if err != nil {
		return report, told(w.target, err)
	}
	if err := finish(out, file); err != nil {
		return report, cannotWrite(w.target, err)
	}
	return report, nil
}

func finish(out *bufio.Writer, file *os.File) error {
	if err := out.Flush(); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return file.Close()
}

func (w *workshop) makeFolder(ctx context.Context, f Format, r *review.Review, o review.Options) (review.Report, error) {
	if err := os.Mkdir(w.made(), 0o777); err != nil {
		return review.Report{}, cannotWrite(w.target, err)
	}
	report, err := f.Folder(ctx, w.made(), r, o)
	if err != nil {
		return report, told(w.target, err)
	}
	if err := writeManifest(ctx, w.made()); err != nil {
		return report, told(w.target, err)
	}
	return report, nil
}

// told makes a sentence of an error of the disk; any other stays as it is.
func told(target string, err error) error {
	var disk *fs.PathError
	if errors.As(err, &disk) && clip.KindOf(err) == clip.ErrInternal {
		return cannotWrite(target, err)
	}
	return err
}
