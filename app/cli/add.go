package cli

import (
	"fmt"
	"io"
	"os"
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

func (c *addCommand) run(s *session) error {
	inputs, err := c.inputs(s)
	if err != nil {
		return err
	}
	options := app.AddOptions{Anything: c.Anything, Related: c.Related, Duplicates: app.KeepBoth, Tags: c.Tag, NoImages: c.NoImages}
	if c.Version {
		options.Duplicates = app.AsNewVersion
	}
	if c.Folder != "" {
		folder, err := s.folder(c.Folder, true)
		if err != nil {
			return err
		}
		options.Folders = []clip.ID{folder.ID}
	}
	return s.add(inputs, options)
}

func (c *addCommand) inputs(s *session) ([]intake.Input, error) {
	var inputs []intake.Input
	for _, text := range c.Inputs {
		more, err := s.input(text)
		if err != nil {
			return nil, err
		}
		for i := range more {
			if c.URL != "" && more[i].Kind != intake.KindURL {
				more[i].URL = c.URL
			}
		}
		inputs = append(inputs, more...)
	}
	return inputs, nil
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
	file, err := os.Open(s.path(text))
	if err != nil {
		return nil, fileError(text, err)
	}
	defer file.Close()
	data, err := readAll(file, text)
	if err != nil {
		return nil, err
	}
	return intake.Recognise(text, data)
}

func fileError(name string, err error) error {
	if os.IsNotExist(err) {
		return &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is no file %s.", name),
			Next: "Check its name; an address begins with http:// or https://."}
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

// add adds inputs, prints each as it is done, and fails when one of them did.
func (s *session) add(inputs []intake.Input, options app.AddOptions) error {
	failed := 0
	options.Each = func(done, total int, added app.Added) {
		if added.Outcome == app.Failed || added.Outcome == app.NoArticle {
			failed++
		}
		s.printAdded(done, total, &added)
	}
	if _, err := s.app.Add(s.ctx, inputs, options); err != nil {
		return err
	}
	if failed > 0 {
		return exitError(exitFailed)
	}
	return nil
}

// addedJSON is what became of one input.
type addedJSON struct {
	Input    string         `json:"input"`
	Outcome  app.Outcome    `json:"outcome"`
	Clip     *clipJSON      `json:"clip,omitempty"`
	Existing []clip.ID      `json:"existing,omitempty"`
	Related  []clip.Related `json:"related,omitempty"`
	Error    string         `json:"error,omitempty"`
}

func (s *session) printAdded(done, total int, added *app.Added) {
	message := app.Sentence(added.Err)
	if added.Outcome == app.NoArticle && added.Pending != nil {
		message = added.Pending.Why() + " Or keep it as it is with --anything."
	}
	if s.json {
		s.addedLine(added, message)
		return
	}
	if message != "" {
		fmt.Fprintf(s.err, "newsclip: %s: %s\n", added.Input, message)
		return
	}
	progress := ""
	if total > 1 {
		progress = fmt.Sprintf("[%d/%d] ", done, total)
	}
	fmt.Fprintf(s.out, "%s%s %s  %s\n", progress, added.Outcome, added.Clip.ID, added.Clip.Version.Title)
	for _, other := range added.Existing {
		fmt.Fprintf(s.out, "  already clipped on %s: %s  %s\n", other.Captured.Format("2006-01-02"), other.ID, other.Version.Title)
	}
	for _, related := range added.Related {
		fmt.Fprintf(s.out, "  also on this page: %s (keep with --related)\n", related.Title)
	}
}

func (s *session) addedLine(added *app.Added, message string) {
	object := addedJSON{Input: added.Input, Outcome: added.Outcome, Related: added.Related, Error: message}
	if added.Clip.ID != "" {
		c := toJSON(&added.Clip)
		object.Clip = &c
	}
	for _, other := range added.Existing {
		object.Existing = append(object.Existing, other.ID)
	}
	s.line(object)
}

type importCommand struct {
	File   string   `arg:"" help:"A file, or - for standard input."`
	Format string   `enum:"jsonl" default:"jsonl" help:"Format: jsonl, an object a line {id,title,byline,source,lang,date,tags,body,html,url}."`
	Folder string   `help:"Put the clips in this folder; it is made if needed." placeholder:"PATH"`
	Tag    []string `help:"Tag the clips." placeholder:"TAG"`
	Quiet  bool     `help:"Tell only what failed."`
}

func (c *importCommand) run(s *session) error {
	in := s.in
	if c.File != "-" {
		file, err := os.Open(s.path(c.File))
		if err != nil {
			return fileError(c.File, err)
		}
		defer file.Close()
		in = file
	}
	options := app.ImportOptions{Tags: c.Tag, Each: func(done, _ int, added app.Added) {
		if added.Err != nil {
			fmt.Fprintf(s.err, "newsclip: %s\n", app.Sentence(added.Err))
		} else if !c.Quiet && done%1000 == 0 {
			fmt.Fprintf(s.err, "newsclip: %d records\n", done)
		}
	}}
	if c.Folder != "" {
		folder, err := s.folder(c.Folder, true)
		if err != nil {
			return err
		}
		options.Folders = []clip.ID{folder.ID}
	}
	count, err := s.app.Import(s.ctx, in, options)
	s.printImported(count)
	if err == nil && count.Failed > 0 {
		return exitError(exitFailed)
	}
	return err
}

func (s *session) printImported(count app.Imported) {
	if s.json {
		s.line(map[string]int{"kept": count.Kept, "skipped": count.Skipped, "failed": count.Failed})
		return
	}
	fmt.Fprintf(s.out, "kept %d, already there %d, failed %d\n", count.Kept, count.Skipped, count.Failed)
}

type queueCommand struct {
	Retry bool `help:"Try what waits or failed once more."`
	Drop  bool `help:"Drop what failed."`
}

func (c *queueCommand) run(s *session) error {
	switch {
	case c.Drop:
		n, err := s.app.DropFailed(s.ctx)
		if err == nil {
			fmt.Fprintf(s.err, "newsclip: dropped %d.\n", n)
		}
		return err
	case c.Retry:
		options := app.AddOptions{Duplicates: app.KeepBoth, Each: func(done, total int, added app.Added) { s.printAdded(done, total, &added) }}
		_, err := s.app.Resume(s.ctx, true, options)
		return err
	}
	jobs, err := s.app.Waiting(s.ctx)
	for _, job := range jobs {
		if s.json {
			s.line(map[string]any{"url": job.URL, "added": job.Added, "tries": job.Tries, "error": job.Error})
			continue
		}
		fmt.Fprintln(s.out, strings.TrimSpace(job.URL+"  "+job.Error))
	}
	return err
}
