package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// said runs a command line, which must end with code and print the texts.
func (t *terminal) said(stdin string, args []string, code int, texts ...string) {
	t.Helper()
	out, errors, got := t.try(stdin, args...)
	if got != code {
		t.Errorf("newsclip %q: exit code %d, want %d\n%s%s", args, got, code, out, errors)
	}
	for _, text := range texts {
		if !strings.Contains(out+errors, text) {
			t.Errorf("newsclip %q does not say %q:\n%s%s", args, text, out, errors)
		}
	}
}

func TestBackupAndRestore(t *testing.T) {
	n := newTerminal(t)
	id := n.add(lighthouse)
	n.said("", []string{"backup", "b.zip"}, exitOK, "1 clips in 1 versions, 1 originals")
	n.said("", []string{"backup", "b.zip"}, exitFailed, "exists already")
	n.said("", []string{"backup", "b.zip", "--force"}, exitOK)
	n.run("", "edit", id, "--note", "since")
	args := []string{"restore", "b.zip"}
	n.said("", append(args, "--dry-run"), exitOK, "clips changed here since, left as it is: 1")
	n.said("", args, exitFailed, "1 clip changed here since", "Nothing was restored", "--yes")
	n.said("", append(args, "--dry-run", "--json"), exitOK, `{"clip":"`+id+`","is":"newer"}`, `"clips":{"newer":1}`)
	n.said("n\ny\n", args, exitOK, "Nothing was to be restored.")
	n.said("", append(args, "--yes"), exitOK, "Nothing was to be restored.")
	if note := n.object("", "show", id)["note"]; note != "since" {
		t.Errorf("the note is %v", note)
	}
	n.said("y\ny\n", args, exitOK, "Restored.")
	if note := n.object("", "show", id)["note"]; note != nil && note != "" {
		t.Errorf("the note is %v", note)
	}
	n.said("y\n", []string{"import", "b.zip"}, exitOK, "clips same here: 1")
	n.run("", "trash", id)
	n.said("", append(args, "--yes"), exitOK, "clips deleted here since, left out: 1")
	n.said("", append(args, "--yes", "--deleted", "restore"), exitOK, "brought back: 1", "Restored.")
	n.run("", "trash", id)
	n.run("", "restore", id) // out of the trash
	if out := n.run("", "list"); !strings.Contains(out, id) {
		t.Errorf("the list is %s", out)
	}
}

func TestRestoreRefusesWhatIsNoBackup(t *testing.T) {
	n := newTerminal(t)
	n.add(lighthouse)
	n.run("", "backup", "b.zip")
	whole, err := os.ReadFile(filepath.Join(n.dir, "b.zip"))
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(n.dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("cut.zip", whole[:len(whole)/2])
	write("text.zip", []byte("no ZIP at all"))
	// A byte of the stored original, which is not compressed there.
	spoilt := bytes.Clone(whole)
	spoilt[bytes.Index(spoilt, []byte("originals/"))+120]++
	write("spoilt.zip", spoilt)
	n.library += "-other"
	n.said("", []string{"restore", "none.zip"}, exitNotFound, "There is no file")
	n.said("", []string{"restore", "cut.zip"}, exitFailed, "its end is missing", "Nothing was changed")
	n.said("", []string{"restore", "text.zip"}, exitFailed, "no backup of Newsclip")
	n.said("", []string{"restore", "spoilt.zip", "--yes"}, exitFailed, "damaged in the backup: originals/", "Nothing was changed")
	n.said("", []string{"list"}, exitOK, "the library is empty")
	n.said("", []string{"restore", "spoilt.zip", "--yes", "--damaged"}, exitOK, "Restored.")
	n.said("", []string{"list"}, exitOK, "Keeper of Gull Point")
}
