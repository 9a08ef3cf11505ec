package boost

import "testing"

func TestParts(t *testing.T) {
	data := AppendParts([]byte("head"), []byte("one"), nil, []byte("three"))[len("head"):]
	parts, err := CutParts(data, 3)
	if err != nil || string(parts[0]) != "one" || len(parts[1]) != 0 || string(parts[2]) != "three" {
		t.Errorf("the parts are %q (%v)", parts, err)
	}
	for n := range len(data) {
		if _, err := CutParts(data[:n], 3); err == nil {
			t.Errorf("%d of %d bytes are taken for the whole", n, len(data))
		}
	}
	if _, err := CutParts(append(data, 0), 3); err == nil {
		t.Error("a byte too many is no error")
	}
}
