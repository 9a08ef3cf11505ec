package fetch

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding names what decode understands.
const acceptEncoding = "gzip, br, zstd, deflate"

const (
	// maxEncodings is how many encodings may lie over each other: honest
	// servers use one, a proxy may add a second.
	maxEncodings = 2
	// maxWindow is the zstd window that RFC 9659 allows over HTTP, in bytes.
	maxWindow = 8 << 20
)

// errEncoding marks an answer that could not be unpacked.
var errEncoding = errors.New("cannot unpack the answer")

// errTooLarge marks an answer beyond the limit.
var errTooLarge = errors.New("too large")

// readBody reads the answer's body, decoded, up to limit bytes. The limit
// counts decoded bytes, so that a small answer cannot unpack into a huge one.
func readBody(response *http.Response, limit int64) ([]byte, error) {
	if response.ContentLength > limit {
		return nil, errTooLarge
	}
	wire := &source{reader: response.Body}
	reader, closeAll, err := decode(wire, encodings(response.Header))
	if err != nil {
		return nil, err
	}
	defer closeAll()
	data, err := io.ReadAll(io.LimitReader(reader, limit+1))
	switch {
	case int64(len(data)) > limit:
		return nil, errTooLarge
	case err != nil && wire.failed == nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("%w: %w", errEncoding, err) // not the wire's fault
	case err != nil:
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return data, nil
}

// A source remembers whether reading failed, to tell a broken connection from
// data that a decoder cannot read.
type source struct {
	reader io.Reader
	failed error
}

func (s *source) Read(buffer []byte) (int, error) {
	n, err := s.reader.Read(buffer)
	if err != nil && err != io.EOF {
		s.failed = err
	}
	return n, err
}

// encodings lists the content encodings in the order they were applied.
func encodings(header http.Header) []string {
	var names []string
	for name := range strings.SplitSeq(strings.Join(header.Values("Content-Encoding"), ","), ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if name != "" && name != "identity" {
			names = append(names, name)
		}
	}
	return names
}

// decode undoes the encodings, the last one first. closeAll frees what the
// decoders hold; it does not close body.
func decode(body io.Reader, names []string) (reader io.Reader, closeAll func(), err error) {
	var closers []func()
	closeAll = func() {
		for _, c := range closers {
			c()
		}
	}
	if len(names) > maxEncodings {
		return nil, nil, fmt.Errorf("%w: %d encodings", errEncoding, len(names))
	}
	reader = body
	for i := len(names) - 1; i >= 0; i-- {
		var done func()
		reader, done, err = decoder(names[i], reader)
		if err != nil {
			closeAll()
			return nil, nil, err
		}
		closers = append(closers, done)
	}
	return reader, closeAll, nil
}

// decoder undoes one encoding.
func decoder(name string, packed io.Reader) (io.Reader, func(), error) {
	buffered := bufio.NewReader(packed)
	if _, err := buffered.Peek(1); err == io.EOF {
		return buffered, func() {}, nil // nothing packed is nothing
	}
	switch name {
	case "gzip", "x-gzip":
		r, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %w", errEncoding, err)
		}
		return r, func() { r.Close() }, nil
	case "br":
		return brotli.NewReader(buffered), func() {}, nil
	case "zstd":
		r, err := zstd.NewReader(buffered, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %w", errEncoding, err)
		}
		return r, r.Close, nil
	case "deflate":
		return inflate(buffered)
	}
	return nil, nil, fmt.Errorf("%w: unknown encoding %q", errEncoding, name)
}

// inflate reads "deflate", which RFC 9110 section 8.4.1.2 defines as the zlib
// format and some servers send without its header.
func inflate(packed *bufio.Reader) (io.Reader, func(), error) {
	head, _ := packed.Peek(2)
	// RFC 1950: method 8 in the low bits, the two bytes a multiple of 31.
	if len(head) == 2 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		r, err := zlib.NewReader(packed)
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %w", errEncoding, err)
		}
		return r, func() { r.Close() }, nil
	}
	r := flate.NewReader(packed)
	return r, func() { r.Close() }, nil
}
