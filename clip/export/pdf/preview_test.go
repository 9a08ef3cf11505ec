package pdf

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/image/draw"

	"newsclip/clip/export/review"
)

// previewWidth is that of the tests, in pixels: A4 at 72 an inch, as long as
// the scale makes points pixels.
const previewWidth = 595

func preview(t *testing.T, o review.Options, pages int) []image.Image {
	t.Helper()
	images, err := Preview(t.Context(), boardReview(t), o, pages, previewWidth)
	if err != nil {
		t.Fatal(err)
	}
	return images
}

// TestPreviewLooksAsTheFile compares previews with what poppler draws of the
// file: smoothed, for the two fill the edges of letters differently.
func TestPreviewLooksAsTheFile(t *testing.T) {
	poppler, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not installed")
	}
	for name, o := range map[string]review.Options{
		"press review": {Parts: map[review.Part]bool{review.Sources: false, review.Notes: true}},
		"continuous":   {Layout: review.Continuous, Typeface: review.Sans, Parts: map[review.Part]bool{review.Sources: false}},
		"list":         {Layout: review.ListOnly},
	} {
		t.Run(name, func(t *testing.T) {
			file, report := write(t, boardReview(t), o)
			images := preview(t, o, report.Pages+3)
			if len(images) != report.Pages {
				t.Fatalf("%d pages, the file has %d", len(images), report.Pages)
			}
			dir := t.TempDir()
			path := filepath.Join(dir, "file.pdf")
			if err := os.WriteFile(path, file, 0o600); err != nil {
				t.Fatal(err)
			}
			if out, err := exec.Command(poppler, "-png", "-scale-to-x", fmt.Sprint(previewWidth), "-scale-to-y", "-1", path, filepath.Join(dir, "page")).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			for i, drawn := range images {
				if i == 0 && o.Has(review.Cover) {
					continue // the preview does not know how many pages there are
				}
				if apart := difference(t, filepath.Join(dir, fmt.Sprintf("page-%d.png", i+1)), drawn); apart > 2.5 {
					t.Errorf("page %d is %.2f of 255 apart", i+1, apart)
				}
			}
		})
	}
}

// difference is the mean difference of brightness of two pages, each shrunk so
// that a pixel is a few letters.
func difference(t *testing.T, path string, drawn image.Image) float64 {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	want, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	a, b := shrunk(want), shrunk(drawn)
	sum := 0.0
	for i := range a.Pix {
		sum += max(float64(a.Pix[i])-float64(b.Pix[i]), float64(b.Pix[i])-float64(a.Pix[i]))
	}
	return sum / float64(len(a.Pix))
}

func shrunk(img image.Image) *image.Gray {
	small := image.NewGray(image.Rect(0, 0, previewWidth/6, previewWidth*297/210/6))
	draw.BiLinear.Scale(small, small.Bounds(), img, img.Bounds(), draw.Src, nil)
	return small
}

// TestPreviewShowsInkAndImages looks at pixels whose colour is known.
func TestPreviewShowsInkAndImages(t *testing.T) {
	images := preview(t, review.Options{}, 3)
	if len(images) != 3 {
		t.Fatalf("%d pages, want 3", len(images))
	}
	for i, want := range []color.Color{color.RGBA{153, 33, 33, 255}, color.RGBA{20, 20, 23, 255}, color.RGBA{20, 60, 120, 255}} { // the bar of the cover, a letter of the contents, the drawing of the first clip
		found := false
		bounds := images[i].Bounds()
		for y := bounds.Min.Y; y < bounds.Max.Y && !found; y++ {
			for x := bounds.Min.X; x < bounds.Max.X && !found; x++ {
				found = images[i].At(x, y) == want
			}
		}
		if !found || bounds.Dx() != previewWidth || bounds.Dy() != 841 {
			t.Errorf("page %d, %v, has nothing in %v", i+1, bounds, want)
		}
	}
}

func TestPreviewEndsEarly(t *testing.T) {
	r, asked := boardReview(t), 0
	inner := r.Image
	r.Image = func(ctx context.Context, url string) ([]byte, string, error) {
		asked++
		return inner(ctx, url)
	}
	last := &r.Sections[1].Clips[1]
	last.Version.Body = append(last.Version.Body, r.Sections[0].Clips[0].Version.Body...)
	images, err := Preview(t.Context(), r, review.Options{}, 2, 100)
	if err != nil || len(images) != 2 || asked != 1 {
		t.Errorf("%d pages, %v, %d images read, want 2 and 1", len(images), err, asked)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Preview(ctx, r, review.Options{}, 2, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if images, err := Preview(t.Context(), &review.Review{}, review.Options{}, 2, 100); err != nil || len(images) != 1 {
		t.Errorf("an empty review: %d pages, %v", len(images), err)
	}
}
