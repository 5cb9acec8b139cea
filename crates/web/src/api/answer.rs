//! What handlers of the API return, and what they read from an address.

use crate::error::{self, FieldError};
use crate::form::Form;
use crate::shell::AS_OF;
use crate::shell::{Failed, Visit};
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use mirqab_app::rows::Page;
use mirqab_app::{AppError, Reader};
use serde::Serialize;
use serde_json::{Value, json};

/// A problem, ready to be sent.
pub struct No(Box<Response>);
/// What a handler returns.
pub type Answer = Result<Response, No>;

impl From<Failed> for No {
    fn from(failed: Failed) -> Self {
        Self(Box::new(failed.into_response()))
    }
}
impl IntoResponse for No {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// The problem that fields cannot be taken as they are.
pub fn fields(visit: &Visit, errors: Vec<FieldError>) -> No {
    let failed = visit.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-request");
    No(Box::new(error::problem(&error::told(&failed, errors))))
}

/// The problem that one field cannot be taken as it is.
pub fn field(visit: &Visit, path: impl Into<String>, detail: impl Into<String>) -> No {
    fields(visit, vec![FieldError { path: path.into(), detail: detail.into() }])
}

/// The problem that the body is not JSON at all.
pub fn unreadable(visit: &Visit, detail: String) -> No {
    let failed = visit.problem(StatusCode::BAD_REQUEST, "bad-request");
    No(Box::new(error::problem(&error::told(&failed, vec![FieldError { path: String::new(), detail }]))))
}

/// A value as JSON.
pub fn json_of(value: &impl Serialize) -> Response {
    Json(value).into_response()
}

/// What was recorded, under `location`; and, in the member `clock`, that the server's clock stands before the time of an entry, if it does.
pub fn recorded(visit: &Visit, location: &str, value: &impl Serialize) -> Response {
    let mut value = serde_json::to_value(value).unwrap_or_default();
    if let (Some(clock), Some(members)) = (visit.clock_behind(), value.as_object_mut()) {
        members.insert("clock".to_owned(), clock.into());
    }
    created(location, &value)
}

/// A value as JSON, newly recorded under `location`.
pub fn created(location: &str, value: &impl Serialize) -> Response {
    let mut response = (StatusCode::CREATED, Json(value)).into_response();
    if let Ok(place) = axum::http::HeaderValue::from_str(location) {
        response.headers_mut().insert(axum::http::header::LOCATION, place);
    }
    response
}

/// A slice of a list.
pub fn list(items: Vec<Value>, total: u64, page: Page) -> Response {
    json_of(&json!({ "items": items, "total": total, "offset": page.offset, "limit": page.limit }))
}

/// A slice of what is already a list.
pub fn sliced<T: Serialize>(visit: &Visit, all: &[T], page: Page) -> Answer {
    let shown = all.iter().skip(page.offset as usize).take(page.limit as usize);
    let items: Result<Vec<Value>, serde_json::Error> = shown.map(serde_json::to_value).collect();
    Ok(list(items.map_err(|error| visit.failed(anyhow::Error::new(error)))?, all.len() as u64, page))
}

/// Reads what the visitor may see of one moment of the record.
pub fn read<T>(visit: &Visit, work: impl FnMut(&dyn Reader) -> Result<T, AppError>) -> Result<T, No> {
    Ok(tokio::task::block_in_place(|| crate::view::read(visit, work))?)
}

/// An id, or the answer that there is no such thing.
pub fn id<T: std::str::FromStr>(visit: &Visit, text: &str) -> Result<T, No> {
    text.parse().map_err(|_| visit.failed(AppError::NotFound).into())
}

/// The parameters of an address.
pub struct Asked<'a> {
    visit: &'a Visit,
    form: Form,
}

impl<'a> Asked<'a> {
    /// Refuses what is not known: a filter with a typing error must not look like one that lets everything through.
    pub fn of(visit: &'a Visit, known: &[&str]) -> Result<Self, No> {
        let form = Form::of_query(&visit.query);
        let unknown = form
            .fields()
            .keys()
            .find(|name| !["lang", AS_OF].contains(&name.as_str()) && !known.contains(&name.as_str()));
        match unknown {
            Some(name) => {
                Err(field(visit, name.as_str(), format!("unknown parameter; known are {}", known.join(", "))))
            }
            None => Ok(Self { visit, form }),
        }
    }

    /// A parameter as text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.form.some(name)
    }

    /// A parameter read as something.
    pub fn read<T, E: ToString>(&self, name: &str, read: impl Fn(&str) -> Result<T, E>) -> Result<Option<T>, No> {
        let read = |text| read(text).map_err(|error| field(self.visit, name, error.to_string()));
        self.text(name).map(read).transpose()
    }

    /// A parameter that must be there.
    pub fn needed<T, E: ToString>(&self, name: &str, read: impl Fn(&str) -> Result<T, E>) -> Result<T, No> {
        self.read(name, read)?.ok_or_else(|| field(self.visit, name, "this parameter is needed"))
    }

    /// A code of a closed set.
    pub fn code<T>(&self, name: &str, from_code: impl Fn(&str) -> Option<T>) -> Result<Option<T>, No> {
        self.read(name, |text| from_code(text).ok_or_else(|| format!("{text:?} is not one of the codes")))
    }

    /// `true` or `false`; false if it is not there.
    pub fn flag(&self, name: &str) -> Result<bool, No> {
        Ok(self.read(name, str::parse::<bool>)?.unwrap_or(false))
    }

    /// The interval between two parameters; an end that is not given is open.
    pub fn interval(&self, from: &str, to: &str) -> Result<Option<mirqab_vocabulary::Interval>, No> {
        use mirqab_vocabulary::{Instant, Interval};
        let (begin, end) = (self.read(from, Instant::parse)?, self.read(to, Instant::parse)?);
        if begin.is_none() && end.is_none() {
            return Ok(None);
        }
        let begin = begin.unwrap_or_else(|| Instant::EPOCH.plus_s(i64::MIN / 2));
        let end = end.unwrap_or_else(|| Instant::EPOCH.plus_s(i64::MAX / 2));
        Interval::new(begin, end).map(Some).map_err(|error| field(self.visit, to, error.to_string()))
    }

    /// Which slice is asked for: 50 from the beginning if nothing is said, 500 at most.
    pub fn page(&self) -> Result<Page, No> {
        let offset = self.read("offset", str::parse::<u32>)?.unwrap_or(0);
        let limit = self.read("limit", str::parse::<u32>)?.unwrap_or(50);
        if limit > 500 {
            return Err(field(self.visit, "limit", "at most 500"));
        }
        Ok(Page { offset, limit })
    }
}
