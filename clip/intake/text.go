package intake

import (
	"fmt"

	"newsclip/clip"
)

// maxAddresses is how many addresses one list may hold: a day's work of a
// press office has some hundreds.
const maxAddresses = 10_000

// plain makes the inputs of a text that is no other format: its addresses
// when it is a list of them, else the text as it is.
func plain(name, text string) ([]Input, error) {
	list, ok := readList(text)
	if !ok {
		return []Input{{Kind: KindText, Data: []byte(text), MediaType: textUTF8}}, nil
	}
	if len(list.addresses) > maxAddresses {
		return nil, &clip.Error{Kind: clip.ErrTooLarge,
			Message: fmt.Sprintf("%s lists more than %d addresses.", subject(name), maxAddresses),
			Next:    "Split the list and hand the parts over one after the other."}
	}
	return list.inputs(), list.err()
}
