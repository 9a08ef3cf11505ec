// Package cli is the command line: every use-case from a terminal, for people
// and, with --json, for programs. Results go to standard output, errors and
// progress to standard error. It decides nothing.
//
//	cli.go      running a command line, here or in the process that serves us
//	report.go   what went wrong: sentences and exit codes
//	add.go      add
//	queue.go    queue
//	import.go   import
//	find.go     list, search, show
//	searches.go searches; counts
//	explain.go  explain
//	correct.go  correct, rules
//	highlights.go highlights
//	versions.go versions, diff
//	why.go      why; regroup.go regroup
//	stories.go  stories; coverage.go stories show; offers.go stories suggestions, keep-apart
//	organise.go edit, folders, move, tag, trash, undo
//	backup.go   backup; restore.go restore
//	export.go   export; templates.go templates
//	verify.go   verify
//	batch.go    extract, group: line protocols that need no library
//	print.go    clips as text and as JSON
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"path/filepath"
	"slices"
	"time"

	"github.com/alecthomas/kong"

	"newsclip/app"
	"newsclip/clip"
)

// Exit codes.
const (
	exitOK       = 0
	exitFailed   = 1 // the command failed, or some of its inputs did
	exitUsage    = 2 // the command line makes no sense
	exitNotFound = 3 // no such clip, folder or story; nothing found
	exitCancel   = 130
)

// grammar is the command line as kong reads it.
type grammar struct {
	Library string `help:"Library folder (default: the platform's data folder, or $NEWSCLIP_LIBRARY)." placeholder:"DIR" type:"path"`
	JSON    bool   `help:"Print JSON, an object a line." name:"json"`

	Add        addCommand        `cmd:"" help:"Clip addresses, files or standard input (-)."`
	List       listCommand       `cmd:"" help:"List clips, newest first unless --sort says otherwise."`
	Show       showCommand       `cmd:"" help:"Show one clip."`
	Search     searchCommand     `cmd:"" help:"Search the library."`
	Searches   searchesCommand   `cmd:"" help:"List, save, rename and delete searches."`
	Edit       editCommand       `cmd:"" help:"Set title, authors, outlet, date, address or text by hand."`
	Explain    explainCommand    `cmd:"" help:"Say how an address, file, standard input (-) or clip is cleaned: what goes and why."`
	Correct    correctCommand    `cmd:"" help:"Put a piece back into a clip's text, or take one away."`
	Rules      rulesCommand      `cmd:"" help:"List or drop the corrections that hold for a whole site."`
	Folders    foldersCommand    `cmd:"" help:"List, make, rename, arrange and delete folders."`
	Stories    storiesCommand    `cmd:"" help:"List and show stories; rename, merge and split them, pin clips to them."`
	Regroup    regroupCommand    `cmd:"" help:"Place all clips in stories anew, pinned ones aside, and say what that changes."`
	Why        whyCommand        `cmd:"" help:"Say why a clip is in its story."`
	Move       moveCommand       `cmd:"" help:"Put clips in a folder or a story."`
	Highlights highlightsCommand `cmd:"" help:"List, add, change and remove highlights and the notes on them."`
	Versions   versionsCommand   `cmd:"" help:"List the versions of a clip and what each changed; use another."`
	Diff       diffCommand       `cmd:"" help:"Say what changed between two versions of a clip."`
	Tag        tagCommand        `cmd:"" help:"Add and remove tags."`
	Trash      trashCommand      `cmd:"" help:"Put clips in the trash, list or empty it."`
	Undo       undoCommand       `cmd:"" help:"Take the last change back."`
	Redo       redoCommand       `cmd:"" help:"Make the change undone last again."`
	Export     exportCommand     `cmd:"" help:"Write a folder, story, search or selection as PDF or Markdown."`
	Templates  templatesCommand  `cmd:"" help:"List, show, save and delete the settings of exports."`
	Import     importCommand     `cmd:"" help:"Import records (JSON lines)."`
	Backup     backupCommand     `cmd:"" help:"Write the whole library into one file."`
	Restore    restoreCommand    `cmd:"" help:"Bring a backup back, or clips out of the trash."`
	Queue      queueCommand      `cmd:"" help:"Show, retry or drop addresses that wait or failed."`
	Verify     verifyCommand     `cmd:"" help:"Check the library, and mend what can be mended."`
	Extract    extractCommand    `cmd:"" help:"Clean pages without a library (line protocol)."`
	Group      groupCommand      `cmd:"" help:"Group documents by story without a library (line protocol)."`
	Version    versionCommand    `cmd:"" help:"Print the version."`
}

// session is what a command works with.
type session struct {
	ctx context.Context
	app *app.App // nil for commands that need no library
	// options is how a command without a library works.
	options app.Options
	json    bool
	in      io.Reader
	out     io.Writer
	err     io.Writer
	dir     string
	now     func() time.Time
}

// command is what every entry of the grammar can do. What needs no library
// says so by a method alone().
type command interface{ run(*session) error }

type standalone interface{ alone() }

// spare is a command that makes do without a library where there is none.
type spare interface{ spare() }

// parse reads a command line. stop is set when nothing is left to do: help was
// printed, or the line makes no sense.
func parse(c app.Command) (g *grammar, cmd command, code int, stop bool) {
	g = &grammar{}
	exited := false
	parser, err := kong.New(g, kong.Name("newsclip"),
		kong.Description("Clips news articles to your own disk. Without a command it opens the window."),
		kong.Writers(c.Stdout, c.Stderr), kong.Exit(func(int) { exited = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		fmt.Fprintln(c.Stderr, "newsclip:", err)
		return g, nil, exitFailed, true
	}
	parsed, err := parser.Parse(withHelp(c.Args))
	if exited {
		return g, nil, exitOK, true
	}
	if err != nil {
		fmt.Fprintln(c.Stderr, "newsclip:", usage(err))
		return g, nil, exitUsage, true
	}
	cmd, ok := parsed.Selected().Target.Addr().Interface().(command)
	if !ok {
		fmt.Fprintln(c.Stderr, "newsclip: the command is incomplete. See newsclip --help.")
		return g, nil, exitUsage, true
	}
	return g, cmd, exitOK, false
}

// withHelp turns "help" and "help list" into the flag that kong knows.
func withHelp(args []string) []string {
	if len(args) > 0 && args[0] == "help" {
		return append(slices.Clone(args[1:]), "--help")
	}
	return args
}

// Main runs a command line: on the library itself, or through the process
// that holds it. It returns the exit code.
func Main(ctx context.Context, c app.Command) int {
	quieten()
	return run(ctx, c, app.Options{})
}

// quieten drops what libraries log: it is not for people, and Bleve complains of
// files that two of its goroutines cleared away at once.
func quieten() { log.SetOutput(io.Discard) }

// run is Main with a clock and a network of the caller's; the library is the
// one that the command line names.
func run(ctx context.Context, c app.Command, o app.Options) int {
	g, cmd, code, stop := parse(c)
	if stop {
		return code
	}
	_, alone := cmd.(standalone)
	if _, ok := cmd.(spare); alone || ok && !app.HasLibrary(g.Library) {
		return report(c, g.JSON, cmd, execute(ctx, nil, g, cmd, c, o))
	}
	o.Dir = g.Library
	return withLibrary(ctx, o, g, cmd, c)
}

func withLibrary(ctx context.Context, o app.Options, g *grammar, cmd command, c app.Command) int {
	fresh := !app.HasLibrary(o.Dir)
	a, code, err := app.OpenOrForward(ctx, o, c)
	switch {
	case err != nil:
		return report(c, g.JSON, cmd, err)
	case a == nil:
		return code
	}
	if fresh && !g.JSON {
		fmt.Fprintf(c.Stderr, "newsclip: made a new library in %s.\n", a.Dir())
	}
	for _, notice := range a.Notices() {
		if !g.JSON {
			fmt.Fprintln(c.Stderr, "newsclip:", notice)
		}
	}
	return serveAndExecute(ctx, a, g, cmd, c)
}

// serveAndExecute runs the command, serving other processes meanwhile and
// until theirs are done.
func serveAndExecute(ctx context.Context, a *app.App, g *grammar, cmd command, c app.Command) int {
	server, err := a.Serve(Served)
	if err != nil { // others will have to wait; this command need not
		fmt.Fprintf(c.Stderr, "newsclip: other processes cannot be served meanwhile: %v\n", err)
	}
	code := exitFailed
	if err := execute(ctx, a, g, cmd, c, app.Options{}); err == nil || g.JSON || !errors.Is(err, a.ReadOnly()) { // else it was told already, see Notices
		code = report(c, g.JSON, cmd, err)
	}
	if server != nil {
		server.Drain()
	}
	if err := a.Close(); err != nil {
		return report(c, g.JSON, cmd, err)
	}
	return code
}

// Served runs a command line that another process handed over.
func Served(ctx context.Context, a *app.App, c app.Command) int {
	g, cmd, code, stop := parse(c)
	if stop {
		return code
	}
	return report(c, g.JSON, cmd, execute(ctx, a, g, cmd, c, app.Options{}))
}

func execute(ctx context.Context, a *app.App, g *grammar, cmd command, c app.Command, o app.Options) error {
	s := &session{ctx: ctx, app: a, options: o, json: g.JSON, in: c.Stdin, out: c.Stdout, err: c.Stderr, dir: c.Dir, now: time.Now}
	return cmd.run(s)
}

// path resolves a path of the command line against its working directory: the
// command may run in another process.
func (s *session) path(name string) string {
	if filepath.IsAbs(name) || s.dir == "" {
		return name
	}
	return filepath.Join(s.dir, name)
}

// line prints v as a line of JSON.
func (s *session) line(v any) error {
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// ids resolves what a person typed to clips.
func (s *session) ids(texts []string) ([]clip.ID, error) {
	var out []clip.ID
	for _, text := range texts {
		id, err := s.app.Resolve(s.ctx, text)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

type versionCommand struct{}

func (versionCommand) alone() {}

func (versionCommand) run(s *session) error {
	if s.json {
		return s.line(map[string]string{"version": app.Version})
	}
	_, err := fmt.Fprintln(s.out, "newsclip", app.Version)
	return err
}
