//! The verifier in a browser: four functions that pass bytes one by one, so that no pointer crosses the border.
//!
//! The page (`page.html`) starts the module anew for each question: nothing is kept from one to the next.
#![allow(unsafe_code)] // The attribute `no_mangle` and nothing else.

use std::cell::RefCell;

#[derive(Default)]
struct Desk {
    file: Vec<u8>,
    key: Vec<u8>,
    answer: Vec<u8>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// The larger part of a number that holds one byte is left away.
fn byte(number: u32) -> u8 {
    number.to_le_bytes()[0]
}

/// Takes the next byte of the file.
#[unsafe(no_mangle)]
pub extern "C" fn file_byte(next: u32) {
    DESK.with_borrow_mut(|desk| desk.file.push(byte(next)));
}

/// Takes the next byte of the key.
#[unsafe(no_mangle)]
pub extern "C" fn key_byte(next: u32) {
    DESK.with_borrow_mut(|desk| desk.key.push(byte(next)));
}

/// Judges, and returns the length of the answer, which is JSON (`mirqab_verifier::sheet`).
#[unsafe(no_mangle)]
pub extern "C" fn judge() -> u32 {
    DESK.with_borrow_mut(|desk| {
        desk.answer = mirqab_verifier::sheet(&desk.file, &String::from_utf8_lossy(&desk.key)).into_bytes();
        u32::try_from(desk.answer.len()).unwrap_or(0)
    })
}

/// The answer's byte at a place, or 0 beyond its end.
#[unsafe(no_mangle)]
pub extern "C" fn answer_byte(at: u32) -> u32 {
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    DESK.with_borrow(|desk| desk.answer.get(at).copied().map_or(0, u32::from))
}
