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
pub use site::{Site, SitePlan, dist};
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

/// A file that `.ci/tools` has put into the cache folder, in the folder of its tool, whose name goes on with a version.
#[must_use]
pub fn installed_tool(folder: &str, file: &str) -> Option<PathBuf> {
    installed_folders(folder).into_iter().map(|tool| tool.join(file)).find(|path| path.is_file())
}

/// The folders that `.ci/tools` has put into the cache folder under names that begin so.
#[must_use]
pub fn installed_folders(beginning: &str) -> Vec<PathBuf> {
    let caches = std::env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty()).map(PathBuf::from);
    let caches = caches.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
    let tools = caches.and_then(|caches| std::fs::read_dir(caches.join("gpt-image-cost")).ok());
    let begins = |tool: &std::fs::DirEntry| tool.file_name().to_string_lossy().starts_with(beginning);
    tools.into_iter().flatten().flatten().filter(begins).map(|tool| tool.path()).collect()
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
