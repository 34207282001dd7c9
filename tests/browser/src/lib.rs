//! A harness for tests that open the built `dist/` in real browsers through WebDriver.
//!
//! A test is a function over a [`Browser`]. A [`Suite`] runs it in each engine, in an empty tab of a browser that stays
//! open from test to test. [`Site`] is the server, on an origin that no other test uses; [`Page`] has the verbs of a reader.
//! What the page should say is not known here, but in `tests/`.
//!
//! A machine can be busy, so a test waits for whatever it looks at. The verbs that begin with `expect` wait until something
//! is true and fail with what is there instead; those that end in `_now` do not wait and are for values that have been
//! waited for already.

mod browser;
mod driver;
mod engine;
mod page;
mod session;
mod site;
pub mod states;
mod suite;

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::LazyLock,
};

pub use browser::Browser;
pub use engine::{Engine, Profile, Scheme};
pub use fantoccini::key::Key;
pub use page::{Page, wait_until};
pub use site::{Headers, Site, SitePlan, dist};
pub use suite::{NamedTest, Suite, TestFunction};

/// The repository's root. Asked for when it runs: a shared target folder can hold a program compiled in another checkout.
#[must_use]
pub fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package).join("../..")
}

/// Where screenshots and reports go: not kept in the repository.
pub fn output_folder() -> io::Result<PathBuf> {
    let folder = root().join("tests/output");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Copies a folder with all that is in it. A file keeps its time, which servers compare by the second: one that is changed in
/// the second in which it was copied would look unchanged.
pub fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
            File::options().write(true).open(&target)?.set_modified(entry.metadata()?.modified()?)?;
        }
    }
    Ok(())
}

/// A file of a tool that `.ci/tools` has installed; `folder` is how the name of the tool's folder begins, before the version.
#[must_use]
pub fn installed_tool(folder: &str, file: &str) -> Option<PathBuf> {
    installed_folders(folder).into_iter().map(|tool| tool.join(file)).find(|path| path.is_file())
}

/// The folders that `.ci/tools` has put into the cache folder under names that begin so.
#[must_use]
pub fn installed_folders(beginning: &str) -> Vec<PathBuf> {
    let caches = std::env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty()).map(PathBuf::from);
    let caches = caches.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
    let tools = caches.and_then(|caches| fs::read_dir(caches.join("gpt-image-cost")).ok());
    let begins = |tool: &fs::DirEntry| tool.file_name().to_string_lossy().starts_with(beginning);
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
