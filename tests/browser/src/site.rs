//! The server of a test: `dist/` as a static host would serve it, compressed and with the right types, on its own
//! port and so its own origin. It counts what is asked for, collects violations of the page's policy, and can hold
//! back or refuse files.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::{Context, Result};
use axum::{
    Router,
    body::Bytes,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{Html, IntoResponse, Response},
    routing::post,
};
use tokio::{net::TcpListener, sync::watch, task::AbortHandle};
use tower_http::{compression::CompressionLayer, services::ServeDir};

use crate::{root, runtime, wait};

const REPORTS: &str = "/-/policy-reports";
const REPORT_ONLY: HeaderName = HeaderName::from_static("content-security-policy-report-only");

/// What a server should do beside serving `dist/`.
#[derive(Clone, Debug, Default)]
pub struct SitePlan {
    /// The folder of the address that `dist/` is served under, like `/some/folder`; the root when empty.
    pub folder: String,
    /// Files with this ending are answered only after [`Site::release`].
    pub hold: Option<&'static str>,
    /// Files with this ending are answered with 404.
    pub refuse: Option<&'static str>,
}

/// A running server; it stops with this value.
pub struct Site {
    origin: String,
    shared: Arc<Shared>,
    release: watch::Sender<bool>,
    task: AbortHandle,
}

struct Shared {
    plan: SitePlan,
    policy: Option<HeaderValue>,
    released: watch::Receiver<bool>,
    pages: Mutex<HashMap<String, String>>,
    requests: Mutex<Vec<String>>,
    violations: Mutex<Vec<String>>,
}

impl Site {
    /// `dist/` at the root of a new origin.
    pub fn start() -> Result<Self> {
        Self::start_with(SitePlan::default())
    }

    pub fn start_with(plan: SitePlan) -> Result<Self> {
        let dist = dist();
        let index = std::fs::read_to_string(dist.join("index.html"))
            .context("dist/index.html is missing: run `make build` first")?;
        let (release, released) = watch::channel(false);
        let shared = Arc::new(Shared {
            policy: policy_with_reports(&index),
            plan,
            released,
            pages: Mutex::default(),
            requests: Mutex::default(),
            violations: Mutex::default(),
        });
        let files = ServeDir::new(dist);
        let router = match shared.plan.folder.as_str() {
            "" => Router::new().fallback_service(files),
            folder => Router::new().nest_service(folder, files),
        };
        let router = router
            .layer(CompressionLayer::new())
            .layer(middleware::from_fn_with_state(Arc::clone(&shared), answer))
            .route(REPORTS, post(take_report).with_state(Arc::clone(&shared)));

        let listener = wait(TcpListener::bind(("127.0.0.1", 0)))?;
        let origin = format!("http://{}", listener.local_addr()?);
        let task = runtime().spawn(async move { axum::serve(listener, router).await }).abort_handle();
        Ok(Self { origin, shared, release, task })
    }

    /// `http://127.0.0.1:` and the port.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The page's address with `rest` (a fragment, or a file's name) after its last slash.
    #[must_use]
    pub fn address(&self, rest: &str) -> String {
        format!("{}{}/{rest}", self.origin, self.shared.plan.folder)
    }

    /// Serves `html` at the absolute `path` of this origin, without any policy; gives its address.
    #[must_use]
    pub fn add_page(&self, path: &str, html: &str) -> String {
        lock(&self.shared.pages).insert(path.to_owned(), html.to_owned());
        format!("{}{path}", self.origin)
    }

    /// Answers what was held back until now.
    pub fn release(&self) {
        self.release.send_replace(true);
    }

    /// The paths asked for, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        lock(&self.shared.requests).clone()
    }

    /// What browsers reported against the page's Content-Security-Policy: it is sent once more as a header that only
    /// reports, because a policy in a `<meta>` element cannot.
    #[must_use]
    pub fn violations(&self) -> Vec<String> {
        lock(&self.shared.violations).clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn dist() -> PathBuf {
    std::env::var_os("DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

fn policy_with_reports(index: &str) -> Option<HeaderValue> {
    let (_, meta) = index.split_once("http-equiv=Content-Security-Policy content=\"")?;
    let (policy, _) = meta.split_once('"')?;
    HeaderValue::from_str(&format!("{policy}; report-uri {REPORTS}")).ok()
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    lock(&shared.requests).push(path.clone());
    let page = lock(&shared.pages).get(&path).cloned();
    if let Some(html) = page {
        return Html(html).into_response();
    }
    if shared.plan.refuse.is_some_and(|ending| path.ends_with(ending)) {
        return StatusCode::NOT_FOUND.into_response();
    }
    if shared.plan.hold.is_some_and(|ending| path.ends_with(ending)) {
        // Fails only when the site is gone, and then nobody waits for the answer.
        let _ = shared.released.clone().wait_for(|released| *released).await;
    }
    let mut response = next.run(request).await;
    let is_html = response.headers().get(header::CONTENT_TYPE).is_some_and(|value| value == "text/html");
    if let (true, Some(policy)) = (is_html, &shared.policy) {
        response.headers_mut().insert(REPORT_ONLY, policy.clone());
    }
    response
}

async fn take_report(State(shared): State<Arc<Shared>>, report: Bytes) -> StatusCode {
    lock(&shared.violations).push(String::from_utf8_lossy(&report).into_owned());
    StatusCode::NO_CONTENT
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
