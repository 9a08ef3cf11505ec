package review

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestSafeName(t *testing.T) {
	for name, c := range map[string]struct{ title, want string }{
		"reserved":          {`a/b\c:d*e?f"g<h>i|j`, "a-b-c-d-e-f'g-h-i-j"},
		"space":             {"  a \t\n b. . ", "a b"},
		"hidden":            {"..a", "a"},
		"device":            {"con", "_con"},
		"device and ending": {"Nul.tar.gz", "_Nul.tar.gz"},
		"port":              {"LPT³", "_LPT³"},
		"no device":         {"COM12 console", "COM12 console"},
		"turned around":     {"gpj\u202Efdp", "gpjfdp"},
		"unseen":            {"a\u200Bb\u0000c\uFEFF", "abc"},
		"unseen, in spaces": {"a \xd8 b \u200B c", "a b c"},
		"composed":          {"Cafe\u0301", "Café"},
		"nothing left":      {"...", ""},
		"long":              {strings.Repeat("é", 200), strings.Repeat("é", 60)},
		"long, of words":    {strings.Repeat("harbour ", 20), strings.TrimSpace(strings.Repeat("harbour ", 15))},
		"accents stay":      {strings.Repeat("a", 119) + "x\u0323\u0300", strings.Repeat("a", 119)},
		"families stay":     {strings.Repeat("a", 110) + "👩\u200D👧", strings.Repeat("a", 110)},
	} {
		t.Run(name, func(t *testing.T) {
			if got := SafeName(c.title, ""); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFileName(t *testing.T) {
	for title, want := range map[string]string{"Ports: open?": "Ports - open", "Who? “They” \"did\"": "Who “They” 'did'", "..": "clip"} {
		if got := FileName(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

// FuzzSafeName holds that every title gives a name that each system can make,
// and the same name again.
func FuzzSafeName(f *testing.F) {
	for _, seed := range []string{"", "CON", "a/b", "com¹.x", "é\u0301", "..", "\u202Eabc", strings.Repeat("👩\u200D👧", 30), "\xff\xfe"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, title string) {
		for _, reserved := range []string{"", "#^[]"} {
			name := SafeName(title, reserved)
			if len(name) > maxFileName+1 || !utf8.ValidString(name) || strings.ContainsAny(name, `/\:*?"<>|`) || strings.ContainsFunc(name, unicode.IsControl) ||
				strings.Trim(name, ". ") != name || isDevice(name) || reserved != "" && strings.ContainsAny(name, reserved) {
				t.Errorf("%q gives %q", title, name)
			}
			if again := SafeName(name, reserved); again != name {
				t.Errorf("%q gives %q, which gives %q", title, name, again)
			}
		}
	})
}
