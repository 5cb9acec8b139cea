//! The facts of every room as the API takes them.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_domain::{agreement, commitment, finding, incident, mission, publication, report, response, verification};

fuzz_target!(|bytes: &[u8]| {
    let _ = serde_json::from_slice::<agreement::Event>(bytes);
    let _ = serde_json::from_slice::<commitment::Event>(bytes);
    let _ = serde_json::from_slice::<mission::Event>(bytes);
    let _ = serde_json::from_slice::<report::Event>(bytes);
    let _ = serde_json::from_slice::<incident::Event>(bytes);
    let _ = serde_json::from_slice::<verification::Event>(bytes);
    let _ = serde_json::from_slice::<finding::Event>(bytes);
    let _ = serde_json::from_slice::<response::Event>(bytes);
    let _ = serde_json::from_slice::<publication::Event>(bytes);
});
