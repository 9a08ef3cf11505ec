package app

import (
	"os"
	"path/filepath"

	"newsclip/clip/export"
)

// An export that is killed leaves the folder behind in which it worked, beside
// its target. While one is under way, a file in the library says in which
// folder; Open sweeps the folders that are still named.

// exportingName is the folder of those files in the library.
const exportingName = "exporting"

// noteExport writes down where an export works until done is called. A library
// that cannot be written exports all the same: the next export to that folder
// sweeps too.
func (a *App) noteExport(folder string) (done func()) {
	if a.ReadOnly() != nil {
		return func() {}
	}
	dir := filepath.Join(a.Dir(), exportingName)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return func() {}
	}
	file, err := os.CreateTemp(dir, "*")
	if err != nil {
		return func() {}
	}
	if absolute, err := filepath.Abs(folder); err == nil {
		folder = absolute
	}
	file.WriteString(folder)
	file.Close()
	return func() { os.Remove(file.Name()) }
}

// maxPath bounds what is read of such a file, in bytes: no system has longer
// paths.
const maxPath = 64 << 10

// sweepExports takes away what exports left that were killed.
func (a *App) sweepExports() {
	if a.ReadOnly() != nil {
		return
	}
	dir := filepath.Join(a.Dir(), exportingName)
	notes, err := os.ReadDir(dir)
	if err != nil {
		return // there is none, most of the time
	}
	for _, entry := range notes {
		note := filepath.Join(dir, entry.Name())
		info, err := os.Stat(note)
		if err != nil || info.Size() > maxPath {
			continue
		}
		folder, err := os.ReadFile(note)
		if err != nil || export.Recover(string(folder)) == 0 {
			os.Remove(note)
		}
	}
}
