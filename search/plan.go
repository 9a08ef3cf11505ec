package search

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"

	"newsclip/clip"
)

// How a query is widened, step by step, as long as it finds too little.
type width int

const (
	exact width = iota // all words as they stand
	loose              // all words, in any form; unknown words as similar ones
	some               // any of the words, in any form
)

// The weights of what may stand for a word, and of the title. Measured on
// known items (MRR@10); the ranking is flat around them.
const (
	weightTitle      = 0.2 // of each word in the title
	weightWholeTitle = 0.3 // of each word, if all are in the title
	weightStem       = 0.7
	weightSimilar    = 0.5
	weightCompletion = 0.8
	weightPlain      = 0.5 // of an acronym without its dots
)

const (
	// maxCompletions of the word being typed: 30 keep a keystroke within 5 ms
	// (p50, 100,000 clips).
	maxCompletions = 30
	// maxPrefix is how many words word* stands for; of a single Han character
	// it is the pairs that it begins.
	maxPrefix = 500
	// maxSimilar is how many spellings are tried for an unknown word.
	maxSimilar = 30
	// rare is in how many clips a word may be and still be taken for a typing
	// error, since clips have errors too: one in rareOf, at most maxRare.
	maxRare = 3
	rareOf  = 5000
	// maxWholeTitle is how many words are looked for in one title together.
	maxWholeTitle = 8
	// minCompletion is the shortest beginning, in letters, that is completed
	// in the whole text; shorter ones only in titles: two letters begin some
	// 10,000 words.
	minCompletion = 3
)

// word is a clause with its terms.
type word struct {
	clause
	terms    []string
	unspaced bool // in a script without spaces: pairs of characters
	typing   bool // may be unfinished
	not      bool // within what is left out
}

// part is a node of what was asked for with what the index has to know of it.
type part struct {
	kind kind
	of   []part
	word word
	ids  []clip.ID // of a filter: the clips that pass it
}

// plan turns a person's words into queries.
type plan struct {
	dictionary
	languages []string // with a stemmer, that the index holds
	typing    bool
	passing   func(clip.Filter) ([]clip.ID, error)

	parts   []part // all of these
	marks   *marks
	near    []group  // words that lift a text in which they stand together
	unknown []string // words that no clip has
}

// read reads the parts of a request's words.
func (p *plan) read(w Words) error {
	for _, n := range w.root.of {
		read, ok, err := p.part(n, false)
		if err != nil {
			return err
		}
		if ok {
			p.parts = append(p.parts, read)
		}
	}
	return nil
}

// part reads a node; parts of which the index can know nothing are left out.
func (p *plan) part(n node, negative bool) (out part, ok bool, err error) {
	out.kind = n.kind
	switch n.kind {
	case isWords:
		out.word = p.analyzed(n.clause, negative)
		return out, len(out.word.terms) > 0, nil
	case isFilter:
		out.ids, err = p.passing(n.filter)
		return out, true, err
	}
	for _, inner := range n.of {
		read, ok, err := p.part(inner, negative != (n.kind == isNot))
		if err != nil {
			return out, false, err
		}
		if ok {
			out.of = append(out.of, read)
		}
	}
	return out, len(out.of) > 0, nil
}

func (p *plan) analyzed(c clause, negative bool) word {
	w := word{clause: c, not: negative, typing: p.typing && c.last && !negative}
	for _, token := range analyze([]byte(c.text), toFind) {
		w.terms = append(w.terms, string(token.Term))
		w.unspaced = w.unspaced || token.Type == analysis.Double || token.Type == analysis.Single
	}
	return w
}

// empty reports whether there is nothing to look for.
func (p *plan) empty() bool { return len(p.parts) == 0 }

// plain counts the parts that may be missing in the widest step.
func (p *plan) plain() (n int) {
	for i := range p.parts {
		if p.parts[i].plain() {
			n++
		}
	}
	return n
}

// widens reports whether a word may stand for others.
func (p *plan) widens() bool {
	for i := range p.parts {
		for _, w := range p.parts[i].wanted(nil) {
			if !w.quoted && !w.prefix {
				return true
			}
		}
	}
	return false
}

// plain reports whether a part is a word, or some of which one will do.
func (x *part) plain() bool {
	switch x.kind {
	case isWords:
		return x.word.field == "" && !x.word.quoted && !x.word.prefix
	case isEither:
		for i := range x.of {
			if !x.of[i].plain() {
				return false
			}
		}
		return true
	}
	return false
}

// query returns the query of a width.
func (p *plan) query(w width) (query, error) {
	p.near = nil
	var must, any, without []query
	for i := range p.parts {
		part := &p.parts[i]
		if part.kind == isNot {
			q, err := p.build(&part.of[0], exact)
			if err != nil {
				return nil, err
			}
			without = append(without, q)
			continue
		}
		q, err := p.build(part, w)
		if err != nil {
			return nil, err
		}
		if w == some && part.plain() {
			any = append(any, q)
		} else {
			must = append(must, q)
		}
	}
	if len(any) > 0 {
		must = append(must, anyOf{of: any, sum: true})
	}
	return filtered{must, without, p.title()}, nil
}

// build returns the query of a part; what is left out is never widened.
func (p *plan) build(x *part, w width) (query, error) {
	switch x.kind {
	case isWords:
		return p.word(&x.word, w)
	case isFilter:
		return members(x.ids), nil
	}
	if x.kind == isNot {
		w = exact
	}
	var must, without []query
	for i := range x.of {
		inner := &x.of[i]
		leaves := x.kind == isNot || x.kind == isEvery && inner.kind == isNot
		if x.kind == isEvery && inner.kind == isNot {
			inner = &inner.of[0]
		}
		q, err := p.build(inner, w)
		if err != nil {
			return nil, err
		}
		if leaves {
			without = append(without, q)
		} else {
			must = append(must, q)
		}
	}
	switch {
	case x.kind == isEither && len(must) > 1:
		return anyOf{of: must}, nil
	case len(without) == 0 && len(must) == 1:
		return must[0], nil
	}
	return filtered{must, without, nil}, nil
}

// title returns what lifts a clip: the words in its title.
func (p *plan) title() query {
	var each, whole []query
	for i := range p.parts {
		for _, w := range p.parts[i].wanted(nil) {
			for _, text := range w.terms {
				each = append(each, term{fieldTitle, text, weightTitle})
				whole = append(whole, term{fieldTitle, text, weightWholeTitle})
			}
		}
	}
	if len(each) == 0 {
		return nil
	}
	if len(whole) <= maxWholeTitle {
		each = append(each, conjunction(whole))
	}
	return anyOf{of: each, sum: true}
}

// wanted adds the words of a part that are looked for in whole texts.
func (x *part) wanted(to []*word) []*word {
	if x.kind == isWords && x.word.field == "" && !x.word.not {
		return append(to, &x.word)
	}
	for i := range x.of {
		to = x.of[i].wanted(to)
	}
	return to
}

// word returns the query for one word, phrase or field.
func (p *plan) word(w *word, width width) (query, error) {
	field := w.field
	if field == "" {
		field = fieldText
	}
	if field == fieldLang {
		return term{fieldLang, language(w.text), 1}, nil
	}
	last := w.terms[len(w.terms)-1]
	single := w.unspaced && utf8.RuneCountInString(last) == 1
	switch {
	case len(w.terms) > 1 && (w.quoted || width == exact && !w.typing || field != fieldText):
		p.mark(w)
		p.together(w, group{leaf{field, w.terms[0]}})
		return &phrase{field, w.terms}, nil
	case w.prefix || single && len(w.terms) == 1:
		return p.begins(w, field, last)
	case w.quoted || field != fieldText && !w.typing:
		p.mark(w)
		p.together(w, group{leaf{field, last}})
		return term{field, last, 1}, nil
	}
	return p.all(w, field, width)
}

func (p *plan) mark(w *word) {
	if w.not {
		return
	}
	for _, text := range w.terms {
		p.marks.term(text)
	}
}

// begins asks for the terms before the last and all that begin with it.
func (p *plan) begins(w *word, field, last string) (query, error) {
	terms, err := p.completions(field, last, maxPrefix)
	if err != nil {
		return nil, err
	}
	p.mark(w)
	if !w.not {
		p.marks.prefix(last)
	}
	out := anyOf{of: []query{term{field, last, 1}}}
	for _, text := range terms {
		if text != last {
			out.of = append(out.of, term{field, text, weightCompletion})
		}
	}
	must := []query{out}
	for _, text := range w.terms[:len(w.terms)-1] {
		must = append(must, term{field, text, 1})
	}
	return conjunction(must), nil
}

// all asks for every term of a word.
func (p *plan) all(w *word, field string, width width) (query, error) {
	var must []query
	for i, text := range w.terms {
		q, err := p.term(w, field, text, width, w.typing && i == len(w.terms)-1)
		if err != nil {
			return nil, err
		}
		must = append(must, q)
	}
	if width == some {
		return anyOf{of: must, sum: true}, nil
	}
	return conjunction(must), nil
}

func conjunction(of []query) query {
	if len(of) == 1 {
		return of[0]
	}
	return allOf(of)
}

// term asks for one term and what may stand for it.
func (p *plan) term(w *word, field, text string, width width, unfinished bool) (query, error) {
	out := anyOf{of: []query{term{field, text, 1}}}
	add := func(field, text string, weight float64) {
		out.of = append(out.of, term{field, text, weight})
	}
	if !w.not {
		p.marks.term(text)
	}
	if strings.Contains(text, ".") && isAcronym([]byte(text)) {
		plain := string(plainAcronym([]byte(text)))
		add(field, plain, weightPlain)
	}
	if unfinished && !w.unspaced {
		if err := p.complete(field, text, add); err != nil {
			return nil, err
		}
	}
	if width != exact && field == fieldText && !w.unspaced {
		if err := p.widen(w, text, add); err != nil {
			return nil, err
		}
	}
	p.together(w, out.positioned())
	if len(out.of) == 1 {
		return out.of[0], nil
	}
	return out, nil
}

// together notes a word that should stand near the others.
func (p *plan) together(w *word, g group) {
	if !w.not && w.field == "" && len(g) > 0 {
		p.near = append(p.near, g)
	}
}

// positioned returns the terms that have positions in the whole text.
func (n anyOf) positioned() (out group) {
	for _, part := range n.of {
		if t, ok := part.(term); ok && t.field == fieldText {
			out = append(out, leaf{t.field, t.text})
		}
	}
	return out
}

// complete adds the likeliest ends of a word that is being typed.
func (p *plan) complete(field, text string, add func(field, text string, weight float64)) error {
	if field == fieldText && utf8.RuneCountInString(text) < minCompletion {
		field = fieldTitle
	}
	terms, err := p.completions(field, text, maxCompletions)
	for _, completed := range terms {
		if completed != text || field == fieldTitle {
			add(field, completed, weightCompletion)
		}
	}
	p.marks.prefix(text)
	return err
}

// widen adds the stems of a word and, when hardly a clip has it, similar words.
func (p *plan) widen(w *word, text string, add func(field, text string, weight float64)) error {
	raw := w.text
	if len(w.terms) > 1 {
		raw = text
	}
	for _, s := range p.stems(raw) {
		add(fieldStem, s, weightStem)
		if s != text {
			add(fieldText, s, weightStem) // the stem is a word itself
		}
		p.marks.stem(s)
	}
	clips, err := p.clips(fieldText, text)
	if err != nil || clips > min(maxRare, p.documents/rareOf) {
		return err
	}
	similar, err := p.similar(fieldText, text, maxSimilar)
	for _, spelling := range similar {
		if spelling != text {
			add(fieldText, spelling, weightSimilar)
			p.marks.term(spelling)
		}
	}
	if clips == 0 {
		p.unknown = append(p.unknown, w.text)
	}
	return err
}

// stems returns the different stems that a word has in the languages of the
// index.
func (p *plan) stems(raw string) []string {
	var out []string
	seen := map[string]bool{}
	for _, lang := range p.languages {
		if s := stem([]byte(raw), lang); s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
