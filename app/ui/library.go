package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip"
)

// libraryMenu opens the menu of what is done with the library as a whole, below
// its button.
func (w *Window) libraryMenu(button fyne.CanvasObject) {
	menu := fyne.NewMenu("",
		fyne.NewMenuItem("Back up…", w.askBackup),
		fyne.NewMenuItem("Restore a backup…", func() { w.pickFile(w.restoreFrom) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Import files…", w.askImport),
		fyne.NewMenuItem("What waits to be clipped…", w.askQueue))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(button).AddXY(0, button.Size().Height)
	widget.ShowPopUpMenuAtPosition(menu, w.window.Canvas(), at)
}

// askBackup asks where the backup goes.
func (w *Window) askBackup() {
	s := w.newSheet("Back up the library")
	target := s.field(defaultBackup(time.Now()))
	browse := s.inner("Browse…", func() { w.browse(&target.Entry) })
	s.cancelButton("Cancel")
	s.acceptButton("Back up", func() {
		if strings.TrimSpace(target.Text) == "" {
			w.window.Canvas().Focus(target)
			return
		}
		s.close()
		w.backUp(strings.TrimSpace(target.Text), false)
	})
	text := paragraph("One ZIP file with everything: clips in all versions, originals, images, folders, notes. Anybody can unpack and read it.")
	s.show(container.NewVBox(text, container.NewBorder(nil, nil, nil, browse, target)), fyne.NewSize(560, 200), target)
}

func defaultBackup(now time.Time) string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	return filepath.Join(home, "Newsclip "+now.Format(time.DateOnly)+".zip")
}

// backUp writes a backup, with its progress in view.
func (w *Window) backUp(target string, overwrite bool) {
	job, end := w.notice.begin(w.worker.ctx, "Backing up")
	w.worker.work(func() {
		head, err := w.app.Backup(job.ctx, target, app.BackupOptions{Overwrite: overwrite, Progress: w.percent(job)})
		w.worker.post(func() {
			end()
			switch {
			case clip.KindOf(err) == clip.ErrExists:
				w.confirm("Replace the file", target+" exists already. Replace it by the backup?", "Replace", func() { w.backUp(target, true) })
			case err != nil:
				w.failed(err)
			case len(head.Missing) > 0:
				w.notice.warn(fmt.Sprintf("%s backed up to %s. The library lacks %d files; newsclip verify tells which.", clips(head.Clips), target, len(head.Missing)), "", nil)
			default:
				w.notice.say(fmt.Sprintf("%s backed up to %s.", clips(head.Clips), target), "", nil)
			}
		})
	})
}

// percent tells a job of progress at each per cent: to the window, thousands of
// steps are no news.
func (w *Window) percent(j *job) func(done, total int) {
	told := -1
	return func(done, total int) {
		if now := 100 * done / max(total, 1); now != told {
			told = now
			w.worker.post(func() { j.progress(done, total) })
		}
	}
}

// restoreFrom checks a backup and asks what to restore of it.
func (w *Window) restoreFrom(name string) {
	job, end := w.notice.begin(w.worker.ctx, "Checking "+shorten(filepath.Base(name), 40))
	w.worker.work(func() {
		b, plan, err := w.openBackup(job, name)
		w.worker.post(func() {
			end()
			if err != nil {
				w.failed(err)
				return
			}
			w.askRestore(b, plan)
		})
	})
}

func (w *Window) openBackup(job *job, name string) (*app.Backup, *app.RestoreReport, error) {
	b, err := w.app.OpenBackup(job.ctx, name, w.percent(job))
	if err != nil {
		return nil, nil, err
	}
	plan, err := b.Plan(job.ctx, app.RestoreOptions{})
	if err != nil {
		b.Close()
		return nil, nil, err
	}
	return b, plan, nil
}

// askRestore shows what restoring would do and asks about what is newer here,
// deleted here, or damaged there.
func (w *Window) askRestore(b *app.Backup, plan *app.RestoreReport) {
	s := w.newSheet("Restore a backup")
	s.cancel = func() { s.close(); b.Close() }
	box := container.NewVBox(paragraph(restoreText(b, plan)))
	ask := func(n int, text string) *formCheck {
		check := s.check(fmt.Sprintf(text, clips(n)), nil)
		if n > 0 {
			box.Add(check)
		}
		return check
	}
	newer := ask(plan.Newer(), "Replace %s that changed here since by the backup's older state")
	deleted := ask(plan.Deleted(), "Bring back %s deleted here since")
	whole := s.check("Restore what is whole of it", nil)
	if len(b.Faulty) > 0 {
		box.Add(whole)
	}
	s.cancelButton("Cancel")
	s.acceptButton("Restore", func() {
		s.close()
		o := app.RestoreOptions{Damaged: whole.Checked}
		o.ReplaceNewer, o.RestoreDeleted = newer.Checked, deleted.Checked
		w.restoreBackup(b, o)
	})
	s.show(box, fyne.Size{}, nil)
}

// restoreText says what a backup is and what restoring it does.
func restoreText(b *app.Backup, plan *app.RestoreReport) string {
	lines := []string{fmt.Sprintf("The backup of %s holds %s.", b.Head.Made.Local().Format("2 January 2006, 15:04"), clips(b.Head.Clips))}
	lines = append(lines, app.PlanLines(plan, app.RestoreOptions{})...)
	if len(b.Faulty) > 0 {
		lines = append(lines, fmt.Sprintf("It is damaged: %d of its files are not what they were.", len(b.Faulty)))
	}
	return strings.Join(append(lines, plan.Problems[:min(len(plan.Problems), 3)]...), "\n")
}

func (w *Window) restoreBackup(b *app.Backup, o app.RestoreOptions) {
	job, end := w.notice.begin(w.worker.ctx, "Restoring")
	o.Progress = w.percent(job)
	w.worker.work(func() {
		defer b.Close()
		done, err := b.Restore(job.ctx, o)
		w.worker.post(func() {
			end()
			switch {
			case err != nil:
				w.failed(err)
			case done.Empty():
				w.notice.say("Nothing was to be restored.", "", nil)
			default:
				w.notice.say(clips(done.Written)+" restored.", "Undo", w.undo)
			}
			w.reading.reopen()
		})
	})
}
