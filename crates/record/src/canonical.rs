//! Canonical JSON. SOURCE: RFC 8785, restricted to integers.

use serde::Serialize;
use serde_json::Value;

/// Why a value has no canonical form here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// Fractions are written differently by different programs, so nothing sealed has one.
    #[error("{0} is not a whole number between -2^53 and 2^53")]
    NotAnInteger(String),
}

const LARGEST: u64 = 1 << 53;

/// The canonical bytes: no space, members sorted by UTF-16 code units, shortest escapes, integers only.
pub fn canonical(value: &Value) -> Result<Vec<u8>, CanonicalError> {
    let mut out = Vec::new();
    write(value, &mut out)?;
    Ok(out)
}

fn write(value: &Value, out: &mut Vec<u8>) -> Result<(), CanonicalError> {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => {
            let fits = number.as_i64().is_some_and(|n| n.unsigned_abs() <= LARGEST);
            if !fits {
                return Err(CanonicalError::NotAnInteger(number.to_string()));
            }
            write_scalar(number, out);
        }
        Value::String(text) => write_scalar(text, out),
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write(item, out)?;
            }
            out.push(b']');
        }
        Value::Object(members) => {
            // Names are ASCII nearly always, and then the map has them in order already.
            let mut sorted: Vec<_> = members.iter().collect();
            if !sorted.is_sorted_by(|(a, _), (b, _)| before(a, b)) {
                sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            }
            out.push(b'{');
            for (index, (name, member)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_scalar(name, out);
                out.push(b':');
                write(member, out)?;
            }
            out.push(b'}');
        }
    }
    Ok(())
}

fn before(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() { a < b } else { a.encode_utf16().lt(b.encode_utf16()) }
}

/// serde_json's escapes are those that RFC 8785 asks for: the short ones, `\u00xx` in lower case, nothing else.
fn write_scalar(scalar: &(impl Serialize + ?Sized), out: &mut Vec<u8>) {
    // INVARIANT: a text or a whole number is always written, and a Vec takes it.
    let written = serde_json::to_writer(out, scalar);
    debug_assert!(written.is_ok());
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(value: &Value) -> String {
        String::from_utf8(canonical(value).unwrap()).unwrap()
    }

    #[test]
    fn members_are_sorted_by_utf16_and_text_is_escaped_as_rfc_8785_says() {
        // The names are those of the example in section 3.2.3 of the RFC.
        let value = json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7});
        let order: Vec<i64> =
            text(&value).split([':', ',']).filter_map(|piece| piece.trim_end_matches('}').parse().ok()).collect();
        assert_eq!(order, [2, 4, 6, 7, 1, 5, 3]);
        assert_eq!(text(&json!("\u{20ac}$\u{f}\nA'B\"\\/\u{8}")), "\"€$\\u000f\\nA'B\\\"\\\\/\\b\"");
    }

    #[test]
    fn fractions_and_huge_numbers_have_no_canonical_form() {
        for value in [json!(0.5), json!(1e30), json!(9_007_199_254_740_993_i64)] {
            assert!(canonical(&value).is_err(), "{value}");
        }
    }
}
