package main

import (
	"os"
	"regexp"
	"testing"

	"newsclip/app"
)

// TestVersion holds the version that the program prints against the one that
// its packages carry.
func TestVersion(t *testing.T) {
	data, err := os.ReadFile("FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^\s*Version = "(.*)"`).FindSubmatch(data)
	if m == nil || string(m[1]) != app.Version {
		t.Errorf("FyneApp.toml says %q, the program %q", m, app.Version)
	}
}
