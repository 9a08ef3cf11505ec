package intake_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip"
	"newsclip/clip/intake"
)

const page = "<!DOCTYPE html>\n<html><head><title>Harbour bridge opens</title></head><body><p>The new bridge opened on Monday.</p></body></html>"

// utf16Bytes encodes a text, with a byte order mark when asked.
func utf16Bytes(order binary.ByteOrder, mark bool, text string) string {
	if mark {
		text = "\ufeff" + text
	}
	var out bytes.Buffer
	for _, unit := range utf16.Encode([]rune(text)) {
		binary.Write(&out, order, unit)
	}
	return out.String()
}

func url(addresses ...string) []intake.Input {
	var inputs []intake.Input
	for _, a := range addresses {
		inputs = append(inputs, intake.Input{Kind: intake.KindURL, URL: a})
	}
	return inputs
}

func text(content string) []intake.Input {
	return []intake.Input{{Kind: intake.KindText, Data: []byte(content), MediaType: "text/plain; charset=utf-8"}}
}

func html(address, content string) []intake.Input {
	return []intake.Input{{Kind: intake.KindHTML, URL: address, Data: []byte(content), MediaType: "text/html"}}
}

func htmlUTF8(address, content string) []intake.Input {
	inputs := html(address, content)
	inputs[0].MediaType = "text/html; charset=utf-8"
	return inputs
}

func named(name string, inputs []intake.Input) []intake.Input {
	for i := range inputs {
		inputs[i].Name = name
	}
	return inputs
}

func TestRecognise(t *testing.T) {
	saved := "<!-- saved from url=(0032)https://paper.example/bridge?a=1 -->\n"
	single := "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://paper.example/bridge \n saved date: Sat Apr 05 2031 -->\n<p>Words.</p></html>"
	article := "The bridge opened.\nSee https://paper.example/bridge for more.\n"
	tests := []struct {
		name, file, data string
		want             []intake.Input
	}{
		{"page by content", "", page, html("", page)},
		{"page by name", "story.HTM", "Words without tags", html("", "Words without tags")},
		{"page of a windows path", `C:\saved\story.html`, page, html("", page)},
		{"fragment", "", "<p>The <b>bridge</b></p>", html("", "<p>The <b>bridge</b></p>")},
		{"fragment that begins with words", "", "Bridge <p>One</p><p>Two</p><p>Three</p>", html("", "Bridge <p>One</p><p>Two</p><p>Three</p>")},
		{"page after comments", "", "<?xml version='1.0'?>\n<!-- a -->\n<!-- b -->" + page, html("", "<?xml version='1.0'?>\n<!-- a -->\n<!-- b -->"+page)},
		{"page in an old character set", "x.html", "<p>caf\xe9</p>", html("", "<p>caf\xe9</p>")},
		{"page with a mark", "x.html", "\xef\xbb\xbf<p>café</p>", htmlUTF8("", "<p>café</p>")},
		{"page in UTF-16", "x.html", utf16Bytes(binary.LittleEndian, true, page), htmlUTF8("", page)},
		{"page in UTF-16, no mark", "", utf16Bytes(binary.BigEndian, false, page), htmlUTF8("", page)},
		{"saved by a browser", "x.html", saved + page, html("https://paper.example/bridge?a=1", saved+page)},
		{"saved by SingleFile", "x.html", single, html("https://paper.example/bridge", single)},
		{"mirrored", "", page + "<!-- Mirrored from example.com/bridge.html by HTTrack Website Copier/3.x -->", html("https://example.com/bridge.html", page+"<!-- Mirrored from example.com/bridge.html by HTTrack Website Copier/3.x -->")},

		{"text", "", article, text(article)},
		{"text with Windows ends", "note.txt", "One.\r\n\r\nTwo.\r\n", text("One.\r\n\r\nTwo.\r\n")},
		{"text about HTML", "", "Use <p> for paragraphs and </p> to end them.", text("Use <p> for paragraphs and </p> to end them.")},
		{"text with a sign", "", "<3 this bridge", text("<3 this bridge")},
		{"Markdown with HTML", "a.md", "<p>One</p>\n\n# Two", text("<p>One</p>\n\n# Two")},
		{"text in UTF-16", "note.txt", utf16Bytes(binary.BigEndian, true, "Die Brücke öffnet."), text("Die Brücke öffnet.")},
		{"text in UTF-16, no mark", "note.txt", utf16Bytes(binary.LittleEndian, false, "Die Brücke öffnet."), text("Die Brücke öffnet.")},
		{"text in windows-1252", "note.txt", "Die Br\xfccke \xf6ffnet \x84bald\x93.", text("Die Brücke öffnet „bald“.")},
		{"text in windows-1251", "note.txt", "\xcc\xee\xf1\xf2 \xee\xf2\xea\xf0\xfb\xeb\xf1\xff", text("Мост открылся")},
		{"text in KOI8-R", "note.txt", "\xed\xcf\xd3\xd4 \xcf\xd4\xcb\xd2\xd9\xcc\xd3\xd1", text("Мост открылся")},
		{"text in Shift_JIS", "note.txt", "\x90\x56\x82\xb5\x82\xa2\x8b\xb4\x82\xaa\x8a\x4a\x92\xca\x82\xb5\x82\xbd", text("新しい橋が開通した")},
		{"text in ISO-2022-JP", "note.txt", "\x1b$B66$,\x1b(B", text("橋が")},
		{"text that starts like a recording", "", "ID3 is a tag format.", text("ID3 is a tag format.")},
		{"feed is text", "", "Words: {\"a\": 1}", text("Words: {\"a\": 1}")},

		{"one address", "", " https://paper.example/bridge\n", url("https://paper.example/bridge")},
		{"address without scheme", "", "www.paper.com/bridge", url("https://www.paper.com/bridge")},
		{"domain alone", "", "paper.co.uk", url("https://paper.co.uk")},
		{"file name is no address", "", "report.txt", text("report.txt")},
		{"end of a sentence is no address", "", "opened.The", text("opened.The")},
		{"mail address is no address", "", "ann@paper.com", text("ann@paper.com")},
		{"list", "list.txt", "https://a.example/1\r\n\r\nhttps://a.example/2\r\nhttps://a.example/1\r\n", url("https://a.example/1", "https://a.example/2")},
		{"list with bullets", "", "- <https://a.example/1>\n• https://a.example/2,\n3. http://a.example/3\n[Four](https://a.example/4)", url("https://a.example/1", "https://a.example/2", "http://a.example/3", "https://a.example/4")},
		{"several on a line", "", "https://a.example/1 https://a.example/2", url("https://a.example/1", "https://a.example/2")},
		{"list with headlines", "", "For Monday\nBridge opens: https://a.example/1\n- Mayor resigns (https://a.example/2)\nhttps://a.example/3 – Ferry late\n", url("https://a.example/1", "https://a.example/2", "https://a.example/3")},
		{"headlines above their addresses", "", "Bridge opens\nhttps://a.example/1\n\nMayor resigns\nhttps://a.example/2", url("https://a.example/1", "https://a.example/2")},
		{"headline and its address", "", "Bridge opens at last: https://a.example/1", url("https://a.example/1")},
		{"outlet above addresses", "", "Paper.com\nhttps://a.example/1\nwww.b.com/2", url("https://a.example/1", "https://www.b.com/2")},
		{"words after one address", "", "https://a.example/1\nRead this\n", text("https://a.example/1\nRead this\n")},
		{"sentences with addresses", "", "The bridge opened. See https://a.example/1\nThe mayor spoke.\nhttps://a.example/2", text("The bridge opened. See https://a.example/1\nThe mayor spoke.\nhttps://a.example/2")},
		{"more words than addresses", "", "One\nTwo\nThree\nFour\nhttps://a.example/1\nhttps://a.example/2", text("One\nTwo\nThree\nFour\nhttps://a.example/1\nhttps://a.example/2")},
		{"other scheme", "", "ftp://a.example/1", text("ftp://a.example/1")},

		{".url", "Bridge.url", "[{000214A0}]\r\nProp3=19,11\r\n[InternetShortcut]\r\nIDList=\r\nURL=https://paper.example/bridge\r\n", url("https://paper.example/bridge")},
		{".desktop", "Bridge.desktop", "[Desktop Entry]\nType=Link\nURL=https://paper.example/bridge\n", url("https://paper.example/bridge")},
		{".webloc", "Bridge.webloc", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\"><dict><key>Name</key><string>x</string><key>URL</key><string>https://paper.example/bridge?a=1&amp;b=2</string></dict></plist>", url("https://paper.example/bridge?a=1&b=2")},
		{"binary .webloc", "Bridge.webloc", "bplist00\xd1\x01\x02SURL\x5f\x10\x1ehttps://paper.example/bridge-1\x08\x0b\x0f", url("https://paper.example/bridge-1")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := intake.Recognise(tt.file, []byte(tt.data))
			if err != nil {
				t.Fatal(err)
			}
			file := tt.file[strings.LastIndex(tt.file, `\`)+1:]
			if diff := cmp.Diff(named(file, tt.want), got); diff != "" {
				t.Errorf("want → got:\n%s", diff)
			}
		})
	}
}

func TestMistypedAddressesAreToldBesideTheOthers(t *testing.T) {
	tests := []struct{ name, data, message, next string }{
		{"one", "https://a.example/1\nhtps:/a.example/2\nhttps://a.example/3\n", "“htps:/a.example/2” is no address.", "Correct it"},
		{"two", "https://a.example/1\nTwo more\nftp://a.example/2\nhttps://a.example/3\nwww:a", "“ftp://a.example/2”, “www:a” are no addresses.", "Correct them"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := intake.Recognise("", []byte(tt.data))
			if diff := cmp.Diff(url("https://a.example/1", "https://a.example/3"), got); diff != "" {
				t.Errorf("want → got:\n%s", diff)
			}
			wantError(t, err, clip.ErrInvalid, tt.message, tt.next)
		})
	}
}

func TestRecogniseRefuses(t *testing.T) {
	tests := []struct {
		name, file, data string
		kind             clip.ErrorKind
		message, next    string
	}{
		{"nothing", "", " \n", clip.ErrInvalid, "What was handed over is empty.", "Give an address"},
		{"empty UTF-16", "a.txt", "\xff\xfe", clip.ErrInvalid, "", ""},
		{"PDF", "a.pdf", "%PDF-1.7\n", clip.ErrUnsupported, `"a.pdf" is a PDF document, which cannot be clipped.`, "copy the text"},
		{"PDF called text", "a.txt", "\n%PDF-1.7\n", clip.ErrUnsupported, "a PDF document", ""},
		{"PDF called HTML", "a.html", "%PDF-1.7\n", clip.ErrUnsupported, "a PDF document", ""},
		{"picture", "a.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF", clip.ErrUnsupported, "a picture (JPEG)", "the page that shows it"},
		{"video", "a.mp4", "\x00\x00\x00\x20ftypisom", clip.ErrUnsupported, "a video", ""},
		{"Word", "a.docx", "PK\x03\x04\x14\x00\x06\x00word/document.xml", clip.ErrUnsupported, "an office document (Word)", "copy the text"},
		{"e-book", "a.epub", "PK\x03\x04\x0a\x00mimetypeapplication/epub+zip", clip.ErrUnsupported, "an e-book", ""},
		{"ZIP", "a.zip", "PK\x03\x04\x14\x00notes/a.bin", clip.ErrUnsupported, "an archive (ZIP)", "Unpack it"},
		{"RTF", "a.rtf", `{\rtf1\ansi Bridge}`, clip.ErrUnsupported, "a rich text document", "copy the text"},
		{"web archive", "a.webarchive", "bplist00\xd1\x01\x02", clip.ErrUnsupported, "a file of an Apple program", "Page Source"},
		{"feed", "a.xml", "<?xml version=\"1.0\"?>\n<!-- a -->\n<rss version=\"2.0\"/>", clip.ErrUnsupported, `"a.xml" is a news feed (RSS or Atom), which cannot be clipped.`, "give their addresses"},
		{"feed called HTML", "a.html", "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", clip.ErrUnsupported, "a news feed", ""},
		{"map of a site", "sitemap.xml", "<?xml version=\"1.0\"?><urlset/>", clip.ErrUnsupported, "data for programs (XML)", ""},
		{"unknown", "a.bin", "\x00\x01\x02\x03\x04\x00\x00\x07\xff\xfe\x00", clip.ErrUnsupported, `"a.bin" is no page and no text.`, ""},
		{"message without text", "a.eml", "MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nxx", clip.ErrUnsupported, `"a.eml" has no text.`, ""},
		{"too large", "a.html", strings.Repeat("x", intake.MaxBytes+1), clip.ErrTooLarge, `"a.html" is larger than 64 MB.`, "paste it here"},
		{"too many addresses", "", manyAddresses(10_001), clip.ErrTooLarge, "lists more than 10000 addresses.", "Split the list"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := intake.Recognise(tt.file, []byte(tt.data))
			if got != nil {
				t.Errorf("got %v", got)
			}
			wantError(t, err, tt.kind, tt.message, tt.next)
		})
	}
}

func manyAddresses(n int) string {
	var list strings.Builder
	for i := range n {
		fmt.Fprintf(&list, "https://a.example/%d\n", i)
	}
	return list.String()
}

func wantError(t *testing.T, err error, kind clip.ErrorKind, message, next string) {
	t.Helper()
	var e *clip.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want a *clip.Error", err)
	}
	if e.Kind != kind || !strings.Contains(e.Message, message) || !strings.Contains(e.Next, next) {
		t.Errorf("got kind %q, %q, %q\nwant kind %q, …%q…, …%q…", e.Kind, e.Message, e.Next, kind, message, next)
	}
	for _, sentence := range []string{e.Message, e.Next} {
		if !strings.HasSuffix(sentence, ".") {
			t.Errorf("%q is no whole sentence", sentence)
		}
	}
}

func FuzzRecognise(f *testing.F) {
	for _, seed := range []string{page, "Words.", "https://a.example/1\n", "<!-- saved from url=(0033)https://a.example/ -->", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n\n<p>x</p>\n--b--", "{\"title\":\"a\"}\n{", "\xff\xfea\x00", "bplist00SURLhttp", "%PDF-"} {
		for _, name := range []string{"", "a.html", "a.eml", "a.webloc", "a.jsonl"} {
			f.Add(name, []byte(seed))
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		inputs, err := intake.Recognise(name, data)
		if err == nil && len(inputs) == 0 {
			t.Error("neither input nor error")
		}
		for _, in := range inputs {
			checkInput(t, in, data)
		}
	})
}

// checkInput checks what holds for every input: text is valid, and kept as it
// was when it was UTF-8; an address is an address.
func checkInput(t *testing.T, in intake.Input, data []byte) {
	t.Helper()
	switch in.Kind {
	case intake.KindText:
		if !utf8.Valid(in.Data) || len(bytes.TrimSpace(in.Data)) == 0 {
			t.Errorf("text %q", in.Data)
		}
	case intake.KindURL:
		if lower := strings.ToLower(in.URL); !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") {
			t.Errorf("address %q", in.URL)
		}
	case intake.KindRecord:
		if in.Record == nil {
			t.Error("no record")
		}
	case intake.KindHTML:
		if len(in.Data) == 0 {
			t.Error("an empty page")
		}
	default:
		t.Errorf("kind %q", in.Kind)
	}
}

func FuzzTextIsKept(f *testing.F) {
	f.Add("The bridge opened.\n\nOn Monday.")
	f.Add("MIME-Version: 1.0\n\nWords")
	f.Fuzz(func(t *testing.T, content string) {
		inputs, err := intake.Recognise("note.txt", []byte(content))
		if err != nil || !utf8.ValidString(content) || inputs[0].Kind != intake.KindText {
			return
		}
		plain := !strings.ContainsAny(content, "\x00\x1b") && !strings.HasPrefix(content, "\ufeff")
		if plain && string(inputs[0].Data) != content {
			t.Errorf("%q became %q", content, inputs[0].Data)
		}
	})
}
