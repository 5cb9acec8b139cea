//! Findings: to the public what was published; to a party also that of which it had notice; to those who work on cases, all.

use super::Call;
use super::answer::{Answer, Asked, id, json_of, read, sliced};
use crate::shell::Visit;
use axum::extract::Path;
use mirqab_app::procedure::sits;
use mirqab_app::{Action, AppError, Reader};
use mirqab_domain::finding::State;
use mirqab_domain::{Room, Subject, procedure, response};
use mirqab_vocabulary::{FindingId, PartyCode};
use serde_json::{Value, json};

/// The parameters of the list.
pub const QUERY: &[&str] = &["offset", "limit"];

fn response_to(reader: &dyn Reader, id: FindingId) -> anyhow::Result<Option<response::State>> {
    Ok(procedure::as_response(reader.state(&Subject { room: Room::Response, id: id.to_string() })?))
}

/// The numbers of the conclusions that somebody may see, none if they may not know of the finding at all.
fn visible(visit: &Visit, state: &State, response: Option<&response::State>, sits: bool) -> Vec<u32> {
    let all = visit.actor.may(Action::SeeWork);
    let before_own_body = state.pending().filter(|_| sits).map(|version| version.number);
    let own: Option<&PartyCode> = visit.actor.party.as_ref().filter(|_| visit.actor.may(Action::SeeOwnParty));
    let noticed = |number: u32| {
        let notices = response.iter().flat_map(|response| &response.notices);
        own.is_some_and(|own| notices.into_iter().any(|notice| notice.party == *own && notice.version == number))
    };
    let versions = state.versions.iter();
    let seen = versions.filter(|version| {
        all || version.published_at.is_some() || noticed(version.number) || before_own_body == Some(version.number)
    });
    seen.map(|version| version.number).collect()
}

/// The finding as somebody may see it. Of an unpublished conclusion a party sees its own notice and its own replies.
fn shown(
    reader: &dyn Reader,
    visit: &Visit,
    mut state: State,
    response: Option<response::State>,
    sits: bool,
) -> Result<Value, AppError> {
    let numbers = visible(visit, &state, response.as_ref(), sits);
    if numbers.is_empty() {
        return Err(AppError::NotFound);
    }
    let public: Vec<u32> =
        state.versions.iter().filter(|version| version.published_at.is_some()).map(|version| version.number).collect();
    state.versions.retain(|version| numbers.contains(&version.number));
    let all = visit.actor.may(Action::SeeWork);
    let may =
        |party: &PartyCode, version: u32| all || public.contains(&version) || visit.actor.party.as_ref() == Some(party);
    let measures = match &response {
        Some(response) => mirqab_app::response::measures(reader, &visit.actor, response)?,
        None => Vec::new(),
    };
    let response = response.map(|mut response| {
        response.measures = measures.into_iter().map(|shown| shown.record).collect();
        response.notices.retain(|notice| numbers.contains(&notice.version) && may(&notice.party, notice.version));
        response.replies.retain(|reply| numbers.contains(&reply.version) && may(&reply.party, reply.version));
        response
    });
    let published = state.published().map(|version| version.number);
    // By the number of the conclusion: the restriction of the mission that it cites for want of access, if it cites one.
    let mut restrictions = serde_json::Map::new();
    for version in &state.versions {
        let occurrence = &version.proposal.axes.occurrence;
        if let Some(number) = mirqab_app::verification::cited(reader, state.incident, occurrence)? {
            restrictions.insert(version.number.to_string(), number.into());
        }
    }
    Ok(json!({
        "finding": state, "handling": state.handling().code(), "published": published, "response": response,
        "restrictions": restrictions,
    }))
}

/// Lists findings, the newest last.
pub async fn many(Call(visit): Call) -> Answer {
    let page = Asked::of(&visit, QUERY)?.page()?;
    let items = read(&visit, |reader| {
        let mut items = Vec::new();
        for state in reader.states(Room::Finding)?.into_iter().filter_map(|state| procedure::as_finding(Some(state))) {
            let response = response_to(reader, state.id)?;
            let sits = sits(reader, &state, &visit.actor)?.is_some();
            if visible(&visit, &state, response.as_ref(), sits).is_empty() {
                continue;
            }
            let axes = state.published().map(|version| &version.proposal.axes);
            items.push(json!({
                "id": state.id,
                "incident": state.incident,
                "published": axes,
                "published_at": state.published().and_then(|version| version.published_at),
                "retracted": state.retracted(),
            }));
        }
        Ok(items)
    })?;
    sliced(&visit, &items, page)
}

/// One finding.
pub async fn one(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: FindingId = id(&visit, &text)?;
    let answer = read(&visit, |reader| {
        let about = Subject { room: Room::Finding, id: id.to_string() };
        let state = procedure::as_finding(reader.state(&about)?).ok_or(AppError::NotFound)?;
        let sits = sits(reader, &state, &visit.actor)?.is_some();
        shown(reader, &visit, state, response_to(reader, id)?, sits)
    })?;
    Ok(json_of(&answer))
}

/// The sittings that somebody may see, the latest first: to the mission all, to who sits in a body those of that body.
pub async fn sittings(Call(visit): Call) -> Answer {
    let page = Asked::of(&visit, QUERY)?.page()?;
    let items = read(&visit, |reader| Ok(mirqab_app::response::sittings(reader, &visit.actor)?))?;
    sliced(&visit, &items, page)
}

/// The parameters of the repeats.
pub const PERIOD: &[&str] = &["first_day", "last_day"];

/// Breaches that were established by party, unit, article and place, with what they are counted against.
pub async fn repeats(Call(visit): Call) -> Answer {
    Asked::of(&visit, PERIOD)?;
    let view = crate::view::View::of(&visit)?;
    let (.., during, wrong) = crate::pages::repeats::asked(&view)?;
    if let Some(said) = wrong.first() {
        return Err(super::answer::field(&visit, "first_day", said.clone()));
    }
    Ok(json_of(&crate::pages::repeats::made(&view, during)?))
}
