package extract

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"newsclip/clip"
)

// Where a value can come from.
const (
	sourceJSONLD    = "json-ld"
	sourceOpenGraph = "opengraph"
	sourceMeta      = "meta"
	sourceTime      = "time"
	sourceByline    = "byline" // with the headline, after "By"
	sourcePage      = "page"
	sourceAddress   = "address"
	sourceHead      = "page head" // with the headline
	sourceJSONPage  = "json-ld page"
	sourceTitleEnd  = "end of title"  // the title without the headline
	sourceSentence  = "sentence"      // with the headline
	sourceRelative  = "relative date" // with the headline; no row in rules: see resolveRelative
	sourceScript    = "script data"
	sourceDateLines = "date elsewhere" // lines that are a date and nothing else
	// Authors.
	sourceAuthorLink    = "author link"    // with the headline
	sourceAuthorElement = "author element" // with the headline
	sourceBesideDate    = "beside date"    // with the headline
	sourceElsewhere     = "author element elsewhere"
	sourceSignature     = "signature" // "Text: …" below the text
)

// rules is the one table that decides: for each field, whose value wins.
// authorRules is its row for the authors.
var rules = map[clip.Field][]string{
	clip.FieldTitle:     {sourceHead, sourceJSONLD, sourceOpenGraph, sourcePage, sourceMeta},
	clip.FieldOutlet:    {sourceOpenGraph, sourceJSONLD, sourceMeta, sourceTitleEnd},
	clip.FieldPublished: {sourceHead, sourceJSONLD, sourceMeta, sourceJSONPage, sourceAddress, sourceDateLines, sourceTime, sourceSentence, sourceScript},
	fieldModified:       {sourceJSONLD, sourceMeta, sourceHead},
	fieldSection:        {sourceMeta, sourceJSONLD},
	fieldKeywords:       {sourceMeta, sourceJSONLD},
	clip.FieldURL:       {sourcePage, sourceOpenGraph},
	clip.FieldLang:      {sourcePage, sourceOpenGraph, sourceMeta},
	clip.FieldImage:     {sourceOpenGraph, sourceJSONLD, sourceMeta},
}

// Fields of Metadata that nobody sets by hand.
const (
	fieldModified clip.Field = "modified"
	fieldSection  clip.Field = "section"
	fieldKeywords clip.Field = "keywords"
)

// metaNames says which meta element speaks of which field.
var metaNames = map[string]struct {
	field  clip.Field
	source string
}{
	"og:title":                  {clip.FieldTitle, sourceOpenGraph},
	"twitter:title":             {clip.FieldTitle, sourceMeta},
	"author":                    {clip.FieldAuthors, sourceMeta},
	"article:author":            {clip.FieldAuthors, sourceMeta},
	"parsely-author":            {clip.FieldAuthors, sourceMeta},
	"sailthru.author":           {clip.FieldAuthors, sourceMeta},
	"dc.creator":                {clip.FieldAuthors, sourceMeta},
	"og:site_name":              {clip.FieldOutlet, sourceOpenGraph},
	"application-name":          {clip.FieldOutlet, sourceMeta},
	"article:published_time":    {clip.FieldPublished, sourceMeta},
	"og:article:published_time": {clip.FieldPublished, sourceMeta},
	"date":                      {clip.FieldPublished, sourceMeta},
	"pubdate":                   {clip.FieldPublished, sourceMeta},
	"publishdate":               {clip.FieldPublished, sourceMeta},
	"dc.date":                   {clip.FieldPublished, sourceMeta},
	"dc.date.issued":            {clip.FieldPublished, sourceMeta},
	"parsely-pub-date":          {clip.FieldPublished, sourceMeta},
	"sailthru.date":             {clip.FieldPublished, sourceMeta},
	"datepublished":             {clip.FieldPublished, sourceMeta},
	"article:modified_time":     {fieldModified, sourceMeta},
	"og:updated_time":           {fieldModified, sourceMeta},
	"last-modified":             {fieldModified, sourceMeta},
	"og:url":                    {clip.FieldURL, sourceOpenGraph},
	"og:locale":                 {clip.FieldLang, sourceOpenGraph},
	"content-language":          {clip.FieldLang, sourceMeta},
	"article:section":           {fieldSection, sourceMeta},
	"parsely-section":           {fieldSection, sourceMeta},
	"news_keywords":             {fieldKeywords, sourceMeta},
	"keywords":                  {fieldKeywords, sourceMeta},
	"og:image":                  {clip.FieldImage, sourceOpenGraph},
	"twitter:image":             {clip.FieldImage, sourceMeta},
}

// reading is a page whose metadata is being read.
type reading struct {
	*extraction
	credited []string // whom the head names for other work than writing
	label    string   // the last twitter:label, which says what the data are
	scripts  []string // inline scripts
}

// metadata gathers every candidate of every field and chooses by rules.
func (x *extraction) metadata(doc *html.Node) {
	r := &reading{extraction: x}
	r.gather(doc)
	r.choose()
}

func (x *reading) gather(doc *html.Node) {
	walk(doc, func(n *html.Node) bool {
		x.metaElement(n)
		return true
	})
	x.jsonLD(doc)
	x.out.Metadata.Outlet = x.first(clip.FieldOutlet, func(v string) string { return v })
	all := lines(doc)
	x.head(all)
	x.signature(all)
	x.address()
	if !slices.ContainsFunc(x.out.Metadata.Evidence, func(e clip.Evidence) bool { return e.Field == clip.FieldPublished && e.Source != sourceTime }) {
		x.dateLines(all)
	}
}

func (x *reading) evidence(field clip.Field, source, value string) {
	value = strings.Join(strings.Fields(html.UnescapeString(value)), " ")
	if value == "" || len(value) > 1000 {
		return
	}
	e := clip.Evidence{Field: field, Value: value, Source: source}
	if !slices.Contains(x.out.Metadata.Evidence, e) {
		x.out.Metadata.Evidence = append(x.out.Metadata.Evidence, e)
	}
}

func (x *reading) metaElement(n *html.Node) {
	switch n.Data {
	case "meta":
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			name := strings.ToLower(attribute(n, key))
			if meaning, ok := metaNames[name]; ok {
				x.evidence(meaning.field, meaning.source, attribute(n, "content"))
			}
			x.otherMeta(name, attribute(n, "content"))
		}
	case "script":
		if n.FirstChild != nil {
			x.scripts = append(x.scripts, n.FirstChild.Data)
		}
	case "title":
		if x.page.URL == "" || n.Parent.Data == "head" {
			x.evidence(clip.FieldTitle, sourceMeta, textOf(n))
		}
	case "h1":
		x.evidence(clip.FieldTitle, sourcePage, textOf(n))
	case "html":
		x.evidence(clip.FieldLang, sourcePage, attribute(n, "lang"))
	case "link":
		if strings.EqualFold(attribute(n, "rel"), "canonical") {
			x.evidence(clip.FieldURL, sourcePage, attribute(n, "href"))
		}
	case "time":
		value := attribute(n, "datetime")
		if value == "" {
			value = textOf(n)
		}
		x.evidence(clip.FieldPublished, sourceTime, value)
	}
}

func (x *reading) otherMeta(name, content string) {
	m := &x.out.Metadata
	content = strings.TrimSpace(content)
	switch name {
	case "twitter:label1", "twitter:label2":
		x.label = content
	case "twitter:data1", "twitter:data2": // "Written by" is a label that a common plug-in sets
		if isBy(x.label) {
			x.evidence(clip.FieldAuthors, sourceMeta, content)
		}
	case "og:type":
		if strings.HasPrefix(content, "article") {
			m.Kind = clip.KindArticle
		} else if strings.HasPrefix(content, "product") {
			m.Kind = clip.KindProduct
		}
	}
}

func (x *reading) address() {
	if date, ok := dateInAddress(x.page.URL); ok {
		x.evidence(clip.FieldPublished, sourceAddress, date)
	}
}

// choose takes for each field the first usable value by its rule.
func (x *reading) choose() {
	m := &x.out.Metadata
	m.Outlet = x.first(clip.FieldOutlet, func(v string) string { return v })
	m.Title = x.first(clip.FieldTitle, x.cleanTitle)
	x.chooseAuthors()
	x.choosePublished()
	x.first(fieldModified, func(v string) string {
		m.Modified, _ = parseDate(v)
		return m.Modified.String()
	})
	m.Section = x.first(fieldSection, func(v string) string { return v })
	x.first(fieldKeywords, func(v string) string {
		m.Keywords = keywords(v)
		return strings.Join(m.Keywords, ",")
	})
	m.URL = x.first(clip.FieldURL, x.canonical)
	m.Lang = x.first(clip.FieldLang, languageTag)
	m.Image = x.first(clip.FieldImage, func(v string) string {
		if strings.HasPrefix(x.absolute(v), "http") {
			return x.absolute(v)
		}
		return ""
	})
}

// first marks and returns the first value of a field that usable makes
// something of.
func (x *reading) first(field clip.Field, usable func(string) string) string {
	for _, source := range rules[field] {
		for i := range x.out.Metadata.Evidence {
			e := &x.out.Metadata.Evidence[i]
			if e.Field != field || e.Source != source {
				continue
			}
			if value := usable(e.Value); value != "" {
				e.Chosen = true
				return value
			}
		}
	}
	return ""
}

// mostKeywords is how many keywords are kept; pages that have more list words.
const mostKeywords = 30

func keywords(list string) []string {
	var out []string
	for keyword := range strings.FieldsFuncSeq(list, func(r rune) bool { return strings.ContainsRune(",;،、", r) }) {
		if keyword = strings.TrimSpace(keyword); keyword != "" && len(out) < mostKeywords && !containsFold(out, keyword) {
			out = append(out, keyword)
		}
	}
	return out
}

// canonical accepts an address as canonical when it is absolute and not the
// front page of a site.
func (x *reading) canonical(v string) string {
	u, err := url.Parse(x.absolute(v))
	if err != nil || u.Host == "" || u.Path == "" || u.Path == "/" {
		return ""
	}
	return u.String()
}

func languageTag(v string) string {
	v = strings.ReplaceAll(strings.TrimSpace(v), "_", "-")
	language, rest, _ := strings.Cut(v, "-")
	language = strings.ToLower(language)
	if len(language) < 2 || len(language) > 3 {
		return ""
	}
	if language == "zh" && (strings.EqualFold(rest, "Hant") || strings.EqualFold(rest, "TW") || strings.EqualFold(rest, "HK")) {
		return "zh-Hant"
	}
	return language
}
