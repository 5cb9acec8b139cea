//! An envelope with one payload, split at the first zero byte.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_record::{Group, Payload, open};

fuzz_target!(|bytes: &[u8]| {
    let split = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let payload = Payload { group: Group::Open, salt: [0; 32], bytes: bytes[split..].to_vec() };
    let _ = open(&bytes[..split], &[payload]);
});
