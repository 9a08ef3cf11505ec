package search

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// markName is a file in the index folder while nobody has it open and the last
// one closed it in order: then its files need no check.
const markName = "clean"

// takeMark removes the mark and reports whether it was there.
func takeMark(dir string) bool {
	return os.Remove(filepath.Join(dir, markName)) == nil
}

func leaveMark(dir string) error {
	return os.WriteFile(filepath.Join(dir, markName), nil, 0o600)
}

// checkSegments compares each file that the index uses with the checksum in
// its last bytes. Bleve does not: wrong bytes would be fewer hits, silently.
func checkSegments(ctx context.Context, opened bleve.Index) error {
	advanced, err := opened.Advanced()
	if err != nil {
		return err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return err
	}
	defer reader.Close()
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return errors.New("index of another kind")
	}
	for _, segment := range snapshot.Segments() {
		file, ok := segment.Segment().(interface{ Path() string })
		if !ok {
			continue // in memory
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := checkFile(file.Path()); err != nil {
			return err
		}
	}
	return nil
}

// checkFile compares a segment with its last four bytes: the CRC-32 (IEEE) of
// all before them (zapx, footer).
func checkFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	const footer = 4
	if info.Size() < footer {
		return fmt.Errorf("segment %s is cut off", filepath.Base(path))
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, file, info.Size()-footer); err != nil {
		return err
	}
	var want [footer]byte
	if _, err := io.ReadFull(file, want[:]); err != nil {
		return err
	}
	if sum.Sum32() != binary.BigEndian.Uint32(want[:]) {
		return fmt.Errorf("segment %s is damaged", filepath.Base(path))
	}
	return nil
}
