package app

import (
	"cmp"
	"context"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"newsclip/clip"
	"newsclip/clip/extract"
	"newsclip/clip/store"
)

// Site returns the registered domain of an address, which all pages of a site
// share: "bbc.example" for "https://www.bbc.example/news". A host that has none
// stands for itself; "" when there is no host.
func Site(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	if _, err := netip.ParseAddr(host); err == nil {
		return host
	}
	site, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return host
	}
	return site
}

// Rules returns what people said of the pages of each site.
func (a *App) Rules(ctx context.Context) ([]clip.SiteRule, error) { return a.library.Rules(ctx, "") }

// DropRule takes a rule away; clips that it shaped stay as they are.
func (a *App) DropRule(ctx context.Context, number int) error {
	return a.organise(ctx, fmt.Sprintf("Drop rule %d", number), func(c *store.Change) error { return c.DropRule(number) })
}

// rulesOf returns the rules of an address's site; none without a library.
func (a *App) rulesOf(ctx context.Context, address string) ([]clip.SiteRule, error) {
	site := Site(address)
	if a.library == nil || site == "" {
		return nil, nil
	}
	return a.library.Rules(ctx, site)
}

// cleanPage cleans a page by the rules of its site. Where nobody knows where it
// came from, what it says of itself tells the site.
func (a *App) cleanPage(ctx context.Context, page extract.Page) (cleaned clip.Extract, rules []clip.SiteRule, err error) {
	if rules, err = a.rulesOf(ctx, page.URL); err != nil {
		return cleaned, nil, err
	}
	page.Corrections = corrections(rules)
	if cleaned, err = extract.HTML(ctx, page); err != nil {
		return cleaned, nil, err
	}
	if page.URL == "" {
		if rules, err = a.rulesOf(ctx, cleaned.Metadata.URL); err != nil {
			return cleaned, nil, err
		}
		if page.Corrections = corrections(rules); len(rules) > 0 {
			cleaned, err = extract.HTML(ctx, page)
		}
	}
	credit(cleaned.Removed, rules, nil)
	return cleaned, rules, err
}

// addressOf is where a version came from, as its source or else the page itself
// or a person says.
func addressOf(source *clip.Source, v *clip.Version) string {
	return cmp.Or(source.Final, source.Requested, v.URL)
}

func corrections(rules []clip.SiteRule) []clip.Correction {
	var out []clip.Correction
	for _, r := range rules {
		out = append(out, r.Correction)
	}
	return out
}

// byHand is the rule of what a person took away from one clip.
const byHand = "by hand"

// credit says in the trace what was left out because a person said so: rules
// of the site, then what was said of this clip.
func credit(removed []clip.Removal, rules []clip.SiteRule, said []clip.Correction) {
	for i := range removed {
		r := &removed[i]
		for _, rule := range rules {
			if !rule.Keep && rule.About(r.Form, r.Text) && (rule.Form == "" || r.Form != "") {
				r.Reason, r.Rule = "taken away", fmt.Sprintf("rule %d of %s", rule.Number, rule.Site)
			}
		}
		for _, c := range said {
			if !c.Keep && c.About(r.Form, r.Text) {
				r.Reason, r.Rule = "taken away", byHand
			}
		}
	}
}

// telling are the elements that say by themselves what they hold.
var telling = []string{"aside", "figure", "figcaption", "footer", "header", "nav", "form", "details", "address", "blockquote"}

// specific reports whether a form tells some pieces of a site's pages from the
// rest: a class or a telling element stands in it.
func specific(form string) bool {
	for element := range strings.SplitSeq(form, " > ") {
		name, class, _ := strings.Cut(element, ".")
		if class != "" && name != "body" && name != "html" || slices.Contains(telling, name) {
			return true
		}
	}
	return false
}

// minRuleText is the shortest text that a rule may go by where a piece's form
// is unknown, in characters: "Also read:" is longer.
const minRuleText = 8

// rule makes a rule for the site of a clip out of a correction.
func rule(site string, c clip.Correction) (*clip.SiteRule, error) {
	switch {
	case site == "":
		return nil, &clip.Error{Kind: clip.ErrInvalid, Message: "Nobody knows which site this clip is from, so it cannot be kept as a rule.",
			Next: "Correct this clip alone, or add the page by its address."}
	case c.Form == "" && len([]rune(c.Text)) < minRuleText, c.Form != "" && !specific(c.Form):
		return nil, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("“%s” would fit too much of every page of %s to be a rule.", cmp.Or(c.Form, c.Text), site),
			Next: "Correct this clip alone."}
	}
	return &clip.SiteRule{Site: site, Correction: c}, nil
}
