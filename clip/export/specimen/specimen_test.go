package specimen

import (
	"bytes"
	"image"
	"reflect"
	"strings"
	"testing"

	"newsclip/clip"
)

func TestClipsAreSoundAndRepeat(t *testing.T) {
	for n, language := range Languages {
		c := Clip(language, n)
		if !reflect.DeepEqual(c, Clip(language, n)) {
			t.Errorf("%s: clip %d is not the same twice", language, n)
		}
		if c.Version.Title == "" || c.Version.Lang != language || len(c.Version.Body.Images()) == 0 {
			t.Errorf("%s: clip without title, language or image: %+v", language, c.Version.Metadata)
		}
		text := clip.Body(c.Version.Body).Plain()
		if len([]rune(text)) < 400 || strings.ContainsAny(text, "{}#~") && !strings.Contains(text, "func tide") {
			t.Errorf("%s: text of %d bytes, or with marks left: %.200q", language, len(text), text)
		}
	}
}

func TestImagesDiffer(t *testing.T) {
	seen := map[string]string{}
	for n := range 6 {
		for _, url := range Clip("en", n).Version.Body.Images() {
			data, _, err := Image(url)
			if err != nil {
				t.Fatal(err)
			}
			if config, _, err := image.DecodeConfig(bytes.NewReader(data)); err != nil || config.Width != imageWidth {
				t.Errorf("%s: width %d, %v", url, config.Width, err)
			}
			if other := seen[string(data)]; other != "" {
				t.Errorf("%s is the same as %s", url, other)
			}
			seen[string(data)] = url
		}
	}
	if _, _, err := Image("newsclip-image:other"); err == nil {
		t.Error("an address that no clip has gives an image")
	}
}
