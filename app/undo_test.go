package app

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip"
	"newsclip/clip/export/review"
	"newsclip/clip/intake"
	"newsclip/clip/store"
)

// scene is a small library for one change.
type scene struct {
	*testing.T
	dir    string
	app    *App
	clips  []clip.ID // the last is in the trash
	top    clip.Folder
	below  clip.Folder
	row    clip.Folder // arranged by hand: clips 2, 0, 1
	mark   clip.Highlight
	search clip.Search
	folded string // the paragraph that all clips have
}

func newScene(t *testing.T) *scene {
	s := &scene{T: t, dir: filepath.Join(t.TempDir(), "library"), folded: "Our reporter went there and asked around for a day."}
	s.app = openAt(t, s.dir, ticking())
	ctx := t.Context()
	for i, text := range []string{"The ferry to Skarn sails again after repairs to its rudder.", "A choir of miners sang in the old pit of Velm.", "Snow closed the pass of Orrin for the ninth time.", "The bakers of Tarn Head bake with island grain."} {
		s.clips = append(s.clips, addText(t, s.app, fmt.Sprintf("Clip %d", i), text))
	}
	s.top = got(s.app.MakeFolder(ctx, "", "Top"))(t)
	s.below = got(s.app.MakeFolder(ctx, s.top.ID, "Below"))(t)
	must(t, s.app.File(ctx, s.below.ID, s.clips[1]))
	s.row = got(s.app.MakeFolder(ctx, "", "In a row"))(t)
	must(t, s.app.File(ctx, s.row.ID, s.clips[:3]...))
	must(t, s.app.Arrange(ctx, s.row.ID, Spot{}, s.clips[2], s.clips[0], s.clips[1]))
	must(t, s.app.Tag(ctx, []string{"old"}, nil, s.clips[0]))
	s.mark = got(s.app.HighlightQuote(ctx, s.clips[0], "went there", clip.Yellow, ""))(t)
	got(s.app.Edit(ctx, s.clips[1], Edit{Title: ptr("Edited before")}))(t)
	s.search = got(s.app.SaveSearch(ctx, "Ferries", "ferry"))(t)
	must(t, s.app.SaveTemplate(ctx, review.Template{Name: "The board", Format: "pdf", Options: review.Options{For: "The board"}}))
	must(t, s.app.organise(ctx, "Rule", func(c *store.Change) error {
		return c.AddRule(clip.SiteRule{Site: "a.example", Correction: clip.Correction{Form: "aside.more"}})
	}))
	must(t, s.app.Trash(ctx, s.clips[3]))
	return s
}

func ptr[T any](v T) *T { return &v }

func (s *scene) story(i int) clip.ID { return got(s.app.Clip(s.Context(), s.clips[i]))(s.T).Story }

// reopen closes the library and opens it again, as a restart does.
func (s *scene) reopen() {
	s.Helper()
	must(s.T, s.app.Close())
	s.app = openAt(s.T, s.dir, ticking())
}

// looks is everything that a person sees of the library, a line for each
// object. Clips that are only in the trash for having come and been undone
// stand apart: Undo deletes nothing.
func (s *scene) looks() (lines []string) {
	s.Helper()
	snapshot := got(s.app.library.Snapshot(s.Context()))(s.T)
	defer snapshot.Close()
	for c, err := range snapshot.Clips() {
		must(s.T, err)
		fresh := !slices.Contains(s.clips, c.ID)
		if fresh && !c.Trashed.IsZero() {
			continue
		}
		c.Changed, c.Versions = time.Time{}, nil // versions stay; which is current is what counts
		line := got(json.Marshal(c))(s.T)
		lines = append(lines, "clip "+string(line))
	}
	before, after := store.ObjectNames()
	for _, name := range slices.Concat(before, after) {
		for o, err := range snapshot.Objects(name) {
			must(s.T, err)
			if name == "stories" && !strings.Contains(string(o.Value), `"named":true`) {
				continue // its name follows from its clips
			}
			lines = append(lines, name+" "+o.Key+" "+string(o.Value))
		}
	}
	return lines
}

// changes are all changes that a person can make, by the App's method.
var changes = map[string]func(s *scene, ctx context.Context) error{
	"Add": func(s *scene, ctx context.Context) error {
		_, err := s.app.Add(ctx, []intake.Input{text("One", "A first text."), text("Two", "A second text.")}, AddOptions{Duplicates: KeepBoth})
		return err
	},
	"AddSamples": func(s *scene, ctx context.Context) error { _, err := s.app.AddSamples(ctx); return err },
	"Keep": func(s *scene, ctx context.Context) error {
		c := &Capture{Input: text("Kept", "x"), Version: clip.Version{Metadata: clip.Metadata{Title: "Kept"}, Body: clip.FromPlain("A text."), Source: clip.Source{Method: clip.MethodText}},
			Related: []clip.Related{{Title: "Beside it", Text: "Another text."}}}
		return s.app.Keep(ctx, c, AddOptions{Duplicates: KeepBoth, Related: true}).Err
	},
	"Keep as new version": func(s *scene, ctx context.Context) error {
		c := got(s.app.Clip(ctx, s.clips[0]))(s.T)
		v := clip.Version{Metadata: c.Version.Metadata, Body: append(c.Version.Body.Clone(), clip.NewParagraph("More.")), Source: clip.Source{Method: clip.MethodText}}
		if added := s.app.Keep(ctx, &Capture{Version: v}, AddOptions{Duplicates: AsNewVersion}); added.Outcome != NewVersion {
			return fmt.Errorf("it is %s, %w", added.Outcome, added.Err)
		}
		return nil
	},
	"KeepRelated": func(s *scene, ctx context.Context) error {
		_, err := s.app.KeepRelated(ctx, s.clips[0], []clip.Related{{Title: "A", Text: "Text a."}, {Title: "B", Text: "Text b."}})
		return err
	},
	"Import": func(s *scene, ctx context.Context) error {
		_, err := s.app.Import(ctx, strings.NewReader(strings.Repeat(`{"title":"Record","body":"The text of a record."}`+"\n", importBatch+3)), ImportOptions{})
		return err
	},
	"Trash":      func(s *scene, ctx context.Context) error { return s.app.Trash(ctx, s.clips[0], s.clips[1]) },
	"Restore":    func(s *scene, ctx context.Context) error { return s.app.Restore(ctx, s.clips[3]) },
	"SetStarred": func(s *scene, ctx context.Context) error { return s.app.SetStarred(ctx, true, s.clips[:2]...) },
	"SetNote":    func(s *scene, ctx context.Context) error { return s.app.SetNote(ctx, s.clips[0], "A note.") },
	"Tag": func(s *scene, ctx context.Context) error {
		return s.app.Tag(ctx, []string{"new"}, []string{"old"}, s.clips[:2]...)
	},
	"File":   func(s *scene, ctx context.Context) error { return s.app.File(ctx, s.top.ID, s.clips[:2]...) },
	"Unfile": func(s *scene, ctx context.Context) error { return s.app.Unfile(ctx, s.below.ID, s.clips[1]) },
	"Arrange": func(s *scene, ctx context.Context) error {
		return s.app.Arrange(ctx, s.below.ID, Spot{Last: true}, s.clips[1])
	},
	"Arrange what is arranged": func(s *scene, ctx context.Context) error {
		return s.app.Arrange(ctx, s.row.ID, Spot{Before: s.clips[2]}, s.clips[0])
	},
	"Unarrange": func(s *scene, ctx context.Context) error { return s.app.Unarrange(ctx, s.row.ID) },
	"Unfile what is arranged": func(s *scene, ctx context.Context) error {
		return s.app.Unfile(ctx, s.row.ID, s.clips[1])
	},
	"File where it is arranged": func(s *scene, ctx context.Context) error {
		return s.app.File(ctx, s.row.ID, s.clips[3])
	},
	"Add where it is arranged": func(s *scene, ctx context.Context) error {
		_, err := s.app.Add(ctx, []intake.Input{text("One", "A first text.")}, AddOptions{Folders: []clip.ID{s.row.ID}})
		return err
	},
	"DeleteFolder that is arranged": func(s *scene, ctx context.Context) error { return s.app.DeleteFolder(ctx, s.row.ID) },
	"FileUnder":                     func(s *scene, ctx context.Context) error { return s.app.FileUnder(ctx, "Top/New/Newer", s.clips[0]) },
	"MakePath":                      func(s *scene, ctx context.Context) error { _, err := s.app.MakePath(ctx, "A/B"); return err },
	"MakeFolder": func(s *scene, ctx context.Context) error {
		_, err := s.app.MakeFolder(ctx, s.top.ID, "Made")
		return err
	},
	"ChangeFolder": func(s *scene, ctx context.Context) error {
		return s.app.ChangeFolder(ctx, clip.Folder{ID: s.below.ID, Name: "Renamed and moved"})
	},
	"DeleteFolder": func(s *scene, ctx context.Context) error { return s.app.DeleteFolder(ctx, s.top.ID) },
	"ApplyRegrouping": func(s *scene, ctx context.Context) error {
		return s.app.ApplyRegrouping(ctx, Regrouping{Moves: []Regrouped{{From: clip.Story{ID: s.story(1)}, To: clip.Story{ID: s.story(0), Name: "Clip 0"}, Clips: []clip.Clip{{ID: s.clips[1]}}}}})
	},
	"MoveToStory": func(s *scene, ctx context.Context) error { return s.app.MoveToStory(ctx, s.story(0), s.clips[1]) },
	"SplitStory": func(s *scene, ctx context.Context) error {
		_, err := s.app.SplitStory(ctx, "Split", s.clips[0], s.clips[1])
		return err
	},
	"KeepApart":    func(s *scene, ctx context.Context) error { return s.app.KeepApart(ctx, s.story(0), s.story(1)) },
	"NotSameStory": func(s *scene, ctx context.Context) error { return s.app.NotSameStory(ctx, s.clips[0], s.clips[1]) },
	"MergeStories": func(s *scene, ctx context.Context) error { return s.app.MergeStories(ctx, s.story(0), s.story(1)) },
	"RenameStory":  func(s *scene, ctx context.Context) error { return s.app.RenameStory(ctx, s.story(0), "Named") },
	"Pin":          func(s *scene, ctx context.Context) error { return s.app.Pin(ctx, true, s.clips[0]) },
	"UseVersion": func(s *scene, ctx context.Context) error {
		versions := got(s.app.Versions(ctx, s.clips[1]))(s.T)
		return s.app.UseVersion(ctx, s.clips[1], versions[0].ID)
	},
	"UseNumber": func(s *scene, ctx context.Context) error { return s.app.UseNumber(ctx, s.clips[1], 1) },
	"Edit": func(s *scene, ctx context.Context) error {
		_, err := s.app.Edit(ctx, s.clips[0], Edit{Title: ptr("Edited"), Authors: &[]string{"Ida Marlow"}})
		return err
	},
	"PutBack": func(s *scene, ctx context.Context) error {
		explained := got(s.app.ExplainClip(ctx, s.clips[0]))(s.T)
		i := slices.IndexFunc(explained.Removed, func(r clip.Removal) bool { return r.Text == "Read also" })
		_, err := s.app.PutBack(ctx, s.clips[0], explained.Removed[i], true)
		return err
	},
	"TakeAway": func(s *scene, ctx context.Context) error {
		_, err := s.app.TakeAway(ctx, s.clips[0], []string{s.folded}, false)
		return err
	},
	"DropRule": func(s *scene, ctx context.Context) error { return s.app.DropRule(ctx, 1) },
	"Highlight": func(s *scene, ctx context.Context) error {
		_, err := s.app.Highlight(ctx, s.clips[1], clip.Passage{To: clip.Position{Offset: 5}}, clip.Blue, "Note.")
		return err
	},
	"HighlightQuote": func(s *scene, ctx context.Context) error {
		_, err := s.app.HighlightQuote(ctx, s.clips[1], "asked around", clip.Pink, "")
		return err
	},
	"EditHighlight": func(s *scene, ctx context.Context) error {
		return s.app.EditHighlight(ctx, s.mark.ID, HighlightEdit{Note: ptr("Written later."), Colour: ptr(clip.Green)})
	},
	"PlaceHighlight": func(s *scene, ctx context.Context) error {
		return s.app.PlaceHighlight(ctx, s.mark.ID, clip.Passage{To: clip.Position{Offset: 12}})
	},
	"PlaceHighlightAt": func(s *scene, ctx context.Context) error {
		return s.app.PlaceHighlightAt(ctx, s.mark.ID, "asked around")
	},
	"RemoveHighlights": func(s *scene, ctx context.Context) error { return s.app.RemoveHighlights(ctx, s.mark.ID) },
	"Backup.Restore": func(s *scene, ctx context.Context) error {
		other := newScene(s.T)
		b := got(s.app.OpenBackup(ctx, backUp(s.T, other.app), nil))(s.T)
		defer b.Close()
		_, err := b.Restore(ctx, RestoreOptions{})
		return err
	},
	"SaveSearch": func(s *scene, ctx context.Context) error {
		_, err := s.app.SaveSearch(ctx, "Saved", "ferry -choir")
		return err
	},
	"ChangeSearch": func(s *scene, ctx context.Context) error {
		s.search.Text = "ferry OR boat"
		return s.app.ChangeSearch(ctx, s.search)
	},
	"DeleteSearch": func(s *scene, ctx context.Context) error { return s.app.DeleteSearch(ctx, s.search.ID) },
	"SaveTemplate": func(s *scene, ctx context.Context) error {
		return s.app.SaveTemplate(ctx, review.Template{Name: "the board", Format: "pdf", Options: review.Options{Layout: review.Continuous}})
	},
	"DeleteTemplate": func(s *scene, ctx context.Context) error { return s.app.DeleteTemplate(ctx, "The board") },
	"several as one step": func(s *scene, ctx context.Context) error {
		ctx = OneStep(ctx, "Several")
		folder, err := s.app.MakeFolder(ctx, "", "Several")
		must(s.T, err)
		must(s.T, s.app.File(ctx, folder.ID, s.clips[0]))
		must(s.T, s.app.SetNote(ctx, s.clips[0], "Several."))
		_, err = s.app.Edit(ctx, s.clips[0], Edit{Title: ptr("Several")})
		return err
	},
}

// noStep are the methods that make no step for Undo, with the reason.
var noStep = map[string]string{
	"Undo": "is Undo", "Redo": "is Redo",
	"SetRead":    "reading is no change that one wants back",
	"EmptyTrash": "cannot be undone, and asks",
	"Repair":     "puts right what no person did, and copies the database before",
	"Resume":     "is Add", "Discard": "answers a question; the queue is no part of the library", "Postpone": "the same",
	"Remember":   "notes what was searched for last",
	"DropFailed": "empties the queue", "DropWaiting": "the same",
}

// text is a pasted text.
func text(title, body string) intake.Input {
	return intake.Input{Kind: intake.KindText, Data: []byte(title + "\n\n" + body + " It has some words more, so that it is a text and no title alone.\n")}
}

// TestEveryChangeIsUndoneAndRedone makes each change in a library of its own,
// takes it back with one Undo, makes it again with one Redo, and does so again
// after a restart each.
func TestEveryChangeIsUndoneAndRedone(t *testing.T) {
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			before := s.looks()
			must(t, change(s, t.Context()))
			after := s.looks()
			if cmp.Equal(before, after) {
				t.Fatal("it changes nothing")
			}
			for _, restart := range []bool{false, true} {
				for _, turn := range []struct {
					do   func(*App, context.Context) (string, error)
					want []string
					what string
				}{{(*App).Undo, before, "undone"}, {(*App).Redo, after, "redone"}} {
					if restart {
						s.reopen()
					}
					if action, err := turn.do(s.app, t.Context()); err != nil || action == "" {
						t.Fatalf("%s: %q, %v", turn.what, action, err)
					}
					if diff := cmp.Diff(turn.want, s.looks()); diff != "" {
						t.Errorf("%s (after a restart: %v), want → got:\n%s", turn.what, restart, diff)
					}
				}
			}
			noProblems(t, s.app)
		})
	}
}

// reads are the methods that change nothing.
var reads = strings.Fields(`
	Arranged
	Backup
	Cleaning Clip Clips Close Compare CountFound Counts Coverage
	Dir Draft
	Entities Explain ExplainClip Export
	Facets Find FolderAt Folders
	Highlights HighlightsIn
	IDs Image
	Notices Offers
	OpenBackup Original Outlets
	ReadOnly Recent Regroup Resolve Review Revisions Rows Rules
	SearchNamed Searches Serve Stories Story Suggest
	Tags TemplateNamed Templates
	Undoable
	Verify Versions
	Waiting Warm Watch Why
`)

// TestEveryMethodIsKnownToUndo fails for a new way to change the library until
// it stands above.
func TestEveryMethodIsKnownToUndo(t *testing.T) {
	methods := reflect.TypeFor[*App]()
	for i := range methods.NumMethod() {
		name := methods.Method(i).Name
		_, tested := changes[name]
		_, excused := noStep[name]
		if !tested && !excused && !slices.Contains(reads, name) {
			t.Errorf("%s is neither in changes nor in noStep nor in reads", name)
		}
	}
}
