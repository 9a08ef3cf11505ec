package pdf

func (b *breaker) lines(t *shaped, align alignment, leading float64) []line {
	var ends []int
	for i := len(b.nodes) - 1; i > 0; i = b.nodes[i].previous {
		ends = append(ends, i)
	}
	if t.squares() {
		leading *= squareLeading
	}
	out := make([]line, 0, len(ends))
	for k := len(ends) - 1; k >= 0; k-- {
		to := ends[k]
		from := b.nodes[to].previous
		l := line{clusters: b.clusters[b.start(from, to):b.nodes[to].end], natural: b.natural(from, to), hyphen: b.nodes[to].kind == hyphenBreak}
		l.place(b, t.rightToLeft, align, b.nodes[to].kind == forcedBreak)
		if len(l.clusters) > 0 {
			l.indent -= l.clusters[0].lead
		}
		l.measure(&t.spans[0].style, leading)
		out = append(out, l)
	}
	return out
}

// place justifies the line or sets its indent.
func (l *line) place(b *breaker, rightToLeft bool, align alignment, last bool) {
	spare := b.width - l.natural
	switch {
	case align == justified && (!last || spare < 0):
		l.justify(spare)
	case rightToLeft || align == flushRight:
		l.indent = spare
	}
}

// justify shares spare among spaces, East Asian letters and ends of Thai words.
// Wider than mostPerSign letters look spread: what is left goes to spaces. Where
// that would tear a hole, beside a long address, the line stays short.
func (l *line) justify(spare float64) {
	const (
		mostPerSign = 3    // points
		mostStretch = 4    // of a space
		mostShrink  = 0.3  // of a space
		signShare   = 0.25 // of what a space gets
	)
	spaces, signs, spaceWidth := 0.0, 0.0, 0.0
	for i := range l.clusters {
		switch c := &l.clusters[i]; {
		case c.space:
			spaces++
			spaceWidth += c.advance
		case (c.square || c.joint) && i+1 < len(l.clusters):
			signs++
		}
	}
	if spare < 0 {
		if spaces > 0 {
			l.perSpace = max(spare/spaces, -mostShrink*spaceWidth/spaces)
			spare -= l.perSpace * spaces
		}
		if signs > 0 {
			l.perSign = spare / signs
		}
		return
	}
	if signs > 0 {
		l.perSign = spare / (signs + spaces/signShare)
		if l.perSign > mostPerSign && spaces == 0 {
			l.perSign = 0
		}
		l.perSign = min(l.perSign, mostPerSign)
		spare -= l.perSign * signs
	}
	if spaces > 0 {
		l.perSpace = spare / spaces
	}
	if l.perSpace*spaces > mostStretch*spaceWidth {
		l.perSpace, l.perSign = 0, 0
	}
}

func (l *line) measure(standard *style, leading float64) {
	const ascent = 0.8 // of the size: where the baseline stands in the line
	size := 0.0
	for i := range l.clusters {
		size = max(size, l.clusters[i].style.size)
	}
	if len(l.clusters) == 0 {
		size = standard.size
	}
	l.above, l.below = size*ascent, size*(leading-ascent)
}
