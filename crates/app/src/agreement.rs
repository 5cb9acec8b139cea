//! Agreement: what binds whom, and which articles an incident meets.

use crate::{AppError, Reader};
use mirqab_domain::agreement::{Act, Answer, Article, Signature, State, test_article};
use mirqab_domain::commitment::Seen;
use mirqab_domain::procedure::{self, Case};
use mirqab_domain::{Room, Subject};
use mirqab_vocabulary::{AgreementId, Coordinates, Interval, LocalDay, PartyCode, WeaponClass, ZoneName};

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

/// One agreement, as it stands on a day at a place.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The agreement.
    pub state: State,
    /// Whether it is in force at some time of that day.
    pub in_force: bool,
    /// Where each party stands towards its signature, at the end of that day.
    pub signatures: Vec<(PartyCode, Option<Signature>)>,
    /// Each article with what it says of its own acts at that place, or nothing for one that no act can meet.
    pub articles: Vec<(Article, Option<Answer>)>,
}

/// What binds whom on this day at this place.
pub fn binding(
    reader: &dyn Reader,
    zone: &ZoneName,
    day: LocalDay,
    at: Option<(Coordinates, u32)>,
) -> Result<Vec<Binding>, AppError> {
    let during = zone.interval_of(day).map_err(anyhow::Error::from)?;
    let bind = |state: State| {
        let in_force = state.in_force(during.from()) || state.in_force(during.to());
        let parties = state.agreement.parties.iter();
        let signatures =
            parties.map(|party| (party.code.clone(), state.signature(&party.code, during.to()).cloned())).collect();
        let articles = state.agreement.articles.iter();
        let articles = articles
            .map(|article| {
                let answer = article.acts.first().map(|kind| {
                    let weapon = article.weapons.first().copied().unwrap_or(WeaponClass::Unknown);
                    let act = Act { kind: Some(*kind), weapon, occurred: during, day, at, notified: None };
                    test_article(&state, article, &act)
                });
                (article.clone(), answer)
            })
            .collect();
        Binding { in_force, signatures, articles, state }
    };
    Ok(all(reader)?.into_iter().map(bind).collect())
}

/// What each article in force then says of an incident: the agreement, the article, the answer with its facts.
pub fn articles_met(
    reader: &dyn Reader,
    zone: &ZoneName,
    case: &Case,
    area: Option<(Coordinates, u32)>,
) -> anyhow::Result<Vec<(State, Article, Answer)>> {
    let Some(occurred) = case.occurred() else { return Ok(Vec::new()) };
    let act = Act {
        kind: Some(case.incident.kind),
        weapon: weapon(case),
        occurred,
        day: zone.day_of(occurred.from()),
        at: area,
        notified: None,
    };
    let notices = crate::commitment::register(reader)?.notices;
    let seen = Seen { kind: case.incident.kind, occurred, at: area };
    let known = |id| crate::commitment::notified(&notices, id, &seen);
    Ok(tested(&all(reader)?, occurred, &act, &known))
}

fn tested(
    agreements: &[State],
    occurred: Interval,
    act: &Act,
    notified: &dyn Fn(AgreementId) -> Option<bool>,
) -> Vec<(State, Article, Answer)> {
    let binding = agreements.iter().filter(|state| state.in_force(occurred.from()) || state.in_force(occurred.to()));
    binding
        .flat_map(|state| {
            let articles = state.agreement.articles.iter().filter(|article| !article.acts.is_empty());
            let act = Act { notified: notified(state.id), ..act.clone() };
            articles.map(move |article| (state.clone(), article.clone(), test_article(state, article, &act)))
        })
        .collect()
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
