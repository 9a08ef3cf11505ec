package cli

import (
	"fmt"

	"newsclip/app"
	"newsclip/clip/export/review"
)

type exportCommand struct {
	filters
	IDs      []string `arg:"" optional:"" name:"id" help:"Clips; none: those that the filters name."`
	Words    string   `name:"search" help:"Export what a search finds." placeholder:"WORDS"`
	Saved    string   `help:"Export what a saved search finds." placeholder:"NAME"`
	Format   string   `help:"pdf or markdown." default:"pdf"`
	Output   string   `short:"o" required:"" help:"The file (PDF) or folder (Markdown) to be made." placeholder:"PATH"`
	Combined bool     `help:"Markdown: one file with contents instead of one per clip."`
	Paper    string   `help:"PDF: a4, letter or a5." enum:"a4,letter,a5" default:"a4"`
	Title    string   `help:"Title of the document (default: the folder's or story's name)."`
	For      string   `help:"For whom it is; stands below the title."`
	Notes    bool     `help:"Highlights and notes too: marks in the text, notes below it."`
	Force    bool     `help:"Replace what stands at the output's place."`
}

func (c *exportCommand) run(s *session) error {
	ids, err := s.ids(c.IDs)
	if err != nil {
		return err
	}
	q, err := c.query(s)
	if err != nil {
		return err
	}
	if q.Text, err = s.words(c.Saved, []string{c.Words}); err != nil {
		return err
	}
	q.Limit = 0
	request := app.ExportRequest{Format: c.Format, Target: s.path(c.Output), Clips: ids, Query: q, Title: c.Title,
		Subtitle: c.For, Overwrite: c.Force, Notes: c.Notes, Options: review.Options{Paper: c.Paper, Markdown: review.Markdown{Combined: c.Combined}}}
	// A folder or story alone exports with its structure; with further filters
	// it is a search.
	switch {
	case !c.placeAlone():
	case len(q.Folders) == 1:
		request.Folder = q.Folders[0]
	case len(q.Stories) == 1:
		request.Story = q.Stories[0]
	}
	if request.Title == "" && c.Saved != "" {
		request.Title = c.Saved
	}
	written, err := s.app.Export(s.ctx, request)
	if err != nil {
		return err
	}
	for _, warning := range written.Warnings {
		fmt.Fprintln(s.err, "newsclip:", warning)
	}
	if s.json {
		return s.line(map[string]any{"output": request.Target, "files": written.Files, "pages": written.Pages, "warnings": written.Warnings})
	}
	_, err = fmt.Fprintln(s.out, request.Target)
	return err
}

// placeAlone reports whether a folder or a story is all that was asked for.
func (c *exportCommand) placeAlone() bool {
	f := &c.filters
	narrowed := c.Words != "" || c.Saved != "" || f.Outlet != "" || len(f.Tag) > 0 || f.From != "" || f.To != "" || f.Unread || f.Starred || f.Trash
	return !narrowed && (f.Folder == "") != (f.Story == "")
}
