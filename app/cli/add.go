package cli

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/intake"
)

type addCommand struct {
	Inputs   []string `arg:"" help:"Addresses, files, or - for standard input."`
	URL      string   `help:"The address that a file or standard input came from." placeholder:"ADDRESS"`
	Anything bool     `help:"Keep pages that are no article too."`
	Related  bool     `help:"Keep the related articles that a page offers too."`
	Version  bool     `help:"Keep what was clipped already as a new version (otherwise both are kept and listed)."`
	Folder   string   `help:"Put the clips in this folder (A/B for B in A); it is made if needed." placeholder:"PATH"`
	Tag      []string `help:"Tag the clips." placeholder:"TAG"`
	NoImages bool     `help:"Fetch no images."`
}

// maxInput bounds what is read from a file or standard input, in bytes; a
// page with its images inside (MHTML) may be large.
const maxInput = 64 << 20

func (addCommand) resume() string {
	return "Addresses that were not reached wait: newsclip queue lists them, newsclip queue --retry goes on."
}

func (c *addCommand) run(s *session) error {
	inputs, problems := c.inputs(s)
	if len(inputs) == 0 && len(problems) == 1 {
		return problems[0].err
	}
	failed := s.tellProblems(problems)
	if len(inputs) == 0 {
		return exitError(exitFailed)
	}
	options, err := c.options(s)
	if err != nil {
		return err
	}
	watched, told := s.watch(options)
	if _, err := s.app.Add(s.ctx, inputs, watched); err != nil {
		return err
	}
	if failed || told.failed > 0 {
		return exitError(exitFailed)
	}
	return nil
}

func (c *addCommand) options(s *session) (app.AddOptions, error) {
	options := app.AddOptions{Anything: c.Anything, Related: c.Related, Duplicates: app.KeepBoth, Tags: c.Tag, NoImages: c.NoImages}
	if c.Version {
		options.Duplicates = app.AsNewVersion
	}
	if c.Folder != "" {
		s.ctx = app.OneStep(s.ctx, "Add to the folder “"+c.Folder+"”")
		folder, err := s.app.MakePath(s.ctx, c.Folder)
		if err != nil {
			return options, err
		}
		options.Folders = []clip.ID{folder.ID}
	}
	return options, nil
}

// A problem is an argument, or a part of a file, that is no input.
type problem struct {
	argument string
	err      error
}

// inputs recognises the arguments; one that is faulty does not stop the
// others.
func (c *addCommand) inputs(s *session) (inputs []intake.Input, problems []problem) {
	for _, text := range c.Inputs {
		more, err := s.input(text)
		for _, part := range parts(err) {
			problems = append(problems, problem{text, part})
		}
		for i := range more {
			if c.URL != "" && more[i].Kind != intake.KindURL {
				more[i].URL = c.URL
			}
		}
		inputs = append(inputs, more...)
	}
	return inputs, problems
}

// parts takes joined errors apart.
func parts(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

// tellProblems tells them and reports whether there are any.
func (s *session) tellProblems(problems []problem) (failed bool) {
	for _, p := range problems {
		s.printAdded(0, 0, &app.Added{Input: p.argument, Outcome: app.Failed, Err: p.err})
	}
	return len(problems) > 0
}

// input recognises one argument: an address, - or a file.
func (s *session) input(text string) ([]intake.Input, error) {
	if strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") {
		return []intake.Input{{Kind: intake.KindURL, URL: text}}, nil
	}
	if text == "-" {
		data, err := readAll(s.in, "Standard input")
		if err != nil {
			return nil, err
		}
		return intake.Recognise("", data)
	}
	file, err := s.open(text)
	if clip.KindOf(err) == clip.ErrNotFound {
		return addressOr(text, err)
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := readAll(file, text)
	if err != nil {
		return nil, err
	}
	return intake.Recognise(text, data)
}

// addressOr takes what is no file for an address without its scheme, where it
// can be nothing else; notes.md might be either, example.com/news is not.
func addressOr(text string, missing error) ([]intake.Input, error) {
	if scheme, _, ok := strings.Cut(text, ":"); ok && len(scheme) > 1 && !strings.ContainsAny(scheme, "/. ") {
		return nil, &clip.Error{Kind: clip.ErrUnsupported, Message: fmt.Sprintf("Addresses that begin with %s: cannot be fetched.", scheme),
			Next: "Give one that begins with https:// or http://, or a file."}
	}
	inputs, err := intake.Recognise("", []byte(text))
	if err == nil && len(inputs) == 1 && inputs[0].Kind == intake.KindURL && (strings.Contains(text, "/") || strings.HasPrefix(text, "www.")) {
		return inputs, nil
	}
	return nil, missing
}

// open opens a file that the command line names.
func (s *session) open(name string) (*os.File, error) {
	file, err := os.Open(s.path(name))
	if err != nil {
		return nil, fileError(name, err)
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		file.Close()
		return nil, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%s is a folder.", name),
			Next: fmt.Sprintf("Name the files in it: %s.", filepath.Join(name, "*"))}
	}
	return file, nil
}

func fileError(name string, err error) error {
	if os.IsNotExist(err) {
		return &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is no file %s.", name),
			Next: "Check its name. If it is an address, write https:// before it."}
	}
	return &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("%s cannot be read.", name), Next: "Check its permissions.", Err: err}
}

func readAll(r io.Reader, name string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err != nil {
		return nil, &clip.Error{Kind: clip.ErrStorage, Message: name + " cannot be read to its end.", Next: "Try again.", Err: err}
	}
	if len(data) > maxInput {
		return nil, &clip.Error{Kind: clip.ErrTooLarge, Message: fmt.Sprintf("%s is larger than %d MiB.", name, maxInput>>20), Next: "Add a smaller part of it."}
	}
	return data, nil
}

// tally counts while inputs are told of.
type tally struct{ failed int }

// watch has each input printed when it is done, and counts those that were not
// kept. What is no article stays in the queue with the reason: nobody can be
// asked here.
func (s *session) watch(o app.AddOptions) (app.AddOptions, *tally) {
	told := &tally{}
	o.Each = func(done, total int, added app.Added) {
		switch added.Outcome {
		case app.Waiting, app.Cancelled: // told of once, at the end
			return
		case app.NoArticle:
			s.app.Postpone(s.ctx, added.Pending)
			told.failed++
		case app.Failed:
			told.failed++
		}
		s.printAdded(done, total, &added)
	}
	return o, told
}

// addedJSON is what became of one input.
type addedJSON struct {
	Input    string         `json:"input"`
	Outcome  app.Outcome    `json:"outcome"`
	Clip     *clipJSON      `json:"clip,omitempty"`
	Existing []clip.ID      `json:"existing,omitempty"`
	Copies   []clip.ID      `json:"copies,omitempty"`
	Related  []clip.Related `json:"related,omitempty"`
	Warnings []string       `json:"warnings,omitempty"`
	Error    string         `json:"error,omitempty"`
}

func (s *session) printAdded(done, total int, added *app.Added) {
	message := sentence(added.Err)
	if added.Outcome == app.NoArticle && added.Pending != nil {
		message = atTerminal(added.Pending.Why()) + " --anything keeps it as it is."
	}
	if s.json {
		s.addedLine(added, message)
		return
	}
	if message != "" {
		if !strings.Contains(message, added.Input) {
			message = added.Input + ": " + message
		}
		fmt.Fprintln(s.err, "newsclip:", message)
		return
	}
	for _, warning := range added.Warnings {
		fmt.Fprintln(s.err, "newsclip:", warning)
	}
	progress := ""
	if total > 1 {
		progress = fmt.Sprintf("[%d/%d] ", done, total)
	}
	fmt.Fprintf(s.out, "%s%s %s  %s\n", progress, added.Outcome, added.Clip.ID, added.Clip.Version.Headline())
	for _, other := range added.Existing {
		fmt.Fprintf(s.out, "  already clipped on %s: %s  %s\n", other.Captured.Format("2006-01-02"), other.ID, other.Version.Headline())
	}
	for _, other := range added.Copies {
		fmt.Fprintf(s.out, "  also in %s: %s  %s\n", cmp.Or(other.Version.Outlet, other.Version.URL), other.ID, other.Version.Headline())
	}
	for _, related := range added.Related {
		fmt.Fprintf(s.out, "  also on this page: %s (keep with --related)\n", related.Title)
	}
}

func (s *session) addedLine(added *app.Added, message string) {
	object := addedJSON{Input: added.Input, Outcome: added.Outcome, Related: added.Related, Warnings: added.Warnings, Error: message}
	if added.Clip.ID != "" {
		c := toJSON(&added.Clip)
		object.Clip = &c
	}
	for _, other := range added.Existing {
		object.Existing = append(object.Existing, other.ID)
	}
	for _, other := range added.Copies {
		object.Copies = append(object.Copies, other.ID)
	}
	s.line(object)
}
