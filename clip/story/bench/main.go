// Command bench measures grouping.
//
//	go run ./clip/story/bench cost                    # of a clip in libraries of 1,000, 10,000, 100,000
//	go run ./clip/story/bench duplicates -data FILE   # the sketch against exact containment
//	go run ./clip/story/bench edits -data FILE        # which edits of a text are recognised; without FILE of our own
//	go run ./clip/story/bench names -data FILE -names FILE
//
// FILE of documents holds an object a line: {"id","date","title","body","source",
// "lang","url","story"}; that of names an object of story to name.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"newsclip/clip"
	"newsclip/clip/story"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) == 0 {
		return errors.New("say what to measure: cost, duplicates, edits or names")
	}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	data := flags.String("data", "", "file of documents")
	names := flags.String("names", "", "file of the names that people gave to stories")
	clips := flags.Int("clips", 100_000, "in the largest library")
	show := flags.Int("show", 10, "examples, good and bad each")
	if err := flags.Parse(arguments[1:]); err != nil {
		return err
	}
	switch arguments[0] {
	case "cost":
		return cost(*clips)
	case "begin": // a process of its own, for its memory
		return begin(*data)
	}
	documents, err := read(cmp.Or(*data, ownTexts))
	if err != nil {
		return err
	}
	switch arguments[0] {
	case "duplicates":
		return duplicates(documents)
	case "edits":
		return edited(documents)
	case "names":
		return naming(documents, *names, *show)
	}
	return fmt.Errorf("nothing measures %q", arguments[0])
}

// ownTexts are texts in eleven languages that we wrote, seen from the root of the
// repository.
const ownTexts = "clip/story/testdata/languages.jsonl"

// told is a document whose story people said.
type told struct {
	story.Document
	Story string
}

const maxLine = 16 << 20 // bytes

func read(name string) ([]told, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var out []told
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		var d struct{ ID, Date, Title, Body, Source, Lang, URL, Story string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		date, _ := time.Parse(time.RFC3339, d.Date) // zero: unknown
		out = append(out, told{story.Document{ID: clip.ID(d.ID), Title: d.Title, Text: d.Body, Outlet: d.Source, Lang: d.Lang, URL: d.URL, Date: date}, d.Story})
	}
	return out, lines.Err()
}
