package fetch

import (
	"context"
	"sync"
	"time"
)

// A gate lets few requests to one host run at a time, with a pause between
// the starts of two.
type gate struct {
	pause time.Duration
	clock func() time.Time

	mutex sync.Mutex
	doors map[string]*door // hosts with fetches under way, waiting or just done
}

// A door is the part of a gate that belongs to one host.
type door struct {
	slots chan struct{} // holds one value per request under way
	users int           // fetches inside or waiting
	next  time.Time     // the earliest start of the next request
}

func newGate(pause time.Duration, clock func() time.Time) *gate {
	return &gate{pause: pause, clock: clock, doors: map[string]*door{}}
}

// A pass is one fetch's place at a host. It moves with a redirect, and is
// used by one goroutine.
type pass struct {
	gate *gate
	host string
	door *door
}

// enter waits for a place at host; the pass must be left.
func (g *gate) enter(ctx context.Context, host string) (*pass, error) {
	p := &pass{gate: g}
	if err := p.move(ctx, host); err != nil {
		return nil, err
	}
	return p, nil
}

// move gives the place up and waits for one at host, unless the pass is
// there already: following a redirect within a host is one visit. After an
// error the pass holds no place.
func (p *pass) move(ctx context.Context, host string) error {
	if p.door != nil && p.host == host {
		return nil
	}
	p.leave()
	d := p.gate.join(host)
	select {
	case d.slots <- struct{}{}:
	case <-ctx.Done():
		p.gate.part(host, d)
		return ctx.Err()
	}
	if err := sleep(ctx, p.gate.turn(d)); err != nil {
		<-d.slots
		p.gate.part(host, d)
		return err
	}
	p.host, p.door = host, d
	return nil
}

// leave gives the place up. It may be called again.
func (p *pass) leave() {
	if p.door == nil {
		return
	}
	<-p.door.slots
	p.gate.part(p.host, p.door)
	p.door = nil
}

func (g *gate) join(host string) *door {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	d := g.doors[host]
	if d == nil {
		d = &door{slots: make(chan struct{}, requestsPerHost)}
		g.doors[host] = d
	}
	d.users++
	return d
}

// part forgets the doors that nobody uses and whose pause is over, so that
// the map stays as small as the batch under way.
func (g *gate) part(host string, d *door) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	d.users--
	now := g.clock()
	for name, other := range g.doors {
		if other.users == 0 && !now.Before(other.next) {
			delete(g.doors, name)
		}
	}
}

// turn books the next start at a door and returns how long it is until then.
func (g *gate) turn(d *door) time.Duration {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	now := g.clock()
	start := now
	if d.next.After(now) {
		start = d.next
	}
	d.next = start.Add(g.pause)
	return start.Sub(now)
}

// sleep waits for the duration or until ctx is done.
func sleep(ctx context.Context, duration time.Duration) error {
	if duration <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
