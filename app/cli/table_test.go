package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTables cleans with a table of either kind, and refuses what is none.
func TestTables(t *testing.T) {
	n := newTerminal(t)
	const lines = `{"id":"p","html":"<p>The weir holds again.</p>"}` + "\n" + `{"id":"t","text":"The weir holds again, said the board."}` + "\n"
	for _, name := range []string{"../../clip/extract/blocks/table.bin", "../../clip/extract/paste/table.bin"} {
		table, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		if out := n.run(lines, "extract", "--jsonl", "--table", table); strings.Count(out, `"text":"The weir holds again`) != 2 {
			t.Errorf("with %s it printed %s", table, out)
		}
	}
	none := filepath.Join(t.TempDir(), "none.bin")
	if err := os.WriteFile(none, []byte("nothing learnt"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, errors, code := n.try(lines, "extract", "--jsonl", "--table", none); out != "" || code == 0 || !strings.Contains(errors, "Leave --table out") {
		t.Errorf("code %d, printed %q, said %q", code, out, errors)
	}
}
