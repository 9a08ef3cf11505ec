package markdown

import (
	"context"
	"fmt"
	"mime"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// Write writes the review into an empty folder: a file per clip, in a folder
// per section where there are several, or one file. Images stand in images/.
func Write(ctx context.Context, dir string, r *review.Review, o review.Options) (review.Report, error) {
	w := &writer{ctx: ctx, review: r, dir: dir, images: map[string]string{}, names: map[string]int{"images": 1}}
	var err error
	if o.Markdown.Combined {
		err = w.combined(o)
	} else {
		err = w.separate(o)
	}
	return w.report, err
}

type writer struct {
	ctx    context.Context
	review *review.Review
	dir    string
	report review.Report
	images map[string]string // address → path in dir; empty: cannot be had
	names  map[string]int    // lower-cased paths in use
}

func (w *writer) separate(o review.Options) error {
	done := 0
	for _, section := range w.review.Sections {
		folder := ""
		if len(w.review.Sections) > 1 {
			folder = w.unique(review.FileName(section.Title))
		}
		for i := range section.Clips {
			if err := w.ctx.Err(); err != nil {
				return err
			}
			c := &section.Clips[i]
			name := w.unique(path.Join(folder, review.FileName(dayOf(c)+" "+c.Version.Title))) + ".md"
			var out strings.Builder
			out.WriteString(frontMatter(c, section.Title, w.review.About[c.ID]))
			w.clip(&out, c, 1, strings.Repeat("../", strings.Count(name, "/")))
			if err := w.file(name, out.String()); err != nil {
				return err
			}
			if done++; o.Progress != nil {
				o.Progress(review.Progress{Done: done, Clips: w.review.Clips()})
			}
		}
	}
	return nil
}

func (w *writer) combined(o review.Options) error {
	var contents, text strings.Builder
	done := 0
	for _, section := range w.review.Sections {
		if len(w.review.Sections) > 1 {
			fmt.Fprintf(&contents, "- %s\n", lineText(section.Title))
			fmt.Fprintf(&text, "## %s\n\n", lineText(section.Title))
		}
		for i := range section.Clips {
			if err := w.ctx.Err(); err != nil {
				return err
			}
			c := &section.Clips[i]
			done++
			fmt.Fprintf(&contents, "%s- [%s](#clip-%d)%s\n", strings.Repeat("  ", min(1, len(w.review.Sections)-1)), lineText(c.Version.Title), done, " · "+lineText(origin(c)))
			fmt.Fprintf(&text, "<a id=\"clip-%d\"></a>\n\n", done)
			w.clip(&text, c, 2+min(1, len(w.review.Sections)-1), "")
			if o.Progress != nil {
				o.Progress(review.Progress{Done: done, Clips: w.review.Clips()})
			}
		}
	}
	head := "# " + lineText(w.review.Title) + "\n\n"
	if w.review.Subtitle != "" {
		head += lineText(w.review.Subtitle) + "\n\n"
	}
	return w.file(review.FileName(w.review.Title)+".md", head+contents.String()+"\n"+text.String())
}

// clip writes a clip's headline, origin and text; its headings stand below the
// headline's level.
func (w *writer) clip(out *strings.Builder, c *clip.Clip, level int, up string) {
	v := &c.Version
	fmt.Fprintf(out, "%s %s\n\n", strings.Repeat("#", level), lineText(v.Title))
	fmt.Fprintf(out, "%s\n\n", lineText(origin(c)))
	if v.URL != "" {
		fmt.Fprintf(out, "%s\n\n", inlineText([]clip.Inline{link(v.URL, v.URL)}, place{}))
	}
	r := &renderer{image: func(url string) string {
		if at := w.image(url); at != "" {
			return up + at
		}
		return ""
	}}
	body := w.review.Annotated(c).Clone()
	body.Walk(func(b *clip.Block, _ int) bool {
		if b.Kind == clip.Heading {
			b.Level = min(6, max(b.Level, level+1))
		}
		return true
	})
	out.WriteString(r.blocks(body.Normal()) + "\n\n")
}

// origin says where a clip comes from, on one line.
func origin(c *clip.Clip) string {
	var parts []string
	for _, part := range []string{c.Version.Outlet, c.Version.Byline(), c.Version.Published.Day()} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if c.Version.Published.IsZero() {
		parts = append(parts, "date unknown")
	}
	return strings.Join(parts, " · ")
}

func dayOf(c *clip.Clip) string {
	if day := c.Version.Published.Day(); day != "" {
		return day
	}
	return c.Captured.Format(time.DateOnly)
}

// frontMatter is YAML; every string is quoted as JSON, which YAML reads.
func frontMatter(c *clip.Clip, section string, about review.About) string {
	v := &c.Version
	var out strings.Builder
	out.WriteString("---\n")
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "%s: %s\n", name, quote(value))
		}
	}
	field("title", v.Title)
	field("byline", v.Byline())
	field("outlet", v.Outlet)
	field("published", v.Published.String())
	field("captured", c.Captured.UTC().Format(time.RFC3339))
	field("url", v.URL)
	field("lang", v.Lang)
	if len(c.Tags) > 0 {
		var tags []string
		for _, tag := range c.Tags {
			tags = append(tags, quote(tag))
		}
		fmt.Fprintf(&out, "tags: [%s]\n", strings.Join(tags, ", "))
	}
	field("section", section)
	field("id", string(c.ID))
	field("sha256", string(v.Source.Original))
	for _, note := range about.Notes {
		if note.Quote == "" {
			field("note", note.Text)
		}
	}
	out.WriteString("---\n\n")
	return out.String()
}

func quote(s string) string { return strconv.Quote(s) }

// image writes an image once and returns where it stands.
func (w *writer) image(url string) string {
	if at, ok := w.images[url]; ok {
		return at
	}
	w.images[url] = ""
	if !strings.HasPrefix(url, clip.ImageScheme) || w.review.Image == nil {
		w.report.Warnings = append(w.report.Warnings, "An image was not kept with its clip and is left out: "+url)
		return ""
	}
	data, mediaType, err := w.review.Image(w.ctx, url)
	if err == nil {
		name := path.Join("images", string(clip.HashOf(data)[:16])+extension(mediaType))
		if err = w.file(name, string(data)); err == nil {
			w.report.Files--
			w.images[url] = name
		}
	}
	if err != nil {
		w.report.Warnings = append(w.report.Warnings, "An image cannot be read and is left out: "+err.Error())
	}
	return w.images[url]
}

func extension(mediaType string) string {
	switch mediaType {
	case "image/jpeg":
		return ".jpg"
	case "image/svg+xml":
		return ".svg"
	}
	if all, err := mime.ExtensionsByType(mediaType); err == nil && len(all) > 0 {
		return all[0]
	}
	return ""
}

func (w *writer) file(name, text string) error {
	at := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	w.report.Files++
	return nil
}

// unique returns name, numbered when it is taken: file systems that ignore
// case count it as taken too.
func (w *writer) unique(name string) string {
	key := strings.ToLower(name)
	w.names[key]++
	if n := w.names[key]; n > 1 {
		return w.unique(fmt.Sprintf("%s %d", name, n))
	}
	return name
}
