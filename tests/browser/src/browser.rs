//! The browser that a test is given: it hands out pages and keeps sessions open for the tests that follow.

use std::cell::{Cell, RefCell};

use anyhow::{Context, Result};

use crate::{Engine, Page, Profile, Site, output_folder, session::Session};

/// One engine's browsers, one for each [`Profile`] that was asked for; they end with this value.
pub struct Browser {
    engine: Engine,
    sessions: RefCell<Vec<Slot>>,
}

struct Slot {
    session: Session,
    /// Whether the running test has had its page.
    is_used: Cell<bool>,
}

impl Browser {
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        Self { engine, sessions: RefCell::default() }
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// A tab with nothing in it.
    pub fn page(&self) -> Result<Page> {
        self.page_with(Profile::default())
    }

    /// The same in a browser that is started with these settings. Asking twice for the same ones closes the first tab.
    pub fn page_with(&self, profile: Profile) -> Result<Page> {
        if self.engine != Engine::Chromium {
            return self.tab(profile);
        }
        // It needs no second browser for what it can change while it runs.
        let started_with = Profile { without_scripts: profile.without_scripts, ..Profile::default() };
        let page = self.tab(started_with)?;
        if profile != started_with {
            page.emulate(profile)?;
        }
        Ok(page)
    }

    /// A new site, and a page that shows it at `rest` of its address.
    pub fn open(&self, rest: &str) -> Result<(Site, Page)> {
        let site = Site::start()?;
        let page = self.page()?;
        page.open(&site.address(rest))?;
        Ok((site, page))
    }

    fn tab(&self, profile: Profile) -> Result<Page> {
        let mut sessions = self.sessions.borrow_mut();
        // A session that cannot give an empty tab is replaced.
        sessions.retain(|slot| !(slot.session.is_for(profile) && slot.is_used.get() && slot.session.clean().is_err()));
        if !sessions.iter().any(|slot| slot.session.is_for(profile)) {
            sessions.push(Slot { session: Session::start(self.engine, profile)?, is_used: Cell::new(false) });
        }
        let slot = sessions.iter().find(|slot| slot.session.is_for(profile)).context("the session was just started")?;
        slot.is_used.set(true);
        Ok(slot.session.page())
    }

    /// Makes everything as new for the next test.
    pub(crate) fn clean(&self) {
        self.sessions.borrow_mut().retain(|slot| !slot.is_used.take() || slot.session.clean().is_ok());
    }

    /// Whether the browsers that the running test has used are still there.
    pub(crate) fn answers(&self) -> bool {
        self.sessions.borrow().iter().filter(|slot| slot.is_used.get()).all(|slot| slot.session.answers())
    }

    /// After a failure: writes screenshots to `tests/output/NAME-1.png` and so on, and ends the sessions that had a part in it.
    pub(crate) fn give_up(&self, name: &str) {
        let mut sessions = self.sessions.borrow_mut();
        if let Ok(folder) = output_folder() {
            for (number, slot) in (1..).zip(sessions.iter().filter(|slot| slot.is_used.get())) {
                slot.session.keep_picture(&folder.join(format!("{name}-{number}.png")));
            }
        }
        sessions.retain(|slot| !slot.is_used.get());
    }
}
