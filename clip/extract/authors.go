package extract

import (
	"slices"
	"strings"

	"newsclip/clip"
)

// authorRules is the part of the table of rules that is about authors: which
// source, and how its values are read. A single word counts as a name only
// where no source that speaks of this article has a full one.
var authorRules = []authorRule{
	{sourceJSONLD, people}, {sourceByline, people}, {sourceAuthorLink, people}, {sourceAuthorElement, people},
	{sourceMeta, people}, {sourceJSONPage, people},
	{sourceJSONLD, accountName}, {sourceByline, accountName}, {sourceAuthorLink, linkedName}, {sourceMeta, accountName}, {sourceJSONPage, accountName},
	{sourceBesideDate, people}, {sourceElsewhere, people}, {sourceSignature, people}, {sourceElsewhere, accountName},
}

type authorRule struct {
	source string
	read   func(value, outlet string) []string
}

// Sources of authors that are shown with the headline; those that may speak of
// other articles, which have to agree with themselves; and those that are not
// believed where the page shows that a desk or the outlet is the author.
var (
	shownSources    = map[string]bool{sourceByline: true, sourceAuthorLink: true, sourceAuthorElement: true}
	looseSources    = map[string]bool{sourceElsewhere: true, sourceSignature: true}
	doubtfulSources = map[string]bool{sourceMeta: true, sourceJSONPage: true, sourceBesideDate: true, sourceElsewhere: true, sourceSignature: true}
)

// chooseAuthors takes the authors by the first rule that gives any.
func (x *reading) chooseAuthors() {
	impersonal := x.showsDesk()
	for _, rule := range authorRules {
		if impersonal && doubtfulSources[rule.source] {
			continue
		}
		names := x.authorsBy(rule)
		if len(names) == 0 || looseSources[rule.source] && len(names) > 1 && !x.together(rule, names) {
			continue
		}
		rule, names = x.fullerByline(rule, names)
		x.out.Metadata.Authors = names
		x.markAuthors(rule, names)
		return
	}
}

// showsDesk reports whether the page's head gives the outlet or one of its
// desks as the author.
func (x *reading) showsDesk() bool {
	for _, e := range x.out.Metadata.Evidence {
		if e.Field == clip.FieldAuthors && shownSources[e.Source] && isDesk(e.Value, x.siteName()) {
			return true
		}
	}
	return false
}

// authorsBy returns whom a rule finds, without those that the page's head names
// for other work.
func (x *reading) authorsBy(rule authorRule) []string {
	var out []string
	for _, e := range x.out.Metadata.Evidence {
		if e.Field != clip.FieldAuthors || e.Source != rule.source {
			continue
		}
		for _, name := range rule.read(e.Value, x.siteName()) {
			if !containsFold(out, name) && !containsFold(x.credited, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// together reports whether one value of a source has all of the names.
func (x *reading) together(rule authorRule, names []string) bool {
	for _, e := range x.out.Metadata.Evidence {
		if e.Field == clip.FieldAuthors && e.Source == rule.source && len(rule.read(e.Value, x.siteName())) == len(names) {
			return true
		}
	}
	return false
}

// fullerByline prefers the byline that people read where it names all whom a
// rule has found, and more.
func (x *reading) fullerByline(rule authorRule, names []string) (authorRule, []string) {
	byline := authorRule{sourceByline, rule.read}
	shown := x.authorsBy(byline)
	if len(shown) <= len(names) {
		return rule, names
	}
	for _, name := range names {
		if !containsFold(shown, name) {
			return rule, names
		}
	}
	return byline, shown
}

func (x *reading) markAuthors(rule authorRule, names []string) {
	for i := range x.out.Metadata.Evidence {
		e := &x.out.Metadata.Evidence[i]
		if e.Field == clip.FieldAuthors && e.Source == rule.source {
			e.Chosen = slices.ContainsFunc(rule.read(e.Value, x.siteName()), func(name string) bool { return containsFold(names, name) })
		}
	}
}

// siteName is the outlet, or where that is unknown the host.
func (x *reading) siteName() string {
	if x.out.Metadata.Outlet != "" {
		return x.out.Metadata.Outlet
	}
	return registered(x.host())
}

func containsFold(names []string, name string) bool {
	return slices.ContainsFunc(names, func(other string) bool { return strings.EqualFold(other, name) })
}
