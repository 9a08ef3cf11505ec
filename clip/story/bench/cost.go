package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"newsclip/clip"
	"newsclip/clip/story"
)

// measured is how many clips are timed at each size of the library.
const measured = 1000

// cost fills a library and prints, at each size, the processor time of a clip:
// analysing, placing and putting it. Then it saves the grouping and has another
// process begin again with it.
func cost(most int) error {
	dir, err := os.MkdirTemp("", "newsclip-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	g, err := story.New(story.Options{Dir: dir})
	if err != nil {
		return err
	}
	from := newInventor(1)
	n := 0
	for size := 1000; size <= most; size *= 10 {
		for ; n < size-measured; n++ {
			put(g, from)
		}
		var spent, sign time.Duration
		for ; n < size; n++ {
			d := from.next()
			began := processor()
			s := story.Sign(d)
			sign += processor() - began
			p := g.Place(s)
			g.Put(s, orOwn(p, s))
			spent += processor() - began
		}
		fmt.Printf("%-44s %8.3f ms, %.3f of it analysing\n", fmt.Sprintf("a clip, %d in the library, processor time", size),
			spent.Seconds()*1000/measured, sign.Seconds()*1000/measured)
	}
	fmt.Printf("%-44s %8d MB (%d MB on the heap)\n", "memory of the program, all having come", anonymous()>>20, heap()>>20)
	began, used := time.Now(), processor()
	if err := errors.Join(g.Save("mark"), g.Close()); err != nil {
		return err
	}
	fmt.Printf("%-44s %8.2f s, %.2f s processor time\n", "saving", time.Since(began).Seconds(), (processor() - used).Seconds())
	for _, name := range []string{"snapshot", "records"} {
		if info, err := os.Stat(dir + "/" + name); err == nil {
			fmt.Printf("%-44s %8d MB\n", name+" on disk", info.Size()>>20)
		}
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	child := exec.Command(self, "begin", "-data", dir)
	child.Stdout, child.Stderr = os.Stdout, os.Stderr
	return child.Run()
}

func put(g *story.Grouper, from *inventor) {
	s := story.Sign(from.next())
	g.Put(s, orOwn(g.Place(s), s))
}

// orOwn is where a clip goes: a story of its own has its id.
func orOwn(p story.Placement, s story.Signature) clip.ID { return cmp.Or(p.Story, s.ID) }

// begin begins with a saved grouping, and prints how long that takes and what
// memory it holds, at once and after placing some clips.
func begin(dir string) error {
	before, beforeHeap := anonymous(), heap()
	began, used := time.Now(), processor()
	g, _, err := story.Load(story.Options{Dir: dir})
	if err != nil {
		return err
	}
	defer g.Close()
	fmt.Printf("%-44s %8.2f s, %.2f s processor time\n", "beginning again", time.Since(began).Seconds(), (processor() - used).Seconds())
	fmt.Printf("%-44s %8d MB (%d MB on the heap)\n", "memory of the grouping", (anonymous()-before)>>20, (heap()-beforeHeap)>>20)
	from := newInventor(2)
	for range measured {
		put(g, from)
	}
	fmt.Printf("%-44s %8d MB (%d MB on the heap)\n", fmt.Sprintf("and after %d clips", measured), (anonymous()-before)>>20, (heap()-beforeHeap)>>20)
	return g.Err()
}

// heap returns the bytes in use on the heap, after a collection.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// anonymous returns RssAnon of this process (proc(5)), in bytes; 0 where there is
// none.
func anonymous() int64 {
	file, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var kB int64
		if rest, ok := strings.CutPrefix(lines.Text(), "RssAnon:"); ok {
			if _, err := fmt.Sscan(rest, &kB); err == nil {
				return kB << 10
			}
		}
	}
	return 0
}
