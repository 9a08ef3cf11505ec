package clip

// A Body is the text of an article: a tree of typed blocks. What the tree
// cannot say cannot get in: no script, no style, no remote load.
type Body []Block

// BlockKind is the type of a Block.
type BlockKind uint8

// The kinds of block, and which fields of Block each uses.
const (
	Paragraph BlockKind = iota + 1 // Inlines
	Heading                        // Inlines, Level 1 to 6
	List                           // Blocks, all Item; Ordered, Start
	Item                           // Blocks
	Quote                          // Blocks
	Code                           // Text, verbatim with its line breaks; Lang: the programming language
	Table                          // Blocks, all Row; Inlines: the caption
	Row                            // Blocks, all Cell
	Cell                           // Blocks; Header, ColSpan, RowSpan
	Image                          // URL, Alt, Width, Height; Inlines: the caption
	Embed                          // URL, Text: what it is called. A video, a post: a link, never loaded
	Rule                           // nothing
)

// A Block is one node of a Body. Only the fields that its Kind names are set.
type Block struct {
	Kind    BlockKind
	Level   int  // Heading: 1 to 6
	Ordered bool // List
	Start   int  // List: number of the first item; 0 stands for 1
	Header  bool // Cell
	ColSpan int  // Cell; 0 stands for 1
	RowSpan int  // Cell; 0 stands for 1
	// URL is an Image's or Embed's address: http, https, or, for an Image
	// that the store keeps, ImageScheme followed by its Hash.
	URL     string
	Alt     string // Image
	Width   int    // Image, pixels; 0 unknown
	Height  int    // Image, pixels; 0 unknown
	Text    string // Code, Embed
	Lang    string // Code
	Inlines []Inline
	Blocks  []Block
}

// ImageScheme begins the address of an image that the store keeps: the
// SHA-256 of its bytes follows. No browser loads it.
const ImageScheme = "newsclip-image:"

// InlineKind is the type of an Inline.
type InlineKind uint8

// The kinds of inline.
const (
	Text     InlineKind = iota + 1 // Text
	Emphasis                       // Inlines
	Strong                         // Inlines
	Link                           // Inlines, URL: http, https or mailto
	CodeSpan                       // Text
	Sub                            // Inlines
	Sup                            // Inlines
	Mark                           // Inlines
	Break                          // nothing
)

// An Inline is a run of text within a leaf block. Only the fields that its
// Kind names are set.
type Inline struct {
	Kind    InlineKind
	Text    string
	URL     string
	Inlines []Inline
}

// MaxDepth is the deepest nesting of blocks and inlines that a Body may have;
// what lies deeper is lifted. Real articles stay below 12.
const MaxDepth = 32

// NewParagraph returns a Paragraph of plain text.
func NewParagraph(text string) Block {
	return Block{Kind: Paragraph, Inlines: []Inline{{Kind: Text, Text: text}}}
}

// NewHeading returns a Heading of plain text.
func NewHeading(level int, text string) Block {
	return Block{Kind: Heading, Level: level, Inlines: []Inline{{Kind: Text, Text: text}}}
}

// Walk calls visit for each block in document order, parents first, with its
// depth from 0. Where visit returns false the block's children are skipped.
func (b Body) Walk(visit func(block *Block, depth int) bool) { walk(b, 0, visit) }

func walk(blocks []Block, depth int, visit func(*Block, int) bool) {
	for i := range blocks {
		if visit(&blocks[i], depth) {
			walk(blocks[i].Blocks, depth+1, visit)
		}
	}
}

// Images returns the addresses of the body's images in order, each once.
func (b Body) Images() []string {
	var urls []string
	seen := map[string]bool{}
	b.Walk(func(block *Block, _ int) bool {
		if block.Kind == Image && !seen[block.URL] {
			seen[block.URL] = true
			urls = append(urls, block.URL)
		}
		return true
	})
	return urls
}

// Clone returns a deep copy.
func (b Body) Clone() Body { return cloneBlocks(b) }

func cloneBlocks(blocks []Block) []Block {
	if blocks == nil {
		return nil
	}
	out := make([]Block, len(blocks))
	for i, block := range blocks {
		block.Inlines = cloneInlines(block.Inlines)
		block.Blocks = cloneBlocks(block.Blocks)
		out[i] = block
	}
	return out
}

func cloneInlines(inlines []Inline) []Inline {
	if inlines == nil {
		return nil
	}
	out := make([]Inline, len(inlines))
	for i, inline := range inlines {
		inline.Inlines = cloneInlines(inline.Inlines)
		out[i] = inline
	}
	return out
}
