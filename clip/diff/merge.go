package diff

import (
	"strings"
	"unicode/utf8"

	"newsclip/clip"
)

// A merger makes one body of two: that of the new version, with what went from
// the old where it stood.
type merger struct {
	top      []*node
	open     []*node // the frames that the last unit stands in
	leaf     int     // the next leaf's number
	passages []Passage
	blocks   []Block
}

// A node is a block of the merged body while it is made.
type node struct {
	block    clip.Block
	source   *clip.Block // the frame that it stands for
	children []*node
}

func (m *merger) body() clip.Body { return blocksOf(m.top) }

func blocksOf(nodes []*node) []clip.Block {
	var out []clip.Block
	for _, n := range nodes {
		if len(n.children) > 0 {
			n.block.Blocks = blocksOf(n.children)
		}
		out = append(out, n.block)
	}
	return out
}

// put adds a unit with what became of the text of each of its leaves.
func (m *merger) put(u *unit, op BlockOp, leaves [][]Part) {
	block := u.block
	if op != BlockRemoved { // its text is that of the old version already
		block = spliced(block, leaves)
	}
	m.frame(u.frames)
	fresh := &node{block: block}
	if last := len(m.open) - 1; last >= 0 {
		m.open[last].children = append(m.open[last].children, fresh)
	} else {
		m.top = append(m.top, fresh)
	}
	shown := Block{Op: op, Kind: u.block.Kind, Leaf: m.leaf}
	for i, all := range leaves {
		if i > 0 {
			shown.Parts = parts(shown.Parts, Same, " | ") // cells of a row
		}
		for _, p := range all {
			shown.Parts = parts(shown.Parts, p.Op, p.Text)
		}
		m.passage(all)
		m.leaf++
	}
	m.blocks = append(m.blocks, shown)
}

// passage notes what went and what came in the next leaf.
func (m *merger) passage(all []Part) {
	offset := 0
	for _, p := range all {
		end := offset + utf8.RuneCountInString(p.Text)
		if p.Op != Same {
			m.passages = append(m.passages, Passage{Op: p.Op, Passage: clip.Passage{From: clip.Position{Leaf: m.leaf, Offset: offset}, To: clip.Position{Leaf: m.leaf, Offset: end}}})
		}
		offset = end
	}
}

// frame opens the frames of a unit. Those that the unit before it stands in are
// used again, also where one is of the old version and one of the new; but an
// item is the same only where it is the very same.
func (m *merger) frame(frames []*clip.Block) {
	shared := 0
	for shared < min(len(m.open), len(frames)) && m.open[shared].holds(frames[shared]) {
		shared++
	}
	m.open = m.open[:shared]
	for _, source := range frames[shared:] {
		block := *source
		block.Blocks, block.Inlines = nil, nil // a caption is a unit of its own
		fresh := &node{block: block, source: source}
		if shared == 0 {
			m.top = append(m.top, fresh)
		} else {
			parent := m.open[shared-1]
			parent.children = append(parent.children, fresh)
		}
		m.open = append(m.open, fresh)
		shared++
	}
}

func (n *node) holds(frame *clip.Block) bool {
	if n.source == frame {
		return true
	}
	return n.block.Kind == frame.Kind && n.block.Ordered == frame.Ordered && frame.Kind != clip.Item
}

// spliced returns a unit's block with what went from its leaves put back in.
func spliced(block clip.Block, leaves [][]Part) clip.Block {
	body := clip.Body{block}.Clone()
	for i, leaf := range body.Leaves() {
		if i >= len(leaves) {
			break
		}
		if leaf.Block.Kind == clip.Code || leaf.Block.Kind == clip.Embed {
			leaf.Block.Text = textOf(leaves[i])
			continue
		}
		s := splicer{parts: leaves[i]}
		leaf.Block.Inlines = s.finish(s.inlines(leaf.Block.Inlines))
	}
	return body[0]
}

func textOf(all []Part) string {
	var out strings.Builder
	for _, p := range all {
		out.WriteString(p.Text)
	}
	return out.String()
}

// A splicer walks the inlines of a text while it walks the parts: where one was
// deleted, its text is put in.
type splicer struct {
	parts []Part
	used  int // of the first part, in bytes
}

func (s *splicer) inlines(in []clip.Inline) []clip.Inline {
	out := make([]clip.Inline, 0, len(in))
	for _, inline := range in {
		switch inline.Kind {
		case clip.Text, clip.CodeSpan:
			inline.Text = s.take(inline.Text)
		case clip.Break:
			if before := strings.TrimSuffix(s.take("\n"), "\n"); before != "" {
				out = append(out, clip.Inline{Kind: clip.Text, Text: before})
			}
		default:
			inline.Inlines = s.inlines(inline.Inlines)
		}
		out = append(out, inline)
	}
	return out
}

// take returns a text of the new version with what was deleted before and
// within it.
func (s *splicer) take(text string) string {
	var out strings.Builder
	for text != "" && len(s.parts) > 0 {
		part := s.parts[0]
		if part.Op == Deleted {
			out.WriteString(gone(part.Text))
			s.parts, s.used = s.parts[1:], 0
			continue
		}
		n := min(len(part.Text)-s.used, len(text))
		out.WriteString(text[:n])
		text, s.used = text[n:], s.used+n
		if s.used == len(part.Text) {
			s.parts, s.used = s.parts[1:], 0
		}
	}
	return out.String()
}

// finish adds what was deleted at the end.
func (s *splicer) finish(out []clip.Inline) []clip.Inline {
	for _, part := range s.parts {
		if part.Op == Deleted {
			out = append(out, clip.Inline{Kind: clip.Text, Text: gone(part.Text)})
		}
	}
	return out
}

// gone is a deleted text within a line of the new one.
func gone(text string) string { return strings.ReplaceAll(text, "\n", " ") }
