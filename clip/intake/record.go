package intake

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"newsclip/clip"
)

// MaxRecord is the length of one line of records, in bytes: a record with
// the HTML of a whole page.
const MaxRecord = 32 << 20

// A Record is a text with its metadata from another program. Empty means
// unknown.
type Record struct {
	Ref      string // the record's "id" there
	Title    string
	Authors  []string // "byline": one string is one author, a list several
	Outlet   string   // "source"
	Lang     string   // BCP 47
	Date     clip.Date
	Tags     []string // without empty ones and repetitions, in order
	Body     string   // plain text
	HTML     string
	URL      string
	Captured time.Time // "captured"; when the other program kept it
}

// Records reads JSON lines: one object a line, with any of id, title, byline
// (a string, or a list), source, lang, date, tags (a list, or a string parted
// by commas), body, html, url and captured. Empty lines are skipped.
//
// A bad line gives a *clip.Error that names its number, and the stream goes
// on. A date that cannot be read gives such an error too, which is ErrLost,
// and then the record without it. An error of r ends the stream.
func Records(r io.Reader) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		lines := bufio.NewReaderSize(r, 64<<10)
		for number := 1; ; number++ {
			line, err := readLine(lines, MaxRecord)
			switch {
			case errors.Is(err, errLongLine):
				if !yield(Record{}, badLine(number, fmt.Sprintf("is longer than %d MB", MaxRecord>>20), nil)) {
					return
				}
				continue
			case err != nil && err != io.EOF:
				yield(Record{}, fmt.Errorf("read records: line %d: %w", number, err))
				return
			}
			if number == 1 {
				line = bytes.TrimPrefix(line, []byte(markUTF8))
			}
			if line = bytes.TrimSpace(line); len(line) > 0 && !yieldRecord(number, line, yield) {
				return
			}
			if err == io.EOF {
				return
			}
		}
	}
}

// yieldRecord gives a line's record or error, or both, and reports whether to
// go on.
func yieldRecord(number int, line []byte, yield func(Record, error) bool) bool {
	record, problems, err := parseRecord(line)
	if err != nil {
		return yield(Record{}, badLine(number, "is no record: "+whyNoRecord(err), err))
	}
	for _, problem := range problems {
		if !yield(Record{}, lostValue(number, problem)) {
			return false
		}
	}
	return yield(record, nil)
}

// ErrLost marks an error about a value that was left out of the record that
// follows: the record itself is not lost.
var ErrLost = errors.New("a value was left out")

// errNotObject and errNothing say why a line is no record.
var (
	errNotObject = errors.New("it is not a JSON object")
	errNothing   = errors.New("it has neither title, text nor address")
)

func whyNoRecord(err error) string {
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.Is(err, errNothing):
		return errNothing.Error()
	case errors.As(err, &wrongType) && wrongType.Field != "":
		return fmt.Sprintf("its %q is not what stands there in a record", wrongType.Field)
	}
	return errNotObject.Error()
}

// errLongLine marks a line beyond the limit; the reader stands after it.
var errLongLine = errors.New("line too long")

// readLine reads a line of at most limit bytes, with its end. The last line
// comes with io.EOF.
func readLine(r *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	long := false
	for {
		piece, err := r.ReadSlice('\n')
		if len(line)+len(piece) > limit {
			long, line = true, nil
		}
		if !long {
			line = append(line, piece...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if long && (err == nil || err == io.EOF) {
			return nil, errLongLine // at the end, the next call gives io.EOF
		}
		return line, err
	}
}

// rawRecord is a record as JSON has it.
type rawRecord struct {
	ID       scalar `json:"id"`
	Title    string `json:"title"`
	Byline   list   `json:"byline"`
	Source   string `json:"source"`
	Lang     string `json:"lang"`
	Date     string `json:"date"`
	Tags     list   `json:"tags"`
	Body     string `json:"body"`
	HTML     string `json:"html"`
	URL      string `json:"url"`
	Captured string `json:"captured"`
}

// parseRecord reads one line. problems are parts of a sentence on values that
// had to be left out.
func parseRecord(line []byte) (r Record, problems []string, err error) {
	if line[0] != '{' {
		return Record{}, nil, errNotObject
	}
	var raw rawRecord
	if err := json.Unmarshal(line, &raw); err != nil {
		return Record{}, nil, err
	}
	r = Record{Ref: strings.TrimSpace(string(raw.ID)), Title: strings.TrimSpace(raw.Title), Authors: unique(raw.Byline),
		Outlet: strings.TrimSpace(raw.Source), Lang: strings.TrimSpace(raw.Lang), Tags: tags(raw.Tags),
		Body: raw.Body, HTML: raw.HTML, URL: strings.TrimSpace(raw.URL)}
	if strings.TrimSpace(r.Title+r.Body+r.HTML+r.URL) == "" {
		return Record{}, nil, errNothing
	}
	if r.Date, err = parseDate(raw.Date); err != nil {
		problems = append(problems, fmt.Sprintf("has the date %q, which cannot be read", raw.Date))
	}
	captured, err := parseDate(raw.Captured)
	if err != nil {
		problems = append(problems, fmt.Sprintf("was captured on %q, which cannot be read", raw.Captured))
	}
	r.Captured = captured.Time
	return r, problems, nil
}

// dateLayouts are what databases and programs write beside ISO dates.
var dateLayouts = []string{"2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04Z07:00"}

// dayLayouts give no zone, so that only their day is certain.
var dayLayouts = []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "20060102", "2006/01/02"}

// parseDate reads a date that leaves no doubt about its order. A time without
// zone is not taken for an instant: its day is kept.
func parseDate(text string) (clip.Date, error) {
	text = strings.TrimSpace(text)
	date, err := clip.ParseDate(text)
	if err == nil {
		return date, nil
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return clip.Date{Time: t}, nil
		}
	}
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return clip.Date{Time: t.Truncate(24 * time.Hour), DayOnly: true}, nil
		}
	}
	return clip.Date{}, err
}

// A scalar is a string or a number.
type scalar string

// UnmarshalJSON reads a string or keeps a number as it is written.
func (s *scalar) UnmarshalJSON(data []byte) error {
	switch {
	case string(data) == "null":
		return nil
	case data[0] == '"':
		return json.Unmarshal(data, (*string)(s))
	case data[0] == '-' || (data[0] >= '0' && data[0] <= '9'):
		*s = scalar(data)
		return nil
	}
	return errors.New("the id is neither a string nor a number")
}

// A list is a list of strings or one string.
type list []string

// UnmarshalJSON reads either.
func (l *list) UnmarshalJSON(data []byte) error {
	if data[0] != '"' {
		return json.Unmarshal(data, (*[]string)(l))
	}
	var one string
	if err := json.Unmarshal(data, &one); err != nil {
		return err
	}
	*l = list{one}
	return nil
}

// tags splits a single string at its commas.
func tags(l list) []string {
	if len(l) == 1 {
		l = strings.Split(l[0], ",")
	}
	return unique(l)
}

// unique trims, and drops empty and repeated values.
func unique(values []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" && !seen[v] {
			seen[v] = true
			kept = append(kept, v)
		}
	}
	return kept
}

// recordKeys are the keys by which a first line shows that it is a record;
// other JSON has none of them with a string.
var recordKeys = []string{"body", "html", "title"}

// isRecords reports whether a text is JSON lines of records.
func isRecords(extension, text string) bool {
	switch extension {
	case ".jsonl", ".ndjson":
		return true
	case ".json", "":
	default:
		return false
	}
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	var object map[string]json.RawMessage
	if !strings.HasPrefix(first, "{") || json.Unmarshal([]byte(first), &object) != nil {
		return false
	}
	for _, key := range recordKeys {
		if value := object[key]; len(value) > 2 && value[0] == '"' {
			return true
		}
	}
	return false
}

func badLine(number int, what string, cause error) error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("Line %d %s.", number, what),
		Next: "Mend it and import the file again; what was kept is skipped then.", Err: cause}
}

func lostValue(number int, what string) error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("Line %d %s.", number, what),
		Next: "The record is taken without it; dates are written 2031-04-05 or 2031-04-05T12:00:00Z.", Err: ErrLost}
}
