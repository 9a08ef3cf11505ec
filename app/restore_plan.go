package app

import (
	"fmt"
	"maps"
	"slices"

	"newsclip/clip/store"
)

// PlanLines says what a restore does with the clips of a backup, a line for
// each sort that there is.
func PlanLines(r *RestoreReport, o RestoreOptions) []string {
	stays := map[bool]string{false: "left as it is", true: "put back to the backup's state"}
	back := map[bool]string{false: "left out", true: "brought back"}
	sorts := []struct {
		verdict store.Verdict
		says    string
	}{
		{store.VerdictNew, "new here"},
		{store.VerdictUpdate, "older here, brought up to date"},
		{store.VerdictNewer, "changed here since, " + stays[o.ReplaceNewer]},
		{store.VerdictDeleted, "deleted here since, " + back[o.RestoreDeleted]},
		{store.VerdictSame, "same here"},
		{store.VerdictFaulty, "not to be read, left out"},
	}
	var lines []string
	for _, sort := range sorts {
		if n := r.Clips[sort.verdict]; n > 0 {
			lines = append(lines, fmt.Sprintf("clips %s: %d", sort.says, n))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Objects)) {
		lines = append(lines, fmt.Sprintf("%s added or changed: %d", name, r.Objects[name]))
	}
	if r.Jobs > 0 {
		lines = append(lines, fmt.Sprintf("addresses added to the queue: %d", r.Jobs))
	}
	for _, name := range slices.Sorted(maps.Keys(r.Kept)) {
		lines = append(lines, fmt.Sprintf("%s that differ here, left as they are: %d", name, r.Kept[name]))
	}
	return lines
}
