package story

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
)

// TestOffers puts each of two stories of one event in two, and has them offered
// once; when a person says that they are two, no longer.
func TestOffers(t *testing.T) {
	g := built(t)
	for _, d := range news {
		g.Put(Sign(d), clip.ID("of "+d.ID))
	}
	offers := g.Offers("of a2")
	if len(offers) != 1 || offers[0].From != "of a1" || offers[0].To != "of a2" || offers[0].Chance < offerChance {
		t.Fatalf("offers of a2: %+v", offers)
	}
	if o := offers[0]; o.FromClip != "a1" || o.ToClip != "a2" {
		t.Errorf("its clips: %+v", o)
	}
	if like, ok := g.Alike(Sign(news[0]), "a2"); !ok || like.Clip != "a2" || !slices.Contains(like.Words, stem("harbour", "en")) {
		t.Errorf("its reasons: %+v", like)
	}
	if _, ok := g.Alike(Sign(news[0]), "unknown"); ok {
		t.Error("it is like an unknown clip")
	}
	if same := g.Offers("of a1"); len(same) != 1 || same[0].From != offers[0].From || same[0].To != offers[0].To {
		t.Errorf("offers of a1: %+v", same)
	}
	if none := g.Offers("of b1"); len(none) != 0 {
		t.Errorf("offers of b1: %+v", none)
	}
	if none := g.Offers("unknown"); none != nil {
		t.Errorf("offers of no story: %+v", none)
	}
	if !g.Holds(&offers[0]) {
		t.Error("the offer does not hold")
	}
	g.CannotLink("a1", "a2")
	if g.Holds(&offers[0]) {
		t.Error("the offer holds though it was declined")
	}
	if none := g.Offers("of a2"); len(none) != 0 {
		t.Errorf("declined, and offered: %+v", none)
	}
	g.Unlink()
	if again := g.Offers("of a2"); len(again) != 1 {
		t.Errorf("the refusal was taken back, and it is not offered: %+v", again)
	}
	for _, d := range news {
		if g.StoryOf(d.ID) != clip.ID("of "+d.ID) {
			t.Errorf("asking moved %s", d.ID)
		}
	}
}

// TestOffersOnStream measures offers on a stream of documents whose stories are
// known: NEWSCLIP_STREAM names it, NAME.jsonl or NAME.jsonl.gz, an object a line
// {"id","date","title","body","source","lang","story"} in order of date, and
// NEWSCLIP_TABLE a merge model that has not learnt from it. An offer is right
// when most of both stories' documents belong to one story; those of which
// nobody said the story do not count. Recall is of the pairs of stories of which
// that is so. With NEWSCLIP_FOLD, 0 to 4, only the stories of that fold of the
// program train count, so that a model learnt without it is measured.
func TestOffersOnStream(t *testing.T) {
	path := os.Getenv("NEWSCLIP_STREAM")
	if path == "" {
		t.Skip("NEWSCLIP_STREAM names no stream of documents")
	}
	var table []byte
	if name := os.Getenv("NEWSCLIP_TABLE"); name != "" {
		var err error
		if table, err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	g, err := New(Options{Table: table})
	if err != nil {
		t.Fatal(err)
	}
	said := stream(t, path, func(s Signature) {
		p := g.Place(s)
		if p.Story == "" {
			p.Story = "new " + s.ID
		}
		g.Put(s, p.Story)
	})
	of := map[clip.ID]string{} // what most of a story's documents are of
	for id, story := range g.stories {
		of[id] = mostly(story, said)
		if fold := os.Getenv("NEWSCLIP_FOLD"); fold != "" && fmt.Sprint(foldOf(of[id])) != fold {
			of[id] = ""
		}
	}
	began := time.Now()
	type pair struct{ from, to clip.ID }
	offered := map[pair]float64{}
	for id := range g.stories {
		for _, o := range g.offers(id, 0.3) {
			offered[pair{o.From, o.To}] = o.Chance
		}
	}
	t.Logf("%d stories of %d documents asked in %v", len(g.stories), len(g.documents), time.Since(began))
	parts := map[string]int{}
	for _, name := range of {
		parts[name]++
	}
	all := 0
	for name, n := range parts {
		if name != "" {
			all += n * (n - 1) / 2
		}
	}
	for _, least := range []float64{0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9} {
		right, wrong, unknown := 0, 0, 0
		for p, chance := range offered {
			switch a, b := of[p.from], of[p.to]; {
			case chance < least:
			case a == "" || b == "":
				unknown++
			case a == b:
				right++
			default:
				wrong++
			}
		}
		t.Logf("from %.2f: %d right, %d wrong (precision %.2f), %.2f of the %d pairs; %d more of which nobody said it", least, right, wrong,
			float64(right)/float64(max(right+wrong, 1)), float64(right)/float64(max(all, 1)), all, unknown)
	}
	if os.Getenv("NEWSCLIP_LIST") != "" {
		for p, chance := range offered {
			if chance >= offerChance {
				fmt.Printf("%.2f %v [%s] %s  ||  [%s] %s\n", chance, of[p.from] == of[p.to], of[p.from], g.Name(p.from, ""), of[p.to], g.Name(p.to, ""))
			}
		}
	}
}

// foldOf is the fold that the program train deals a story to.
func foldOf(name string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(name))
	sum := h.Sum32()
	return (sum ^ sum>>15) % 5
}

// mostly is the story that most documents of a group are said to be of; empty
// when nobody said it of half of them.
func mostly(story *group, said map[clip.ID]string) string {
	votes := map[string]int{}
	for _, d := range story.documents {
		votes[said[d.id]]++
	}
	for name, n := range votes {
		if name != "" && 2*n > len(story.documents) {
			return name
		}
	}
	return ""
}

// stream has each document of a file taken in order of date, and returns the
// stories that people said.
func stream(t *testing.T, path string, take func(Signature)) map[clip.ID]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var in io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	said := map[clip.ID]string{}
	var documents []Document
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var d struct{ ID, Date, Title, Body, Source, Lang, Story string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		date, _ := time.Parse(time.RFC3339, d.Date) // none: unknown
		documents = append(documents, Document{ID: clip.ID(d.ID), Title: d.Title, Text: d.Body, Outlet: d.Source, Lang: d.Lang, Date: date})
		said[clip.ID(d.ID)] = d.Story
	}
	if lines.Err() != nil {
		t.Fatal(lines.Err())
	}
	slices.SortStableFunc(documents, func(a, b Document) int { return cmp.Compare(a.Date.Unix(), b.Date.Unix()) })
	for _, d := range documents {
		take(Sign(d))
	}
	return said
}
