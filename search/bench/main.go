// Command bench measures the search beside SQLite FTS5, on the same documents
// in one run.
//
//	go run ./search/bench speed -dir DIR [-clips 100000] [-seed 1]
//	go run ./search/bench ranking -data DIR [-dir DIR]
//
// speed makes a library of invented clips of 6 KB in DIR (words, names and
// outlets by Zipf's law; the same seed gives the same clips; kept for the next
// run), indexes them with our index and with FTS5, and prints: indexing,
// index ÷ text, keystrokes with snippets, phrases, counts on everything, a term
// sorted by date, and the resident anonymous memory (Linux) of searching and of
// rebuilding, each in a process of its own. -keep uses the indexes that are
// there.
//
// ranking asks known-item queries: DIR holds docs.jsonl.gz ({"id","title",
// "byline","source","lang","body"}, a line each) and queries.json ([{"Type",
// "Q","ID"}]: the document ID should come first). It prints the mean reciprocal
// rank within the first ten hits by type, ours beside FTS5 (all words by BM25,
// then any of them), with the difference's 95 % interval by a paired bootstrap;
// half A and half B part the queries by a hash of their document, so that what
// was tuned on one half can be looked at on the other.
//
// Times are by the clock and of the processor (what this process used of all
// cores); on a machine that does other work only the second says much.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("say what to measure: speed or ranking")
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	var s speed
	var k known
	flags.StringVar(&s.dir, "dir", "", "folder that keeps the library and the indexes")
	flags.IntVar(&s.clips, "clips", 100_000, "how many clips")
	flags.Uint64Var(&s.seed, "seed", 1, "other seeds give other clips")
	flags.BoolVar(&s.keep, "keep", false, "measure on the indexes that are there")
	flags.BoolVar(&s.alone, "alone", false, "leave FTS5 out, for quick turns")
	flags.StringVar((*string)(&s.profile), "profile", "", "write a CPU profile to this file (with -keep: of queries alone)")
	flags.StringVar(&k.data, "data", "", "folder with docs.jsonl.gz and queries.json")
	flags.StringVar(&k.misses, "misses", "", "list the queries of this type that were not answered first")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	k.dir, k.profile = s.dir, s.profile
	switch args[0] {
	case "speed":
		return s.run(ctx)
	case "ranking":
		return k.run(ctx)
	case phaseSearch, phaseRebuild:
		return s.phase(ctx, args[0])
	}
	return fmt.Errorf("unknown measure %q: speed or ranking", args[0])
}
