package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// backedUp makes a backup by the window and returns its path.
func (d *desk) backedUp() string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "b.zip")
	d.backUp(path, false)
	d.until("the backup", func() bool { return strings.Contains(d.notice.message.Text, "3 clips backed up to") })
	return path
}

// texts are all that a sheet's labels and checks say.
func texts(s *sheet) string {
	var out []string
	for _, o := range test.LaidOutObjects(s.overlay) {
		switch o := o.(type) {
		case *widget.Label:
			out = append(out, o.Text)
		case *formCheck:
			out = append(out, o.Text)
		}
	}
	return strings.Join(out, "\n")
}

func TestBackUpAndRestoreInTheWindow(t *testing.T) {
	d := newDesk(t)
	d.samples()
	path := d.backedUp()
	d.backUp(path, false)
	if d.sheet().title != "Replace the file" {
		t.Fatalf("asked %q", d.sheet().title)
	}
	d.sheet().accept()
	d.until("the second backup", func() bool { return strings.Contains(d.notice.message.Text, "backed up") && !d.covered() })

	other := newDesk(t)
	other.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	s := other.sheet()
	if said := texts(s); s.title != "Restore a backup" || !strings.Contains(said, "holds 3 clips") || !strings.Contains(said, "clips new here: 3") || strings.Contains(said, "damaged") {
		t.Errorf("%s says %q", s.title, said)
	}
	s.accept()
	other.until("the clips", func() bool { return other.list.model.Len() == 3 && other.notice.action.Text == "Undo" })
	other.restoreFrom(path)
	if said := texts(other.sheet()); !strings.Contains(said, "clips same here: 3") {
		t.Errorf("the second time it says %q", said)
	}
	other.sheet().cancel()
	other.undo()
	other.until("undone", func() bool { return other.list.model.Len() == 0 })
}

func TestRestoreInTheWindowRefusesWhatIsNoBackup(t *testing.T) {
	d := newDesk(t)
	name := filepath.Join(t.TempDir(), "holiday.zip")
	if err := os.WriteFile(name, []byte("no archive"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.restoreFrom(name)
	d.until("the message", func() bool { return strings.Contains(d.notice.message.Text, "holiday.zip is no backup of Newsclip") })
}

func TestImportOfSeveralFiles(t *testing.T) {
	d := newDesk(t)
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := write("a.jsonl", `{"id":"a","title":"Tram","date":"2.11.","body":"It runs."}`+"\nno record\n")
	second := write("b.jsonl", `{"id":"a","title":"Tram","body":"It runs."}`+"\n"+`{"id":"b","title":"Owl","body":"It sleeps."}`+"\n")
	d.askImport()
	d.takeFiles([]string{first, second})
	d.sheet().cancel()
	d.until("the message", func() bool {
		return strings.Contains(d.notice.message.Text, "2 clips imported, 1 there already, 1 failed.")
	})
	test.Tap(d.notice.action)
	said := texts(d.sheet())
	if !strings.Contains(said, `Line 1 has the date "2.11.", which cannot be read.`) || !strings.Contains(said, "Line 2 is no record") {
		t.Errorf("the details are %q", said)
	}
	d.sheet().cancel()
	d.until("the clips", func() bool { return d.list.model.Len() == 2 })
	d.undo()
	d.until("undone", func() bool {
		return d.list.model.Len() == 0 && strings.Contains(d.notice.message.Text, "Import records")
	})
}
