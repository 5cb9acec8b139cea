//! What parties answer beside its words, measures, and the closing and reopening of a case: shown and recorded on the finding's page.

use crate::blocks::{Block, Cell, Input};
use crate::form::Form;
use crate::inputs::select;
use crate::reading::{Not, Reading};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use mirqab_app::response::Shown;
use mirqab_app::rows::{Page, ReportFilter};
use mirqab_app::{Action, AppError};
use mirqab_domain::finding::{
    ClosingGround, Closure, Course, Event as Concluded, Reopening, ReopeningGround, State as Finding, Vote,
};
use mirqab_domain::response::{
    Details, Event, Kept, Measure, MeasureEnd, MeasureGround, MeasureRecord, Reply, ReplyKind, State, Step,
};
use mirqab_vocabulary::{FindingId, IncidentId, Language, PartyCode, ReportId};

/// Most reports of a party that are offered as its complaint.
const REPORTS: u32 = 50;

/// What belongs to an answer beside its words; nothing if nothing does.
pub(super) fn details(view: &View<'_>, reply: &Reply) -> Option<Block> {
    let details = &reply.details;
    let mut facts = Vec::new();
    let mut fact = |key: &str, cell: Cell| facts.push((view.say(key), vec![cell]));
    if let Some(at) = details.done_at {
        fact("reply-done-at", Cell::text(view.time(at)));
    }
    if let Some(until) = details.promised_for {
        let (key, class) = match &reply.judged {
            Some(judged) if judged.kept == Kept::Kept => ("promise-kept", "verified"),
            Some(_) => ("promise-not-kept", "overdue"),
            None if until < view.now() => ("promise-passed", "overdue"),
            None => ("promise-open", "claimed"),
        };
        let told = reply.judged.as_ref().map(|judged| format!(" · {}", judged.reason)).unwrap_or_default();
        fact("reply-promised-for", Cell::chip(view.say(key), class).noted(format!("{}{told}", view.time(until))));
    }
    if let Some(report) = details.report {
        let staff = view.visit.actor.may(Action::SeeWork) || view.visit.actor.party.as_ref() == Some(&reply.party);
        let named = report.to_string();
        let cell = if staff { Cell::link(named, format!("/reports/{report}")) } else { Cell::code(named) };
        fact("reply-report", cell);
    }
    if let Some(number) = details.inquiry {
        fact("reply-inquiry-of", Cell::text(view.number(number)));
    }
    if let Some(shows) = &details.evidence {
        fact("reply-shown-by", Cell::text(shows.to_string()));
    }
    if facts.is_empty() { None } else { Some(Block::Facts(facts)) }
}

/// Whether the case is closed or taken up again, first of all.
pub(super) fn course(view: &View<'_>, state: &Finding) -> Vec<Block> {
    let words = view.visit.words;
    if let Some((turn, closure)) = state.closed() {
        let ground = view.code("closing-ground", closure.ground.code());
        let args = [("time", view.time(turn.at).into()), ("ground", ground.into())];
        let mut said = vec![words.say_with("finding-closed-note", &args)];
        if let Some(other) = closure.joined_to {
            said.push(words.say_with("finding-joined-to", &[("incident", other.to_string().into())]));
        }
        return vec![Block::Notice("info", said), why(view, turn, &closure.reason)];
    }
    if let Some((turn, again)) = state.reopened() {
        let ground = view.code("reopening-ground", again.ground.code());
        let party = again.party.as_ref().map(|party| format!(" · {}", view.party(party))).unwrap_or_default();
        let args = [
            ("time", view.time(turn.at).into()),
            ("ground", format!("{ground}{party}").into()),
            ("due", view.time(again.due).into()),
        ];
        let late = again.due < view.now();
        let mut said = vec![words.say_with("finding-reopened-note", &args)];
        said.extend(late.then(|| view.say("progress-overdue")));
        return vec![Block::Notice("warn", said), why(view, turn, &again.reason)];
    }
    Vec::new()
}

/// The reason in its own words, with who gave it.
fn why(view: &View<'_>, turn: &mirqab_domain::finding::Turn, reason: &mirqab_vocabulary::Passage) -> Block {
    Block::Quote(reason.to_string(), "", view.visit.words.code("role", turn.by.role))
}

/// Words of somebody within a line, set apart so that they turn nothing around them.
fn apart(text: &mirqab_vocabulary::Passage) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// Closings and reopenings as steps of the history.
pub(super) fn turns(view: &View<'_>, state: &Finding) -> Vec<(&'static str, String, String, String)> {
    let step = |turn: &mirqab_domain::finding::Turn| {
        let (key, ground, reason) = match &turn.course {
            Course::Closed(closure) => {
                ("event-finding-closed", view.code("closing-ground", closure.ground.code()), &closure.reason)
            }
            Course::Reopened(again) => {
                ("event-finding-reopened", view.code("reopening-ground", again.ground.code()), &again.reason)
            }
        };
        let role = view.visit.words.code("role", turn.by.role);
        ("done", view.time(turn.at), view.say(key), format!("{ground} · {} · {role}", apart(reason)))
    };
    state.turns.iter().map(step).collect()
}

fn measure_state(view: &View<'_>, record: &MeasureRecord) -> Cell {
    match (&record.decided, &record.ended) {
        (None, _) => Cell::chip(view.say("measure-proposed"), "claimed").noted(view.time(record.at)),
        (Some((_, at, false, minutes)), _) => Cell::chip(view.say("measure-not-imposed"), "neutral").noted(format!(
            "{} · {}",
            view.time(*at),
            apart(minutes)
        )),
        (Some((_, at, true, minutes)), None) => Cell::chip(view.say("measure-imposed"), "attributed").noted(format!(
            "{} · {}",
            view.time(*at),
            apart(minutes)
        )),
        (Some(_), Some((_, at, end, reason))) => Cell::chip(view.code("measure-end", end.code()), "verified")
            .noted(format!("{} · {}", view.time(*at), apart(reason))),
    }
}

/// The measures, each with its rung, its ground and what became of it; and where the body stands with what is undecided.
pub(super) fn measures(view: &View<'_>, shown: &[Shown]) -> Vec<Block> {
    if shown.is_empty() {
        return Vec::new();
    }
    let words = view.visit.words;
    let rows = shown.iter().map(|one| {
        let measure = &one.record.measure;
        let rung = Step::ALL.iter().position(|step| *step == measure.step).unwrap_or(0) + 1;
        let of = [("n", rung.into()), ("of", Step::ALL.len().into())];
        let earlier: Vec<String> = measure.earlier.iter().map(ToString::to_string).collect();
        let ground = Cell::text(view.code("measure-ground", measure.ground.code()));
        vec![
            Cell::text(view.code("measure-step", measure.step.code())).noted(words.say_with("measure-rung", &of)),
            Cell::text(view.party(&measure.party)),
            if earlier.is_empty() { ground } else { ground.noted(earlier.join(" · ")) },
            Cell::text(view.own(&measure.text)),
            measure_state(view, &one.record),
        ]
    });
    let head = ["measure-step", "measure-party", "measure-ground", "measure-text", "state"].map(|key| view.say(key));
    let mut blocks = vec![Block::Heading(view.say("measures-title"))];
    blocks.push(Block::Table(head.to_vec(), rows.collect(), Some(view.say("measures-note"))));
    for one in shown {
        let (Some(body), Some(tally)) = (&one.body, &one.tally) else { continue };
        let missing: Vec<String> = tally.missing.iter().map(|seat| super::procedure::seat(view, seat)).collect();
        let voted =
            [("voted", (tally.eligible.len() - tally.missing.len()).into()), ("of", tally.eligible.len().into())];
        let quorum = if tally.quorum { ("body-quorum-there", "verified") } else { ("body-quorum-missing", "claimed") };
        blocks.push(Block::Strip(vec![
            (view.say("measure"), vec![Cell::text(view.code("measure-step", one.record.measure.step.code()))]),
            (view.say("docket-body"), vec![Cell::text(view.own(&body.title))]),
            (view.say("docket-votes"), vec![Cell::text(words.say_with("docket-voted", &voted))]),
            (view.say("body-quorum"), vec![Cell::chip(view.say(quorum.0), quorum.1)]),
            (view.say("docket-missing"), vec![Cell::text(missing.join(" · "))]),
        ]));
    }
    let votes: Vec<_> = shown
        .iter()
        .flat_map(|one| one.record.votes.iter().map(move |vote| (one, vote)))
        .map(|(one, vote)| {
            let side = vote.by.party.as_ref().map_or_else(|| view.say("seat-neutral"), |party| view.party(party));
            let step = view.code("measure-step", one.record.measure.step.code());
            let said = vote.opinion.as_ref().map(ToString::to_string).unwrap_or_default();
            ("done", view.time(vote.at), format!("{step} · {side} – {}", view.code("vote", vote.vote.code())), said)
        })
        .collect();
    if !votes.is_empty() {
        blocks.push(Block::Timeline(votes));
    }
    blocks
}

fn area(view: &View<'_>, name: &'static str, label: &str, required: bool) -> Input {
    Input::Area { name, label: view.say(label), hint: String::new(), value: String::new(), required }
}

fn line(view: &View<'_>, name: &'static str, label: &str, kind: &'static str, value: String, required: bool) -> Input {
    Input::Line { name, label: view.say(label), hint: String::new(), value, kind, required }
}

fn codes(view: &View<'_>, prefix: &str, all: impl IntoIterator<Item = &'static str>) -> Vec<(String, String)> {
    all.into_iter().map(|code| (code.to_owned(), view.code(prefix, code))).collect()
}

fn with_none(view: &View<'_>, options: Vec<(String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), view.say("none"))).chain(options).collect()
}

/// The fields of an answer, for the party's liaison.
pub(super) fn reply_inputs(view: &View<'_>, response: Option<&State>) -> Result<Vec<Input>, Failed> {
    let party = view.visit.actor.party.clone();
    let filter = ReportFilter { reported_by: party.clone(), ..ReportFilter::default() };
    let reports = read(view.visit, |reader| Ok(reader.reports(&filter, Page { offset: 0, limit: REPORTS })?.0))?;
    let reports = reports
        .iter()
        .map(|row| {
            let named = format!("{} · {}", view.visit.words.code("kind", row.kind), view.interval(row.occurred));
            (row.id.to_string(), named)
        })
        .collect();
    let inquiries = (1u32..)
        .zip(response.map_or(&[][..], |state| &state.replies))
        .filter(|(_, reply)| Some(&reply.party) == party.as_ref() && reply.kind == ReplyKind::Inquiry)
        .map(|(number, reply)| (number.to_string(), view.time(reply.at)))
        .collect();
    let languages = <Language as mirqab_vocabulary::Code>::ALL
        .iter()
        .map(|one| (mirqab_vocabulary::Code::code(*one).to_owned(), view.visit.words.code("language", *one)))
        .collect();
    Ok(vec![
        select(view, "kind", "reply-kind", codes(view, "reply", ReplyKind::ALL.iter().map(|kind| kind.code()))),
        select(view, "language", "language", languages),
        area(view, "text", "reply-text", true),
        Input::Group(view.say("reply-beside")),
        line(view, "done_at", "reply-done-at", "datetime-local", String::new(), false),
        line(view, "promised_for", "reply-promised-for", "datetime-local", String::new(), false),
        line(view, "shown_by", "reply-shown-by", "text", String::new(), false),
        select(view, "report", "reply-report", with_none(view, reports)),
        select(view, "inquiry", "reply-inquiry-of", with_none(view, inquiries)),
    ])
}

/// The fact that a party answered.
pub(super) fn replied(mut reading: Reading<'_>, form: &Form, party: PartyCode) -> Result<Event, Not> {
    let kind = reading.choice("kind", ReplyKind::from_code);
    let language = reading.code::<Language>("language");
    let text = reading.passage("text");
    let given = |name: &str| form.has_some(name);
    let report = given("report").then(|| reading.id::<ReportId>("report")).flatten();
    let inquiry = given("inquiry").then(|| reading.number("inquiry", 1..=10_000)).flatten();
    let details = Details {
        done_at: reading.optional_moment("done_at"),
        promised_for: reading.optional_moment("promised_for"),
        report,
        inquiry: inquiry.and_then(|number| u32::try_from(number).ok()),
        evidence: reading.optional_line("shown_by"),
    };
    let ((kind, language), text) = reading.end(kind.zip(language).zip(text))?;
    let details = (details != Details::default()).then(|| Box::new(details));
    Ok(Event::Replied { party, kind, text, language, details })
}

/// The forms for what the reader may do after publication.
pub(super) fn operations(
    view: &View<'_>,
    state: &Finding,
    response: Option<&State>,
    shown: &[Shown],
) -> Result<Vec<Block>, Failed> {
    let id = state.id;
    let form = |act: &str, key: &str, inputs: Vec<Input>| Block::Form {
        action: format!("/findings/{id}/{act}"),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say(key),
        fold: view.say(key),
        errors: Vec::new(),
        open: false,
    };
    let may = |action| view.visit.actor.may(action);
    let measure_named = |record: &MeasureRecord| {
        let step = view.code("measure-step", record.measure.step.code());
        (record.measure.number.to_string(), format!("{step} – {}", view.party(&record.measure.party)))
    };
    let chosen = |wanted: &dyn Fn(&MeasureRecord) -> bool| -> Vec<(String, String)> {
        shown.iter().map(|one| &one.record).filter(|record| wanted(record)).map(measure_named).collect()
    };
    let mut blocks = Vec::new();
    let published = state.published().filter(|_| state.pending().is_none());
    let promises: Vec<(String, String)> = (1u32..)
        .zip(response.map_or(&[][..], |state| &state.replies))
        .filter_map(|(number, reply)| {
            let until = reply.details.promised_for?;
            Some((number.to_string(), format!("{} – {}", view.party(&reply.party), view.time(until))))
        })
        .collect();
    if may(Action::Assess) && !promises.is_empty() {
        let inputs = vec![
            select(view, "reply", "promise", promises),
            select(view, "kept", "promise-what", codes(view, "promise", Kept::ALL.iter().map(|kept| kept.code()))),
            area(view, "reason", "assessment-reason", true),
        ];
        blocks.push(form("promise", "promise-judge", inputs));
    }
    let stands = state.handling() == mirqab_domain::finding::Handling::Published;
    if let Some(version) = published.filter(|_| may(Action::ProposeMeasure) && stands) {
        let attribution = &version.proposal.axes.attribution;
        if attribution.standard().is_some() {
            blocks.push(form("measure", "measure-propose", measure_inputs(view, attribution.party())?));
        }
    }
    let undecided = chosen(&|record| record.decided.is_none());
    let seated = shown.iter().filter_map(|one| one.tally.as_ref()).flat_map(|tally| &tally.eligible);
    let seated = seated.into_iter().any(|seat| Some(seat.account) == view.visit.actor.account);
    if may(Action::Vote) && seated && !undecided.is_empty() {
        let votes = codes(view, "vote", Vote::ALL.iter().map(|vote| vote.code()));
        let mut inputs =
            vec![select(view, "number", "measure", undecided.clone()), select(view, "vote", "vote", votes)];
        inputs.push(Input::Area {
            name: "opinion",
            label: view.say("vote-opinion"),
            hint: view.say("measure-vote-hint"),
            value: String::new(),
            required: false,
        });
        blocks.push(form("measure-vote", "measure-vote", inputs));
    }
    if may(Action::KeepMinutes) {
        if !undecided.is_empty() {
            let imposed = vec![
                ("yes".to_owned(), view.say("measure-imposed")),
                ("no".to_owned(), view.say("measure-not-imposed")),
            ];
            let inputs = vec![
                select(view, "number", "measure", undecided),
                select(view, "imposed", "measure-outcome", imposed),
                area(view, "minutes", "body-minutes", true),
            ];
            blocks.push(form("measure-decide", "measure-decide", inputs));
        }
        let running = chosen(&|record| record.imposed() && record.ended.is_none());
        if !running.is_empty() {
            let ends = codes(view, "measure-end", MeasureEnd::ALL.iter().map(|end| end.code()));
            let inputs = vec![
                select(view, "number", "measure", running),
                select(view, "end", "measure-end", ends),
                area(view, "reason", "assessment-reason", true),
            ];
            blocks.push(form("measure-end", "measure-end-record", inputs));
        }
    }
    if published.is_some() && may(Action::Decide) && state.closed().is_none() {
        let grounds = codes(view, "closing-ground", ClosingGround::ALL.iter().map(|ground| ground.code()));
        let inputs = vec![
            select(view, "ground", "ground", grounds),
            area(view, "reason", "reason", true),
            line(view, "joined_to", "closing-joined-to", "text", String::new(), false),
        ];
        blocks.push(form("close", "finding-close", inputs));
    }
    if published.is_some() && may(Action::Reopen) && state.reopened().is_none() && !state.retracted() {
        let grounds = codes(view, "reopening-ground", ReopeningGround::ALL.iter().map(|ground| ground.code()));
        let due = view.field_time(view.now().plus_s(7 * 86_400));
        let inputs = vec![
            select(view, "ground", "ground", grounds),
            select(view, "party", "reopening-party", view.party_options("none")),
            line(view, "due", "reopening-due", "datetime-local", due, true),
            area(view, "reason", "reason", true),
        ];
        blocks.push(form("reopen", "finding-reopen", inputs));
    }
    Ok(blocks)
}

fn measure_inputs(view: &View<'_>, party: Option<&PartyCode>) -> Result<Vec<Input>, Failed> {
    let earlier = match party {
        None => Vec::new(),
        Some(party) => read(view.visit, |reader| {
            let states = reader.states(mirqab_domain::Room::Finding)?.into_iter();
            let found = states.filter_map(|state| mirqab_domain::procedure::as_finding(Some(state)));
            let found: Vec<FindingId> =
                found.filter(|found| mirqab_app::response::breach_of(found, party)).map(|found| found.id).collect();
            let mut named = Vec::new();
            for id in found {
                let incident = IncidentId::parse(id.as_str()).map_err(anyhow::Error::from)?;
                if let Some(row) = reader.incident(incident)? {
                    named.push((id.to_string(), view.own(&row.title).to_owned()));
                }
            }
            Ok(named)
        })?,
    };
    let parties = match party {
        Some(party) => vec![(party.to_string(), view.party(party))],
        None => view.party_options("none"),
    };
    let grounds = codes(view, "measure-ground", MeasureGround::ALL.iter().map(|ground| ground.code()));
    let mut inputs = vec![
        select(view, "party", "measure-party", parties),
        select(view, "step", "measure-step", codes(view, "measure-step", Step::ALL.iter().map(|step| step.code()))),
        select(view, "ground", "measure-ground", grounds),
    ];
    if !earlier.is_empty() {
        inputs.push(Input::Group(view.say("measure-earlier")));
        inputs.extend(earlier.into_iter().map(|(value, label)| Input::Tick {
            name: "earlier",
            value,
            label,
            ticked: false,
        }));
    }
    inputs.push(area(view, "text_ar", "text-ar", true));
    inputs.push(area(view, "text_en", "text-en", true));
    Ok(inputs)
}

fn number(reading: &mut Reading<'_>, name: &str) -> Option<u32> {
    reading.number(name, 1..=10_000).and_then(|number| u32::try_from(number).ok())
}

fn yes_no(reading: &mut Reading<'_>, name: &str) -> Option<bool> {
    reading.choice(name, |text| matches!(text, "yes" | "no").then_some(text == "yes"))
}

/// The fact about the response that an act records.
pub(super) fn responded(
    visit: &Visit,
    act: &str,
    mut reading: Reading<'_>,
    form: &Form,
    (state, shown): (&Finding, &[Shown]),
) -> Result<Event, Not> {
    Ok(match act {
        "promise" => {
            let reply = number(&mut reading, "reply");
            let kept = reading.choice("kept", Kept::from_code);
            let made = reply.zip(kept).zip(reading.passage("reason"));
            let ((reply, kept), reason) = reading.end(made)?;
            Event::PromiseJudged { reply, kept, reason }
        }
        "measure" => {
            let party = reading.party("party");
            let step = reading.choice("step", Step::from_code);
            let ground = reading.choice("ground", MeasureGround::from_code);
            let earlier = match form.all("earlier").is_empty() {
                true => Some(Vec::new()),
                false => reading.ids::<FindingId>("earlier"),
            };
            let made = party.zip(step).zip(ground).zip(earlier).zip(reading.both("text"));
            let ((((party, step), ground), earlier), text) = reading.end(made)?;
            let count = shown.iter().map(|one| one.record.measure.number).max().unwrap_or(0);
            let version = state.published().map_or(0, |version| version.number);
            let measure = Measure { number: count + 1, version, party, step, ground, earlier, text };
            Event::MeasureProposed { measure: Box::new(measure) }
        }
        "measure-vote" => {
            let number = number(&mut reading, "number");
            let vote = reading.choice("vote", Vote::from_code);
            let opinion = reading.optional_passage("opinion");
            let (number, vote) = reading.end(number.zip(vote))?;
            let body = shown.iter().find_map(|one| one.body.as_ref()).map(|body| body.key.clone()).unwrap_or_default();
            Event::MeasureVoted { number, body, vote, opinion }
        }
        "measure-decide" => {
            let number = number(&mut reading, "number");
            let imposed = yes_no(&mut reading, "imposed");
            let made = number.zip(imposed).zip(reading.passage("minutes"));
            let ((number, imposed), minutes) = reading.end(made)?;
            Event::MeasureDecided { number, imposed, minutes }
        }
        "measure-end" => {
            let number = number(&mut reading, "number");
            let end = reading.choice("end", MeasureEnd::from_code);
            let made = number.zip(end).zip(reading.passage("reason"));
            let ((number, end), reason) = reading.end(made)?;
            Event::MeasureEnded { number, end, reason }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    })
}

/// The fact that the case was closed.
pub(super) fn closed(mut reading: Reading<'_>, form: &Form) -> Result<Concluded, Not> {
    let ground = reading.choice("ground", ClosingGround::from_code);
    let reason = reading.passage("reason");
    let other = form.has_some("joined_to").then(|| reading.id::<IncidentId>("joined_to")).flatten();
    let (ground, reason) = reading.end(ground.zip(reason))?;
    Ok(Concluded::Closed { closure: Closure { ground, reason, joined_to: other } })
}

/// The fact that the case was taken up again.
pub(super) fn reopened(mut reading: Reading<'_>) -> Result<Concluded, Not> {
    let ground = reading.choice("ground", ReopeningGround::from_code);
    let party = reading.optional_party("party");
    let made = ground.zip(reading.moment("due")).zip(reading.passage("reason"));
    let ((ground, due), reason) = reading.end(made)?;
    Ok(Concluded::Reopened { reopening: Reopening { ground, reason, party, due } })
}
