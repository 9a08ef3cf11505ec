package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"newsclip/clip"
)

// manifestName is a file in each folder that is exported. It lists the others
// with their hashes as sha256sum does, which can check it, and so tells what
// Newsclip wrote from what a person did since.
const manifestName = ".newsclip-export"

// maxManifest is the most that is read of one, in bytes: a million files.
const maxManifest = 256 << 20

// writeManifest syncs the files of a folder and lists them.
func writeManifest(ctx context.Context, dir string) error {
	var list strings.Builder
	err := eachFile(dir, func(name string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		sum, err := hashAndSync(filepath.Join(dir, filepath.FromSlash(name)))
		fmt.Fprintf(&list, "%s  %s\n", sum, name)
		return err
	})
	if err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(dir, manifestName), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := file.WriteString(list.String()); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return file.Close()
}

func hashAndSync(path string) (string, error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0) // Windows syncs only what may be written
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", sum.Sum(nil)), file.Sync()
}

// eachFile calls do with each file below dir but the manifest, by its path with
// slashes.
func eachFile(dir string, do func(name string) error) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil || name == manifestName {
			return err
		}
		return do(filepath.ToSlash(name))
	})
}

// unchanged returns nil when a folder is empty, or holds what an export put
// there and nothing else.
func unchanged(dir string) error {
	known, err := readManifest(dir)
	if err != nil {
		return cannotWrite(dir, err)
	}
	err = eachFile(dir, func(name string) error {
		want, ok := known[name]
		if !ok {
			return changed(dir, name)
		}
		if got, err := hashOf(filepath.Join(dir, filepath.FromSlash(name))); err != nil || got != want {
			return changed(dir, name)
		}
		return nil
	})
	return told(dir, err)
}

func changed(dir, name string) error {
	return &clip.Error{Kind: clip.ErrExists, Message: fmt.Sprintf("%s holds %s, which is not as Newsclip wrote it, and would be lost.", dir, name),
		Next: "Choose another folder, or move it away first."}
}

// readManifest returns the hashes of a folder's files by their names; none when
// it has no manifest.
func readManifest(dir string) (map[string]string, error) {
	file, err := os.Open(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	known := map[string]string{}
	lines := bufio.NewScanner(io.LimitReader(file, maxManifest))
	for lines.Scan() {
		if sum, name, ok := strings.Cut(lines.Text(), "  "); ok {
			known[name] = sum
		}
	}
	return known, lines.Err()
}

func hashOf(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, file)
	return fmt.Sprintf("%x", sum.Sum(nil)), err
}
