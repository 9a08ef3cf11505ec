package search

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip"
)

// now is a Tuesday.
func now() time.Time { return time.Date(2026, 11, 24, 15, 4, 5, 0, time.UTC) }

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

// library knows some names.
func library(typing bool) Context {
	names := map[clip.FilterKind][]Name{
		clip.FilterTag:    {NewName("", "port", 3), NewName("", "Portrait", 1), NewName("", "Straße", 1), NewName("", "sea trade", 2)},
		clip.FilterOutlet: {NewName("", "Velmar Courier", 9), NewName("", "Harbour Post", 4), NewName("", "Harbour Post Weekly", 4)},
		clip.FilterFolder: {NewName("f1", "Daily", 1), NewName("f2", "Daily/Review", 1), NewName("f3", "Old/Review", 1)},
		clip.FilterStory:  {NewName("s1", "Harbour dues rise", 2), NewName("s2", "New harbour bridge", 2)},
		clip.FilterLang:   {NewName("", "en", 5), NewName("", "tlh", 1)},
	}
	return Context{Now: now(), Typing: typing, Names: func(kind clip.FilterKind) []Name { return names[kind] }}
}

// printed writes a query so that reading it again gives the same.
func printed(n node) string {
	switch n.kind {
	case isWords:
		return printedClause(n.clause)
	case isFilter:
		return printedFilter(n.filter)
	case isNot:
		return "-" + grouped(n.of[0])
	}
	var parts []string
	for i, part := range n.of {
		text := printed(part)
		if n.kind == isEither && part.kind == isFilter && part.filter.Is != clip.FilterAll { // several names are joined by OR too
			if inner, several := strings.CutPrefix(text, "("); several {
				text = strings.TrimSuffix(inner, ")")
			}
		}
		first, _, _ := strings.Cut(text, " ")
		tighter := part.kind == isEither && n.kind == isEvery || part.kind == isNot && n.kind == isEither
		nested := (part.kind == isEvery || part.kind == isEither) && !tighter
		if nested || i > 0 && isOperator(first) {
			text = "(" + text + ")"
		}
		parts = append(parts, text)
	}
	if n.kind == isEither {
		return strings.Join(parts, " OR ")
	}
	return strings.Join(parts, " ")
}

func grouped(n node) string { return "(" + printed(n) + ")" }

func isOperator(text string) bool {
	text, _, _ = strings.Cut(strings.ReplaceAll(text, "（", "("), "(") // AND(x) is one too
	return slices.Contains([]string{"AND", "OR", "NOT", "&&", "||", "|"}, text)
}

func printedClause(c clause) string {
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
	return out
}

func printedFilter(f clip.Filter) string {
	var parts []string
	for _, part := range f.Of {
		parts = append(parts, printedFilter(part))
	}
	switch f.Is {
	case clip.FilterAll:
		return "(" + strings.Join(parts, " ") + ")"
	case clip.FilterAny:
		return "(" + strings.Join(parts, " OR ") + ")"
	case clip.FilterNot:
		return "-(" + parts[0] + ")"
	case clip.FilterURL:
		return `url:"` + f.Text + `"`
	case clip.FilterDate:
		return printedDate(f)
	}
	for _, o := range states {
		if o.is == f.Is && !o.not {
			return "is:" + o.word
		}
	}
	for _, o := range things {
		if o.is == f.Is {
			return "has:" + o.word
		}
	}
	for _, name := range append(f.Names, texts(f.IDs)...) {
		parts = append(parts, string(f.Is)+`:"`+name+`"`)
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

func printedDate(f clip.Filter) string {
	from, to := "", ""
	if !f.From.IsZero() {
		from = f.From.Format(time.DateOnly)
	}
	if !f.To.IsZero() {
		to = f.To.AddDate(0, 0, -1).Format(time.DateOnly)
	}
	return "date:" + from + ".." + to
}

func texts(ids []clip.ID) (out []string) {
	for _, id := range ids {
		out = append(out, string(id))
	}
	return out
}

func TestReadTree(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"words":             {"a b", "a b"},
		"brackets":          {"(a OR b) c", "a OR b c"},
		"or binds tighter":  {"a b OR c d", "a b OR c d"},
		"nested":            {"a OR (b c)", "a OR (b c)"},
		"deeper":            {"a OR (b (c OR d) -e)", "a OR (b c OR d -(e))"},
		"not of brackets":   {"a -(b c)", "a -(b c)"},
		"not of or":         {"a NOT (b OR c)", "a -(b OR c)"},
		"not not":           {"a -(-b)", "a b"},
		"or not":            {"a OR NOT b", "a OR -(b)"},
		"or minus":          {"a OR -b", "a OR -(b)"},
		"phrase":            {`a "b c" d`, `a "b c" d`},
		"phrase next to":    {`a"b c"d`, `a "b c" d`},
		"empty phrase":      {`a "" b`, "a b"},
		"empty brackets":    {"a () b", "a b"},
		"full width":        {"标题：港口 （甲 OR 乙）", "标题：港口 甲 OR 乙"},
		"full width colon":  {"title：港口", "title:港口"},
		"minus":             {"a -b - c", "a -(b) c"},
		"minus in a word":   {"covid-19", "covid-19"},
		"minus phrase":      {`-"a b"`, `-("a b")`},
		"NOT":               {"a NOT b", "a -(b)"},
		"NOT first":         {"NOT b", "NOT b"},
		"AND":               {"a AND b", "a b"},
		"and":               {"a and b", "a and b"},
		"bars":              {"a || b | c && d", "a OR b OR c d"},
		"OR first":          {"OR b", "OR b"},
		"OR alone":          {"a (OR) b", "a (OR) b"},
		"OR last":           {"a OR", "a"},
		"OR twice":          {"a OR OR b", "a OR b"},
		"OR and a mark":     {"a OR / b", "a b"},
		"prefix":            {"ab* *", "ab*"},
		"field":             {"title:a by:b", "title:a byline:b"},
		"field of brackets": {"title:(a b OR c)", "title:a title:b OR title:c"},
		"field within":      {"title:(a by:b)", "title:a byline:b"},
		"field and phrase":  {`Title:"a b"`, `title:"a b"`},
		"field and minus":   {"-note:a", "-(note:a)"},
		"field, no value":   {"a title:", "a"},
		"field, space":      {"Note: the ferry", "Note the ferry"},
		"field, prefix":     {"title:ha*", "title:ha*"},
		"two colons":        {"title:a:b", "title:a:b"},
		"not a field":       {"a:b", "a:b"},
		"comma":             {"a, b; c", "a b c"},
		"brackets in words": {"f(x) g", "f(x) g"},
		"quote not closed":  {`a "b c`, "a b c"},
		"Japanese brackets": {"「港 口」", `"港 口"`},
		"brackets open":     {"a (b", "a b"},
		"brackets closed":   {"a b) c", "a b c"},
		"address":           {"https://example.com/a", "https://example.com/a"},
		"time of day":       {"10:30 meeting", "10:30 meeting"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := printed(Parse(test.text, Context{Now: now()}).Words.root)
			if got != test.want {
				t.Errorf("%q is read as %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestFilters(t *testing.T) {
	from := func(y int, m time.Month, d int) clip.Filter {
		return clip.Filter{Is: clip.FilterDate, From: day(y, m, d)}
	}
	until := func(y int, m time.Month, d int) clip.Filter {
		return clip.Filter{Is: clip.FilterDate, To: day(y, m, d)}
	}
	span := func(y int, m time.Month, d int, y2 int, m2 time.Month, d2 int) clip.Filter {
		return clip.Filter{Is: clip.FilterDate, From: day(y, m, d), To: day(y2, m2, d2)}
	}
	no := func(f clip.Filter) clip.Filter { return clip.Filter{Is: clip.FilterNot, Of: []clip.Filter{f}} }
	is := func(kind clip.FilterKind) clip.Filter { return clip.Filter{Is: kind} }
	tag := clip.Filter{Is: clip.FilterTag, Names: []string{"port"}}
	tests := map[string]struct {
		text  string
		words string
		where []clip.Filter
		hint  string // part of it
	}{
		"nothing":              {"", "", nil, ""},
		"tag":                  {"tag:port", "", []clip.Filter{tag}, ""},
		"tags and words":       {"tag:port dues tag:strasse", "dues", []clip.Filter{tag, {Is: clip.FilterTag, Names: []string{"Straße"}}}, ""},
		"tag, how it begins":   {"tag:sea", "", []clip.Filter{{Is: clip.FilterTag, Names: []string{"sea trade"}}}, ""},
		"tag, prefix":          {"tag:por*", "", []clip.Filter{{Is: clip.FilterTag, Names: []string{"port", "Portrait"}}}, ""},
		"no such tag":          {"tag:nowhere x", "nowhere x", nil, "Nothing in the library is called “nowhere”."},
		"without no such tag":  {"x -tag:nowhere", "x", nil, "Nothing in the library is called “nowhere”."},
		"not a tag":            {"dues -tag:port", "dues", []clip.Filter{no(tag)}, ""},
		"tag or tag":           {"tag:port OR is:starred", "", []clip.Filter{{Is: clip.FilterAny, Of: []clip.Filter{tag, is(clip.FilterStarred)}}}, ""},
		"tags in brackets":     {"tag:(port OR strasse)", "", []clip.Filter{{Is: clip.FilterAny, Of: []clip.Filter{tag, {Is: clip.FilterTag, Names: []string{"Straße"}}}}}, ""},
		"word or tag":          {"dues OR tag:port", `dues OR tag:"port"`, nil, ""},
		"not word and tag":     {"-(dues tag:port) x", `-(dues tag:"port") x`, nil, ""},
		"filter in a phrase":   {`"tag:port"`, `"tag:port"`, nil, ""},
		"folder":               {`folder:"Daily/Review" dues`, "dues", []clip.Filter{{Is: clip.FilterFolder, IDs: []clip.ID{"f2"}}}, ""},
		"two folders so named": {`folder:review`, "", []clip.Filter{{Is: clip.FilterFolder, IDs: []clip.ID{"f2", "f3"}}}, ""},
		"story":                {"story:“Harbour dues”", "", []clip.Filter{{Is: clip.FilterStory, IDs: []clip.ID{"s1"}}}, ""},
		"several":              {"outlet:post", "", []clip.Filter{{Is: clip.FilterOutlet, Names: []string{"Harbour Post", "Harbour Post Weekly"}}}, "“outlet:post” was taken for “Harbour Post”, “Harbour Post Weekly”."},
		"story, within":        {"story:dues", "", []clip.Filter{{Is: clip.FilterStory, IDs: []clip.ID{"s1"}}}, ""},
		"outlet":               {`outlet:"harbour post"`, "", []clip.Filter{{Is: clip.FilterOutlet, Names: []string{"Harbour Post"}}}, ""},
		"language":             {"lang:de-AT", "", []clip.Filter{{Is: clip.FilterLang, Names: []string{"de"}}}, ""},
		"language by name":     {"lang:deutsch", "", []clip.Filter{{Is: clip.FilterLang, Names: []string{"de"}}}, ""},
		"language of a clip":   {"lang:tlh", "", []clip.Filter{{Is: clip.FilterLang, Names: []string{"tlh"}}}, ""},
		"no language":          {"lang:xx-zz", "xx zz", nil, "Nothing in the library is called “xx-zz”."},
		"address":              {"url:example.com/a", "", []clip.Filter{{Is: clip.FilterURL, Text: "example.com/a"}}, ""},
		"states":               {"is:unread is:Starred -is:single", "", []clip.Filter{no(is(clip.FilterRead)), is(clip.FilterStarred), no(is(clip.FilterSingle))}, ""},
		"not unread":           {"-is:unread", "", []clip.Filter{is(clip.FilterRead)}, ""},
		"things":               {"has:image has:note", "", []clip.Filter{is(clip.FilterImage), is(clip.FilterNote)}, ""},
		"is what":              {"is:nice", "nice", nil, "“is:” knows unread, read, starred"},
		"year":                 {"date:2026", "", []clip.Filter{span(2026, 1, 1, 2027, 1, 1)}, ""},
		"month":                {"date:2026-02", "", []clip.Filter{span(2026, 2, 1, 2026, 3, 1)}, ""},
		"day":                  {"date:2026-02-28", "", []clip.Filter{span(2026, 2, 28, 2026, 3, 1)}, ""},
		"German day":           {"date:28.2.2026", "", []clip.Filter{span(2026, 2, 28, 2026, 3, 1)}, ""},
		"range":                {"date:2026-01..2026-03", "", []clip.Filter{span(2026, 1, 1, 2026, 4, 1)}, ""},
		"range of mixed":       {"date:2025..2026-03-05", "", []clip.Filter{span(2025, 1, 1, 2026, 3, 6)}, ""},
		"open range":           {"date:2026-03..", "", []clip.Filter{from(2026, 3, 1)}, ""},
		"range from the start": {"date:..2026-03", "", []clip.Filter{until(2026, 4, 1)}, ""},
		"range turned round":   {"date:2026-03..2026-01", "", []clip.Filter{span(2026, 1, 1, 2026, 4, 1)}, ""},
		"after a year":         {"date:>2025", "", []clip.Filter{from(2026, 1, 1)}, ""},
		"from a year":          {"date:>=2025", "", []clip.Filter{from(2025, 1, 1)}, ""},
		"before a month":       {"date:<2026-03", "", []clip.Filter{until(2026, 3, 1)}, ""},
		"up to a month":        {"date:<=2026-03", "", []clip.Filter{until(2026, 4, 1)}, ""},
		"today":                {"date:today", "", []clip.Filter{span(2026, 11, 24, 2026, 11, 25)}, ""},
		"yesterday":            {"date:yesterday", "", []clip.Filter{span(2026, 11, 23, 2026, 11, 24)}, ""},
		"last week":            {"date:last-week", "", []clip.Filter{span(2026, 11, 16, 2026, 11, 23)}, ""},
		"last week, quoted":    {`date:"last week"`, "", []clip.Filter{span(2026, 11, 16, 2026, 11, 23)}, ""},
		"this month":           {"date:this-month", "", []clip.Filter{span(2026, 11, 1, 2026, 12, 1)}, ""},
		"last year":            {"date:last-year", "", []clip.Filter{span(2025, 1, 1, 2026, 1, 1)}, ""},
		"seven days":           {"date:7d", "", []clip.Filter{span(2026, 11, 18, 2026, 11, 25)}, ""},
		"after":                {"after:2026-03", "", []clip.Filter{from(2026, 4, 1)}, ""},
		"before":               {"before:2026-03", "", []clip.Filter{until(2026, 3, 1)}, ""},
		"not in a year":        {"-date:2026", "", []clip.Filter{no(span(2026, 1, 1, 2027, 1, 1))}, ""},
		"no such day":          {"date:2026-02-30", "2026 02 30", nil, "“date:2026-02-30” has no date"},
		"open quote":           {`"harbour dues`, "harbour dues", nil, "A quotation mark is not closed"},
		"nothing after OR":     {"a OR", "a", nil, "Write a word after OR."},
		"nothing after field":  {"a tag:", "a", nil, "Write after “tag:” what to look for."},
		"too long":             {strings.Repeat("a ", 3000), strings.TrimSpace(strings.Repeat("a ", maxClauses)), nil, "The search is very long"},
		"too deep":             {strings.Repeat("(", 40) + "a" + strings.Repeat(")", 40), "a", nil, "too many parentheses"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := Parse(test.text, library(false))
			if got := printed(p.Words.root); got != test.words {
				t.Errorf("words %q, want %q", got, test.words)
			}
			if diff := cmp.Diff(test.where, p.Where); diff != "" {
				t.Errorf("filters (- want, + got):\n%s", diff)
			}
			if !strings.Contains(p.Hint, test.hint) || (test.hint == "") != (p.Hint == "") {
				t.Errorf("hint %q, want %q", p.Hint, test.hint)
			}
		})
	}
}

func TestOrder(t *testing.T) {
	for text, want := range map[string]clip.Order{"a sort:date": clip.Newest, "sort:oldest a": clip.Oldest, "a sort:hand": clip.ByHand, "a sort:best": clip.ByRank, "a": clip.ByRank} {
		if p := Parse(text, library(false)); p.Order != want || p.Hint != "" || printed(p.Words.root) != "a" {
			t.Errorf("%q: order %q, hint %q, words %q; want order %q", text, p.Order, p.Hint, printed(p.Words.root), want)
		}
	}
	if p := Parse("sort:size", library(false)); !strings.Contains(p.Hint, "“sort:” knows date, oldest, hand, best") {
		t.Errorf("hint %q", p.Hint)
	}
}

// TestTypingFilters: a filter that is not finished yet is neither a mistake nor
// a word to look for.
func TestTypingFilters(t *testing.T) {
	for _, text := range []string{"dues is:un", "dues date:20", "dues tag:nowh", "dues lang:de", "dues folder:rev", "dues tag:por"} {
		p := Parse(text, library(true))
		if got := printed(p.Words.root); got != "dues" {
			t.Errorf("%q looks for %q", text, got)
		}
	}
	if p := Parse("dues tag:por", library(true)); len(p.Where) != 1 || p.Hint != "" {
		t.Errorf("the beginning of a tag: %d filters, hint %q", len(p.Where), p.Hint)
	}
}

func TestRank(t *testing.T) {
	for text, want := range map[string]bool{"a": true, "-a": false, "a -b": true, "a OR tag:port": true, "-(a b)": false, "": false} {
		if got := Parse(text, library(false)).Words.Rank(); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// FuzzParse: nothing that was typed is lost, and what is printed reads the
// same.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"tag:a b", `"tag:a" date:2026`, "date:..", "is:is:is", "-tag:x", "\xff:\xfe", "a OR tag:b OR c", strings.Repeat("a ", 3000),
		"a OR -(b title:(c OR d)) AND", "((a) OR (b", "NOT a NOT b", "-(-(-a))", "f(x)(y)", "（a）", "title:", "a (OR) b", "-\"a b\"*", "AND (AND)", "sort:x is:y has:z", "lang:xx OR a", "date:<2026 OR b", "a,;b", "0(AND()", "0 OR tAg:A", "-\",0", "0 (OR OR 0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := Parse(text, library(false))
		kept := kept(p)
		for _, word := range strings.FieldsFunc(head(text, maxQuery), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
			if !strings.Contains(p.Hint, hintLong) && !strings.Contains(kept, strings.ToLower(word)) && !understood(word, p) {
				t.Fatalf("Parse(%q): %q is lost; words %q, filters %v, hint %q", text, word, printed(p.Words.root), p.Where, p.Hint)
			}
		}
		first := printed(p.Words.root)
		again := Parse(first, library(false))
		if len(first) < maxQuery && (printed(again.Words.root) != first || len(again.Where) > 0) {
			t.Fatalf("Parse(%q): printed %q, read again %q and %v", text, first, printed(again.Words.root), again.Where)
		}
	})
}

// kept is everything that a query came to, as one text.
func kept(p Parsed) string {
	return strings.ToLower(printed(p.Words.root) + " " + p.Hint)
}

// understood reports whether a word may have become an operator, a field or
// the value of a filter.
func understood(word string, p Parsed) bool {
	if isOperator(word) || fieldNamed(strings.ToLower(word)) != "" {
		return true
	}
	return len(p.Where) > 0 || p.Order != "" || strings.Contains(printed(p.Words.root), ":") || strings.HasPrefix(p.Hint, "Nothing")
}
