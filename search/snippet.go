package search

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"

	"newsclip/clip"
)

const (
	// snippetLength is how long a snippet is, in characters: two lines of a
	// list.
	snippetLength = 220
	// snippetLead is how much of it may stand before the first match.
	snippetLead = 60
	// maxMarked is how many bytes of a text are looked through for a snippet:
	// a long book chapter. Later matches are not shown.
	maxMarked = 200_000
)

// marks knows which words to mark.
type marks struct {
	terms     map[string]bool
	stems     map[string]bool
	prefixes  []string
	languages []string
}

func newMarks(languages []string) *marks {
	return &marks{terms: map[string]bool{}, stems: map[string]bool{}, languages: languages}
}

func (m *marks) term(text string)   { m.terms[text] = true }
func (m *marks) stem(text string)   { m.stems[text] = true }
func (m *marks) prefix(text string) { m.prefixes = append(m.prefixes, text) }

// match is a marked run of a text, in bytes, and which word it is.
type match struct {
	start, end int
	word       string
}

// matches finds what to mark in text, in order, without overlap. Only the runs
// between spaces in which something may match are cut into terms.
func (m *marks) matches(text, lang string) []match {
	var out []match
	starts := m.starts()
	for from := 0; from < len(text); {
		length, likely := starts.run(text[from:])
		if likely {
			out = m.within(text, from, from+length, lang, out)
		}
		from += length
	}
	return out
}

// within adds the matches in text[from:to].
func (m *marks) within(text string, from, to int, lang string, out []match) []match {
	for _, token := range analyze([]byte(text[from:to]), toIndex) {
		token.Start, token.End = token.Start+from, token.End+from
		word, end, ok := m.matched(text, lang, token)
		if !ok {
			continue
		}
		if n := len(out); n > 0 && token.Start < out[n-1].end {
			out[n-1].end = max(out[n-1].end, end)
			continue
		}
		out = append(out, match{token.Start, end, word})
	}
	return out
}

// starts holds the first bytes of what is to be marked.
type starts [utf8.RuneSelf]bool

func (m *marks) starts() *starts {
	out := &starts{}
	add := func(term string) {
		if term != "" && term[0] < utf8.RuneSelf {
			out[term[0]] = true
		}
	}
	for term := range m.terms {
		add(term)
	}
	for stem := range m.stems {
		add(stem)
	}
	for _, prefix := range m.prefixes {
		add(prefix)
	}
	return out
}

// run returns the length of text up to and with its first white space, and whether something in it may match: a word there has one of the
// first bytes, or letters beyond ASCII, which folding may turn into any.
func (s *starts) run(text string) (length int, likely bool) {
	inWord := false
	for i := 0; i < len(text); i++ {
		b := text[i]
		switch {
		case b == ' ' || b == '\n':
			return i + 1, likely
		case b >= utf8.RuneSelf:
			likely = true
		case 'A' <= b && b <= 'Z':
			b += 'a' - 'A'
			fallthrough
		case 'a' <= b && b <= 'z', '0' <= b && b <= '9':
			likely = likely || !inWord && s[b]
			inWord = true
		default:
			inWord = false
		}
	}
	return len(text), likely
}

func (m *marks) matched(text, lang string, token *analysis.Token) (word string, end int, ok bool) {
	if m.terms[string(token.Term)] {
		return string(token.Term), token.End, true
	}
	for _, prefix := range m.prefixes {
		if !strings.HasPrefix(string(token.Term), prefix) {
			continue
		}
		end := token.End
		if token.Type == analysis.Double { // a pair of characters, of which one was asked for
			_, size := utf8.DecodeRuneInString(text[token.Start:])
			end = token.Start + size
		}
		return prefix, end, true
	}
	if len(m.stems) == 0 || token.Type != analysis.AlphaNumeric || stemmer(lang) == nil || !m.near(token.Term) {
		return "", 0, false
	}
	s := stem([]byte(text[token.Start:token.End]), lang)
	return s, token.End, m.stems[s]
}

// near reports whether term may have one of the stems: stemming changes ends.
func (m *marks) near(term []byte) bool {
	for s := range m.stems {
		if s[0] == term[0] {
			return true
		}
	}
	return false
}

// show makes hits of what was found: titles and passages, marked.
func (x *Index) show(ctx context.Context, found []found, m *marks) ([]clip.Hit, error) {
	ids := make([]clip.ID, len(found))
	for i := range found {
		ids[i] = found[i].id
	}
	var texts map[clip.ID]string
	if x.options.Text != nil && len(ids) > 0 {
		var err error
		if texts, err = x.options.Text(ctx, ids); err != nil {
			return nil, err
		}
	}
	hits := make([]clip.Hit, len(found))
	for i, f := range found {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		hits[i] = clip.Hit{ID: f.id, Score: f.score,
			Title:   spans(f.title, 0, len(f.title), m.matches(f.title, f.lang)),
			Snippet: snippet(texts[f.id], f.lang, m)}
	}
	return hits, nil
}

// snippet returns the passage of text with the most different words, marked;
// the beginning when there are none.
func snippet(text, lang string, m *marks) []clip.Span {
	if text == "" {
		return nil
	}
	looked := head(text, maxMarked)
	matches := m.matches(looked, lang)
	start, end := window(looked, matches)
	out := spans(looked, start, end, matches)
	if start > 0 {
		out = append([]clip.Span{{Text: "… "}}, out...)
	}
	if end < len(strings.TrimRightFunc(text, unicode.IsSpace)) {
		out = append(out, clip.Span{Text: " …"})
	}
	return merged(out)
}

// window chooses the passage.
func window(text string, matches []match) (start, end int) {
	if len(matches) == 0 {
		return 0, ahead(text, 0, snippetLength)
	}
	first := matches[best(text, matches)]
	start = behind(text, first.start)
	return start, ahead(text, start, snippetLength)
}

// best returns the match at which the passage with the most different words
// begins; of two the one with more matches, then the earlier.
func best(text string, matches []match) int {
	reach := (snippetLength - snippetLead) * len(text) / max(utf8.RuneCountInString(text), 1)
	chosen, most := 0, -1
	for i := range matches {
		words := map[string]bool{}
		n := 0
		for j := i; j < len(matches) && matches[j].end-matches[i].start <= reach; j++ {
			words[matches[j].word] = true
			n++
		}
		const another = 100 // a new word outweighs repetitions
		if score := another*len(words) + min(n, another-1); score > most {
			chosen, most = i, score
		}
	}
	return chosen
}

// behind goes back from at to the beginning of the sentence, or else of a word,
// within snippetLead characters.
func behind(text string, at int) int {
	word := at
	i := at
	for n := 0; n < snippetLead && i > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		before, _ := utf8.DecodeLastRuneInString(text[:i-size])
		switch {
		case r == '\n', r == '。', r == '！', r == '？':
			return i
		case unicode.IsSpace(r) && (before == '.' || before == '!' || before == '?'):
			return i
		case unicode.IsSpace(r):
			word = i
		}
		i -= size
	}
	if i == 0 {
		return 0
	}
	return word
}

// ahead goes n characters on from at, back to the end of a word.
func ahead(text string, at, n int) int {
	i, word := at, at
	for ; n > 0 && i < len(text); n-- {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			word = i
		}
		i += size
	}
	if i >= len(text) {
		return len(text)
	}
	if word > at+(i-at)/2 {
		return word
	}
	return i // no spaces here
}

// spans cuts text[start:end] at the matches. White space is shown as one
// space.
func spans(text string, start, end int, matches []match) []clip.Span {
	var out []clip.Span
	at := start
	for _, m := range matches {
		if m.start < at || m.end > end {
			continue
		}
		out = append(out, clip.Span{Text: oneLine(text[at:m.start])}, clip.Span{Text: oneLine(text[m.start:m.end]), Marked: true})
		at = m.end
	}
	return merged(append(out, clip.Span{Text: oneLine(text[at:end])}))
}

// merged joins neighbours alike and drops the empty.
func merged(in []clip.Span) []clip.Span {
	var out []clip.Span
	for _, span := range in {
		if n := len(out); n > 0 && out[n-1].Marked == span.Marked {
			out[n-1].Text += span.Text
		} else if span.Text != "" {
			out = append(out, span)
		}
	}
	return out
}

func oneLine(text string) string {
	if !strings.ContainsAny(text, "\n\t\r") {
		return text
	}
	var out strings.Builder
	space := false
	for _, r := range text {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space {
			out.WriteByte(' ')
			space = false
		}
		out.WriteRune(r)
	}
	if space {
		out.WriteByte(' ')
	}
	return out.String()
}
