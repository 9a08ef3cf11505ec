package pdf

// reach runs charstrings (Adobe Technical Note 5177) just far enough to learn
// which subroutines they call.
type reach struct {
	table  *cffTable
	global map[int]bool
	locals []map[int]bool

	dict  int // the font dictionary of the glyph at hand
	stack []int
	stems int
	depth int
}

// maxSubroutineDepth is the nesting that the note allows.
const maxSubroutineDepth = 10

func newReach(t *cffTable) *reach {
	r := &reach{table: t, global: map[int]bool{}}
	for range t.locals {
		r.locals = append(r.locals, map[int]bool{})
	}
	return r
}

func (r *reach) glyph(g int) {
	r.dict = int(r.table.selects[g])
	r.stack, r.stems, r.depth = r.stack[:0], 0, 0
	r.run(r.table.glyphs.object(r.table.data, g))
}

// run follows one charstring and reports whether the glyph has ended.
func (r *reach) run(program []byte) bool {
	const (
		hstem, vstem, hstemhm, vstemhm = 1, 3, 18, 23
		hintmask, cntrmask             = 19, 20
		callsubr, callgsubr, returns   = 10, 29, 11
		escape, endchar, short, fixed  = 12, 14, 28, 255
	)
	if r.depth > maxSubroutineDepth {
		return true
	}
	r.depth++
	defer func() { r.depth-- }()
	for i := 0; i < len(program); {
		op := int(program[i])
		i++
		switch {
		case op == short:
			r.push(int(int16(uint16(program[i])<<8 | uint16(program[i+1]))))
			i += 2
		case op == fixed:
			r.push(0)
			i += 4
		case op >= 32:
			v, n := shortNumber(op, program[i:])
			r.push(v)
			i += n
		case op == callsubr || op == callgsubr:
			if r.call(op == callgsubr) {
				return true
			}
		case op == returns:
			return false
		case op == endchar:
			return true
		case op == hstem || op == vstem || op == hstemhm || op == vstemhm:
			r.countStems()
		case op == hintmask || op == cntrmask:
			r.countStems() // the vertical stems before a mask need no operator
			i += (r.stems + 7) / 8
		case op == escape:
			i++
			r.stack = r.stack[:0]
		default:
			r.stack = r.stack[:0]
		}
	}
	return false
}

func (r *reach) push(v int) { r.stack = append(r.stack, v) }

func (r *reach) countStems() {
	r.stems += len(r.stack) / 2
	r.stack = r.stack[:0]
}

func (r *reach) call(global bool) bool {
	if len(r.stack) == 0 {
		return true
	}
	index, called := r.table.locals[r.dict], r.locals[r.dict]
	if global {
		index, called = r.table.global, r.global
	}
	number := r.stack[len(r.stack)-1] + bias(index.count())
	r.stack = r.stack[:len(r.stack)-1]
	if number < 0 || number >= index.count() {
		return true
	}
	called[number] = true
	return r.run(index.object(r.table.data, number))
}

// bias is what a subroutine's number in a charstring lacks (5176, section 16).
func bias(count int) int {
	switch {
	case count < 1240:
		return 107
	case count < 33900:
		return 1131
	}
	return 32768
}
