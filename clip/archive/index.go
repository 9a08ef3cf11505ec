package archive

import (
	"bytes"
	"html/template"
	"io"
	"strings"

	"newsclip/clip"
)

// List is a page that lists clips: those of a month, a folder, the trash.
type List struct {
	Name  string // of its file, below index/
	Title string
	Depth int // of a folder among folders
	Clips int
}

// Path is the name of its file in the backup.
func (l *List) Path() string { return "index/" + l.Name + ".html" }

// FolderList is the list of a folder.
func FolderList(id clip.ID, name string, depth int) List {
	return List{Name: "folder " + folderName(name, id), Title: name, Depth: depth}
}

// ListItem is a line of a list.
type ListItem struct {
	Place
	Outlet string
}

// ListWriter writes a list line by line.
type ListWriter struct{ out io.Writer }

// BeginList begins the page of a list.
func (w *Writer) BeginList(l *List) (*ListWriter, error) {
	out, err := w.Create(l.Path(), false)
	if err != nil {
		return nil, err
	}
	return &ListWriter{out}, listTop.Execute(out, map[string]any{"Lang": "en", "Title": l.Title})
}

// Add writes a line.
func (w *ListWriter) Add(item *ListItem) error {
	return listLine.Execute(w.out, map[string]any{"Item": item, "Link": "../" + link(item.Path())})
}

// End writes the page's end.
func (w *ListWriter) End() error {
	_, err := io.WriteString(w.out, "</table></body></html>\n")
	return err
}

var listTop = template.Must(template.New("list").Parse(top + `<p><a href="../index.html">All clips</a></p><h1>{{.Title}}</h1>
<table>
`))

var listLine = template.Must(template.New("line").Parse(`<tr><td class="day">{{.Item.Day}}<td><a href="{{.Link}}">{{or .Item.Title "Untitled"}}</a>{{with .Item.StoryName}}<br><span class="about">Story: {{.}}</span>{{end}}<td>{{.Item.Outlet}}
`))

// Index writes the first page.
func (w *Writer) Index(head Head, months, folders []List, trash *List) error {
	var out bytes.Buffer
	err := first.Execute(&out, map[string]any{"Lang": "en", "Title": "Clips", "Clips": head.Clips,
		"Months": months, "Folders": folders, "Trash": trash})
	if err != nil {
		return err
	}
	return w.File("index.html", out.Bytes())
}

var first = template.Must(template.New("index").Funcs(template.FuncMap{"link": link, "indent": func(n int) string { return strings.Repeat("\u00a0", 4*n) }}).
	Parse(top + `<h1>Clips</h1>
<p>A backup of a Newsclip library: {{.Clips}} clips.</p>
<h2>By month</h2>
<table>{{range .Months}}
<tr><td><a href="{{link .Path}}">{{.Title}}</a><td>{{.Clips}}{{end}}{{with .Trash}}{{if .Clips}}
<tr><td><a href="{{link .Path}}">Trash</a><td>{{.Clips}}{{end}}{{end}}
</table>{{with .Folders}}
<h2>By folder</h2>
<table>{{range .}}
<tr><td>{{indent .Depth}}<a href="{{link .Path}}">{{.Title}}</a><td>{{.Clips}}{{end}}
</table>{{end}}
<p class="about">The folder clips holds every clip by its story; originals and images what was captured; data everything as lines of JSON, from which Newsclip restores it.</p>
</body></html>
`))

// Readme is what stands in README.txt.
const Readme = `This is a backup of a Newsclip library. It can be read without Newsclip:

  index.html       lists of all clips; unpack the ZIP first
  clips/           every version of every clip as a page of HTML, by story
  originals/       the bytes that each clip was made of, named by their SHA-256
  images/          the images of the clips, named by their SHA-256
  data/            clips, stories, folders, tags, notes and the rest as JSON lines
  provenance.jsonl the log of captures and deletions; each hash is the SHA-256
                   of the hash before it and the entry
  newsclip.json    version of this format, and counts
  SHA256SUMS.txt   the SHA-256 of every other file: sha256sum -c SHA256SUMS.txt

Newsclip takes it back with: newsclip restore FILE
`
