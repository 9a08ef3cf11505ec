package app

import (
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/intake"
)

// page is a page of an address, with what it says of its own.
func page(address, canonical, title, text string) intake.Input {
	link := ""
	if canonical != "" {
		link = `<link rel="canonical" href="` + canonical + `">`
	}
	var paragraphs strings.Builder
	for p := range strings.SplitSeq(text, "\n") {
		fmt.Fprintf(&paragraphs, "<p>%s</p>", p)
	}
	html := fmt.Sprintf(`<!doctype html><html lang="en"><head><title>%s</title>%s</head><body><article><h1>%s</h1>%s</article></body></html>`, title, link, title, paragraphs.String())
	return intake.Input{Kind: intake.KindHTML, URL: address, Data: []byte(html), MediaType: "text/html; charset=utf-8"}
}

const (
	ferryAddress = "https://www.tarn.example/news/ferry?id=7"
	ferryTitle   = "Ferry to Skarn sails again after rudder is mended"
	ferryText    = `The ferry to Skarn sailed again on Tuesday after three weeks in the yard, where its rudder was mended and its engine looked at by two engineers from the mainland.
Islanders who had waited for flour and mail since the first storm of the month stood at the quay when the ship came in, and the school sent its brass band.
The harbour master said that the ferry would sail four times a week until April, and daily after that, as long as the new rudder holds in the tide race.`
	bakersText = `The bakers of Hollin stopped work for an hour on Monday morning, and bread came late to nine villages of the valley, where people stood in line until ten.
Their guild asks for a higher price of rolls, since flour has become dearer by a third since autumn, and a longer rest between two nights at the oven.
The council of the valley will hear both sides on Thursday, and says that nobody will go without bread while the talks go on in the old mill.`
)

// TestDuplicateSaysWhatChanged has a page with an image clipped twice, then again
// with a new headline.
func TestDuplicateSaysWhatChanged(t *testing.T) {
	title := ferryTitle
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/ferry.png" {
			png.Encode(w, image.NewGray(image.Rect(0, 0, 400, 300)))
			return
		}
		w.Header().Set("Content-Type", "text/html")
		first, rest, _ := strings.Cut(ferryText, "\n")
		fmt.Fprintf(w, `<!doctype html><title>%s</title><article><h1>%[1]s</h1><p>%s</p><img src="/ferry.png" alt="The ferry" width=400 height=300><p>%s</p></article>`,
			title, first, strings.ReplaceAll(rest, "\n", "</p><p>"))
	}))
	defer site.Close()
	a := open(t)
	again := func() Added {
		t.Helper()
		results, err := a.Add(t.Context(), []intake.Input{{Kind: intake.KindURL, URL: site.URL + "/ferry"}}, AddOptions{})
		if err != nil || results[0].Err != nil {
			t.Fatal(err, results[0].Err)
		}
		return results[0]
	}
	if images := again().Clip.Version.Body.Images(); len(images) != 1 || !strings.HasPrefix(images[0], clip.ImageScheme) {
		t.Fatalf("images %v, want one that is kept", images)
	}
	if added := again(); added.Outcome != Duplicate || added.Changed != NothingChanged {
		t.Errorf("the same page: %s, %q", added.Outcome, added.Changed)
	}
	title = "Ferry to Skarn stays in port"
	if added := again(); added.Outcome != Duplicate || added.Changed != "Headline" {
		t.Errorf("with another headline: %s, %q", added.Outcome, added.Changed)
	}
}

// TestSameAddressIsAVersion offers a page as a version when its address, in any
// spelling, is that of a clip and title or text overlap.
func TestSameAddressIsAVersion(t *testing.T) {
	extended := ferryText + "\nOn Wednesday the first lorries crossed, and the shop of Skarn had oranges again."
	for name, c := range map[string]struct {
		in   intake.Input
		want Outcome
	}{
		"the same":           {page(ferryAddress, "", ferryTitle, ferryText), Duplicate},
		"no encryption":      {page("http://www.tarn.example/news/ferry?id=7", "", ferryTitle, extended), Duplicate},
		"no www":             {page("https://tarn.example/news/ferry?id=7", "", ferryTitle, extended), Duplicate},
		"mobile":             {page("https://m.tarn.example/news/ferry?id=7", "", ferryTitle, extended), Duplicate},
		"AMP":                {page("https://amp.tarn.example/news/ferry/amp?id=7", "", ferryTitle, extended), Duplicate},
		"AMP cache":          {page("https://www-tarn-example.cdn.ampproject.org/c/s/www.tarn.example/news/ferry?id=7", "", ferryTitle, extended), Duplicate},
		"tracked":            {page(ferryAddress+"&utm_source=letter&fbclid=x", "", ferryTitle, extended), Duplicate},
		"a place in it":      {page(ferryAddress+"#top", "", ferryTitle, extended), Duplicate},
		"a slash":            {page("https://www.tarn.example/news/ferry/?id=7", "", ferryTitle, extended), Duplicate},
		"canonical":          {page("https://letters.example/go/9", ferryAddress, ferryTitle, extended), Duplicate},
		"new headline":       {page(ferryAddress, "", "Oranges again in the island's shop", extended), Duplicate},
		"text rewritten":     {page(ferryAddress, "", ferryTitle, bakersText), Duplicate},
		"a part of the text": {page(ferryAddress, "", "Oranges again", strings.Split(ferryText, "\n")[2]+"\n"+bakersText), Duplicate},
		"another text":       {page(ferryAddress, "", "Bakers stop work for an hour", bakersText), Kept},
		"another address":    {page("https://www.tarn.example/news/bakers?id=8", "", "Bakers stop work for an hour", bakersText), Kept},
		"of the same site":   {page("https://www.tarn.example/news/ferry?id=9", "", "Ferry sails again", extended), Duplicate},
	} {
		t.Run(name, func(t *testing.T) {
			a := open(t)
			first := add(t, a, page(ferryAddress, "", ferryTitle, ferryText))
			results, err := a.Add(t.Context(), []intake.Input{c.in}, AddOptions{Anything: true})
			if err != nil || results[0].Outcome != c.want {
				t.Fatalf("%s, want %s (%v, %v)", results[0].Outcome, c.want, results[0].Err, err)
			}
			if c.want != Duplicate {
				return
			}
			if got := results[0].Existing; len(got) != 1 || got[0].ID != first.ID {
				t.Fatalf("it is a version of %v", got)
			}
			kept := a.Keep(t.Context(), results[0].Pending, AddOptions{Duplicates: AsNewVersion})
			if kept.Outcome != NewVersion || kept.Clip.ID != first.ID || kept.Clip.Version.Number != 2 {
				t.Errorf("kept as %s %s, version %d (%v)", kept.Outcome, kept.Clip.ID, kept.Clip.Version.Number, kept.Err)
			}
		})
	}
}

// TestVersionLeavesAnEditAlone keeps a version beside one that a person edited:
// it is offered among the versions and not made current.
func TestVersionLeavesAnEditAlone(t *testing.T) {
	a := open(t)
	first := add(t, a, page(ferryAddress, "", ferryTitle, ferryText))
	if _, err := a.Edit(t.Context(), first.ID, Edit{Title: ptr("My ferry")}); err != nil {
		t.Fatal(err)
	}
	results, err := a.Add(t.Context(), []intake.Input{page(ferryAddress, "", ferryTitle, ferryText+"\nOranges came too.")}, AddOptions{Duplicates: AsNewVersion})
	if err != nil || results[0].Outcome != NewVersion || results[0].Clip.Version.Title != "My ferry" {
		t.Errorf("%s, current is %q (%v, %v)", results[0].Outcome, results[0].Clip.Version.Title, results[0].Err, err)
	}
	if versions, err := a.Revisions(t.Context(), first.ID); err != nil || len(versions) != 3 {
		t.Errorf("%d versions, %v; want 3", len(versions), err)
	}
}

// TestSameTextElsewhereIsACopy keeps a wire's text of another site as a clip of
// its own, whatever is said of versions, and tells where it stands too.
func TestSameTextElsewhereIsACopy(t *testing.T) {
	for _, policy := range []DuplicatePolicy{AskDuplicate, AsNewVersion, KeepBoth} {
		a := open(t)
		first := add(t, a, page(ferryAddress, "", ferryTitle, ferryText))
		in := page("https://velm.example/wire/ferry", "", "Skarn ferry back in service", ferryText+"\nThe wire.")
		results, err := a.Add(t.Context(), []intake.Input{in}, AddOptions{Duplicates: policy})
		if err != nil || results[0].Outcome != Kept || results[0].Clip.ID == first.ID {
			t.Fatalf("%q: %s (%v, %v)", policy, results[0].Outcome, results[0].Err, err)
		}
		if got := results[0].Copies; len(got) != 1 || got[0].ID != first.ID || len(results[0].Existing) > 0 {
			t.Errorf("%q: a copy of %v, a version of %v", policy, got, results[0].Existing)
		}
	}
}
