package pdf

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/language"

	"newsclip/assets/fonts"
)

// library finds the face for each character: the embedded ones for Latin,
// Greek and Cyrillic, the computer's own for the rest.
type library struct {
	doc     *document
	warn    func(string)
	bundled [3][4]*face // by family; style: regular, bold, italic, bold italic
	faces   []*face     // all that were opened, in that order
	files   []io.Closer // behind them
	system  systemFonts
	chosen  map[choice]*face
	missing map[language.Script]bool // told already
}

// A choice is what decides about a face.
type choice struct {
	char         rune
	family       family
	bold, italic bool
	east         string // the East Asian language: Han letters differ by it
}

func newLibrary(doc *document, warn func(string)) (*library, error) {
	l := &library{doc: doc, warn: warn, chosen: map[choice]*face{}, missing: map[language.Script]bool{}}
	files := [3][4]struct {
		name string
		data []byte
	}{
		serif: {{"NotoSerif-Regular", fonts.SerifRegular}, {"NotoSerif-Bold", fonts.SerifBold},
			{"NotoSerif-Italic", fonts.SerifItalic}, {"NotoSerif-BoldItalic", fonts.SerifBoldItalic}},
		sans: {{"NotoSans-Regular", fonts.SansRegular}, {"NotoSans-Bold", fonts.SansBold}},
		mono: {{"NotoSansMono-Regular", fonts.MonoRegular}},
	}
	for family, styles := range files {
		for i, file := range styles {
			if file.data == nil {
				continue
			}
			f, err := newFace(doc, file.name, bytes.NewReader(file.data), 0)
			if err != nil {
				return nil, err
			}
			f.italic, f.bundled = i >= 2, true
			l.bundled[family][i] = f
			l.faces = append(l.faces, f)
		}
	}
	return l, nil
}

func (l *library) close() {
	for _, f := range l.files {
		f.Close()
	}
}

// face returns the face that shows char. One without the character is
// returned when no font has it: its number is shown, and the report names the
// script.
func (l *library) face(char rune, s *style, lang string) *face {
	key := choice{char, s.family, s.bold, s.italic, eastAsian(lang)}
	if f, ok := l.chosen[key]; ok {
		return f
	}
	f := l.choose(key)
	l.chosen[key] = f
	return f
}

func (l *library) choose(c choice) *face {
	own := l.own(c)
	if c.east == "" || !eastAsianPunctuation(c.char) {
		for _, f := range []*face{own, l.own(choice{family: sans, bold: c.bold}), l.own(choice{family: serif, bold: c.bold, italic: c.italic}),
			l.own(choice{family: mono})} { // which alone has arrows, ≥ and the minus sign
			if _, ok := f.font.NominalGlyph(c.char); ok {
				return f
			}
		}
	}
	if invisible(c.char) {
		return own
	}
	if f := l.fromSystem(c); f != nil {
		return f
	}
	if _, ok := own.font.NominalGlyph(c.char); !ok {
		l.reportMissing(c.char)
	}
	return own
}

// own returns the embedded face of a style, or of the nearest that there is.
func (l *library) own(c choice) *face {
	styles := l.bundled[c.family]
	number := 0
	if c.bold {
		number++
	}
	if c.italic {
		number += 2
	}
	for _, i := range []int{number, number & 1} {
		if styles[i] != nil {
			return styles[i]
		}
	}
	return styles[0]
}

// invisible reports whether a character shows nothing, so that a font without
// it lacks nothing.
func invisible(char rune) bool {
	return char == lineSeparator || char == '\uFEFF' || unicode.Is(unicode.Cf, char) || unicode.Is(unicode.Variation_Selector, char) || unicode.IsControl(char)
}

func (l *library) reportMissing(char rune) {
	script := language.LookupScript(char)
	if l.missing[script] {
		return
	}
	l.missing[script] = true
	l.warn(fmt.Sprintf("No font on this computer has the %s (such as U+%04X); its characters are shown as numbers. %s.", scriptName(script), char, remedy(script)))
}

// eastAsian returns "zh-Hans", "zh-Hant", "ja", "ko" or "".
func eastAsian(lang string) string {
	tag := language.NewLanguage(lang)
	switch main, rest := string(tag), ""; {
	case len(main) >= 2 && (main[:2] == "ja" || main[:2] == "ko"):
		return main[:2]
	case len(main) >= 2 && main[:2] == "zh":
		rest = main[2:]
		for _, traditional := range []string{"-hant", "-tw", "-hk", "-mo"} {
			if len(rest) >= len(traditional) && rest[:len(traditional)] == traditional {
				return "zh-Hant"
			}
		}
		return "zh-Hans"
	}
	return ""
}

// eastAsianPunctuation tells the marks that Chinese, Japanese and Korean set
// in the square of a letter although Latin fonts have them too.
func eastAsianPunctuation(r rune) bool {
	switch r {
	case '‘', '’', '“', '”', '—', '…', '·':
		return true
	}
	return false
}

// remedy says which font to install. Noto names its fonts by script.
func remedy(s language.Script) string {
	const again = " and export again"
	switch s {
	case language.Han, language.Hiragana, language.Katakana, language.Hangul, language.Bopomofo:
		return "Install Noto Serif CJK" + again
	case language.Common, language.Inherited:
		return "Install Noto Sans Symbols 2, Noto Sans Math or Noto Color Emoji" + again
	case language.Unknown:
		return "No font is made for them: they were an icon or a mistake of the page"
	case language.Myanmar:
		return "Install Noto Serif Myanmar" + again
	}
	return "Install Noto Serif or Noto Sans " + strings.TrimSuffix(scriptName(s), " script") + again
}

func scriptName(s language.Script) string {
	names := map[language.Script]string{
		language.Arabic: "Arabic script", language.Hebrew: "Hebrew script", language.Devanagari: "Devanagari script",
		language.Bengali: "Bengali script", language.Thai: "Thai script", language.Tibetan: "Tibetan script",
		language.Han: "Chinese script", language.Hiragana: "Japanese script", language.Katakana: "Japanese script",
		language.Hangul: "Korean script", language.Armenian: "Armenian script", language.Georgian: "Georgian script",
		language.Ethiopic: "Ethiopic script", language.Khmer: "Khmer script", language.Lao: "Lao script",
		language.Myanmar: "Burmese script", language.Tamil: "Tamil script", language.Telugu: "Telugu script",
		language.Kannada: "Kannada script", language.Malayalam: "Malayalam script", language.Gujarati: "Gujarati script",
		language.Gurmukhi: "Gurmukhi script", language.Sinhala: "Sinhala script", language.Mongolian: "Mongolian script",
		language.Latin: "Latin script", language.Greek: "Greek script", language.Cyrillic: "Cyrillic script",
		language.Common: "symbols and emoji", language.Inherited: "combining marks",
	}
	if name := names[s]; name != "" {
		return name
	}
	if s == language.Unknown {
		return "private or unassigned characters"
	}
	return s.String() + " script"
}
