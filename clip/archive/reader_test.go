package archive

import (
	"archive/zip"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"newsclip/clip"
)

// file is a file of an archive that a test builds.
type file struct{ name, text string }

var blob = clip.HashOf([]byte("an original"))

// sound are the files of a small backup.
func sound() []file {
	return []file{
		{"README.txt", Readme},
		{"data/clips/00001.jsonl", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n"},
		{"originals/" + string(blob[:2]) + "/" + string(blob) + ".html", "an original"},
		{headName, `{"format":"newsclip backup","version":1,"program":"0.1.0","clips":2}`},
	}
}

// pack builds an archive with a list of the hashes that its files have.
func pack(t testing.TB, files []file) []byte {
	t.Helper()
	var sums strings.Builder
	for _, f := range files {
		fmt.Fprintf(&sums, "%s  %s\n", clip.HashOf([]byte(f.text)), f.name)
	}
	return packAs(t, append(files, file{sumsName, sums.String()}))
}

func packAs(t testing.TB, files []file) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = io.WriteString(w, f.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(data []byte) (*Reader, error) {
	return NewReader(bytes.NewReader(data), int64(len(data)), "b.zip")
}

func TestReaderReadsWhatItIsGiven(t *testing.T) {
	r, err := read(pack(t, sound()))
	if err != nil {
		t.Fatal(err)
	}
	if faulty, err := r.Verify(t.Context(), nil); err != nil || len(faulty) > 0 {
		t.Errorf("faulty %q, %v", faulty, err)
	}
	var ids []string
	for line, err := range Lines[struct{ ID string }](r, "data/clips/00001.jsonl") {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, line.ID)
	}
	if strings.Join(ids, "") != "ab" {
		t.Errorf("lines %q", ids)
	}
	in, err := r.Original(blob)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(in); string(data) != "an original" {
		t.Errorf("original %q, %v", data, err)
	}
	if _, err := r.Image(blob); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("an image that is none: %v", err)
	}
}

func TestReaderRefuses(t *testing.T) {
	with := func(more ...file) []byte { return pack(t, append(sound(), more...)) }
	head := func(text string) []byte { return pack(t, []file{{headName, text}}) }
	whole := pack(t, sound())
	tests := []struct {
		name string
		data []byte
		kind clip.ErrorKind
		says string
	}{
		{"empty", nil, clip.ErrInvalid, "no backup of Newsclip"},
		{"its end is missing", whole[:len(whole)-30], clip.ErrInvalid, "its end is missing"},
		{"another ZIP", packAs(t, []file{{"a.txt", "a"}}), clip.ErrInvalid, "no backup of Newsclip"},
		{"another format", head(`{"format":"other","version":1}`), clip.ErrInvalid, "no backup of Newsclip"},
		{"no JSON", head(`{`), clip.ErrInvalid, "no backup of Newsclip"},
		{"a newer format", head(`{"format":"newsclip backup","version":2,"program":"9.0"}`), clip.ErrUnsupported, "newer Newsclip (9.0)"},
		{"up and away", with(file{"../../evil.txt", "x"}), clip.ErrInvalid, "would leave its folder"},
		{"absolute", with(file{"/etc/evil", "x"}), clip.ErrInvalid, "would leave its folder"},
		{"backslashes", with(file{`a\..\..\evil`, "x"}), clip.ErrInvalid, "would leave its folder"},
		{"a drive", with(file{"C:evil", "x"}), clip.ErrInvalid, "would leave its folder"},
		{"twice", with(file{"README.txt", "x"}), clip.ErrInvalid, "stands in it twice"},
		{"no list", packAs(t, sound()), clip.ErrInvalid, "the list of its files is missing"},
		{"a list of nonsense", packAs(t, append(sound(), file{sumsName, "abc"})), clip.ErrInvalid, "is no list of hashes"},
		{"an endless line in the list", packAs(t, append(sound(), file{sumsName, strings.Repeat("a", 1<<20)})), clip.ErrInvalid, "cannot be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read(tt.data)
			if clip.KindOf(err) != tt.kind || !strings.Contains(fmt.Sprint(err), tt.says) {
				t.Errorf("said %v (%s), want %q (%s)", err, clip.KindOf(err), tt.says, tt.kind)
			}
		})
	}
}

// TestVerifyNamesWhatIsDamaged gives wrong hashes, a missing file and a torn
// one; reading a damaged file ends with an error too.
func TestVerifyNamesWhatIsDamaged(t *testing.T) {
	files := sound()
	sums := ""
	for _, f := range files {
		sums += string(clip.HashOf([]byte(f.text))) + "  " + f.name + "\n"
	}
	sums += string(blob) + "  gone.txt\n"
	files[1].text = "{\"id\":\"changed\"}\n"
	r, err := read(packAs(t, append(files, file{sumsName, sums})))
	if err != nil {
		t.Fatal(err)
	}
	faulty, err := r.Verify(t.Context(), nil)
	if err != nil || strings.Join(faulty, " ") != "data/clips/00001.jsonl gone.txt" {
		t.Errorf("faulty %q, %v", faulty, err)
	}
	var last error
	for _, err := range Lines[struct{ ID string }](r, "data/clips/00001.jsonl") {
		last = err
	}
	if clip.KindOf(last) != clip.ErrInvalid {
		t.Errorf("a changed file was read with %v", last)
	}
}

// overlapping is an archive whose directory names the same bytes many times, as
// bombs are built.
func overlapping(t *testing.T) []byte {
	data := packAs(t, []file{{"a", strings.Repeat("0", 1<<20)}, {"b", ""}})
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	// A header that claims more packed bytes than the archive has.
	f := z.File[0]
	raw, err := f.OpenRaw()
	if err != nil {
		t.Fatal(err)
	}
	header := f.FileHeader
	header.CompressedSize64 = 1 << 40
	to, err := w.CreateRaw(&header)
	if err == nil {
		_, err = io.Copy(to, raw)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestReaderRefusesABomb(t *testing.T) {
	if _, err := read(overlapping(t)); !strings.Contains(fmt.Sprint(err), "larger than itself") {
		t.Errorf("said %v", err)
	}
}

func TestWriterIsRead(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
	if err := w.File("README.txt", []byte(Readme)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(Head{Clips: 3, Program: "0.1.0"}); err != nil {
		t.Fatal(err)
	}
	r, err := read(out.Bytes())
	if err != nil || r.Head.Clips != 3 || r.Head.Made.Year() != 2026 {
		t.Fatalf("%+v, %v", r, err)
	}
	if faulty, err := r.Verify(t.Context(), nil); err != nil || len(faulty) > 0 {
		t.Errorf("faulty %q, %v", faulty, err)
	}
}

// TestAFullDiskLeavesNothing fails in the middle of writing.
func TestAFullDiskLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "b.zip")
	err := WriteFile(t.Context(), path, time.Time{}, false, func(w *Writer) (Head, error) {
		return Head{}, errors.Join(w.File("a", []byte("a")), &os.PathError{Op: "write", Path: path, Err: syscall.ENOSPC})
	})
	if clip.KindOf(err) != clip.ErrStorage || !strings.Contains(fmt.Sprint(err), "The disk is full: make room") {
		t.Errorf("said %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestNames(t *testing.T) {
	tests := []struct{ title, want string }{
		{"Plain", "Plain"},
		{`a/b\c:d*e?f"g<h>i|j`, "a-b-c-d-e-f-g-h-i-j"},
		{" dots... ", "dots"},
		{"a\x00\x1fb\u202ec", "abc"},
		{"..", ""},
		{strings.Repeat("ü", 100), strings.Repeat("ü", 40)},
		{"two  \n lines", "two lines"},
	}
	for _, tt := range tests {
		if got := safe(tt.title); got != tt.want {
			t.Errorf("safe(%q) = %q, want %q", tt.title, got, tt.want)
		}
	}
	p := Place{Clip: "abc", Title: "CON", Day: "2026-03-01", Story: "xyz", StoryName: "NUL"}
	if got := p.Path(); got != "clips/NUL (xyz)/2026-03-01 CON (abc).html" {
		t.Errorf("path %q", got)
	}
	for name := range extensions {
		if got := hashOf(OriginalName(blob, name+"; charset=utf-8")); got != blob {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// FuzzReader opens whatever bytes: what it accepts it reads to the end without
// a fault, and never says of a file that it is whole when it is not.
func FuzzReader(f *testing.F) {
	whole := pack(f, sound())
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(pack(f, []file{{"../x", "y"}}))
	f.Add(packAs(f, append(sound(), file{sumsName, hex.EncodeToString(make([]byte, 32)) + "  README.txt\n"})))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := read(data)
		if err != nil {
			if clip.KindOf(err) == clip.ErrInternal {
				t.Errorf("not for people: %v", err)
			}
			return
		}
		if r.Head.Format != Format || r.Head.Version != Version {
			t.Errorf("took %+v", r.Head)
		}
		faulty, err := r.Verify(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		bad := map[string]bool{}
		for _, name := range faulty {
			bad[name] = true
		}
		for _, name := range r.Names("") {
			if harmful(name) && r.files[name].File != nil {
				t.Errorf("took a file named %q", name)
			}
			in, err := r.Open(name)
			if err == nil {
				_, err = io.Copy(io.Discard, in)
				in.Close()
			}
			if (err != nil) != bad[name] {
				t.Errorf("%q: read with %v, verified as damaged: %v", name, err, bad[name])
			}
			for range Lines[map[string]any](r, name) {
			}
		}
	})
}
