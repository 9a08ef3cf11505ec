package archive

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"newsclip/clip"
)

// Place says where a clip's page stands, by what a list of clips knows.
type Place struct {
	Clip  clip.ID
	Title string
	Day   string // "2026-03-01": published, else captured
	// Story and StoryName are set for a clip that shares its story.
	Story     clip.ID
	StoryName string
	Trashed   bool
}

// Path is the name of the page in the backup.
func (p *Place) Path() string { return p.stem() + ".html" }

// VersionPath is the name of the page of a version that is not the current
// one.
func (p *Place) VersionPath(number int) string {
	return fmt.Sprintf("%s version %d.html", p.stem(), number)
}

func (p *Place) stem() string {
	folder := singleFolder
	switch {
	case p.Trashed:
		folder = trashFolder
	case p.Story != "":
		folder = folderName(p.StoryName, p.Story)
	}
	return "clips/" + folder + "/" + strings.TrimSpace(strings.Join([]string{p.Day, safe(p.Title)}, " ")) + " (" + string(p.Clip) + ")"
}

// Page is a version as a person reads it without Newsclip.
type Page struct {
	Place
	Version  *clip.Version
	Current  bool
	Versions int // how many the clip has
	Tags     []string
	Folders  []string // their names
	Note     string
	Marks    []clip.Highlight
	Original string // the name of its file in the backup; "" when it was not kept
	// Image gives the name of an image's file; "" when it is not in the backup.
	Image func(clip.Hash) string
}

// HTML prints the page. It loads nothing from elsewhere.
func (p *Page) HTML() ([]byte, error) {
	body := p.Version.Body.Clone()
	body.Walk(func(block *clip.Block, _ int) bool {
		if hash, ok := strings.CutPrefix(block.URL, clip.ImageScheme); ok && clip.Hash(hash).Valid() {
			if name := p.Image(clip.Hash(hash)); name != "" {
				block.URL = up + name
			}
		}
		return true
	})
	var out bytes.Buffer
	err := page.Execute(&out, map[string]any{"Page": p, "Body": template.HTML(body.XHTML()), "Up": up})
	return out.Bytes(), err
}

// up leads from a clip's page to the top of the backup.
const up = "../../"

const style = `body{max-width:42em;margin:2em auto;padding:0 1em;font:17px/1.55 Georgia,serif;color:#222;background:#fff}
h1{line-height:1.2}img{max-width:100%;height:auto}figcaption,.about,footer,th{color:#666;font-size:.85em}
footer{margin-top:3em;border-top:1px solid #ccc;padding-top:1em}footer p{margin:.3em 0}blockquote{border-left:3px solid #ccc;margin-left:0;padding-left:1em}
table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.2em .8em .2em 0}a{color:#1a5276;overflow-wrap:anywhere}pre{overflow:auto}
.note{white-space:pre-wrap}.day{white-space:nowrap}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#1c1c1c}a{color:#8ab4f8}figcaption,.about,footer,th{color:#999}}`

// policy forbids a page to load anything but the pictures beside it.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:"

const top = `<!DOCTYPE html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="` + policy + `">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{{.Title}}</title><style>` + style + `</style></head><body>
`

var page = template.Must(template.New("page").Parse(`{{with .Page}}` + strings.NewReplacer("{{.Lang}}", "{{.Version.Lang}}", "{{.Title}}", "{{.Version.Title}}").Replace(top) + `<article>
<h1>{{.Version.Title}}</h1>
<p class="about">{{with .Version.Outlet}}{{.}} · {{end}}{{with .Version.Byline}}{{.}} · {{end}}{{.Day}}{{with .Version.URL}}<br><a href="{{.}}" rel="noreferrer">{{.}}</a>{{end}}</p>
{{end}}{{.Body}}
</article>
<footer>{{$up := .Up}}{{with .Page}}{{with .Note}}<p class="note">Note: {{.}}</p>{{end}}{{range .Marks}}
<p class="note">Highlighted: “{{.Quote}}”{{with .Note}} – {{.}}{{end}}</p>{{end}}{{with .StoryName}}
<p>Story: {{.}}</p>{{end}}{{with .Folders}}
<p>Folders: {{range $i, $f := .}}{{if $i}}, {{end}}{{$f}}{{end}}</p>{{end}}{{with .Tags}}
<p>Tags: {{range $i, $t := .}}{{if $i}}, {{end}}{{$t}}{{end}}</p>{{end}}
<p>Version {{.Version.Number}} of {{.Versions}}{{if not .Current}}, not the current one{{end}}, kept {{.Version.Created.Format "2006-01-02 15:04 MST"}}{{with .Original}}, made of the <a href="{{$up}}{{.}}">original</a>{{end}}.</p>
<p><a href="{{$up}}index.html">All clips</a></p>{{end}}
</footer></body></html>
`))
