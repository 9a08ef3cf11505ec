package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/store"
)

// A folder's path names it from the top, A/B for B in A, in either case. A name
// may have a slash itself: 24/7 is a folder of that name where there is one, and
// where there is none a 7 in 24.

// FolderAt finds a folder by its path.
func (a *App) FolderAt(ctx context.Context, path string) (clip.Folder, error) {
	folders, err := a.Folders(ctx)
	if err != nil {
		return clip.Folder{}, err
	}
	at, ok := folderAt(folders, "", path)
	if !ok {
		return at, &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is no folder %q.", path), Next: "newsclip folders lists them."}
	}
	return at, nil
}

// folderAt finds the folder at a path below parent: the one whose names are the
// shortest, should there be several.
func folderAt(folders []clip.Folder, parent clip.ID, path string) (clip.Folder, bool) {
	for i := 0; i < len(path); i++ {
		if path[i] != '/' {
			continue
		}
		if found, ok := child(folders, parent, path[:i]); ok {
			if below, ok := folderAt(folders, found.ID, path[i+1:]); ok {
				return below, true
			}
		}
	}
	return child(folders, parent, path)
}

func child(folders []clip.Folder, parent clip.ID, name string) (clip.Folder, bool) {
	i := slices.IndexFunc(folders, func(f clip.Folder) bool {
		return f.Parent == parent && strings.EqualFold(f.Name, strings.TrimSpace(name))
	})
	if i < 0 {
		return clip.Folder{}, false
	}
	return folders[i], true
}

// MakePath returns the folder at a path and makes what is missing of it, in
// one step.
func (a *App) MakePath(ctx context.Context, path string) (made clip.Folder, err error) {
	if made, err = a.FolderAt(ctx, path); clip.KindOf(err) != clip.ErrNotFound {
		return made, err
	}
	err = a.pathChange(ctx, fmt.Sprintf("Make folder “%s”", path), path, func(_ *store.Change, folder clip.Folder) error {
		made = folder
		return nil
	})
	return made, err
}

// FileUnder puts clips into the folder at a path; what is missing of the path
// is made in the same step.
func (a *App) FileUnder(ctx context.Context, path string, ids ...clip.ID) error {
	return a.pathChange(ctx, "Put "+clipsPhrase(len(ids))+" in a folder", path, func(c *store.Change, folder clip.Folder) error {
		for _, id := range ids {
			if err := c.State(id, func(s *clip.State) { s.Folders = withFolder(s.Folders, folder.ID) }); err != nil {
				return err
			}
		}
		return nil
	})
}

func withFolder(folders []clip.ID, id clip.ID) []clip.ID {
	if slices.Contains(folders, id) {
		return folders
	}
	return append(folders, id)
}

// pathChange runs one undoable change with the folder at a path, made if
// needed.
func (a *App) pathChange(ctx context.Context, action, path string, f func(*store.Change, clip.Folder) error) error {
	return a.change(ctx, func() error {
		folders, err := a.Folders(ctx)
		if err != nil {
			return err
		}
		return a.library.Change(ctx, action, func(c *store.Change) error {
			folder, err := makePath(c, folders, path)
			if err != nil {
				return err
			}
			return f(c, folder)
		})
	})
}

// makePath makes what is missing below the deepest folder that there is on the
// path.
func makePath(c *store.Change, folders []clip.Folder, path string) (at clip.Folder, err error) {
	missing := path
	for end := len(path); end > 0; end = strings.LastIndexByte(path[:end], '/') {
		if found, ok := folderAt(folders, "", path[:end]); ok {
			at, missing = found, strings.TrimPrefix(path[end:], "/")
			break
		}
	}
	if at.ID != "" && missing == "" {
		return at, nil
	}
	for name := range strings.SplitSeq(missing, "/") {
		if name, err = checkedName(name); err != nil {
			return at, err
		}
		if at, err = c.PutFolder(clip.Folder{Parent: at.ID, Name: name}); err != nil {
			return at, err
		}
	}
	return at, nil
}
