//! The answer as one JSON value for the page of the checker: what the program says with `--json`, and the same in words in both languages.

use crate::answer::{Answer, witnessed_rows};
use crate::arabic::Arabic;
use crate::print::particulars;
use crate::{Fresh, Trust, answer, is_receipt, is_slip, verify_receipt, verify_under};
use mirqab_ledger::{Policy, StampRoots, Succession, Verifier};
use mirqab_vocabulary::Language;
use serde_json::{Value, json};

/// What the reader has beside the file, as it stands in the page: texts, each empty if there is none.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The log's key.
    pub key: String,
    /// Who must have cosigned (C2SP tlog-policy).
    pub policy: String,
    /// Notes by which the log's key was followed by another, one after the other.
    pub successions: String,
    /// Certificates (PEM) of authorities for time stamps.
    pub stamp_roots: String,
    /// How old cosignatures may be, such as `48h`.
    pub most_age: String,
    /// The time now, in seconds since 1970: here is no clock.
    pub now: String,
}

/// What the reader has, once it can be read.
struct Asked {
    log: Option<Verifier>,
    policy: Option<Policy>,
    successions: Vec<Succession>,
    stamp_roots: Option<StampRoots>,
    fresh: Option<Fresh>,
}

/// Such as `48h`, in seconds.
pub fn age(text: &str) -> Option<u64> {
    let unit = match text.chars().last()? {
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return None,
    };
    let number = text[..text.len() - 1].parse::<u32>().ok()?;
    Some(u64::from(number) * unit)
}

/// Why the question cannot be asked, in English and in Arabic.
type Trouble = (String, String);

fn trouble(english: &str, arabic: &str) -> Trouble {
    (english.to_owned(), arabic.to_owned())
}

fn of(what: (&str, &str), why: &(impl Arabic + ToString)) -> Trouble {
    (format!("{}: {}", what.0, why.to_string()), format!("{}: {}", what.1, why.arabic()))
}

impl Beside {
    fn read(&self) -> Result<Asked, Trouble> {
        let given = |text: &'_ str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let key = given(&self.key).map(|key| Verifier::parse(&key)).transpose();
        let key = key.map_err(|error| of(("the key", "المفتاح"), &error))?;
        let policy = given(&self.policy).map(|_| Policy::parse(&self.policy)).transpose();
        let policy = policy.map_err(|error| of(("the policy", "وثيقة الشهود"), &error))?;
        let roots = given(&self.stamp_roots).map(|_| StampRoots::parse(&self.stamp_roots)).transpose();
        let stamp_roots = roots.map_err(|error| of(("the certificates", "الشهادات"), &error))?;
        let mut successions = Vec::new();
        for note in notes(&self.successions) {
            let read = Succession::open(&note);
            successions.push(read.map_err(|error| of(("the change of the log's key", "تغيير مفتاح السجل"), &error))?);
        }
        let wrong = || trouble("the age is a number with m, h or d behind it", "المدة عدد بعده m أو h أو d");
        let most_s = given(&self.most_age).map(|text| age(&text).ok_or_else(wrong)).transpose()?;
        if most_s.is_some() && policy.is_none() {
            let english = "whose cosignatures are to be of that age? give a policy";
            return Err(trouble(english, "توقيعات من يجب أن تكون بهذا العمر؟ أعطِ وثيقة الشهود"));
        }
        let log = key.or_else(|| match policy.as_ref().map(|policy| policy.logs.as_slice()) {
            Some([log]) => Some(log.clone()),
            _ => None,
        });
        let fresh = self.now.trim().parse().ok().map(|now| Fresh { now, most_s });
        if most_s.is_some() && fresh.is_none() {
            return Err(trouble("without a clock nobody can say what is old", "لا يُعرف ما القديم دون ساعة"));
        }
        Ok(Asked { log, policy, successions, stamp_roots, fresh })
    }
}

/// Notes that stand one after the other, as they were dropped or put in.
fn notes(text: &str) -> Vec<String> {
    let first = "mirqab-log-succession/";
    let text = text.replace("\r\n", "\n");
    let mut all: Vec<String> = Vec::new();
    for line in text.trim().split_inclusive('\n') {
        match all.last_mut() {
            Some(note) if !line.starts_with(first) => note.push_str(line),
            _ => all.push(line.to_owned()),
        }
    }
    // Each ends in one line end, whatever stood between them.
    all.iter().map(|note| format!("{}\n", note.trim_end())).collect()
}

/// Judges what one file, or the line of a receipt, says by itself.
///
/// `status` is the program's exit status, `answer` what it says with `--json`; `rows` are the particulars in both languages. Where the question
/// cannot be asked, there is no answer and `trouble` says why.
pub fn sheet(bytes: &[u8], beside: &Beside) -> String {
    let value = beside.read().and_then(|asked| {
        match std::str::from_utf8(bytes).ok().filter(|text| is_slip(text) || is_receipt(bytes)) {
            Some(line) => receipt(line, asked),
            None => bundle(bytes, asked),
        }
    });
    let refused = |(english, arabic): Trouble| json!({ "status": 2, "answer": null, "rows": [], "trouble": { "en": english, "ar": arabic } });
    value.unwrap_or_else(refused).to_string()
}

fn read(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

fn said(answer: &Answer, rows: Vec<Value>) -> Value {
    json!({ "status": answer.status, "answer": read(&answer.json()), "rows": rows })
}

type Rows = Vec<(String, String)>;

/// The same rows in both languages.
fn rows(of: impl Fn(Language) -> Rows) -> Vec<Value> {
    let row = |((name, said), (name_ar, said_ar))| json!({ "en": [name, said], "ar": [name_ar, said_ar] });
    of(Language::English).into_iter().zip(of(Language::Arabic)).map(row).collect()
}

fn trust(log: Verifier, asked: &Asked, more: &[Succession]) -> Trust {
    let trust = Trust::new(log, Vec::new(), asked.policy.clone());
    let trust = trust.with_successions(&asked.successions).with_successions(more);
    match asked.fresh {
        Some(fresh) => trust.with_clock(fresh),
        None => trust,
    }
}

fn receipt(line: &str, asked: Asked) -> Result<Value, Trouble> {
    let Some(log) = asked.log.clone() else {
        let english = "The log's key does not stand in a receipt: give the one that you have on paper.";
        return Err(trouble(english, "مفتاح السجل ليس في الإيصال: أعطِ المفتاح الذي لديك على ورق."));
    };
    if asked.stamp_roots.is_some() {
        let english = "A receipt carries no time stamp: take the certificates away.";
        return Err(trouble(english, "ليس في الإيصال ختم زمني: احذف الشهادات."));
    }
    let trust = trust(log, &asked, &[]);
    Ok(match verify_receipt(line, &trust, None) {
        Ok(holds) => said(&answer::receipt(&holds, &trust), Vec::new()),
        Err(failure) => said(&answer::log_failure(&failure), Vec::new()),
    })
}

fn bundle(bytes: &[u8], asked: Asked) -> Result<Value, Trouble> {
    if asked.policy.is_some() && asked.log.is_none() {
        let english = "the policy names no log: give the log's key that you have on paper";
        return Err(trouble(english, "وثيقة الشهود لا تذكر سجلاً: أعطِ مفتاح السجل الذي لديك على ورق"));
    }
    let (key, roots) = (asked.log.as_ref().map(ToString::to_string), asked.stamp_roots.clone().unwrap_or_default());
    let holds = match verify_under(bytes, key.as_deref(), &asked.successions, &roots) {
        Err(failure) => {
            return Ok(json!({ "status": 1, "answer": read(&answer::failure_json(&failure)), "rows": [] }));
        }
        Ok(holds) => holds,
    };
    let (mut found, all) = (None, rows(|language| particulars(&holds, language)));
    if let (Some(log), Some(_)) = (&asked.log, &asked.policy) {
        let witnessed = match trust(log.clone(), &asked, &holds.successions).witnessed(&holds.note) {
            Err(failure) => return Ok(said(&answer::log_failure(&failure), Vec::new())),
            Ok(witnessed) => witnessed,
        };
        let of_witnesses = rows(|language| witnessed_rows(&witnessed, language));
        if let Some(why) = &witnessed.lacking {
            return Ok(said(&answer::not_witnessed(&witnessed, why), of_witnesses));
        }
        found = Some((witnessed, of_witnesses));
    }
    let answer = read(&answer::holds_json(&holds, None, found.as_ref().map(|(witnessed, _)| witnessed)));
    let all = [found.map(|(_, rows)| rows).unwrap_or_default(), all].concat();
    Ok(json!({ "status": 0, "answer": answer, "rows": all }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_told_apart_however_they_were_put_in() {
        let one = "mirqab-log-succession/1\na\n\n— a x\n";
        for text in
            [format!("{one}{one}"), format!("\n {one}\n\n{one}\n\n"), format!("{one}{one}").replace('\n', "\r\n")]
        {
            assert_eq!(notes(&text), [one, one], "{text:?}");
        }
        assert!(notes(" \n").is_empty() && notes("what").len() == 1);
    }

    #[test]
    fn what_cannot_be_read_is_told_in_both_languages() {
        let asked = |beside: Beside| serde_json::from_str::<Value>(&sheet(b"{}", &beside)).unwrap();
        let none = Beside::default;
        for (beside, english) in [
            (Beside { key: "no key".into(), ..none() }, "the key: "),
            (Beside { policy: "what".into(), ..none() }, "the policy: line 1: "),
            (Beside { policy: "quorum none".into(), ..none() }, "the policy names no log"),
            (Beside { successions: "what".into(), ..none() }, "the change of the log's key: "),
            (Beside { stamp_roots: "what".into(), ..none() }, "the certificates: "),
            (Beside { most_age: "2 days".into(), ..none() }, "the age is a number"),
            (Beside { most_age: "2d".into(), ..none() }, "whose cosignatures"),
        ] {
            let said = asked(beside);
            assert!(said["trouble"]["en"].as_str().unwrap().starts_with(english), "{said}");
            assert!(!said["trouble"]["ar"].as_str().unwrap().contains("the "), "{said}");
        }
        assert_eq!(asked(none())["status"], 1);
    }
}
