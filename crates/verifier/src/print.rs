//! The answer in words, in the language asked for; where none is, the verdict in both and the particulars in English. What the file says itself is
//! shown in plain ASCII.

use crate::words::code;
use crate::{Act, Failure, Holds, Remark, SignedReports, Step, Where, Why};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mirqab_domain::finding::{Aim, Version};
use mirqab_vocabulary::{Code, Language, Occurrence};
use std::fmt::Write as _;

/// Shown so that nothing from a file can move a terminal's cursor or turn the direction of text.
pub(crate) fn plain(text: &str) -> String {
    let shown = |c: char| c == ' ' || c.is_ascii_graphic();
    text.chars().map(|c| if shown(c) { c.to_string() } else { c.escape_default().to_string() }).collect()
}

/// The 32 bytes of a log's public key in hexadecimal, in sixteen groups of four digits: what two people read to each other. It is the whole
/// key, not a short digest of it, which somebody could find another key for.
pub fn key_in_groups(key: &str) -> Option<String> {
    let bytes = STANDARD.decode(key.splitn(3, '+').nth(2)?).ok()?;
    let (_, public) = bytes.split_first()?;
    let groups: Vec<String> =
        public.chunks(2).map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect()).collect();
    Some(groups.join(" "))
}

/// A line of the verdict, in the language asked for; in both, if none is.
pub(crate) fn head(language: Option<Language>, english: &str, arabic: &str) -> String {
    match language {
        None => format!("{english} / {arabic}\n"),
        Some(Language::English) => format!("{english}\n"),
        Some(Language::Arabic) => format!("{arabic}\n"),
    }
}

/// What is printed when a bundle does not hold, in the language asked for; in both, if none is.
pub fn failure_text(failure: &Failure, language: Option<Language>) -> String {
    let mut out = head(language, "DOES NOT HOLD", "غير صحيح");
    let other_key = matches!((&failure.at, &failure.why), (Where::Key, Why::OtherKey));
    let mut below = String::new();
    if language != Some(Language::Arabic) {
        line(&mut out, "where", &plain(&failure.at.to_string()));
        line(&mut out, "why", &plain(&failure.why.to_string()));
        below.push_str("Nothing else was looked at: by another key, everything in the file could be made up.\n");
    }
    if language != Some(Language::English) {
        line(&mut out, "الموضع", &failure.at.arabic());
        line(&mut out, "السبب", &failure.why.arabic());
        below.push_str("لم يُفحص شيء آخر: فبمفتاح آخر يمكن اختلاق كل ما في الملف.\n");
    }
    if other_key {
        out.push_str(&format!("\n{below}"));
    }
    out
}

/// What is printed when a bundle holds.
pub fn holds_text(holds: &Holds, asked: Option<Language>) -> String {
    let language = asked.unwrap_or(Language::English);
    let say = |english: &'static str, arabic: &'static str| pick(language, english, arabic);
    let mut out = head(asked, "HOLDS", "صحيح");
    out.push_str(&match holds.key_compared {
        true => head(asked, "KEY COMPARED", "تمت مقارنة المفتاح"),
        false => head(asked, "KEY NOT COMPARED YET", "لم تتم مقارنة المفتاح بعد"),
    });
    out.push('\n');
    for (name, value) in particulars(holds, language) {
        line(&mut out, &name, &value);
        if name == say("KEY IN HEX", "المفتاح بالأرقام") && !holds.key_compared {
            out.push_str(say(
                "  Compare it with the key that you received on paper, and give it with --key from then on.\n  \
                   Without that, this says only that some log holds together; a forger has a key too.\n",
                "  قارنه بالمفتاح الذي تسلّمته على ورق، وأعطه للبرنامج مع \u{2066}--key\u{2069} منذ الآن.\n  \
                   ودون ذلك لا يقول هذا إلا أن سجلاً ما متماسك؛ وللمزوّر مفتاح أيضاً.\n",
            ));
        }
    }
    out.push_str(say(
        "\nThis bundle proves what it holds. That no newer entry was left out, and that the log has no second\n\
         history, only the full log shows: compare with it (mirqab check). Who an account is, and the clock\n\
         by which entries were recorded, rest on the mission.\n",
        "\nتثبت هذه الحزمة ما فيها. أما أن قيداً أحدث لم يُترك، وأن السجل ليست له رواية ثانية، فلا يبيّنه إلا\n\
         السجل كله: قارن به. ومن هو صاحب الحساب، وبأي ساعة قُيّدت القيود، أمران مردّهما إلى البعثة.\n",
    ));
    out
}

pub(crate) fn pick(language: Language, english: &'static str, arabic: &'static str) -> &'static str {
    match language {
        Language::English => english,
        Language::Arabic => arabic,
    }
}

/// What a bundle that holds says, name by name, in one language.
pub(crate) fn particulars(holds: &Holds, language: Language) -> Vec<(String, String)> {
    let say = |english: &'static str, arabic: &'static str| pick(language, english, arabic);
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut row = |name: &str, value: String| rows.push((name.to_owned(), value));
    let checkpoint = &holds.checkpoint;
    row(say("KEY", "المفتاح"), plain(&holds.key));
    row(say("KEY IN HEX", "المفتاح بالأرقام"), key_in_groups(&holds.key).unwrap_or_default());
    for one in &holds.successions {
        let said = format!("{}{}: {}", one.old, say(", followed by", "، خلفه"), one.new);
        let said = if language == Language::English { plain(&said) } else { said };
        let after = format!("{}{}", say("; entries until then: ", "؛ عدد القيود حتى ذلك: "), one.size);
        row(say("KEY CHANGED", "تغيّر المفتاح"), said + &after);
    }
    row(say("log", "السجل"), plain(&checkpoint.origin));
    row(say("log entries", "قيود السجل"), checkpoint.size.to_string());
    row(say("log root", "جذر السجل"), checkpoint.root.to_string());
    for one in &holds.cosigned {
        // By the name that the witness gives itself: whether that is the witness, a policy says.
        let own = one.key.split('+').next().unwrap_or_default();
        row(say("COSIGNATURE", "توقيع شاهد"), plain(&format!("{own}, {}", crate::answer::at(one.time))));
    }
    row(say("finding", "الاستنتاج"), holds.finding.id.to_string());
    row(say("incident", "الحادث"), holds.finding.incident.to_string());
    row(say("handling", "المرحلة"), code(language, "handling", holds.finding.handling().code()));
    if let Some(version) = holds.conclusion() {
        conclusion(&mut row, version, holds.finding.versions.len(), language);
    }
    for act in &holds.acts {
        row(step(act, language), person(act, language));
    }
    row(
        say("entries", "القيود"),
        format!("{}{}", holds.entries, say(", each in the log; every rule kept", "، كلها في السجل؛ ورُوعيت كل قاعدة")),
    );
    if let Some(at) = holds.newest_entry_at {
        row(say("newest entry", "أحدث قيد فيها"), at.to_string());
    }
    for one in &holds.anchored {
        row(say("stamped", "الختم الزمني"), one.said(language));
    }
    let withdrawn = holds.case.reports.iter().filter(|report| report.withdrawn).count();
    row(
        say("reports", "البلاغات"),
        format!(
            "{}{}{withdrawn}{}{}",
            holds.case.reports.len(),
            say(", of which withdrawn: ", "، المسحوب منها: "),
            say("; independent origins: ", "؛ المصادر الأصلية المستقلة: "),
            holds.report_origins
        ),
    );
    for count in &holds.signed {
        signed(&mut row, count, language);
    }
    row(
        say("evidence", "الأدلة"),
        format!(
            "{}{}",
            say("independent origins that can carry a conclusion: ", "مصادر أصلية مستقلة يُبنى عليها استنتاج: "),
            holds.evidence_origins
        ),
    );
    row(
        say("withheld", "المحجوب"),
        format!("{}{}", holds.withheld, say(" payloads, bound by the log and not shown", " محتويات مختومة غير معروضة")),
    );
    if holds.erased > 0 {
        let gone = say(
            " payloads, gone for good; the log still binds that they were there",
            " محتويات أُزيلت نهائياً؛ ولا يزال السجل يثبت أنها كانت فيه",
        );
        row(say("erased", "الممحو"), format!("{}{gone}", holds.erased));
    }
    let reports = holds.case.reports.iter().flat_map(|report| {
        let of = format!("{}{}", say(" of report ", " من البلاغ "), report.id);
        report.protection.tombstones.iter().map(move |one| (of.clone(), one))
    });
    let evidence = holds
        .evidence_erased
        .iter()
        .map(|(number, one)| (format!("{}{number}", say(" of item of evidence ", " من الدليل رقم ")), one));
    for (of, tombstone) in reports.chain(evidence) {
        let parts = tombstone.parts.iter().map(|part| code(language, "erased-part", part.code()));
        let (parts, ground) = (parts.collect::<Vec<_>>(), code(language, "ground", tombstone.ground.code()));
        let (by, at) = (tombstone.decided_by, tombstone.at);
        let (decided, comma) = (say(", decided by ", "، بقرار "), say(", ", "، "));
        row(say("ERASED", "مُحي"), format!("{}{of}: {ground}{decided}{by}{comma}{at}", parts.join(comma)));
    }
    for remark in &holds.remarks {
        row(say("REMARK", "ملاحظة"), remark_text(remark, language));
    }
    rows
}

/// How many reports of one sender carry that sender's own signature, with the keys, which the sender compares.
fn signed(row: &mut impl FnMut(&str, String), count: &SignedReports, language: Language) {
    let SignedReports { party, reports, signed, keys } = count;
    let said = match (party, language) {
        (Some(party), Language::English) => {
            format!("{signed} of {reports} reports of {party} carry {party}'s own signature")
        }
        (Some(party), Language::Arabic) => {
            format!("يحمل {signed} من {reports} من بلاغات \u{2066}{party}\u{2069} توقيع \u{2066}{party}\u{2069} نفسه")
        }
        (None, Language::English) => {
            format!("{signed} of {reports} reports of no party carry their sender's own signature")
        }
        (None, Language::Arabic) => format!("يحمل {signed} من {reports} من بلاغات غير الأطراف توقيع مُرسِلها"),
    };
    row(pick(language, "signed", "الموقَّع"), said);
    for key in keys {
        row(pick(language, "signing key", "مفتاح التوقيع"), key.as_str().to_owned());
    }
}

fn conclusion(row: &mut impl FnMut(&str, String), version: &Version, versions: usize, language: Language) {
    let say = |english: &'static str, arabic: &'static str| pick(language, english, arabic);
    let said = |of: &str, one: &str| code(language, of, one);
    let axes = &version.proposal.axes;
    let aim = match version.proposal.aim {
        Aim::Conclude => "conclude",
        Aim::Correct => "correct",
        Aim::Retract => "retract",
    };
    let of = format!("{}{}{versions}", version.number, say(" of ", " من "));
    row(say("version", "الصيغة"), format!("{of}: {}", said("aim", aim)));
    let denied = match &axes.occurrence {
        Occurrence::UnableToVerify { reason, denied_by } => {
            let party = denied_by.as_ref().map(|party| format!(": {party}")).unwrap_or_default();
            format!(" ({}{party})", said("unable", reason.code()))
        }
        _ => String::new(),
    };
    row(say("occurrence", "الوقوع"), format!("{}{denied}", said("occurrence", axes.occurrence.code())));
    let article = axes.classification.article().map(|key| format!(" ({})", plain(key))).unwrap_or_default();
    row(say("classification", "التصنيف"), format!("{}{article}", said("classification", axes.classification.code())));
    let party = axes.attribution.party().map(|party| format!(": {party}")).unwrap_or_default();
    let reached = axes.attribution.standard().map(|reached| format!(" ({})", said("standard", reached.code())));
    let attribution = said("attribution", axes.attribution.code());
    row(say("attribution", "النسبة"), format!("{attribution}{party}{}", reached.unwrap_or_default()));
    row(say("gravity", "الجسامة"), said("gravity", axes.gravity.code()));
    row(say("standard", "المعيار"), said("standard", version.proposal.standard.code()));
    if let Some(at) = version.published_at {
        row(say("published", "نُشر"), at.to_string());
    }
}

fn step(act: &Act, language: Language) -> &'static str {
    let (english, arabic) = match act.step {
        Step::Proposed => ("proposed by", "اقترحه"),
        Step::Agreed => ("agreed by", "وافق عليه"),
        Step::Dissented => ("DISSENT of", "خالفه"),
        Step::SentBack => ("sent back by", "أعاده"),
        Step::Decided => ("decided by", "قرّره"),
    };
    pick(language, english, arabic)
}

fn person(act: &Act, language: Language) -> String {
    let (who, role) = (&act.by.account, code(language, "role", act.by.role.code()));
    match language {
        Language::English => format!("{who} ({role}), {}, version {}", act.at, act.version),
        // Between isolates, so that figures and Latin letters keep their order inside the Arabic line.
        Language::Arabic => {
            format!("{role} \u{2066}{who}\u{2069}، \u{2066}{}\u{2069}، الصيغة {}", act.at, act.version)
        }
    }
}

fn remark_text(remark: &Remark, language: Language) -> String {
    match (remark, language) {
        (Remark::ClockWentBack { position }, Language::English) => {
            format!("the entry at position {position} was recorded at an earlier time than one before it")
        }
        (Remark::ClockWentBack { position }, Language::Arabic) => {
            format!("وقت تقييد القيد في الموضع {position} أسبق من وقت قيد قبله")
        }
        (Remark::ReportAbsent { id }, Language::English) => {
            format!("the report {} is named but is not in the bundle", plain(id))
        }
        (Remark::ReportAbsent { id }, Language::Arabic) => format!("البلاغ {} مذكور وليس في الحزمة", plain(id)),
    }
}

pub(crate) fn line(out: &mut String, name: &str, value: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{name:<15} {value}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_cannot_speak_to_the_terminal() {
        assert_eq!(plain("a.1"), "a.1");
        assert_eq!(plain("\u{1b}[2J\u{202e}x\n"), "\\u{1b}[2J\\u{202e}x\\n");
    }

    #[test]
    fn a_key_is_shown_whole() {
        let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let groups = key_in_groups(key).unwrap();
        assert_eq!((groups.len(), groups.split(' ').count()), (79, 16));
        assert!(groups.starts_with("1a5c d907"));
        assert_eq!(key_in_groups("no key"), None);
    }
}
