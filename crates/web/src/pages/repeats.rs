//! Repeats.
use axum::Router;
use mirqab_app::App;
/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
}
