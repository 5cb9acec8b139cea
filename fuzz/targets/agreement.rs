//! Agreement files: any bytes are read, or told to be none; conditions inside them are bounded.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mirqab_app::agreement::check_bytes;

fuzz_target!(|data: &[u8]| {
    let checked = check_bytes(data);
    assert!(checked.agreement.is_some() || checked.faulty());
});
