//! Commitments with their places as a map for other programs, as everybody sees them.

use crate::Actor;
use crate::commitment::promise_for;
use mirqab_domain::commitment::Promise;
use mirqab_vocabulary::Code;
use serde_json::{Map, Value, json};

/// The properties of each.
pub const COLUMNS: &[&str] = &[
    "commitment",
    "commitment_kind",
    "commitment_title_ar",
    "commitment_title_en",
    "commitment_owners",
    "commitment_agreed_at",
    "commitment_due",
    "commitment_stands",
    "place_ar",
    "place_en",
    "radius_m",
    "log_position",
];

/// As GeoJSON: a commitment without a place, or whose place is known by name alone, has no geometry.
pub fn geojson(promises: Vec<Promise>, log_position: u64) -> anyhow::Result<Vec<u8>> {
    let features = promises.into_iter().map(|promise| {
        let promise = promise_for(&Actor::public(), promise);
        let (terms, place) = (&promise.terms, promise.terms.place.as_ref());
        let values = [
            json!(promise.id),
            json!(terms.kind.map(Code::code)),
            json!(terms.title.ar),
            json!(terms.title.en),
            json!(terms.owners),
            json!(terms.agreed_at),
            json!(terms.due),
            json!(promise.stands(None).code()),
            json!(place.map(|place| &place.name.ar)),
            json!(place.map(|place| &place.name.en)),
            json!(place.filter(|place| !place.points.is_empty()).map(|place| place.within_m)),
            json!(log_position),
        ];
        let properties: Map<String, Value> = COLUMNS.iter().map(|name| (*name).to_owned()).zip(values).collect();
        let at = place.and_then(|place| place.points.first());
        let geometry = at.map(|at| json!({"type": "Point", "coordinates": [at.lon(), at.lat()]}));
        json!({"type": "Feature", "id": promise.id, "geometry": geometry, "properties": properties})
    });
    let collection = json!({"type": "FeatureCollection", "features": features.collect::<Vec<_>>()});
    Ok(serde_json::to_vec_pretty(&collection)?)
}
