package intake

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"strings"
)

// shortcut returns the address in a file that a desktop makes of a dragged
// link.
func shortcut(extension string, data []byte) (address string, ok bool) {
	switch {
	case extension == ".webloc" && bytes.HasPrefix(data, []byte("bplist")):
		return binaryPlistAddress(data)
	case extension == ".webloc":
		return plistAddress(data)
	}
	text, isText := decodeText(data[:min(len(data), sniffLength)])
	if !isText {
		return "", false
	}
	start := strings.TrimSpace(text)
	switch {
	case extension == ".url", strings.HasPrefix(start, "[InternetShortcut]"):
		return iniAddress(text, "[internetshortcut]")
	case extension == ".desktop", strings.HasPrefix(start, "[Desktop Entry]"):
		return iniAddress(text, "[desktop entry]")
	}
	return "", false
}

// iniAddress reads the key URL of a section of an INI file.
func iniAddress(text, section string) (string, bool) {
	inside := false
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			inside = strings.EqualFold(line, section)
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if ok && inside && strings.EqualFold(strings.TrimSpace(key), "URL") {
			return webAddress(strings.Trim(strings.TrimSpace(value), `"`))
		}
	}
	return "", false
}

// plistAddress reads the string after the key URL of an XML property list.
func plistAddress(data []byte) (string, bool) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	key := ""
	for {
		token, err := decoder.Token()
		if err != nil {
			return "", false
		}
		start, ok := token.(xml.StartElement)
		if !ok || (start.Name.Local != "key" && start.Name.Local != "string") {
			continue
		}
		var value string
		if err := decoder.DecodeElement(&value, &start); err != nil {
			return "", false
		}
		if start.Name.Local == "key" {
			key = value
		} else if key == "URL" {
			return webAddress(strings.TrimSpace(value))
		}
	}
}

// binaryPlistAddress finds the address in a binary property list. An ASCII
// string there is 0x50 + its length; from 15 on 0x5f, then 0x10 and one byte
// or 0x11 and two bytes of length (CFBinaryPList.c of Apple's CoreFoundation).
func binaryPlistAddress(data []byte) (string, bool) {
	at := bytes.Index(data, []byte("http"))
	if at < 1 {
		return "", false
	}
	length := 0
	switch {
	case at >= 4 && data[at-4] == 0x5f && data[at-3] == 0x11:
		length = int(binary.BigEndian.Uint16(data[at-2:]))
	case at >= 3 && data[at-3] == 0x5f && data[at-2] == 0x10:
		length = int(data[at-1])
	case data[at-1]&0xf0 == 0x50:
		length = int(data[at-1] & 0x0f)
	}
	if length == 0 || at+length > len(data) {
		return "", false
	}
	return webAddress(string(data[at : at+length]))
}
