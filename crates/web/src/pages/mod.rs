//! The pages, room by room in walking order.

pub mod health;
pub mod sign;

use axum::Router;
use mirqab_app::App;

/// The routes of all pages.
pub fn routes() -> Router<App> {
    Router::new().merge(sign::routes()).merge(health::routes())
}
