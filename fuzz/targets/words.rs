//! What is sought and stored as words.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_app::fold;

fuzz_target!(|text: &str| {
    let stems = fold::words(text);
    assert!(!fold::query(text).contains("\"\""));
    let _ = fold::letters(&stems);
});
