package extract

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
)

// metadataCase is testdata/metadata/CASE/want.json.
type metadataCase struct {
	URL       string              `json:"url"`
	Fetched   time.Time           `json:"fetched,omitzero"`
	Title     string              `json:"title"`
	Authors   []string            `json:"authors"`
	Outlet    string              `json:"outlet"`
	Published string              `json:"published"`
	Modified  string              `json:"modified"`
	Lang      string              `json:"lang"`
	Section   string              `json:"section"`
	Keywords  []string            `json:"keywords"`
	Chosen    map[string][]string `json:"chosen"` // by field: source and value of the evidence
}

// TestMetadata reads each testdata/metadata/CASE/page.html; a new case is a new
// folder.
func TestMetadata(t *testing.T) {
	cases, err := filepath.Glob("testdata/metadata/*/page.html")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range cases {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) { testMetadata(t, filepath.Dir(path)) })
	}
}

func testMetadata(t *testing.T, dir string) {
	page, err := os.ReadFile(filepath.Join(dir, "page.html"))
	if err != nil {
		t.Fatal(err)
	}
	var want metadataCase
	data, err := os.ReadFile(filepath.Join(dir, "want.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	out, err := HTML(t.Context(), Page{URL: want.URL, Data: page, MediaType: "text/html", Fetched: want.Fetched})
	if err != nil {
		t.Fatal(err)
	}
	m := &out.Metadata
	got := metadataCase{want.URL, want.Fetched, m.Title, m.Authors, m.Outlet, m.Published.String(), m.Modified.String(), m.Lang, m.Section, m.Keywords, chosenEvidence(m)}
	gotJSON := indented(t, got)
	if *update {
		if err := os.WriteFile(filepath.Join(dir, "want.json"), gotJSON, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if wantJSON := indented(t, want); string(gotJSON) != string(wantJSON) {
		t.Errorf("got  %s\nwant %s", gotJSON, wantJSON)
	}
}

func chosenEvidence(m *clip.Metadata) map[string][]string {
	out := map[string][]string{}
	for _, e := range m.Evidence {
		if e.Chosen {
			out[string(e.Field)] = append(out[string(e.Field)], e.Source+": "+e.Value)
		}
	}
	return out
}

func TestPeopleOfManyKinds(t *testing.T) {
	for byline, want := range map[string]string{
		"By Ida Marlow, Piet Aldous & Rena Okafor":   "Ida Marlow|Piet Aldous|Rena Okafor",
		"Von Greta Lohse und Jan van den Berg":       "Greta Lohse|Jan van den Berg",
		"Par Hélène d’Aubry et Luc Morin":            "Hélène d’Aubry|Luc Morin",
		"Por María del Mar Ibáñez":                   "María del Mar Ibáñez",
		"di Chiara De Santis":                        "Chiara De Santis",
		"Автор: Анна Ветрова":                        "Анна Ветрова",
		"作者：李明、王芳":                                   "李明|王芳",
		"山田花子記者":                                     "山田花子",
		"بقلم سامي الحداد":                           "سامي الحداد",
		"लेखक: अनिता शर्मा":                          "अनिता शर्मा",
		"By J.R. Stone":                              "J.R. Stone",
		"John O’connor":                              "John O’connor",
		"Ida.Marlow":                                 "Ida Marlow",
		"By | Ida Marlow | Harbour Correspondent":    "Ida Marlow",
		"By Ida Marlow and Ida Marlow":               "Ida Marlow",
		"Ida Marlow, The Coastal Ledger":             "Ida Marlow",
		"John O’connor The Associated Press":         "John O’connor",
		"作者：宋怡 杨志华":                                  "宋怡|杨志华",
		"来源：海岸日报":                                    "",
		"Expert Reviewer":                            "",
		"Coastal Ledger Staff":                       "",
		"The Editorial Board":                        "",
		"Photo by Ida Marlow":                        "",
		"https://social.example/ida.marlow":          "",
		"the harbour master said":                    "",
		"Bureau":                                     "",
		"coastalledger.com":                          "",
		"Published on Wednesday":                     "",
		"Ida Marlow covers harbours for the county.": "",
	} {
		if got := strings.Join(people(byline, "The Coastal Ledger"), "|"); got != want {
			t.Errorf("people(%q) = %q, want %q", byline, got, want)
		}
	}
}

func TestAccountName(t *testing.T) {
	for byline, want := range map[string]string{
		"von Heiko": "Heiko", "Kay": "Kay", "admin": "", "Redaktion": "", "AFP": "", "ledger": "", "The Ledger": "", "Unknown": "", "Ida Marlow": "", "March": "",
	} {
		if got := strings.Join(accountName(byline, "Ledger"), "|"); got != want {
			t.Errorf("accountName(%q) = %q, want %q", byline, got, want)
		}
	}
}

func TestParseDateOfManyKinds(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-04T07:30+0100":                   "2026-03-04T07:30:00+01:00",
		"Wed, 04 Mar 2026 07:30:00 GMT":           "2026-03-04T07:30:00Z",
		"Wed Mar 04 2026 07:30:00 GMT+0100 (CET)": "2026-03-04T07:30:00+01:00",
		"1772609400":                 "2026-03-04T07:30:00Z",
		"1772609400000":              "2026-03-04T07:30:00Z",
		"Wednesday, 4th March 2026":  "2026-03-04",
		"Mar. 4, 2026, at 3:28 p.m.": "2026-03-04",
		"Mittwoch, 4. März 2026":     "2026-03-04",
		"4.3.26":                     "2026-03-04",
		"1er mars 2026":              "2026-03-01",
		"4 de marzo de 2026":         "2026-03-04",
		"4 marzo 2026":               "2026-03-04",
		"4 de março de 2026":         "2026-03-04",
		"4 марта 2026 г.":            "2026-03-04",
		"4 marca 2026":               "2026-03-04",
		"2026年3月4日 10:15":            "2026-03-04",
		"2026년 3월 4일":                "2026-03-04",
		"٤ مارس ٢٠٢٦":                "2026-03-04",
		"4 آذار/مارس 2026":           "2026-03-04",
		"४ मार्च २०२६":               "2026-03-04",
		"3/4/2026":                   "", // a day and a month, or the other way round
		"13/4/2026":                  "2026-04-13",
		"30 February 2026":           "",
		"Monday":                     "",
		"5 of 10 pages":              "",
		"192.168.1.26":               "",
	} {
		if got, _ := parseDate(text); got.String() != want {
			t.Errorf("parseDate(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestRelativeDate(t *testing.T) {
	now := time.Date(2026, 3, 4, 10, 0, 30, 0, time.UTC) // a Wednesday
	for text, want := range map[string]string{
		"an hour ago":      "2026-03-04T09:00:00Z",
		"5 minutes ago":    "2026-03-04T09:55:00Z",
		"2 days ago":       "2026-03-02",
		"vor 3 Stunden":    "2026-03-04T07:00:00Z",
		"vor einer Woche":  "2026-02-25",
		"il y a 2 heures":  "2026-03-04T08:00:00Z",
		"hace 3 días":      "2026-03-01",
		"un'ora fa":        "",
		"2 ore fa":         "2026-03-04T08:00:00Z",
		"há 2 horas":       "2026-03-04T08:00:00Z",
		"2 часа назад":     "2026-03-04T08:00:00Z",
		"2 godziny temu":   "2026-03-04T08:00:00Z",
		"3小时前":             "2026-03-04T07:00:00Z",
		"3時間前":             "2026-03-04T07:00:00Z",
		"منذ 3 ساعات":      "2026-03-04T07:00:00Z",
		"3 घंटे पहले":      "2026-03-04T07:00:00Z",
		"Monday":           "2026-03-02",
		"Gestern":          "2026-03-03",
		"today":            "2026-03-04",
		"99999 hours ago":  "",
		"long ago":         "",
		"the day after":    "",
		"a sentence, then": "",
	} {
		if got, _ := relativeDate(text, now); got.String() != want {
			t.Errorf("relativeDate(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestCleanTitle(t *testing.T) {
	x := &reading{extraction: &extraction{base: &url.URL{}, page: Page{URL: "https://www.coastalledger.example/a"}}}
	x.out.Metadata.Outlet = "The Coastal Ledger"
	for title, want := range map[string]string{
		"Harbour reopens | The Coastal Ledger":        "Harbour reopens",
		"Harbour reopens - News - The Coastal Ledger": "Harbour reopens - News",
		"Coastal Ledger: Harbour reopens":             "Harbour reopens",
		"The Coastal Ledger » Harbour reopens":        "Harbour reopens",
		"Ledgers - a history":                         "Ledgers - a history",
		"Harbour – what it cost":                      "Harbour – what it cost",
		"04.03.2026 - Harbour reopens":                "Harbour reopens",
		"The Coastal Ledger":                          "The Coastal Ledger",
		"2026 in pictures":                            "2026 in pictures",
		"渡轮修缮后今晨恢复通航__港口_地方新闻_海岸网":                    "渡轮修缮后今晨恢复通航",
		"渡轮今晨恢复通航（图）--地方--海岸日报网":                      "渡轮今晨恢复通航（图）",
		"渡轮——三十年的故事":                                  "渡轮——三十年的故事",
		"snake_case in Go":                            "snake_case in Go",
	} {
		if got := x.cleanTitle(title); got != want {
			t.Errorf("cleanTitle(%q) = %q, want %q", title, got, want)
		}
	}
}

// FuzzPeople holds that a name comes from the byline, is short, and is never
// the outlet.
func FuzzPeople(f *testing.F) {
	for _, byline := range []string{"By Ida Marlow and Piet Aldous", "作者：李明", "By The Ledger", "von\u00a0x", "İİ İİ", "A.B.|C", "By By By"} {
		f.Add(byline, "The Ledger")
	}
	f.Fuzz(func(t *testing.T, byline, outlet string) {
		for _, read := range []func(string, string) []string{people, accountName, linkedName} {
			for _, name := range read(byline, outlet) {
				if name == "" || len([]rune(name)) > maxNameRunes || sameOutlet(name, outlet) {
					t.Errorf("%q, outlet %q, gives %q", byline, outlet, name)
				}
			}
		}
	})
}

// FuzzParseDate holds that a date is of a year that pages have and reads back
// as what it was read as.
func FuzzParseDate(f *testing.F) {
	for _, text := range []string{"4. März 2026", "2026-03-04T07:30:00+01:00", "٤ مارس ٢٠٢٦", "1772609400", "4.3.26", "an hour ago", "3/4/2026"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		relativeDate(text, time.Unix(1_772_609_400, 0))
		date, ok := parseDate(text)
		if !ok {
			return
		}
		again, err := clip.ParseDate(date.String())
		if year := date.Time.Year(); err != nil || again.String() != date.String() || year < 1900 || year >= 2200 {
			t.Errorf("%q gives %q, which reads back as %q, %v", text, date, again, err)
		}
	})
}
