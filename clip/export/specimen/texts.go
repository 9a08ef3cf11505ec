package specimen

import (
	"embed"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
)

// The texts of a language are lines: "# " a title, "## " a heading, "! " a
// caption, "~ " the syllables of its names, any other a sentence. {p} is a
// person, {c} a place, {n} a number.
//
//go:embed texts/*.txt
var files embed.FS

type texts struct {
	language                              string
	titles, headings, captions, sentences []string
	syllables                             []string
}

func load(language string) texts {
	t := texts{language: language}
	data, err := files.ReadFile("texts/" + language + ".txt")
	if err != nil {
		panic(fmt.Sprintf("specimen: no texts in %q", language)) // a fault of the caller
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch mark, rest, _ := strings.Cut(line, " "); mark {
		case "#":
			t.titles = append(t.titles, rest)
		case "##":
			t.headings = append(t.headings, rest)
		case "!":
			t.captions = append(t.captions, rest)
		case "~":
			t.syllables = strings.Fields(rest)
		default:
			t.sentences = append(t.sentences, line)
		}
	}
	return t
}

// writer writes one clip.
type writer struct {
	texts
	random *rand.Rand
	number int
	images int
}

func newWriter(language string, number int) *writer {
	return &writer{texts: load(language), random: rand.New(rand.NewPCG(uint64(number), 6)), number: number}
}

// chance is true in so many of a hundred cases.
func (w *writer) chance(percent int) bool { return w.random.IntN(100) < percent }

func pick(w *writer, list []string) string { return list[w.random.IntN(len(list))] }

// text returns a line of a list with its names and numbers.
func (w *writer) text(list []string) string {
	line := pick(w, list)
	for _, part := range []struct {
		mark string
		make func() string
	}{{"{p}", w.person}, {"{c}", w.place}, {"{n}", func() string { return fmt.Sprint(2 + w.random.IntN(97)) }}} {
		for strings.Contains(line, part.mark) {
			line = strings.Replace(line, part.mark, part.make(), 1)
		}
	}
	return line
}

// spaced reports whether the language parts its words.
func (w *writer) spaced() bool {
	return w.language != "th" && w.language != "ja" && !strings.HasPrefix(w.language, "zh")
}

func (w *writer) person() string {
	if w.spaced() {
		return w.name() + " " + w.name()
	}
	return w.name()
}

func (w *writer) place() string { return w.name() }

func (w *writer) name() string {
	name := ""
	for range 2 + w.random.IntN(2) {
		name += pick(w, w.syllables)
	}
	runes := []rune(name)
	runes[0] = unicode.ToUpper(runes[0])
	return string(runes)
}

// prose returns so many sentences in a row.
func (w *writer) prose(count int) string {
	between := " "
	if !w.spaced() && w.language != "th" {
		between = ""
	}
	parts := make([]string, count)
	for i := range parts {
		parts[i] = w.text(w.sentences)
	}
	return strings.Join(parts, between)
}
