package markdown

import (
	"context"
	"errors"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// previewClips is how many clips of one combined file a preview has: more than
// anyone reads there.
const previewClips = 12

// errEnough ends a preview.
var errEnough = errors.New("the preview has its file")

// Preview returns the path and text of the first file that Write would write,
// and writes none. Of one file with all clips it has the first.
func Preview(ctx context.Context, r *review.Review, o review.Options) (name, text string, err error) {
	o.Progress = nil
	if o.Markdown.Combined {
		short := *r
		short.Sections = beginning(r.Sections, previewClips)
		r = &short
	}
	w, err := newWriter(ctx, r, o, func(path string, data []byte) error {
		if !strings.HasSuffix(path, ending) {
			return nil
		}
		name, text = path, string(data)
		return errEnough
	})
	if err != nil {
		return "", "", err
	}
	if err = w.all(); errors.Is(err, errEnough) {
		err = nil
	}
	return name, text, err
}

// beginning returns the sections up to so many clips.
func beginning(sections []review.Section, clips int) (out []review.Section) {
	for _, section := range sections {
		if clips == 0 {
			break
		}
		section.Clips = append([]clip.Clip(nil), section.Clips[:min(clips, len(section.Clips))]...)
		clips -= len(section.Clips)
		out = append(out, section)
	}
	return out
}
