//! What a form sends, whether urlencoded or multipart: fields, each of which may stand several times, and files.

use crate::shell::{Failed, Visit};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::LengthLimitError;
use mirqab_app::App;
use mirqab_app::report::{UPLOAD_MOST, Upload};
use mirqab_vocabulary::Line;
use std::collections::BTreeMap;

/// The most fields of one form.
const FIELDS_MOST: usize = 2000;
/// The most files of one form.
const FILES_MOST: usize = 50;

/// The most bytes of a form from somebody who is not signed in.
const UNKNOWN_MOST: usize = 64 << 10;

/// A file that came with a form.
#[derive(Clone, Debug)]
pub struct File {
    /// The name of its field.
    pub field: String,
    /// Its name as sent, without any folder.
    pub name: String,
    /// Its media type as sent.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// What a form sent. As an extractor it stands last, after `Visit`.
#[derive(Clone, Debug, Default)]
pub struct Form {
    fields: BTreeMap<String, Vec<String>>,
    /// Files that hold at least one byte, in order.
    pub files: Vec<File>,
}

impl Form {
    /// Of pairs, such as those of an address.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            form.fields.entry(name).or_default().push(value);
        }
        form
    }

    /// Of the query of an address.
    pub fn of_query(query: &str) -> Self {
        Self::of(pairs(query))
    }

    /// The first value of a field without space around it; empty if it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
    }

    /// The first value of a field; `None` if it is not there or holds nothing but space.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// Whether a field is there and holds more than space.
    pub fn has_some(&self, name: &str) -> bool {
        self.some(name).is_some()
    }

    /// All values of a field, in order, as sent.
    pub fn all(&self, name: &str) -> &[String] {
        self.fields.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a field is there, as a ticked box is.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// What is to be shown again in a form that must be corrected.
    pub fn fields(&self) -> &BTreeMap<String, Vec<String>> {
        &self.fields
    }

    /// The files, as originals to be kept.
    pub fn uploads(&self, visit: &Visit) -> Result<Vec<Upload>, Failed> {
        let upload = |file: &File| {
            if file.bytes.len() > UPLOAD_MOST {
                return Err(visit.problem(StatusCode::PAYLOAD_TOO_LARGE, "too-large"));
            }
            let text = |text: &str, other: &str| Line::parse(text).or_else(|_| Line::parse(other));
            let wrong = |_| visit.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-field");
            Ok(Upload {
                name: text(&file.name, "file").map_err(wrong)?,
                media_type: text(&file.media_type, "application/octet-stream").map_err(wrong)?,
                bytes: file.bytes.to_vec(),
            })
        };
        self.files.iter().map(upload).collect()
    }

    /// The first file of a field.
    pub fn file(&self, field: &str) -> Option<&File> {
        self.files.iter().find(|file| file.field == field)
    }
}

/// The pairs of a urlencoded text.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', _, _) => out.push(b' '),
            (byte, _, _) => out.push(*byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A text as it stands in an address.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Whatever a file says that it is, a browser only saves it.
pub fn saved(name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let kind = "application/octet-stream".to_owned();
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

impl FromRequest<App> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = <Visit as FromRequestParts<App>>::from_request_parts(&mut parts, app).await?;
        let form = Self::read(&visit, Request::from_parts(parts, body), crate::BODY_MOST).await;
        form.map_err(IntoResponse::into_response)
    }
}

impl Form {
    /// Reads what a form sent, of at most `most` bytes. From somebody without an account no more is taken than a name and a
    /// password need: nobody fills the memory before they are known.
    pub async fn read(visit: &Visit, request: Request, most: usize) -> Result<Self, Failed> {
        let (kind, length) = {
            let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
            let kind = text(header::CONTENT_TYPE).unwrap_or_default();
            let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            (kind, text(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok()))
        };
        let known = visit.account.is_some();
        let most = if known { most } else { most.min(UNKNOWN_MOST) };
        match kind.as_str() {
            _ if length.is_some_and(|length| length > most) => Err(visit.too_large(most)),
            "application/x-www-form-urlencoded" => urlencoded(visit, request, most).await,
            "multipart/form-data" if known => multipart(visit, request, most).await,
            "multipart/form-data" => Err(visit.problem(StatusCode::UNAUTHORIZED, "sign-in")),
            _ => Err(visit.problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type")),
        }
    }
}

fn unreadable(visit: &Visit, status: StatusCode, most: usize) -> Failed {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => visit.too_large(most),
        _ => visit.problem(StatusCode::BAD_REQUEST, "bad-request"),
    }
}

async fn urlencoded(visit: &Visit, request: Request, most: usize) -> Result<Form, Failed> {
    let wrong = || visit.problem(StatusCode::BAD_REQUEST, "bad-request");
    // Fields are text of people; files come as multipart.
    let body = axum::body::to_bytes(request.into_body(), most.min(crate::BODY_MOST)).await;
    let body = body.map_err(|error| match error.into_inner().is::<LengthLimitError>() {
        true => visit.too_large(most),
        false => wrong(),
    })?;
    let text = std::str::from_utf8(&body).map_err(|_| wrong())?;
    let pairs = pairs(text);
    if pairs.len() > FIELDS_MOST { Err(wrong()) } else { Ok(Form::of(pairs)) }
}

async fn multipart(visit: &Visit, request: Request, most: usize) -> Result<Form, Failed> {
    let wrong = || visit.problem(StatusCode::BAD_REQUEST, "bad-request");
    let parts = Multipart::from_request(request, &visit.app).await;
    let mut parts = parts.map_err(|no| unreadable(visit, no.status(), most))?;
    let mut form = Form::default();
    let mut count = 0;
    while let Some(part) = parts.next_field().await.map_err(|no| unreadable(visit, no.status(), most))? {
        count += 1;
        let field = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(|name| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned());
        let media_type = part.content_type().unwrap_or("application/octet-stream").to_owned();
        let bytes = part.bytes().await.map_err(|no| unreadable(visit, no.status(), most))?;
        match file {
            // A browser sends an empty file where none was chosen.
            Some(_) if bytes.is_empty() => {}
            Some(name) => form.files.push(File { field, name, media_type, bytes }),
            None => {
                let value = std::str::from_utf8(&bytes).map_err(|_| wrong())?;
                form.fields.entry(field).or_default().push(value.to_owned());
            }
        }
        if count > FIELDS_MOST || form.files.len() > FILES_MOST {
            return Err(wrong());
        }
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_may_stand_several_times() {
        let form = Form::of_query("a=1&b=%D8%AE%D8%B1%D9%82+x&a=2&c&d=%zz%4");
        assert_eq!(form.all("a"), ["1", "2"]);
        assert_eq!(form.get("b"), "خرق x");
        assert_eq!((form.has("c"), form.some("c"), form.some("e")), (true, None, None));
        assert_eq!(form.get("d"), "%zz%4");
    }

    #[test]
    fn what_is_encoded_is_decoded_again() {
        let text = "/reports?a=خرق&b= %";
        assert_eq!(decoded(&encoded(text)), text);
    }
}
