package cli

import (
	"fmt"

	"newsclip/clip"
)

type storiesCommand struct {
	List        storiesListCommand        `cmd:"" default:"1" help:"List stories of two clips and more, latest first."`
	Show        storiesShowCommand        `cmd:"" help:"Show a story by day: its clips, copies under one of them, and what each outlet ran when."`
	Rename      storiesRenameCommand      `cmd:"" help:"Rename a story."`
	Merge       storiesMergeCommand       `cmd:"" help:"Move every clip of one story into another."`
	Split       storiesSplitCommand       `cmd:"" help:"Move clips out of their stories into a new one."`
	NotSame     storiesNotSameCommand     `cmd:"" help:"Say that clips are not of their story: each gets one of its own."`
	Suggestions storiesSuggestionsCommand `cmd:"" help:"List stories that look like one; merge joins them, keep-apart declines."`
	KeepApart   storiesKeepApartCommand   `cmd:"" help:"Say that two stories are two: they are not suggested as one again."`
	Pin         storiesPinCommand         `cmd:"" help:"Pin clips to their story: grouping leaves them there."`
	Unpin       storiesUnpinCommand       `cmd:"" help:"Let grouping place clips again."`
}

type storiesListCommand struct{}

func (storiesListCommand) run(s *session) error {
	stories, err := s.app.Stories(s.ctx)
	if err != nil {
		return err
	}
	if len(stories) == 0 {
		s.note("no story has two clips yet.")
	}
	for i := range stories {
		if err := s.printStory(&stories[i]); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) printStory(story *clip.Story) (err error) {
	if s.json {
		return s.line(map[string]any{"id": story.ID, "name": story.Name, "named": story.Named, "clips": story.Clips, "latest": story.Latest})
	}
	_, err = fmt.Fprintf(s.out, "%s  %s (%d)\n", story.ID, story.Name, story.Clips)
	return err
}

type storiesRenameCommand struct {
	Story string `arg:"" help:"Its id or name."`
	Name  string `arg:""`
}

func (c *storiesRenameCommand) run(s *session) error {
	story, err := s.story(c.Story)
	if err != nil {
		return err
	}
	return s.app.RenameStory(s.ctx, story.ID, c.Name)
}

type storiesMergeCommand struct {
	From string `arg:"" help:"Id or name of the story to empty."`
	To   string `arg:"" help:"Id or name of the story to fill."`
}

func (c *storiesMergeCommand) run(s *session) error {
	from, err := s.story(c.From)
	if err != nil {
		return err
	}
	to, err := s.story(c.To)
	if err != nil {
		return err
	}
	return s.app.MergeStories(s.ctx, from.ID, to.ID)
}

type storiesSplitCommand struct {
	IDs  []string `arg:"" name:"id" help:"Clips."`
	Name string   `help:"What the new story is called; else its clips name it." placeholder:"NAME"`
}

func (c *storiesSplitCommand) run(s *session) error {
	ids, err := s.ids(c.IDs)
	if err != nil {
		return err
	}
	made, err := s.app.SplitStory(s.ctx, c.Name, ids...)
	if err != nil {
		return err
	}
	return s.printStory(&made)
}

type storiesNotSameCommand struct {
	IDs []string `arg:"" name:"id" help:"Clips."`
}

func (c *storiesNotSameCommand) run(s *session) error {
	ids, err := s.ids(c.IDs)
	if err != nil {
		return err
	}
	return s.app.NotSameStory(s.ctx, ids...)
}

type storiesPinCommand struct {
	IDs []string `arg:"" name:"id" help:"Clips."`
}

func (c *storiesPinCommand) run(s *session) error { return s.pin(true, c.IDs) }

type storiesUnpinCommand struct {
	IDs []string `arg:"" name:"id" help:"Clips."`
}

func (c *storiesUnpinCommand) run(s *session) error { return s.pin(false, c.IDs) }

func (s *session) pin(pinned bool, texts []string) error {
	ids, err := s.ids(texts)
	if err != nil {
		return err
	}
	return s.app.Pin(s.ctx, pinned, ids...)
}
