package blocks

import (
	_ "embed"
	"fmt"
	"sync"
)

//go:embed table.bin
var builtin []byte

// Builtin returns the model that is part of the program.
var Builtin = sync.OnceValue(func() *Model {
	m, err := ReadModel(builtin)
	if err != nil {
		panic(fmt.Sprintf("blocks: the built-in table is faulty: %v", err)) // a test reads it
	}
	return m
})
