package clip

import (
	"errors"
	"fmt"
)

// ErrorKind tells code what went wrong, so that it can branch.
type ErrorKind string

// The kinds of error.
const (
	ErrInvalid     ErrorKind = "invalid"     // what was handed over makes no sense
	ErrNotFound    ErrorKind = "not found"   // no such clip, folder, file, host or page
	ErrExists      ErrorKind = "exists"      // there is one already
	ErrUnavailable ErrorKind = "unavailable" // the other side did not answer or refused
	ErrDenied      ErrorKind = "denied"      // 401, 403, a login or consent page
	ErrTooLarge    ErrorKind = "too large"   // over a limit
	ErrUnsupported ErrorKind = "unsupported" // a kind of content that Newsclip cannot clip
	ErrNoArticle   ErrorKind = "no article"  // the page has no article; kept only when asked
	ErrBusy        ErrorKind = "busy"        // another process holds the library
	ErrStorage     ErrorKind = "storage"     // disk full, read-only, damaged
	ErrInternal    ErrorKind = "internal"    // a fault of ours
)

// Error carries a kind for code and sentences for people.
type Error struct {
	Kind ErrorKind
	// Message says what happened and Next what to do, each a whole sentence.
	Message string
	Next    string
	Err     error // the cause, if any
}

// Error gives the message, the next step and the cause.
func (e *Error) Error() string {
	text := e.Message
	if e.Next != "" {
		text += " " + e.Next
	}
	if e.Err != nil {
		text += fmt.Sprintf(" (%v)", e.Err)
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of the first Error in err's chain, ErrInternal when
// there is none, and "" for nil.
func KindOf(err error) ErrorKind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ErrInternal
}
