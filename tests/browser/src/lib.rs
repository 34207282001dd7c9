//! A harness for tests that open the built `dist/` in real browsers through WebDriver.
//!
//! A test is a plain function over a [`Visit`]; a [`Suite`] runs it once in each browser, every time with a fresh
//! driver and a fresh profile. [`Site`] is the static file server, [`Page`] the verbs of a reader. What the page
//! should say is not known here, but in `tests/`.

mod browser;
mod driver;
mod page;
mod site;
mod suite;
mod visit;

use std::{
    path::{Path, PathBuf},
    sync::LazyLock,
};

pub use browser::{Browser, Scheme, Start};
pub use page::Page;
pub use site::{Site, SitePlan};
pub use suite::Suite;
pub use visit::Visit;

/// The repository's root.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Where screenshots and reports go: not kept in the repository.
pub fn output_folder() -> std::io::Result<PathBuf> {
    let folder = root().join("tests/output");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Runs one asynchronous call to its end; the verbs are blocking so that tests read like what a reader does.
fn wait<T>(future: impl Future<Output = T>) -> T {
    runtime().block_on(future)
}

fn runtime() -> &'static tokio::runtime::Runtime {
    static RUNTIME: LazyLock<tokio::runtime::Runtime> = LazyLock::new(|| {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("the system gives threads")
    });
    &RUNTIME
}
