package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/adrg/xdg"

	"newsclip/clip/fetch"
	"newsclip/clip/store"
	"newsclip/clip/story"
	"newsclip/search"
)

// Options says which library to open and how. The zero value is the person's
// own library.
type Options struct {
	// Dir is the library folder; empty: LibraryDir("").
	Dir   string
	Clock func() time.Time // nil: time.Now
	// Background has an index that is far behind filled beside other work: Open
	// does not wait for it. For a window.
	Background bool
	Fetch      fetch.Options
}

// App is an open library with everything that works on it. Its methods may be
// called from any goroutine.
type App struct {
	library  *store.Library
	index    *search.Index
	unmirror func() // takes the index away that a read-only library has
	fetcher  *fetch.Fetcher
	clock    func() time.Time

	// changing serialises storing, indexing and grouping: one writer.
	changing sync.Mutex
	grouper  *story.Grouper // nil until needed, see needGrouping
	grouped  int64          // journal number that the grouping has reached
	// compared says, for those who do not hold changing, that the grouping stands,
	// and so that the library knows all copies.
	compared atomic.Bool
	// groupingDir is where it is saved; unsaved is what it has followed since, in
	// entries of states, see statesPerText.
	groupingDir string
	unsaved     int

	background bool
	indexing   indexing

	restoring sync.Mutex      // one goroutine makes the grouping
	open      context.Context // until Close
	shut      context.CancelFunc

	// handling guards hand, the queue's addresses that are being added or that
	// a person is being asked about: nobody else may take them up.
	handling sync.Mutex
	hand     map[int64]int

	names    names
	offering offering

	watching sync.Mutex
	watchers map[int]func()
	nextID   int
}

// EnvLibrary names the environment variable with the library folder.
const EnvLibrary = "NEWSCLIP_LIBRARY"

// LibraryDir returns the library folder: dir if given, else the one that
// EnvLibrary names, else the platform's data folder.
func LibraryDir(dir string) string {
	if dir == "" {
		dir = os.Getenv(EnvLibrary)
	}
	if dir == "" {
		dir = filepath.Join(xdg.DataHome, "newsclip")
	}
	if absolute, err := filepath.Abs(dir); err == nil {
		return absolute
	}
	return dir
}

// HasLibrary reports whether there is a library in the folder that
// LibraryDir(dir) names.
func HasLibrary(dir string) bool {
	_, err := os.Stat(filepath.Join(LibraryDir(dir), "library.db"))
	return err == nil
}

// Open opens the library, makes it when there is none, and brings the index
// up to it. The error is of kind clip.ErrBusy when another
// process holds it.
func Open(ctx context.Context, o Options) (*App, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	dir := LibraryDir(o.Dir)
	library, err := store.Open(ctx, store.Options{Dir: dir, Clock: o.Clock})
	if err != nil {
		return nil, err
	}
	folder, remove, err := indexFolder(dir, library.ReadOnly() != nil)
	if err != nil {
		library.Close()
		return nil, err
	}
	index, err := search.Open(ctx, search.Options{Dir: folder, Text: library.Texts, Clock: o.Clock})
	if err != nil {
		library.Close()
		remove()
		return nil, fmt.Errorf("open index: %w", err)
	}
	a := &App{library: library, index: index, unmirror: remove, clock: o.Clock, background: o.Background, fetcher: fetch.New(o.Fetch),
		watchers: map[int]func(){}, hand: map[int64]int{}}
	a.groupingDir = filepath.Join(filepath.Dir(folder), "grouping")
	a.open, a.shut = context.WithCancel(context.WithoutCancel(ctx))
	if err := a.begin(ctx); err != nil {
		a.Close()
		return nil, err
	}
	a.expireTrash(ctx)
	a.sweepExports()
	return a, nil
}

// begin brings the index up to the library. One that is ahead of it belongs to
// another: someone put an older library.db back.
func (a *App) begin(ctx context.Context) error {
	seq, err := a.library.Seq(ctx)
	if err != nil {
		return err
	}
	if a.index.Seq() > seq {
		if err := a.index.Empty(ctx); err != nil {
			return fmt.Errorf("empty index: %w", err)
		}
	}
	return a.followIndex(ctx)
}

// Close ends everything. What was reported as kept is on disk already.
func (a *App) Close() error {
	a.shut()
	a.restoring.Lock()
	defer a.restoring.Unlock()
	a.changing.Lock()
	defer a.changing.Unlock()
	a.awaitIndex()
	a.saveGrouping(context.Background(), saveAtClose)
	a.dropGrouping()
	err := a.index.Close()
	a.unmirror()
	if e := a.library.Close(); e != nil {
		err = e
	}
	return err
}

// Dir returns the library folder.
func (a *App) Dir() string { return a.library.Dir() }

// Watch has f called after each change to the library, whoever made it, on
// the goroutine that made it: f must return at once. The returned function
// ends it.
func (a *App) Watch(f func()) (stop func()) {
	a.watching.Lock()
	defer a.watching.Unlock()
	a.nextID++
	id := a.nextID
	a.watchers[id] = f
	return func() {
		a.watching.Lock()
		defer a.watching.Unlock()
		delete(a.watchers, id)
	}
}

func (a *App) changed() {
	a.names.forget()
	a.watching.Lock()
	defer a.watching.Unlock()
	for _, f := range a.watchers {
		f()
	}
}

// change runs one change to the library as the only writer; then the index and
// the grouping follow and the watchers are told.
func (a *App) change(ctx context.Context, f func() error) error {
	a.changing.Lock()
	defer a.changing.Unlock()
	if err := f(); err != nil {
		return err
	}
	// The change is durable: a cancelled caller must not leave search behind.
	err := a.follow(context.WithoutCancel(ctx))
	a.changed()
	return err
}
