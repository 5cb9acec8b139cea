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
use mirqab_domain::verification::Circumstance;
use mirqab_domain::{Room, Subject};
use mirqab_vocabulary::{
    AgreementId, Attribution, Bilingual, Coordinates, IncidentId, Instant, LocalDay, PartyCode, Passage, ViolationKind,
    WeaponClass, ZoneName,
};
use std::collections::{BTreeMap, BTreeSet};

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

/// What a party is called on a day: the newest name that holds by then, whether a text gives it with its day or a new text brings it.
/// Where agreements give several names from one day, the one that was adopted first is followed.
pub fn name_on(agreements: &[State], code: &PartyCode, day: LocalDay, zone: &ZoneName) -> Option<Bilingual> {
    let of = |text: &Agreement| text.parties.iter().find(|party| party.code == *code).map(|party| party.name.clone());
    let (mut first, mut newest) = (None, None::<(LocalDay, Bilingual)>);
    let mut take = |from: LocalDay, name: &Bilingual| {
        if from <= day && newest.as_ref().is_none_or(|(known, _)| *known < from) {
            newest = Some((from, name.clone()));
        }
    };
    for state in agreements {
        let Some(mut before) = of(&state.agreement) else { continue };
        first.get_or_insert_with(|| before.clone());
        let texts = state.amendments.iter().map(|(_, later)| (Some(zone.day_of(later.holds_from)), &later.agreement));
        for (from, text) in std::iter::once((None, &state.agreement)).chain(texts) {
            // A text speaks from its own day on, also of names that it dates further back.
            if from.is_some_and(|from| from > day) {
                continue;
            }
            for name in text.provisions.iter().flat_map(|all| &all.names).filter(|name| name.party == *code) {
                take(name.from, &name.name);
            }
            if let (Some(from), Some(name)) = (from, of(text).filter(|name| *name != before)) {
                take(from, &name);
                before = name;
            }
        }
    }
    newest.map(|(_, name)| name).or(first)
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

/// What the record holds of who did it and under which circumstances, beyond what was seen of the act.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Known {
    /// To whom the published finding attributes it. INVARIANT: an accusation is not knowledge, and neither is what is not published.
    pub actor: Option<PartyCode>,
    /// What the verification established of its circumstances.
    pub circumstances: BTreeMap<Circumstance, bool>,
}

/// What is known of an incident beyond what was seen of it.
pub fn known(reader: &dyn Reader, incident: IncidentId) -> anyhow::Result<Known> {
    let case = procedure::as_verification(reader.state(&crate::verification::subject(incident))?);
    let established = |which: &Circumstance| Some((*which, case.as_ref()?.circumstance(*which)?));
    let circumstances = Circumstance::ALL.iter().filter_map(established).collect();
    let finding = reader.incident(incident)?.and_then(|row| row.finding);
    let about = finding.map(|finding| Subject { room: Room::Finding, id: finding.to_string() });
    let finding = procedure::as_finding(about.map(|about| reader.state(&about)).transpose()?.flatten());
    let standing = finding.as_ref().filter(|finding| !finding.retracted()).and_then(|finding| finding.published());
    let actor = standing.and_then(|version| match &version.proposal.axes.attribution {
        Attribution::AttributedTo { party, .. } => Some(party.clone()),
        // Of two, of an unknown group and of nobody no single actor is known.
        _ => None,
    });
    Ok(Known { actor, circumstances })
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
    /// What it would say if those who are accused had done it, where that is something else; nothing once a finding attributes it.
    pub alleged: Vec<(PartyCode, Answer)>,
    /// From when that text holds, and when it was recorded; nothing for the first text.
    pub text_since: Option<(Instant, Instant)>,
}

/// What is known of an incident as an act. Whom reports accuse is not knowledge of who it was.
pub fn act_of(zone: &ZoneName, case: &Case, area: Option<(Coordinates, u32)>, known: &Known) -> Option<Act> {
    let occurred = case.occurred()?;
    let weapon = weapon(case);
    let given = |circumstance| known.circumstances.get(&circumstance).copied();
    Some(Act {
        kind: Some(case.incident.kind),
        weapon,
        calibre_mm: if weapon == WeaponClass::Unknown { None } else { calibre(case) },
        actor: known.actor.as_ref().map(ToString::to_string),
        occurred,
        day: zone.day_of(occurred.from()),
        at: area,
        circumstances: Circumstances {
            notified: None,
            ordered: given(Circumstance::Ordered),
            under_attack: given(Circumstance::UnderAttack),
            mechanism_failed: given(Circumstance::MechanismFailed),
        },
    })
}

/// What each article in force then says of an incident, under the text that held then.
pub fn articles_met(
    reader: &dyn Reader,
    zone: &ZoneName,
    case: &Case,
    area: Option<(Coordinates, u32)>,
) -> anyhow::Result<Vec<Met>> {
    let known = known(reader, case.incident.id)?;
    let Some(mut act) = act_of(zone, case, area, &known) else { return Ok(Vec::new()) };
    let accused = if known.actor.is_none() { case.accused() } else { BTreeSet::new() };
    let seen = commitment::Seen { kind: case.incident.kind, occurred: act.occurred, at: area };
    let announced = crate::commitment::announced_of(reader, &seen)?;
    let mut met = Vec::new();
    for state in all(reader)? {
        act.circumstances.notified = crate::commitment::notified(&announced, state.id);
        if !state.in_force(act.occurred.from()) && !state.in_force(act.occurred.to()) {
            continue;
        }
        let text = state.text_at(act.occurred.from());
        let tests = tests(text);
        let since = state.text_since(act.occurred.from());
        let text_since = since.map(|(recorded, amendment)| (amendment.holds_from, *recorded));
        let named = state.agreement.parties.iter().map(|party| &party.code).filter(|code| accused.contains(code));
        let alleged: Vec<(PartyCode, BTreeMap<&str, Answer>)> = named
            .map(|party| {
                let act = Act { actor: Some(party.to_string()), ..act.clone() };
                let all = answers(&state, text, &tests, &act);
                (party.clone(), all.into_iter().map(|(article, answer)| (article.key.as_str(), answer)).collect())
            })
            .collect();
        for (article, answer) in answers(&state, text, &tests, &act) {
            let other = |(party, all): &(PartyCode, BTreeMap<&str, Answer>)| {
                let alleged = all.get(article.key.as_str()).filter(|alleged| alleged.outcome != answer.outcome)?;
                Some((party.clone(), alleged.clone()))
            };
            let alleged = alleged.iter().filter_map(other).collect();
            met.push(Met { state: state.clone(), article: article.clone(), answer, alleged, text_since });
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
            let known = known(work.reader(), incident)?;
            let act = act_of(&self.settings.zone, &case, row.area, &known).ok_or(AppError::NotFound)?;
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
