//! A bundle from anywhere: it holds or it does not, and what is written again is the same bytes.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_record::bundle::Bundle;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(bundle) = Bundle::parse(bytes) {
        assert_eq!(bundle.to_bytes().ok().as_deref(), Some(bytes));
    }
    let _ = mirqab_verifier::verify(bytes, None);
});
