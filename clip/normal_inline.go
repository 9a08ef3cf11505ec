package clip

import (
	"slices"
	"strings"
)

// normalInlines returns the inlines of one leaf in normal form; nil when they
// show nothing.
func normalInlines(inlines []Inline) []Inline {
	out := tidyInlines(inlines, nil, 0)
	collapseRun(out)
	for !stable(out) || len(trimBreaks(out)) < len(out) {
		out = tidyInlines(out, nil, 0) // texts emptied by collapsing go, neighbours merge
		out = trimBreaks(out)
		collapseRun(out)
	}
	if strings.TrimSpace(PlainInlines(out)) == "" {
		return nil
	}
	return out
}

// stable reports whether nothing in inlines is empty.
func stable(inlines []Inline) bool {
	for _, in := range inlines {
		switch in.Kind {
		case Text:
			if in.Text == "" {
				return false
			}
		case CodeSpan, Break:
		default:
			if len(in.Inlines) == 0 || !stable(in.Inlines) {
				return false
			}
		}
	}
	return true
}

// tidyInlines drops empty inlines, unwraps what stands in its own kind, has an
// address that is not allowed or lies too deep, and merges neighbours.
func tidyInlines(inlines []Inline, within []InlineKind, depth int) []Inline {
	out := make([]Inline, 0, len(inlines))
	for i := range inlines {
		out = appendTidy(out, &inlines[i], within, depth)
	}
	return mergeInlines(out)
}

func appendTidy(out []Inline, in *Inline, within []InlineKind, depth int) []Inline {
	switch in.Kind {
	case Text:
		if text := cleanVerbatim(in.Text); text != "" {
			return append(out, Inline{Kind: Text, Text: text})
		}
	case CodeSpan:
		if text := normalSpace(in.Text); text != "" {
			return append(out, Inline{Kind: CodeSpan, Text: text})
		}
	case Break:
		return append(out, Inline{Kind: Break})
	case Emphasis, Strong, Link, Sub, Sup, Mark:
		return append(out, tidySpan(*in, within, depth)...)
	}
	return out
}

func tidySpan(in Inline, within []InlineKind, depth int) []Inline {
	if depth >= MaxDepth {
		return []Inline{{Kind: Text, Text: cleanVerbatim(PlainInlines(in.Inlines))}}
	}
	address, ok := "", true
	if in.Kind == Link {
		address, ok = normalURL(in.URL, "http", "https", "mailto")
	}
	if !ok || slices.Contains(within, in.Kind) {
		return tidyInlines(in.Inlines, within, depth+1)
	}
	inner := tidyInlines(in.Inlines, append(slices.Clone(within), in.Kind), depth+1)
	if strings.TrimSpace(PlainInlines(inner)) == "" {
		return inner // a space or break within still parts its neighbours
	}
	return []Inline{{Kind: in.Kind, URL: address, Inlines: inner}}
}

func mergeInlines(inlines []Inline) []Inline {
	out := inlines[:0]
	for _, in := range inlines {
		if len(out) == 0 || !mergeable(out[len(out)-1], in) {
			out = append(out, in)
			continue
		}
		last := &out[len(out)-1]
		if in.Kind == Text {
			last.Text += in.Text
			continue
		}
		last.Inlines = mergeInlines(append(slices.Clone(last.Inlines), in.Inlines...))
	}
	return out
}

func mergeable(a, b Inline) bool {
	return a.Kind == b.Kind && a.Kind != Break && a.Kind != CodeSpan && a.URL == b.URL
}

// collapseRun collapses white space through the texts of a leaf in place: one
// space between words wherever the tags stand, none at its ends or beside a
// Break.
func collapseRun(inlines []Inline) {
	texts := flattenTexts(inlines, nil)
	atStart := true // nothing, or a space or Break, stands before
	for _, in := range texts {
		switch in.Kind {
		case Break:
			atStart = true
		case CodeSpan:
			atStart = false
		case Text:
			in.Text = collapse(in.Text)
			if atStart {
				in.Text = strings.TrimPrefix(in.Text, " ")
			}
			if in.Text != "" {
				atStart = strings.HasSuffix(in.Text, " ")
			}
		}
	}
	atEnd := true
	for _, in := range slices.Backward(texts) {
		switch {
		case in.Kind == Break:
			atEnd = true
		case in.Kind == CodeSpan:
			atEnd = false
		case in.Text != "":
			if atEnd {
				in.Text = strings.TrimSuffix(in.Text, " ")
			}
			if in.Text != "" {
				atEnd = false
			}
		}
	}
}

func flattenTexts(inlines []Inline, out []*Inline) []*Inline {
	for i := range inlines {
		switch inlines[i].Kind {
		case Text, CodeSpan, Break:
			out = append(out, &inlines[i])
		default:
			out = flattenTexts(inlines[i].Inlines, out)
		}
	}
	return out
}

// trimBreaks drops Breaks at both ends of a leaf.
func trimBreaks(inlines []Inline) []Inline {
	for len(inlines) > 0 && inlines[0].Kind == Break {
		inlines = inlines[1:]
	}
	for len(inlines) > 0 && inlines[len(inlines)-1].Kind == Break {
		inlines = inlines[:len(inlines)-1]
	}
	return inlines
}
