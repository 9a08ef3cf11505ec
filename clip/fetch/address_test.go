package fetch_test

import (
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/fetch"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"whole", "https://example.com/x?y=1", "https://example.com/x?y=1"},
		{"no scheme", "example.com/x", "https://example.com/x"},
		{"no path", "example.com", "https://example.com/"},
		{"no path, query", "example.com?id=3", "https://example.com/?id=3"},
		{"no scheme, port", "example.com:8080/x", "https://example.com:8080/x"},
		{"scheme missing its name", "//example.com/x", "https://example.com/x"},
		{"one slash", "https:/example.com/x", "https://example.com/x"},
		{"three slashes", "https:///example.com/x", "https://example.com/x"},
		{"no slash", "http:example.com/x", "http://example.com/x"},
		{"white space", " \t\nhttp://example.com/x \n", "http://example.com/x"},
		{"angle brackets", "<https://example.com/x>", "https://example.com/x"},
		{"with its label", "<URL:https://example.com/x>", "https://example.com/x"},
		{"quotes", "“https://example.com/x”", "https://example.com/x"},
		{"broken over lines", "https://example.com/a-lo\r\n ng/x", "https://example.com/a-lo%20ng/x"},
		{"line break", "https://example.com/a-\nlong", "https://example.com/a-long"},
		{"invisible", "\ufeffhttps://exam\u200bple.com/\u00ad", "https://example.com/"},
		{"upper case", "HTTPS://Example.COM/Path", "https://example.com/Path"},
		{"default port", "https://example.com:443/", "https://example.com/"},
		{"http's default port", "http://example.com:80/", "http://example.com/"},
		{"fragment", "https://example.com/x#part", "https://example.com/x"},
		{"hash-bang", "https://example.com/#!/story/7", "https://example.com/#!/story/7"},
		{"password", "https://ann:secret@example.com/x", "https://example.com/x"},
		{"password, no scheme", "ann:secret@example.com/x", "https://example.com/x"},
		{"international", "https://müller.example/straße", "https://xn--mller-kva.example/stra%C3%9Fe"},
		{"space", "https://example.com/a b", "https://example.com/a%20b"},
		{"stray percent", "https://example.com/100%/50%zz/%20", "https://example.com/100%25/50%25zz/%20"},
		{"view source", "view-source:https://example.com/x", "https://example.com/x"},
		{"this computer", "localhost:8080/x", "http://localhost:8080/x"},
		{"loopback", "127.0.0.1:8080", "http://127.0.0.1:8080/"},
		{"IPv6", "http://[::1]:8080/x", "http://[::1]:8080/x"},
		{"intranet", "http://intranet/x", "http://intranet/x"},
		{"underscore", "https://a_b.example.com/", "https://a_b.example.com/"},
		{"final dot", "https://example.com./x", "https://example.com/x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := fetch.Clean(tt.in)
			if err != nil || got != tt.want {
				t.Fatalf("got %q, %v, want %q", got, err, tt.want)
			}
			if again, err := fetch.Clean(got); err != nil || again != got {
				t.Errorf("cleaned again: %q, %v", again, err)
			}
		})
	}
}

func TestCleanRefuses(t *testing.T) {
	tests := []struct {
		name, in string
		kind     clip.ErrorKind
		message  string
	}{
		{"nothing", " \n", clip.ErrInvalid, "There is no address."},
		{"a word", "bridge", clip.ErrInvalid, `"bridge" is not a web address.`},
		{"words", "the bridge opened. again", clip.ErrInvalid, "is not a web address."},
		{"no host", "https://", clip.ErrInvalid, "is not a web address."},
		{"bad host", "https://exa mple.com/", clip.ErrInvalid, "is not a web address."},
		{"bad port", "https://example.com:port/", clip.ErrInvalid, "is not a web address."},
		{"mail address", "ann@example.com", clip.ErrInvalid, "is a mail address."},
		{"mailto", "mailto:ann@example.com", clip.ErrUnsupported, `start with "mailto:"`},
		{"file", "file:///etc/hosts", clip.ErrUnsupported, `start with "file:"`},
		{"ftp", "ftp://example.com/x", clip.ErrUnsupported, `start with "ftp:"`},
		{"javascript", "javascript:alert(1)", clip.ErrUnsupported, `start with "javascript:"`},
		{"endless", "https://example.com/" + strings.Repeat("x", 20000), clip.ErrInvalid, "is longer than"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := fetch.Clean(tt.in)
			if got != "" {
				t.Errorf("got %q", got)
			}
			wantError(t, err, tt.kind, tt.message, ".")
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"example.com/x", "https://ann:secret@example.com:443/%zz#a", "http://[::1]/", "//x.example", "mailto:a@b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		got, err := fetch.Clean(address)
		if err != nil {
			return
		}
		if !strings.HasPrefix(got, "https://") && !strings.HasPrefix(got, "http://") {
			t.Errorf("%q → %q", address, got)
		}
		if again, err := fetch.Clean(got); err != nil || again != got {
			t.Errorf("%q → %q → %q, %v", address, got, again, err)
		}
	})
}
