package cli

import (
	"os"
	"strings"
	"testing"
)

func TestExplainMakesNoLibrary(t *testing.T) {
	n := newTerminal(t)
	out := n.run(lighthouse, "explain", "-")
	for _, want := range []string{"outlet   The Shoreline Post\n       ✓ opengraph", "kind     article", "Imprint", "navigation · score "} {
		if !strings.Contains(out, want) {
			t.Errorf("explain printed %q, without %q", out, want)
		}
	}
	if _, err := os.Stat(n.library); !os.IsNotExist(err) {
		t.Errorf("explain made a library: %v", err)
	}
	explained := n.object(lighthouse, "explain", "-", "--url", "https://shoreline.example/a")
	metadata := explained["metadata"].(map[string]any)
	if metadata["outlet"] != "The Shoreline Post" || len(explained["removed"].([]any)) < 2 || explained["words"].(float64) < 60 {
		t.Errorf("explained = %v", explained)
	}
	if _, errors, code := n.try("", "explain", "absent.html"); code != exitNotFound || !strings.Contains(errors, "absent.html") {
		t.Errorf("explaining nothing: code %d, %q", code, errors)
	}
}

func TestExplainSaysWhyAPageWouldNotBeKept(t *testing.T) {
	out := newTerminal(t).run(page("Tides", "The Shoreline Post", "High water at noon."), "explain", "-")
	if !strings.Contains(out, "has only a few words of text") || strings.Contains(out, "paste it here") {
		t.Errorf("explain printed %q", out)
	}
}

func TestCorrectAndRules(t *testing.T) {
	n := newTerminal(t)
	id := n.add(lighthouse, "--url", "https://shoreline.example/keeper")
	out := n.run("", "explain", id[:6])
	before, _, found := strings.Cut(out, "   Imprint")
	if !found {
		t.Fatalf("explain printed %q", out)
	}
	fields := strings.Fields(before)
	n.run("", "correct", id, "--put-back", fields[len(fields)-1], "--always")
	if text := n.object("", "show", id)["text"].(string); !strings.HasSuffix(text, "Imprint") {
		t.Errorf("text = %q", text)
	}
	if out := n.run("", "rules"); out != "1  shoreline.example  keep html > body > footer\n" {
		t.Errorf("rules printed %q", out)
	}
	if rule := n.object("", "rules"); rule["site"] != "shoreline.example" || rule["keep"] != true {
		t.Errorf("rules --json: %v", rule)
	}
	explained := n.object(lighthouse, "explain", "-", "--url", "https://www.shoreline.example/other")
	if text := explained["text"].(string); !strings.HasSuffix(text, "Imprint") {
		t.Errorf("the rule was not followed: %q", text)
	}
	n.run("", "rules", "--drop", "1")
	if _, _, code := n.try("", "rules", "--drop", "1"); code != exitNotFound {
		t.Errorf("dropping it twice: code %d", code)
	}
	n.run("", "correct", id, "--take-away", "From March")
	if text := n.object("", "show", id)["text"].(string); strings.Contains(text, "mainland") {
		t.Errorf("text = %q", text)
	}
	for _, args := range [][]string{{"correct", id, "--put-back", "99"}, {"correct", id, "--take-away", "Never said"}} {
		if _, errors, code := n.try("", args...); code != exitNotFound {
			t.Errorf("%q: code %d, %q", args, code, errors)
		}
	}
	if _, _, code := n.try("", "correct", id); code != exitUsage {
		t.Errorf("correct without what: code %d", code)
	}
}
