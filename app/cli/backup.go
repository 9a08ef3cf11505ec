package cli

import (
	"fmt"

	"newsclip/app"
)

type backupCommand struct {
	File  string `arg:"" help:"The ZIP file to be made."`
	Force bool   `help:"Replace what stands in its place."`
}

func (backupCommand) resume() string { return "Nothing was written." }

func (c *backupCommand) run(s *session) error {
	path := s.path(c.File)
	head, err := s.app.Backup(s.ctx, path, app.BackupOptions{Overwrite: c.Force, Progress: s.counted("clips and files")})
	if err != nil {
		return err
	}
	for _, name := range head.Missing {
		fmt.Fprintf(s.err, "newsclip: the library lacks %s. newsclip verify tells more.\n", name)
	}
	if s.json {
		return s.line(map[string]any{"output": path, "clips": head.Clips, "versions": head.Versions, "originals": head.Originals,
			"images": head.Images, "missing": head.Missing})
	}
	_, err = fmt.Fprintf(s.out, "%s: %d clips in %d versions, %d originals, %d images\n", path, head.Clips, head.Versions, head.Originals, head.Images)
	return err
}

// countedStep is after how many things progress is told.
const countedStep = 10_000

// counted tells of progress on standard error, now and then.
func (s *session) counted(what string) func(done, total int) {
	return func(done, total int) {
		if !s.json && done%countedStep == 0 && done > 0 {
			fmt.Fprintf(s.err, "newsclip: %d of %d %s\n", done, total, what)
		}
	}
}
