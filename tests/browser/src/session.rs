//! A WebDriver session with its driver and its browser, which serves many tests one after the other.

use std::{cell::Cell, path::Path, rc::Rc, time::Duration};

use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder, error::CmdError, wd::TimeoutConfiguration};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;
use tokio::time::timeout;

use crate::{
    Engine, Page, Profile,
    driver::Driver,
    engine::WINDOW,
    page::{PATIENCE, ask},
    wait,
};

/// Fields are dropped in this order: the driver ends before its folder is removed.
pub(crate) struct Session {
    engine: Engine,
    profile: Profile,
    client: Client,
    /// Whether the current tab has something emulated.
    emulates: Rc<Cell<bool>>,
    _driver: Driver,
    _home: TempDir,
}

impl Session {
    /// Starts a driver and a browser with an empty profile; where that fails, once more.
    pub(crate) fn start(engine: Engine, profile: Profile) -> Result<Self> {
        Self::try_start(engine, profile).or_else(|first| {
            eprintln!("{} did not start and is started once more: {first:#}", engine.name());
            Self::try_start(engine, profile)
        })
    }

    fn try_start(engine: Engine, profile: Profile) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("gpt-image-cost-").tempdir()?;
        let driver = Driver::start(engine, home.path())?;
        let connect = async {
            ClientBuilder::new(HttpConnector::new())
                .capabilities(engine.capabilities(profile, &home.path().join("profile")))
                .connect(&driver.address())
                .await
        };
        let client = wait(async { timeout(2 * PATIENCE, connect).await })
            .with_context(|| format!("{} did not start in time", engine.name()))?
            .with_context(|| format!("{} did not start", engine.name()))?;
        let session = Self { engine, profile, client, emulates: Rc::default(), _driver: driver, _home: home };
        let limits = TimeoutConfiguration::new(Some(PATIENCE), Some(2 * PATIENCE), Some(Duration::ZERO));
        ask(session.client.update_timeouts(limits))?;
        session.restore_window_size()?;
        Ok(session)
    }

    pub(crate) fn is_for(&self, profile: Profile) -> bool {
        self.profile == profile
    }

    pub(crate) fn page(&self) -> Page {
        Page::new(self.client.clone(), self.engine, Rc::clone(&self.emulates))
    }

    /// Leaves one tab, with nothing in it. What a page stored belongs to its origin, and every [`Site`](crate::Site) is an
    /// origin of its own.
    pub(crate) fn clean(&self) -> Result<()> {
        // A browser that shows a dialog may not answer anything else.
        let _ = wait(async { timeout(Duration::from_secs(10), self.client.dismiss_alert()).await });
        wait(async { timeout(PATIENCE, self.empty_tabs()).await })??;
        self.restore_window_size()?;
        if self.engine == Engine::Chromium {
            let page = self.page();
            page.devtools("Page.bringToFront", &json!({}))?;
            page.console()?;
        }
        Ok(())
    }

    async fn empty_tabs(&self) -> Result<(), CmdError> {
        let mut tabs = self.client.windows().await?;
        // A driver opens a tab from an open one, and the current one may be closed.
        if let Some(first) = tabs.first() {
            self.client.switch_to_window(first.clone()).await?;
        }
        let is_used_up = self.is_used_up().await;
        // A further tab of WebKit stays in the background; a further window does not.
        let kept = if is_used_up {
            self.client.new_window(self.engine != Engine::WebKit).await?.handle
        } else {
            tabs.remove(0)
        };
        for tab in tabs {
            self.client.switch_to_window(tab).await?;
            self.client.close_window().await?;
        }
        self.client.switch_to_window(kept).await?;
        if is_used_up { Ok(()) } else { self.client.goto("about:blank").await }
    }

    /// Whether the next test needs a new tab, which takes a third of a second: emulation ends with its tab, and browsers
    /// stop counting the pages of a history at 50.
    async fn is_used_up(&self) -> bool {
        let pages = self.client.execute("return history.length", vec![]).await;
        let pages = pages.ok().and_then(|pages| pages.as_u64());
        self.emulates.take() || pages.is_none_or(|pages| pages > 30)
    }

    fn restore_window_size(&self) -> Result<()> {
        let (width, height) = WINDOW;
        if ask(self.client.get_window_size())? != (u64::from(width), u64::from(height)) {
            ask(self.client.set_window_size(width, height))?;
        }
        Ok(())
    }

    /// Whether driver, browser and page still do what they are asked.
    pub(crate) fn answers(&self) -> bool {
        let answer = wait(async { timeout(Duration::from_secs(10), self.client.execute("return 1", vec![])).await });
        matches!(answer, Ok(Ok(answer)) if answer == 1)
    }

    /// Writes a screenshot of the tab, as far as the browser still answers.
    pub(crate) fn keep_picture(&self, file: &Path) {
        let image = wait(async { timeout(Duration::from_secs(10), self.client.screenshot()).await });
        if let Ok(Ok(image)) = image {
            let _ = std::fs::write(file, image);
        }
    }
}

impl Drop for Session {
    /// A driver that ends before its session leaves its browser running.
    fn drop(&mut self) {
        let close = self.client.clone().close();
        let _ = wait(async { timeout(Duration::from_secs(10), close).await });
    }
}
