//! The verifier in a browser: three functions that pass bytes one by one, so that no pointer crosses the border.
//!
//! The page (`page.html`) starts the module anew for each question: nothing is kept from one to the next.
#![allow(unsafe_code)] // The attribute `no_mangle` and nothing else.

use mirqab_verifier::{Beside, sheet};
use std::cell::RefCell;

#[derive(Default)]
struct Desk {
    /// The file, then what the reader has beside it, in the order of `FIELDS` in the page.
    fields: [Vec<u8>; 7],
    answer: Vec<u8>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Takes the next byte of a field. One of no field, and the larger part of a number that holds one byte, is left away.
#[unsafe(no_mangle)]
pub extern "C" fn take(field: u32, next: u32) {
    DESK.with_borrow_mut(|desk| {
        if let Some(bytes) = usize::try_from(field).ok().and_then(|field| desk.fields.get_mut(field)) {
            bytes.push(next.to_le_bytes()[0]);
        }
    });
}

/// Judges, and returns the length of the answer, which is JSON (`mirqab_verifier::sheet`).
#[unsafe(no_mangle)]
pub extern "C" fn judge() -> u32 {
    DESK.with_borrow_mut(|desk| {
        let [file, beside @ ..] = &desk.fields;
        let [key, policy, successions, stamp_roots, most_age, now] =
            beside.each_ref().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let beside = Beside { key, policy, successions, stamp_roots, most_age, now };
        desk.answer = sheet(file, &beside).into_bytes();
        u32::try_from(desk.answer.len()).unwrap_or(0)
    })
}

/// The answer's byte at a place, or 0 beyond its end.
#[unsafe(no_mangle)]
pub extern "C" fn answer_byte(at: u32) -> u32 {
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    DESK.with_borrow(|desk| desk.answer.get(at).copied().map_or(0, u32::from))
}
