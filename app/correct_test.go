package app

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/intake"
)

// mill is a page of an invented outlet: an article with a box that belongs to
// it, an appeal within it, and what stands around articles.
func mill(title, appeal string) []byte {
	return fmt.Appendf(nil, `<!doctype html><html lang="en"><head><title>%[1]s | Dunmoor Gazette</title>
<meta property="og:site_name" content="Dunmoor Gazette"><meta property="og:type" content="article"></head><body>
<nav class="top"><a href="/">Home</a> <a href="/villages">Villages</a> <a href="/weather">Weather</a></nav>
<main><article class="story"><h1>%[1]s</h1>
<div class="text"><p>The water mill of Dunmoor turns again since Saturday, nineteen years after the last miller locked its door and took the key along to the coast.</p>
<p>Forty people of the village had dug out the race, replaced eleven paddles of the wheel and taught two apprentices how to dress a stone by hand.</p>
<p class="appeal">%[2]s</p>
<p>The first flour went to the school kitchen, where cook Edda Lorn baked ninety loaves, and by noon not one of them was left, she said on Sunday.</p>
<p>From April the mill will grind every second Saturday, and whoever brings a sack of grain may watch it become flour and take the flour home again.</p></div>
<aside class="facts"><p>The mill in figures: <a href="/race">race</a></p></aside></article></main>
<footer class="imprint"><p>Dunmoor Gazette, 3 Wheel Lane. <a href="/imprint">Imprint</a></p></footer></body></html>`, title, appeal)
}

const appeal = "Members of our circle of friends read every article three days before all others do, and with a better conscience too."

// addPage adds a page and returns its clip.
func addPage(t *testing.T, a *App, in intake.Input) clip.Clip {
	t.Helper()
	results, err := a.Add(t.Context(), []intake.Input{in}, AddOptions{Duplicates: KeepBoth, Anything: true})
	if err != nil || len(results) != 1 || results[0].Outcome != Kept {
		t.Fatalf("added %+v, %v", results, err)
	}
	c, err := a.Clip(t.Context(), results[0].Clip.ID)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func addMill(t *testing.T, a *App, title string) clip.Clip {
	return addPage(t, a, intake.Input{Kind: intake.KindHTML, Data: mill(title, appeal), MediaType: "text/html; charset=utf-8", URL: "https://www.dunmoor-gazette.example/mill"})
}

// removed returns the piece of a clip's trace that begins with text.
func removed(t *testing.T, a *App, c clip.Clip, text string) clip.Removal {
	t.Helper()
	left, err := a.Cleaning(t.Context(), c.Current)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(left.Removed, func(r clip.Removal) bool { return strings.HasPrefix(r.Text, text) })
	if i < 0 {
		t.Fatalf("%q is not among what was removed: %+v", text, left.Removed)
	}
	return left.Removed[i]
}

func TestPutBackCleansAnew(t *testing.T) {
	a := open(t)
	c := addMill(t, a, "Dunmoor mill turns again")
	title := "The mill of Dunmoor turns"
	if _, err := a.Edit(t.Context(), c.ID, Edit{Title: &title}); err != nil {
		t.Fatal(err)
	}
	c, _ = a.Clip(t.Context(), c.ID)
	done, err := a.PutBack(t.Context(), c.ID, removed(t, a, c, "The mill in figures"), false)
	if err != nil {
		t.Fatal(err)
	}
	v := done.Clip.Version
	if text := v.Body.Plain(); !strings.HasSuffix(text, "\n\nThe mill in figures: race") {
		t.Errorf("text = %q", text)
	}
	if !strings.Contains(v.Body.XHTML(), `<a href="https://www.dunmoor-gazette.example/race">race</a>`) {
		t.Errorf("the piece came back without its link: %s", v.Body.XHTML())
	}
	if v.Title != title || !v.SetByHand(clip.FieldTitle) || v.SetByHand(clip.FieldBody) || v.Source.Method != clip.MethodCorrect || done.Rule != nil {
		t.Errorf("version %+v, rule %v", v, done.Rule)
	}
	// Another correction keeps the first.
	done, err = a.TakeAway(t.Context(), c.ID, []string{appeal}, false)
	if err != nil {
		t.Fatal(err)
	}
	if text := done.Clip.Version.Body.Plain(); strings.Contains(text, "circle of friends") || !strings.Contains(text, "The mill in figures") {
		t.Errorf("text = %q", text)
	}
	if r := removed(t, a, done.Clip, "Members of our"); r.Rule != byHand || r.Form != "article.story > div.text > p.appeal" {
		t.Errorf("removed %+v", r)
	}
	for range 2 {
		if _, err := a.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if back, _ := a.Clip(t.Context(), c.ID); back.Current != c.Current {
		t.Errorf("undone twice, version %d is shown", back.Version.Number)
	}
}

func TestTakeAwayAlwaysRulesTheSite(t *testing.T) {
	a := open(t)
	first := addMill(t, a, "Dunmoor mill turns again")
	done, err := a.TakeAway(t.Context(), first.ID, []string{appeal}, true)
	if err != nil {
		t.Fatal(err)
	}
	if r := done.Rule; r == nil || r.Site != "dunmoor-gazette.example" || r.Form != "article.story > div.text > p.appeal" || r.Text != "" || r.Keep {
		t.Fatalf("rule %+v", done.Rule)
	}
	in := intake.Input{Kind: intake.KindHTML, Data: mill("Mill of Dunmoor grinds spelt", "Friends of the paper get a loaf of bread with every year that they read it and pay for it, and a second one at Easter."),
		MediaType: "text/html; charset=utf-8", URL: "https://news.dunmoor-gazette.example/spelt"}
	explained, err := a.Explain(t.Context(), in)
	if err != nil || len(explained.Rules) != 1 || strings.Contains(explained.Version.Body.Plain(), "loaf of bread") {
		t.Errorf("explained %+v, %v", explained, err)
	}
	i := slices.IndexFunc(explained.Removed, func(r clip.Removal) bool { return r.Rule == "rule 1 of dunmoor-gazette.example" })
	if i < 0 || !strings.HasPrefix(explained.Removed[i].Text, "Friends of the paper") {
		t.Errorf("the trace does not name the rule: %+v", explained.Removed)
	}
	if c := addPage(t, a, in); strings.Contains(c.Version.Body.Plain(), "loaf of bread") {
		t.Error("a page added later keeps what the rule takes away")
	}
	in.URL = "https://another.example/spelt"
	if c := addPage(t, a, in); !strings.Contains(c.Version.Body.Plain(), "loaf of bread") {
		t.Error("the rule reached another site")
	}
	if err := a.DropRule(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if rules, err := a.Rules(t.Context()); err != nil || len(rules) != 0 {
		t.Errorf("rules after the drop: %v, %v", rules, err)
	}
	if _, err := a.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if rules, err := a.Rules(t.Context()); err != nil || len(rules) != 1 || rules[0].Form == "" {
		t.Errorf("rules after undoing the drop: %v, %v", rules, err)
	}
	if err := a.DropRule(t.Context(), 7); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("dropping what is not there: %v", err)
	}
}

func TestTakeAwayAlwaysSparesTheText(t *testing.T) {
	a := open(t)
	page := strings.ReplaceAll(string(mill("Dunmoor mill turns again", appeal)), `<p class="appeal">`, "<p>")
	c := addPage(t, a, intake.Input{Kind: intake.KindHTML, Data: []byte(page), MediaType: "text/html", URL: "https://dunmoor-gazette.example/mill"})
	done, err := a.TakeAway(t.Context(), c.ID, []string{appeal}, true)
	if err != nil {
		t.Fatal(err)
	}
	if r := done.Rule; r == nil || r.Form != "article.story > div.text > p" || r.Text != appeal {
		t.Errorf("rule %+v would take the articles of the site away", done.Rule)
	}
	if n := done.Clip.Version.Body.Words(); n < c.Version.Body.Words()/2 {
		t.Errorf("%d words are left", n)
	}
}

func TestRulesAreSpecific(t *testing.T) {
	for form, want := range map[string]bool{"p": false, "body > div > p": false, "body.home > div > p": false, "html > body > footer": true,
		"div.story > p": true, "main > aside > p": true, "section > ul > li": false} {
		if got := specific(form); got != want {
			t.Errorf("specific(%q) = %v", form, got)
		}
	}
	for _, c := range []clip.Correction{{Form: "article > p"}, {Text: "Read"}, {}} {
		if _, err := rule("dunmoor-gazette.example", c); clip.KindOf(err) != clip.ErrInvalid {
			t.Errorf("%+v became a rule: %v", c, err)
		}
	}
	if _, err := rule("", clip.Correction{Form: "aside.box > p"}); clip.KindOf(err) != clip.ErrInvalid {
		t.Errorf("a rule for no site: %v", err)
	}
}

func TestSite(t *testing.T) {
	for address, want := range map[string]string{"https://www.gazette.example/a?b": "gazette.example", "http://news.gazette.co.uk:8080/": "gazette.co.uk",
		"https://127.0.0.1/a": "127.0.0.1", "http://localhost:8000/a": "localhost", "": "", "mill.html": ""} {
		if got := Site(address); got != want {
			t.Errorf("Site(%q) = %q, want %q", address, got, want)
		}
	}
}

const pastedMill = `Dunmoor Gazette
Villages
Weather

Dunmoor mill turns again

The water mill of Dunmoor turns again since Saturday, nineteen years after the last miller locked its door and took the key along.
Forty people had dug out the race, replaced eleven paddles of the wheel and taught two apprentices how to dress a stone by hand.
Edda Lorn, cook
The first flour went to the school kitchen, where cook Edda Lorn baked ninety loaves, and by noon not one of them was left, she said.

Share
Share
Contact
Imprint
Terms
`

func TestPastedLineComesBackInItsPlace(t *testing.T) {
	a := open(t)
	c := addPage(t, a, intake.Input{Kind: intake.KindText, Data: []byte(pastedMill)})
	piece := removed(t, a, c, "Edda Lorn, cook")
	done, err := a.PutBack(t.Context(), c.ID, piece, false)
	if err != nil {
		t.Fatal(err)
	}
	leaves := done.Clip.Version.Body.Leaves()
	if len(leaves) != 4 || leaves[2].Text != "Edda Lorn, cook" || !done.Clip.Version.SetByHand(clip.FieldBody) {
		t.Errorf("text = %q, by hand %v", done.Clip.Version.Body.Plain(), done.Clip.Version.ByHand)
	}
	if left, _ := a.Cleaning(t.Context(), done.Clip.Current); slices.Contains(left.Removed, piece) {
		t.Error("what was put back is still said to be removed")
	}
	if _, err := a.PutBack(t.Context(), c.ID, removed(t, a, c, "Imprint"), true); clip.KindOf(err) != clip.ErrUnsupported {
		t.Errorf("a rule out of a pasted text: %v", err)
	}
	done, err = a.TakeAway(t.Context(), c.ID, []string{"Edda Lorn, cook"}, false)
	if err != nil || strings.Contains(done.Clip.Version.Body.Plain(), "Lorn, cook") {
		t.Errorf("taken away: %q, %v", done.Clip.Version.Body.Plain(), err)
	}
	if _, err := a.TakeAway(t.Context(), c.ID, []string{"Never said."}, false); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("took away what is not there: %v", err)
	}
}

func TestCorrectingATypedTextKeepsWhatWasTyped(t *testing.T) {
	a := open(t)
	c := addMill(t, a, "Dunmoor mill turns again")
	body := EditText(c.Version.Body, strings.Replace(c.Version.Body.Plain(), "Forty people", "Fifty people", 1))
	if _, err := a.Edit(t.Context(), c.ID, Edit{Body: &body}); err != nil {
		t.Fatal(err)
	}
	c, _ = a.Clip(t.Context(), c.ID)
	done, err := a.PutBack(t.Context(), c.ID, removed(t, a, c, "The mill in figures"), false)
	if err != nil {
		t.Fatal(err)
	}
	if text := done.Clip.Version.Body.Plain(); !strings.Contains(text, "Fifty people") || !strings.HasSuffix(text, "The mill in figures: race") {
		t.Errorf("text = %q", text)
	}
}

func TestRepairsCannotBePutBack(t *testing.T) {
	a := open(t)
	if _, err := a.PutBack(t.Context(), "x", clip.Removal{Text: "a ⏎ b", Reason: "joined lines"}, false); clip.KindOf(err) != clip.ErrInvalid {
		t.Errorf("put a repair back: %v", err)
	}
}

func TestExplainAloneNeedsNoLibrary(t *testing.T) {
	explained, err := ExplainAlone(t.Context(), Options{}, intake.Input{Kind: intake.KindHTML, Data: mill("Dunmoor mill turns again", appeal), MediaType: "text/html", Name: "mill.html"})
	if err != nil || explained.Version.Outlet != "Dunmoor Gazette" || len(explained.Removed) < 3 || explained.Why != "" {
		t.Errorf("explained %+v, %v", explained, err)
	}
}

// picture is an image as large as pages have them.
func picture(t *testing.T) []byte {
	t.Helper()
	noise := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for i := range noise.Pix {
		noise.Pix[i] = byte(i * i)
	}
	var data bytes.Buffer
	if err := png.Encode(&data, noise); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

func TestCorrectionKeepsThePictures(t *testing.T) {
	a := open(t)
	page := strings.Replace(string(mill("Dunmoor mill turns again", appeal)), `<p class="appeal">`,
		`<figure><img src="/wheel.png" width="640" height="480"><figcaption>The wheel</figcaption></figure><p class="appeal">`, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/wheel.png" {
			w.Header().Set("Content-Type", "image/png")
			w.Write(picture(t))
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(page))
	}))
	t.Cleanup(server.Close)
	c := addPage(t, a, intake.Input{Kind: intake.KindURL, URL: server.URL + "/mill"})
	kept := c.Version.Body.Images()
	if len(kept) != 1 || !strings.HasPrefix(kept[0], clip.ImageScheme) {
		t.Fatalf("images = %q", kept)
	}
	done, err := a.TakeAway(t.Context(), c.ID, []string{appeal}, false)
	if err != nil {
		t.Fatal(err)
	}
	if images := done.Clip.Version.Body.Images(); !slices.Equal(images, kept) {
		t.Errorf("images = %q, want %q", images, kept)
	}
	if done, err = a.TakeAway(t.Context(), c.ID, []string{"The wheel"}, false); err != nil {
		t.Fatal(err)
	}
	v := done.Clip.Version
	if strings.Contains(v.Body.Plain(), "The wheel") || !slices.Equal(v.Body.Images(), kept) || !v.SetByHand(clip.FieldBody) {
		t.Errorf("without its caption: %s, by hand %v", v.Body.XHTML(), v.ByHand)
	}
	if problems, err := a.Verify(t.Context(), nil); err != nil || len(problems) != 0 {
		t.Errorf("verify: %v, %v", problems, err)
	}
}

func TestNewCaptureDoesNotReplaceACorrection(t *testing.T) {
	a := open(t)
	c := addMill(t, a, "Dunmoor mill turns again")
	if _, err := a.TakeAway(t.Context(), c.ID, []string{appeal}, false); err != nil {
		t.Fatal(err)
	}
	in := intake.Input{Kind: intake.KindHTML, Data: mill("Dunmoor mill turns again", appeal), MediaType: "text/html", URL: "https://www.dunmoor-gazette.example/mill"}
	results, err := a.Add(t.Context(), []intake.Input{in}, AddOptions{Duplicates: AsNewVersion})
	if err != nil || results[0].Outcome != NewVersion {
		t.Fatalf("added %+v, %v", results, err)
	}
	if strings.Contains(results[0].Clip.Version.Body.Plain(), "circle of friends") {
		t.Error("the new capture took the place of what a person corrected")
	}
}
