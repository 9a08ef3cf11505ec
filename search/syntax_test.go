package search

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// now is a Tuesday.
func now() time.Time { return time.Date(2026, 11, 24, 15, 4, 5, 0, time.UTC) }

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

func TestParse(t *testing.T) {
	tests := map[string]struct {
		text string
		want Parsed
	}{
		"nothing":                {"", Parsed{}},
		"words":                  {"harbour dues", Parsed{Text: "harbour dues"}},
		"a space at the end":     {"harbour ", Parsed{Text: "harbour "}},
		"time of day":            {"10:30 meeting", Parsed{Text: "10:30 meeting"}},
		"unknown field":          {"foo:bar", Parsed{Text: "foo:bar"}},
		"address":                {"https://example.com/a", Parsed{Text: "https://example.com/a"}},
		"field of the index":     {"title:harbour x", Parsed{Text: "title:harbour x"}},
		"tag":                    {"tag:port", Parsed{Tags: []string{"port"}}},
		"tags and words":         {"tag:port dues tag:sea", Parsed{Text: "dues ", Tags: []string{"port", "sea"}}},
		"quoted":                 {`folder:"Daily review" dues`, Parsed{Text: "dues", Folders: []string{"Daily review"}}},
		"curly quotes":           {"story:“Harbour dues”", Parsed{Stories: []string{"Harbour dues"}}},
		"capitals":               {"Tag:Port", Parsed{Tags: []string{"Port"}}},
		"filter without a value": {"tag: x", Parsed{Text: "tag: x"}},
		"filter in a phrase":     {`"tag:port"`, Parsed{Text: `"tag:port"`}},
		"is":                     {"is:unread is:starred is:single is:trash", Parsed{Unread: true, Starred: true, Single: true, Trash: true}},
		"is not read":            {"-is:read", Parsed{Unread: true}},
		"is what":                {"is:nice", Parsed{Hint: "“is:” knows unread, starred, single and trash; “nice” was ignored."}},
		"not a tag":              {"dues -tag:port", Parsed{Text: "dues ", Hint: "“-tag:” cannot be left out of a search; it was ignored."}},
		"open quote":             {`"harbour dues`, Parsed{Text: `"harbour dues`, Hint: "A quotation mark is not closed; the words after it were searched one by one."}},
		"year":                   {"date:2026", Parsed{From: day(2026, 1, 1), To: day(2027, 1, 1)}},
		"month":                  {"date:2026-02", Parsed{From: day(2026, 2, 1), To: day(2026, 3, 1)}},
		"day":                    {"date:2026-02-28", Parsed{From: day(2026, 2, 28), To: day(2026, 3, 1)}},
		"German day":             {"date:28.2.2026", Parsed{From: day(2026, 2, 28), To: day(2026, 3, 1)}},
		"range":                  {"date:2026-01..2026-03", Parsed{From: day(2026, 1, 1), To: day(2026, 4, 1)}},
		"range of mixed":         {"date:2025..2026-03-05", Parsed{From: day(2025, 1, 1), To: day(2026, 3, 6)}},
		"open range":             {"date:2026-03..", Parsed{From: day(2026, 3, 1)}},
		"range from the start":   {"date:..2026-03", Parsed{To: day(2026, 4, 1)}},
		"range turned round":     {"date:2026-03..2026-01", Parsed{From: day(2026, 1, 1), To: day(2026, 4, 1)}},
		"today":                  {"date:today", Parsed{From: day(2026, 11, 24), To: day(2026, 11, 25)}},
		"yesterday":              {"date:yesterday", Parsed{From: day(2026, 11, 23), To: day(2026, 11, 24)}},
		"last week":              {"date:last-week", Parsed{From: day(2026, 11, 16), To: day(2026, 11, 23)}},
		"last week, quoted":      {`date:"last week"`, Parsed{From: day(2026, 11, 16), To: day(2026, 11, 23)}},
		"this month":             {"date:this-month", Parsed{From: day(2026, 11, 1), To: day(2026, 12, 1)}},
		"last year":              {"date:last-year", Parsed{From: day(2025, 1, 1), To: day(2026, 1, 1)}},
		"seven days":             {"date:7d", Parsed{From: day(2026, 11, 18), To: day(2026, 11, 25)}},
		"after":                  {"after:2026-03", Parsed{From: day(2026, 4, 1)}},
		"before":                 {"before:2026-03", Parsed{To: day(2026, 3, 1)}},
		"two dates":              {"date:2026 before:2026-06", Parsed{From: day(2026, 1, 1), To: day(2026, 6, 1)}},
		"no such day":            {"date:2026-02-30", Parsed{Hint: "“2026-02-30” is not a date that is understood; write 2026, 2026-11, 2026-11-24, 2026-01..2026-03, today or last-week."}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Parse(test.text, now())); diff != "" {
				t.Errorf("Parse(%q) (- want, + got):\n%s", test.text, diff)
			}
		})
	}
}

func TestRead(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"words":             {"a b", "a b"},
		"brackets":          {"(a OR b) c", "a |b c"},
		"phrase":            {`a "b c" d`, `a "b c" d`},
		"phrase next to":    {`a"b c"d`, `a "b c" d`},
		"empty phrase":      {`a "" b`, "a b"},
		"minus":             {"a -b - c", "a -b - c"},
		"minus in a word":   {"covid-19", "covid-19"},
		"minus phrase":      {`-"a b"`, `-"a b"`},
		"NOT":               {"a NOT b", "a -b"},
		"NOT first":         {"NOT b", "NOT b"},
		"AND":               {"a AND b", "a b"},
		"and":               {"a and b", "a and b"},
		"OR first":          {"OR b", "OR b"},
		"OR last":           {"a OR", "a"},
		"OR twice":          {"a OR OR b", "a |b"},
		"prefix":            {"ab* *", "ab* "},
		"field":             {"title:a by:b", "title:a byline:b"},
		"field and phrase":  {`Title:"a b"`, `title:"a b"`},
		"field and minus":   {"-outlet:a", "-outlet:a"},
		"field, no value":   {"title:", "title"},
		"field, prefix":     {"title:ha*", "title:ha*"},
		"two colons":        {"title:a:b", "title:a:b"},
		"not a field":       {"a:b", "a:b"},
		"comma":             {"a, b; c", "a b c"},
		"quote not closed":  {`a "b c`, "a b c"},
		"Japanese brackets": {"「港 口」", `"港 口"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			clauses, _ := read(test.text)
			var got []string
			for _, c := range clauses {
				got = append(got, printed(c))
			}
			if g, w := strings.TrimSpace(strings.Join(got, " ")), strings.TrimSpace(test.want); g != w {
				t.Errorf("read(%q) = %q, want %q", test.text, g, w)
			}
		})
	}
}

func printed(c clause) string {
	out := c.text
	if c.quoted {
		out = `"` + out + `"`
	}
	if c.prefix {
		out += "*"
	}
	if c.field != "" {
		out = c.field + ":" + out
	}
	if c.not {
		out = "-" + out
	}
	if c.or {
		out = "|" + out
	}
	return out
}

// FuzzParse: what is left of a query has no filters, and reading it twice
// gives the same.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"tag:a b", `"tag:a" date:2026`, "date:..", "is:is:is", "-tag:x", "\xff:\xfe", "a OR tag:b OR c", strings.Repeat("a ", 3000)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := Parse(text, now())
		if again := Parse(p.Text, now()); len(again.Tags)+len(again.Folders)+len(again.Stories) > 0 || again.Text != p.Text {
			t.Fatalf("Parse(%q) leaves %q, which gives %+v", text, p.Text, again)
		}
		if !p.From.IsZero() && !p.To.IsZero() && p.From.After(p.To) && strings.Count(text, ":") < 2 {
			t.Fatalf("Parse(%q): from %v to %v", text, p.From, p.To)
		}
		clauses, _ := read(text)
		for _, c := range clauses {
			if c.start < 0 || c.end > len(text) || c.start >= c.end {
				t.Fatalf("read(%q): clause at %d to %d", text, c.start, c.end)
			}
		}
	})
}
