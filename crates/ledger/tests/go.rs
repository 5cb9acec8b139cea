//! Another language reads our tiled log, and we read its. Needs Go with golang.org/x/mod; says so loudly when it is not there.

use mirqab_ledger::{
    Checkpoint, Cosigner, Frontier, Hash, Holds, MemoryNodes, Signer, Tile, TileError, TiledNodes, Verifier, Witness,
    bundle_entries, consistency_proof, cosignatures, inclusion_proof, leaf_hash, new_tiles, open_note, root_at,
    split_entries, split_hashes, tile_bytes, verify_consistency, verify_inclusion,
};
use std::path::{Path, PathBuf};
use std::process::Command;

struct Scratch(PathBuf);
impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("mirqab-go-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}
impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs the Go program. `None` if there is no Go and nobody demands it.
fn go(arguments: &[&str]) -> Option<std::process::Output> {
    let program =
        PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("tests/go/main.go");
    let mut command = Command::new("go");
    command.env("GO111MODULE", "off").env("GOPATH", "/usr/share/gocode").arg("run").arg(program).args(arguments);
    match command.output() {
        Ok(output) => Some(output),
        Err(error) if std::env::var_os("MIRQAB_GO").is_some() => panic!("Go is demanded and does not run: {error}"),
        Err(error) => {
            eprintln!("SKIPPED: no Go ({error}). Debian: apt-get install golang-go golang-golang-x-mod-dev");
            None
        }
    }
}

fn printed(output: &std::process::Output) -> Vec<String> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(str::to_owned).collect()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn go_accepts_our_log_and_refuses_a_changed_one() {
    let scratch = Scratch::new("ours");
    let (mut frontier, mut nodes, mut entries) = (Frontier::new(), MemoryNodes::default(), Vec::new());
    for n in 0..700_u32 {
        entries.push(format!("{{\"n\":{n}}}").into_bytes());
        nodes.extend(frontier.append(&entries[n as usize]));
    }
    for tile in new_tiles(0, 700) {
        let first = usize::try_from(tile.first().unwrap()).unwrap();
        let bytes = match tile.holds {
            Holds::Entries => {
                bundle_entries(entries[first..first + usize::from(tile.width)].iter().map(Vec::as_slice)).unwrap()
            }
            Holds::Hashes(_) => tile_bytes(&nodes, &tile).unwrap().unwrap(),
        };
        write(&scratch.0, &tile.path(), &bytes);
    }
    let log = Signer::from_seed("example.org/log", [3; 32]).unwrap();
    let witness = Cosigner::from_seed("witness.example/w", [4; 32]).unwrap();
    let checkpoint = Checkpoint { origin: "example.org/log".into(), size: 700, root: frontier.root() };
    let line = witness.cosign(&checkpoint.text(), 1_700_000_000).unwrap();
    write(&scratch.0, "checkpoint", format!("{}{line}", checkpoint.sign(&log).unwrap()).as_bytes());
    let (folder, key, other) = (scratch.0.to_str().unwrap(), log.verifier().to_string(), witness.witness().to_string());
    let Some(output) = go(&["check", folder, &key, &other]) else { return };
    assert_eq!(printed(&output), [format!("700 {}", frontier.root())]);

    let path = scratch.0.join("tile/entries/001");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[10] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(!go(&["check", folder, &key, &other]).unwrap().status.success());
}

#[test]
fn we_accept_the_log_that_go_made() {
    let scratch = Scratch::new("theirs");
    let Some(output) = go(&["make", scratch.0.to_str().unwrap(), "600"]) else { return };
    let keys = printed(&output);
    let (log, witness) = (Verifier::parse(&keys[0]).unwrap(), Witness::parse(&keys[1]).unwrap());
    let note = std::fs::read_to_string(scratch.0.join("checkpoint")).unwrap();
    let checkpoint = Checkpoint::open(&note, &log, "example.org/log").unwrap();
    assert_eq!((checkpoint.size, open_note(&note, &[log]).unwrap().unknown), (600, 1));
    assert_eq!(cosignatures(&note, &[witness]).unwrap()[0].time, 1_700_000_000);
    let read = |tile: &Tile| std::fs::read(scratch.0.join(tile.path()));
    let nodes = TiledNodes::new(600, |tile: &Tile| -> Result<Vec<Hash>, TileError> {
        let bytes = read(tile).map_err(|error| TileError::Tile(tile.path(), error.to_string()))?;
        Ok(split_hashes(tile, &bytes).unwrap())
    });
    assert_eq!(root_at(&nodes, 600), Ok(checkpoint.root));
    let mut index = 0;
    for tile in new_tiles(0, 600).filter(|tile| tile.holds == Holds::Entries) {
        for entry in split_entries(&read(&tile).unwrap()).unwrap() {
            let proof = inclusion_proof(&nodes, index, 600).unwrap();
            assert_eq!(verify_inclusion(&leaf_hash(entry), index, 600, &proof, &checkpoint.root), Ok(()));
            index += 1;
            let (old, proof) = (root_at(&nodes, index).unwrap(), consistency_proof(&nodes, index, 600).unwrap());
            assert_eq!(verify_consistency(index, 600, &proof, &old, &checkpoint.root), Ok(()));
        }
    }
    assert_eq!(index, 600);
}
