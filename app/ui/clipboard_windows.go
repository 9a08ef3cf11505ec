package ui

import (
	"context"
	"runtime"
	"syscall"
	"time"
	"unsafe"
)

// htmlAdvice is what to do where the clipboard keeps its HTML to itself.
const htmlAdvice = "Try again; another program may hold the clipboard."

var (
	user32         = syscall.NewLazyDLL("user32.dll")
	openClipboard  = user32.NewProc("OpenClipboard")
	closeClipboard = user32.NewProc("CloseClipboard")
	registerFormat = user32.NewProc("RegisterClipboardFormatW")
	clipboardData  = user32.NewProc("GetClipboardData")

	kernel32     = syscall.NewLazyDLL("kernel32.dll")
	globalLock   = kernel32.NewProc("GlobalLock")
	globalUnlock = kernel32.NewProc("GlobalUnlock")
	globalSize   = kernel32.NewProc("GlobalSize")
	copyMemory   = kernel32.NewProc("RtlMoveMemory")
)

// readHTML reads the clipboard format "HTML Format".
func readHTML(ctx context.Context) (string, error) {
	runtime.LockOSThread() // the clipboard is open for one thread
	defer runtime.UnlockOSThread()
	name, err := syscall.UTF16PtrFromString("HTML Format")
	if err != nil {
		return "", err
	}
	format, _, _ := registerFormat.Call(uintptr(unsafe.Pointer(name)))
	if format == 0 || !opened(ctx) {
		return "", errNoAccess
	}
	defer closeClipboard.Call()
	data, ok := global(format)
	if !ok {
		return "", errNoHTML
	}
	return fragment(data)
}

// opened opens the clipboard, which another program may hold for a moment.
func opened(ctx context.Context) bool {
	for ctx.Err() == nil {
		if ok, _, _ := openClipboard.Call(0); ok != 0 {
			return true
		}
		time.Sleep(20 * time.Millisecond)
	}
	return false
}

// global copies the clipboard's memory in a format.
func global(format uintptr) (string, bool) {
	handle, _, _ := clipboardData.Call(format)
	if handle == 0 {
		return "", false
	}
	memory, _, _ := globalLock.Call(handle)
	size, _, _ := globalSize.Call(handle)
	if memory == 0 || size == 0 || size > maxClipboard {
		return "", false
	}
	defer globalUnlock.Call(handle)
	data := make([]byte, size)
	copyMemory.Call(uintptr(unsafe.Pointer(&data[0])), memory, size)
	return string(data), true
}
