package store

import (
	"strings"

	"newsclip/clip"
)

// expression is a condition in SQL on a row c of clips.
type expression struct {
	sql       string
	arguments []any
}

// expressionOf translates a filter.
func expressionOf(f clip.Filter) expression {
	switch f.Is {
	case clip.FilterAll:
		return connected(f.Of, " AND ", "1")
	case clip.FilterAny:
		return connected(f.Of, " OR ", "0")
	case clip.FilterNot:
		inner := connected(f.Of, " AND ", "1")
		return expression{"NOT " + inner.sql, inner.arguments}
	case clip.FilterFolder:
		return oneOf("c.id IN (SELECT clip FROM memberships WHERE folder IN %)", anys(f.IDs))
	case clip.FilterStory:
		return oneOf("c.story IN %", anys(f.IDs))
	case clip.FilterTag:
		return oneOf("c.id IN (SELECT clip FROM tags WHERE tag IN %)", anys(f.Names))
	case clip.FilterOutlet:
		return oneOf("c.outlet IN %", anys(f.Names))
	case clip.FilterLang:
		return oneOf("c.lang IN %", anys(f.Names))
	case clip.FilterURL:
		return expression{"EXISTS (SELECT 1 FROM addresses a WHERE a.clip = c.id AND instr(a.key, ?) > 0)", []any{addressPart(f.Text)}}
	case clip.FilterDate:
		return between(f)
	}
	return expression{sql: states[f.Is]}
}

// A duplicate is a clip of which another, outside the trash, has the address or
// the text. Some sites name their front page as the address of each article: a
// key without a path and a query says nothing. The plus keeps SQLite from the
// index of all that is outside the trash.
const (
	sameAddress = `EXISTS (SELECT 1 FROM addresses a JOIN addresses twin ON twin.key = a.key AND twin.clip <> a.clip
		JOIN clips t ON t.id = twin.clip WHERE a.clip = c.id AND +t.trashed = 0 AND (instr(a.key, '/') > 0 OR instr(a.key, '?') > 0))`
	sameText = "EXISTS (SELECT 1 FROM copies p JOIN clips t ON t.id = p.other WHERE p.clip = c.id AND +t.trashed = 0)"
)

// states are the conditions that need no arguments.
var states = map[clip.FilterKind]string{
	clip.FilterRead:        "c.read = 1",
	clip.FilterStarred:     "c.starred = 1",
	clip.FilterTrash:       "c.trashed > 0",
	clip.FilterNote:        "(c.note <> '' OR c.id IN (SELECT clip FROM highlights WHERE note <> ''))",
	clip.FilterImage:       "c.image = 1",
	clip.FilterTagged:      "c.id IN (SELECT clip FROM tags)",
	clip.FilterFiled:       "c.id IN (SELECT clip FROM memberships)",
	clip.FilterSingle:      "(SELECT count(*) FROM clips other WHERE other.story = c.story AND other.trashed = 0) = 1",
	clip.FilterDuplicate:   "(" + sameAddress + " OR " + sameText + ")",
	clip.FilterHighlighted: "c.id IN (SELECT clip FROM highlights)",
}

// connected puts an operator between conditions; without any it is empty.
func connected(parts []clip.Filter, operator, empty string) expression {
	if len(parts) == 0 {
		return expression{sql: empty}
	}
	var sql []string
	var out expression
	for _, part := range parts {
		e := expressionOf(part)
		sql = append(sql, e.sql)
		out.arguments = append(out.arguments, e.arguments...)
	}
	out.sql = "(" + strings.Join(sql, operator) + ")"
	return out
}

// oneOf puts the places of arguments where the condition has a %.
func oneOf(condition string, arguments []any) expression {
	if len(arguments) == 0 {
		return expression{sql: "0"}
	}
	return expression{strings.Replace(condition, "%", marks(len(arguments)), 1), arguments}
}

func between(f clip.Filter) expression {
	out := expression{sql: "1"}
	if !f.From.IsZero() {
		out.sql += " AND c.date >= ?"
		out.arguments = append(out.arguments, millis(f.From))
	}
	if !f.To.IsZero() {
		out.sql += " AND c.date < ?"
		out.arguments = append(out.arguments, millis(f.To))
	}
	out.sql = "(" + out.sql + ")"
	return out
}

// addressPart brings a part of an address to the form of the keys.
func addressPart(text string) string {
	if key := AddressKey(text); key != "" {
		return key
	}
	text = strings.ToLower(strings.TrimSpace(text))
	return strings.TrimSuffix(strings.TrimPrefix(text, "www."), "/")
}
