package app

import (
	"context"
	"errors"
	"io/fs"

	"newsclip/clip"
)

// Sentence returns what to show a person for err: what happened and what to
// do next. It is the one place where an error becomes words for people.
func Sentence(err error) string {
	var e *clip.Error
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return "Cancelled."
	case errors.Is(err, context.DeadlineExceeded):
		return "It took too long. Try again later."
	case errors.As(err, &e) && e.Next != "":
		return e.Message + " " + e.Next
	case errors.As(err, &e):
		return e.Message
	case errors.Is(err, fs.ErrNotExist):
		return "There is no such file: " + err.Error() + ". Check its name."
	case errors.Is(err, fs.ErrPermission):
		return "Newsclip may not do this: " + err.Error() + ". Check the permissions."
	}
	return "Something went wrong inside Newsclip: " + err.Error() + ". Nothing that was kept is lost; please report it."
}
