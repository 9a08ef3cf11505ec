package view

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsclip/app"
	"newsclip/clip"
)

// A Node is one line of the left pane.
type Node struct {
	Key   string // stable: "all", "story:ID", "folder:ID" …
	Name  string
	Count int
	Query clip.Query
	// Folder and Story are set for what a person can rename, fill and export.
	Folder clip.ID
	Story  clip.ID
	Search clip.Search // a saved one
}

// The keys of the lines that are always there.
const (
	KeyAll     = "all"
	KeyUnread  = "unread"
	KeyStarred = "starred"
	KeyOffers  = "offers" // only while stories look like one
	KeyStories = "stories"
	KeySingle  = "single"
	KeyFolders = "folders"
	KeyTrash   = "trash"
	KeyWaiting = "waiting" // only while addresses wait
)

// Tree is what the left pane holds: every clip, stories, folders, trash.
type Tree struct {
	Nodes    map[string]Node
	Children map[string][]string // by key; "" for the top
	Folders  []clip.Folder
	Stories  []clip.Story
	Clips    int // in the library, outside the trash
}

// ReadTree reads the tree from the library.
func ReadTree(ctx context.Context, a *app.App) (*Tree, error) {
	counts, err := a.Counts(ctx)
	if err != nil {
		return nil, fmt.Errorf("count clips: %w", err)
	}
	t := &Tree{Nodes: map[string]Node{}, Children: map[string][]string{}, Clips: counts.All}
	if t.Stories, err = a.Stories(ctx); err != nil {
		return nil, fmt.Errorf("read stories: %w", err)
	}
	if t.Folders, err = a.Folders(ctx); err != nil {
		return nil, fmt.Errorf("read folders: %w", err)
	}
	t.add("", Node{Key: KeyAll, Name: "All clips", Count: counts.All})
	t.add("", Node{Key: KeyUnread, Name: "Unread", Count: counts.Unread, Query: clip.Query{Unread: true}})
	t.add("", Node{Key: KeyStarred, Name: "Starred", Count: -1, Query: clip.Query{Starred: true}})
	waiting, err := a.Waiting(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the queue: %w", err)
	}
	if len(waiting) > 0 {
		t.add("", Node{Key: KeyWaiting, Name: "Not clipped yet", Count: len(waiting)})
	}
	// Folders stand above stories, of which there may be hundreds.
	if err := t.addFolders(ctx, a); err != nil {
		return nil, err
	}
	t.add("", Node{Key: KeyStories, Name: "Stories", Count: len(t.Stories)})
	for _, s := range t.Stories {
		t.add(KeyStories, Node{Key: "story:" + string(s.ID), Name: s.Name, Count: s.Clips, Query: clip.Query{Stories: []clip.ID{s.ID}}, Story: s.ID})
	}
	t.add("", Node{Key: KeySingle, Name: "Single clips", Count: counts.Single, Query: clip.Query{Single: true}})
	t.add("", Node{Key: KeyTrash, Name: "Trash", Count: counts.Trash, Query: clip.Query{Trash: true}})
	return t, nil
}

// addFolders adds the folders, and after them the saved searches.
func (t *Tree) addFolders(ctx context.Context, a *app.App) error {
	searches, err := a.Searches(ctx)
	if err != nil {
		return fmt.Errorf("read the saved searches: %w", err)
	}
	t.add("", Node{Key: KeyFolders, Name: "Folders", Count: len(t.Folders) + len(searches)})
	for _, f := range t.Folders {
		parent := KeyFolders
		if f.Parent != "" {
			parent = "folder:" + string(f.Parent)
		}
		t.add(parent, Node{Key: "folder:" + string(f.ID), Name: f.Name, Count: f.Clips, Query: clip.Query{Folders: []clip.ID{f.ID}}, Folder: f.ID})
	}
	for _, s := range searches {
		t.add(KeyFolders, Node{Key: "search:" + string(s.ID), Name: s.Name, Count: -1, Query: clip.Query{Text: s.Text}, Search: s})
	}
	return nil
}

// Searches returns the saved searches of the tree by key.
func (t *Tree) Searches() map[string]clip.Query {
	out := map[string]clip.Query{}
	for key, node := range t.Nodes {
		if node.Search.ID != "" {
			out[key] = node.Query
		}
	}
	return out
}

// CountSearches returns how many clips each of the saved searches finds, by key.
// That takes longer than reading the tree, so it comes after it.
func CountSearches(ctx context.Context, a *app.App, searches map[string]clip.Query) (map[string]int, error) {
	out := map[string]int{}
	for key, query := range searches {
		n, err := a.CountFound(ctx, query)
		if err != nil {
			return nil, fmt.Errorf("count a saved search: %w", err)
		}
		out[key] = n
	}
	return out, nil
}

// SetCounts sets the counts of nodes.
func (t *Tree) SetCounts(counts map[string]int) {
	for key, n := range counts {
		if node, ok := t.Nodes[key]; ok {
			node.Count = n
			t.Nodes[key] = node
		}
	}
}

// SetOffers sets how many pairs of stories look like one; that is known later
// than the rest of the tree. For none there is no line.
func (t *Tree) SetOffers(n int) {
	top := slices.DeleteFunc(t.Children[""], func(key string) bool { return key == KeyOffers })
	delete(t.Nodes, KeyOffers)
	if at := slices.Index(top, KeyStories); n > 0 && at >= 0 {
		t.Nodes[KeyOffers] = Node{Key: KeyOffers, Name: "Suggestions", Count: n}
		top = slices.Insert(top, at, KeyOffers)
	}
	t.Children[""] = top
}

func (t *Tree) add(parent string, n Node) {
	t.Nodes[n.Key] = n
	t.Children[parent] = append(t.Children[parent], n.Key)
}

// Folder returns a folder.
func (t *Tree) Folder(id clip.ID) (clip.Folder, bool) {
	i := slices.IndexFunc(t.Folders, func(f clip.Folder) bool { return f.ID == id })
	if i < 0 {
		return clip.Folder{}, false
	}
	return t.Folders[i], true
}

// Within reports whether a folder is another or lies in it, however deep.
func (t *Tree) Within(id, outer clip.ID) bool {
	for range t.Folders { // no deeper than there are folders
		if id == outer {
			return true
		}
		folder, ok := t.Folder(id)
		if !ok {
			return false
		}
		id = folder.Parent
	}
	return false
}

// FolderPath returns a folder's name with those above it, "A / B".
func (t *Tree) FolderPath(id clip.ID) string { return strings.Join(t.path(id), " / ") }

// FolderName returns a folder's name as a search takes it, "A/B".
func (t *Tree) FolderName(id clip.ID) string { return strings.Join(t.path(id), "/") }

func (t *Tree) path(id clip.ID) (names []string) {
	for range t.Folders { // no deeper than there are folders
		folder, ok := t.Folder(id)
		if !ok {
			break
		}
		names = append([]string{folder.Name}, names...)
		id = folder.Parent
	}
	return names
}
