//! Open data: what is published, as files for other programs, with a codebook.
//!
//! Only published findings, only coarse places. Parties stand by their codes; an accusation is not an attribution and has a column of its own.

pub mod followed;
pub mod promised;

use crate::Reader;
use crate::rows::{IncidentFilter, IncidentRow, Page, coarse, coarse_box};
use mirqab_domain::procedure;
use mirqab_vocabulary::{Code, Occurrence};
use serde_json::{Value, json};

/// The columns, in order. The catalogue explains each under `column-` and its name.
pub const COLUMNS: &[&str] = &[
    "incident",
    "finding",
    "title_ar",
    "title_en",
    "kind",
    "occurred_from",
    "occurred_to",
    "lat",
    "lon",
    "radius_m",
    "reports",
    "origins",
    "accused",
    "killed_min",
    "killed_max",
    "injured_min",
    "injured_max",
    "occurrence",
    "denied_by",
    "classification",
    "article",
    "attribution",
    "attributed_to",
    "standard",
    "gravity",
    "published_at",
    "log_position",
];

/// The published incidents, newest first, with the position of the log that they were read at.
pub fn published(reader: &dyn Reader) -> anyhow::Result<(Vec<IncidentRow>, u64)> {
    let filter = IncidentFilter { published: true, ..IncidentFilter::default() };
    let (rows, _) = reader.incidents(&filter, Page { offset: 0, limit: u32::MAX })?;
    Ok((rows, reader.log_size()?))
}

/// The values of one row, in the order of `COLUMNS`. Null means not known, never zero.
fn values(row: &IncidentRow, log_position: u64) -> Vec<Value> {
    let area = row.area.map(coarse);
    let axes = row.published.as_ref();
    let harm = row.harm;
    let accused: Vec<&str> = row.accused.iter().map(|party| party.as_str()).collect();
    let denied_by = axes.and_then(|axes| match &axes.occurrence {
        Occurrence::UnableToVerify { denied_by, .. } => denied_by.as_ref(),
        _ => None,
    });
    vec![
        json!(row.id),
        json!(row.finding),
        json!(row.title.ar),
        json!(row.title.en),
        json!(row.kind.code()),
        json!(row.occurred.map(|occurred| occurred.from())),
        json!(row.occurred.map(|occurred| occurred.to())),
        json!(area.map(|(at, _)| at.lat())),
        json!(area.map(|(at, _)| at.lon())),
        json!(area.map(|(_, radius_m)| radius_m)),
        json!(row.reports),
        json!(row.origins),
        if accused.is_empty() { Value::Null } else { json!(accused.join(" ")) },
        json!(harm.map(|harm| harm.killed_min)),
        json!(harm.map(|harm| harm.killed_max)),
        json!(harm.map(|harm| harm.injured_min)),
        json!(harm.map(|harm| harm.injured_max)),
        json!(axes.map(|axes| axes.occurrence.code())),
        json!(denied_by),
        json!(axes.map(|axes| axes.classification.code())),
        json!(axes.and_then(|axes| axes.classification.article())),
        json!(axes.map(|axes| axes.attribution.code())),
        json!(axes.and_then(|axes| axes.attribution.party())),
        json!(axes.and_then(|axes| axes.attribution.standard()).map(Code::code)),
        json!(axes.map(|axes| axes.gravity.code())),
        json!(row.published_at),
        json!(log_position),
    ]
}

/// A cell that no spreadsheet takes for a formula.
pub(crate) fn safe(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err() {
        format!("'{text}")
    } else {
        text
    }
}

/// As CSV in UTF-8, with the column names in the first line.
pub fn csv(rows: &[IncidentRow], log_position: u64) -> anyhow::Result<Vec<u8>> {
    table(COLUMNS, rows.iter().map(|row| values(row, log_position)))
}

/// Rows as CSV in UTF-8, with the names of the columns in the first line. Null is an empty cell.
pub(crate) fn table(columns: &[&str], rows: impl Iterator<Item = Vec<Value>>) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        let cells = row.into_iter().map(|value| match value {
            Value::Null => String::new(),
            Value::String(text) => safe(text),
            other => other.to_string(),
        });
        writer.write_record(cells)?;
    }
    Ok(writer.into_inner()?)
}

/// For each published incident the area that holds it with 90 % as it was kept with the decision, and by which model: boxes
/// around its parts, as coarse as all places that everybody sees. Null where none was kept.
pub fn regions(reader: &dyn Reader, rows: &[IncidentRow]) -> anyhow::Result<Vec<Value>> {
    let mut regions = Vec::new();
    for row in rows {
        let state = procedure::as_verification(reader.state(&crate::verification::subject(row.id))?);
        let placed = state.and_then(|state| state.placed).map(|placed| placed.place);
        let areas = placed.as_ref().and_then(|place| place.areas.as_ref());
        let Some((place, areas)) = placed.as_ref().zip(areas) else {
            regions.push(Value::Null);
            continue;
        };
        let boxes = apart(areas.most.iter().filter_map(|part| coarse_box(&part.outline)).collect());
        let polygons: Vec<Value> = boxes.into_iter().map(polygon).collect();
        let geometry = json!({"type": "MultiPolygon", "coordinates": polygons});
        regions.push(json!({"confidence_pct": 90, "model": place.model, "geometry": geometry}));
    }
    Ok(regions)
}

/// Joins boxes that touch, until none does.
fn apart(mut boxes: Vec<[i32; 4]>) -> Vec<[i32; 4]> {
    let touch = |a: &[i32; 4], b: &[i32; 4]| a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
    let mut at = 0;
    while at < boxes.len() {
        match (at + 1..boxes.len()).find(|other| touch(&boxes[at], &boxes[*other])) {
            None => at += 1,
            Some(other) => {
                let (b, a) = (boxes.remove(other), &mut boxes[at]);
                *a = [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
                at = 0;
            }
        }
    }
    boxes
}

fn polygon([south, west, north, east]: [i32; 4]) -> Value {
    let degrees = |udeg: i32| f64::from(udeg) / 1e6;
    let corner = |lat, lon| json!([degrees(lon), degrees(lat)]);
    let corners = [(south, west), (south, east), (north, east), (north, west), (south, west)];
    json!([corners.map(|(lat, lon)| corner(lat, lon))])
}

/// As GeoJSON: the centre of each area, with its radius and everything else among the properties. `regions` are those of `regions`, and
/// `followed` the rows of `followed::rows`.
pub fn geojson(
    rows: &[IncidentRow],
    regions: &[Value],
    followed: &[Vec<Value>],
    log_position: u64,
) -> anyhow::Result<Vec<u8>> {
    let followed = followed::by_incident(followed, rows);
    let features = rows.iter().zip(regions).zip(followed).map(|((row, region), followed)| {
        let mut properties: serde_json::Map<String, Value> =
            COLUMNS.iter().map(|name| (*name).to_owned()).zip(values(row, log_position)).collect();
        properties.insert("region".to_owned(), region.clone());
        properties.insert("followed".to_owned(), followed);
        let geometry =
            row.area.map(coarse).map(|(at, _)| json!({"type": "Point", "coordinates": [at.lon(), at.lat()]}));
        json!({"type": "Feature", "id": row.id, "geometry": geometry, "properties": properties})
    });
    let collection = json!({"type": "FeatureCollection", "features": features.collect::<Vec<_>>()});
    Ok(serde_json::to_vec_pretty(&collection)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_vocabulary::Coordinates;

    #[test]
    fn a_region_is_no_closer_than_every_other_place_that_everybody_sees() {
        let at = |lat: f64, lon: f64| Coordinates::from_degrees(lat, lon).unwrap();
        // However small the region, and wherever in it the event: the box is the same.
        let (one, other) = (coarse_box(&[at(32.8031, 13.2011)]).unwrap(), coarse_box(&[at(32.8079, 13.2088)]).unwrap());
        assert_eq!(one, other);
        let [south, west, north, east] = one;
        let wide = crate::location::metres_between(at(32.8, f64::from(west) / 1e6), at(32.8, f64::from(east) / 1e6));
        assert!((4000.0..8000.0).contains(&wide) && (north - south) >= 36_000, "{one:?}");
        for edge in one {
            assert_eq!(edge % 10_000, 0, "{one:?}");
        }
        let long = coarse_box(&[at(32.801, 13.201), at(32.955, 13.309)]).unwrap();
        assert_eq!(long, [32_800_000, 13_200_000, 32_960_000, 13_310_000]);
        assert_eq!(coarse_box(&[]), None);
        assert_eq!(apart(vec![[0, 0, 4, 4], [9, 9, 12, 12], [3, 3, 9, 5]]), [[0, 0, 9, 5], [9, 9, 12, 12]]);
        assert_eq!(apart(vec![[0, 0, 4, 4], [4, 4, 9, 9]]), [[0, 0, 9, 9]]);
    }

    #[test]
    fn a_cell_cannot_become_a_formula_and_a_negative_number_stays_one() {
        assert_eq!(safe("=1+1".into()), "'=1+1");
        assert_eq!(safe("@SUM(A1)".into()), "'@SUM(A1)");
        assert_eq!(safe("-12.5".into()), "-12.5");
        assert_eq!(safe("Ain Zara".into()), "Ain Zara");
    }
}
