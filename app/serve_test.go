package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"newsclip/clip"
)

// serverChild names the environment variable that turns the test binary into a
// process that holds the library in the folder it names, and serves it.
const serverChild = "NEWSCLIP_SERVER_CHILD"

// serveUntilKilled runs commands that begin and never end.
func serveUntilKilled(dir string) int {
	ctx := context.Background()
	a, err := Open(ctx, Options{Dir: dir})
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	_, err = a.Serve(func(ctx context.Context, a *App, c Command) int {
		if _, err := a.MakePath(ctx, strings.Join(c.Args, "/")); err != nil {
			fmt.Fprintln(c.Stderr, err)
			return 1
		}
		fmt.Fprintln(c.Stdout, "begun")
		<-ctx.Done()
		return 0
	})
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println("serving")
	select {}
}

// told passes a line on when it is written.
type told struct{ lines chan string }

func (w told) Write(p []byte) (int, error) { w.lines <- string(p); return len(p), nil }

// TestServerIsKilled kills the process that holds the library in the middle of
// a command of another: that one is told so, and the next finds the library
// free, whole, and the dead socket in nobody's way.
func TestServerIsKilled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), serverChild+"="+dir)
	out := got(child.StdoutPipe())(t)
	must(t, child.Start())
	line := make([]byte, len("serving\n"))
	if _, err := io.ReadFull(out, line); err != nil || string(line) != "serving\n" {
		t.Fatalf("the child said %q, %v", line, err)
	}
	lines, ended := make(chan string, 10), make(chan error)
	go func() {
		_, err := Forward(t.Context(), dir, Command{Args: []string{"Coast"}, Stdout: told{lines}, Stderr: told{lines}})
		ended <- err
	}()
	select {
	case line := <-lines:
		if line != "begun\n" {
			t.Errorf("the command said %q", line)
		}
	case err := <-ended:
		t.Fatalf("the command ended with %v before it began", err)
	}
	must(t, child.Process.Kill())
	err := <-ended
	if clip.KindOf(err) != clip.ErrUnavailable || !strings.Contains(Sentence(err), "Run the command again") {
		t.Errorf("Forward = %v, want a sentence that says to run it again", err)
	}
	child.Wait() // it was killed: that is no news
	path := got(socketPath(dir))(t)
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the dead socket: %v; the test wants one", err)
	}
	a, code, err := OpenOrForward(t.Context(), Options{Dir: dir}, Command{})
	if err != nil || a == nil {
		t.Fatalf("OpenOrForward = %v, %d, %v; want the library", a, code, err)
	}
	defer a.Close()
	if folders := got(a.Folders(t.Context()))(t); len(folders) != 1 || folders[0].Name != "Coast" {
		t.Errorf("folders %v, want what the killed command had made", folders)
	}
	noProblems(t, a)
	server := got(a.Serve(func(context.Context, *App, Command) int { return 7 }))(t)
	defer server.Close()
	if code, err := Forward(t.Context(), dir, Command{Stdout: io.Discard, Stderr: io.Discard}); err != nil || code != 7 {
		t.Errorf("Forward to the next server = %d, %v; want 7", code, err)
	}
}

// TestManyStartAtOnce starts many processes' commands at once: each is run
// once, by whoever holds the library, and none is refused.
func TestManyStartAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	const starts = 12
	var runs [starts]atomic.Int64
	run := func(_ context.Context, _ *App, c Command) int {
		n := 0
		fmt.Sscan(c.Args[0], &n)
		runs[n].Add(1)
		data, err := io.ReadAll(c.Stdin)
		if err != nil || string(data) != c.Args[0] {
			t.Errorf("command %d read %q, %v", n, data, err)
		}
		return n
	}
	var group sync.WaitGroup
	for n := range starts {
		group.Go(func() {
			c := Command{Args: []string{fmt.Sprint(n)}, Stdin: strings.NewReader(fmt.Sprint(n)), Stdout: io.Discard, Stderr: io.Discard}
			a, code, err := OpenOrForward(context.Background(), Options{Dir: dir}, c)
			if err != nil {
				t.Errorf("start %d: %v", n, err)
				return
			}
			if a != nil {
				server, err := a.Serve(run)
				code = run(context.Background(), a, c)
				if err == nil {
					server.Drain()
				}
				if err := errors.Join(err, a.Close()); err != nil {
					t.Errorf("start %d: %v", n, err)
				}
			}
			if code != n {
				t.Errorf("start %d ended with %d", n, code)
			}
		})
	}
	group.Wait()
	for n := range runs {
		if times := runs[n].Load(); times != 1 {
			t.Errorf("command %d was run %d times", n, times)
		}
	}
}

// TestUnansweredCommandIsTriedAgain has a command meet a server that ends before
// it begins: nothing was done and nothing of the input is lost.
func TestUnansweredCommandIsTriedAgain(t *testing.T) {
	dir := t.TempDir()
	listener := got(net.Listen("unix", got(socketPath(dir))(t)))(t)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			readFrame(conn)
			conn.Close()
		}
	}()
	defer listener.Close()
	input := bytes.NewReader([]byte("input"))
	if _, err := Forward(t.Context(), dir, Command{Stdin: input}); !errors.Is(err, ErrNoServer) {
		t.Errorf("Forward = %v, want %v", err, ErrNoServer)
	}
	if input.Len() != len("input") {
		t.Errorf("%d bytes of the input are left, want all", input.Len())
	}
}

// TestForwardIsCancelled cancels a command before it has found a server, and at
// one that never answers.
func TestForwardIsCancelled(t *testing.T) {
	dir := t.TempDir()
	listener := got(net.Listen("unix", got(socketPath(dir))(t)))(t)
	defer listener.Close()
	cancelled := func(ctx context.Context) {
		t.Helper()
		if _, err := Forward(ctx, dir, Command{}); !errors.Is(err, context.Canceled) {
			t.Errorf("Forward = %v, want %v", err, context.Canceled)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		if conn, err := listener.Accept(); err == nil {
			readFrame(conn) // the command
		}
		cancel()
	}()
	cancelled(ctx)
	cancelled(ctx)
}
