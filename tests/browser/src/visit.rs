//! One test in one browser: the sessions that it started, and their end.

use std::{cell::RefCell, time::Duration};

use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use tempfile::TempDir;
use tokio::time::timeout;

use crate::{Browser, Page, Scheme, Start, driver::Driver, output_folder, wait};

/// What a test is given: a browser, from which it opens fresh sessions.
pub struct Visit {
    browser: Browser,
    sessions: RefCell<Vec<Session>>,
}

/// Fields are dropped in this order: the driver ends before its folder is removed.
struct Session {
    client: Client,
    _driver: Driver,
    _home: TempDir,
}

impl Visit {
    #[must_use]
    pub fn to(browser: Browser) -> Self {
        Self { browser, sessions: RefCell::default() }
    }

    #[must_use]
    pub fn browser(&self) -> Browser {
        self.browser
    }

    /// A fresh browser with an empty profile.
    pub fn page(&self) -> Result<Page> {
        self.page_with(Start::default())
    }

    pub fn page_with(&self, start: Start) -> Result<Page> {
        let home = tempfile::Builder::new().prefix("gpt-image-cost-").tempdir()?;
        let driver = Driver::start(self.browser, home.path())?;
        let connect = async {
            ClientBuilder::new(HttpConnector::new())
                .capabilities(self.browser.capabilities(start, &home.path().join("profile")))
                .connect(&driver.address())
                .await
        };
        let client = wait(async { timeout(Duration::from_mins(1), connect).await })
            .context("the browser did not start within a minute")?
            .with_context(|| format!("{} did not start", self.browser.name()))?;
        let page = Page::new(client.clone(), self.browser);
        self.sessions.borrow_mut().push(Session { client, _driver: driver, _home: home });
        if self.browser == Browser::Chromium && start.scheme == Scheme::Dark {
            page.set_scheme(start.scheme)?;
        }
        Ok(page)
    }

    /// Keeps a picture of what each session shows, as `tests/output/NAME-1.png` and so on.
    pub(crate) fn keep_pictures(&self, name: &str) {
        for (number, session) in (1..).zip(self.sessions.borrow().iter()) {
            let Ok(folder) = output_folder() else { return };
            let picture = wait(async { timeout(Duration::from_secs(10), session.client.screenshot()).await });
            if let Ok(Ok(picture)) = picture {
                let _ = std::fs::write(folder.join(format!("{name}-{number}.png")), picture);
            }
        }
    }
}

impl Drop for Session {
    /// A browser is closed through its driver; without that some would stay open.
    fn drop(&mut self) {
        let close = self.client.clone().close();
        let _ = wait(async { timeout(Duration::from_secs(10), close).await });
    }
}
