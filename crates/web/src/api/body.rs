//! JSON that somebody sends, read strictly: what is not known, missing or malformed is named by its path.

use super::answer::{No, field, unreadable};
use crate::form::Form;
use crate::shell::Visit;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use mirqab_app::App;
use mirqab_app::report::Upload;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The body of a request that says it is JSON.
pub struct Sent(Bytes);

impl FromRequest<App> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
            let visit = <Visit as FromRequestParts<App>>::from_request_parts(&mut parts, app).await?;
            return Err(visit.problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type").into_response());
        }
        let length = parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        if length.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > crate::BODY_MOST) {
            // Told at once, not after reading up to the limit.
            return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
        }
        // What is too large is told in the reader's language by the layer around every route.
        Ok(Self(Bytes::from_request(Request::from_parts(parts, body), app).await.map_err(IntoResponse::into_response)?))
    }
}

impl Sent {
    /// As any JSON.
    pub fn value(&self, visit: &Visit) -> Result<Value, No> {
        serde_json::from_slice(&self.0).map_err(|error| unreadable(visit, error.to_string()))
    }

    /// As a value of a known form.
    pub fn read<T: DeserializeOwned>(&self, visit: &Visit) -> Result<T, No> {
        read(visit, self.value(visit)?, "")
    }
}

/// The body of a request that is JSON, or a form of several parts: one of them JSON under a name of its own, and files.
pub struct SentWithFiles {
    form: Option<Form>,
    json: Option<Sent>,
}

impl FromRequest<App> for SentWithFiles {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if kind.is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("multipart/form-data")) {
            return Ok(Self { form: Some(Form::from_request(request, app).await?), json: None });
        }
        Ok(Self { form: None, json: Some(Sent::from_request(request, app).await?) })
    }
}

impl SentWithFiles {
    /// The JSON, which stands in the part `name` if there are parts, and the files in order.
    pub fn take(self, visit: &Visit, name: &str) -> Result<(Value, Vec<Upload>), No> {
        match (self.form, self.json) {
            (Some(form), _) => {
                let Some(text) = form.some(name) else {
                    return Err(field(visit, name, visit.words.say("field-required")));
                };
                let value = serde_json::from_str(text).map_err(|error| unreadable(visit, error.to_string()))?;
                Ok((value, form.uploads(visit)?))
            }
            (None, Some(sent)) => Ok((sent.value(visit)?, Vec::new())),
            (None, None) => Err(unreadable(visit, String::new())),
        }
    }
}

/// The one file that may come with something, if one came.
pub fn one_file<'a>(visit: &Visit, uploads: &'a [Upload]) -> Result<Option<&'a Upload>, No> {
    match uploads {
        [] => Ok(None),
        [file] => Ok(Some(file)),
        _ => Err(field(visit, "file", visit.words.say("error-one-file"))),
    }
}

/// Reads a value of a known form; `within` is where it stands in the whole body.
pub fn read<T: DeserializeOwned>(visit: &Visit, value: Value, within: &str) -> Result<T, No> {
    let said = value.clone();
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let detail = error.inner().to_string();
        let path = if path == "." { located(&said, &detail).unwrap_or_default() } else { path };
        let joined =
            if within.is_empty() || path.is_empty() { format!("{within}{path}") } else { format!("{within}.{path}") };
        field(visit, joined, detail)
    })
}

/// Where the thing stands that a reader's message quotes. Facts are told apart by their member `event`, and behind that the reader
/// forgets paths; what it quotes (an unknown name, a malformed value) is found again if it stands in one place alone.
fn located(value: &Value, detail: &str) -> Option<String> {
    let quoted = detail.split('`').nth(1).or_else(|| detail.split('"').nth(1))?;
    let mut found = Vec::new();
    seek(value, quoted, &mut String::new(), &mut found);
    if found.len() == 1 { found.pop() } else { None }
}

fn seek(value: &Value, quoted: &str, path: &mut String, found: &mut Vec<String>) {
    let length = path.len();
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
                if name == quoted {
                    found.push(path.clone());
                }
                seek(member, quoted, path, found);
                path.truncate(length);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push_str(&format!("[{index}]"));
                seek(item, quoted, path, found);
                path.truncate(length);
            }
        }
        Value::String(text) if text == quoted => found.push(path.clone()),
        Value::Number(number) if number.to_string() == quoted => found.push(path.clone()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_a_message_quotes_is_found_again() {
        let value = json!({"event": "linked", "list": [{"repot": 1}, {"at": "2020"}]});
        assert_eq!(located(&value, "unknown field `repot`, expected `report`").as_deref(), Some("list[0].repot"));
        assert_eq!(located(&value, "\"2020\" is not a time").as_deref(), Some("list[1].at"));
        assert_eq!(located(&value, "missing field `reason`"), None);
        assert_eq!(located(&json!(["x", "x"]), "\"x\" is not a time"), None);
    }
}
