package story

import (
	"testing"

	"newsclip/clip"
)

func TestComments(t *testing.T) {
	for _, test := range []struct {
		lang, title string
		want        bool
	}{
		{"en", "Why the harbour of Brennick silts up", true},
		{"en", "Our ferries deserve better", true},
		{"en", "Six takeaways from the inquiry", true},
		{"en", "Ferry runs aground off Brennick", false},
		{"en", "US to lend Brennick a dredger", false},
		{"en", "Captain: “I saw no beacon”", false},
		{"en", "Captain says 'my radio was dead'", false},
		{"", "How to read a tide table", true},
		{"de", "Warum die Fähre auf Grund lief", true},
		{"de", "Unsere Häfen verdienen mehr", true},
		{"de", "Fähre läuft vor Brennick auf Grund", false},
		{"fr", "Pourquoi le bac s’est échoué", true},
		{"fr", "Le bac s’échoue devant Brennick", false},
		{"es", "¿Por qué encalló el transbordador?", true},
		{"es", "Por segunda vez encalla el transbordador", false},
		{"it", "Perché il traghetto si è incagliato", true},
		{"pt", "Como o barco encalhou", true},
		{"nl", "Waarom wij de veerboot missen", true},
		{"ru", "Почему паром сел на мель", true},
		{"ru", "Паром сел на мель у Бренника", false},
		{"zh", "渡轮为何搁浅", true},
		{"zh", "渡轮在港外搁浅", false},
		{"ja", "フェリーはなぜ座礁したのか", true},
		{"ja", "フェリーが座礁、乗客は無事", false},
		{"ar", "لماذا جنحت العبارة", true},
		{"ar", "جنوح العبارة قبالة الميناء", false},
		{"el", "Γιατί προσάραξε το πλοίο", false}, // no words are known
	} {
		if got := comments(test.title, test.title, test.lang); got != test.want {
			t.Errorf("%s %q comments: %v", test.lang, test.title, got)
		}
	}
	for whole, title := range map[string]string{"Opinion: The pilots are right": "The pilots are right", "Die Lotsen haben recht | Kommentar": "Die Lotsen haben recht",
		"【社論】渡輪擱淺之後": "渡輪擱淺之後", "رأي: العبارة والميناء": "العبارة والميناء"} {
		if got := headline(whole, ""); got != title || !comments(title, whole, "") {
			t.Errorf("%q is %q and comments: %v", whole, got, comments(title, whole, ""))
		}
	}
	if comments("Ferry aground", "LIVE: Ferry aground | Coast Post", "en") {
		t.Error("what is live comments")
	}
}

// TestNameReports holds that a story is named by a headline that reports rather
// than by one that comments, whichever came first.
func TestNameReports(t *testing.T) {
	g, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	const text = "The ferry Gannet ran aground off Brennick on Monday with 212 people aboard, and the harbour was closed."
	name := ""
	for i, title := range []string{"Opinion: Why the ferry Gannet ran aground off Brennick", "Ferry Gannet runs aground off Brennick"} {
		g.Put(Sign(Document{ID: clip.ID(rune('a' + i)), Title: title, Text: text, Lang: "en"}), "s")
		name = g.Name("s", name)
	}
	if name != "Ferry Gannet runs aground off Brennick" {
		t.Errorf("the story is named %q", name)
	}
}
