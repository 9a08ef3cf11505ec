package ui

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/intake"
)

// maxFile bounds a file that is added, in bytes.
const maxFile = 64 << 20

// paste clips what is on the clipboard: its HTML where the system gives it,
// else its text.
func (w *Window) paste() {
	text := w.program.Clipboard().Content()
	w.worker.work(func() {
		html, known := clipboardHTML(w.worker.ctx)
		w.worker.post(func() {
			inputs, err := intake.Clipboard(html, text)
			if len(inputs) == 0 {
				w.notice.say("There is nothing on the clipboard to clip. Copy an address, a page or a text first.", "", nil)
				return
			}
			if !known && inputs[0].Kind == intake.KindText && !w.htmlTold {
				w.htmlTold = true
				w.aside = "The system gave the text alone, without links and images. " + htmlAdvice
			}
			w.addBeside(inputs, err)
		})
	})
}

// dropped adds files and addresses that were dropped on the window.
func (w *Window) dropped(_ fyne.Position, things []fyne.URI) {
	var names []string
	var inputs []intake.Input
	for _, thing := range things {
		switch thing.Scheme() {
		case "http", "https":
			inputs = append(inputs, intake.Input{Kind: intake.KindURL, URL: thing.String()})
		default:
			names = append(names, thing.Path())
		}
	}
	w.add(inputs)
	w.takeFiles(names)
}

// openFiles has the person choose a file to add.
func (w *Window) openFiles() {
	w.pickFile(func(name string) { w.takeFiles([]string{name}) })
}

func (w *Window) addFiles(names []string) {
	w.worker.work(func() {
		var inputs []intake.Input
		var problems []error
		for _, name := range names {
			more, err := recogniseFile(name)
			problems = append(problems, err)
			inputs = append(inputs, more...)
		}
		w.worker.post(func() { w.addBeside(inputs, problems...) })
	})
}

func recogniseFile(name string) ([]intake.Input, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile {
		return nil, &clip.Error{Kind: clip.ErrTooLarge, Message: fmt.Sprintf("%s is larger than %d MiB.", filepath.Base(name), maxFile>>20), Next: "Add a smaller part of it."}
	}
	return intake.Recognise(name, data)
}

// addBeside adds inputs and tells, beside what becomes of them, what was wrong
// with the rest.
func (w *Window) addBeside(inputs []intake.Input, problems ...error) {
	var sentences []string
	for _, err := range problems {
		if err != nil {
			sentences = append(sentences, app.Sentence(err))
		}
	}
	switch text := strings.Join(sentences, " "); {
	case text != "" && len(inputs) == 0:
		w.notice.warn(text, "", nil)
	case text != "":
		w.aside = strings.TrimSpace(w.aside + " " + text)
	}
	w.add(inputs)
}

// add adds inputs to the folder that is open, and asks what has to be asked.
func (w *Window) add(inputs []intake.Input) { w.addWith(inputs, app.AddOptions{}) }

func (w *Window) addWith(inputs []intake.Input, o app.AddOptions) {
	if len(inputs) == 0 {
		return
	}
	if folder := w.sidebar.current().Folder; folder != "" {
		o.Folders = []clip.ID{folder}
	}
	if len(inputs) > 1 {
		o.Duplicates = app.KeepBoth // a batch keeps both and lists them
	}
	w.run(underway{addingTitle(inputs), addressesOf(inputs)}, o, func(ctx context.Context, o app.AddOptions) ([]app.Added, error) {
		return w.app.Add(ctx, inputs, o)
	})
}

// underway is what a batch says while it works, and the addresses that have not
// come yet.
type underway struct {
	title     string
	addresses []string
}

func addressesOf(inputs []intake.Input) (out []string) {
	for i := range inputs {
		if inputs[i].URL != "" {
			out = append(out, inputs[i].URL)
		}
	}
	return out
}

// without returns what to say when an address has come: towards the end, whose
// server the others wait for.
func (w *underway) without(address string) string {
	const told = 2 // addresses
	if i := slices.Index(w.addresses, address); i >= 0 {
		w.addresses = slices.Delete(w.addresses, i, i+1)
	}
	if n := len(w.addresses); n == 0 || n > told {
		return w.title
	}
	hosts := make([]string, len(w.addresses))
	for i, address := range w.addresses {
		hosts[i] = shorten(address, 40)
		if u, err := url.Parse(address); err == nil && u.Hostname() != "" {
			hosts[i] = u.Hostname()
		}
	}
	return w.title + " – waiting for " + strings.Join(slices.Compact(hosts), ", ")
}

// run adds, with its progress in view and a button that cancels it.
func (w *Window) run(what underway, o app.AddOptions, add func(context.Context, app.AddOptions) ([]app.Added, error)) {
	job, end := w.notice.begin(w.worker.ctx, what.title)
	o.Each = func(done, total int, added app.Added) {
		w.worker.post(func() { job.say(what.without(added.Input), done, total) })
	}
	w.worker.work(func() {
		results, err := add(job.ctx, o)
		w.worker.post(func() {
			end()
			if err != nil && len(results) == 0 {
				w.failed(err)
				return
			}
			w.added(results)
		})
	})
}

func addingTitle(inputs []intake.Input) string {
	if len(inputs) == 1 && inputs[0].URL != "" {
		return "Clipping " + shorten(inputs[0].URL, 50)
	}
	if len(inputs) == 1 {
		return "Clipping what you gave"
	}
	return fmt.Sprintf("Clipping %d inputs", len(inputs))
}

func shorten(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return s
}

func (w *Window) addSamples() {
	w.quietly(func(ctx context.Context) error { _, err := w.app.AddSamples(ctx); return err }, nil)
}
