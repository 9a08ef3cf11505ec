package pdf

// lines sets the lines that were chosen. A paragraph of which many cannot be
// justified, of long words that nothing divides, is ragged as a whole.
func (b *breaker) lines(t *shaped, align alignment, leading float64) []line {
	const many = 0.2
	out, short := b.set(t, align, leading)
	if float64(short) > many*float64(len(out)) {
		out, _ = b.set(t, left, leading)
	}
	return out
}

// set places the lines and counts those that stay short of the edge.
func (b *breaker) set(t *shaped, align alignment, leading float64) (out []line, short int) {
	var ends []int
	for i := len(b.nodes) - 1; i > 0; i = b.nodes[i].previous {
		ends = append(ends, i)
	}
	if t.squares() {
		leading *= squareLeading
	}
	out = make([]line, 0, len(ends))
	for k := len(ends) - 1; k >= 0; k-- {
		to := ends[k]
		from := b.nodes[to].previous
		l := line{clusters: b.clusters[b.start(from, to):b.nodes[to].end], natural: b.natural(from, to), hyphen: b.nodes[to].kind == hyphenBreak}
		if !l.place(b, t.rightToLeft, align, b.nodes[to].kind == forcedBreak) {
			short++
		}
		if len(l.clusters) > 0 {
			l.indent -= l.clusters[0].lead
		}
		l.measure(&t.spans[0].style, leading)
		out = append(out, l)
	}
	return out, short
}

// place justifies the line or sets its indent, and reports whether it is what
// was asked for.
func (l *line) place(b *breaker, rightToLeft bool, align alignment, last bool) bool {
	spare := b.width - l.natural
	done := true
	if spare < 0 || align == justified && !last {
		if done = l.justify(spare); done {
			return true
		}
	}
	if rightToLeft || align == flushRight {
		l.indent = spare
	}
	return done
}

// justify shares spare among spaces, East Asian letters and ends of Thai words.
// Wider than mostPerSign letters look spread: what is left goes to spaces. Where
// that would tear a hole, beside a long address, it leaves the line short and
// reports false.
func (l *line) justify(spare float64) bool {
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
		return true
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
		return false
	}
	return l.perSpace > 0 || l.perSign > 0 || spare <= 0
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
