package app

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/diff"
	"newsclip/clip/store"
	"newsclip/clip/story"
)

// sharedText is the share of the smaller text in the larger from which two pages
// of one address are versions of one article, though their titles differ.
const sharedText = 0.2

// duplicates returns the clips that a capture is a version of, those of its
// address first, and those that have its text elsewhere: wire copies. The same
// address says nothing without a title or text in common: some sites name their
// front page as canonical. The caller holds changing.
func (a *App) duplicates(ctx context.Context, c *Capture, s *story.Signature, same []story.Duplicate) (existing, copies []clip.Clip, err error) {
	addresses := slices.DeleteFunc(addressesOf(&c.Version), func(s string) bool { return s == "" })
	ids, err := a.library.ByAddress(ctx, addresses...)
	if err != nil {
		return nil, nil, err
	}
	atAddress, err := a.library.Clips(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	for _, other := range atAddress {
		if similarTitles(other.Version.Title, c.Version.Title) || a.grouper.Contained(s, other.ID) >= sharedText {
			existing = append(existing, other)
		}
	}
	ids = nil
	for _, d := range same {
		if !slices.ContainsFunc(existing, func(c clip.Clip) bool { return c.ID == d.Clip }) {
			ids = append(ids, d.Clip)
		}
	}
	others, err := a.library.Clips(ctx, ids)
	for _, other := range others {
		if elsewhere(&c.Version, &other.Version) {
			copies = append(copies, other)
		} else {
			existing = append(existing, other)
		}
	}
	return existing, copies, err
}

// changedSince says what changed from a clip to a capture of the same article;
// images that both have are the same, though those of the capture are not kept
// yet.
func (a *App) changedSince(ctx context.Context, existing *clip.Clip, c *Capture) (string, error) {
	old, err := a.library.Version(ctx, existing.Current)
	if err != nil {
		return "", err
	}
	left, err := a.library.Cleaning(ctx, existing.Current)
	if err != nil {
		return "", err
	}
	fresh := c.Version
	fresh.Body = fresh.Body.Clone()
	showKept(fresh.Body, left.Images)
	comparison := diff.Compare(&old, &fresh)
	return Summary(&comparison), nil
}

func addressesOf(v *clip.Version) []string {
	return []string{v.URL, v.Source.Final, v.Source.Requested}
}

// elsewhere reports whether two versions are of different sites.
func elsewhere(a, b *clip.Version) bool {
	siteA, siteB := siteOf(a), siteOf(b)
	return siteA != "" && siteB != "" && siteA != siteB
}

// siteOf returns the host that a version is of, in one spelling; empty: unknown.
func siteOf(v *clip.Version) string {
	for _, address := range addressesOf(v) {
		if key := store.AddressKey(address); key != "" {
			u, err := url.Parse("https://" + key)
			if err == nil {
				return u.Hostname()
			}
		}
	}
	return ""
}

// similarTitles reports whether two titles share half of their words.
func similarTitles(a, b string) bool {
	wordsA, wordsB := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	shared := 0
	for _, word := range wordsA {
		if slices.Contains(wordsB, word) {
			shared++
		}
	}
	return strings.EqualFold(a, b) || shared*2 >= max(len(wordsA), len(wordsB)) && shared > 0
}
