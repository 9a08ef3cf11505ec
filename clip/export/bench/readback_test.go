package main

import (
	"slices"
	"strings"
	"testing"
)

func TestCommonIsTheLongestSubsequence(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a b c", "", 0}, {"a b c", "a b c", 3}, {"a b c d", "x a c y d", 3}, {"a b c", "c b a", 1}, {"the sea the wall", "page 4 the sea wall", 3}} {
		if got := common(strings.Fields(c.a), strings.Fields(c.b)); got != c.want {
			t.Errorf("common(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := common(strings.Fields(c.b), strings.Fields(c.a)); got != c.want {
			t.Errorf("common(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}

func TestTokens(t *testing.T) {
	if got, want := tokens("break\u00AD\nwater \u202Bwall\u202C\f2", false), []string{"breakwater", "wall", "2"}; !slices.Equal(got, want) {
		t.Errorf("words = %q, want %q", got, want)
	}
	if got, want := tokens("港 湾\n会", true), []string{"港", "湾", "会"}; !slices.Equal(got, want) {
		t.Errorf("characters = %q, want %q", got, want)
	}
}
