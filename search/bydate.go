package search

import (
	"strconv"
	"sync"
	"time"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"newsclip/clip"
)

// dates keeps the dates of the clips in memory, segment by segment, from when
// they are first needed: 8 bytes for each clip. Asking the library instead
// would cost a look at its rows for every match of a frequent word.
type dates struct {
	mutex sync.Mutex
	of    map[segment.Segment][]int64 // Unix milliseconds, by number of document
}

func newDates() *dates { return &dates{of: map[segment.Segment][]int64{}} }

// dateTerm is how a date is kept: Unix milliseconds in hexadecimal.
func dateTerm(t time.Time) []byte { return strconv.AppendInt(nil, t.UnixMilli(), 16) }

// read returns the dates of a shard's documents.
func (d *dates) read(p *shard) ([]int64, error) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if known, ok := d.of[p.segment]; ok {
		return known, nil
	}
	out := make([]int64, p.size)
	columns, ok := p.segment.(segment.DocValueVisitable)
	if !ok {
		return out, nil // Bleve's segments all have columns
	}
	var state segment.DocVisitState
	for i := range out {
		var err error
		if state, err = columns.VisitDocValues(uint64(i), []string{fieldDate}, func(_ string, term []byte) {
			out[i], _ = strconv.ParseInt(string(term), 16, 64) // written by dateTerm
		}, state); err != nil {
			return nil, err
		}
	}
	d.of[p.segment] = out
	return out, nil
}

// keep forgets the dates of segments that are gone.
func (d *dates) keep(shards []*shard) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if len(d.of) <= len(shards) {
		return
	}
	stay := map[segment.Segment]bool{}
	for _, p := range shards {
		stay[p.segment] = true
	}
	for s := range d.of {
		if !stay[s] {
			delete(d.of, s)
		}
	}
}

// byDate orders a ranking by date.
func (r *ranking) byDate(order clip.Order) error {
	sign := 1.0
	if order == clip.Oldest {
		sign = -1
	}
	for _, p := range r.shards {
		dates, err := p.dates.read(p)
		if err != nil {
			return err
		}
		for i, doc := range p.docs {
			p.scores[i] = sign * float64(dates[doc])
		}
	}
	r.shards[0].dates.keep(r.shards)
	return nil
}
