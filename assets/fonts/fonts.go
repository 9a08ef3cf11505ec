// Package fonts embeds the typefaces and hyphenation patterns that a PDF
// needs on every computer: Noto Serif, Noto Sans and Noto Sans Mono, subset to
// Latin, Greek and Cyrillic (OFL.txt), TeX's patterns for twelve languages
// and a list of Thai words (hyphen/NOTICE.txt). It holds files and does nothing.
//
// The subsets were made from Debian's fonts-noto-core with pyftsubset, without
// hints, with the outline of .notdef, and the features ccmp, locl, mark, mkmk,
// kern and liga.
package fonts

import "embed"

// The page's typeface, in four styles.
var (
	//go:embed NotoSerif-Regular.ttf
	SerifRegular []byte
	//go:embed NotoSerif-Bold.ttf
	SerifBold []byte
	//go:embed NotoSerif-Italic.ttf
	SerifItalic []byte
	//go:embed NotoSerif-BoldItalic.ttf
	SerifBoldItalic []byte
)

// The typeface of what stands around the text: labels, captions, tables.
var (
	//go:embed NotoSans-Regular.ttf
	SansRegular []byte
	//go:embed NotoSans-Bold.ttf
	SansBold []byte
)

// MonoRegular is the typeface of code.
//
//go:embed NotoSansMono-Regular.ttf
var MonoRegular []byte

//go:embed hyphen/*.txt
var hyphen embed.FS

// ThaiWords is a list of Thai words, one on a line in UTF-8, deflated by zlib.
//
//go:embed hyphen/thai.txt.zz
var ThaiWords []byte

// Patterns returns TeX's hyphenation patterns of a language given by its two
// letters, one on a line in UTF-8, or nil when there are none.
func Patterns(language string) []byte {
	data, err := hyphen.ReadFile("hyphen/" + language + ".txt")
	if err != nil {
		return nil
	}
	return data
}
