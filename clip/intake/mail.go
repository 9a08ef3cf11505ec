package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"regexp"
	"strings"

	"github.com/emersion/go-message"

	"newsclip/clip"
)

const (
	// maxParts and maxDepth bound a message: a saved page has a part per
	// picture, a mail nests three or four deep.
	maxParts = 5000
	maxDepth = 20
)

// mailStart is how a message or a saved page begins when its name says
// nothing: header lines that hold a MIME-Version.
var mailStart = regexp.MustCompile(`(?i)^(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?MIME-Version:`)

// errEnough ends the walk over a message's parts.
var errEnough = errors.New("enough parts")

// isMail reports whether content is a MIME message (RFC 5322, RFC 2045) or a
// page saved as one (RFC 2557).
func isMail(extension string, data []byte) bool {
	switch extension {
	case ".eml", ".mht", ".mhtml":
		return true
	case "":
		return mailStart.Match(messageStart(data[:min(len(data), sniffLength)]))
	}
	return false
}

// messageStart skips empty lines and the line that mailboxes put before a
// message.
func messageStart(data []byte) []byte {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte(markUTF8)), "\r\n")
	if bytes.HasPrefix(data, []byte("From ")) {
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	return data
}

// A leaf is a text part of a message, decoded from its transfer encoding.
type leaf struct {
	mediaType string
	charset   string
	location  string // Content-Location
	id        string // Content-ID, without brackets
	data      []byte // plain text in UTF-8, HTML as it came
}

// mail makes the input of a message: its HTML part, else its plain text.
func mail(name string, data []byte) ([]Input, error) {
	entity, err := message.Read(bytes.NewReader(messageStart(data)))
	if entity == nil {
		return nil, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%s cannot be read as a message.", subject(name)), Next: nextCopy, Err: err}
	}
	leaves, err := readLeaves(entity)
	best, ok := choose(leaves, root(entity))
	if !ok {
		return nil, &clip.Error{Kind: clip.ErrUnsupported, Message: fmt.Sprintf("%s has no text.", subject(name)), Next: nextCopy, Err: err}
	}
	in := best.input()
	if in.URL == "" {
		in.URL = location(entity.Header.Get("Snapshot-Content-Location"), entity.Header.Get("Content-Location"))
	}
	if in.URL == "" { // a saved page has a title of its own
		in.Subject = subjectOf(entity)
	}
	return []Input{in}, nil
}

// forwarded is what programs put before the subject of a mail that is sent on or
// answered, in the languages of Europe.
var forwarded = regexp.MustCompile(`(?i)^(?:\s*(?:re|fwd?|aw|wg|tr|rv|sv|vs|vb|i|r|odp|pd)\s*:)+\s*`)

// subjectOf returns the subject of a message, "" where there is none that can be
// read.
func subjectOf(entity *message.Entity) string {
	subject, err := entity.Header.Text("Subject")
	if err != nil {
		return ""
	}
	subject = strings.ToValidUTF8(forwarded.ReplaceAllString(subject, ""), "")
	return strings.Join(strings.Fields(subject), " ")
}

// readLeaves reads the text parts, attachments left out. What a broken end
// leaves is returned with the error.
func readLeaves(entity *message.Entity) (leaves []leaf, err error) {
	count, left := 0, int64(MaxBytes)
	err = entity.Walk(func(path []int, part *message.Entity, _ error) error {
		if count++; count > maxParts || len(path) > maxDepth {
			return errEnough
		}
		l, ok := textPart(part)
		if !ok {
			return nil
		}
		l.data, err = io.ReadAll(io.LimitReader(part.Body, left))
		left -= int64(len(l.data))
		if l.mediaType == "text/plain" {
			l.data = []byte(inCharset(l.charset, l.data))
		}
		leaves = append(leaves, l)
		if err != nil {
			return fmt.Errorf("read a part: %w", err)
		}
		return nil
	})
	return leaves, err
}

// textPart reads a part's header; ok is false for all but HTML and plain text.
func textPart(part *message.Entity) (l leaf, ok bool) {
	mediaType, params, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
	if err != nil && mediaType == "" {
		mediaType = "text/plain" // RFC 2045 section 5.2
	}
	if disposition, _, _ := part.Header.ContentDisposition(); disposition == "attachment" {
		return leaf{}, false
	}
	l = leaf{mediaType: mediaType, charset: strings.ToLower(params["charset"]),
		location: part.Header.Get("Content-Location"), id: strings.Trim(part.Header.Get("Content-Id"), "<> ")}
	switch mediaType {
	case "text/html", "application/xhtml+xml", "text/plain":
		return l, true
	}
	return leaf{}, false
}

// root is the Content-ID of the part that a multipart/related begins with
// (RFC 2387), or "".
func root(entity *message.Entity) string {
	_, params, _ := mime.ParseMediaType(entity.Header.Get("Content-Type"))
	return strings.Trim(params["start"], "<> ")
}

// choose takes the HTML part that is the root, else the first HTML part with
// text, else the first plain text.
func choose(leaves []leaf, root string) (leaf, bool) {
	rank := func(l leaf) int {
		switch {
		case len(bytes.TrimSpace(l.data)) == 0:
			return 0
		case l.mediaType == "text/plain":
			return 1
		case visibleText(string(l.data)) == "":
			return 2
		case root == "" || l.id != root:
			return 3
		}
		return 4
	}
	var best leaf
	most := 0
	for _, l := range leaves {
		if r := rank(l); r > most {
			best, most = l, r
		}
	}
	// A page without words counts only where there is no text beside it.
	return best, most > 0
}

// input keeps HTML in its character set; plain text was decoded when read.
func (l leaf) input() Input {
	if l.mediaType == "text/plain" {
		return Input{Kind: KindText, URL: location(l.location), Data: l.data, MediaType: textUTF8}
	}
	in := Input{Kind: KindHTML, URL: location(l.location), Data: l.data, MediaType: l.mediaType}
	if l.charset != "" {
		in.MediaType = mime.FormatMediaType(l.mediaType, map[string]string{"charset": l.charset})
	}
	if in.URL == "" {
		in.URL = savedFrom(string(l.data))
	}
	if in.MediaType == "" { // a character set that no header may name
		in.MediaType = l.mediaType
	}
	return in
}

// location returns the first web address among the values of headers, which
// may be folded over lines.
func location(values ...string) string {
	for _, value := range values {
		value = strings.Map(func(r rune) rune {
			if strings.ContainsRune(" \t\r\n", r) {
				return -1
			}
			return r
		}, value)
		if found, ok := webAddress(strings.Trim(value, "<>")); ok {
			return found
		}
	}
	return ""
}
