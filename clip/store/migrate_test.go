package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsclip/clip"
)

// oldLibrary makes a library of an earlier schema, with two clips in it: with
// the scripts that Newsclip had then, and nothing of today's code.
func oldLibrary(t *testing.T, dir string, schema int) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(filepath.Join(dir, "library.db"))+"?_pragma=journal_mode(wal)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	names, err := scripts()
	if err != nil {
		t.Fatal(err)
	}
	run := func(query string, arguments ...any) {
		t.Helper()
		if _, err := db.Exec(query, arguments...); err != nil {
			t.Fatalf("schema %d: %s: %v", schema, query, err)
		}
	}
	for _, name := range names[:schema] {
		script, err := migrations.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		run(string(script))
	}
	last := ""
	for i, author := range []string{"Ida Marlow", "Piet Aldous"} {
		id, version := fmt.Sprintf("clip%08d", i), fmt.Sprintf("vers%08d", i)
		text := fmt.Sprintf("<p>The keeper of Skarn climbed %d steps.</p>", i)
		run("INSERT INTO stories (id, name) VALUES (?, ?)", "s"+id, "Keeper")
		run("INSERT INTO clips (id, ref, captured, current, story, starred, outlet, date) VALUES (?, ?, 1772000000000, ?, ?, 1, 'Post', 1771000000000)", id, fmt.Sprint("r", i), version, "s"+id)
		run("INSERT INTO versions (id, clip, number, created, metadata, source) VALUES (?, ?, 1, 1772000000000, ?, ?)", version, id,
			fmt.Sprintf(`{"title":"Keeper %d","authors":[%q,"B. Tern"],"outlet":"Post","lang":"en-GB","published":"2026-02-13T16:26:40Z"}`, i, author), `{"method":"html"}`)
		run("INSERT INTO bodies (version, xhtml, cleaning, signature) VALUES (?, ?, '{}', x'01')", version, text)
		run("INSERT INTO tags (tag, clip) VALUES ('sea', ?)", id)
		run("INSERT INTO steps (time, action, state) VALUES (1772000000000, 'Star', 'done')")
		run("INSERT INTO journal (step, time, action, kind, key, before, after, content) VALUES (?, 1772000000000, 'Star', 'clip', ?, ?, ?, 0)", i+1, id,
			fmt.Sprintf(`{"current":%q,"story":%q,"tags":["sea"]}`, version, "s"+id), fmt.Sprintf(`{"current":%q,"story":%q,"tags":["sea"],"starred":true}`, version, "s"+id))
		entry := fmt.Sprintf(`{"time":"2026-02-25T06:13:20Z","event":"capture","clip":%q,"version":%q,"text":%q}`, id, version, clip.HashOf([]byte(text)))
		last = string(clip.HashOf([]byte(last + entry)))
		run("INSERT INTO provenance (entry, hash) VALUES (?, ?)", entry, last)
	}
	run("INSERT INTO queue (url, added) VALUES ('https://post.example/later', 1)")
	// What lists repeat was written by the program of then.
	if schema >= 4 {
		run("UPDATE clips SET lang = 'en', image = 0")
	}
	if schema >= 7 {
		run("UPDATE clips SET byline = (SELECT group_concat(a.value, ', ') FROM versions v, json_each(v.metadata, '$.authors') a WHERE v.id = clips.current)")
	}
	run(fmt.Sprintf("PRAGMA user_version = %d", schema))
}

// TestMigrations opens a library of each schema that there was.
func TestMigrations(t *testing.T) {
	names, err := scripts()
	if err != nil {
		t.Fatal(err)
	}
	for schema := 1; schema < len(names); schema++ {
		t.Run(fmt.Sprint("from ", schema), func(t *testing.T) {
			dir := t.TempDir()
			oldLibrary(t, dir, schema)
			l := open(t, dir)
			checkMigrated(t, l)
			if problems, err := l.Verify(t.Context(), nil); err != nil || len(problems) > 0 {
				t.Errorf("Verify = %v, %v", problems, err)
			}
			checkCopy(t, l.Migrated(), schema)
			l.Close()
			if l = open(t, dir); l.Migrated() != "" {
				t.Errorf("it was brought up to date again: %s", l.Migrated())
			}
		})
	}
}

func checkMigrated(t *testing.T, l *Library) {
	t.Helper()
	id, err := l.Resolve(t.Context(), "r1")
	if err != nil {
		t.Fatal(err)
	}
	c, err := l.Clip(t.Context(), id)
	if err != nil || c.Version.Title != "Keeper 1" || !c.Starred || len(c.Tags) != 1 || c.Version.Body.Plain() != "The keeper of Skarn climbed 1 steps." {
		t.Errorf("clip = %+v, %v", c, err)
	}
	if jobs, err := l.Waiting(t.Context()); err != nil || len(jobs) != 1 {
		t.Errorf("Waiting = %v, %v", jobs, err)
	}
	if action, err := l.Undo(t.Context()); err != nil || action != "Star" {
		t.Errorf("Undo = %q, %v", action, err)
	}
	if c, err := l.Clip(t.Context(), id); err != nil || c.Starred {
		t.Errorf("after Undo: %+v, %v", c.State, err)
	}
	add(t, l, item("New", "text"))
}

// checkCopy checks that a copy is a whole library of a schema.
func checkCopy(t *testing.T, path string, schema int) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(path)+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var n, clips int
	var whole string
	for query, to := range map[string]any{"PRAGMA user_version": &n, "PRAGMA integrity_check": &whole, "SELECT count(*) FROM clips": &clips} {
		if err := db.QueryRow(query).Scan(to); err != nil {
			t.Fatalf("%s: %s: %v", path, query, err)
		}
	}
	if n != schema || whole != "ok" || clips != 2 {
		t.Errorf("copy %s: schema %d, integrity %q, %d clips; want %d, ok, 2", path, n, whole, clips, schema)
	}
}

// TestOnlyTheLastCopyStays brings a library up to date that has the copy of an
// earlier migration beside it.
func TestOnlyTheLastCopyStays(t *testing.T) {
	dir := t.TempDir()
	oldLibrary(t, dir, 2)
	write(t, filepath.Join(dir, copyPrefix+"1.db"), "an older copy")
	l := open(t, dir)
	copies, err := filepath.Glob(filepath.Join(dir, copyPrefix+"*"))
	if err != nil || len(copies) != 1 || copies[0] != l.Migrated() {
		t.Errorf("copies = %v, %v; want %s alone", copies, err, l.Migrated())
	}
}

// TestFailedMigrationChangesNothing has the last script meet a table that it
// wants to make.
func TestFailedMigrationChangesNothing(t *testing.T) {
	dir := t.TempDir()
	oldLibrary(t, dir, 2)
	db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(filepath.Join(dir, "library.db")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE searches (in_the_way)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := Open(t.Context(), Options{Dir: dir}); clip.KindOf(err) != clip.ErrStorage {
		t.Fatalf("Open = %v, want kind %q", err, clip.ErrStorage)
	}
	checkCopy(t, filepath.Join(dir, "library.db"), 2)
}

// TestNewerLibraryIsUntouched opens a library that a newer Newsclip wrote: in
// order, or with its last changes in SQLite's log alone.
func TestNewerLibraryIsUntouched(t *testing.T) {
	for name, logged := range map[string]bool{"closed in order": false, "after a crash": true} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			l := open(t, dir)
			add(t, l, item("A", "alpha"))
			if logged {
				exec(t, l, "PRAGMA user_version = 999")
				dir = copyFolder(t, dir)
			}
			exec(t, l, "PRAGMA user_version = 999")
			l.Close()
			before := contents(t, dir)
			_, err := Open(t.Context(), Options{Dir: dir})
			if clip.KindOf(err) != clip.ErrUnsupported || !strings.Contains(err.Error(), "newer Newsclip") {
				t.Errorf("Open = %v, want kind %q", err, clip.ErrUnsupported)
			}
			if after := contents(t, dir); after != before {
				t.Errorf("files were\n%s\nand are\n%s", before, after)
			}
		})
	}
}

// copyFolder copies the files of an open library, as a crash would leave them.
func copyFolder(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(filepath.Join(to, "library"), os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	to = filepath.Join(to, "library")
	if err := os.Remove(filepath.Join(to, "library.db-shm")); err != nil {
		t.Fatal(err)
	}
	return to
}

// contents lists the files of a folder with their hashes.
func contents(t *testing.T, dir string) string {
	t.Helper()
	var out strings.Builder
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		fmt.Fprintf(&out, "%s %s\n", path, clip.HashOf(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestRepair harms a library in ways that can be mended.
func TestRepair(t *testing.T) {
	for name, test := range map[string]struct{ harm, what string }{
		"list columns":       {"UPDATE clips SET outlet = 'Other', date = 7, byline = 'X', lang = 'xx'", "lists"},
		"story gone":         {"DELETE FROM stories", "rows"},
		"clip gone":          {"DELETE FROM clips WHERE ref = 'r0'", "rows"},
		"current elsewhere":  {"UPDATE clips SET current = 'none' WHERE ref = 'r0'", "rows"},
		"tag of no clip":     {"INSERT INTO tags VALUES ('t', 'none')", "rows"},
		"place of no folder": {"INSERT INTO memberships (folder, clip) SELECT 'none', id FROM clips LIMIT 1", "rows"},
		"folder in none":     {"INSERT INTO folders VALUES ('f1', 'none', 'Lost', 0), ('f2', '', 'Lost', 0)", "rows"},
		"file of nothing":    {"", "files"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			l := open(t, dir)
			for i := range 2 {
				n := item(fmt.Sprint("Keeper", i), fmt.Sprint("text ", i))
				n.Clip.Ref = fmt.Sprint("r", i)
				add(t, l, n)
			}
			if test.harm == "" {
				hash := clip.HashOf([]byte("x"))
				if err := os.MkdirAll(filepath.Dir(blobPath(l.originals(), hash)), 0o700); err != nil {
					t.Fatal(err)
				}
				write(t, blobPath(l.originals(), hash), "x")
			}
			exec(t, l, "PRAGMA foreign_keys = off; "+test.harm+"; PRAGMA foreign_keys = on")
			l.Close()
			l = open(t, dir)
			problems, copied, err := l.Repair(context.Background(), nil)
			if err != nil || len(problems) == 0 {
				t.Fatalf("Repair = %v, %v", problems, err)
			}
			found := false
			for _, p := range problems {
				found = found || p.What == test.what
				if !p.Mended {
					t.Errorf("not mended: %+v", p)
				}
			}
			if !found {
				t.Errorf("problems %+v, want one with %q", problems, test.what)
			}
			if _, err := os.Stat(copied); (err == nil) != (test.what != "files") {
				t.Errorf("copy %q: %v", copied, err)
			}
			ids, err := l.IDs(t.Context(), clip.Query{})
			if err != nil || len(ids) != 2 {
				t.Errorf("after it: %v, %v; want two clips", ids, err)
			}
			for _, id := range ids {
				if c, err := l.Clip(t.Context(), id); err != nil || !strings.HasPrefix(c.Version.Title, "Keeper") {
					t.Errorf("clip %s = %+v, %v", id, c, err)
				}
			}
		})
	}
}

// TestRepairOfAnIndex has an index of the database miss rows: it is hidden from
// SQLite while they change.
func TestRepairOfAnIndex(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	n := item("Keeper", "text")
	n.Clip.Ref = "r"
	add(t, l, n)
	l.Close()
	for _, queries := range [][]string{
		{"CREATE TABLE hidden AS SELECT * FROM sqlite_schema WHERE name = 'clips_by_ref'", "PRAGMA writable_schema = on", "DELETE FROM sqlite_schema WHERE name = 'clips_by_ref'"},
		{"UPDATE clips SET ref = 's'", "PRAGMA writable_schema = on", "INSERT INTO sqlite_schema SELECT * FROM hidden"},
		{"DROP TABLE hidden"},
	} {
		db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(filepath.Join(dir, "library.db")))
		if err != nil {
			t.Fatal(err)
		}
		db.SetMaxOpenConns(1)
		for _, query := range queries {
			if _, err := db.Exec(query); err != nil {
				t.Fatalf("%s: %v", query, err)
			}
		}
		db.Close()
	}
	l = open(t, dir)
	problems, _, err := l.Repair(t.Context(), nil)
	if err != nil || len(problems) == 0 || slices.ContainsFunc(problems, func(p Problem) bool { return !p.Mended }) {
		t.Errorf("Repair = %+v, %v; want mended problems", problems, err)
	}
	if id, err := l.Resolve(t.Context(), "s"); err != nil || id == "" {
		t.Errorf("Resolve by the index: %v", err)
	}
}

// TestRepairSaysWhatItCannot harms what only a backup has.
func TestRepairSaysWhatItCannot(t *testing.T) {
	l := open(t, t.TempDir())
	c := add(t, l, item("A", "alpha"))
	write(t, blobPath(l.originals(), c.Version.Source.Original), "other")
	exec(t, l, "UPDATE bodies SET xhtml = '<p>other</p>'")
	problems, copied, err := l.Repair(t.Context(), nil)
	if err != nil || len(problems) != 2 || copied != "" {
		t.Fatalf("Repair = %v, %q, %v; want two problems and no copy", problems, copied, err)
	}
	for _, p := range problems {
		if p.Mended || !strings.Contains(p.Message, "backup") {
			t.Errorf("problem %+v: want one that names a backup", p)
		}
	}
}
