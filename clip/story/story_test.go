package story

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
)

func day(n int) time.Time { return time.Date(2026, 3, n, 12, 0, 0, 0, time.UTC) }

const harbour = "The harbour of Brennick opened to ships again on Wednesday, three weeks after a winter storm had filled its entrance with silt. Two dredgers moved 41,000 cubic metres of sand, harbour master Tomas Wren said. The clearing cost 2.6 million crowns, of which the county pays half."

var news = []Document{
	{ID: "a1", Title: "Brennick harbour reopens after three weeks of silt clearing", Text: harbour, Outlet: "The Coastal Ledger", Lang: "en", Date: day(4)},
	{ID: "a2", Title: "Ferries sail again as Brennick harbour reopens", Text: "Ferries left Brennick harbour on Wednesday for the first time in three weeks, after two dredgers had cleared the silt that a winter storm left in the entrance. Harbour master Tomas Wren said the fairway had seven metres of water. The dredgers moved 41,000 cubic metres of sand.", Outlet: "Northern Wire", Lang: "en", Date: day(4)},
	{ID: "b1", Title: "Bakers of Ahorn quarrel over the price of rolls", Text: "The bakers of Ahorn could not agree on a common price for rolls on Friday, and the guild sent them home after five hours of talks. Flour has become dearer by a third since autumn, the guild's master Olga Brandt said.", Outlet: "Ahorn Messenger", Lang: "en", Date: day(5)},
	{ID: "c1", Title: "Hafen von Brennick wieder offen", Text: "Der Hafen von Brennick ist seit Mittwoch wieder offen, drei Wochen nach dem Sturm. Zwei Bagger haben 41.000 Kubikmeter Sand bewegt, sagte Hafenmeister Tomas Wren.", Outlet: "Nordbote", Lang: "de", Date: day(5)},
}

// place streams documents and returns each one's story.
func place(g *Grouper, documents []Document) map[clip.ID]clip.ID {
	out := map[clip.ID]clip.ID{}
	for _, d := range documents {
		s := Sign(d)
		id := g.Place(s).Story
		if id == "" {
			id = "story of " + d.ID
		}
		g.Put(s, id)
		out[d.ID] = id
	}
	return out
}

func built(t testing.TB) *Grouper {
	t.Helper()
	g, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestFaultyTableIsAnError(t *testing.T) {
	for name, table := range map[string]string{
		"no JSON":   "trees",
		"no trees":  `{"trees":[]}`,
		"empty":     `{"trees":[[]]}`,
		"loop":      `{"trees":[[[0,1,0,0]]]}`,
		"beyond":    `{"trees":[[[0,1,1,9],[-1,1]]]}`,
		"unknown":   `{"trees":[[[99,1,1,2],[-1,1],[-1,1]]]}`,
		"half leaf": `{"trees":[[[-1]]]}`,
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := New(Options{Table: []byte(table)}); err == nil {
				t.Error("the table was accepted")
			}
		})
	}
}

func TestRemovedDocumentsDoNotCount(t *testing.T) {
	g := built(t)
	want := slices.Clone(g.vocabulary.totals)
	for range 3 {
		place(g, news)
	}
	for _, d := range news {
		g.Remove(d.ID)
	}
	for i, total := range want {
		if g.vocabulary.totals[i] != total {
			t.Errorf("the vocabulary counts %v documents, want %v", g.vocabulary.totals, want)
		}
	}
}

func TestPlace(t *testing.T) {
	got := place(built(t), news)
	if got["a1"] != got["a2"] {
		t.Error("two reports of one event are in two stories")
	}
	if got["b1"] == got["a1"] {
		t.Error("the bakers are in the harbour's story")
	}
	if got["c1"] == got["a1"] {
		t.Error("languages were joined")
	}
}

func TestCannotLinkHolds(t *testing.T) {
	g := built(t)
	g.CannotLink("a2", "a1")
	if got := place(g, news); got["a1"] == got["a2"] {
		t.Error("a correction was undone")
	}
}

func TestMoveAndRemove(t *testing.T) {
	g := built(t)
	got := place(g, news)
	g.Move("b1", got["a1"])
	if n := len(g.stories[got["a1"]].documents); n != 3 {
		t.Errorf("the story has %d documents, want 3", n)
	}
	if g.stories[got["b1"]] != nil {
		t.Error("the emptied story is still there")
	}
	for _, d := range news {
		g.Remove(d.ID)
	}
	if len(g.stories) != 0 || len(g.documents) != 0 {
		t.Errorf("after removing all: %d stories, %d documents", len(g.stories), len(g.documents))
	}
	if p := g.Place(Sign(news[1])); p.Story != "" || len(p.Duplicates) != 0 {
		t.Errorf("an empty grouping placed %+v", p)
	}
}

func TestSignatureIsReadBack(t *testing.T) {
	s := Sign(news[0])
	data, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var read Signature
	if err := read.UnmarshalBinary(data); err != nil || !reflect.DeepEqual(read, s) {
		t.Errorf("read back\n%+v\n%v, want\n%+v", read, err, s)
	}
	if err := read.UnmarshalBinary([]byte(`{"v":99}`)); err == nil {
		t.Error("a signature of another version was accepted")
	}
	for n := range len(data) {
		if err := read.UnmarshalBinary(data[:n]); err == nil {
			t.Errorf("the first %d bytes of %d were accepted", n, len(data))
		}
	}
}

// FuzzSignature holds that a damaged signature is refused or reads back as it
// is written, and that none asks for more memory than it has bytes.
func FuzzSignature(f *testing.F) {
	for _, d := range news {
		data, err := Sign(d).MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var s, again Signature
		if s.UnmarshalBinary(data) != nil {
			return
		}
		written, err := s.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if err := again.UnmarshalBinary(written); err != nil || s.Day == s.Day && !reflect.DeepEqual(s, again) {
			t.Errorf("read %+v, and written and read again %+v, %v", s, again, err)
		}
	})
}

func TestRestoreGivesTheSamePlacement(t *testing.T) {
	g := built(t)
	got := place(g, news)
	restored := built(t)
	for _, d := range news {
		restored.Restore(Sign(d), got[d.ID])
	}
	next := Sign(Document{ID: "a3", Title: "Brennick harbour dues rise after silt clearing", Text: "Harbour dues in Brennick rise by four per cent after two dredgers cleared the silt, harbour master Tomas Wren said. The clearing cost 2.6 million crowns.", Lang: "en", Date: day(6)})
	if a, b := g.Place(next), restored.Place(next); !reflect.DeepEqual(a, b) || a.Score == 0 {
		t.Errorf("placed in %+v, restored %+v; want the same with a score", a, b)
	}
}

func longText(seed string, n int) string {
	var out strings.Builder
	random := rand.New(rand.NewPCG(uint64(len(seed)), uint64(seed[len(seed)-1])))
	for range n {
		for range 12 {
			fmt.Fprintf(&out, "word%d ", random.IntN(4000))
		}
		out.WriteString("end. ")
	}
	return out.String()
}

func TestDuplicates(t *testing.T) {
	text := longText("the fleet", 40)
	for name, c := range map[string]struct {
		text string
		kind string
	}{
		"same":      {text, "copy"},
		"cut":       {text[:len(text)*3/4], "copy"},
		"extended":  {text + longText("the market", 12), "copy"},
		"half new":  {text[:len(text)*6/10] + longText("the market", 16), "version"},
		"other":     {longText("the market", 40), ""},
		"too short": {"A short note.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			g := built(t)
			g.Put(Sign(Document{ID: "old", Title: "Fleet", Text: text, Lang: "en"}), "s")
			got := g.Place(Sign(Document{ID: "new", Title: "Other title", Text: c.text, Lang: "en"})).Duplicates
			switch {
			case c.kind == "" && len(got) > 0:
				t.Errorf("found %+v, want none", got)
			case c.kind != "" && (len(got) != 1 || got[0].Kind != c.kind):
				t.Errorf("found %+v, want one %s", got, c.kind)
			}
		})
	}
}

func TestName(t *testing.T) {
	g := built(t)
	got := place(g, news)
	if name := g.Name(got["a1"], ""); !strings.Contains(name, "Brennick harbour reopens") {
		t.Errorf("name = %q", name)
	}
	if name := g.Name(got["a1"], news[1].Title); name != news[1].Title {
		t.Errorf("the name became %q, though it was one of its headlines", name)
	}
	if name := g.Name(got["a1"], "Of a clip that left"); !strings.Contains(name, "Brennick harbour reopens") {
		t.Errorf("name = %q", name)
	}
	for title, want := range map[string]string{
		"LIVE: Ferry sinks | Northern Wire":            "Ferry sinks",
		"Ferry sinks - another":                        "Ferry sinks - another",
		"Watch: the ferry":                             "the ferry",
		"LIVE Ferry sinks":                             "Ferry sinks",
		"Live music returns to Tarn":                   "Live music returns to Tarn",
		"LIVE FERRY SINKS":                             "LIVE FERRY SINKS",
		"Ferry sinks (updated)":                        "Ferry sinks",
		"UPDATED: Ferry sinks – video":                 "Ferry sinks",
		"+++ Liveticker +++ Fähre gesunken":            "Fähre gesunken",
		"Eilmeldung: Fähre gesunken":                   "Fähre gesunken",
		"EN DIRECT. Ferry":                             "Ferry",
		"EN DIRECT - Un ferry coule":                   "Un ferry coule",
		"Última hora: se hunde un ferri":               "se hunde un ferri",
		"In diretta | Affonda un traghetto":            "Affonda un traghetto",
		"AO VIVO: balsa afunda":                        "balsa afunda",
		"Net binnen: veerboot zinkt":                   "veerboot zinkt",
		"Срочно: паром затонул":                        "паром затонул",
		"【速報】フェリー沈没":                                   "フェリー沈没",
		"快讯：渡轮沉没":                                      "渡轮沉没",
		"عاجل: غرق العبارة":                            "غرق العبارة",
		"Ferry sinks - Northern Wire":                  "Ferry sinks",
		"Live":                                         "Live",
		"Opinion | Why the ferry sank - Northern Wire": "Why the ferry sank",
	} {
		if got := headline(title, "Northern Wire"); got != want {
			t.Errorf("headline(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"The county's 2.5 million":   "the county 2.5 million",
		"港口重新开放":                     "港口 口重 重新 新开 开放",
		"Öffnung, sagte O’Hara um 8": "öffnung sagte o um 8",
	} {
		var got []string
		for _, token := range tokens(text) {
			got = append(got, token.lower)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("tokens(%q) = %q, want %q", text, got, want)
		}
	}
}

func BenchmarkPlaceAndPut(b *testing.B) {
	g := built(b)
	for i := 0; b.Loop(); i++ {
		s := Sign(Document{ID: clip.ID(fmt.Sprint(i)), Title: fmt.Sprintf("Fleet %d lands at quay %d", i%97, i%13), Text: longText(fmt.Sprint("fleet ", i%97), 30), Lang: "en", Date: day(1 + i%28)})
		g.Place(s)
		g.Put(s, clip.ID(fmt.Sprint("s", i%97)))
	}
}
