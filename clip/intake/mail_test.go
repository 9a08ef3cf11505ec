package intake_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip/intake"
)

// crlf writes a message with the line ends of mail.
func crlf(message string) string { return strings.ReplaceAll(message, "\n", "\r\n") }

const savedPage = `From: <Saved by Blink>
Snapshot-Content-Location: https://paper.example/bridge
Subject: Harbour bridge opens
Date: Sat, 5 Apr 2031 12:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="----Bound"

------Bound
Content-Type: text/html
Content-ID: <frame-0@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://paper.example/bridge

<html><body><p class=3D"lead">The br=
idge opened.</p></body></html>
------Bound
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://paper.example/a.png

iVBORw0KGgo=
------Bound--
`

const newsletter = `From: Desk <desk@paper.example>
To: ann@reader.example
Subject: =?utf-8?q?Br=C3=BCcke?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: 8bit

Plain words.
--inner
Content-Type: text/html; charset="ISO-8859-1"
Content-Transfer-Encoding: quoted-printable

<p>Die Br=FCcke</p>
--inner--
--outer
Content-Type: text/html
Content-Disposition: attachment; filename=other.html

<p>Attached</p>
--outer--
`

func TestMail(t *testing.T) {
	frames := strings.NewReplacer("type=\"text/html\";", "type=\"text/html\"; start=\"<main@x>\";", "<frame-0@mhtml.blink>", "<side@x>",
		"------Bound--", "------Bound\nContent-Type: text/html\nContent-ID: <main@x>\nContent-Location: https://paper.example/main\n\n<p>Main</p>\n------Bound--").Replace(savedPage)
	body := base64.StdEncoding.EncodeToString([]byte("<p>Brücke</p>"))
	tests := []struct {
		name, file, message string
		want                intake.Input
	}{
		{"page saved by Chromium", "a.mhtml", savedPage,
			intake.Input{Kind: intake.KindHTML, URL: "https://paper.example/bridge", MediaType: "text/html", Data: []byte("<html><body><p class=\"lead\">The bridge opened.</p></body></html>")}},
		{"page without its name", "", savedPage,
			intake.Input{Kind: intake.KindHTML, URL: "https://paper.example/bridge", MediaType: "text/html", Data: []byte("<html><body><p class=\"lead\">The bridge opened.</p></body></html>")}},
		{"address only at the top", "a.mht", strings.Replace(savedPage, "Content-Location: https://paper.example/bridge\n\n", "Content-Location: cid:frame-0\n\n", 1),
			intake.Input{Kind: intake.KindHTML, URL: "https://paper.example/bridge", MediaType: "text/html", Data: []byte("<html><body><p class=\"lead\">The bridge opened.</p></body></html>")}},
		{"the root is not the first part", "a.mht", frames,
			intake.Input{Kind: intake.KindHTML, URL: "https://paper.example/main", MediaType: "text/html", Data: []byte("<p>Main</p>")}},
		{"mail with both", "a.eml", newsletter,
			intake.Input{Subject: "Brücke", Kind: intake.KindHTML, MediaType: "text/html; charset=iso-8859-1", Data: []byte("<p>Die Br\xfccke</p>")}},
		{"mail from a mailbox file", "a.eml", "From desk@paper.example Sat Apr  5 12:00:00 2031\n" + newsletter,
			intake.Input{Subject: "Brücke", Kind: intake.KindHTML, MediaType: "text/html; charset=iso-8859-1", Data: []byte("<p>Die Br\xfccke</p>")}},
		{"mail of plain text", "a.eml", "Subject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\n=84Br=FCcke=93",
			intake.Input{Subject: "x", Kind: intake.KindText, MediaType: "text/plain; charset=utf-8", Data: []byte("„Brücke“")}},
		{"mail that was sent on", "a.eml", "Subject: Fwd: AW:  Bridge\n opens\n\nPlain words.",
			intake.Input{Subject: "Bridge opens", Kind: intake.KindText, MediaType: "text/plain; charset=utf-8", Data: []byte("Plain words.")}},
		{"old mail without MIME", "a.eml", "Subject: x\n\nPlain words.",
			intake.Input{Subject: "x", Kind: intake.KindText, MediaType: "text/plain; charset=utf-8", Data: []byte("Plain words.")}},
		{"HTML without words beside text", "a.eml", strings.Replace(newsletter, "<p>Die Br=FCcke</p>", "<p>=20</p>", 1),
			intake.Input{Subject: "Brücke", Kind: intake.KindHTML, MediaType: "text/html; charset=iso-8859-1", Data: []byte("<p> </p>")}},
		{"base64", "a.eml", "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + body + "\n",
			intake.Input{Kind: intake.KindHTML, MediaType: "text/html; charset=utf-8", Data: []byte("<p>Brücke</p>")}},
		{"text that is none beside HTML", "a.eml", strings.Replace(newsletter, "; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nPlain words.", "\n\n\x00\x01\x02", 1),
			intake.Input{Subject: "Brücke", Kind: intake.KindHTML, MediaType: "text/html; charset=iso-8859-1", Data: []byte("<p>Die Br\xfccke</p>")}},
		{"cut off", "a.eml", newsletter[:strings.Index(newsletter, "--inner--")],
			intake.Input{Subject: "Brücke", Kind: intake.KindHTML, MediaType: "text/html; charset=iso-8859-1", Data: []byte("<p>Die Br\xfccke</p>")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := intake.Recognise(tt.file, []byte(crlf(tt.message)))
			if err != nil {
				t.Fatal(err)
			}
			tt.want.Name = tt.file
			if diff := cmp.Diff([]intake.Input{tt.want}, got); diff != "" {
				t.Errorf("want → got:\n%s", diff)
			}
		})
	}
}
