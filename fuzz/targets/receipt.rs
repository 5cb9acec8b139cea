//! A receipt as a party has it: JSON, or one line.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_ledger::Verifier;
use mirqab_verifier::{Trust, verify_receipt};

const KEY: &str = "mirqab.example/demonstration/libya-2020+432feda8+ASvi6CDRfdZUsW8Md40qCOwiYesDt0gYsHDcpWszrwil";

fuzz_target!(|text: &str| {
    let Ok(log) = Verifier::parse(KEY) else { panic!("the key of this target is no key") };
    let _ = verify_receipt(text, &Trust::new(log, Vec::new(), None), None);
});
