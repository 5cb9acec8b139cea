//! Agreement: what binds whom, and which articles an incident meets.

mod cel;
mod check;
mod file;
#[cfg(test)]
#[path = "agreement/reading_tests.rs"]
mod reading_tests;
#[cfg(test)]
mod shipped;

pub use check::{Checked, LARGEST, Remark, Shown, check_bytes, check_terms, check_text, tests};

use crate::access::{Action, Actor};
use crate::work::{App, Seen};
use crate::{AppError, Reader};
use mirqab_domain::agreement::{
    Act, Agreement, Answer, Article, Circumstances, Event, Outcome, Reanswered, Reexamination, Signature, State, Tests,
    Trial, holds,
};
use mirqab_domain::commitment;
use mirqab_domain::procedure::{self, Case};
use mirqab_domain::{Room, Subject};
use mirqab_vocabulary::{
    AgreementId, Coordinates, IncidentId, Instant, LocalDay, PartyCode, Passage, ViolationKind, WeaponClass, ZoneName,
};

/// The subject of an agreement.
pub fn subject(id: AgreementId) -> Subject {
    Subject { room: Room::Agreement, id: id.to_string() }
}

/// All agreements, in the order in which they were adopted.
pub fn all(reader: &dyn Reader) -> anyhow::Result<Vec<State>> {
    let states = reader.states(Room::Agreement)?;
    Ok(states.into_iter().filter_map(|state| procedure::as_agreement(Some(state))).collect())
}

/// The parties of all agreements with their names, in the order in which agreements name them.
pub fn parties(agreements: &[State]) -> Vec<mirqab_domain::agreement::Party> {
    let mut parties: Vec<mirqab_domain::agreement::Party> = Vec::new();
    for party in agreements.iter().flat_map(|state| &state.agreement.parties) {
        if !parties.iter().any(|known| known.code == party.code) {
            parties.push(party.clone());
        }
    }
    parties
}

/// What is asked of the agreements: a day, and what is known of an act.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Where, within how many metres.
    pub at: Option<(Coordinates, u32)>,
    /// What; each article is asked for the first of its own acts if none is given.
    pub kind: Option<ViolationKind>,
    /// With what; each article is asked for the first of its own weapons if nothing is given.
    pub weapon: Option<WeaponClass>,
    /// Of which calibre.
    pub calibre_mm: Option<u16>,
    /// By whom.
    pub actor: Option<String>,
    /// Under which circumstances.
    pub circumstances: Circumstances,
}

/// One agreement, as it stands on a day at a place.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The agreement.
    pub state: State,
    /// Whether it is in force at some time of that day.
    pub in_force: bool,
    /// Where each party stands towards its signature, at the end of that day.
    pub signatures: Vec<(PartyCode, Option<Signature>)>,
    /// From when the text holds that holds on that day; nothing for the first.
    pub text_since: Option<Instant>,
    /// Each article that holds, with what it says, or nothing for one that no act can meet.
    pub articles: Vec<(Article, Option<Answer>)>,
}

/// What binds whom on this day at this place.
pub fn binding(reader: &dyn Reader, zone: &ZoneName, day: LocalDay, asked: &Asked) -> Result<Vec<Binding>, AppError> {
    let during = zone.interval_of(day).map_err(anyhow::Error::from)?;
    let bind = |state: State| {
        let in_force = state.in_force(during.from()) || state.in_force(during.to());
        let parties = state.agreement.parties.iter();
        let signatures =
            parties.map(|party| (party.code.clone(), state.signature(&party.code, during.to()).cloned())).collect();
        let text = state.text_at(during.to());
        let tests = tests(text);
        let articles = text.articles.iter().enumerate();
        let articles = articles
            .filter(|(_, article)| holds(article, during.from()) || holds(article, during.to()))
            .map(|(index, article)| {
                let act = Act {
                    kind: asked.kind.or(article.acts.first().copied()),
                    weapon: asked.weapon.or(article.weapons.first().copied()).unwrap_or(WeaponClass::Unknown),
                    calibre_mm: asked.calibre_mm,
                    actor: asked.actor.clone(),
                    occurred: during,
                    day,
                    at: asked.at,
                    circumstances: asked.circumstances,
                };
                (article.clone(), Trial::new(&state, text, &tests, &act).answer(index))
            })
            .collect();
        let text_since = state.text_since(during.to()).map(|(_, amendment)| amendment.holds_from);
        Binding { in_force, signatures, text_since, articles, state }
    };
    Ok(all(reader)?.into_iter().map(bind).collect())
}

/// What one article says of an incident.
#[derive(Clone, Debug)]
pub struct Met {
    /// The agreement, as it stands now.
    pub state: State,
    /// The article, in the text that held when it happened.
    pub article: Article,
    /// What it says.
    pub answer: Answer,
    /// From when that text holds, and when it was recorded; nothing for the first text.
    pub text_since: Option<(Instant, Instant)>,
}

/// What is known of an incident as an act. Whom reports accuse is not knowledge of who it was.
pub fn act_of(zone: &ZoneName, case: &Case, area: Option<(Coordinates, u32)>) -> Option<Act> {
    let occurred = case.occurred()?;
    let weapon = weapon(case);
    Some(Act {
        kind: Some(case.incident.kind),
        weapon,
        calibre_mm: if weapon == WeaponClass::Unknown { None } else { calibre(case) },
        actor: None,
        occurred,
        day: zone.day_of(occurred.from()),
        at: area,
        circumstances: Circumstances::default(),
    })
}

/// What each article in force then says of an incident, under the text that held then.
pub fn articles_met(
    reader: &dyn Reader,
    zone: &ZoneName,
    case: &Case,
    area: Option<(Coordinates, u32)>,
) -> anyhow::Result<Vec<Met>> {
    let Some(mut act) = act_of(zone, case, area) else { return Ok(Vec::new()) };
    let notices = crate::commitment::register(reader)?.notices;
    let seen = commitment::Seen { kind: case.incident.kind, occurred: act.occurred, at: area };
    let mut met = Vec::new();
    for state in all(reader)? {
        act.circumstances.notified = crate::commitment::notified(&notices, state.id, &seen);
        if !state.in_force(act.occurred.from()) && !state.in_force(act.occurred.to()) {
            continue;
        }
        let text = state.text_at(act.occurred.from());
        let tests = tests(text);
        let since = state.text_since(act.occurred.from());
        let text_since = since.map(|(recorded, amendment)| (amendment.holds_from, *recorded));
        for (article, answer) in answers(&state, text, &tests, &act) {
            met.push(Met { state: state.clone(), article: article.clone(), answer, text_since });
        }
    }
    Ok(met)
}

/// What each article of a text says that holds at the time and that an act can meet.
pub fn answers<'a>(state: &State, text: &'a Agreement, tests: &Tests, act: &Act) -> Vec<(&'a Article, Answer)> {
    let trial = Trial::new(state, text, tests, act);
    let articles = text.articles.iter().enumerate();
    articles
        .filter(|(_, article)| holds(article, act.occurred.from()) || holds(article, act.occurred.to()))
        .filter_map(|(index, article)| Some((article, trial.answer(index)?)))
        .collect()
}

/// Which articles would answer otherwise under another text: the words before and under it.
fn differing(state: &State, act: &Act, text_of: Instant) -> Vec<Reanswered> {
    let (then, other) = (state.text_at(act.occurred.from()), state.text_at(text_of));
    let before: Vec<(String, Outcome)> = answers(state, then, &tests(then), act)
        .into_iter()
        .map(|(article, answer)| (article.key.clone(), answer.outcome))
        .collect();
    // An article that a side letter brought later counts under the text of that later time.
    let ready = tests(other);
    let trial = Trial::new(state, other, &ready, act);
    let mut answers = Vec::new();
    for (index, article) in other.articles.iter().enumerate().filter(|(_, article)| holds(article, text_of)) {
        let Some(answer) = trial.answer(index) else { continue };
        let before = before.iter().find(|(key, _)| *key == article.key).map(|(_, outcome)| *outcome);
        if before != Some(answer.outcome) {
            answers.push(Reanswered { article: article.key.clone(), before, under: answer.outcome });
        }
    }
    answers
}

impl App {
    /// Tests an old incident under the text of another time, and records that it was done and what came of it.
    pub fn reexamine(
        &self,
        actor: &Actor,
        id: AgreementId,
        incident: IncidentId,
        text_of: Instant,
        reason: &Passage,
    ) -> Result<(), AppError> {
        self.write(actor, Action::KeepMission, |work| {
            let state = procedure::as_agreement(work.reader().state(&subject(id))?).ok_or(AppError::NotFound)?;
            let row = work.reader().incident(incident)?.ok_or(AppError::NotFound)?;
            let case = procedure::case(&mut Seen(work.reader()), incident)?.ok_or(AppError::NotFound)?;
            let act = act_of(&self.settings.zone, &case, row.area).ok_or(AppError::NotFound)?;
            let answers = differing(&state, &act, text_of);
            let reexamination = Box::new(Reexamination { incident, text_of, answers, reason: reason.clone() });
            work.record(&subject(id), Event::Reexamined { reexamination })?;
            Ok(())
        })
    }
}

/// The weapon, if all reports that name one name the same.
fn weapon(case: &Case) -> WeaponClass {
    let standing = case.reports.iter().filter(|report| !report.withdrawn).map(|report| report.draft.weapon.class);
    let mut named = standing.filter(|class| *class != WeaponClass::Unknown);
    match named.next() {
        Some(first) if named.all(|class| class == first) => first,
        _ => WeaponClass::Unknown,
    }
}

/// The calibre, if all reports that name one name the same.
fn calibre(case: &Case) -> Option<u16> {
    let standing = case.reports.iter().filter(|report| !report.withdrawn);
    let mut named = standing.filter_map(|report| report.draft.weapon.calibre_mm);
    let first = named.next()?;
    named.all(|mm| mm == first).then_some(first)
}
