package markdown

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// Write writes the review into an empty folder: a file per clip and one that
// lists them, or one file with all. Images stand in images/. An image that
// cannot be had is a warning of the report; an error ends it.
func Write(ctx context.Context, dir string, r *review.Review, o review.Options) (review.Report, error) {
	d := &disk{dir: dir, made: map[string]bool{}}
	w, err := newWriter(ctx, r, o, d.write)
	if err != nil {
		return review.Report{}, err
	}
	err = w.all()
	return w.report, err
}

func (w *writer) all() error {
	if w.options.Markdown.Combined {
		return w.combined()
	}
	return w.separate()
}

type writer struct {
	ctx     context.Context
	review  *review.Review
	options review.Options
	words   review.Words
	flavour flavour
	names   naming
	front   *frontMatter
	write   func(path string, data []byte) error
	tree    *tree
	images  map[string]string
	done    int
	report  review.Report
}

func newWriter(ctx context.Context, r *review.Review, o review.Options, write func(string, []byte) error) (*writer, error) {
	w := &writer{ctx: ctx, review: r, options: o, words: r.Words(), write: write, tree: newTree(), images: map[string]string{}}
	var err error
	if w.flavour, err = flavourOf(o.Markdown.Flavour); err != nil {
		return nil, err
	}
	if w.names, err = parseNames(o.Markdown.Names); err != nil {
		return nil, err
	}
	if w.front, err = parseFields(o.Markdown.Fields, w.flavour); err != nil {
		return nil, err
	}
	w.tree.files[w.tree.key(imageFolder)] = true
	return w, nil
}

// separate writes a file for each clip, then the one that lists them, unless
// there is one alone.
func (w *writer) separate() error {
	list := &contents{flavour: w.flavour, words: w.words}
	if w.review.Clips() > 1 && w.options.Has(review.Contents) {
		list.path = w.tree.file("", w.documentName(), ending)
	}
	err := w.each(func(n *named) error {
		n.contents = list.wikiLink()
		at := w.place(n)
		list.add(n, at)
		up := strings.Repeat("../", strings.Count(at, "/"))
		var out strings.Builder
		out.WriteString(w.front.of(n))
		w.clip(&out, n, 1, up, "")
		return w.file(at, out.String())
	})
	if err != nil || list.path == "" {
		return err
	}
	return w.file(list.path, w.head()+list.text()+w.annexes())
}

// ending is that of files with Markdown.
const ending = ".md"

// place is the path of a clip's file.
func (w *writer) place(n *named) string {
	folders, name := w.names.path(n, w.flavour)
	folder := ""
	for _, f := range folders {
		folder = w.tree.folder(folder, f)
	}
	return w.tree.file(folder, name, ending)
}

// each calls write for all clips in order, with the sections that begin there.
func (w *writer) each(write func(n *named) error) error {
	total := w.review.Clips()
	var titles []string
	for i := range w.review.Sections {
		section := &w.review.Sections[i]
		titles = append(titles[:min(section.Depth, len(titles))], section.Title)
		for j := range section.Clips {
			if err := w.ctx.Err(); err != nil {
				return err
			}
			c := &section.Clips[j]
			n := &named{clip: c, about: w.review.About[c.ID], number: w.done + 1, total: total, opens: j == 0, untitled: w.words.Untitled}
			if len(w.review.Sections) > 1 {
				n.section = append([]string(nil), titles...)
			}
			if err := write(n); err != nil {
				return err
			}
			if w.done++; w.options.Progress != nil {
				w.options.Progress(review.Progress{Done: w.done, Clips: total})
			}
		}
	}
	return nil
}

// documentName is the name of the file that stands for the whole document.
func (w *writer) documentName() string {
	return cmp.Or(w.flavour.fileName(w.review.Title), w.words.PressReview)
}

// head is what the whole document begins with.
func (w *writer) head() string {
	var out strings.Builder
	if len(w.front.fields) > 0 {
		out.WriteString(w.documentFrontMatter())
	}
	out.WriteString("# " + w.flavour.lineText(w.review.Title) + "\n\n")
	if w.review.Subtitle != "" {
		out.WriteString(w.flavour.lineText(w.review.Subtitle) + "\n\n")
	}
	return out.String()
}

func (w *writer) documentFrontMatter() string {
	y := &yamlWriter{flavour: w.flavour}
	y.text("title", w.review.Title)
	y.text("for", w.review.Subtitle)
	y.instant("created", w.review.Created)
	y.date("from", clip.Date{Time: w.review.From, DayOnly: true})
	y.date("to", clip.Date{Time: w.review.To, DayOnly: true})
	y.line("clips", fmt.Sprint(w.review.Clips()))
	return y.document()
}

func (w *writer) warn(sentence string) { w.report.Warnings = append(w.report.Warnings, sentence) }

// file writes a file of text at a path within the folder.
func (w *writer) file(name, text string) error {
	w.report.Files++
	return w.write(name, []byte(strings.TrimRight(text, "\n")+"\n"))
}

// A disk is the folder that files are written to.
type disk struct {
	dir  string
	made map[string]bool // folders in it
}

func (d *disk) write(name string, data []byte) error {
	at := filepath.Join(d.dir, filepath.FromSlash(name))
	if folder := filepath.Dir(at); !d.made[folder] {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		d.made[folder] = true
	}
	if err := os.WriteFile(at, data, 0o644); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
