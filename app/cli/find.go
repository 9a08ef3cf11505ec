package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"newsclip/clip"
)

// filters narrow a list or search.
type filters struct {
	Folder  string   `help:"Only in this folder and those below it." placeholder:"PATH"`
	Story   string   `help:"Only in this story (its id or name)." placeholder:"STORY"`
	Outlet  string   `help:"Only from this outlet." placeholder:"NAME"`
	Tag     []string `help:"Only with this tag; repeated: with all of them." placeholder:"TAG" sep:"none"`
	From    string   `help:"Only from this day on." placeholder:"YYYY-MM-DD"`
	To      string   `help:"Only up to this day." placeholder:"YYYY-MM-DD"`
	Unread  bool     `help:"Only unread ones."`
	Starred bool     `help:"Only starred ones."`
	Trash   bool     `help:"Those in the trash."`
	Limit   *int     `help:"At most so many (default: 50)." placeholder:"N"`
}

func (f *filters) query(s *session) (clip.Query, error) {
	q := clip.Query{Outlet: f.Outlet, Tags: f.Tag, Unread: f.Unread, Starred: f.Starred, Trash: f.Trash}
	if f.Limit != nil {
		q.Limit = *f.Limit
	}
	if f.Limit != nil && q.Limit < 1 {
		return q, &clip.Error{Kind: clip.ErrInvalid, Message: "The limit must be at least 1.", Next: "Leave --limit out for 50."}
	}
	if f.Folder != "" {
		folder, err := s.app.FolderAt(s.ctx, f.Folder)
		if err != nil {
			return q, err
		}
		q.Folders = []clip.ID{folder.ID}
	}
	if f.Story != "" {
		story, err := s.story(f.Story)
		if err != nil {
			return q, err
		}
		q.Stories = []clip.ID{story.ID}
	}
	var err error
	if q.From, err = day(f.From); err != nil {
		return q, err
	}
	if q.To, err = day(f.To); err == nil && !q.To.IsZero() {
		q.To = q.To.AddDate(0, 0, 1)
	}
	return q, err
}

// narrow reports whether any filter is set.
func (f *filters) narrow() bool {
	return f.Folder != "" || f.Story != "" || f.Outlet != "" || len(f.Tag) > 0 || f.From != "" || f.To != "" || f.Unread || f.Starred || f.Trash
}

func day(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, text, time.Local)
	if err != nil {
		return t, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%q is no day.", text), Next: "Write it as 2026-03-01."}
	}
	return t, nil
}

type listCommand struct {
	filters
	Sort string `help:"newest, oldest, or hand: as a folder is arranged." default:"newest" enum:"newest,oldest,hand" placeholder:"newest"`
}

func (c *listCommand) run(s *session) error {
	q, err := c.query(s)
	if err != nil {
		return err
	}
	if q.Order = clip.Order(c.Sort); q.Order == clip.ByHand && c.Folder == "" {
		return &clip.Error{Kind: clip.ErrInvalid, Message: "Only folders are arranged by hand.", Next: "Name one with --folder."}
	}
	found, err := s.app.Find(s.ctx, q)
	if err != nil {
		return err
	}
	if err := s.rows(found.Rows); err != nil {
		return err
	}
	switch {
	case found.Total > len(found.Rows):
		s.note(fmt.Sprintf("%d of %d; --limit shows more.", len(found.Rows), found.Total))
	case len(found.Rows) == 0 && c.narrow():
		s.note("no clip fits. newsclip list shows all.")
	case len(found.Rows) == 0:
		s.note("the library is empty. newsclip add ADDRESS clips an article.")
	}
	return nil
}

type searchCommand struct {
	filters
	Words  []string `arg:"" optional:"" help:"What to search for: words, \"a phrase\", -without, OR, harb*, tag:sea, outlet:ledger, date:2026-03, is:unread …"`
	Saved  string   `help:"Search again what was saved under this name; words narrow it." placeholder:"NAME"`
	Counts bool     `help:"Count what is found by outlet, folder and month."`
	JSONL  bool     `name:"jsonl" help:"Read queries from standard input, an object a line {\"q\",\"limit\"}, and answer each on a line."`
}

func (c *searchCommand) run(s *session) error {
	if c.JSONL {
		return searchLines(s)
	}
	q, err := c.query(s)
	if err != nil {
		return err
	}
	if q.Text, err = s.words(c.Saved, c.Words); err != nil {
		return err
	}
	if c.Counts {
		return s.counts(q)
	}
	if strings.TrimSpace(q.Text) == "" {
		return &clip.Error{Kind: clip.ErrInvalid, Message: "There is nothing to search for.", Next: "Name some words; newsclip list shows all clips."}
	}
	found, err := s.app.Find(s.ctx, q)
	if err != nil {
		return err
	}
	if found.Hint != "" {
		fmt.Fprintln(s.err, "newsclip:", found.Hint)
	}
	if len(found.Rows) == 0 {
		s.note(nothingFound(found.Instead))
		return exitError(exitNotFound)
	}
	return s.rows(found.Rows)
}

func nothingFound(instead string) string {
	if instead != "" {
		return "nothing found. Did you mean " + instead + "?"
	}
	return "nothing found. Try fewer words, or the beginning of one: harb*."
}

// hitJSON is one hit of the line protocol.
type hitJSON struct {
	ID    clip.ID `json:"id"`
	Ref   string  `json:"ref"`
	Title string  `json:"title"`
	Score float64 `json:"score"`
}

// searchLines answers queries line by line: {"q","limit"} in, {"hits","total",
// "ms"} out, flushed after each.
func searchLines(s *session) error {
	return eachLine(s, func(number int, line []byte, out io.Writer) error {
		var request struct {
			Q     string `json:"q"`
			Limit int    `json:"limit"`
		}
		if err := json.Unmarshal(line, &request); err != nil {
			return badLine(number, "no query", `Write {"q":"words","limit":10}.`, err)
		}
		began := time.Now()
		found, err := s.app.Find(s.ctx, clip.Query{Text: request.Q, Limit: request.Limit})
		if err != nil {
			return err
		}
		hits := make([]hitJSON, len(found.Rows))
		for i, row := range found.Rows {
			hits[i] = hitJSON{row.Clip.ID, row.Clip.Ref, row.Clip.Version.Title, row.Score}
		}
		return writeLine(out, map[string]any{"hits": hits, "total": found.Total, "ms": float64(time.Since(began).Microseconds()) / 1000})
	})
}

type showCommand struct {
	ID       string `arg:"" help:"The clip's id, or its beginning."`
	Original bool   `help:"Print the original bytes that it was made from."`
	XHTML    bool   `name:"xhtml" help:"Print the text as XHTML."`
}

func (c *showCommand) run(s *session) error {
	id, err := s.app.Resolve(s.ctx, c.ID)
	if err != nil {
		return err
	}
	item, err := s.app.Clip(s.ctx, id)
	if err != nil {
		return err
	}
	switch {
	case c.Original:
		data, err := s.app.Original(s.ctx, item.Version.Source.Original)
		if err == nil {
			_, err = s.out.Write(data)
		}
		return err
	case c.XHTML:
		_, err := fmt.Fprintln(s.out, item.Version.Body.XHTML())
		return err
	case s.json:
		cleaning, err := s.app.Cleaning(s.ctx, item.Version.ID)
		if err != nil {
			return err
		}
		marks, err := s.app.Highlights(s.ctx, id)
		if err != nil {
			return err
		}
		object := wholeJSON(&item)
		object.Related, object.Highlights = cleaning.Related, highlightsJSON(marks)
		return s.line(object)
	}
	return s.showClip(&item)
}

// story finds a story by its id or name.
func (s *session) story(text string) (clip.Story, error) {
	if found, err := s.app.Story(s.ctx, clip.ID(text)); err == nil {
		return found, nil
	}
	stories, err := s.app.Stories(s.ctx)
	if err != nil {
		return clip.Story{}, err
	}
	var matches []clip.Story
	for _, story := range stories {
		if strings.EqualFold(story.Name, text) || len(text) >= 4 && strings.HasPrefix(string(story.ID), text) {
			matches = append(matches, story)
		}
	}
	switch len(matches) {
	case 0:
		return clip.Story{}, &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is no story %q.", text), Next: "newsclip stories lists them."}
	case 1:
		return matches[0], nil
	}
	return clip.Story{}, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("%d stories are called %q.", len(matches), text), Next: "Name one by its id; newsclip stories lists them."}
}
