//! Measures coverage: a month of 100 patrols a day and 30 cameras over a country of 1000 by 1500 km, recorded fact by fact in a store in
//! memory and asked for through the same routes as a browser. Run by `cargo xtask bench coverage`.

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use mirqab_app::accounts::Account;
use mirqab_app::mission::coverage::{Shape, Sight};
use mirqab_app::report::Upload;
use mirqab_app::settings::Settings;
use mirqab_app::{Actor, App, Surroundings};
use mirqab_domain::mission::{Charter, Event, Field, PatrolMeans, Plan, Post, PostKind, Reach, Team};
use mirqab_domain::procedure::the_mission;
use mirqab_storage::Sqlite;
use mirqab_vocabulary::{
    AccountId, Bilingual, Coordinates, Instant, Interval, Line, LocalDay, Passage, PatrolId, Role, ZoneName,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant as Clock;
use tower::ServiceExt;

const DAYS: i64 = 31;
const PATROLS: u64 = 100;
const CAMERAS: u64 = 30;
/// 1 March 2020 at midnight in UTC.
const BEGIN: i64 = 1_583_020_800;
const SOUTH: f64 = 19.5;
const WEST: f64 = 9.5;
/// 1000 km and 1500 km in degrees, at 24 degrees north.
const HIGH: f64 = 9.0;
const WIDE: f64 = 14.8;

struct Still(AtomicU64);
impl Surroundings for Still {
    fn now(&self) -> Instant {
        Instant::from_unix_s(BEGIN + (DAYS + 1) * 86_400).expect("within the calendar")
    }
    fn now_ms(&self) -> u64 {
        self.now().unix_s().unsigned_abs() * 1000
    }
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
        let number = self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let length = bytes.len();
        bytes[length - 8..].copy_from_slice(&number);
    }
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);
impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn text(text: &str) -> Bilingual {
    let passage = || Passage::parse(text).expect("a text");
    Bilingual { ar: passage(), en: passage() }
}
fn at(s: i64) -> Instant {
    Instant::from_unix_s(s).expect("within the calendar")
}

fn camera(number: u64, chance: &mut Chance) -> Post {
    let place = Coordinates::from_degrees(SOUTH + HIGH * chance.unit(), WEST + WIDE * chance.unit());
    Post {
        key: format!("cam-{number}"),
        kind: PostKind::Camera,
        name: text("camera"),
        at: place.expect("on the earth"),
        range_m: 2400,
        field: Some(Field { bearing_tenths: (chance.unit() * 3600.0) as u16, opening_tenths: 1200 }),
        sees: Some(Reach { day_m: 2400, night_m: 1000 }),
        hears: None,
    }
}

/// A day's way: six hours, a point every half minute, on straight roads of about half an hour each.
fn gpx(begin: i64, chance: &mut Chance) -> String {
    let (mut lat, mut lon) = (SOUTH + HIGH * chance.unit(), WEST + WIDE * chance.unit());
    let mut out = String::from("<gpx version=\"1.1\"><trk><trkseg>");
    let mut heading = (0.0, 0.0);
    for step in 0..720_i64 {
        if step % 60 == 0 {
            let angle = chance.unit() * std::f64::consts::TAU;
            // 40 km an hour.
            heading = (0.003 * angle.sin(), 0.0033 * angle.cos());
        }
        lat = (lat + heading.0).clamp(SOUTH, SOUTH + HIGH);
        lon = (lon + heading.1).clamp(WEST, WEST + WIDE);
        let time = at(begin + step * 30);
        out.push_str(&format!("<trkpt lat=\"{lat:.6}\" lon=\"{lon:.6}\"><time>{time}</time></trkpt>"));
    }
    out + "</trkseg></trk></gpx>"
}

fn record(app: &App, head: &Actor, event: Event) -> anyhow::Result<()> {
    app.record(head, &the_mission(), &event.into())?;
    Ok(())
}

fn patrol(app: &App, head: &Actor, name: &str, begin: i64, chance: &mut Chance) -> anyhow::Result<()> {
    let plan = Plan {
        call_sign: Line::parse(name)?,
        team: Line::parse("t")?,
        means: PatrolMeans::Ground,
        purpose: text("look"),
        route: Vec::new(),
        during: Interval::new(at(begin), at(begin + 6 * 3600))?,
        check_in_minutes: 60,
        sees: Some(Reach { day_m: 3000, night_m: 500 }),
        hears: Some(Reach { day_m: 4000, night_m: 6000 }),
        notified: Vec::new(),
    };
    let id: PatrolId = app.plan_patrol(head, &plan)?;
    let about = mirqab_app::mission::subject(id);
    app.record(head, &about, &Event::PatrolSetOut { at: at(begin) }.into())?;
    app.record(head, &about, &Event::PatrolReturned { at: at(begin + 6 * 3600) }.into())?;
    let name = Line::parse(&format!("{name}.gpx"))?;
    let file = Upload { media_type: name.clone(), name, bytes: gpx(begin, chance).into_bytes() };
    app.log_track(head, id, &file).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(())
}

fn told(app: &App, head: &Actor) -> anyhow::Result<()> {
    let mut chance = Chance(2020);
    let corner = |lat: f64, lon: f64| Coordinates::from_degrees(lat, lon);
    let charter = Charter {
        name: text("m"),
        mandate: text("m"),
        head: text("h"),
        staff: 1000,
        posts: (0..CAMERAS).map(|number| camera(number, &mut chance)).collect(),
        area: vec![
            corner(SOUTH, WEST)?,
            corner(SOUTH + HIGH, WEST)?,
            corner(SOUTH + HIGH, WEST + WIDE)?,
            corner(SOUTH, WEST + WIDE)?,
        ],
    };
    let posts: Vec<String> = charter.posts.iter().map(|post| post.key.clone()).collect();
    record(app, head, Event::Chartered { charter })?;
    let team =
        Team { key: Line::parse("t")?, name: text("t"), site: None, members: Vec::new(), from: at(BEGIN), to: None };
    record(app, head, Event::TeamRecorded { team })?;
    for post in posts {
        let during = Interval::new(at(BEGIN), at(BEGIN + DAYS * 86_400 - 1))?;
        record(app, head, Event::WatchKept { post, during })?;
    }
    for day in 0..DAYS {
        for number in 0..PATROLS {
            // Most by day, some over midnight.
            let hour = if number % 5 == 0 { 21 } else { 5 + (number % 6) as i64 };
            let name = format!("P {day} {number}");
            patrol(app, head, &name, BEGIN + day * 86_400 + hour * 3600, &mut chance)?;
        }
    }
    Ok(())
}

/// Asks for a page and says how long it took and how large it was.
async fn page(router: &axum::Router, token: &str, path: &str) -> anyhow::Result<(f64, usize)> {
    let request = Request::builder().uri(path).header(header::HOST, "mirqab.example");
    let request = request.header(header::AUTHORIZATION, format!("Bearer {token}")).body(Body::empty())?;
    let began = Clock::now();
    let response = router.clone().oneshot(request).await?;
    anyhow::ensure!(response.status().is_success(), "{path}: {}", response.status());
    let bytes = to_bytes(response.into_body(), usize::MAX).await?;
    Ok((began.elapsed().as_secs_f64(), bytes.len()))
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let settings = Settings {
        origin: "mirqab.example/coverage".into(),
        zone: ZoneName::parse("UTC")?,
        demonstration: false,
        clock_behind_s: 0,
    };
    let store = Arc::new(Sqlite::in_memory()?);
    let app = App::new(store.clone(), store, Arc::new(Still(AtomicU64::new(1))), settings, "");
    let id = AccountId::from_parts(1, [1; 10]);
    let account =
        Account { id, name: "head".into(), title: "head".into(), role: Role::HeadOfMission, party: None, active: true };
    app.accounts().put_account(&account)?;
    let (token, head) = (app.new_token(id, "bench", 1)?, account.actor());
    let began = Clock::now();
    told(&app, &head)?;
    let told_s = began.elapsed().as_secs_f64();
    let (first, last) = (LocalDay::parse("2020-03-01")?, LocalDay::parse("2020-03-31")?);
    let zone = ZoneName::parse("UTC")?;
    let during = Interval::new(zone.interval_of(first)?.from(), zone.interval_of(last)?.to())?;
    let began = Clock::now();
    let made = app.coverage(Sight::Whole, &Shape::Mission, during)?.ok_or_else(|| anyhow::anyhow!("no mission"))?;
    let made_s = began.elapsed().as_secs_f64();
    let router = mirqab_web::router(app.clone());
    let path = "/mission/coverage?first_day=2020-03-01&last_day=2020-03-31";
    let mut drawn = Vec::new();
    for _ in 0..5 {
        drawn.push(page(&router, &token, path).await?);
    }
    drawn.sort_by(|a, b| a.0.total_cmp(&b.0));
    let night = page(&router, &token, &format!("{path}&light=night&means=camera")).await?;
    let circle = page(&router, &token, &format!("{path}&lat=24&lon=16&radius_km=50")).await?;
    let patrols = page(&router, &token, "/mission/patrols").await?;
    let overview = page(&router, &token, "/").await?;
    println!(
        "{} patrols of six hours with a point every 30 seconds, each recorded as four facts, and {CAMERAS} cameras",
        PATROLS * DAYS.unsigned_abs()
    );
    println!(
        "that watched all month, over an area of {:.0} km². Recording them took {told_s:.0} s.\n",
        made.area_m2 / 1e6
    );
    println!("| What | Seconds | |\n| --- | --- | --- |");
    println!(
        "| Coverage of the whole area and month, computed | {made_s:.2} | {} cells, {} of them watched |",
        made.grid.len(),
        made.covered.cells.len()
    );
    println!("| Its page with the map, drawn (median of 5) | {:.3} | {} kB |", drawn[2].0, drawn[2].1 / 1000);
    println!("| The same by night and by cameras alone | {:.3} | {} kB |", night.0, night.1 / 1000);
    println!("| A circle of 50 km, computed and drawn | {:.2} | {} kB |", circle.0, circle.1 / 1000);
    println!("| The page of patrols with who is overdue | {:.3} | {} kB |", patrols.0, patrols.1 / 1000);
    println!("| The overview | {:.3} | {} kB |", overview.0, overview.1 / 1000);
    Ok(())
}
