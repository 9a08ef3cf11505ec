package search

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsclip/clip"
)

// desk is a small library in many languages; all of it is invented.
func desk() []Document {
	return []Document{
		{ID: "dues", Title: "Harbour dues rise in Velmar", Text: "The council voted on higher dues.\n\nFerries from the U.S. pay 12,500 crowns. The mayor’s office was silent.", Byline: "Ada Quill", Outlet: "Velmar Courier", Lang: "en"},
		{ID: "ferry", Title: "New ferry line", Text: "A ferry sails twice a day. Running costs fall. The council has not voted.", Byline: "Ben Oak", Outlet: "Harbour Post", Lang: "en", Note: "ask Tamsin"},
		{ID: "schule", Title: "Größere Schulen für Öhringen", Text: "Die Straße zur Bücherei wird gesperrt. Neue Häuser entstehen.", Outlet: "Öhringer Bote", Lang: "de-DE"},
		{ID: "ecole", Title: "L’école rouvre", Text: "L’élève a visité l’hôpital. Les chevaux dorment à l’œuvre.", Lang: "fr"},
		{ID: "oslo", Title: "Sørli bygger bro", Text: "Broen over Ærfjorden åpner.", Lang: "nb"},
		{ID: "lodz", Title: "Żółta łódź", Text: "Gęś płynie.", Lang: "pl"},
		{ID: "moskva", Title: "Новости гавани", Text: "Ёлки стоят в порту, корабли пришли.", Lang: "ru"},
		{ID: "shenzhen", Title: "深圳新港口开放", Text: "市议会认真审议了港口计划。明年开放。", Lang: "zh"},
		{ID: "tokyo", Title: "港の新しい橋", Text: "ﾌｪﾘｰは毎日運航する。", Lang: "ja"},
		{ID: "seoul", Title: "항구에서 열린 축제", Text: "새로운 다리가 열렸다.", Lang: "ko"},
		{ID: "bangkok", Title: "ท่าเรือใหม่", Text: "เรือข้ามฟากเปิดให้บริการทุกวัน", Lang: "th"},
		{ID: "cairo", Title: "الميناء الجديد", Text: "افتُتِح الجسر أمس", Lang: "ar"},
	}
}

func TestSearch(t *testing.T) {
	x := open(t, indexDir(t), desk()...)
	tests := map[string]struct {
		text string
		want string // ids, sorted
	}{
		"one word":                    {"crowns", "dues"},
		"capitals":                    {"CROWNS", "dues"},
		"all words":                   {"council voted", "dues ferry"},
		"title and body":              {"velmar council", "dues"},
		"by name of the author":       {"quill", "dues"},
		"phrase":                      {`"council voted"`, "dues"},
		"curly phrase":                {"“council voted”", "dues"},
		"phrase not across fields":    {`"velmar the council"`, ""},
		"phrase not over paragraphs":  {`"dues ferries"`, ""},
		"phrase is not stemmed":       {`"council votes"`, ""},
		"without":                     {"council -crowns", "ferry"},
		"NOT":                         {"council NOT crowns", "ferry"},
		"without a phrase":            {`council -"has not"`, "dues"},
		"only without":                {"-council -the", "bangkok cairo ecole lodz moskva oslo schule seoul shenzhen tokyo"},
		"or":                          {"crowns OR twice", "dues ferry"},
		"or and and":                  {"council crowns OR twice", "dues ferry"},
		"prefix":                      {"crow*", "dues"},
		"prefix of a folded word":     {"Büch*", "schule"},
		"field title":                 {"title:harbour", "dues"},
		"field title, phrase":         {`title:"harbour dues"`, "dues"},
		"field by":                    {"by:oak", "ferry"},
		"field outlet":                {"outlet:courier", "dues"},
		"field outlet, phrase":        {`outlet:"harbour post"`, "ferry"},
		"field note":                  {"note:tamsin", "ferry"},
		"field lang":                  {"lang:de", "schule"},
		"field lang and word":         {"lang:fr hopital", "ecole"},
		"stem":                        {"running cost", "ferry"},
		"stem of another form":        {"sailing", "ferry"},
		"stem in German":              {"Haus Straßen", "schule"},
		"typing error":                {"crwons", "dues"},
		"typing error in a long word": {"cuoncil crowns", "dues"},
		"acronym with dots":           {"U.S. crowns", "dues"},
		"acronym without":             {"us crowns", "dues"},
		"acronym, phrase":             {`"the U.S. pay"`, "dues"},
		"number by a point":           {"12.500", "dues"},
		"number by a space":           {"12 500", "dues"},
		"number":                      {"12500", "dues"},
		"number with comma":           {"12,500", "dues"},
		"possessive":                  {"mayor", "dues"},
		"possessive, straight":        {"mayor's", "dues"},
		"umlaut left out":             {"grossere strasse", "schule"},
		"umlaut typed":                {"größere Öhringen", "schule"},
		"elided article":              {"école", "ecole"},
		"elided, without accent":      {"hopital eleve", "ecole"},
		"ligature":                    {"oeuvre", "ecole"},
		"stroke and ring":             {"sorli apner", "oslo"},
		"ash":                         {"aerfjorden", "oslo"},
		"Polish":                      {"zolta lodz", "lodz"},
		"Cyrillic yo":                 {"елки", "moskva"},
		"Cyrillic stem":               {"корабль", "moskva"},
		"Chinese":                     {"港口计划", "shenzhen"},
		"Chinese, apart":              {"深圳 审议", "shenzhen"},
		"one Han character":           {"深", "shenzhen"},
		"last Han character of a run": {"划", "shenzhen"},
		"Japanese":                    {"新しい橋", "tokyo"},
		"half width kana":             {"フェリー", "tokyo"},
		"Korean, without particle":    {"항구", "seoul"},
		"Thai":                        {"ข้ามฟาก", "bangkok"},
		"Arabic, without vowels":      {"افتتح الجسر", "cairo"},
		"nothing of the kind":         {"zzyzx", ""},
		"slash":                       {"/", ""},
		"only marks":                  {`- "" * : ()`, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(sorted(ids(t, x, clip.Query{Text: test.text})), " "); got != test.want {
				t.Errorf("%q finds %q, want %q", test.text, got, test.want)
			}
		})
	}
}

// TestAcronyms: U.S. finds the country, in either spelling, before the pronoun.
func TestAcronyms(t *testing.T) {
	x := open(t, indexDir(t), Document{ID: "pronoun", Text: "They told us of us and us."}, Document{ID: "country", Text: "The U.S. agreed to the terms of the port."})
	if got := ids(t, x, clip.Query{Text: "U.S."}); len(got) == 0 || got[0] != "country" {
		t.Errorf("U.S. finds %v", got)
	}
	if got := sorted(ids(t, x, clip.Query{Text: "US"})); !slices.Equal(got, []string{"country", "pronoun"}) {
		t.Errorf("US finds %v", got)
	}
}

func TestTyping(t *testing.T) {
	x := open(t, indexDir(t), desk()...)
	tests := map[string]struct{ text, want string }{
		"beginning of a word":        {"crow", "dues"},
		"two words, second begun":    {"council cro", "dues"},
		"two letters, in titles":     {"ve", "dues"},
		"two letters, not in texts":  {"cr", ""},
		"finished with a space":      {"counc ", ""},
		"error in a finished word":   {"cuoncil crow", "dues"},
		"Han":                        {"审议了港", "shenzhen"},
		"open quote":                 {`"council vot`, "dues ferry"},
		"field":                      {"title:har", "dues"},
		"field without a value":      {"title:", ""},
		"no words in place of words": {"council zzyzx", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(sorted(ids(t, x, clip.Query{Text: test.text, Typing: true})), " "); got != test.want {
				t.Errorf("%q finds %q, want %q", test.text, got, test.want)
			}
		})
	}
}

// TestTypingFindsOtherForms: a person may stop at any letter, and then wants all
// that a finished search finds, after what has the word as it stands.
func TestTypingFindsOtherForms(t *testing.T) {
	x := open(t, indexDir(t),
		Document{ID: "plural", Title: "Ferries return", Lang: "en", Text: "Two ferries came back."},
		Document{ID: "single", Title: "A ship returns", Lang: "en", Text: "One ferry came back."})
	if got := ids(t, x, clip.Query{Text: "ferries", Typing: true}); !slices.Equal(got, []string{"plural", "single"}) {
		t.Errorf("ferries finds %v", got)
	}
}

func TestRanking(t *testing.T) {
	x := open(t, indexDir(t),
		Document{ID: "aside", Title: "Weather", Text: "Rain. The orchard festival was mentioned." + strings.Repeat(" More rain fell on the hills.", 20), Lang: "en"},
		Document{ID: "about", Title: "Orchard festival", Text: "The orchard festival opens. The festival lasts a week.", Lang: "en"},
		Document{ID: "half", Title: "Festival", Text: "Another festival.", Lang: "en"})
	if got := ids(t, x, clip.Query{Text: "orchard festival"}); !slices.Equal(got[:2], []string{"about", "aside"}) {
		t.Errorf("order %v", got)
	}
	result, err := x.Search(t.Context(), asking("festival lantern"))
	check(t, err)
	if len(result.Hits) == 0 || result.Hint == "" {
		t.Errorf("some of the words: %d hits, hint %q", len(result.Hits), result.Hint)
	}
	for i := 1; i < len(result.Hits); i++ {
		if result.Hits[i].Score > result.Hits[i-1].Score {
			t.Errorf("scores rise at %d", i)
		}
	}
}

func TestAllow(t *testing.T) {
	var docs []Document
	for i := range 700 {
		docs = append(docs, Document{ID: clip.ID(fmt.Sprintf("c%03d", i)), Title: "Storm", Text: "A storm."})
	}
	x := open(t, indexDir(t), docs...)
	storm := asking("storm").Words
	result, err := x.Search(t.Context(), Request{Words: storm, Limit: 20, Allow: func(ids []clip.ID) ([]clip.ID, error) {
		return slices.DeleteFunc(ids, func(id clip.ID) bool { return id[3] != '7' }), nil
	}})
	check(t, err)
	if len(result.Hits) != 20 || result.Total != 70 {
		t.Errorf("%d hits of %d, want 20 of 70", len(result.Hits), result.Total)
	}
	few, err := x.Search(t.Context(), Request{Words: storm, Allow: func(ids []clip.ID) ([]clip.ID, error) {
		return slices.DeleteFunc(ids, func(id clip.ID) bool { return id < "c698" }), nil
	}})
	check(t, err)
	if len(few.Hits) != 2 || few.Total != 2 {
		t.Errorf("%d hits of %d, want 2 of 2", len(few.Hits), few.Total)
	}
	fault := errors.New("library closed")
	if _, err := x.Search(t.Context(), Request{Words: storm, Allow: func([]clip.ID) ([]clip.ID, error) { return nil, fault }}); !errors.Is(err, fault) {
		t.Errorf("the library's error is lost: %v", err)
	}
}

// TestAllowedAreTheLast has a filter leave the last of more hits than are read for
// a total.
func TestAllowedAreTheLast(t *testing.T) {
	var all []Document
	for i := range 400 {
		all = append(all, Document{ID: clip.ID(fmt.Sprint("report", i)), Title: "Report", Text: strings.Repeat("A report. ", 1+i%5)})
	}
	x := open(t, indexDir(t), all...)
	x.candidates = 120
	asked := map[clip.ID]bool{}
	allow := func(ids []clip.ID) (out []clip.ID, err error) {
		for _, id := range ids {
			asked[id] = true
			if len(asked) > len(all)-3 {
				out = append(out, id)
			}
		}
		return out, nil
	}
	result, err := x.Search(t.Context(), Request{Words: Parse("report", Context{}).Words, Limit: 5, Allow: allow})
	if err != nil || len(result.Hits) != 3 || result.Total != 3 {
		t.Errorf("%d of %d found, %v; want 3", len(result.Hits), result.Total, err)
	}
}

func TestEmptyQuery(t *testing.T) {
	x := open(t, indexDir(t), desk()...)
	for _, text := range []string{"", "  ", "\n"} {
		if got := ids(t, x, clip.Query{Text: text}); len(got) != 0 {
			t.Errorf("%q finds %v", text, got)
		}
	}
	if got := ids(t, open(t, indexDir(t)), clip.Query{Text: "anything", Typing: true}); len(got) != 0 {
		t.Errorf("an empty index finds %v", got)
	}
}

func TestSnippet(t *testing.T) {
	filler := strings.Repeat("Nothing happened on the quay that morning. ", 30)
	tests := map[string]struct {
		title, text, lang, query string
		typing                   bool
		marked                   string // marked runs of the snippet, | between
		titleMarked              string
	}{
		"exact":              {"Dues rise", "The dues rise.", "en", "dues", false, "dues", "Dues"},
		"deep in the text":   {"Quay", filler + "Then the lantern fell. " + filler, "en", "lantern", false, "lantern", ""},
		"stem":               {"Quay", "Two lanterns fell.", "en", "lantern", false, "lanterns", ""},
		"typing":             {"Quay", "Two lanterns fell.", "en", "lant", true, "lanterns", ""},
		"typing error":       {"Quay", "Two lanterns fell.", "en", "lanterms", false, "lanterns", ""},
		"most words win":     {"Quay", "A lantern. " + filler + "A lantern over the orchard. " + filler, "en", "lantern orchard", false, "lantern|orchard", ""},
		"folded":             {"Straße", "Die Straße ist gesperrt.", "de", "strasse", false, "Straße", "Straße"},
		"part of a compound": {"Quay", "L’école ouvre.", "fr", "ecole", false, "école", ""},
		"Han":                {"新港口", "市议会审议了港口计划。", "zh", "港口计划", false, "港口计划", "港口"},
		"one Han character":  {"新港口", "市议会审议了港口计划。", "zh", "港", false, "港", "港"},
		"in the title only":  {"Lantern", "Nothing happened.", "en", "lantern", false, "", "Lantern"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			x := open(t, indexDir(t), Document{ID: "one", Title: test.title, Text: test.text, Lang: test.lang})
			result, err := x.Search(t.Context(), Request{Words: Parse(test.query, Context{}).Words, Typing: test.typing})
			check(t, err)
			if len(result.Hits) != 1 {
				t.Fatalf("%d hits", len(result.Hits))
			}
			hit := result.Hits[0]
			if got := markedOf(hit.Snippet); got != test.marked {
				t.Errorf("marked %q in %v, want %q", got, hit.Snippet, test.marked)
			}
			if got := markedOf(hit.Title); got != test.titleMarked {
				t.Errorf("marked %q in title %v, want %q", got, hit.Title, test.titleMarked)
			}
			if got := plain(hit.Title); got != test.title {
				t.Errorf("title %q, want %q", got, test.title)
			}
			if n := len([]rune(plain(hit.Snippet))); n > snippetLength+4 {
				t.Errorf("snippet of %d characters", n)
			}
			inner := strings.Trim(plain(hit.Snippet), " …")
			if !strings.Contains(test.text, inner) {
				t.Errorf("snippet %q is not in the text", inner)
			}
		})
	}
}

func TestSnippetIsOneLine(t *testing.T) {
	x := open(t, indexDir(t), Document{ID: "one", Title: "One", Text: "First\tlantern\n\nsecond\n"})
	result, err := x.Search(t.Context(), asking("lantern"))
	check(t, err)
	if got := plain(result.Hits[0].Snippet); got != "First lantern second " {
		t.Errorf("%q", got)
	}
}

func markedOf(spans []clip.Span) string {
	var out []string
	for _, span := range spans {
		if span.Marked {
			out = append(out, span.Text)
		}
	}
	return strings.Join(out, "|")
}

func plain(spans []clip.Span) string {
	var out strings.Builder
	for _, span := range spans {
		out.WriteString(span.Text)
	}
	return out.String()
}

// FuzzSearch: whatever a person types is an answer, not an error; and what is
// shown is a piece of the text.
func FuzzSearch(f *testing.F) {
	for _, text := range []string{"foo:", `"open`, "/", "-", "10:30 meeting", "a OR", "OR b", "title:", "-title:", "*", "a*b*", "((", "a && b", "深*", "\xff\xfe", "NOT NOT x", `""`, `-""`, "l'", "lang:", "x:y:z", "“a b”c"} {
		f.Add(text, true)
		f.Add(text, false)
	}
	x := open(f, indexDir(f), desk()...)
	f.Fuzz(func(t *testing.T, text string, typing bool) {
		result, err := x.Search(t.Context(), Request{Words: Parse(text, Context{}).Words, Typing: typing})
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if result.Total < len(result.Hits) {
			t.Fatalf("%q: %d hits of %d", text, len(result.Hits), result.Total)
		}
	})
}

func TestCorrections(t *testing.T) {
	x := open(t, indexDir(t), desk()...)
	for text, want := range map[string]string{
		`"harbuor dues"`:                       `"harbour dues"`,
		`title:(feryy OR "nwe") line`:          `title:(ferry OR "new") line`,
		`harbour "cuoncil vtoed"`:              `harbour "council voted"`,
		"zzyzx":                                "",
		`-"harbuor dues" -ferry -velmar zzyzx`: "",
		`by:qiull zzyzx`:                       `by:quill zzyzx`,
		`"dues harbour"`:                       "",
		`"oharbour dues"`:                      `"harbour dues"`,
	} {
		result, err := x.Search(t.Context(), asking(text))
		check(t, err)
		if got := Corrected(text, result.Corrections); got != want || len(result.Hits) > 0 {
			t.Errorf("%q: %q, want %q; %d hits", text, got, want, len(result.Hits))
		}
	}
}
