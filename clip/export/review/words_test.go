package review

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestEveryLanguageHasEveryWord looks at each field, so that a new word or
// language fails until it is whole.
func TestEveryLanguageHasEveryWord(t *testing.T) {
	for _, lang := range []string{"en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv"} {
		if !slices.Contains(Languages(), lang) {
			t.Errorf("there are no words in %s", lang)
		}
	}
	for _, words := range languages {
		v := reflect.ValueOf(words)
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			switch field := v.Field(i); {
			case name == "first": // most have none
			case name == "alone" && (words.Lang != "ru" && words.Lang != "pl"):
			case field.Kind() == reflect.String && field.Len() == 0:
				t.Errorf("%s has no %s", words.Lang, name)
			case field.Kind() == reflect.Array:
				for month := range field.Len() {
					if field.Index(month).Len() == 0 {
						t.Errorf("%s has no month %d", words.Lang, month+1)
					}
				}
			}
		}
		for _, f := range []forms{words.clippings, words.pages} {
			slavic := words.Lang == "ru" || words.Lang == "pl"
			if f.one == "" || f.many == "" || (f.few != "") != slavic {
				t.Errorf("%s: forms %+v", words.Lang, f)
			}
		}
	}
}

func day(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 9, 30, 0, 0, time.UTC)
}

func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		lang     string
		from, to time.Time
		want     string
	}{
		{"en", time.Time{}, time.Time{}, ""},
		{"en", day(2026, 3, 4), time.Time{}, "4 March 2026"},
		{"en", day(2026, 3, 4), day(2026, 3, 4), "4 March 2026"},
		{"en", day(2026, 3, 2), day(2026, 3, 8), "2–8 March 2026"},
		{"en", day(2026, 2, 28), day(2026, 3, 8), "28 February – 8 March 2026"},
		{"en", day(2025, 12, 30), day(2026, 1, 2), "30 December 2025 – 2 January 2026"},
		{"en-US", day(2026, 3, 2), day(2026, 3, 8), "March 2–8, 2026"},
		{"en-US", day(2026, 2, 28), day(2026, 3, 8), "February 28 – March 8, 2026"},
		{"de", day(2026, 3, 2), day(2026, 3, 8), "2.–8. März 2026"},
		{"de-AT", day(2026, 2, 28), day(2026, 3, 8), "28. Februar – 8. März 2026"},
		{"fr", day(2026, 3, 1), day(2026, 3, 8), "1er–8 mars 2026"},
		{"es", day(2026, 3, 2), day(2026, 3, 8), "2–8 de marzo de 2026"},
		{"it", day(2026, 3, 1), day(2026, 3, 1), "1º marzo 2026"},
		{"pt", day(2026, 3, 2), day(2026, 3, 2), "2 de março de 2026"},
		{"nl", day(2026, 3, 2), day(2026, 3, 8), "2–8 maart 2026"},
		{"ru", day(2026, 3, 2), day(2026, 3, 8), "2–8 марта 2026\u00a0г."},
		{"pl", day(2026, 2, 28), day(2026, 3, 8), "28 lutego – 8 marca 2026"},
		{"sv", day(2026, 5, 2), day(2026, 5, 8), "2–8 maj 2026"},
		{"el", day(2026, 3, 2), day(2026, 3, 8), "2–8 March 2026"}, // no Greek: English
	} {
		if got := WordsIn(c.lang).Period(c.from, c.to); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
}

// TestMonthAlone writes months as they stand in "Press review, {month} {year}":
// in Russian and Polish not as they do after a day (CLDR, stand-alone).
func TestMonthAlone(t *testing.T) {
	for lang, want := range map[string]string{"ru": "Обзор, март 2026", "pl": "Przegląd, marzec 2026", "de": "Spiegel, März 2026", "fr": "Revue, mars 2026"} {
		words := WordsIn(lang)
		title, _, _ := strings.Cut(want, ",")
		if got, err := Fill(title+", {month} {year}", words.Dates(day(2026, 3, 1))...); err != nil || got != want {
			t.Errorf("%s: %q, want %q, %v", lang, got, want, err)
		}
	}
}

func TestCounts(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"0 clippings", "1 clipping", "2 clippings", "5 clippings", "11 clippings", "21 clippings"},
		"fr": {"0 article", "1 article", "2 articles", "5 articles", "11 articles", "21 articles"},
		"ru": {"0 материалов", "1 материал", "2 материала", "5 материалов", "11 материалов", "21 материал"},
		"pl": {"0 artykułów", "1 artykuł", "2 artykuły", "5 artykułów", "11 artykułów", "21 artykułów"},
	} {
		for i, n := range []int{0, 1, 2, 5, 11, 21} {
			if got := WordsIn(lang).Clippings(n); got != want[i] {
				t.Errorf("%s: %q, want %q", lang, got, want[i])
			}
		}
	}
}
