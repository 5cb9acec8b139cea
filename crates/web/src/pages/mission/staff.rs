//! Who serves in the mission: sites, teams with their composition, and who is on duty.

use super::super::commitments::field;
use super::fields::{both, coded, during, form, from_to, hinted, keys, select};
use super::{record, state, ways};
use crate::blocks::{Block, Cell, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::View;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::mission::{Event, Function, Roster, Site, SiteKind, Staff, State, Team};
use mirqab_vocabulary::{Instant, Line};

/// How many rosters are shown.
const ROSTERS: usize = 40;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/mission/staff", get(show_page)).route("/mission/staff/{act}", post(act))
}

async fn show_page(visit: Visit) -> Result<Response, Failed> {
    let (title, blocks) = page(&visit)?;
    show(&visit, "mission", title, blocks)
}

fn serves(from: Instant, to: Option<Instant>, now: Instant) -> bool {
    from <= now && to.is_none_or(|to| to > now)
}

fn page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    // Those who keep the mission see what they keep; the others see it because they work in it.
    if !visit.actor.may(Action::KeepMission) {
        visit.require(Action::SeeWork)?;
    }
    let view = View::of(visit)?;
    let title = view.say("staff-title");
    let Some(state) = state(visit)? else {
        return Ok((title, vec![Block::Notice("info", vec![view.say("mission-not-set-up")])]));
    };
    let mut blocks = vec![ways(&view), Block::Intro(view.say("staff-intro"))];
    blocks.push(Block::Heading(view.say("teams-title")));
    blocks.push(teams(&view, &state));
    blocks.push(Block::Heading(view.say("rosters-title")));
    blocks.push(rosters(&view, &state));
    blocks.push(Block::Heading(view.say("sites-title")));
    blocks.push(sites(&view, &state));
    blocks.push(Block::Heading(view.say("staff-list")));
    blocks.push(people(&view, &state));
    let acts = operations(&view, &state);
    if !acts.is_empty() {
        blocks.push(Block::Acts(view.say("verification-act")));
        blocks.extend(acts);
    }
    Ok((title, blocks))
}

fn table(view: &View<'_>, head: &[&str], rows: Vec<Vec<Cell>>) -> Block {
    match rows.is_empty() {
        true => Block::Notice("info", vec![view.say("nothing-here")]),
        false => Block::Table(head.iter().map(|key| view.say(key)).collect(), rows, None),
    }
}

fn since(view: &View<'_>, from: Instant, to: Option<Instant>) -> Cell {
    Cell::text(view.time(from)).noted(to.map_or_else(|| view.say("open-ended"), |to| view.time(to)))
}

/// Whose member somebody is, in the same words for every party.
fn whose(view: &View<'_>, staff: &Staff) -> String {
    staff.of.as_ref().map_or_else(|| view.say("staff-of-nobody"), |party| view.party(party))
}

/// How a team is composed: each function and each belonging with its number.
fn composition(view: &View<'_>, state: &State, team: &Team) -> String {
    let members: Vec<&Staff> = state.staff.iter().filter(|staff| team.members.contains(&staff.key)).collect();
    let count = |named: String, of: &dyn Fn(&Staff) -> bool| {
        let number = members.iter().filter(|staff| of(staff)).count();
        (number > 0).then(|| format!("{named}: {}", view.number(number as u64)))
    };
    let functions = Function::ALL
        .iter()
        .filter_map(|function| count(view.code("function", function.code()), &|staff| staff.function == *function));
    let parties = view.parties().iter().map(|party| Some(party.code.clone())).chain([None]);
    let belongings = parties.filter_map(|of| {
        let named = of.as_ref().map_or_else(|| view.say("staff-of-nobody"), |party| view.party(party));
        count(named, &|staff| staff.of == of)
    });
    functions.chain(belongings).collect::<Vec<_>>().join(" · ")
}

fn teams(view: &View<'_>, state: &State) -> Block {
    let rows = state.teams.iter().map(|team| {
        let site = team.site.as_ref().and_then(|key| state.sites.iter().find(|site| site.key == *key));
        let members: Vec<&str> = team.members.iter().map(Line::as_str).collect();
        vec![
            Cell::text(view.own(&team.name)).noted(team.key.to_string()),
            Cell::text(site.map_or_else(|| view.say("none"), |site| view.own(&site.name).to_owned())),
            Cell::number(view.number(team.members.len() as u64)).noted(members.join(" · ")),
            Cell::text(composition(view, state, team)),
            since(view, team.from, team.to),
        ]
    });
    table(view, &["team", "site", "team-members", "team-composition", "mandate-holds"], rows.collect())
}

fn rosters(view: &View<'_>, state: &State) -> Block {
    let mut rosters: Vec<&Roster> = state.rosters.iter().collect();
    rosters.sort_by_key(|roster| std::cmp::Reverse(roster.during.from()));
    let now = view.now();
    let rows = rosters.into_iter().take(ROSTERS).map(|roster| {
        let team = state.teams.iter().find(|team| team.key == roster.team);
        let name = team.map_or(roster.team.as_str(), |team| view.own(&team.name)).to_owned();
        let keys: Vec<&str> = roster.staff.iter().map(Line::as_str).collect();
        let on = roster.during.from() <= now && roster.during.to() >= now;
        let chip = if on { Cell::chip(view.say("roster-now"), "verified") } else { Cell::text(String::new()) };
        vec![Cell::text(name), Cell::text(view.interval(roster.during)), Cell::text(keys.join(" · ")), chip]
    });
    table(view, &["team", "restriction-during", "roster-staff", "state"], rows.collect())
}

fn sites(view: &View<'_>, state: &State) -> Block {
    let rows = state.sites.iter().map(|site| {
        vec![
            Cell::text(view.own(&site.name)).noted(site.key.to_string()),
            Cell::text(view.code("site", site.kind.code())),
            Cell::text(view.visit.words.coordinates(site.at)),
            since(view, site.from, site.to),
        ]
    });
    table(view, &["site", "kind", "mission-place", "mandate-holds"], rows.collect())
}

fn people(view: &View<'_>, state: &State) -> Block {
    let named = view.visit.actor.may(Action::SeeIdentity) || view.visit.actor.may(Action::KeepMission);
    let now = view.now();
    let rows = state.staff.iter().filter(|staff| serves(staff.from, staff.to, now)).map(|staff| {
        let key = Cell::text(staff.key.as_str());
        let key = match staff.name.as_ref().filter(|_| named) {
            Some(name) => key.noted(name.to_string()),
            None => key,
        };
        vec![
            key,
            Cell::text(view.code("function", staff.function.code())),
            Cell::text(whose(view, staff)),
            since(view, staff.from, staff.to),
        ]
    });
    table(view, &["staff-key", "staff-function", "staff-of", "mandate-holds"], rows.collect())
}

fn operations(view: &View<'_>, state: &State) -> Vec<Block> {
    let action = |act: &str| format!("/mission/staff/{act}");
    let key = || field(view, "key", "mission-post-key", "text", "", true);
    let mut blocks = Vec::new();
    if view.visit.actor.may(Action::KeepWatchLog) && !state.teams.is_empty() {
        let teams = state.teams.iter().map(|team| (team.key.to_string(), view.own(&team.name).to_owned()));
        let mut inputs = vec![select(view, "team", "team", teams.collect())];
        inputs.extend(from_to(view, false));
        inputs.push(hinted(view, "staff", "roster-staff", "keys-hint", "text", true));
        blocks.push(form(view, action("roster"), "roster-new", inputs));
    }
    if view.visit.actor.may(Action::KeepMission) {
        let mut site =
            vec![key(), select(view, "kind", "kind", coded(view, "site", SiteKind::ALL.iter().map(|one| one.code())))];
        site.extend(both(view, "name_ar", "name_en", "title"));
        site.extend([
            field(view, "lat", "column-lat", "text", "", true),
            field(view, "lon", "column-lon", "text", "", true),
        ]);
        site.extend(from_to(view, true));
        blocks.push(form(view, action("site"), "site-new", site));
        let functions = coded(view, "function", Function::ALL.iter().map(|one| one.code()));
        let mut person = vec![
            hinted(view, "key", "staff-key", "staff-key-hint", "text", true),
            select(view, "function", "staff-function", functions),
            select(view, "of", "staff-of", view.party_options("staff-of-nobody")),
            hinted(view, "name", "staff-name", "staff-name-hint", "text", false),
        ];
        person.extend(from_to(view, true));
        blocks.push(form(view, action("person"), "person-new", person));
        let sites = state.sites.iter().map(|site| (site.key.to_string(), view.own(&site.name).to_owned()));
        let first = std::iter::once((String::new(), view.say("none")));
        let mut team = vec![key()];
        team.extend(both(view, "name_ar", "name_en", "title"));
        team.push(select(view, "site", "site", first.chain(sites).collect()));
        team.push(hinted(view, "members", "team-members", "keys-hint", "text", false));
        team.extend(from_to(view, true));
        blocks.push(form(view, action("team"), "team-new", team));
    }
    blocks
}

async fn act(visit: Visit, Path(act): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(if act == "roster" { Action::KeepWatchLog } else { Action::KeepMission })?;
    match done(&visit, &act, &form) {
        Ok(()) => Ok(Redirect::to("/mission/staff").into_response()),
        Err(not) => again(&visit, "mission", page(&visit)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let optional = |name: &str| form.some(name).and_then(|text| Line::parse(text).ok());
    let event = match act {
        "site" => {
            let (key, kind, name) =
                (reading.line("key"), reading.choice("kind", SiteKind::from_code), reading.both("name"));
            let at = reading.coordinates("lat", "lon");
            let (from, to) = (reading.moment("from"), reading.optional_moment("to"));
            let made = || Some(Site { key: key?, kind: kind?, name: name?, at: at?, from: from?, to });
            let made = made();
            Event::SiteRecorded { site: reading.end(made)? }
        }
        "person" => {
            let (key, function) = (reading.line("key"), reading.choice("function", Function::from_code));
            let (of, from, to) = (reading.optional_party("of"), reading.moment("from"), reading.optional_moment("to"));
            let name = form.has_some("name").then(|| reading.line("name")).flatten();
            let made = || Some(Staff { key: key?, function: function?, of, from: from?, to, name });
            let made = made();
            Event::StaffRecorded { staff: reading.end(made)? }
        }
        "team" => {
            let (key, name) = (reading.line("key"), reading.both("name"));
            let members = keys(&mut reading, "members", form.get("members"));
            let (from, to) = (reading.moment("from"), reading.optional_moment("to"));
            let site = optional("site");
            let made = || Some(Team { key: key?, name: name?, site, members: members?, from: from?, to });
            let made = made();
            Event::TeamRecorded { team: reading.end(made)? }
        }
        "roster" => {
            let team = reading.choice("team", |text| Line::parse(text).ok());
            let (during, staff) = (during(&mut reading), keys(&mut reading, "staff", form.get("staff")));
            let made = || Some(Roster { team: team?, during: during?, staff: staff? });
            let made = made();
            Event::Rostered { roster: reading.end(made)? }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(record(visit, event)?)
}
