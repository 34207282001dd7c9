//! A WebDriver session with its driver and its browser, which serves many tests one after the other.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder, wd::TimeoutConfiguration};
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
        let session = Self { engine, profile, client, _driver: driver, _home: home };
        let limits = TimeoutConfiguration::new(Some(PATIENCE), Some(2 * PATIENCE), Some(Duration::ZERO));
        ask(session.client.update_timeouts(limits))?;
        session.restore_window_size()?;
        Ok(session)
    }

    pub(crate) fn is_for(&self, profile: Profile) -> bool {
        self.profile == profile
    }

    pub(crate) fn page(&self) -> Page {
        Page::new(self.client.clone(), self.engine)
    }

    /// Replaces all tabs by a new one. History, session storage, emulation, focus and whatever still ran go with the old
    /// tabs. Local storage belongs to an origin, and every [`Site`](crate::Site) is an origin of its own.
    pub(crate) fn clean(&self) -> Result<()> {
        // A browser that shows a dialog may not answer anything else.
        let _ = wait(async { timeout(Duration::from_secs(10), self.client.dismiss_alert()).await });
        wait(async { timeout(PATIENCE, self.replace_tabs()).await })??;
        self.restore_window_size()?;
        if self.engine == Engine::Chromium {
            let page = self.page();
            page.devtools("Page.bringToFront", &json!({}))?;
            page.console()?;
        }
        Ok(())
    }

    async fn replace_tabs(&self) -> Result<()> {
        let old = self.client.windows().await?;
        // A driver opens a tab from an open one, and the current one may be closed.
        self.client.switch_to_window(old.first().context("no tab is open")?.clone()).await?;
        // A further tab of WebKit stays in the background; a further window does not.
        let new = self.client.new_window(self.engine != Engine::WebKit).await?.handle;
        for tab in old {
            self.client.switch_to_window(tab).await?;
            self.client.close_window().await?;
        }
        Ok(self.client.switch_to_window(new).await?)
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
