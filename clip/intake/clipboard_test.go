package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip/intake"
)

// cfHTML wraps a fragment as Windows does.
func cfHTML(source, fragment string) string {
	const header = "Version:0.9\r\nStartHTML:%08d\r\nEndHTML:%08d\r\nStartFragment:%08d\r\nEndFragment:%08d\r\nSourceURL:%s\r\n"
	before, after := "<html><body>\r\n<!--StartFragment-->", "<!--EndFragment-->\r\n</body></html>"
	start := len(fmt.Sprintf(header, 0, 0, 0, 0, source))
	from := start + len(before)
	to := from + len(fragment)
	return fmt.Sprintf(header, start, to+len(after), from, to, source) + before + fragment + after
}

func TestClipboard(t *testing.T) {
	const link = "https://paper.example/bridge"
	paragraphs := "<h1>Brücke</h1><p>The bridge opened.</p>"
	wrongOffsets := strings.Replace(cfHTML(link, paragraphs), "EndFragment:0", "EndFragment:9", 1)
	wrongOffsets = strings.Replace(wrongOffsets, "EndHTML:0", "EndHTML:9", 1)
	tests := []struct {
		name, html, text string
		want             []intake.Input
	}{
		{"nothing", "", "", nil},
		{"white space", "", " \n", nil},
		{"text alone", "", "The bridge opened.", text("The bridge opened.")},
		{"text with a byte order mark and zeros", "", "\ufeffThe bridge opened.\x00", text("The bridge opened.")},
		{"address alone", "", link, url(link)},
		{"list of addresses", "", link + "\n" + link + "/2", url(link, link+"/2")},
		{"list of a chat", "<p>Today</p><p>The bridge: <a href='" + link + "'>" + link + "</a></p>", "Today\nThe bridge: " + link, url(link)},
		{"HTML source alone", "", page, htmlUTF8("", page)},
		{"both", paragraphs, "Brücke\n\nThe bridge opened.", htmlUTF8("", paragraphs)},
		{"HTML alone", paragraphs, "", htmlUTF8("", paragraphs)},
		{"copied link", `<a href="` + link + `">The bridge</a>`, link, url(link)},
		{"copied link of Chromium", `<meta charset='utf-8'><a href="` + link + `">The bridge</a>`, link, url(link)},
		{"copied address bar", `<span>` + link + `</span>`, link, url(link)},
		{"address as HTML alone", `<a href="` + link + `">` + link + `</a>`, "", url(link)},
		{"cells of addresses", "<table><tr><td>" + link + "</td></tr><tr><td>" + link + "/2</td></tr></table>", link + "\r\n" + link + "/2\r\n", url(link, link+"/2")},
		{"HTML without words", "<meta charset='utf-8'><div></div>", "The bridge opened.", text("The bridge opened.")},
		{"only a style", "<style>p{color:red}</style>", "The bridge opened.", text("The bridge opened.")},
		{"picture", `<img src="https://paper.example/a.png">`, "", htmlUTF8("", `<img src="https://paper.example/a.png">`)},
		{"source in an editor", "<div><span>&lt;html&gt;&lt;p&gt;Words&lt;/p&gt;</span></div>", "<html><p>Words</p>", htmlUTF8("", "<html><p>Words</p>")},
		{"Windows", cfHTML(link, paragraphs), "Brücke", htmlUTF8(link, paragraphs)},
		{"Windows, wrong offsets", wrongOffsets, "Brücke", htmlUTF8(link, paragraphs)},
		{"Windows, from a program", cfHTML("file:///C:/a.docx", paragraphs), "Brücke", htmlUTF8("", paragraphs)},
		{"Windows, copied link", cfHTML(link, `<a href="`+link+`">x</a>`), link, url(link)},
		{"saved page", "<!-- saved from url=(0028)" + link + " -->" + paragraphs, "", htmlUTF8(link, "<!-- saved from url=(0028)"+link+" -->"+paragraphs)},
		{"text that looks like a PDF", "", "%PDF-1.7 is a version", text("%PDF-1.7 is a version")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := intake.Clipboard(tt.html, tt.text)
			if err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("want → got:\n%s", diff)
			}
		})
	}
}

func FuzzClipboard(f *testing.F) {
	f.Add(cfHTML("https://a.example/", "<p>x</p>"), "x")
	f.Add("<a href=x>y</a>", "https://a.example/")
	f.Fuzz(func(t *testing.T, markup, content string) {
		inputs, _ := intake.Clipboard(markup, content)
		if strings.TrimSpace(strings.Trim(content, "\x00\ufeff")) != "" && len(inputs) == 0 {
			t.Errorf("text %q is lost", content)
		}
		for _, in := range inputs {
			checkInput(t, in, []byte(content))
		}
	})
}
