//! Open data: what is published, as files for other programs, with a codebook.
//!
//! Only published findings, only coarse places. Parties stand by their codes; an accusation is not an attribution and has a column of its own.

use crate::Reader;
use crate::rows::{IncidentFilter, IncidentRow, Page, coarse};
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
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in rows {
        let cells = values(row, log_position).into_iter().map(|value| match value {
            Value::Null => String::new(),
            Value::String(text) => safe(text),
            other => other.to_string(),
        });
        writer.write_record(cells)?;
    }
    Ok(writer.into_inner()?)
}

/// As GeoJSON: the centre of each area, with its radius and everything else among the properties.
pub fn geojson(rows: &[IncidentRow], log_position: u64) -> anyhow::Result<Vec<u8>> {
    let features = rows.iter().map(|row| {
        let properties: serde_json::Map<String, Value> =
            COLUMNS.iter().map(|name| (*name).to_owned()).zip(values(row, log_position)).collect();
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

    #[test]
    fn a_cell_cannot_become_a_formula_and_a_negative_number_stays_one() {
        assert_eq!(safe("=1+1".into()), "'=1+1");
        assert_eq!(safe("@SUM(A1)".into()), "'@SUM(A1)");
        assert_eq!(safe("-12.5".into()), "-12.5");
        assert_eq!(safe("Ain Zara".into()), "Ain Zara");
    }
}
