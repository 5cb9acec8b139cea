//! Coverage and restrictions as files for other programs. A place that nobody watched has an empty rate, never a zero.

use super::coverage::Coverage;
use crate::export::table;
use crate::rows::coarse;
use mirqab_analysis::coverage::{Light, Means, Rate};
use mirqab_domain::mission::Restriction;
use serde_json::{Value, json};

/// The columns of the table of days.
pub const DAY_COLUMNS: &[&str] = &[
    "day",
    "incidents_reported",
    "incidents_in_view",
    "period_s",
    "watched_s",
    "watched_day_s",
    "watched_night_s",
    "rate_per_100_hours",
    "rate_low",
    "rate_high",
    "log_position",
];

/// The columns of the table of restrictions.
pub const RESTRICTION_COLUMNS: &[&str] = &[
    "restriction",
    "restriction_kind",
    "during_from",
    "during_to",
    "lasted_s",
    "lat",
    "lon",
    "radius_m",
    "place_ar",
    "place_en",
    "imposed_by",
    "seen_ar",
    "seen_en",
    "reason_ar",
    "reason_en",
    "task_lost_ar",
    "task_lost_en",
    "notified_before",
    "log_position",
];

/// A rate to four places after the point.
fn rate(rate: Option<Rate>, pick: fn(&Rate) -> f64) -> Value {
    rate.map_or(Value::Null, |rate| json!((pick(&rate) * 10_000.0).round() / 10_000.0))
}

/// Day by day, as CSV.
pub fn days_csv(coverage: &Coverage) -> anyhow::Result<Vec<u8>> {
    let rows = coverage.days.iter().map(|day| {
        vec![
            json!(day.day),
            json!(day.reported),
            json!(day.in_view),
            json!(day.period.total_s()),
            json!(day.watched.total_s()),
            json!(day.watched.day_s),
            json!(day.watched.night_s),
            rate(day.rate(), |rate| rate.per_100),
            rate(day.rate(), |rate| rate.low),
            rate(day.rate(), |rate| rate.high),
            json!(coverage.log_size),
        ]
    });
    table(DAY_COLUMNS, rows)
}

/// The squares of the map that were watched, as GeoJSON, with what was found of the whole area beside them. A place in no square was not
/// watched.
pub fn squares_geojson(coverage: &Coverage, least_m: f64) -> anyhow::Result<Vec<u8>> {
    let light = |light: Light| json!({"day_s": light.day_s, "night_s": light.night_s});
    let squares = coverage.squares(least_m, 20_000, |seen| seen.any.total_s());
    let features = squares.iter().map(|square| {
        let ring = [
            (square.west, square.south),
            (square.east, square.south),
            (square.east, square.north),
            (square.west, square.north),
            (square.west, square.south),
        ];
        let ring: Vec<Value> = ring.iter().map(|(lon, lat)| json!([round(*lon), round(*lat)])).collect();
        json!({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": {"watched_s": square.seconds}})
    });
    let anywhere = &coverage.covered.anywhere;
    let means: serde_json::Map<String, Value> =
        Means::ALL.iter().map(|means| (means.code().to_owned(), light(anywhere.of(*means)))).collect();
    let collection = json!({
        "type": "FeatureCollection",
        "features": features.collect::<Vec<_>>(),
        "period": {"from": coverage.during.from(), "to": coverage.during.to()},
        "watched": light(anywhere.any),
        "watched_by_means": means,
        "share_permille": coverage.share_permille(),
        "incidents_reported": coverage.reported,
        "incidents_in_view": coverage.in_view,
        "rate_per_100_hours": rate(coverage.rate(), |rate| rate.per_100),
        "rate_low": rate(coverage.rate(), |rate| rate.low),
        "rate_high": rate(coverage.rate(), |rate| rate.high),
        "log_position": coverage.log_size,
    });
    Ok(serde_json::to_vec_pretty(&collection)?)
}

fn round(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

/// The register of restrictions as everybody may see it: places coarse, everything else as it was recorded.
pub fn restrictions_csv(found: &[(u32, &Restriction)], log_position: u64) -> anyhow::Result<Vec<u8>> {
    let rows = found.iter().map(|(number, one)| {
        let (at, radius_m) = coarse((one.at, 0));
        vec![
            json!(number),
            json!(one.kind.code()),
            json!(one.during.from()),
            json!(one.during.to()),
            json!(one.during.length_s()),
            json!(at.lat()),
            json!(at.lon()),
            json!(radius_m),
            json!(one.place.ar),
            json!(one.place.en),
            json!(one.by),
            json!(one.seen.as_ref().map(|seen| &seen.ar)),
            json!(one.seen.as_ref().map(|seen| &seen.en)),
            json!(one.reason.ar),
            json!(one.reason.en),
            json!(one.task_lost.ar),
            json!(one.task_lost.en),
            json!(one.notified),
            json!(log_position),
        ]
    });
    table(RESTRICTION_COLUMNS, rows)
}
