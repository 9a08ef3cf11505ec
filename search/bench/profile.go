package main

import (
	"os"
	"runtime/pprof"
)

// profile is the file for a CPU profile; empty: none is made.
type profile string

// start begins the profile; stop ends it.
func (p profile) start() (stop func(), err error) {
	if p == "" {
		return func() {}, nil
	}
	file, err := os.Create(string(p))
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		file.Close()
		return nil, err
	}
	return func() {
		pprof.StopCPUProfile()
		file.Close()
	}, nil
}
