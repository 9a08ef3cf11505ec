package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/extract"
	"newsclip/clip/extract/paste"
	"newsclip/clip/story"
)

// maxLine bounds a line of a line protocol, in bytes: a page of 10 MB fits,
// escaped.
const maxLine = 64 << 20

// extractCommand cleans pages without a library.
type extractCommand struct {
	JSONL bool   `name:"jsonl" required:"" help:"Read an object a line {\"id\",\"url\",\"html\"} or {\"id\",\"text\"}, answer each on a line."`
	Table string `type:"path" placeholder:"FILE" help:"Clean with this learnt table, for pages or for pasted text, instead of the built-in one."`
}

func (extractCommand) alone() {}

type pageJSON struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	HTML string `json:"html"`
	Text string `json:"text"`
}

type extractJSON struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Author    string         `json:"author"`
	Date      string         `json:"date"`
	Site      string         `json:"site"`
	Image     string         `json:"image"`
	Canonical string         `json:"canonical"`
	Lang      string         `json:"lang"`
	Kind      clip.Kind      `json:"kind"`
	Text      string         `json:"text"`
	HTML      string         `json:"html"`
	Related   []clip.Related `json:"related"`
	MS        float64        `json:"ms"`
	Error     string         `json:"error"`
}

func (c *extractCommand) run(s *session) error {
	tables, err := c.tables()
	if err != nil {
		return err
	}
	// A batch makes much garbage and keeps nothing: collecting it less often is
	// a sixth faster and costs some thirty megabytes.
	defer debug.SetGCPercent(debug.SetGCPercent(batchGC))
	return eachLine(s, func(number int, line []byte, out io.Writer) error {
		var page pageJSON
		if err := json.Unmarshal(line, &page); err != nil {
			return badLine(number, "no page", `Write {"id":"…","url":"…","html":"…"} or {"id":"…","text":"…"}.`, err)
		}
		return writeLine(out, extractPage(s, tables, page))
	})
}

// batchGC is by how many per cent the heap may grow before it is collected.
const batchGC = 400

// learnt are the tables by which a batch is cleaned.
type learnt struct {
	pages *extract.Cleaner
	texts *paste.Model
}

// tables are the built-in ones, or in place of one of them the file's: a table
// says in its first line what it is for.
func (c *extractCommand) tables() (learnt, error) {
	texts, err := paste.BuiltIn()
	tables := learnt{extract.Builtin(), texts}
	if c.Table == "" || err != nil {
		return tables, err
	}
	data, err := readTable(c.Table)
	if err != nil {
		return tables, err
	}
	if texts, err := paste.ReadModel(data); err == nil {
		tables.texts = texts
		return tables, nil
	}
	if tables.pages, err = extract.NewCleaner(data); err != nil {
		return tables, faultyTable(c.Table, err)
	}
	return tables, nil
}

func extractPage(s *session, tables learnt, page pageJSON) extractJSON {
	began := time.Now()
	var cleaned clip.Extract
	var err error
	if page.HTML != "" || page.Text == "" {
		cleaned, err = tables.pages.HTML(s.ctx, extract.Page{URL: page.URL, Data: []byte(page.HTML), MediaType: "text/html; charset=utf-8"})
	} else {
		cleaned, err = tables.texts.Clean(s.ctx, page.Text)
	}
	m := &cleaned.Metadata
	answer := extractJSON{ID: page.ID, Title: m.Title, Author: strings.Join(m.Authors, ", "), Date: m.Published.Day(), Site: m.Outlet,
		Image: m.Image, Canonical: m.URL, Lang: m.Lang, Kind: m.Kind, Text: cleaned.Body.Plain(), HTML: cleaned.Body.XHTML(),
		Related: cleaned.Related}
	if answer.Related == nil {
		answer.Related = []clip.Related{}
	}
	answer.MS = float64(time.Since(began).Microseconds()) / 1000
	answer.Error = app.Sentence(err)
	return answer
}

// groupCommand groups documents by story without a library.
type groupCommand struct {
	JSONL bool   `name:"jsonl" required:"" help:"Read an object a line {\"id\",\"date\",\"title\",\"body\",\"source\",\"lang\",\"url\"} in order of date, answer lines id<TAB>story."`
	Table string `type:"path" placeholder:"FILE" help:"Use this merge model instead of the built-in one."`
}

func (groupCommand) alone() {}

func (c *groupCommand) run(s *session) error {
	grouping, err := c.grouping()
	if err != nil {
		return err
	}
	defer grouping.Close()
	return eachLine(s, func(number int, line []byte, out io.Writer) error {
		var d struct {
			ID, Date, Title, Body, Source, Lang, URL string
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return badLine(number, "no document", `Write {"id":"…","date":"…","title":"…","body":"…"}; source, lang and url may stand there too.`, err)
		}
		id, err := grouping.Place(story.Document{ID: clip.ID(d.ID), Title: d.Title, Text: d.Body, Outlet: d.Source, Lang: d.Lang, URL: d.URL, Date: looseDate(d.Date)})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s\t%s\n", d.ID, id)
		return err
	})
}

func (c *groupCommand) grouping() (*app.Grouping, error) {
	var table []byte
	if c.Table != "" {
		var err error
		if table, err = readTable(c.Table); err != nil {
			return nil, err
		}
	}
	grouping, err := app.NewGrouping(table)
	if err != nil {
		return nil, faultyTable(c.Table, err)
	}
	return grouping, nil
}

// maxTable bounds a learnt table, in bytes.
const maxTable = 16 << 20

// readTable reads a learnt table.
func readTable(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, faultyTable(name, err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxTable))
	if err == nil && len(data) == 0 {
		err = errors.New("empty file")
	}
	if err != nil {
		return nil, faultyTable(name, err)
	}
	return data, nil
}

func faultyTable(name string, err error) error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: name + " cannot be used as a table: " + err.Error() + ".", Next: "Leave --table out to use the built-in one.", Err: err}
}

// looseDate reads the date forms that data sets use; what is none is unknown.
func looseDate(text string) time.Time {
	for _, layout := range []string{time.RFC3339, time.DateOnly, "2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}

// eachLine answers standard input line by line, flushed after each, until its
// end or a cancel.
func eachLine(s *session, answer func(number int, line []byte, out io.Writer) error) error {
	lines := bufio.NewScanner(s.in)
	lines.Buffer(make([]byte, 1<<20), maxLine)
	out := bufio.NewWriterSize(s.out, 1<<16)
	for number := 1; lines.Scan(); number++ {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if len(lines.Bytes()) == 0 {
			continue
		}
		if err := answer(number, lines.Bytes(), out); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return lineError(lines.Err())
}

func lineError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bufio.ErrTooLong):
		return &clip.Error{Kind: clip.ErrTooLarge, Message: fmt.Sprintf("A line is longer than %d MiB.", maxLine>>20), Next: "Leave that page out.", Err: err}
	}
	return &clip.Error{Kind: clip.ErrStorage, Message: "Standard input cannot be read to its end.", Next: "Try again.", Err: err}
}

func badLine(number int, what, next string, err error) error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("Line %d is %s.", number, what), Next: next, Err: err}
}

func writeLine(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}
