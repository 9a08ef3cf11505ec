package cli

import (
	"fmt"
	"io"
	"strings"

	"newsclip/app"
	"newsclip/clip"
)

type editCommand struct {
	ID     string   `arg:"" help:"The clip's id, or its beginning."`
	Title  *string  `help:"The title."`
	Author []string `help:"An author; repeat for several. An empty one takes all away." placeholder:"NAME"`
	Outlet *string  `help:"The outlet's name."`
	Date   *string  `help:"When it was published: YYYY-MM-DD or RFC 3339; empty: unknown."`
	URL    *string  `help:"Its address."`
	Lang   *string  `help:"Its language, as en or zh-Hant."`
	Text   string   `help:"Replace the text by this file's, - for standard input; empty lines part paragraphs." placeholder:"FILE"`
	Note   *string  `help:"Your note on it."`
}

func (c *editCommand) run(s *session) error {
	id, err := s.app.Resolve(s.ctx, c.ID)
	if err != nil {
		return err
	}
	edit, err := c.edit(s, id)
	if err != nil {
		return err
	}
	if edit == (app.Edit{}) && c.Note == nil {
		return &clip.Error{Kind: clip.ErrInvalid, Message: "There is nothing to change.", Next: "Name a value: newsclip edit --help lists them."}
	}
	if edit != (app.Edit{}) && c.Note != nil {
		s.ctx = app.OneStep(s.ctx, "Edit a clip and its note")
	}
	edited, err := s.app.Edit(s.ctx, id, edit)
	if err != nil {
		return err
	}
	if c.Note != nil {
		if err := s.app.SetNote(s.ctx, id, *c.Note); err != nil {
			return err
		}
	}
	return s.rows([]app.Row{{Clip: edited}})
}

func (c *editCommand) edit(s *session, id clip.ID) (app.Edit, error) {
	edit := app.Edit{Title: c.Title, Outlet: c.Outlet, URL: c.URL, Lang: c.Lang}
	if len(c.Author) > 0 {
		authors := []string{}
		for _, author := range c.Author {
			if author = strings.TrimSpace(author); author != "" {
				authors = append(authors, author)
			}
		}
		edit.Authors = &authors
	}
	if c.Date != nil {
		date, err := app.ReadDate(*c.Date)
		if err != nil {
			return edit, err
		}
		edit.Published = &date
	}
	if c.Text != "" {
		body, err := c.body(s, id)
		if err != nil {
			return edit, err
		}
		edit.Body = &body
	}
	return edit, nil
}

func (c *editCommand) body(s *session, id clip.ID) (clip.Body, error) {
	in := s.in
	if c.Text != "-" {
		file, err := s.open(c.Text)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		in = io.Reader(file)
	}
	data, err := readAll(in, c.Text)
	if err != nil {
		return nil, err
	}
	current, err := s.app.Clip(s.ctx, id)
	if err != nil {
		return nil, err
	}
	return app.EditText(current.Version.Body, string(data)), nil
}

type foldersCommand struct {
	List    foldersListCommand    `cmd:"" default:"1" help:"List folders."`
	New     foldersNewCommand     `cmd:"" help:"Make a folder."`
	Rename  foldersRenameCommand  `cmd:"" help:"Rename a folder."`
	Arrange foldersArrangeCommand `cmd:"" help:"Put the clips of a folder in order by hand; a document of it keeps that order."`
	Delete  foldersDeleteCommand  `cmd:"" help:"Delete a folder and those below it; their clips stay."`
}

type foldersListCommand struct{}

func (foldersListCommand) run(s *session) error {
	folders, err := s.app.Folders(s.ctx)
	if err != nil {
		return err
	}
	if len(folders) == 0 {
		s.note("there are no folders. newsclip folders new PATH makes one.")
	}
	return s.printFolders(folders, "", 0)
}

func (s *session) printFolders(folders []clip.Folder, parent clip.ID, depth int) error {
	for _, f := range folders {
		if f.Parent != parent {
			continue
		}
		if s.json {
			if err := s.line(map[string]any{"id": f.ID, "parent": f.Parent, "name": f.Name, "clips": f.Clips}); err != nil {
				return err
			}
		} else {
			fmt.Fprintf(s.out, "%s%s (%d)\n", strings.Repeat("  ", depth), f.Name, f.Clips)
		}
		if err := s.printFolders(folders, f.ID, depth+1); err != nil {
			return err
		}
	}
	return nil
}

type foldersNewCommand struct {
	Path string `arg:"" help:"A/B for B in A."`
}

func (c *foldersNewCommand) run(s *session) error {
	_, err := s.app.MakePath(s.ctx, c.Path)
	return err
}

type foldersRenameCommand struct {
	Path string `arg:""`
	Name string `arg:""`
}

func (c *foldersRenameCommand) run(s *session) error {
	folder, err := s.app.FolderAt(s.ctx, c.Path)
	if err != nil {
		return err
	}
	folder.Name = c.Name
	return s.app.ChangeFolder(s.ctx, folder)
}

type foldersDeleteCommand struct {
	Path string `arg:""`
}

func (c *foldersDeleteCommand) run(s *session) error {
	folder, err := s.app.FolderAt(s.ctx, c.Path)
	if err != nil {
		return err
	}
	return s.app.DeleteFolder(s.ctx, folder.ID)
}

type foldersArrangeCommand struct {
	Path   string   `arg:""`
	IDs    []string `arg:"" optional:"" name:"id" help:"Clips of the folder, in the order in which they come first, or where a flag says."`
	Before string   `help:"Put them before this clip." placeholder:"ID" xor:"spot"`
	Last   bool     `help:"Put them behind all others." xor:"spot"`
	ByDate bool     `help:"Forget the order by hand: the newest come first again." xor:"spot"`
}

func (c *foldersArrangeCommand) run(s *session) error {
	folder, err := s.app.FolderAt(s.ctx, c.Path)
	if err != nil {
		return err
	}
	ids, err := s.ids(c.IDs)
	if err != nil {
		return err
	}
	if (len(ids) > 0) == c.ByDate {
		return &clip.Error{Kind: clip.ErrInvalid, Message: "There is nothing to arrange.", Next: "Name the clips in their order, or --by-date alone to forget the order by hand."}
	}
	if c.ByDate {
		return s.app.Unarrange(s.ctx, folder.ID)
	}
	spot := app.Spot{Last: c.Last}
	if c.Before != "" {
		if spot.Before, err = s.app.Resolve(s.ctx, c.Before); err != nil {
			return err
		}
	}
	return s.app.Arrange(s.ctx, folder.ID, spot, ids...)
}

type moveCommand struct {
	IDs      []string `arg:"" name:"id" help:"Clips."`
	Folder   string   `help:"Put them in this folder; it is made if needed." placeholder:"PATH" xor:"to" required:""`
	OutOf    string   `help:"Take them out of this folder." placeholder:"PATH" xor:"to" required:""`
	Story    string   `help:"Put them in this story and pin them there." placeholder:"STORY" xor:"to" required:""`
	NewStory string   `help:"Put them in a new story of that name." placeholder:"NAME" xor:"to" required:""`
}

func (c *moveCommand) run(s *session) error {
	ids, err := s.ids(c.IDs)
	if err != nil {
		return err
	}
	switch {
	case c.Folder != "":
		return s.app.FileUnder(s.ctx, c.Folder, ids...)
	case c.OutOf != "":
		folder, err := s.app.FolderAt(s.ctx, c.OutOf)
		if err != nil {
			return err
		}
		return s.app.Unfile(s.ctx, folder.ID, ids...)
	case c.Story != "":
		story, err := s.story(c.Story)
		if err != nil {
			return err
		}
		return s.app.MoveToStory(s.ctx, story.ID, ids...)
	}
	_, err = s.app.SplitStory(s.ctx, c.NewStory, ids...)
	return err
}

type tagCommand struct {
	IDs    []string `arg:"" name:"id" help:"Clips."`
	Add    []string `help:"Tags to add." placeholder:"TAG"`
	Remove []string `help:"Tags to remove." placeholder:"TAG"`
	Star   bool     `help:"Star them." xor:"star"`
	Unstar bool     `help:"Take the star away." xor:"star"`
	Read   bool     `help:"Mark them read." xor:"read"`
	Unread bool     `help:"Mark them unread." xor:"read"`
}

func (c *tagCommand) run(s *session) error {
	ids, err := s.ids(c.IDs)
	if err != nil {
		return err
	}
	if len(c.Add)+len(c.Remove) > 0 && (c.Star || c.Unstar) {
		s.ctx = app.OneStep(s.ctx, "Tag and star clips")
	}
	if len(c.Add)+len(c.Remove) > 0 {
		if err := s.app.Tag(s.ctx, c.Add, c.Remove, ids...); err != nil {
			return err
		}
	}
	if c.Star || c.Unstar {
		if err := s.app.SetStarred(s.ctx, c.Star, ids...); err != nil {
			return err
		}
	}
	if c.Read || c.Unread {
		return s.app.SetRead(s.ctx, c.Read, ids...)
	}
	return nil
}

type trashCommand struct {
	IDs   []string `arg:"" optional:"" name:"id" help:"Clips; none: list the trash."`
	Empty bool     `help:"Delete for good what the trash holds; hashes and a deletion entry stay. Cannot be undone."`
	Days  int      `help:"With --empty: only what has been there for so many days." default:"0" placeholder:"N"`
}

func (c *trashCommand) run(s *session) error {
	if c.Empty {
		n, err := s.app.EmptyTrash(s.ctx, s.now().AddDate(0, 0, -c.Days))
		if err == nil {
			fmt.Fprintf(s.err, "newsclip: %d deleted for good.\n", n)
		}
		return err
	}
	if len(c.IDs) == 0 {
		found, err := s.app.Find(s.ctx, clip.Query{Trash: true, Limit: 1000})
		if err != nil {
			return err
		}
		if len(found.Rows) == 0 {
			s.note("the trash is empty.")
		}
		return s.rows(found.Rows)
	}
	ids, err := s.ids(c.IDs)
	if err != nil {
		return err
	}
	return s.app.Trash(s.ctx, ids...)
}

type undoCommand struct{}

func (undoCommand) run(s *session) error {
	action, err := s.app.Undo(s.ctx)
	if err == nil {
		fmt.Fprintln(s.out, "undone:", action)
	}
	return err
}

type redoCommand struct{}

func (redoCommand) run(s *session) error {
	action, err := s.app.Redo(s.ctx)
	if err == nil {
		fmt.Fprintln(s.out, "redone:", action)
	}
	return err
}
