package clip

import (
	"slices"
	"unicode/utf8"
)

// Marked returns the body with passages of its text as Mark inlines, in normal
// form: what a person highlighted, for formats that know no highlights. Code
// and embeds hold no inlines and stay as they are.
func (b Body) Marked(passages []Passage) Body {
	out := b.Clone()
	for i, leaf := range out.Leaves() {
		ranges := rangesIn(passages, i, utf8.RuneCountInString(leaf.Text))
		if len(ranges) > 0 && len(leaf.Block.Inlines) > 0 {
			at := 0
			leaf.Block.Inlines = markInlines(leaf.Block.Inlines, ranges, &at)
		}
	}
	return out.Normal()
}

// rangesIn returns the rune offsets that passages take up in a leaf, in order
// and without overlap: where one ends or begins.
func rangesIn(passages []Passage, leaf, length int) [][2]int {
	var ranges [][2]int
	for _, p := range passages {
		from, to := 0, length
		if p.From.Leaf == leaf {
			from = p.From.Offset
		}
		if p.To.Leaf == leaf {
			to = min(p.To.Offset, length)
		}
		if p.From.Leaf <= leaf && leaf <= p.To.Leaf && from < to {
			ranges = append(ranges, [2]int{from, to})
		}
	}
	slices.SortFunc(ranges, func(a, b [2]int) int { return a[0] - b[0] })
	var out [][2]int
	for _, r := range ranges {
		if last := len(out) - 1; last >= 0 && r[0] <= out[last][1] {
			out[last][1] = max(out[last][1], r[1])
			continue
		}
		out = append(out, r)
	}
	return out
}

// markInlines marks what of inlines lies in ranges; at is the rune offset of
// the first of them, and of what follows them in the end.
func markInlines(inlines []Inline, ranges [][2]int, at *int) []Inline {
	var out []Inline
	for _, in := range inlines {
		switch in.Kind {
		case Text:
			out = append(out, markText(in.Text, ranges, at)...)
			continue
		case CodeSpan: // whole: at a cut it would lose its spaces
			length := utf8.RuneCountInString(in.Text)
			if slices.ContainsFunc(ranges, func(r [2]int) bool { return r[0] < *at+length && *at < r[1] }) {
				in = Inline{Kind: Mark, Inlines: []Inline{in}}
			}
			*at += length
		case Break:
			*at++
		default:
			in.Inlines = markInlines(in.Inlines, ranges, at)
		}
		out = append(out, in)
	}
	return out
}

// markText cuts a text where ranges begin and end.
func markText(text string, ranges [][2]int, at *int) []Inline {
	var out []Inline
	runes := []rune(text)
	start := *at
	*at += len(runes)
	add := func(from, to int, marked bool) {
		from, to = max(from, start), min(to, *at)
		if from >= to {
			return
		}
		part := Inline{Kind: Text, Text: string(runes[from-start : to-start])}
		if marked {
			part = Inline{Kind: Mark, Inlines: []Inline{part}}
		}
		out = append(out, part)
	}
	end := start
	for _, r := range ranges {
		add(end, r[0], false)
		add(r[0], r[1], true)
		end = max(end, r[1])
	}
	add(end, *at, false)
	return out
}
