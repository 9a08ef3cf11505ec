package app

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/adrg/xdg"

	"newsclip/clip"
)

// The process that holds a library serves the others over a local socket: a
// second process hands its command line and standard input over, and gets the
// output and exit code back. So every command works while the window is open.
//
// The conversation: the client sends one frame of kind frameCommand with a
// JSON command; the server answers with frameBegun before it begins, so that a
// client that never got it may try again elsewhere. Then the client sends its
// standard input in frames, and the server frames of output; it ends with
// frameExit. A frame is one byte of kind, four
// bytes of length (big endian) and the payload. A client that goes away
// cancels its command.

// A Command is one run of the command line.
type Command struct {
	Args   []string
	Dir    string    // the working directory that relative paths start from
	Stdin  io.Reader `json:"-"`
	Stdout io.Writer `json:"-"`
	Stderr io.Writer `json:"-"`
}

// Runner runs a command on an open library and returns its exit code.
type Runner func(ctx context.Context, a *App, c Command) int

const (
	frameCommand = 'c'
	frameBegun   = 'b' // empty
	frameInput   = 'i' // standard input; empty: its end
	frameOutput  = 'o'
	frameError   = 'e'
	frameExit    = 'x' // one byte: the exit code
)

// maxFrame bounds the payload of a frame in bytes: what a pipe gives at once
// is far below, a command line is at most 2 MiB on Linux.
const maxFrame = 4 << 20

// socketPath returns where the process that holds the library in dir listens,
// in a folder that only this user can enter. The name is a hash: a socket's
// path may have about 100 bytes.
func socketPath(dir string) (string, error) {
	name := string(clip.HashOf([]byte(LibraryDir(dir))))[:16] + ".sock"
	var first error
	for _, parent := range []string{xdg.RuntimeDir, xdg.CacheHome} {
		folder := filepath.Join(parent, "newsclip")
		err := os.MkdirAll(folder, 0o700)
		if err == nil {
			return filepath.Join(folder, name), nil
		}
		if first == nil {
			first = err
		}
	}
	return "", fmt.Errorf("make a folder for the socket: %w", first)
}

// Server answers other processes until it is closed.
type Server struct {
	app      *App
	run      Runner
	listener net.Listener
	ctx      context.Context
	cancel   context.CancelFunc
	running  sync.WaitGroup
}

// Serve begins to answer other processes with run.
func (a *App) Serve(run Runner) (*Server, error) {
	path, err := socketPath(a.Dir())
	if err != nil {
		return nil, err
	}
	// The library's lock says that no living process listens there.
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("remove a dead socket: %w", err)
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("listen for other processes: %w", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := &Server{app: a, run: run, listener: listener, ctx: ctx, cancel: cancel}
	s.running.Go(s.accept)
	return s, nil
}

// Drain takes no more commands and waits for those that run.
func (s *Server) Drain() {
	s.listener.Close()
	s.running.Wait()
	s.cancel()
}

// Close takes no more commands, cancels those that run and waits for them.
func (s *Server) Close() {
	s.cancel()
	s.Drain()
}

func (s *Server) accept() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return // closed
		}
		s.running.Go(func() { s.answer(conn) })
	}
}

func (s *Server) answer(conn net.Conn) {
	defer conn.Close()
	kind, payload, err := readFrame(conn)
	if err != nil || kind != frameCommand {
		return
	}
	var c Command
	if json.Unmarshal(payload, &c) != nil {
		return
	}
	if writeFrame(conn, frameBegun, nil) != nil {
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	input, feed := io.Pipe()
	go func() { // ends when conn is closed, at the latest by answer's return
		defer cancel()
		receiveInput(conn, feed)
	}()
	var writing sync.Mutex
	c.Stdin = input
	c.Stdout = &frameWriter{conn, frameOutput, &writing}
	c.Stderr = &frameWriter{conn, frameError, &writing}
	code := s.run(ctx, s.app, c)
	input.Close()
	(&frameWriter{conn, frameExit, &writing}).Write([]byte{byte(code)})
}

// receiveInput feeds the client's standard input until the client goes away.
func receiveInput(conn io.Reader, feed *io.PipeWriter) {
	defer feed.Close()
	for {
		kind, payload, err := readFrame(conn)
		if err != nil {
			feed.CloseWithError(io.ErrUnexpectedEOF)
			return
		}
		if kind != frameInput {
			continue
		}
		if len(payload) == 0 {
			feed.Close()
			continue // go on reading: the end of conn cancels the command
		}
		feed.Write(payload) // an error: the command no longer reads
	}
}

type frameWriter struct {
	conn    io.Writer
	kind    byte
	writing *sync.Mutex
}

// Write sends p in frames.
func (w *frameWriter) Write(p []byte) (int, error) {
	w.writing.Lock()
	defer w.writing.Unlock()
	for rest := p; len(rest) > 0; {
		n := min(len(rest), maxFrame)
		if err := writeFrame(w.conn, w.kind, rest[:n]); err != nil {
			return len(p) - len(rest), err
		}
		rest = rest[n:]
	}
	return len(p), nil
}

func writeFrame(w io.Writer, kind byte, payload []byte) error {
	frame := make([]byte, 5, 5+len(payload))
	frame[0] = kind
	binary.BigEndian.PutUint32(frame[1:], uint32(len(payload)))
	_, err := w.Write(append(frame, payload...))
	return err
}

func readFrame(r io.Reader) (kind byte, payload []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[1:])
	if n > maxFrame {
		return 0, nil, fmt.Errorf("frame of %d bytes", n)
	}
	payload = make([]byte, n)
	_, err = io.ReadFull(r, payload)
	return head[0], payload, err
}

// ErrNoServer says that no process answers for a library.
var ErrNoServer = errors.New("no process answers for this library")

// Forward has the process that holds the library in dir run c, and returns
// the exit code. The error is ErrNoServer when there is no such process.
func Forward(ctx context.Context, dir string, c Command) (code int, err error) {
	code, err = forward(ctx, dir, c)
	if err != nil && ctx.Err() != nil { // the connection was closed for that
		err = ctx.Err()
	}
	return code, err
}

func forward(ctx context.Context, dir string, c Command) (int, error) {
	path, err := socketPath(dir)
	if err != nil {
		return 0, err
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "unix", path)
	if err != nil {
		return 0, ErrNoServer
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	payload, err := json.Marshal(c)
	if err != nil {
		return 0, err
	}
	if err := writeFrame(conn, frameCommand, payload); err != nil {
		return 0, ErrNoServer
	}
	if err := begun(conn); err != nil {
		return 0, err
	}
	go sendInput(conn, c.Stdin) // ends with the input, or with conn
	return receiveOutput(conn, c)
}

// begun waits until the server has begun with a command. The error is ErrNoServer
// when it ended before: the command was not begun and may be run elsewhere.
func begun(conn net.Conn) error {
	if err := conn.SetReadDeadline(time.Now().Add(openWait)); err != nil {
		return err
	}
	kind, _, err := readFrame(conn)
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return &clip.Error{Kind: clip.ErrUnavailable, Message: "The process that holds the library does not answer.",
			Next: "Wait until it does, or end it; what it reported as kept is kept. Then try again.", Err: err}
	case err != nil || kind != frameBegun:
		return ErrNoServer
	}
	return conn.SetReadDeadline(time.Time{})
}

// openWait is how long to wait for another process that is just taking or
// leaving the library: for each that takes it.
const openWait = 10 * time.Second

// OpenOrForward opens the library. Where another process holds it, that one
// runs c instead: the App is nil, and code is what c ended with.
func OpenOrForward(ctx context.Context, o Options, c Command) (a *App, code int, err error) {
	var deadline, served time.Time
	for {
		if at := servedSince(o.Dir); deadline.IsZero() || !at.Equal(served) {
			deadline, served = time.Now().Add(openWait), at
		}
		a, err := Open(ctx, o)
		if clip.KindOf(err) != clip.ErrBusy {
			return a, 0, err
		}
		code, failed := Forward(ctx, o.Dir, c)
		if failed == nil {
			return nil, code, nil
		}
		if !errors.Is(failed, ErrNoServer) || time.Now().After(deadline) {
			return nil, 0, failed
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return nil, 0, ctx.Err()
		}
	}
}

// servedSince returns when the process that answers for a library last began to;
// zero: none does.
func servedSince(dir string) time.Time {
	path, err := socketPath(dir)
	if err != nil {
		return time.Time{}
	}
	info, err := os.Stat(path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

func sendInput(conn io.Writer, input io.Reader) {
	if input != nil {
		buffer := make([]byte, 64<<10)
		for {
			n, err := input.Read(buffer)
			if n > 0 && writeFrame(conn, frameInput, buffer[:n]) != nil {
				return
			}
			if err != nil {
				break
			}
		}
	}
	writeFrame(conn, frameInput, nil)
}

func receiveOutput(conn io.Reader, c Command) (int, error) {
	for {
		kind, payload, err := readFrame(conn)
		if err != nil {
			return 0, &clip.Error{Kind: clip.ErrUnavailable, Message: "The process that holds the library ended before it answered.",
				Next: "Run the command again; what it reported as kept is kept.", Err: err}
		}
		switch {
		case kind == frameOutput:
			_, err = c.Stdout.Write(payload)
		case kind == frameError:
			_, err = c.Stderr.Write(payload)
		case kind == frameExit && len(payload) == 1:
			return int(payload[0]), nil
		}
		if err != nil {
			return 0, fmt.Errorf("write output: %w", err)
		}
	}
}
