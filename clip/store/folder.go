package store

import (
	"context"

	"newsclip/clip"
)

// Folders returns every folder with its count, parents before children, by
// position and name.
func (l *Library) Folders(ctx context.Context) ([]clip.Folder, error) {
	return folders(ctx, l.reader)
}

func folders(ctx context.Context, db querier) ([]clip.Folder, error) {
	return countedFolders(ctx, db, filters(clip.Query{}))
}

// countedFolders counts the clips in folders that pass conditions.
func countedFolders(ctx context.Context, db querier, w *where) ([]clip.Folder, error) {
	query, arguments := "SELECT m.folder, count(*) FROM clips c JOIN memberships m ON m.clip = c.id WHERE "+w.all()+" GROUP BY 1", w.arguments
	if w.everywhere() {
		query, arguments = inFolders, nil
	}
	counts, err := readFacets(ctx, db, query, arguments)
	if err != nil {
		return nil, err
	}
	tree := folderTree{db: db, where: w, alone: make(map[clip.ID]int, len(counts)), children: map[clip.ID][]clip.Folder{}}
	for _, f := range counts {
		tree.alone[clip.ID(f.Value)] = f.Clips
	}
	rows, err := db.QueryContext(ctx, "SELECT id, parent, name, position FROM folders ORDER BY position, name COLLATE NOCASE")
	if err != nil {
		return nil, storage("list folders", err)
	}
	defer rows.Close()
	for rows.Next() {
		var f clip.Folder
		if err := rows.Scan(&f.ID, &f.Parent, &f.Name, &f.Position); err != nil {
			return nil, storage("list folders", err)
		}
		tree.children[f.Parent] = append(tree.children[f.Parent], f)
	}
	if err := rows.Err(); err != nil {
		return nil, storage("list folders", err)
	}
	_, err = tree.visit(ctx, "")
	return tree.out, err
}

// inFolders counts the clips of each folder outside the trash: all, less those
// in the trash, which are few. To look each up would take 30 times as long.
const inFolders = `SELECT folder, sum(n) FROM (
	SELECT folder, count(*) AS n FROM memberships GROUP BY folder
	UNION ALL SELECT m.folder, -count(*) FROM clips c JOIN memberships m ON m.clip = c.id WHERE c.trashed > 0 GROUP BY m.folder) GROUP BY folder`

// folderTree puts folders into order and counts their clips.
type folderTree struct {
	db       querier
	where    *where
	alone    map[clip.ID]int // clips in each itself
	children map[clip.ID][]clip.Folder
	out      []clip.Folder
}

// visit adds the folders below parent and returns them all.
func (t *folderTree) visit(ctx context.Context, parent clip.ID) (within []clip.ID, err error) {
	for _, f := range t.children[parent] {
		at := len(t.out)
		f.Clips = t.alone[f.ID]
		t.out = append(t.out, f)
		below, err := t.visit(ctx, f.ID)
		if err != nil {
			return nil, err
		}
		below = append(below, f.ID)
		if len(below) > 1 { // a clip may be in several of them
			if t.out[at].Clips, err = t.within(ctx, below); err != nil {
				return nil, err
			}
		}
		within = append(within, below...)
	}
	return within, nil
}

// within counts the clips that are in any of the folders, each once.
func (t *folderTree) within(ctx context.Context, folders []clip.ID) (int, error) {
	arguments := append(t.where.arguments[:len(t.where.arguments):len(t.where.arguments)], anys(folders)...)
	counted, err := readFacets(ctx, t.db, "SELECT '', count(*) FROM clips c WHERE "+t.where.all()+
		" AND c.id IN (SELECT clip FROM memberships WHERE folder IN "+marks(len(folders))+")", arguments)
	if err != nil || len(counted) == 0 {
		return 0, err
	}
	return counted[0].Clips, nil
}
