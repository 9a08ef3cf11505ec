package blocks

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"newsclip/clip/boost"
	"newsclip/clip/extract/lexicon"
)

// cut parses and cuts a page.
func cut(t *testing.T, text string) (*html.Node, *Page) {
	t.Helper()
	doc, err := Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc, Cut(doc)
}

func texts(p *Page) []string {
	var out []string
	for i := range p.Blocks {
		out = append(out, p.Blocks[i].Element.Data+": "+p.Blocks[i].Text)
	}
	return out
}

func TestCut(t *testing.T) {
	for name, c := range map[string]struct {
		page string
		want []string
	}{
		"inline elements stay in their line": {"<p>The <b>tide</b> <a href=x>rose</a>.</p><p>It fell.", []string{"p: The tide rose.", "p: It fell."}},
		"two line breaks part, one does not": {"<div>One<br>two<br> <br>three</div>", []string{"div: One two", "div: three"}},
		"what no reader sees":                {"<script>x()</script><style>a{}</style><template>no</template><p>Yes", []string{"p: Yes"}},
		"a declarative shadow root is seen":  {"<x-story><template shadowrootmode=open><p>Seen</p></template></x-story>", []string{"p: Seen"}},
		"noscript is seen":                   {"<noscript><p>Posts of a forum</p></noscript>", []string{"p: Posts of a forum"}},
		"no paragraphs":                      {"<body>Bare text<div>and more</div>and an end", []string{"body: Bare text", "div: and more", "body: and an end"}},
		"signs alone are no block":           {"<p>—</p><p>·</p><p>A word", []string{"p: A word"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, p := cut(t, c.page)
			if diff := cmp.Diff(c.want, texts(p)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLook(t *testing.T) {
	for text, want := range map[string]look{
		"The tide rose 12 feet, he said.": {words: 7, letters: 21, digits: 2, marks: 2, sentences: 1, short: 3, capital: 1, upper: 1, chars: 31, first: 'T', last: '.'},
		"港口重新开放。":                         {words: 3, letters: 6, marks: 1, sentences: 1, wide: 6, chars: 7, first: '港', last: '。'},
		"हिन्दी में":                      {words: 2, letters: 4, short: 2, chars: 10, first: 'ह', last: 'ं'},
	} {
		if diff := cmp.Diff(want, lookAt(text), cmp.AllowUnexported(look{})); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"article-body":        "article",
		"c-relatedLinks":      "relat",
		"ad-slot":             "newsletter",
		"shadow header":       "nav",
		"adorable":            "",
		"wp-caption-text ads": "caption article newsletter",
	} {
		found := groupTrie.find(name)
		var got []string
		for i, words := range groups {
			if found&(1<<i) != 0 {
				got = append(got, strings.Fields(words)[0])
			}
		}
		slices.Sort(got)
		wanted := strings.Fields(want)
		slices.Sort(wanted)
		if !slices.Equal(got, wanted) {
			t.Errorf("%q speaks of %v, want %v", name, got, wanted)
		}
	}
	count := func(value string) (n int) { eachName(value, func(lexicon.Hash) { n++ }); return n }
	if got := count("storyBody story-body"); got != 6 { // story, body and the whole, twice
		t.Errorf("%d words and names, want 6", got)
	}
}

// TestNumbers holds the constants against what the judgements are given.
func TestNumbers(t *testing.T) {
	_, p := cut(t, "<title>Tide</title><article class=story><h1>Tide</h1><p>The tide <a href=x>rose</a> twice.</p></article><p>Share")
	d := describe(p, lexicon.NewTable(nil, nil))
	first := d.numbers(0, nil)
	if len(first) != firstNumbers {
		t.Errorf("the first judgement is given %d numbers, firstNumbers says %d", len(first), firstNumbers)
	}
	second := newSurroundings(d, make([]float64, len(p.Blocks))).numbers(0, first)
	if len(second)-len(first) != secondNumbers-firstNumbers {
		t.Errorf("the second judgement is given %d numbers more, secondNumbers says %d", len(second)-len(first), secondNumbers-firstNumbers)
	}
}

// examples are pages of one shape on several domains, with the text known.
func examples(t *testing.T, n int) []Example {
	t.Helper()
	var out []Example
	for i := range n {
		page := fmt.Sprintf(`<nav class="menu"><a href=a>Home</a> <a href=b>Ports of the north and the south %d</a></nav>
<article class="story"><p>The harbour of town number %d reopens on Monday after three weeks, the council said.</p>
<p>Ferries go again at six, and the first of them is full already, said the owner of line %d.</p></article>
<div class="related"><p>Read more: the harbour of town number %d was closed three weeks ago for its silt.</p></div>`, i, i, i, i+1)
		_, p := cut(t, page)
		e := Example{Page: p, Domain: fmt.Sprintf("outlet%d.example", i), Label: make([]float32, len(p.Blocks)), Weight: make([]float32, len(p.Blocks))}
		for b := range p.Blocks {
			e.Weight[b] = 1
			if p.Blocks[b].Element.Parent.Data == "article" {
				e.Label[b] = 1
			}
		}
		out = append(out, e)
	}
	return out
}

func learn(t *testing.T) *Model {
	t.Helper()
	few := boost.Options{Trees: 10, Depth: 3, Rate: 0.3, MinWeight: 0.5}
	m, err := Learn(t.Context(), examples(t, 24), LearnOptions{First: few, Second: few})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestLearn(t *testing.T) {
	m := learn(t)
	unseen := examples(t, 30)[29]
	chances := m.Judge(unseen.Page)
	for b, chosen := range Choose(unseen.Page, chances) {
		if want := unseen.Label[b] == 1; chosen != want {
			t.Errorf("%q: chosen %t at %.2f, want %t", unseen.Page.Blocks[b].Text, chosen, chances[b], want)
		}
	}
}

// TestModelForm writes a model and reads it back; the same learning gives the
// same bytes, and no damage goes unnoticed or crashes.
func TestModelForm(t *testing.T) {
	m := learn(t)
	m.SetNotes([]string{"learnt from: a test"})
	data, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadModel(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m.Notes(), back.Notes()); diff != "" {
		t.Error(diff)
	}
	page := examples(t, 1)[0].Page
	if diff := cmp.Diff(m.Judge(page), back.Judge(page)); diff != "" {
		t.Error("judges otherwise after reading:", diff)
	}
	again := learn(t)
	again.SetNotes(m.Notes())
	if second, err := again.MarshalBinary(); err != nil || !bytes.Equal(data, second) {
		t.Errorf("learning twice gives different tables (%v)", err)
	}
	for n := range len(data) {
		if _, err := ReadModel(data[:n]); err == nil {
			t.Fatalf("a table cut off at %d of %d bytes is taken", n, len(data))
		}
	}
}

func TestBuiltin(t *testing.T) {
	m, err := ReadModel(builtin)
	if err != nil {
		t.Fatal(err)
	}
	if len(builtin) > 300<<10 || len(m.Notes()) < 3 {
		t.Errorf("the built-in table has %d bytes and the notes %q: at most 300 KiB are wanted, with figures", len(builtin), m.Notes())
	}
}

func TestChoose(t *testing.T) {
	const long = "The council of the town said on Monday that the harbour opens again."
	_, p := cut(t, "<p>"+long+"</p><ul><li>First of the points made</li><li>Second of the points made</li><li>Third</li></ul><p>"+long+
		"</p><ul><li>Home and more of that</li><li>Ports and more of that</li><li>News</li></ul>")
	got := Choose(p, []float64{0.99, 0.9, 0.8, 0.1, 0.98, 0.05, 0.05, 0.9})
	want := []bool{true, true, true, true, false, false, false, false}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a list is taken whole or not, a copy not at all: %s", diff)
	}
}

func TestExpect(t *testing.T) {
	_, p := cut(t, "<p>one two three four</p><p>five six seven eight</p>")
	f1, lowest := Expect(p, []float64{1, 0})
	if f1 != 1 || lowest != 1 {
		t.Errorf("F1 %.2f at %.2f, want 1 at 1", f1, lowest)
	}
	if f1, lowest = Expect(p, []float64{0.4, 0.4}); f1 < 0.57 || f1 > 0.58 || lowest != 0.4 { // 2·3.2/(8+3.2)
		t.Errorf("F1 %.3f at %.2f, want .571 at .4", f1, lowest)
	}
}

func TestOtherCandidates(t *testing.T) {
	paragraph := "<p>The council said on Monday, after a long debate, that the harbour of the town opens again, and that ferries go at six.</p>"
	doc, p := cut(t, "<nav><a href=a>Home</a></nav><main>"+strings.Repeat(paragraph, 8)+"<aside><p>An aside of some words, no more.</p></aside></main><footer><p>Imprint of the paper</p></footer>")
	for name, taken := range map[string][]bool{"Readability": p.Readable(doc), "rule": p.Main()} {
		for i := range p.Blocks {
			if want := strings.HasPrefix(p.Blocks[i].Text, "The council"); taken[i] != want {
				t.Errorf("%s takes %q: %t", name, p.Blocks[i].Text, taken[i])
			}
		}
	}
	if got := p.Agree(p.Main(), p.Main()); got != 1 {
		t.Errorf("a choice agrees with itself by %.2f", got)
	}
}

func TestPeople(t *testing.T) {
	_, p := cut(t, `<div class="story"><div class="related-box wide"><p>Another article</p></div></div>`)
	Builtin().Judge(p)
	if got := p.Subject(0); got != "related links" {
		t.Errorf("subject %q", got)
	}
	if got := p.Form(0); got != "div.story > div.related-box > p" {
		t.Errorf("form %q", got)
	}
}

func FuzzCut(f *testing.F) {
	f.Add("<p>One <a href=x>two</a><br><br>three<table><tr><td>4")
	f.Add("<noscript><template shadowrootmode=open><script>x</script><p>五六")
	f.Fuzz(func(t *testing.T, page string) {
		_, p := cut(t, page)
		for i, chance := range Builtin().Judge(p) {
			if !(chance >= 0 && chance <= 1) {
				t.Errorf("block %d has the chance %f", i, chance)
			}
			for _, n := range p.Blocks[i].Texts {
				if n.Type != html.TextNode {
					t.Errorf("block %d holds a %v", i, n.Type)
				}
			}
		}
	})
}
