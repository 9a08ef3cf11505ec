package faults

import "slices"

// A node is a file or a folder, whatever its names.
type node struct {
	folder  bool
	data    []byte  // as programs see it
	lasting []byte  // as it was synced
	pending []write // since then
	locks   locks
}

// A write puts data at an offset, or, with no data, ends the file there.
type write struct {
	at   int64
	data []byte
}

// in makes the write in a file's bytes.
func (w write) in(data []byte) []byte {
	if w.data == nil {
		return resized(data, w.at)
	}
	if end := w.at + int64(len(w.data)); end > int64(len(data)) {
		data = resized(data, end)
	}
	copy(data[w.at:], w.data)
	return data
}

func resized(data []byte, size int64) []byte {
	if size <= int64(len(data)) {
		return data[:size]
	}
	// What lies behind the end is of an earlier, longer file.
	old := len(data)
	data = slices.Grow(data, int(size)-old)[:size]
	clear(data[old:])
	return data
}

func (n *node) write(w write) {
	n.data = w.in(n.data)
	n.pending = append(n.pending, w)
}

func (n *node) sync() {
	for _, w := range n.pending {
		n.lasting = w.in(n.lasting)
	}
	n.pending = nil
}

// file is a file that the store writes.
type file struct {
	disk *Disk
	node *node
	path string
}

func (f *file) Name() string { return f.path }

// Write appends.
func (f *file) Write(data []byte) (int, error) {
	err := f.disk.step(Write, f.path, func() error {
		f.node.write(write{int64(len(f.node.data)), slices.Clone(data)})
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(data), nil
}

func (f *file) Sync() error {
	return f.disk.step(Sync, f.path, func() error { f.node.sync(); return nil })
}

func (f *file) Close() error { return nil }
