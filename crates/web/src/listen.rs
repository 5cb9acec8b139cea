//! Taking connections: how many, how long a request's head may take, and how large it may be. Everything after the head has
//! limits of its own in [`crate::router`].

use crate::{ANSWER_WITHIN, router};
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use mirqab_app::App;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// The most connections at once; further ones wait to be taken.
const CONNECTIONS_MOST: usize = 1000;
/// How long a connection may be idle, or a request's head may take to arrive.
const HEAD_WITHIN: Duration = Duration::from_secs(30);
/// The most bytes of a request's head.
const HEAD_MOST: usize = 32 << 10;

/// Serves until `shutdown`; what is under way then is still answered.
// LIMIT: whoever takes an answer slowly keeps their connection. The proxy before the program ends such ones.
pub async fn serve(
    app: App,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let router = router(app);
    let mut http = Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_WITHIN).max_header_size(HEAD_MOST);
    let (graceful, places) = (GracefulShutdown::new(), Arc::new(Semaphore::new(CONNECTIONS_MOST)));
    let mut shutdown = pin!(shutdown);
    loop {
        let next = async { (places.clone().acquire_owned().await, listener.accept().await) };
        let (place, taken) = tokio::select! {
            () = &mut shutdown => break,
            next = next => next,
        };
        let (stream, peer) = match taken {
            Ok(taken) => taken,
            Err(error) => {
                // A client that is gone again, or no more files to open: neither ends the server.
                tracing::warn!("a connection could not be taken: {error}");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request.map(axum::body::Body::new))
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // How a connection ends is the client's affair.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(ANSWER_WITHIN, graceful.shutdown()).await;
    Ok(())
}
