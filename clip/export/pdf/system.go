package pdf

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// systemFonts are the fonts of this computer. They are listed at the first
// character that the embedded ones lack, and opened one by one.
type systemFonts struct {
	listed bool
	list   []fontscan.Footprint
	opened map[fontscan.Location]*face // nil: cannot be used
}

// preferred lists, for each script, families that suit a page set in Noto
// Serif, best first, with those that come with Windows and macOS. Names are
// as fontscan writes them: lower case without spaces.
var preferred = map[language.Script][]string{
	language.Arabic:     {"notonaskharabic", "notonaskharabicui", "amiri", "traditionalarabic", "geezapro", "arial"},
	language.Hebrew:     {"notoserifhebrew", "notosanshebrew", "frankruehl", "david", "newpeninimmt", "arial"},
	language.Devanagari: {"notoserifdevanagari", "notosansdevanagari", "nirmalaui", "kohinoordevanagari", "mangal"},
	language.Bengali:    {"notoserifbengali", "notosansbengali", "nirmalaui", "kohinoorbangla"},
	language.Thai:       {"notoserifthai", "notosansthai", "leelawadeeui", "thonburi", "sukhumvitset"},
	language.Armenian:   {"notoserifarmenian", "notosansarmenian"},
	language.Georgian:   {"notoserifgeorgian", "notosansgeorgian"},
	language.Ethiopic:   {"notoserifethiopic", "notosansethiopic", "nyala", "kefa"},
	language.Tamil:      {"notoseriftamil", "notosanstamil", "nirmalaui"},
	language.Hangul:     {"notoserifcjkkr", "notosanscjkkr", "notoserifkr", "batang", "malgungothic", "applesdgothicneo"},
	language.Common:     {"notosanssymbols2", "notosanssymbols", "notosansmath", "dejavusans", "segoeuisymbol", "applesymbols", "notocoloremoji"},
}

// preferredHan is the same for Han letters and kana by language.
var preferredHan = map[string][]string{
	"zh-Hans": {"notoserifcjksc", "notosanscjksc", "notoserifsc", "simsun", "songtisc", "microsoftyahei", "pingfangsc"},
	"zh-Hant": {"notoserifcjktc", "notosanscjktc", "notoseriftc", "pmingliu", "songtitc", "microsoftjhenghei", "pingfangtc"},
	"ja":      {"notoserifcjkjp", "notosanscjkjp", "notoserifjp", "yumincho", "hiraginominchopron", "msmincho", "yugothic"},
	"ko":      {"notoserifcjkkr", "notosanscjkkr", "notoserifkr", "batang", "malgungothic", "applesdgothicneo"},
}

// emojiFamilies come first for emoji and last for everything else: their
// digits and marks are wide.
var emojiFamilies = []string{"notocoloremoji", "applecoloremoji", "segoeuiemoji"}

func families(c choice) []string {
	script := language.LookupScript(c.char)
	switch {
	case isEmoji(c.char):
		return emojiFamilies
	case script == language.Han || script == language.Hiragana || script == language.Katakana || script == language.Bopomofo || c.east != "" && isEastAsian(c.char):
		east := c.east
		if east == "" || east == "ko" {
			east = "zh-Hans"
			if script == language.Hiragana || script == language.Katakana {
				east = "ja"
			}
		}
		return preferredHan[east]
	}
	return preferred[script]
}

func isEmoji(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r == 0x2693 || r == 0x2764 || r == 0x267F || r == 0x2B50 || r == 0x2705
}

func isEastAsian(r rune) bool {
	return r >= 0x2E80 && r < 0xA000 || r >= 0xAC00 && r < 0xD7B0 || r >= 0xF900 && r < 0xFB00 ||
		r >= 0xFF00 && r < 0xFFF0 || r >= 0x20000 && r < 0x30000 || eastAsianPunctuation(r)
}

// fromSystem returns the best system face that has the character, or nil.
// Ties go to the name and path, so that the same fonts give the same file.
func (l *library) fromSystem(c choice) *face {
	l.listFonts()
	wanted := families(c)
	type candidate struct {
		print *fontscan.Footprint
		rank  [3]int
	}
	var candidates []candidate
	for i := range l.system.list {
		print := &l.system.list[i]
		if print.Runes.Contains(c.char) {
			candidates = append(candidates, candidate{print, rank(print, wanted, c)})
		}
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(slices.Compare(a.rank[:], b.rank[:]), strings.Compare(a.print.Family, b.print.Family),
			strings.Compare(a.print.Location.File, b.print.Location.File), cmp.Compare(a.print.Location.Index, b.print.Location.Index))
	})
	for _, candidate := range candidates {
		if f := l.open(candidate.print); f != nil {
			if _, ok := f.font.NominalGlyph(c.char); ok {
				return f
			}
		}
	}
	return nil
}

// rank is smaller for better: the family's place, its sort, its style.
func rank(print *fontscan.Footprint, wanted []string, c choice) [3]int {
	place := slices.Index(wanted, print.Family)
	if place < 0 {
		place = len(wanted)
	}
	sort := 1
	switch {
	case slices.Contains(emojiFamilies, print.Family) && !isEmoji(c.char):
		sort = 3
	case strings.HasPrefix(print.Family, "notoserif"):
		sort = 0
	case !strings.HasPrefix(print.Family, "noto"):
		sort = 2
	}
	style := 0
	if (print.Aspect.Weight >= font.WeightSemibold) != c.bold {
		style += 2
	}
	if print.Aspect.Style == font.StyleItalic {
		style++
	}
	if !c.bold && print.Aspect.Weight != font.WeightNormal || c.bold && print.Aspect.Weight != font.WeightBold {
		style++
	}
	return [3]int{place, sort, style}
}

// quiet keeps the scan from logging: what matters is reported by script.
type quiet struct{}

func (quiet) Printf(string, ...any) {}

func (l *library) listFonts() {
	if l.system.listed {
		return
	}
	l.system.listed = true
	l.system.opened = map[fontscan.Location]*face{}
	list, err := fontscan.SystemFonts(quiet{}, "")
	if err != nil {
		l.warn("The fonts of this computer cannot be listed, so only Latin, Greek and Cyrillic letters are shown: " + err.Error() + ".")
		return
	}
	l.system.list = list
}

func (l *library) open(print *fontscan.Footprint) *face {
	if f, ok := l.system.opened[print.Location]; ok {
		return f
	}
	l.system.opened[print.Location] = nil
	if print.Location.Instance != 0 { // an instance of a variable font: a subset cannot say which
		return nil
	}
	file, err := os.Open(print.Location.File)
	if err != nil {
		return nil
	}
	name := strings.TrimSuffix(filepath.Base(print.Location.File), filepath.Ext(print.Location.File))
	f, err := newFace(l.doc, name, file, int(print.Location.Index))
	if err != nil {
		file.Close()
		return nil // the next font may do; if none does, the script is reported
	}
	l.files = append(l.files, file)
	l.faces = append(l.faces, f)
	f.italic = print.Aspect.Style == font.StyleItalic
	l.system.opened[print.Location] = f
	return f
}
