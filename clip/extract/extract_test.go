package extract

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"newsclip/clip"
	"newsclip/clip/extract/blocks"
)

var update = flag.Bool("update", false, "write the expected files anew")

// expectation is testdata/CASE/want.json.
type expectation struct {
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Authors   []string `json:"authors"`
	Outlet    string   `json:"outlet"`
	Published string   `json:"published"`
	Canonical string   `json:"canonical"`
	Lang      string   `json:"lang"`
	Kind      string   `json:"kind"`
	Wall      string   `json:"wall"`
	XHTML     string   `json:"xhtml"`
}

// TestPages cleans each testdata/CASE/page.html; a new case is a new folder.
func TestPages(t *testing.T) {
	cases, err := filepath.Glob("testdata/*/page.html")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range cases {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) { testPage(t, filepath.Dir(path)) })
	}
}

func testPage(t *testing.T, dir string) {
	page, err := os.ReadFile(filepath.Join(dir, "page.html"))
	if err != nil {
		t.Fatal(err)
	}
	var want expectation
	if data, err := os.ReadFile(filepath.Join(dir, "want.json")); err == nil {
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatal(err)
		}
	}
	out, err := HTML(t.Context(), Page{URL: want.URL, Data: page, MediaType: "text/html"})
	if err != nil {
		t.Fatal(err)
	}
	m := &out.Metadata
	got := expectation{want.URL, m.Title, m.Authors, m.Outlet, m.Published.String(), m.URL, m.Lang, string(m.Kind), out.Wall, out.Body.XHTML()}
	gotJSON := indented(t, got)
	if *update {
		if err := os.WriteFile(filepath.Join(dir, "want.json"), gotJSON, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if wantJSON := indented(t, want); string(gotJSON) != string(wantJSON) {
		t.Errorf("got  %s\nwant %s", gotJSON, wantJSON)
	}
}

func indented(t *testing.T, v any) []byte {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestDecode(t *testing.T) {
	const (
		french   = "<p>L’été a été très chaud à Besançon, où l’on a mesuré 38°.</p>"
		russian  = "<p>Порт снова открыт, сообщила администрация в среду.</p>"
		chinese  = "<p>港口在星期三重新开放，这是三个星期以来的第一次。渡轮也在同一天恢复了航行，人们都很高兴。</p>"
		taiwan   = "<p>港口在星期三重新開放，這是三個星期以來的第一次。渡輪也在同一天恢復了航行，人們都很高興。</p>"
		japan    = "<p>港は水曜日に再び開いた。三週間ぶりのことで、フェリーも同じ日に運航を始めた。</p>"
		korea    = "<p>항구가 수요일에 다시 문을 열었다. 삼 주 만의 일이며 여객선도 같은 날 운항을 시작했다.</p>"
		declared = "text/html; charset="
	)
	for name, c := range map[string]struct {
		text, mediaType string
		encoding        encoding.Encoding
	}{
		"utf-8":                       {french, "", encoding.Nop},
		"utf-8 declared as latin-1":   {french, declared + "iso-8859-1", encoding.Nop},
		"windows-1252 declared":       {french, declared + "windows-1252", charmap.Windows1252},
		"windows-1252 undeclared":     {french, "", charmap.Windows1252},
		"windows-1252 said utf-8":     {french, declared + "utf-8", charmap.Windows1252},
		"koi8-r declared":             {russian, declared + "koi8-r", charmap.KOI8R},
		"windows-1251 by meta":        {`<meta charset="windows-1251">` + russian, "", charmap.Windows1251},
		"gb18030 declared":            {chinese, declared + "gbk", simplifiedchinese.GB18030},
		"gb18030 undeclared":          {chinese, "", simplifiedchinese.GB18030},
		"big5 declared":               {taiwan, declared + "big5", traditionalchinese.Big5},
		"big5 undeclared":             {taiwan, "", traditionalchinese.Big5},
		"shift_jis undeclared":        {japan, "", japanese.ShiftJIS},
		"euc-jp declared":             {japan, declared + "euc-jp", japanese.EUCJP},
		"euc-kr undeclared":           {korea, "", korean.EUCKR},
		"utf-16 with byte order mark": {french, "", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := c.encoding.NewEncoder().Bytes([]byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := Decode(data, c.mediaType); err != nil || got != c.text {
				t.Errorf("Decode = %q, %v; want %q", got, err, c.text)
			}
		})
	}
}

func TestPeople(t *testing.T) {
	for byline, want := range map[string]string{
		"By Ida Marlow and Piet Aldous": "Ida Marlow|Piet Aldous",
		"Von Greta Lohse":               "Greta Lohse",
		"Newsroom Staff":                "",
		"The Coastal Ledger":            "",
		"ida@ledger.example":            "",
		"李明":                            "李明",
		"admin":                         "",
		"Rena Okafor, Political Editor": "Rena Okafor",
	} {
		if got := strings.Join(people(byline, "The Coastal Ledger"), "|"); got != want {
			t.Errorf("people(%q) = %q, want %q", byline, got, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-04T07:30:00+01:00": "2026-03-04T07:30:00+01:00",
		"2026-03-04 07:30:00":       "2026-03-04", // no zone: the day alone
		"March 4, 2026":             "2026-03-04",
		"04.03.2026":                "2026-03-04",
		"2026年3月4日":                 "2026-03-04",
		"an hour ago":               "",
		"1970-01-01T00:00:00Z":      "",
		"":                          "",
	} {
		if got, _ := parseDate(text); got.String() != want {
			t.Errorf("parseDate(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		kind clip.ErrorKind
	}{
		"empty": {"  \n", clip.ErrInvalid},
		"large": {strings.Repeat("x", maxPage+1), clip.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := HTML(t.Context(), Page{Data: []byte(c.data)}); clip.KindOf(err) != c.kind {
				t.Errorf("HTML: %v, want kind %q", err, c.kind)
			}
		})
	}
}

func TestCorrectionsWinOverWhatWasLearnt(t *testing.T) {
	page := `<article class="a"><h1>Ferry sails</h1><p>The ferry sailed to the island at first light on Monday with forty passengers, two sheep and the post.</p>
<p>Read more: why the old pier was closed.</p><p>It came back in the evening with as many passengers, no sheep, and a letter for the mayor of the town.</p></article>`
	clean := func(said ...clip.Correction) string {
		out, err := HTML(t.Context(), Page{Data: []byte(page), MediaType: "text/html; charset=utf-8", Corrections: said})
		if err != nil {
			t.Fatal(err)
		}
		return out.Body.Plain()
	}
	call := clip.Correction{Text: "Read more: why the old pier was closed.", Keep: true}
	if plain := clean(); strings.Contains(plain, "old pier") {
		t.Fatalf("nothing to correct: %q", plain)
	}
	if plain := clean(call); !strings.Contains(plain, "old pier") {
		t.Errorf("what a phrase removed was not kept: %q", plain)
	}
	withdrawn := call
	withdrawn.Keep = false
	if plain := clean(call, withdrawn); strings.Contains(plain, "old pier") {
		t.Errorf("the later word did not win: %q", plain)
	}
	if plain := clean(clip.Correction{Text: "It came"}); !strings.Contains(plain, "in the evening") {
		t.Errorf("a text without … took away what only begins so: %q", plain)
	}
	if plain := clean(clip.Correction{Text: "It came…"}); strings.Contains(plain, "in the evening") {
		t.Errorf("a text with … did not take away what begins so: %q", plain)
	}
}

// TestIcons keeps an emoji that is drawn in its line, and leaves icons and
// small portraits out without breaking the line.
func TestIcons(t *testing.T) {
	doc, err := blocks.Parse(strings.NewReader(`<p>Free <img src=a.png width=16 height=16 alt="🎉"> entry <img src=b.png width=20 height=20 alt="arrow">today</p>
<p><span>By <img src=face.jpg width=70 height=70 alt="Ida Marlow"> Ida</span></p><p><img src=c.jpg width=640 height=400 alt="The lock"></p>`))
	if err != nil {
		t.Fatal(err)
	}
	x := &extraction{base: baseURL(doc, "https://post.example/a")}
	want := `<p>Free 🎉 entry today</p>
<p>By Ida</p>
<figure><img src="https://post.example/c.jpg" alt="The lock" width="640" height="400"/></figure>`
	if got := x.blocks(doc, 0).XHTML(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if len(x.out.Removed) != 1 || x.out.Removed[0].Text != "arrow\nIda Marlow" {
		t.Errorf("the trace says %+v, want both small pictures", x.out.Removed)
	}
}
