//! The answer in words: the verdict in English and in Arabic, the particulars in English and plain ASCII.

use crate::{Act, Failure, Holds, Remark, Step, Where, Why};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mirqab_domain::finding::{Aim, Version};
use mirqab_vocabulary::{Code, Occurrence};
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

/// What is printed when a bundle does not hold.
pub fn failure_text(failure: &Failure) -> String {
    let mut out = String::from("DOES NOT HOLD / غير صحيح\n");
    line(&mut out, "where", &plain(&failure.at.to_string()));
    line(&mut out, "why", &plain(&failure.why.to_string()));
    if let (Where::Key, Why::OtherKey) = (&failure.at, &failure.why) {
        out.push_str("\nNothing else was looked at: by another key, everything in the file could be made up.\n");
    }
    out
}

/// What is printed when a bundle holds.
pub fn holds_text(holds: &Holds) -> String {
    let mut out = String::from("HOLDS / صحيح\n");
    if holds.key_compared {
        out.push_str("KEY COMPARED / تمت مقارنة المفتاح\n\n");
    } else {
        out.push_str("KEY NOT COMPARED YET / لم تتم مقارنة المفتاح بعد\n\n");
    }
    line(&mut out, "KEY", &plain(&holds.key));
    line(&mut out, "KEY IN HEX", &key_in_groups(&holds.key).unwrap_or_default());
    if !holds.key_compared {
        out.push_str("  Compare it with the key that you received on paper, and give it with --key from then on.\n");
        out.push_str("  Without that, this says only that some log holds together; a forger has a key too.\n");
    }
    let checkpoint = &holds.checkpoint;
    line(&mut out, "log", &plain(&checkpoint.origin));
    line(&mut out, "checkpoint", &format!("{} entries, root {}", checkpoint.size, checkpoint.root));
    out.push('\n');
    line(&mut out, "finding", holds.finding.id.as_str());
    line(&mut out, "incident", holds.finding.incident.as_str());
    line(&mut out, "handling", holds.finding.handling().code());
    if let Some(version) = holds.conclusion() {
        conclusion(&mut out, version, holds.finding.versions.len());
    }
    for act in &holds.acts {
        line(&mut out, step(act), &person(act));
    }
    out.push('\n');
    line(&mut out, "entries", &format!("{}, each in the log; every rule kept", holds.entries));
    let withdrawn = holds.case.reports.iter().filter(|report| report.withdrawn).count();
    line(
        &mut out,
        "reports",
        &format!(
            "{}, of which withdrawn: {withdrawn}; independent origins: {}",
            holds.case.reports.len(),
            holds.report_origins
        ),
    );
    line(&mut out, "evidence", &format!("independent origins that can carry a conclusion: {}", holds.evidence_origins));
    line(&mut out, "withheld", &format!("{} payloads, bound by the log and not shown", holds.withheld));
    if holds.erased > 0 {
        line(
            &mut out,
            "erased",
            &format!("{} payloads, gone for good; the log still binds that they were there", holds.erased),
        );
    }
    for report in &holds.case.reports {
        for tombstone in &report.tombstones {
            let parts: Vec<&str> = tombstone.parts.iter().map(|part| part.code()).collect();
            let (ground, by, at) = (tombstone.ground.code(), tombstone.decided_by, tombstone.at);
            line(
                &mut out,
                "ERASED",
                &format!("{} of report {}: {ground}, decided by {by}, {at}", parts.join(", "), report.id),
            );
        }
    }
    for remark in &holds.remarks {
        line(&mut out, "REMARK", &remark_text(remark));
    }
    out.push_str(
        "\nThis bundle proves what it holds. That no newer entry was left out, and that the log has no second\n\
         history, only the full log shows: compare with it (mirqab check). Who an account is, and the clock\n\
         by which entries were recorded, rest on the mission.\n",
    );
    out
}

fn conclusion(out: &mut String, version: &Version, versions: usize) {
    let axes = &version.proposal.axes;
    let aim = match version.proposal.aim {
        Aim::Conclude => "conclusion",
        Aim::Correct => "correction",
        Aim::Retract => "retraction",
    };
    line(out, "version", &format!("{} of {versions}, a {aim}", version.number));
    let denied = match &axes.occurrence {
        Occurrence::UnableToVerify { reason, denied_by } => {
            let party = denied_by.as_ref().map(|party| format!(", denied by {party}")).unwrap_or_default();
            format!(" ({}{party})", reason.code())
        }
        _ => String::new(),
    };
    line(out, "occurrence", &format!("{}{denied}", axes.occurrence.code()));
    let article = axes.classification.article().map(|key| format!(" (article {})", plain(key))).unwrap_or_default();
    line(out, "classification", &format!("{}{article}", axes.classification.code()));
    let party = axes.attribution.party().map(|party| format!(" {party}")).unwrap_or_default();
    let standard = axes.attribution.standard().map(|reached| format!(" ({})", reached.code())).unwrap_or_default();
    line(out, "attribution", &format!("{}{party}{standard}", axes.attribution.code()));
    line(out, "gravity", axes.gravity.code());
    line(out, "standard", version.proposal.standard.code());
    if let Some(at) = version.published_at {
        line(out, "published", &at.to_string());
    }
}

fn step(act: &Act) -> &'static str {
    match act.step {
        Step::Proposed => "proposed by",
        Step::Agreed => "agreed by",
        Step::Dissented => "DISSENT of",
        Step::SentBack => "sent back by",
        Step::Decided => "decided by",
    }
}

fn person(act: &Act) -> String {
    format!("{} ({}), {}, version {}", act.by.account, act.by.role.code(), act.at, act.version)
}

fn remark_text(remark: &Remark) -> String {
    match remark {
        Remark::ClockWentBack { position } => {
            format!("the entry at position {position} was recorded at an earlier time than one before it")
        }
        Remark::ReportAbsent { id } => format!("the report {} is named but is not in the bundle", plain(id)),
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
