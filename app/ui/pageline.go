package ui

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"newsclip/app"
	"newsclip/app/ui/view"
)

// pageLine is one line of the list: a clip's row, or what stands between rows
// on a story's page.
type pageLine struct {
	*fyne.Container
	row  *row
	text *caption
}

func newPageLine() *pageLine {
	p := &pageLine{row: newRow(), text: newCaption(nil)}
	p.text.Hide()
	p.Container = container.NewStack(p.row, p.text)
	return p
}

// lineHeight is the height of a line.
func lineHeight(line *view.Line) float32 {
	switch {
	case line.Head:
		return 2*captionPad + 1.32*theme.TextSize()
	case line.Clip < 0:
		return 2*captionPad + 1.32*theme.CaptionTextSize()
	case line.Copy:
		return copyHeight()
	}
	return rowHeight()
}

// between shows a line that is no clip; toggle opens and closes copies.
func (p *pageLine) between(line *view.Line, toggle func()) {
	p.row.Hide()
	p.text.Show()
	if line.Head {
		p.text.tapped = nil
		p.text.show(captionShown{text: dayText(line.Day), bold: true, left: captionPad})
		return
	}
	icon := theme.MenuExpandIcon()
	if line.Open {
		icon = theme.MenuDropDownIcon()
	}
	p.text.tapped = toggle
	p.text.show(captionShown{text: alsoText(line.Copies), icon: icon, small: true, muted: true, left: rowLeft - captionPad})
}

// clip makes the line a row, which the caller fills.
func (p *pageLine) clip() *row {
	p.text.Hide()
	p.row.Show()
	return p.row
}

// dayText heads the clips of a day.
func dayText(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "Date unknown"
	}
	return t.Format("Monday, 2 January 2006")
}

// outletsNamed is how many outlets with the same text are named; the rest is
// counted.
const outletsNamed = 4

// alsoText says where the same text is: outlets once each, and how many copies
// there are.
func alsoText(copies []app.Covered) string {
	var named []string
	seen := map[string]bool{}
	for _, c := range copies {
		if key := strings.ToLower(c.Outlet); c.Outlet != "" && !seen[key] {
			seen[key] = true
			named = append(named, c.Outlet)
		}
	}
	text := "also once more"
	switch more := len(named) - outletsNamed; {
	case len(named) == 0 && len(copies) > 1:
		text = fmt.Sprintf("also %d times more", len(copies))
	case more > 0:
		text = fmt.Sprintf("also in %s and %d more", strings.Join(named[:outletsNamed], ", "), more)
	case len(named) > 0:
		text = "also in " + strings.Join(named, ", ")
	}
	if len(copies) > len(named) && len(named) > 0 {
		text += fmt.Sprintf(" (%d copies)", len(copies))
	}
	return text
}
