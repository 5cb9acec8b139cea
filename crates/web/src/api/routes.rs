//! The table of routes.

use super::{
    Need, Route, account, contact, finding, incident, log, openapi, protection, publication, record, report, terms,
};
use axum::routing::{get, post};
use mirqab_app::Action;

/// The methods that the table knows.
pub const METHODS: &[&str] = &["GET", "POST"];

const WORK: Need = Need::OneOf(&[Action::SeeWork]);
const WORK_OR_OWN: Need = Need::OneOf(&[Action::SeeWork, Action::SeeOwnParty]);
const ACCOUNTS: Need = Need::OneOf(&[Action::KeepAccounts]);
const GROUP: Need = Need::OneOf(&[Action::Group]);

/// A route that reads, or one that writes.
macro_rules! route {
    (GET $path:literal, $need:expr, $query:expr => $answer:literal, $handler:path, $summary:literal) => {
        Route {
            method: "GET",
            path: $path,
            need: $need,
            summary: $summary,
            query: $query,
            body: None,
            answer: $answer,
            handler: || get($handler),
        }
    };
    (POST $path:literal, $need:expr, $body:literal => $answer:literal, $handler:path, $summary:literal) => {
        Route {
            method: "POST",
            path: $path,
            need: $need,
            summary: $summary,
            query: &[],
            body: Some($body),
            answer: $answer,
            handler: || post($handler),
        }
    };
    (POST $path:literal, $need:expr => $answer:literal, $handler:path, $summary:literal) => {
        Route {
            method: "POST",
            path: $path,
            need: $need,
            summary: $summary,
            query: &[],
            body: None,
            answer: $answer,
            handler: || post($handler),
        }
    };
}

/// Every route of the API, in walking order.
pub const ROUTES: &[Route] = &[
    route!(GET "/api/v1/openapi.json", Need::Public, &[] => "Any", openapi::describe, "This description."),
    route!(GET "/api/v1/agreements", Need::Public, terms::QUERY => "List", terms::agreements, "Agreements with articles, zones, signatures and milestones, in the order of their adoption."),
    route!(POST "/api/v1/agreements/check", Need::OneOf(&[Action::KeepMission]), "AgreementText" => "Any", terms::check, "Check an agreement file in TOML: all faults at once with their lines, what it leaves open, where the parties read it differently, and the terms as the record would hold them. Records nothing."),
    route!(GET "/api/v1/mission", Need::Public, &[] => "Any", terms::mission, "The mission: charter, mandates, posts, watches, restrictions; with sites, staff, teams, rosters, outages and hazards for those who work in it. For everybody else places are coarse and watches a week old."),
    route!(GET "/api/v1/mission/patrols", WORK, terms::QUERY => "List", terms::patrols, "The patrols with their plans, contacts and tracks, in the order in which they were planned."),
    route!(POST "/api/v1/mission/patrols/{id}/tracks", Need::OneOf(&[Action::LogWatch]), "Track" => "Any", terms::track, "Read the way of a patrol out of a GPX file: `name` of the file and its text in `gpx`. What of it was not taken is counted in the answer."),
    route!(GET "/api/v1/commitments", Need::Public, terms::QUERY => "List", terms::commitments, "The register of commitments. Evidence is for those who read cases."),
    route!(POST "/api/v1/commitments/{id}/evidence", Need::OneOf(&[Action::AddEvidence]), "CommitmentEvidence" => "Any", terms::evidence, "Add an item of evidence to a commitment; with its original as multipart/form-data, the item in the part evidence and the file in a part file."),
    route!(GET "/api/v1/commitments/{id}/evidence/{number}", WORK, &[] => "Bytes", terms::original, "The original of an item of evidence, byte for byte. The first item is number 1."),
    route!(GET "/api/v1/pauses", Need::Public, terms::QUERY => "List", terms::pauses, "Local pauses. Whole for those who read cases, for who asked and for who must grant; for everybody else afterwards, with days and a coarse area."),
    route!(POST "/api/v1/pauses/{id}/score", Need::OneOf(&[Action::ScorePause]), "ScorePause" => "Position", terms::score, "Judge how a pause went. What the record has of it is counted by the server and kept with the judgement."),
    route!(GET "/api/v1/notices", Need::Public, terms::QUERY => "List", terms::notices, "Notices of flights, convoys, exercises and demining. Whole for those who read cases, for their party and those with whom it is shared; for everybody else afterwards, with days and a coarse area."),
    route!(GET "/api/v1/clarifications", Need::Public, terms::QUERY => "List", terms::clarifications, "Requests for clarification with their clocks. Their words are for who asks and who is asked."),
    route!(GET "/api/v1/reports", WORK_OR_OWN, report::QUERY => "List", report::many, "Reports, newest first. A party liaison gets those of its party."),
    route!(POST "/api/v1/reports", Need::OneOf(&[Action::Submit]), "Draft" => "Receipt", report::submit, "Submit a report; with its files as multipart/form-data, the draft in the part draft and each file in a part file. 201 with a receipt; 200 with the first receipt if the same was sent before."),
    route!(POST "/api/v1/reports/signed", Need::OneOf(&[Action::Submit]), "SignedReport" => "Receipt", report::submit_signed, "Submit a report that its sender signed, as `mirqab sign report` writes it; with its files as multipart/form-data, the signed report in the part signed and each file in a part file. 201 with a receipt; 200 with the first receipt if the same was sent before."),
    route!(GET "/api/v1/keys", Need::OneOf(&[Action::SeeWork, Action::KeepMission, Action::OfferKey]), &[] => "Any", report::keys, "The keys with which accounts sign: all of them for those who work on cases or keep the mission, its own for a party. Confirmed and revoked as facts of the room mission about the account's id."),
    route!(POST "/api/v1/keys", Need::OneOf(&[Action::OfferKey]), "KeyOffer" => "Position", report::offer_key, "Offer a key for the account that sends this, as `mirqab sign offer` writes it. It signs once the head of mission or an administrator confirmed it; at once if the key that stands signed it too."),
    route!(GET "/api/v1/reports/{id}", WORK_OR_OWN, &[] => "Any", report::one, "One report. Protected identities are left out for those who may not see them."),
    route!(GET "/api/v1/reports/{id}/receipt.tlog-proof", WORK_OR_OWN, &[] => "Bytes", report::tlog_proof, "The receipt of a report as a C2SP tlog-proof: the entry, its proof, and the newest checkpoint with what witnesses signed of it."),
    route!(GET "/api/v1/reports/{id}/files/{number}", WORK_OR_OWN, &[] => "Bytes", report::file, "A file that came with a report, byte for byte. The first is number 0."),
    route!(GET "/api/v1/reports/{id}/original", Need::OneOf(&[Action::SeeIdentity]), &[] => "Bytes", report::original, "The table out of which a report was read, byte for byte."),
    route!(POST "/api/v1/reports/{id}/lineage", GROUP, "Lineage" => "Position", report::lineage, "Judge which report this one repeats; null takes an earlier answer back. What shows it is kept with the answer, if it is what is proposed."),
    route!(POST "/api/v1/reports/{id}/erasure", Need::OneOf(&[Action::Decide]), "Erase" => "Any", protection::erase, "Decide the erasure that waits and carry it out: `parts` and `ground` as they were proposed. `finished` says whether freed pages of the file are scrubbed already; it is tried again otherwise. It is proposed and declined as a fact of the room report."),
    route!(POST "/api/v1/reports/{id}/opening", Need::OneOf(&[Action::AskOpening]), "AskOpening" => "Position", protection::ask, "Ask the key holders to open what is sealed: `what` (identity or table), `key` (the public key of who asks), `reason`."),
    route!(POST "/api/v1/reports/{id}/opening/consent", Need::OneOf(&[Action::HoldKey]), "Given" => "Position", protection::consent, "Consent as a key holder, with what `mirqab keys give` wrote. A refusal is a fact of the room report."),
    route!(POST "/api/v1/reports/{id}/opening/shares", Need::OneOf(&[Action::AskOpening]) => "Any", protection::take, "Take the shares that were given, to be put together by `mirqab keys open`. The first time, that is recorded as the opening."),
    route!(POST "/api/v1/verifications/{incident}/evidence/{number}/erasure", Need::OneOf(&[Action::Decide]), "Erase" => "Any", protection::erase_evidence, "Decide the erasure that waits of an item of evidence and carry it out, as of a report. It is proposed and declined as a fact of the room verification."),
    route!(POST "/api/v1/verifications/{incident}/evidence/{number}/opening", Need::OneOf(&[Action::AskOpening]), "AskOpening" => "Position", protection::ask_evidence, "Ask the key holders to open who the witness of an item of evidence is: `what` (identity), `key` (the public key of who asks), `reason`."),
    route!(POST "/api/v1/verifications/{incident}/evidence/{number}/opening/consent", Need::OneOf(&[Action::HoldKey]), "Given" => "Position", protection::consent_evidence, "Consent as a key holder, with what `mirqab keys give` wrote. A refusal is a fact of the room verification."),
    route!(POST "/api/v1/verifications/{incident}/evidence/{number}/opening/shares", Need::OneOf(&[Action::AskOpening]) => "Any", protection::take_evidence, "Take the shares that were given, to be put together by `mirqab keys open`. The first time, that is recorded as the opening."),
    route!(GET "/api/v1/reports/{id}/contact", Need::OneOf(&[Action::Contact]), &[] => "Any", contact::many, "The messages between the source of a report and the mission, each with its day and whether it stands in the record."),
    route!(POST "/api/v1/reports/{id}/contact", Need::OneOf(&[Action::Contact]), "ToSource" => "Position", contact::write, "Write to the source (`text`), or take a message of the source into the record (`record`, its number)."),
    route!(POST "/api/v1/reports/{id}/contact/code", Need::OneOf(&[Action::Contact]) => "Any", contact::open, "Make a code for the source of a report. It is in this answer alone; an earlier one leads nowhere from then on."),
    route!(POST "/api/v1/contact", Need::Public, "FromSource" => "Any", contact::as_source, "As a source with a code: read the messages, and add one if `text` is there. Limited by address, which is not kept."),
    route!(GET "/api/v1/openings", Need::OneOf(&[Action::HoldKey]), &[] => "Any", protection::asked, "Requests to open that wait for the answer of this key holder, each with their own share."),
    route!(GET "/api/v1/erasures", Need::OneOf(&[Action::HoldKey]), &[] => "Any", protection::erasures, "What was erased: what kind of thing, when, on which ground and by whose decision; and what waits to be."),
    route!(GET "/api/v1/reports/{id}/proposals", WORK, &[] => "Any", report::proposals, "What a report may belong to, the most probable first, each with its reasons; the nearest alternative and what stands in its way; from which answers the model has learnt; and what the report seems to repeat."),
    route!(GET "/api/v1/incidents", WORK, incident::QUERY => "List", incident::many, "Incidents, newest first or by deadline."),
    route!(POST "/api/v1/incidents", GROUP, "OpenIncident" => "Any", incident::open, "Open an incident over reports."),
    route!(GET "/api/v1/incidents/{id}", WORK, &[] => "Any", incident::one, "One incident with its reports."),
    route!(GET "/api/v1/incidents/{id}/articles", WORK, &[] => "Any", incident::articles, "What each article in force says of an incident, under the text that held then: facts that met it, facts that are missing, each party's reading, and the share of the location's area; what is established of actor and circumstances, and what an article would say if those accused had done it."),
    route!(GET "/api/v1/incidents/{id}/proposals", WORK, &[] => "Any", incident::proposals, "Reports that may belong to an incident, the most probable first, each with its reasons; the nearest alternative and what stands in its way."),
    route!(POST "/api/v1/incidents/{id}/proposals", GROUP, "ProposalAnswer" => "Position", incident::answer, "Answer a proposal: same links the report. The proposal is computed anew and kept with the answer."),
    route!(GET "/api/v1/incidents/changes", WORK, incident::CHANGES => "Any", incident::changes, "What the model would change in incidents that began from from to to: incidents that may be one or two, and reports that are missing, each with its reasons. Nothing changes by itself."),
    route!(POST "/api/v1/incidents/{id}/changes", GROUP, "ChangeAnswer" => "Any", incident::answer_change, "Answer a proposed change: that it is one event merges two incidents, that they are different events gives reports an incident of their own. The proposal is computed anew and kept with the answer."),
    route!(POST "/api/v1/incidents/{id}/merge", GROUP, "OtherIncident" => "Any", incident::merge, "Merge another incident into this one."),
    route!(POST "/api/v1/incidents/{id}/unmerge", GROUP, "OtherIncident" => "Any", incident::unmerge, "Take a merge back."),
    route!(POST "/api/v1/incidents/{id}/split", GROUP, "SplitIncident" => "Any", incident::split, "Take reports out into a new incident."),
    route!(GET "/api/v1/verifications/{incident}", WORK, &[] => "Any", incident::verification, "The verification of an incident: deadline, claim, evidence, assessments."),
    route!(POST "/api/v1/verifications/{incident}/evidence", Need::OneOf(&[Action::AddEvidence]), "Evidence" => "Any", incident::evidence, "Add an item of evidence; with its original as multipart/form-data, the item in the part evidence and the file in a part file."),
    route!(GET "/api/v1/verifications/{incident}/evidence/{number}", WORK, &[] => "Bytes", incident::original, "The original of an item of evidence, byte for byte. The first item is number 1. That of a protected witness is for those who may know who it is."),
    route!(POST "/api/v1/verifications/{incident}/place", Need::OneOf(&[Action::Assess]) => "Any", incident::place, "Keep where the incident's reports put it together: the areas of 50 % and 90 %, and the reports that they rest on."),
    route!(GET "/api/v1/findings", Need::Public, finding::QUERY => "List", finding::many, "Findings: published ones for everybody, the others for those who may see them."),
    route!(GET "/api/v1/findings/repeats", Need::Public, finding::PERIOD => "Any", finding::repeats, "Breaches that were established in a period, by party, unit, article and place, never without what they are counted against: incidents reported, verified, not verifiable, and time watched."),
    route!(GET "/api/v1/findings/{id}", Need::Public, &[] => "Any", finding::one, "One finding with its conclusions, reviews, notices and replies; in `restrictions`, by the number of the conclusion, the number of the restriction that it cites for want of access."),
    route!(GET "/api/v1/sittings", WORK_OR_OWN, finding::QUERY => "List", finding::sittings, "Sittings of the bodies with agenda and minutes, the latest first: to the mission all, to who sits in a body those of that body."),
    route!(GET "/api/v1/findings/{id}/bundle", Need::Public, protection::BUNDLE => "Bytes", protection::bundle, "The bundle of a published finding for an audience: `for` is public, party:CODE or court. All prove the same log."),
    route!(GET "/api/v1/publications", Need::Public, publication::QUERY => "List", publication::many, "Publications, newest first."),
    route!(POST "/api/v1/publications", Need::OneOf(&[Action::Decide]), "Issue" => "Any", publication::issue, "Sign and issue the situation report of a period."),
    route!(GET "/api/v1/publications/{id}", Need::Public, &[] => "Any", publication::one, "One publication with its figures."),
    route!(GET "/api/v1/sitrep", WORK, publication::SITREP => "Any", publication::sitrep, "The figures of a period as of now. Nobody has signed them."),
    route!(GET "/api/v1/log/checkpoint", Need::Public, &[] => "Text", log::checkpoint, "The newest signed checkpoint of the log."),
    route!(GET "/api/v1/log/entries", Need::Public, log::ENTRIES => "List", log::entries, "Envelopes of the log in order, without their payloads."),
    route!(GET "/api/v1/log/proof/inclusion", Need::Public, log::INCLUSION => "Inclusion", log::inclusion, "The proof that the entry at a position is in the log as it was at a size; as it is now if none is given."),
    route!(GET "/api/v1/log/proof/consistency", Need::Public, log::CONSISTENCY => "Any", log::consistency, "The proof that the log's first from entries are the beginning of its first size; of the log as it is now if no size is given."),
    route!(GET "/api/v1/log/witnesses", Need::Public, &[] => "Any", log::witnesses, "Who cosigns the log, how far, since when something is missing, and the newest checkpoint that enough of them cosigned."),
    route!(POST "/api/v1/{room}/{id}/events", Need::Account, "Event" => "Position", record::fact, "Record one fact of a room about one subject. The room is agreement, commitment, mission, report, incident, verification, finding, response or publication."),
    route!(GET "/api/v1/accounts", ACCOUNTS, &[] => "Any", account::many, "All accounts by name."),
    route!(POST "/api/v1/accounts", ACCOUNTS, "NewAccount" => "Any", account::open, "Open an account: `name`, `title`, `role`, `party` for a liaison, `password`."),
    route!(GET "/api/v1/accounts/{id}", ACCOUNTS, &[] => "Any", account::one, "One account with its tokens, without their secrets."),
    route!(POST "/api/v1/accounts/{id}", ACCOUNTS, "AccountChange" => "Any", account::change, "Change an account: `active`, `password`, `end_token`. An account that is closed loses its sessions and tokens."),
    route!(POST "/api/v1/account/tokens", Need::Account, "NewToken" => "Any", account::token, "Make a token for one's own account: `label`, `days`. The secret is in this answer alone."),
    route!(POST "/api/v1/account/password", Need::Account, "NewPassword" => "Any", account::password, "Change one's own password: `current`, `password`. All sessions end."),
];
