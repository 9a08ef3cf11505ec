package boost

import (
	"encoding/binary"
	"errors"
)

// AppendParts appends parts to out, each with its length before it (4 bytes,
// little endian): for models of several tables.
func AppendParts(out []byte, parts ...[]byte) []byte {
	for _, part := range parts {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(part)))
		out = append(out, part...)
	}
	return out
}

// CutParts cuts what AppendParts wrote into its n parts.
func CutParts(data []byte, n int) ([][]byte, error) {
	parts := make([][]byte, n)
	for i := range parts {
		if len(data) < 4 || uint64(len(data)-4) < uint64(binary.LittleEndian.Uint32(data)) {
			return nil, errors.New("the table is cut off")
		}
		end := 4 + int(binary.LittleEndian.Uint32(data))
		parts[i], data = data[4:end], data[end:]
	}
	if len(data) > 0 {
		return nil, errors.New("the table's length is wrong")
	}
	return parts, nil
}
