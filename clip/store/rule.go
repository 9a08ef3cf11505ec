package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"newsclip/clip"
)

// kindRule is a clip.SiteRule in the journal; its key is the number.
const kindRule = "rule"

// AddRule keeps a rule for its site under the next number, in place of one
// that says the same or the opposite of the same pieces.
func (c *Change) AddRule(r clip.SiteRule) error { return c.w.addRule(r) }

func (w *writer) addRule(r clip.SiteRule) error {
	if err := w.dropTwin(r); err != nil {
		return err
	}
	// What was said last of such pieces wins, so it gets the highest number.
	if err := w.tx.QueryRowContext(w.ctx, "SELECT 1 + coalesce(max(number), 0) FROM rules").Scan(&r.Number); err != nil {
		return fmt.Errorf("number rule: %w", err)
	}
	r.Added = w.now
	return w.put(kindRule, strconv.Itoa(r.Number), nil, r, false)
}

func (w *writer) dropTwin(r clip.SiteRule) error {
	twin, err := scanRule(w.tx.QueryRowContext(w.ctx, "SELECT "+ruleColumns+" FROM rules WHERE site = ? AND form = ? AND text = ?", r.Site, r.Form, r.Text))
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read rule: %w", err)
	}
	return w.put(kindRule, strconv.Itoa(twin.Number), twin, nil, false)
}

// DropRule takes a rule away. The error is of kind clip.ErrNotFound when there
// is none of that number.
func (c *Change) DropRule(number int) error {
	rule, err := scanRule(c.w.tx.QueryRowContext(c.w.ctx, "SELECT "+ruleColumns+" FROM rules WHERE number = ?", number))
	if errors.Is(err, sql.ErrNoRows) {
		return &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is no rule %d.", number), Next: "newsclip rules lists them."}
	}
	if err != nil {
		return fmt.Errorf("read rule: %w", err)
	}
	return c.w.put(kindRule, strconv.Itoa(number), rule, nil, false)
}

func (w *writer) applyRule(key, state string) error {
	if state == "" {
		return w.exec("DELETE FROM rules WHERE number = ?", key)
	}
	var r clip.SiteRule
	if err := json.Unmarshal([]byte(state), &r); err != nil {
		return err
	}
	return w.exec("INSERT INTO rules (number, site, form, text, keep, added) VALUES (?, ?, ?, ?, ?, ?)",
		r.Number, r.Site, r.Form, r.Text, r.Keep, millis(r.Added))
}

const ruleColumns = "number, site, form, text, keep, added"

func scanRule(row scanner) (r clip.SiteRule, err error) {
	var added int64
	err = row.Scan(&r.Number, &r.Site, &r.Form, &r.Text, &r.Keep, &added)
	r.Added = fromMillis(added)
	return r, err
}

// Rules returns the rules of a site in the order in which they were made;
// those of every site when it is empty.
func (l *Library) Rules(ctx context.Context, site string) ([]clip.SiteRule, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT "+ruleColumns+" FROM rules WHERE site = ?1 OR ?1 = '' ORDER BY site, number", site)
	if err != nil {
		return nil, storage("read the rules", err)
	}
	defer rows.Close()
	var out []clip.SiteRule
	for rows.Next() {
		r, err := scanRule(rows)
		if err != nil {
			return nil, storage("read the rules", err)
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
