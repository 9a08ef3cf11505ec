package intake_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip"
	"newsclip/clip/intake"
)

// collect reads all records and the messages of all errors.
func collect(r io.Reader) (records []intake.Record, problems []string) {
	for record, err := range intake.Records(r) {
		var told *clip.Error
		switch {
		case errors.As(err, &told):
			problems = append(problems, told.Message)
		case err != nil:
			problems = append(problems, err.Error())
		default:
			records = append(records, record)
		}
	}
	return records, problems
}

func TestRecords(t *testing.T) {
	day := clip.Date{Time: time.Date(2031, 4, 5, 0, 0, 0, 0, time.UTC), DayOnly: true}
	noon := clip.Date{Time: time.Date(2031, 4, 5, 12, 0, 0, 0, time.UTC)}
	tests := []struct {
		name, lines string
		want        []intake.Record
		problems    []string
	}{
		{"all values", `{"id":"p-1","title":"Bridge","byline":"Ann Lee","source":"The Paper","lang":"en","date":"2031-04-05","tags":["a","b"],"body":"Words.","html":"<p>Words.</p>","url":"https://a.example/1","captured":"2031-04-05T12:00:00Z"}`,
			[]intake.Record{{Ref: "p-1", Title: "Bridge", Authors: []string{"Ann Lee"}, Outlet: "The Paper", Lang: "en", Date: day, Tags: []string{"a", "b"}, Body: "Words.", HTML: "<p>Words.</p>", URL: "https://a.example/1", Captured: noon.Time}}, nil},
		{"lenient", "\ufeff{\"id\":17,\"title\":\" Bridge \",\"byline\":[\"Ann\",\"\",\"Bo\",\"Ann\"],\"tags\":\"a, b,,a\",\"date\":\"2031-04-05T14:00:00+0200\",\"more\":{}}\r\n",
			[]intake.Record{{Ref: "17", Title: "Bridge", Authors: []string{"Ann", "Bo"}, Tags: []string{"a", "b"}, Date: noon}}, nil},
		{"no zone: the day", `{"title":"a","date":"2031-04-05 23:59:00"}`, []intake.Record{{Title: "a", Date: day}}, nil},
		{"nulls", `{"id":null,"title":"a","tags":null,"byline":null,"date":null}`, []intake.Record{{Title: "a"}}, nil},
		{"bad lines", "{\"title\":\"a\"}\n\nnot json\n[1]\n{\"lang\":\"en\"}\n{\"title\":\"b\"}",
			[]intake.Record{{Title: "a"}, {Title: "b"}}, []string{
				"Line 3 is no record: it is not a JSON object.", "Line 4 is no record: it is not a JSON object.",
				"Line 5 is no record: it has neither title, text nor address."}},
		{"bad type", "{\"title\":[1]}\n{\"id\":{},\"title\":\"b\"}\n{\"title\":\"c\"}", []intake.Record{{Title: "c"}}, []string{`Line 1 is no record: its "title" is not what stands there in a record.`, `Line 2 is no record: it is not a JSON object.`}},
		{"bad date is told, the record kept", `{"title":"a","date":"05/04/31"}`, []intake.Record{{Title: "a"}}, []string{`Line 1 has the date "05/04/31", which cannot be read.`}},
		{"empty", "", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			records, problems := collect(iotest.OneByteReader(strings.NewReader(tt.lines)))
			sameTime := cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })
			if diff := cmp.Diff(tt.want, records, sameTime); diff != "" {
				t.Errorf("records, want → got:\n%s", diff)
			}
			if diff := cmp.Diff(tt.problems, problems); diff != "" {
				t.Errorf("problems, want → got:\n%s", diff)
			}
		})
	}
}

func TestRecordsGoOnAfterALongLine(t *testing.T) {
	long := func() io.Reader {
		return io.MultiReader(strings.NewReader(`{"body":"`), io.LimitReader(letters{}, intake.MaxRecord), strings.NewReader(`"}`))
	}
	records, problems := collect(io.MultiReader(strings.NewReader("{\"title\":\"a\"}\n"), long(), strings.NewReader("\n{\"title\":\"b\"}\n"), long()))
	if len(records) != 2 || records[1].Title != "b" {
		t.Errorf("got %d records", len(records))
	}
	want := []string{"Line 2 is longer than 32 MB.", "Line 4 is longer than 32 MB."}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("want → got:\n%s", diff)
	}
}

// letters is an endless row of letters.
type letters struct{}

func (letters) Read(buffer []byte) (int, error) {
	for i := range buffer {
		buffer[i] = 'x'
	}
	return len(buffer), nil
}

func TestRecordsEndWithTheReader(t *testing.T) {
	broken := errors.New("disk gone")
	records, problems := collect(io.MultiReader(strings.NewReader("{\"title\":\"a\"}\n{\"ti"), iotest.ErrReader(broken)))
	if len(records) != 1 || len(problems) != 1 || !strings.Contains(problems[0], "line 2: disk gone") {
		t.Errorf("got %v, %v", records, problems)
	}
}

func TestRecordsStop(t *testing.T) {
	for record, err := range intake.Records(strings.NewReader("{\"title\":\"a\",\"date\":\"x\"}\nbad\n")) {
		_, _ = record, err
		break // a second value would panic
	}
}

func TestRecogniseRecords(t *testing.T) {
	lines := "{\"title\":\"a\",\"url\":\"https://a.example/1\"}\nbad\n{\"title\":\"b\"}\n"
	for _, name := range []string{"", "x.jsonl", "x.ndjson", "x.json"} {
		got, err := intake.Recognise(name, []byte(lines))
		wantError(t, err, clip.ErrInvalid, "Line 2 is no record: it is not a JSON object.", "Mend it")
		if len(got) != 2 || got[0].Kind != intake.KindRecord || got[0].URL != "https://a.example/1" || got[1].Record.Title != "b" || got[0].Name != name {
			t.Errorf("%q: got %+v", name, got)
		}
	}
	other := `{"version": 3, "sources": ["a"]}`
	if got, err := intake.Recognise("", []byte(other)); err != nil || got[0].Kind != intake.KindText {
		t.Errorf("other JSON: got %+v, %v", got, err)
	}
}

func FuzzRecords(f *testing.F) {
	f.Add("{\"title\":\"a\",\"tags\":\"x,y\"}\n{\"id\":1,\"body\":\"b\",\"date\":\"2031-04-05\"}")
	f.Add("{\"date\":\"x\",\"title\":\"a\"}\n\n[")
	f.Fuzz(func(t *testing.T, lines string) {
		records, problems := collect(strings.NewReader(lines))
		if filled := len(strings.Fields(lines)); filled > 0 && len(records)+len(problems) == 0 && strings.Trim(lines, "\ufeff \t\r\n\v\f\u0085\u00a0") != "" {
			t.Error("a line is lost")
		}
		for _, r := range records {
			if strings.TrimSpace(r.Title+r.Body+r.HTML+r.URL) == "" {
				t.Errorf("an empty record: %+v", r)
			}
		}
	})
}
