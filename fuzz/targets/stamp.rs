//! Time stamps: answers, tokens and roots from outside are read, or told to be none.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_ledger::{StampRoots, stamp_response, stamp_token, verify_stamp};

fuzz_target!(|data: &[u8]| {
    if let Ok(token) = stamp_token(data) {
        assert_eq!(stamp_token(&stamp_response(token)), Ok(token));
        let _ = verify_stamp(token, b"x", &StampRoots::default());
    }
    let _ = verify_stamp(data, b"x", &StampRoots::default());
    let _ = StampRoots::parse(&String::from_utf8_lossy(data));
});
