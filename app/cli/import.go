package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"newsclip/app"
	"newsclip/clip"
)

type importCommand struct {
	File   string   `arg:"" help:"A file of records, or - for standard input; a backup (.zip) is restored, see newsclip restore."`
	Format string   `enum:"jsonl" default:"jsonl" help:"Format: jsonl, an object a line {id,title,byline,source,lang,date,tags,body,html,url}."`
	Folder string   `help:"Put the clips in this folder; it is made if needed." placeholder:"PATH"`
	Tag    []string `help:"Tag the clips." placeholder:"TAG"`
	Fetch  bool     `help:"Fetch records that have an address but no text; without it they fail."`
	Quiet  bool     `help:"Tell only what failed."`
}

func (importCommand) resume() string {
	return "Import the file again to go on: what was kept is skipped."
}

func (c *importCommand) run(s *session) error {
	if strings.EqualFold(filepath.Ext(c.File), ".zip") {
		return (&restoreCommand{Newer: "ask"}).backup(s, s.path(c.File))
	}
	in := s.in
	if c.File != "-" {
		file, err := s.open(c.File)
		if err != nil {
			return err
		}
		defer file.Close()
		in = file
	}
	options := app.ImportOptions{Tags: c.Tag, Fetch: c.Fetch}
	s.ctx = app.OneStep(s.ctx, "Import records")
	if c.Folder != "" {
		folder, err := s.app.MakePath(s.ctx, c.Folder)
		if err != nil {
			return err
		}
		options.Folders = []clip.ID{folder.ID}
	}
	told := importTold{session: s, quiet: c.Quiet}
	options.Each = told.each
	count, err := s.app.Import(s.ctx, in, options)
	told.end()
	s.printImported(count)
	if err == nil && count.Failed > 0 {
		return exitError(exitFailed)
	}
	return err
}

// maxTold is how many failures of an import are told one by one: the first
// show what is wrong with the file, thousands would hide it.
const maxTold = 50

// importTold tells of an import while it runs.
type importTold struct {
	*session
	quiet bool
	told  int
}

func (t *importTold) each(done, _ int, added app.Added) {
	for _, warning := range added.Warnings {
		t.line(warning)
	}
	switch {
	case added.Outcome == app.NoArticle && added.Pending != nil:
		t.line(atTerminal(added.Pending.Why()))
	case added.Outcome == app.Waiting || added.Outcome == app.Cancelled:
	case added.Err != nil:
		t.line(sentence(added.Err))
	case !t.quiet && done%1000 == 0:
		fmt.Fprintf(t.err, "newsclip: %d records\n", done)
	}
}

func (t *importTold) line(text string) {
	if t.told++; t.told <= maxTold {
		fmt.Fprintln(t.err, "newsclip:", text)
	}
}

func (t *importTold) end() {
	if more := t.told - maxTold; more > 0 {
		fmt.Fprintf(t.err, "newsclip: and %d more like these.\n", more)
	}
}

func (s *session) printImported(count app.Imported) {
	if s.json {
		s.line(map[string]int{"kept": count.Kept, "skipped": count.Skipped, "failed": count.Failed})
		return
	}
	fmt.Fprintf(s.out, "kept %d, already there %d, failed %d\n", count.Kept, count.Skipped, count.Failed)
}
