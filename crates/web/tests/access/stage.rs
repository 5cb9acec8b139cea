//! A mission in memory under a clock that stands still until it is set, made through the API itself.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use mirqab_app::accounts::Account;
use mirqab_app::settings::Settings;
use mirqab_app::{App, Surroundings};
use mirqab_storage::Sqlite;
use mirqab_vocabulary::{AccountId, Code, Instant, PartyCode, Role, ZoneName};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use tower::ServiceExt;

/// A clock that stands still until somebody sets it, and numbers that count up.
pub struct Still {
    number: AtomicU64,
    ahead_s: AtomicI64,
}

const NOW: &str = "2020-01-20T12:00:00Z";

impl Surroundings for Still {
    fn now(&self) -> Instant {
        Instant::parse(NOW).unwrap().plus_s(self.ahead_s.load(Ordering::Relaxed))
    }
    fn now_ms(&self) -> u64 {
        self.now().unix_s().unsigned_abs() * 1000
    }
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
        let number = self.number.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let length = bytes.len();
        bytes[length - 8..].copy_from_slice(&number);
    }
}

/// The mission.
pub struct Stage {
    pub app: App,
    pub router: Router,
    tokens: Vec<(Role, String)>,
    clock: Arc<Still>,
    /// A report that no party filed.
    pub report: String,
    /// A report that the party `north` filed.
    pub own_report: String,
    /// An incident with a published finding, whose id it shares.
    pub incident: String,
    /// An incident with a finding that waits, of which `north` had notice.
    pub waiting: String,
    pub agreement: String,
    pub commitment: String,
    /// Asked of the south, for a time that is ahead.
    pub pause: String,
    /// Made by the south, for a time that is ahead.
    pub notice: String,
    /// Asked of the south.
    pub clarification: String,
    pub publication: String,
    /// A patrol that is out.
    pub patrol: String,
}

pub fn draft(source: &str, reported_by: Option<&str>) -> Value {
    json!({
        "channel": if reported_by.is_some() { "party" } else { "observer" },
        "source": source, "reported_by": reported_by, "accused": "north", "kind": "SHELL",
        "text": "Three explosions.", "language": "en",
        "occurred": { "from": "2020-01-18T01:00:00Z", "to": "2020-01-18T02:00:00Z" },
        "occurred_precision": "stated", "observed_at": null,
        "place": { "given_as": "point", "at": { "lat_udeg": 32_800_000, "lon_udeg": 13_200_000 }, "precision_m": 500, "name": null },
        "observations": [], "weapon": { "class": "unknown", "calibre_mm": null, "model": null }, "harm": null,
        "reference": null, "attachments": [],
        "witness": { "name": "A name to protect", "contact": null },
    })
}

pub fn both(text: &str) -> Value {
    json!({ "ar": text, "en": text })
}

pub fn agreement() -> Value {
    let party = |code: &str| json!({ "code": code, "name": both(code) });
    json!({ "event": "adopted", "agreement": {
        "kind": "declared_truce", "title": both("Truce"), "summary": both("Silence"),
        "parties": [party("north"), party("south")], "sponsors": [],
        "force_from": "2020-01-12T00:00:00Z", "force_to": null, "standard": "reasonable_grounds",
        "verification_hours": 72, "reply_hours": 48,
        "articles": [{ "key": "a.1", "number": "1", "effect": "prohibited", "title": both("Fire"), "text": both("No fire."), "acts": ["SHELL"] }],
        "zones": [],
    }})
}

impl Stage {
    pub async fn new() -> Self {
        let settings = Settings {
            origin: "mirqab.example/test".into(),
            zone: ZoneName::parse("Africa/Tripoli").unwrap(),
            demonstration: false,
            clock_behind_s: 0,
        };
        let store = Arc::new(Sqlite::in_memory().unwrap());
        let clock = Arc::new(Still { number: AtomicU64::new(1), ahead_s: AtomicI64::new(0) });
        let app = App::new(store.clone(), store, clock.clone(), settings, "");
        let mut tokens = Vec::new();
        for (number, role) in Role::ALL.iter().enumerate().skip(1) {
            let party = (*role == Role::PartyLiaison).then(|| PartyCode::parse("north").unwrap());
            let id = AccountId::from_parts(1, [u8::try_from(number).unwrap(); 10]);
            let name = role.code().replace('_', "-");
            let account = Account { id, title: name.clone(), name, role: *role, party, active: true };
            app.accounts().put_account(&account).unwrap();
            tokens.push((*role, app.new_token(id, "test", 60).unwrap()));
        }
        let none = String::new;
        let mut stage = Self {
            router: mirqab_web::router(app.clone()),
            app,
            tokens,
            clock,
            report: none(),
            own_report: none(),
            incident: none(),
            waiting: none(),
            agreement: "01DYB328G0000000000000000A".into(),
            commitment: "01DYB328G0000000000000000B".into(),
            pause: "01DYB328G0000000000000000C".into(),
            notice: "01DYB328G0000000000000000D".into(),
            clarification: "01DYB328G0000000000000000E".into(),
            publication: none(),
            patrol: "01DYB328G0000000000000000D".into(),
        };
        stage.play().await;
        stage
    }

    /// Sets the clock.
    pub fn set_clock(&self, at: &str) {
        let seconds = Instant::parse(at).unwrap().unix_s() - Instant::parse(NOW).unwrap().unix_s();
        self.clock.ahead_s.store(seconds, Ordering::Relaxed);
    }

    /// How many entries the log has.
    pub fn entries(&self) -> u64 {
        self.app.read(|reader| Ok(reader.log_size()?)).unwrap()
    }

    /// Another account, with a token.
    pub fn member(&self, number: u8, role: Role, party: Option<&str>) -> (AccountId, String) {
        let id = AccountId::from_parts(1, [number; 10]);
        let (name, party) = (format!("member-{number}"), party.map(|code| PartyCode::parse(code).unwrap()));
        let account = Account { id, title: name.clone(), name, role, party, active: true };
        self.app.accounts().put_account(&account).unwrap();
        (id, self.app.new_token(id, "test", 60).unwrap())
    }

    /// The token of a role; none for the public.
    pub fn token(&self, role: Role) -> Option<&str> {
        self.tokens.iter().find(|(other, _)| *other == role).map(|(_, token)| token.as_str())
    }

    pub async fn ask(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn get(&self, role: Role, path: &str) -> Response {
        self.ask(self.request("GET", role, path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, role: Role, path: &str, body: &Value) -> Response {
        let request = self.request("POST", role, path).header(header::CONTENT_TYPE, "application/json");
        self.ask(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub fn request(&self, method: &str, role: Role, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "mirqab.example");
        match self.token(role) {
            Some(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            None => request,
        }
    }

    /// Posts what must succeed.
    pub async fn done(&self, role: Role, path: &str, body: Value) -> Value {
        let response = self.post(role, path, &body).await;
        let (status, answer) = (response.status(), json_of(response).await);
        assert_eq!(status, StatusCode::CREATED, "{path} {body} {answer}");
        answer
    }

    pub async fn fact(&self, role: Role, room: &str, id: &str, event: Value) {
        self.done(role, &format!("/api/v1/{room}/{id}/events"), event).await;
    }

    async fn play(&mut self) {
        self.fact(Role::HeadOfMission, "agreement", &self.agreement, agreement()).await;
        let terms = json!({ "agreement": self.agreement, "title": both("Exchange"), "owners": ["north"], "agreed_at": NOW, "due": null });
        let registered = json!({ "event": "registered", "terms": terms });
        self.fact(Role::DutyOfficer, "commitment", &self.commitment, registered).await;
        let place = json!({ "name": both("Hidden road"), "points": [{ "lat_udeg": 32_812_345, "lon_udeg": 13_212_345 }], "within_m": 500 });
        let during = json!({ "from": "2020-01-25T10:00:00Z", "to": "2020-01-25T14:00:00Z" });
        let pause = json!({
            "agreement": self.agreement, "commitment": null, "requested_by": null, "source": null, "requested_at": NOW,
            "purpose": both("Water"), "place": place, "during": during, "of": ["south"],
        });
        let asked = json!({ "event": "pause_requested", "pause": pause });
        self.fact(Role::DutyOfficer, "commitment", &self.pause, asked).await;
        let notice = json!({
            "agreement": self.agreement, "kind": "convoy", "by": "south", "source": "Letter", "notified_at": NOW,
            "during": during, "place": place, "text": both("Ten lorries"), "shared_with": [],
        });
        let told = json!({ "event": "notified", "notice": notice });
        self.fact(Role::DutyOfficer, "commitment", &self.notice, told).await;
        let question = json!({
            "agreement": self.agreement, "of": "south", "asked_by": null, "source": null, "asked_at": NOW,
            "due": "2020-01-26T10:00:00Z", "notice": null, "incident": null, "text": "Which lorries?", "language": "en",
        });
        let asked = json!({ "event": "clarification_asked", "question": question });
        self.fact(Role::DutyOfficer, "commitment", &self.clarification, asked).await;
        let charter = json!({ "name": both("Mission"), "mandate": both("Mandate"), "head": both("Head"), "staff": 12, "posts": [] });
        self.fact(Role::HeadOfMission, "mission", "mission", json!({ "event": "chartered", "charter": charter })).await;
        let team = json!({ "key": "t1", "name": both("Team 1"), "site": null, "members": [], "from": "2020-01-12T00:00:00Z", "to": null });
        self.fact(Role::HeadOfMission, "mission", "mission", json!({ "event": "team_recorded", "team": team })).await;
        let plan = json!({
            "call_sign": "Lima 1", "team": "t1", "means": "ground", "purpose": both("Look"), "route": [],
            "during": { "from": "2020-01-20T06:00:00Z", "to": "2020-01-20T10:00:00Z" }, "check_in_minutes": 60,
            "sees": { "day_m": 3000, "night_m": 500 }, "hears": null, "notified": ["north"],
        });
        let patrol = self.patrol.clone();
        self.fact(Role::DutyOfficer, "mission", &patrol, json!({ "event": "patrol_planned", "plan": plan })).await;
        let out = json!({ "event": "patrol_set_out", "at": "2020-01-20T06:05:00Z" });
        self.fact(Role::Observer, "mission", &patrol, out).await;
        let id = |answer: Value, name: &str| answer[name].as_str().unwrap().to_owned();
        self.report = id(self.done(Role::Observer, "/api/v1/reports", draft("Team 1", None)).await, "report");
        self.own_report =
            id(self.done(Role::PartyLiaison, "/api/v1/reports", draft("North", Some("north"))).await, "report");
        self.incident = self.case(&self.report).await;
        self.waiting = self.case(&self.own_report).await;
        let incident = self.incident.clone();
        self.fact(Role::HeadOfMission, "finding", &incident, json!({ "event": "decided", "note": null })).await;
        self.fact(Role::HeadOfMission, "finding", &incident, json!({ "event": "published" })).await;
        let notice = json!({ "event": "notice_served", "party": "north", "version": 1, "proof": "letter", "reply_due": "2020-01-22T12:00:00Z" });
        self.fact(Role::DutyOfficer, "response", &self.waiting, notice).await;
        let issue = json!({ "period": "daily", "day": "2020-01-18" });
        self.publication = id(self.done(Role::HeadOfMission, "/api/v1/publications", issue).await, "publication");
    }

    /// An incident over one report, verified and concluded as far as the review.
    pub async fn case(&self, report: &str) -> String {
        let open = json!({ "reports": [report], "kind": "SHELL", "title": both("Shelling") });
        let answer = self.done(Role::DutyOfficer, "/api/v1/incidents", open).await;
        let incident = answer["incident"].as_str().unwrap().to_owned();
        for (role, event) in [
            (Role::DutyOfficer, json!({ "event": "opened", "due": "2020-01-23T12:00:00Z" })),
            (Role::Verifier, json!({ "event": "claimed", "until": "2020-01-21T12:00:00Z" })),
        ] {
            self.fact(role, "verification", &incident, event).await;
        }
        let axes = json!({
            "occurrence": { "is": "probable" }, "classification": { "is": "undecided" },
            "attribution": { "is": "unattributed" }, "gravity": "not_assessed",
        });
        let proposal = json!({
            "incident": incident, "aim": "conclude", "axes": axes, "standard": "reasonable_grounds", "reports": [report],
            "statement": both("Probably so."), "reason": "One source.",
        });
        self.fact(Role::Verifier, "finding", &incident, json!({ "event": "proposed", "proposal": proposal })).await;
        let reviewed = json!({ "event": "reviewed", "agrees": true, "reason": "Sound." });
        self.fact(Role::Reviewer, "finding", &incident, reviewed).await;
        incident
    }
}

pub async fn text_of(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

pub async fn json_of(response: Response) -> Value {
    let text = text_of(response).await;
    serde_json::from_str(&text).unwrap_or_else(|_| panic!("not JSON: {text}"))
}
