package app

import (
	"context"
	"slices"
	"strings"
	"testing"

	"newsclip/clip"
)

// newsdesk is a library to search in; refs name its clips.
func newsdesk(t *testing.T) *App {
	t.Helper()
	a := open(t)
	imported(t, a, `{"id":"dues","title":"Harbour dues rise in Velmar","body":"The council voted on higher dues for ferries.","date":"2026-02-10","tags":["port","money"],"source":"Velmar Courier","lang":"en","url":"https://courier.example/politics/dues"}
{"id":"ferry","title":"New ferry line","body":"A ferry sails twice a day from the quay.","date":"2026-03-05","tags":["port"],"source":"Harbour Post","lang":"en"}
{"id":"orchard","title":"Orchard festival","body":"The orchard opens for a week of cider.","date":"2026-03-20","tags":["food"],"source":"Harbour Post","lang":"en"}
{"id":"bote","title":"Neue Straße am Hafen","body":"Die Straße zum Hafen wird gesperrt, sagt der Rat.","date":"2025-12-01","tags":["Straße"],"source":"Öhringer Bote","lang":"de"}
{"id":"hill","title":"Snow on the hills","body":"Snow fell on the hills above the town.","date":"2024-01-15","source":"Velmar Courier","lang":"en","url":"https://courier.example/weather/snow"}
`, ImportOptions{})
	return a
}

// refs returns the refs of what a query finds, in order.
func refs(t *testing.T, a *App, text string) (found []string, hint string) {
	t.Helper()
	answer, err := a.Find(t.Context(), clip.Query{Text: text})
	if err != nil {
		t.Fatalf("find %q: %v", text, err)
	}
	for _, row := range answer.Rows {
		found = append(found, row.Clip.Ref)
	}
	if answer.Total != len(found) {
		t.Errorf("%q: %d rows of %d", text, len(found), answer.Total)
	}
	return found, answer.Hint
}

func clipRef(t *testing.T, a *App, ref string) clip.ID {
	t.Helper()
	id, err := a.Resolve(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestFindUnderstandsFilters(t *testing.T) {
	a := newsdesk(t)
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(a.FileUnder(ctx, "Daily/Review", clipRef(t, a, "dues")))
	must(a.FileUnder(ctx, "Daily", clipRef(t, a, "hill")))
	must(a.SetStarred(ctx, true, clipRef(t, a, "ferry")))
	must(a.SetRead(ctx, true, clipRef(t, a, "orchard")))
	must(a.Trash(ctx, clipRef(t, a, "hill")))
	tests := map[string]struct{ text, want string }{
		"tag":                    {"tag:port", "dues ferry"},
		"two tags":               {"tag:port tag:money", "dues"},
		"either tag":             {"tag:money OR tag:food", "dues orchard"},
		"tag, folded":            {"tag:strasse", "bote"},
		"not a tag":              {"-tag:port", "bote orchard"},
		"word and not a tag":     {"harbour -tag:food", "dues ferry"},
		"word or tag":            {"cider OR tag:money", "dues orchard"},
		"word or tag, in folder": {"(cider OR tag:money) folder:daily", "dues"},
		"not (word and tag)":     {"-(ferries tag:port)", "bote ferry orchard"},
		"or of both kinds":       {"(ferry tag:port) OR (snow is:trash) OR lang:de", "bote dues ferry hill"},
		"folder":                 {"folder:Daily", "dues"},
		"folder below":           {"folder:Daily/Review", "dues"},
		"not in the folder":      {"-folder:daily is:unread", "bote ferry"},
		"outlet":                 {"outlet:harbour", "ferry orchard"},
		"either outlet":          {"outlet:(bote OR courier)", "bote dues"},
		"lang":                   {"lang:german", "bote"},
		"address":                {"url:courier.example/politics", "dues"},
		"month":                  {"date:2026-03", "ferry orchard"},
		"after a year":           {"date:>2025", "dues ferry orchard"},
		"range":                  {"date:2025-12..2026-02", "bote dues"},
		"starred":                {"is:starred", "ferry"},
		"unread and word":        {"harbour is:unread", "dues ferry"},
		"trash":                  {"is:trash", "hill"},
		"trash and a word":       {"snow is:trash", "hill"},
		"filed":                  {"has:folder", "dues"},
		"tagged":                 {"-has:tag", ""},
		"picture":                {"has:image", ""},
		"single":                 {"is:single date:2026-02", "dues"},
		"duplicates":             {"is:duplicate", ""},
		"only left out":          {"-ferry", "bote dues orchard"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			found, hint := refs(t, a, test.text)
			if slices.Sort(found); strings.Join(found, " ") != test.want || hint != "" {
				t.Errorf("%q finds %q, want %q; hint %q", test.text, found, test.want, hint)
			}
		})
	}
}

func TestFindInOrder(t *testing.T) {
	a := newsdesk(t)
	for text, want := range map[string]string{
		"sort:oldest":             "hill bote dues ferry orchard",
		"sort:date":               "orchard ferry dues bote hill",
		"ferry sort:date":         "ferry dues",
		"ferry sort:oldest":       "dues ferry",
		"-ferry":                  "orchard dues bote hill",
		"outlet:courier sort:old": "hill dues",
	} {
		if got, _ := refs(t, a, text); strings.Join(got, " ") != want {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
	}
}

func TestFindByHand(t *testing.T) {
	a := newsdesk(t)
	var ids []clip.ID
	for _, ref := range []string{"hill", "ferry", "dues"} {
		ids = append(ids, got(a.Resolve(t.Context(), ref))(t))
	}
	must(t, a.FileUnder(t.Context(), "Board/Ports", ids...))
	ports := got(a.FolderAt(t.Context(), "Board/Ports"))(t)
	must(t, a.Arrange(t.Context(), ports.ID, Spot{}, ids...))
	for text, want := range map[string]string{"folder:ports sort:hand": "hill ferry dues", "folder:board sort:hand": "hill ferry dues", "ferry folder:ports sort:hand": "ferry dues"} {
		if found, hint := refs(t, a, text); strings.Join(found, " ") != want || hint != "" {
			t.Errorf("%q finds %q, want %q; hint %q", text, found, want, hint)
		}
	}
	if found, hint := refs(t, a, "ferry sort:hand"); strings.Join(found, " ") != "ferry dues" || !strings.Contains(hint, "Only folders are arranged by hand") {
		t.Errorf("without a folder %q, hint %q", found, hint)
	}
}

func TestFindTellsOfMistakes(t *testing.T) {
	a := newsdesk(t)
	found, hint := refs(t, a, "ferry tag:nowhere")
	if len(found) > 0 && !strings.Contains(hint, "nowhere") {
		t.Errorf("%q with hint %q", found, hint)
	}
	if found, hint = refs(t, a, "ferries date:soon"); len(found) == 0 || !strings.Contains(hint, "“date:soon” has no date") {
		t.Errorf("%q with hint %q", found, hint)
	}
}
