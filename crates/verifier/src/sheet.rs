//! The answer as one JSON value for the page of the checker: what the program says with `--json`, and the same in words in both languages.

use crate::print::particulars;
use crate::{Trust, answer, is_receipt, is_slip, verify, verify_receipt};
use mirqab_ledger::Verifier;
use mirqab_vocabulary::Language;
use serde_json::{Value, json};

/// Judges what one file, or the line of a receipt, says by itself. `key` is the log's key as the reader has it, or nothing.
///
/// `status` is the program's exit status, `answer` what it says with `--json`; `rows` are the particulars in both languages. Where the question
/// cannot be asked, there is no answer and `trouble` says why.
pub fn sheet(bytes: &[u8], key: &str) -> String {
    let key = Some(key.trim()).filter(|key| !key.is_empty());
    let read = key.map(Verifier::parse).transpose();
    let value = match read {
        Err(error) => trouble(&error.to_string(), "المفتاح ليس كما هو على الورق"),
        Ok(log) => match std::str::from_utf8(bytes).ok().filter(|text| is_slip(text) || is_receipt(bytes)) {
            Some(line) => receipt(line, log),
            None => bundle(bytes, key),
        },
    };
    value.to_string()
}

fn trouble(english: &str, arabic: &str) -> Value {
    json!({ "status": 2, "answer": null, "rows": [], "trouble": { "en": english, "ar": arabic } })
}

fn read(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

fn receipt(line: &str, log: Option<Verifier>) -> Value {
    let Some(log) = log else {
        let english = "The log's key does not stand in a receipt: give the one that you have on paper.";
        return trouble(english, "مفتاح السجل ليس في الإيصال: أعطِ المفتاح الذي لديك على ورق.");
    };
    let trust = Trust::new(log, Vec::new(), None);
    let said = match verify_receipt(line, &trust, None) {
        Ok(holds) => answer::receipt(&holds, &trust),
        Err(failure) => answer::log_failure(&failure),
    };
    json!({ "status": said.status, "answer": read(&said.json()), "rows": [] })
}

fn bundle(bytes: &[u8], key: Option<&str>) -> Value {
    match verify(bytes, key) {
        Err(failure) => json!({ "status": 1, "answer": read(&answer::failure_json(&failure)), "rows": [] }),
        Ok(holds) => {
            let (english, arabic) = (particulars(&holds, Language::English), particulars(&holds, Language::Arabic));
            let row = |((name, said), (name_ar, said_ar)): (_, (String, String))| {
                let (name, said): (String, String) = (name, said);
                json!({ "en": [name, said], "ar": [name_ar, said_ar] })
            };
            let rows: Vec<Value> = english.into_iter().zip(arabic).map(row).collect();
            json!({ "status": 0, "answer": read(&answer::holds_json(&holds, None, None)), "rows": rows })
        }
    }
}
