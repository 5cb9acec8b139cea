//! Whole requests by somebody signed in: the first line of the input is a path, the rest a body, sent as each kind that is taken. No
//! request may be answered with an error of ours.
#![no_main]
use axum::body::Body;
use axum::http::{Request, header};
use libfuzzer_sys::fuzz_target;
use mirqab_app::accounts::{Account, Accounts};
use mirqab_app::settings::Settings;
use mirqab_app::{App, Surroundings};
use mirqab_storage::Sqlite;
use mirqab_vocabulary::{AccountId, Instant, Role, ZoneName};
use std::sync::{Arc, OnceLock};
use tower::ServiceExt;

/// A clock that stands still and numbers that are all the same.
struct Still;
impl Surroundings for Still {
    fn now(&self) -> Instant {
        Instant::EPOCH
    }
    fn now_ms(&self) -> u64 {
        0
    }
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

struct Stage {
    runtime: tokio::runtime::Runtime,
    router: axum::Router,
    token: String,
}

fn stage() -> &'static Stage {
    static STAGE: OnceLock<Stage> = OnceLock::new();
    STAGE.get_or_init(|| {
        let settings = Settings {
            origin: "mirqab.example/fuzz".to_owned(),
            zone: ZoneName::parse("Africa/Tripoli").expect("a zone"),
            demonstration: false,
            clock_behind_s: 0,
        };
        let store = Arc::new(Sqlite::in_memory().expect("a store"));
        let id = AccountId::from_parts(1, [1; 10]);
        let (name, title) = ("duty".to_owned(), "duty".to_owned());
        let account = Account { id, name, title, role: Role::DutyOfficer, party: None, active: true };
        store.put_account(&account).expect("an account");
        let app = App::new(store.clone(), store, Arc::new(Still), settings, "");
        let token = app.new_token(id, "fuzz", 1).expect("a token");
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build().expect("a runtime");
        Stage { runtime, router: mirqab_web::router(app), token }
    })
}

fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let Ok(path) = std::str::from_utf8(&bytes[..end]) else { return };
    let body = bytes.get(end + 1..).unwrap_or_default();
    let stage = stage();
    let kinds = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", ""];
    for kind in kinds {
        let request = Request::builder()
            .method(if kind.is_empty() { "GET" } else { "POST" })
            .uri(format!("/{}", path.trim_start_matches('/')))
            .header(header::AUTHORIZATION, format!("Bearer {}", stage.token))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body.to_vec()));
        let Ok(request) = request else { continue };
        let answer = stage.runtime.block_on(async { tokio::spawn(stage.router.clone().oneshot(request)).await });
        let status = answer.expect("no panic").expect("an answer").status();
        assert_ne!(status.as_u16(), 500, "{path}");
    }
});
