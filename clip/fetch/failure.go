package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"syscall"

	"newsclip/clip"
)

// Windows' own numbers of socket errors (Winsock 2), which the syscall package
// there does not map to the names of Unix. Elsewhere no error has them.
const (
	winNoNetwork = syscall.Errno(10051)
	winAborted   = syscall.Errno(10053)
	winReset     = syscall.Errno(10054)
	winRefused   = syscall.Errno(10061)
	winNoHost    = syscall.Errno(10065)
)

// explain makes the sentence for a failure on the way. When the caller's
// context ended, it returns that context's error as it is.
func (f *Fetcher) explain(ctx, limited context.Context, at *url.URL, err error, limit int64) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var told *clip.Error
	if errors.As(err, &told) {
		return told
	}
	host := hostOf(at)
	switch {
	case errors.Is(err, errTooLarge):
		return tooLargeError(host, limit)
	case errors.Is(err, errRedirects):
		return failure(clip.ErrUnavailable, nextPaste, nil, "%s sends from one address to the next more than %d times.", host, f.options.MaxRedirects)
	case limited.Err() != nil || isTimeout(err):
		return failure(clip.ErrUnavailable, "Try again later, or "+lowerFirst(nextPaste), nil, "%s did not answer in full within %s.", host, spoken(f.options.Timeout))
	}
	if told := tlsError(host, err); told != nil {
		return told
	}
	return networkError(host, err)
}

// networkError is the sentence for a connection that failed or broke.
func networkError(host string, err error) error {
	var lookup *net.DNSError
	switch {
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return failure(clip.ErrNotFound, "Check the spelling of the address.", nil, "There is no site named %s.", lookupName(lookup, host))
	case errors.As(err, &lookup):
		return failure(clip.ErrUnavailable, "Check that this computer is online and try again.", err, "The name %s could not be looked up.", lookupName(lookup, host))
	case isAny(err, syscall.ECONNREFUSED, winRefused):
		return failure(clip.ErrUnavailable, "Check the address, or try again later.", nil, "%s refused the connection.", host)
	case isAny(err, syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, winNoNetwork, winNoHost):
		return failure(clip.ErrUnavailable, "Check that this computer is online and try again.", nil, "There is no way to %s from here.", host)
	case errors.Is(err, errEncoding):
		return failure(clip.ErrUnavailable, nextPaste, err, "The answer of %s could not be unpacked.", host)
	case isAny(err, io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.EPIPE, winReset, winAborted):
		return failure(clip.ErrUnavailable, "Try again, or "+lowerFirst(nextPaste), nil, "%s broke the connection off.", host)
	}
	return failure(clip.ErrUnavailable, "Try again later, or "+lowerFirst(nextPaste), err, "The page could not be fetched from %s.", host)
}

// tlsError is the sentence for a connection that is not safe, nil for other
// failures.
func tlsError(host string, err error) error {
	var (
		name      x509.HostnameError
		authority x509.UnknownAuthorityError
		invalid   x509.CertificateInvalidError
		other     *tls.CertificateVerificationError
		record    tls.RecordHeaderError
		alert     tls.AlertError
	)
	say := func(format string) error {
		return failure(clip.ErrUnavailable, "Nothing was fetched. "+nextPaste, nil, format, host)
	}
	switch {
	case errors.As(err, &name):
		return say("The certificate of %s belongs to another site.")
	case errors.As(err, &authority):
		return say("The certificate of %s comes from an authority that this computer does not know.")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return say("The certificate of %s has expired or is not valid yet.")
	case errors.As(err, &invalid), errors.As(err, &other):
		return say("The certificate of %s is not valid.")
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return failure(clip.ErrUnavailable, "Try the address with http:// instead of https://.", nil, "%s does not speak https there.", host)
	case errors.As(err, &alert):
		return failure(clip.ErrUnavailable, nextPaste, err, "%s and this computer found no common way to a safe connection.", host)
	}
	return nil
}

func isAny(err error, targets ...error) bool {
	return slices.ContainsFunc(targets, func(target error) bool { return errors.Is(err, target) })
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || (errors.As(err, &timeout) && timeout.Timeout())
}

func lookupName(lookup *net.DNSError, host string) string {
	if lookup.Name != "" {
		return lookup.Name
	}
	return host
}

func tooLargeError(host string, limit int64) error {
	return failure(clip.ErrTooLarge, nextPaste, nil, "The answer of %s is larger than %s.", host, size(limit))
}

func emptyError(at *url.URL) error {
	return failure(clip.ErrUnavailable, nextPaste, nil, "%s sent an empty answer.", hostOf(at))
}

func failure(kind clip.ErrorKind, next string, cause error, format string, args ...any) error {
	return &clip.Error{Kind: kind, Message: fmt.Sprintf(format, args...), Next: next, Err: cause}
}

// size gives bytes as people read them.
func size(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return fmt.Sprintf("%d MB", bytes>>20)
	case bytes >= 1<<10:
		return fmt.Sprintf("%d kB", bytes>>10)
	}
	return fmt.Sprintf("%d bytes", bytes)
}

func lowerFirst(sentence string) string {
	return string(sentence[0]|0x20) + sentence[1:]
}
