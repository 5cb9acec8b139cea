//! A signed note, and the checkpoint in it.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_ledger::{Checkpoint, Verifier, open_note};

fuzz_target!(|text: &str| {
    let _ = open_note(text, &[]);
    let _ = Verifier::parse(text);
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        assert_eq!(checkpoint.text(), text);
    }
});
