//! Styles, scripts, fonts and map outlines, inside the program.

use axum::Router;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use mirqab_app::App;
use std::sync::LazyLock;

/// One file: its name below `/assets/`, its bytes, and a hash of them.
struct Asset {
    name: &'static str,
    bytes: &'static [u8],
    hash: String,
}

/// Name and bytes of each file, as `build.rs` found them.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    FILES.iter().map(|(name, bytes)| Asset { name, bytes, hash: format!("{:016x}", fnv(bytes)) }).collect()
});

/// FNV-1a: it tells versions of our own files apart, and guards nothing.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The address of an asset, with its hash: a browser may keep what it gets there for ever.
pub fn address(name: &str) -> String {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    found.map_or_else(|| format!("/assets/{name}"), |asset| format!("/assets/{name}?v={}", asset.hash))
}

async fn asset(Path(name): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", asset.hash);
    let by_hash = query.is_some_and(|query| query == format!("v={}", asset.hash));
    let keep = if by_hash { "public, max-age=31536000, immutable" } else { "public, max-age=3600, must-revalidate" };
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let same = known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));
    let mut response = if same { StatusCode::NOT_MODIFIED.into_response() } else { asset.bytes.into_response() };
    let all = response.headers_mut();
    all.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    all.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(asset.name)));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        all.insert(header::ETAG, tag);
    }
    response
}

/// The route of all assets.
pub fn routes() -> Router<App> {
    Router::new().route("/assets/{*name}", get(asset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_has_a_media_type_and_pages_find_theirs() {
        assert!(FILES.iter().all(|(name, _)| media_type(name) != "application/octet-stream"));
        for name in ["style.css", "shell.js", "map.js"] {
            assert!(address(name).contains("?v="), "{name}");
        }
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
