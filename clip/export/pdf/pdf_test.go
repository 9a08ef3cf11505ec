package pdf

import (
	"bytes"
	"context"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"newsclip/clip/export/review"
)

func write(t *testing.T, o review.Options) ([]byte, review.Report) {
	t.Helper()
	var out bytes.Buffer
	report, err := Write(t.Context(), &out, pressReview(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), report
}

func TestPressReviewIsValid(t *testing.T) {
	for _, paper := range []string{"", "letter", "a5"} {
		t.Run("paper "+paper, func(t *testing.T) {
			data, report := write(t, review.Options{Paper: paper})
			strict := model.NewDefaultConfiguration()
			strict.ValidationMode = model.ValidationStrict
			if err := api.Validate(bytes.NewReader(data), strict); err != nil {
				t.Errorf("not valid: %v", err)
			}
			pages, err := api.PageCount(bytes.NewReader(data), strict)
			if err != nil || pages != report.Pages {
				t.Errorf("%d pages, %v; the report says %d", pages, err, report.Pages)
			}
			outline, err := api.Bookmarks(bytes.NewReader(data), strict)
			if err != nil || len(outline) == 0 {
				t.Errorf("outline = %v, %v", outline, err)
			}
		})
	}
}

func TestSameInputSameBytes(t *testing.T) {
	a, _ := write(t, review.Options{})
	b, _ := write(t, review.Options{})
	if !bytes.Equal(a, b) {
		t.Error("the same review gave two documents")
	}
}

func TestProgressAndCancel(t *testing.T) {
	r := pressReview(t)
	last := 0
	if _, err := Write(t.Context(), &bytes.Buffer{}, r, review.Options{Progress: func(done, total int) {
		if done != last+1 || total != r.Clips() {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
	}}); err != nil || last != r.Clips() {
		t.Errorf("progress ended at %d of %d, %v", last, r.Clips(), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Write(ctx, &bytes.Buffer{}, r, review.Options{}); err == nil {
		t.Error("a cancelled export reported success")
	}
}
