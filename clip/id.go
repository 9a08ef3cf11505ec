package clip

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
)

// ID names a clip, version, story or folder for ever, also in another
// library: 12 characters of idAlphabet, 60 random bits. At a million objects
// two of them collide with a chance below one in a million; the store
// refuses a second use.
type ID string

// idAlphabet has no i, l, o or u: an ID can be read aloud and typed.
const (
	idAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"
	idLength   = 12
)

// NewID returns a fresh random ID.
func NewID() ID {
	var random [idLength]byte
	rand.Read(random[:]) // never fails (crypto/rand, Go 1.24)
	for i, b := range random {
		random[i] = idAlphabet[b&31]
	}
	return ID(random[:])
}

// Hash is the SHA-256 of some bytes in lower-case hexadecimal, 64 characters;
// empty where there is nothing to hash.
type Hash string

// HashOf returns the Hash of data.
func HashOf(data []byte) Hash {
	sum := sha256.Sum256(data)
	return Hash(hex.EncodeToString(sum[:]))
}

// Valid reports whether h can be the Hash of something.
func (h Hash) Valid() bool {
	if len(h) != 2*sha256.Size {
		return false
	}
	for _, c := range h {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
