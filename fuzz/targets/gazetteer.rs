//! A file of places from anywhere: GeoNames or COD-AB.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_app::gazetteer::files::{kind_of, read};

fuzz_target!(|bytes: &[u8]| {
    let _ = read(kind_of(bytes), bytes);
});
