//! The server of a test: `dist/` as a static host would serve it, compressed and with the right types, on its own
//! port and so its own origin. It lists what is asked for, collects violations of the page's policy, can hold back or
//! refuse files, and can go away and come back.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::{Context, Result};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{Html, IntoResponse, Response},
    routing::post,
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::timeout};
use tower_http::{CompressionLevel, compression::CompressionLayer, services::ServeDir};

use crate::{Page, root, runtime, wait, wait_until};

const REPORTS: &str = "/-/policy-reports";
const REPORT_ONLY: HeaderName = HeaderName::from_static("content-security-policy-report-only");
const FIRST_SCRIPT: &str = "/-/first.js";

/// What a server should do beside serving `dist/`.
#[derive(Clone, Debug, Default)]
pub struct SitePlan {
    /// The folder to serve in place of `dist/`, without any policy; it may be filled later.
    pub root: Option<PathBuf>,
    /// The folder of the address that `dist/` is served under, like `/some/folder`; the root when empty.
    pub folder: String,
    /// Files with this ending are answered only after [`Site::release`].
    pub hold: Option<&'static str>,
    /// Files with this ending are answered with 404.
    pub refuse: Option<&'static str>,
    /// Every page may read the files (`Access-Control-Allow-Origin: *`).
    pub readable: bool,
    /// Documents register the service worker. It outlives its test and requests files on its own, so other tests run without it.
    pub offline: bool,
    /// What is sent with the files.
    pub headers: Headers,
    /// A script that runs in each document before any other.
    pub script: Option<String>,
}

/// What a host sends with the files, beside their types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headers {
    #[default]
    Nothing,
    /// What `_headers` of the site says, as Netlify and Cloudflare Pages send it.
    OfSite,
    /// Browsers may not keep files in their own cache.
    NoStore,
}

/// A running server; it stops with this value.
pub struct Site {
    origin: String,
    shared: Arc<Shared>,
    release: watch::Sender<bool>,
    router: Router,
    server: Mutex<Option<Server>>,
}

struct Server {
    task: JoinHandle<()>,
    /// Ends it, with its connections.
    stop: watch::Sender<bool>,
}

struct Shared {
    plan: SitePlan,
    /// The policy of the page, and that of the embed.
    policies: [Option<HeaderValue>; 2],
    /// Paths, which may end with a star, and what is sent with them.
    headers: Vec<(String, HeaderName, HeaderValue)>,
    released: watch::Receiver<bool>,
    pages: Mutex<HashMap<String, (String, Option<String>)>>,
    requests: Mutex<Vec<String>>,
    violations: Mutex<Vec<String>>,
}

impl Site {
    /// `dist/` at the root of a new origin.
    pub fn start() -> Result<Self> {
        Self::start_with(SitePlan::default())
    }

    pub fn start_with(plan: SitePlan) -> Result<Self> {
        let (release, released) = watch::channel(false);
        let listener = listen()?;
        let origin = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared {
            policies: if plan.root.is_some() { [None, None] } else { policies_of_dist(&origin)? },
            headers: match plan.headers {
                Headers::Nothing => Vec::new(),
                Headers::OfSite => headers_of_dist()?,
                Headers::NoStore => {
                    vec![("/*".to_owned(), header::CACHE_CONTROL, HeaderValue::from_static("no-store"))]
                }
            },
            plan,
            released,
            pages: Mutex::default(),
            requests: Mutex::default(),
            violations: Mutex::default(),
        });
        let files = ServeDir::new(shared.plan.root.clone().unwrap_or_else(dist));
        let router = match shared.plan.folder.as_str() {
            "" => Router::new().fallback_service(files),
            folder => Router::new().nest_service(folder, files),
        };
        let router = router
            .layer(middleware::from_fn_with_state(Arc::clone(&shared), adapt_document))
            .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
            .layer(middleware::from_fn_with_state(Arc::clone(&shared), answer))
            .route(REPORTS, post(take_report).with_state(Arc::clone(&shared)));

        let server = Mutex::new(Some(Server::start(listener, router.clone())));
        Ok(Self { origin, shared, release, router, server })
    }

    /// Goes away: whoever asks gets no answer, as without a network.
    pub fn stop(&self) -> Result<()> {
        let server = lock(&self.server).take().context("the site has stopped already")?;
        server.stop.send_replace(true);
        wait(async { timeout(Duration::from_secs(30), server.task).await }).context("a connection stays open")??;
        Ok(())
    }

    /// Comes back at the same address.
    pub fn restart(&self) -> Result<()> {
        let address = self.origin.trim_start_matches("http://").to_owned();
        let listener = wait(TcpListener::bind(address))?;
        *lock(&self.server) = Some(Server::start(listener, self.router.clone()));
        Ok(())
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
        self.add_page_with(path, html, None)
    }

    /// The same with a Content-Security-Policy of its own.
    #[must_use]
    pub fn add_page_with(&self, path: &str, html: &str, policy: Option<&str>) -> String {
        lock(&self.shared.pages).insert(path.to_owned(), (html.to_owned(), policy.map(str::to_owned)));
        format!("{}{path}", self.origin)
    }

    /// Answers what was held back until now.
    pub fn release(&self) {
        self.release.send_replace(true);
    }

    /// The paths that have been asked for, in order.
    #[must_use]
    pub fn requests_now(&self) -> Vec<String> {
        lock(&self.shared.requests).clone()
    }

    /// Waits until a path with this ending has been asked for so many times.
    pub fn expect_requests(&self, ending: &str, count: usize) -> Result<()> {
        wait_until(&format!("{ending} to be asked for {count} times"), || {
            let now = self.requests_now();
            let found = now.iter().filter(|path| path.ends_with(ending)).count();
            Ok(if found == count { Ok(()) } else { Err(format!("{now:?}")) })
        })
    }

    /// What browsers reported against the page's Content-Security-Policy: it is sent once more as a header that only
    /// reports, because a policy in a `<meta>` element cannot.
    ///
    /// Reports come in order: once a violation on purpose is reported, all of `page` before it have been.
    pub fn violations(&self, page: &Page) -> Result<Vec<String>> {
        const PROBE: &str = "https://probe.invalid/";
        page.script(&format!("new Image().src = '{PROBE}'"))?;
        wait_until("the violation on purpose", || {
            let now = lock(&self.shared.violations).clone();
            Ok(if now.iter().any(|report| report.contains(PROBE)) { Ok(()) } else { Err(format!("{now:?}")) })
        })?;
        Ok(lock(&self.shared.violations).iter().filter(|report| !report.contains(PROBE)).cloned().collect())
    }
}

impl Server {
    fn start(listener: TcpListener, router: Router) -> Self {
        let (stop, mut stopped) = watch::channel(false);
        let end = async move {
            let _ = stopped.wait_for(|stopped| *stopped).await;
        };
        let task = runtime().spawn(async move {
            let _ = axum::serve(listener, router).with_graceful_shutdown(end).await;
        });
        Self { task, stop }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some(server) = lock(&self.server).take() {
            server.task.abort();
        }
    }
}

/// A port that no site of this run has had: what a browser stored for an origin would otherwise meet another test.
fn listen() -> Result<TcpListener> {
    static HAD: LazyLock<Mutex<HashSet<u16>>> = LazyLock::new(Mutex::default);
    loop {
        let listener = wait(TcpListener::bind(("127.0.0.1", 0)))?;
        if lock(&HAD).insert(listener.local_addr()?.port()) {
            return Ok(listener);
        }
    }
}

/// The folder of the finished site.
#[must_use]
pub fn dist() -> PathBuf {
    std::env::var_os("DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

fn policies_of_dist(origin: &str) -> Result<[Option<HeaderValue>; 2]> {
    let index = std::fs::read_to_string(dist().join("index.html"));
    let index = index.context("dist/index.html is missing: run `make build` first")?;
    let embed = std::fs::read_to_string(dist().join("embed/index.html")).unwrap_or_default();
    Ok([index, embed].map(|html| policy_with_reports(&html, origin)))
}

/// The policy that stands in a page, in an attribute or in the script that puts it in.
fn policy_with_reports(html: &str, origin: &str) -> Option<HeaderValue> {
    let (policy, _) = html[html.find("default-src")?..].split_once('"')?;
    // A sandboxed page is of no origin, so that its own has to be named.
    let policy = policy.replace("'self'", origin);
    HeaderValue::from_str(&format!("{policy}; report-uri {origin}{REPORTS}")).ok()
}

/// What `_headers` says, in its order.
fn headers_of_dist() -> Result<Vec<(String, HeaderName, HeaderValue)>> {
    let text = std::fs::read_to_string(dist().join("_headers")).context("dist/_headers is missing")?;
    let mut path = "";
    let mut headers = Vec::new();
    for line in text.lines() {
        match line.trim().split_once(": ").filter(|_| line.starts_with(' ')) {
            Some((name, value)) => headers.push((path.to_owned(), name.parse()?, value.parse()?)),
            None => path = line,
        }
    }
    Ok(headers)
}

/// Serves a document without its service worker, and with the test's own script before its others.
async fn adapt_document(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if !is_html(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut html = String::from_utf8_lossy(&bytes).into_owned();
    if !shared.plan.offline {
        html = html.replace(" data-service-worker=", " data-no-service-worker=");
    }
    if shared.plan.script.is_some() {
        html = html.replacen("<head>", &format!("<head><script src=\"{FIRST_SCRIPT}\"></script>"), 1);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(html))
}

fn is_html(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|value| value == "text/html")
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    lock(&shared.requests).push(path.clone());
    let page = lock(&shared.pages).get(&path).cloned();
    if let Some((html, policy)) = page {
        let policy = policy.map(|policy| [(header::CONTENT_SECURITY_POLICY, policy)]);
        return (policy, Html(html)).into_response();
    }
    if let Some(script) = shared.plan.script.as_ref().filter(|_| path == FIRST_SCRIPT) {
        return ([(header::CONTENT_TYPE, "text/javascript")], script.clone()).into_response();
    }
    if shared.plan.refuse.is_some_and(|ending| path.ends_with(ending)) {
        return StatusCode::NOT_FOUND.into_response();
    }
    if shared.plan.hold.is_some_and(|ending| path.ends_with(ending)) {
        // Fails only when the site is gone, and then nobody waits for the answer.
        let _ = shared.released.clone().wait_for(|released| *released).await;
    }
    let mut response = next.run(request).await;
    for (pattern, name, value) in &shared.headers {
        let is_meant = pattern.strip_suffix('*').map_or(path == *pattern, |beginning| path.starts_with(beginning));
        if is_meant {
            response.headers_mut().insert(name.clone(), value.clone());
        }
    }
    let policy = &shared.policies[usize::from(path.contains("/embed/"))];
    if let (true, Some(policy)) = (is_html(&response), policy) {
        response.headers_mut().insert(REPORT_ONLY, policy.clone());
    }
    if shared.plan.readable {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
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
