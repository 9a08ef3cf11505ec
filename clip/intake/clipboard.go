package intake

import (
	"regexp"
	"strconv"
	"strings"
)

// Clipboard makes inputs of what a clipboard holds: its HTML and its text,
// either of them empty. The HTML wins where it has content of its own; it
// does not where it merely wraps an address, as "copy link" gives, or wraps
// the source of a page, as an editor gives. It returns nothing when there is
// nothing, and an error beside the addresses of a list that has mistyped ones.
func Clipboard(markup, text string) ([]Input, error) {
	if len(markup) > MaxBytes || len(text) > MaxBytes {
		return nil, nil
	}
	markup, source := unwrap(strings.TrimRight(markup, "\x00"))
	text = strings.ToValidUTF8(strings.TrimRight(strings.TrimPrefix(text, "\ufeff"), "\x00"), "\ufffd")
	visible := visibleText(markup)
	if list, ok := copiedLinks(markup, visible, text); ok {
		return list.inputs(), list.err()
	}
	if looksLikeHTML(text) && (visible == "" || strings.HasPrefix(visible, "<") || sameText(visible, text)) {
		return []Input{clipPage(text, source)}, nil
	}
	if visible != "" || (strings.TrimSpace(text) == "" && hasPicture(markup)) {
		return []Input{clipPage(markup, source)}, nil
	}
	inputs, err := recognise("", "", []byte(text))
	if err != nil && inputs == nil {
		return clipText(text, source), nil
	}
	return inputs, err
}

// clipText keeps a text that no format fits.
func clipText(text, source string) []Input {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []Input{{Kind: KindText, URL: source, Data: []byte(text), MediaType: textUTF8}}
}

func clipPage(markup, source string) Input {
	in := Input{Kind: KindHTML, URL: source, Data: []byte(markup), MediaType: htmlUTF8}
	if in.URL == "" {
		in.URL = savedFrom(markup)
	}
	return in
}

// copiedLinks returns the addresses of a clipboard that holds nothing else.
func copiedLinks(markup, visible, text string) (addressList, bool) {
	if strings.TrimSpace(text) == "" {
		text = visible
	} else if visible != "" && !sameText(visible, text) && !isLinkAlone(markup) {
		return addressList{}, false
	}
	list, ok := readList(text)
	return list, ok && len(list.addresses) <= maxAddresses
}

var (
	// linkAlone is HTML whose only content is one link.
	linkAlone = regexp.MustCompile(`(?is)^\s*(?:<(?:meta|html|head|body|/head|!--)[^>]*>\s*)*<a\s[^>]*>(.*?)</a>\s*(?:<(?:/body|/html|!--|br)[^>]*>\s*)*$`)
	pictures  = regexp.MustCompile(`(?i)<(?:img|picture|svg)\b`)
)

func isLinkAlone(markup string) bool {
	found := linkAlone.FindStringSubmatch(markup)
	return found != nil && !strings.Contains(strings.ToLower(found[1]), "<a ")
}

func hasPicture(markup string) bool { return pictures.MatchString(markup) }

// sameText compares without white space, which differs between the two
// flavours of a clipboard.
func sameText(a, b string) bool {
	return strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}

// cfHeader is the header of Windows' CF_HTML: lines "Key:value" from Version
// on. See "HTML Clipboard Format" in Microsoft's Win32 documentation.
var cfHeader = regexp.MustCompile(`^\x{feff}?Version:[0-9.]+\s*\r?\n?(?:[A-Za-z]+:[^\r\n<]*\r?\n?)*`)

var cfField = regexp.MustCompile(`(?m)^([A-Za-z]+):([^\r\n<]*)`)

// unwrap takes the fragment and its source address out of CF_HTML; other
// HTML is returned as it is.
func unwrap(markup string) (fragment, source string) {
	header := cfHeader.FindString(markup)
	if header == "" {
		return markup, ""
	}
	fields := map[string]string{}
	for _, field := range cfField.FindAllStringSubmatch(header, -1) {
		fields[strings.ToLower(field[1])] = strings.TrimSpace(field[2])
	}
	source, _ = webAddress(fields["sourceurl"])
	for _, part := range []string{"fragment", "html"} {
		if cut, ok := span(markup, fields["start"+part], fields["end"+part], len(header)); ok {
			return cut, source
		}
	}
	return betweenMarks(markup[len(header):]), source
}

// span cuts by byte offsets, which some programs get wrong: those outside the
// content, inside the header or inside a character do not count.
func span(markup, start, end string, least int) (string, bool) {
	from, err := strconv.Atoi(start)
	if err != nil || from < least {
		return "", false
	}
	to, err := strconv.Atoi(end)
	if err != nil || to <= from || to > len(markup) {
		return "", false
	}
	cut := markup[from:to]
	return cut, strings.ToValidUTF8(cut, "") == cut
}

// betweenMarks cuts by the comments that CF_HTML puts around the fragment.
func betweenMarks(markup string) string {
	if _, after, ok := strings.Cut(markup, "<!--StartFragment-->"); ok {
		markup = after
	}
	before, _, _ := strings.Cut(markup, "<!--EndFragment-->")
	return before
}
