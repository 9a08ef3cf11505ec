package ui

import (
	"fmt"
	"testing"
)

func TestFragment(t *testing.T) {
	page := "<html><body><!--StartFragment--><p>Flood gates hold.</p><!--EndFragment--></body></html>"
	head := "Version:0.9\r\nStartHTML:%08d\r\nEndHTML:%08d\r\nSourceURL:https://ledger.example/gates\r\n"
	n := len(fmt.Sprintf(head, 0, 0))
	for name, c := range map[string]struct{ data, want string }{
		"offsets":         {fmt.Sprintf(head, n, n+len(page)) + page + "\x00\x00", page},
		"offsets beyond":  {fmt.Sprintf(head, n, 99999) + page + "\x00", page},
		"fragment alone":  {"Version:1.0\r\nStartHTML:-1\r\nEndHTML:-1\r\nStartFragment:0000000089\r\nEndFragment:0000000099\r\n<p>Hi.</p><!--end-->", "<p>Hi.</p>"},
		"no HTML":         {"Version:0.9\r\nStartHTML:3", ""},
		"no header":       {page, page},
		"offset in head":  {"Version:0.9\r\nStartHTML:2\r\nEndHTML:5\r\n" + page, page},
		"nothing":         {"", ""},
		"letters for one": {"StartHTML:x\r\nEndHTML:y\r\n" + page, page},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := fragment(c.data)
			if got != c.want || (err != nil) != (c.want == "") {
				t.Errorf("fragment = %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestAppleData(t *testing.T) {
	for text, want := range map[string]string{
		"«data HTML3C703EC3BC3C2F703E»\n": "<p>ü</p>",
		"«data HTML3C7»":                  "",
		"«data HTML3C703E":                "",
		"«data utf83C703E»":               "",
		"":                                "",
	} {
		if got, err := appleData(text); got != want || (err != nil) != (want == "") {
			t.Errorf("appleData(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
}
