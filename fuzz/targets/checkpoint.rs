//! A signed note, and what else is read of a log: checkpoint, keys, submission, policy, receipt in one line, tiles.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_ledger::{
    Checkpoint, Policy, Slip, Submission, Tile, Verifier, Witness, cosignatures, open_note, split_entries,
};

fuzz_target!(|text: &str| {
    let _ = open_note(text, &[]);
    let _ = cosignatures(text, &[]);
    let _ = Verifier::parse(text);
    let _ = Witness::parse(text);
    let _ = Policy::parse(text);
    let _ = split_entries(text.as_bytes());
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        assert_eq!(checkpoint.text(), text);
    }
    if let Ok(submission) = Submission::parse(text) {
        assert_eq!(submission.to_string(), text);
    }
    if let Some(slip) = Slip::parse(text) {
        assert_eq!(slip.to_string(), text);
    }
    if let Some(tile) = Tile::parse(text) {
        assert_eq!(tile.path(), text);
    }
});
