// A client and a log in another language, over Go's own libraries: golang.org/x/mod/sumdb/tlog and note.
//
//	go run main.go check DIR LOGKEY [WITNESSKEY]   checks a tiled log: checkpoint, tiles, entries, all proofs
//	go run main.go make DIR ENTRIES                makes a tiled log and prints its key and a witness's key
//
// Debian: golang-go golang-golang-x-mod-dev. Run with GO111MODULE=off GOPATH=/usr/share/gocode.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func require(holds bool, what string) {
	if !holds {
		must(fmt.Errorf("does not hold: %s", what))
	}
}

// The layout of C2SP tlog-tiles leaves out the height, which is always 8.
func path(tile tlog.Tile) string {
	p := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	return strings.Replace(p, "tile/data/", "tile/entries/", 1)
}

type folder string

func (f folder) Height() int                     { return 8 }
func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}
func (f folder) read(tile tlog.Tile) ([]byte, error) {
	return os.ReadFile(filepath.Join(string(f), path(tile)))
}
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := f.read(tile)
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// A witness's key and signature, C2SP tlog-cosignature version 1.
type witness struct {
	name   string
	public ed25519.PublicKey
}

func keyID(name string, kind byte, public []byte) []byte {
	sum := sha256.Sum256(append([]byte(name+"\n"+string(rune(kind))), public...))
	return sum[:4]
}
func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return binary.BigEndian.Uint32(keyID(w.name, 4, w.public)) }
func message(time uint64, text []byte) []byte {
	return append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", time)), text...)
}
func (w witness) Verify(text, sig []byte) bool {
	return len(sig) == 72 && ed25519.Verify(w.public, message(binary.BigEndian.Uint64(sig), text), sig[8:])
}

func check(dir, logKey, witnessKey string) {
	signed, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	must(err)
	log, err := note.NewVerifier(logKey)
	must(err)
	known := []note.Verifier{log}
	if witnessKey != "" {
		parts := strings.SplitN(witnessKey, "+", 3)
		key, err := base64.StdEncoding.DecodeString(parts[2])
		must(err)
		require(key[0] == 4 && hex.EncodeToString(keyID(parts[0], 4, key[1:])) == parts[1], "the witness's key")
		known = append(known, witness{parts[0], key[1:]})
	}
	opened, err := note.Open(signed, note.VerifierList(known...))
	must(err)
	require(len(opened.Sigs) == len(known), "a signature is missing")
	lines := strings.Split(opened.Text, "\n")
	require(len(lines) == 4 && lines[3] == "" && lines[0] == log.Name(), "the checkpoint's lines")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)

	tree := tlog.Tree{N: size, Hash: root}
	hashes := tlog.TileHashReader(tree, folder(dir))
	for n := int64(0); n < size; {
		width := size - n
		if width > 256 {
			width = 256
		}
		data, err := folder(dir).read(tlog.Tile{H: 8, L: -1, N: n / 256, W: int(width)})
		must(err)
		for ; width > 0; width-- {
			length := int(binary.BigEndian.Uint16(data))
			leaf := tlog.RecordHash(data[2 : 2+length])
			data = data[2+length:]
			proof, err := tlog.ProveRecord(size, n, hashes)
			must(err)
			must(tlog.CheckRecord(proof, size, root, n, leaf))
			n++
			old, err := tlog.TreeHash(n, hashes)
			must(err)
			growth, err := tlog.ProveTree(size, n, hashes)
			must(err)
			must(tlog.CheckTree(growth, size, root, n, old))
		}
		require(len(data) == 0, "bytes after the last entry")
	}
	fmt.Println(size, hex.EncodeToString(root[:]))
}

type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var all []tlog.Hash
	for _, index := range indexes {
		all = append(all, m[index])
	}
	return all, nil
}

func write(dir, name string, data []byte) {
	file := filepath.Join(dir, name)
	must(os.MkdirAll(filepath.Dir(file), 0o755))
	must(os.WriteFile(file, data, 0o644))
}

func makeLog(dir string, size int64) {
	var stored memory
	var entries bytes.Buffer
	for n := int64(0); n < size; n++ {
		entry := []byte(fmt.Sprintf("entry %d", n))
		hashes, err := tlog.StoredHashes(n, entry, stored)
		must(err)
		stored = append(stored, hashes...)
		must(binary.Write(&entries, binary.BigEndian, uint16(len(entry))))
		entries.Write(entry)
		if n%256 == 255 || n == size-1 {
			write(dir, path(tlog.Tile{H: 8, L: -1, N: n / 256, W: int(n%256) + 1}), entries.Bytes())
			entries.Reset()
		}
	}
	for _, tile := range tlog.NewTiles(8, 0, size) {
		data, err := tlog.ReadTileData(tile, stored)
		must(err)
		write(dir, path(tile), data)
	}
	root, err := tlog.TreeHash(size, stored)
	must(err)
	secret := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, 32))
	public := secret.Public().(ed25519.PublicKey)
	logKey, err := note.NewEd25519VerifierKey("example.org/log", public)
	must(err)
	text := fmt.Sprintf("example.org/log\n%d\n%s\n", size, root)
	line := func(name string, blob []byte) string {
		return "— " + name + " " + base64.StdEncoding.EncodeToString(blob) + "\n"
	}
	own := append(keyID("example.org/log", 1, public), ed25519.Sign(secret, []byte(text))...)
	secret = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32))
	public = secret.Public().(ed25519.PublicKey)
	const name, time = "witness.example/w", 1700000000
	blob := binary.BigEndian.AppendUint64(keyID(name, 4, public), time)
	blob = append(blob, ed25519.Sign(secret, message(time, []byte(text)))...)
	write(dir, "checkpoint", []byte(text+"\n"+line("example.org/log", own)+line(name, blob)))
	key := base64.StdEncoding.EncodeToString(append([]byte{4}, public...))
	fmt.Println(logKey)
	fmt.Printf("%s+%x+%s\n", name, keyID(name, 4, public), key)
	// The line that the tests of cosignatures hold, over the checkpoint of size 42 with the root of one leaf "x".
	leaf := tlog.RecordHash([]byte("x"))
	text = fmt.Sprintf("example.org/log\n42\n%s\n", leaf)
	blob = binary.BigEndian.AppendUint64(keyID(name, 4, public), time)
	fmt.Print(line(name, append(blob, ed25519.Sign(secret, message(time, []byte(text)))...)))
}

func main() {
	switch arguments := os.Args[1:]; {
	case len(arguments) == 3 && arguments[0] == "check":
		check(arguments[1], arguments[2], "")
	case len(arguments) == 4 && arguments[0] == "check":
		check(arguments[1], arguments[2], arguments[3])
	case len(arguments) == 3 && arguments[0] == "make":
		size, err := strconv.ParseInt(arguments[2], 10, 64)
		must(err)
		makeLog(arguments[1], size)
	default:
		must(fmt.Errorf("usage: check DIR LOGKEY [WITNESSKEY] | make DIR ENTRIES"))
	}
}
