//! A table from anywhere: encodings, quoting, cells.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_app::intake::{Columns, Context, table};
use mirqab_vocabulary::{Instant, ZoneName};

fuzz_target!(|bytes: &[u8]| {
    let Ok(table) = table(bytes, 1 << 20) else { return };
    let (Ok(zone), nowhere) = (ZoneName::parse("Africa/Tripoli"), |_: &str| None) else { return };
    let context = Context {
        zone,
        parties: Vec::new(),
        now: Instant::EPOCH,
        gazetteer: &nowhere,
        sensors: Vec::new(),
        default_channel: None,
        forced_party: None,
    };
    table.rows(&Columns::guess(&table.headers), &context).for_each(drop);
});
