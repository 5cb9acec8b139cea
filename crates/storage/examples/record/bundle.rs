//! A bundle of a thousand entries: one incident of the demonstration that nearly five hundred reports tell of, each linked by itself.

use super::{Real, draft};
use mirqab_app::{Action, App, Audience};
use mirqab_domain::finding::{Aim, Axes, Event as Finding, Proposal, Vote};
use mirqab_domain::verification::Event as Verification;
use mirqab_domain::{Event, Room, Subject, incident, procedure};
use mirqab_storage::Folder;
use mirqab_vocabulary::{
    Attribution, Bilingual, Classification, FindingId, Gravity, IncidentId, Occurrence, Passage, StandardOfProof,
    ViolationKind,
};
use std::path::Path;
use std::sync::Arc;

const ENTRIES: usize = 1_000;
/// Beside reports and links: the agreement, the way to the conclusion.
const REPORTS: u64 = 480;

fn text(text: &str) -> anyhow::Result<Bilingual> {
    Ok(Bilingual { ar: Passage::parse(text)?, en: Passage::parse(text)? })
}

fn about(room: Room, id: IncidentId) -> Subject {
    Subject { room, id: id.to_string() }
}

pub fn run(demonstration: &Path, file: &Path) -> anyhow::Result<()> {
    let folder = Folder::open(demonstration)?;
    let real = Arc::new(Real { behind_s: folder.settings.clock_behind_s });
    let app = App::new(folder.store.clone(), folder.store.clone(), real, folder.settings.clone(), &folder.key);
    let (id, reports) = opened(&app)?;
    published(&app, id, &reports)?;
    let finding = FindingId::parse(id.as_str())?;
    let actor = actor(&app, "head")?;
    let mut bytes = app.bundle_for(&actor, finding, &Audience::Court)?;
    let mut entries = count(&bytes)?;
    // The rest of the thousand: reports that are linked after the publication, as they come.
    let mut next = REPORTS;
    while entries + 2 <= ENTRIES {
        for _ in 0..(ENTRIES - entries) / 2 {
            linked(&app, id, next)?;
            next += 1;
        }
        bytes = app.bundle_for(&actor, finding, &Audience::Court)?;
        entries = count(&bytes)?;
    }
    std::fs::write(file, &bytes)?;
    println!("entries {entries}\nkilobytes {}\nkey {}", bytes.len() / 1000, folder.key);
    Ok(())
}

fn count(bytes: &[u8]) -> anyhow::Result<usize> {
    Ok(mirqab_record::bundle::Bundle::parse(bytes)?.entries.len())
}

fn actor(app: &App, name: &str) -> anyhow::Result<mirqab_app::Actor> {
    let known = app.accounts().credentials(name)?;
    Ok(known.ok_or_else(|| anyhow::anyhow!("no account {name}"))?.account.actor())
}

fn linked(app: &App, id: IncidentId, number: u64) -> anyhow::Result<()> {
    let (report, draft) = (actor(app, "duty")?, draft(number)?);
    let reason = Passage::parse("made for measuring")?;
    app.write(&report, Action::Group, |work| {
        let (report, _) = work.submit(draft.clone())?;
        work.record(&about(Room::Incident, id), incident::Event::Linked { report, reason: reason.clone() })?;
        Ok(())
    })?;
    Ok(())
}

fn opened(app: &App) -> anyhow::Result<(IncidentId, Vec<mirqab_vocabulary::ReportId>)> {
    let duty = actor(app, "duty")?;
    let drafts = (0..REPORTS).map(draft).collect::<anyhow::Result<Vec<_>>>()?;
    let (title, reason) = (text("made for measuring")?, Passage::parse("made for measuring")?);
    Ok(app.write(&duty, Action::Group, |work| {
        let mut reports = Vec::new();
        for draft in &drafts {
            reports.push(work.submit(draft.clone())?.0);
        }
        let id = work.open_incident(&reports[..1], ViolationKind::Shelling, &title, None)?;
        for report in &reports[1..] {
            let event = incident::Event::Linked { report: *report, reason: reason.clone() };
            work.record(&about(Room::Incident, id), event)?;
        }
        let due = work.now().plus_s(7 * 86_400);
        work.record(&about(Room::Verification, id), Verification::Opened { due })?;
        Ok((id, reports))
    })?)
}

/// Leads the case to a published finding under the demonstration's procedure, each step by whose it is.
fn published(app: &App, id: IncidentId, reports: &[mirqab_vocabulary::ReportId]) -> anyhow::Result<()> {
    let reason = Passage::parse("made for measuring")?;
    let now = app.surroundings().now();
    let held = app.read(|reader| {
        let case = procedure::case(&mut mirqab_app::work::Seen(reader), id)?;
        Ok(case.map(|case| mirqab_app::procedure::holds(reader, &case, now)).transpose()?.flatten())
    })?;
    let proposal = Box::new(Proposal {
        incident: id,
        aim: Aim::Conclude,
        axes: Axes {
            occurrence: Occurrence::Corroborated,
            classification: Classification::Undecided,
            attribution: Attribution::Unattributed,
            gravity: Gravity::NotAssessed,
        },
        standard: StandardOfProof::ReasonableGrounds,
        reports: reports.to_vec(),
        statement: text("made for measuring")?,
        reason: reason.clone(),
        procedure: held.map(Box::new),
        unit: None,
    });
    let (verification, finding) = (about(Room::Verification, id), about(Room::Finding, id));
    let record = |name: &str, subject: &Subject, event: Event| -> anyhow::Result<()> {
        app.record(&actor(app, name)?, subject, &event).map_err(|error| anyhow::anyhow!("{name}: {error:?}"))?;
        Ok(())
    };
    record("verifier1", &verification, Verification::Claimed { until: now.plus_s(86_400) }.into())?;
    let occurrence = Occurrence::Corroborated;
    let assessed = Verification::Assessed { occurrence, reason: reason.clone(), restriction: None };
    record("verifier1", &verification, assessed.into())?;
    record("verifier1", &finding, Finding::Proposed { proposal }.into())?;
    record("reviewer1", &finding, Finding::Reviewed { agrees: true, reason: reason.clone() }.into())?;
    let body = || "commission".to_owned();
    for name in ["reviewer2", "liaison-gna", "liaison-lna"] {
        record(name, &finding, Finding::Voted { body: body(), vote: Vote::For, opinion: None }.into())?;
    }
    record("duty", &finding, Finding::BodyDecided { body: body(), endorsed: true, minutes: reason }.into())?;
    record("head", &finding, Finding::Decided { note: None }.into())?;
    record("head", &finding, Finding::Published {}.into())
}
