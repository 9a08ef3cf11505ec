package cli

import (
	"fmt"
	"io"
	"strings"

	"newsclip/app"
	"newsclip/clip"
)

type searchesCommand struct {
	List   searchesListCommand   `cmd:"" default:"1" help:"List the saved searches and how much they find."`
	Save   searchesSaveCommand   `cmd:"" help:"Save a search under a name."`
	Rename searchesRenameCommand `cmd:"" help:"Rename a saved search."`
	Delete searchesDeleteCommand `cmd:"" help:"Delete a saved search; the clips stay."`
}

type searchesListCommand struct{}

func (searchesListCommand) run(s *session) error {
	searches, err := s.app.Searches(s.ctx)
	if err != nil {
		return err
	}
	if len(searches) == 0 {
		s.note("there are no saved searches. newsclip searches save NAME WORDS saves one.")
	}
	for _, saved := range searches {
		n, err := s.app.CountFound(s.ctx, clip.Query{Text: saved.Text})
		if err != nil {
			return err
		}
		if s.json {
			err = s.line(map[string]any{"id": saved.ID, "name": saved.Name, "q": saved.Text, "clips": n})
		} else {
			_, err = fmt.Fprintf(s.out, "%s (%d)  %s\n", saved.Name, n, saved.Text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type searchesSaveCommand struct {
	Name  string   `arg:""`
	Words []string `arg:"" help:"What to search for."`
}

func (c *searchesSaveCommand) run(s *session) error {
	_, err := s.app.SaveSearch(s.ctx, c.Name, strings.Join(c.Words, " "))
	return err
}

type searchesRenameCommand struct {
	Search string `arg:"" help:"Its name or id."`
	Name   string `arg:""`
}

func (c *searchesRenameCommand) run(s *session) error {
	saved, err := s.app.SearchNamed(s.ctx, c.Search)
	if err != nil {
		return err
	}
	saved.Name = c.Name
	return s.app.ChangeSearch(s.ctx, saved)
}

type searchesDeleteCommand struct {
	Search string `arg:"" help:"Its name or id."`
}

func (c *searchesDeleteCommand) run(s *session) error {
	saved, err := s.app.SearchNamed(s.ctx, c.Search)
	if err != nil {
		return err
	}
	return s.app.DeleteSearch(s.ctx, saved.ID)
}

// words joins a saved search and the words typed beside it.
func (s *session) words(saved string, words []string) (string, error) {
	text := strings.Join(words, " ")
	if saved == "" {
		return text, nil
	}
	found, err := s.app.SearchNamed(s.ctx, saved)
	return app.Narrowed(found.Text, text), err
}

// facetJSON is a count as programs read it; q narrows a search to it.
type facetJSON struct {
	Name  string `json:"name"`
	Q     string `json:"q"`
	Clips int    `json:"clips"`
}

// counts prints how many clips a query finds by outlet, folder and month.
func (s *session) counts(q clip.Query) error {
	f, err := s.app.Facets(s.ctx, q)
	if err != nil {
		return err
	}
	if s.json {
		return s.line(map[string][]facetJSON{"outlets": toFacets(f.Outlets), "folders": toFacets(f.Folders), "months": toFacets(f.Months)})
	}
	printFacets(s.out, "Outlets", f.Outlets)
	printFacets(s.out, "Folders", f.Folders)
	printFacets(s.out, "Months", f.Months)
	return nil
}

func toFacets(facets []app.Facet) []facetJSON {
	out := []facetJSON{}
	for _, f := range facets {
		out = append(out, facetJSON{f.Name, f.Term, f.Clips})
	}
	return out
}

func printFacets(w io.Writer, title string, facets []app.Facet) {
	if len(facets) == 0 {
		return
	}
	fmt.Fprintln(w, title)
	for _, f := range facets {
		fmt.Fprintf(w, "%6d  %s\n", f.Clips, f.Name)
	}
}
