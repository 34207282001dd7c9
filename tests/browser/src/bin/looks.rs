//! Screenshots of the built page for a person to look at: every state in Chromium, at five widths (the embed at three), light
//! and dark, and a scenario on paper.
//!
//! `looks [BEGINNING…]` writes `tests/output/looks/STATE-WIDTH-SCHEME.png`, of all states or of those whose names begin so.

use std::{
    path::Path,
    process::ExitCode,
    sync::{Mutex, PoisonError},
    thread,
};

use anyhow::Result;
use browser_tests::{
    Browser, Engine, Scheme, output_folder,
    states::{Circumstances, STATES, State, View},
};

/// Width and height of a screen in CSS pixels.
type Screen = (u32, u32);

const SCREENS: [Screen; 5] = [(1440, 900), (1024, 768), (768, 1024), (390, 844), (320, 640)];
const FRAMES: [Screen; 3] = [(720, 900), (320, 640), (240, 640)];
/// Browsers at work at the same time.
const WORKERS: usize = 3;

fn main() -> Result<ExitCode> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|beginning| name.starts_with(beginning));
    let folder = output_folder()?.join("looks");
    std::fs::create_dir_all(&folder)?;

    let queue = Mutex::new(STATES.iter().filter(|state| is_wanted(state.name)));
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let browser = Browser::new(Engine::Chromium);
        let mut failures = 0;
        while let Some(state) = next() {
            match take(state, &browser, &folder) {
                Ok(()) => println!("{}", state.name),
                Err(error) => {
                    failures += 1;
                    println!("{} FAILED: {error:#}", state.name);
                }
            }
        }
        failures
    };
    let failures = thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap_or(1)).sum::<u32>()
    });
    if is_wanted("paper") {
        let browser = Browser::new(Engine::Chromium);
        let (_site, page) =
            browser.open("#v=1&rates=2026-06-05&name=Spring%20catalogue&images=5000&refs=2*1024x1024")?;
        page.print(&folder.join("paper.pdf"))?;
    }
    println!("{}", folder.display());
    Ok(if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Every screenshot of a state.
fn take(state: &State, browser: &Browser, folder: &Path) -> Result<()> {
    let (_site, page) = state.open(browser)?;
    page.hide_scrollbars()?;
    let screens: &[Screen] = if state.is_embed() { &FRAMES } else { &SCREENS };
    for scheme in [Scheme::Light, Scheme::Dark] {
        page.emulate(state.profile(scheme))?;
        for &(width, height) in screens {
            page.emulate_screen(width, height)?;
            let settle =
                || if state.circumstances == Circumstances::NoScripts { Ok(()) } else { page.wait_for_layout() };
            settle()?;
            let file = folder.join(format!("{}-{width}-{}.png", state.name, scheme.name()));
            match state.view {
                View::Page => {
                    page.emulate_screen_of_page(width)?;
                    settle()?;
                    page.screenshot_of_screen(&file)?;
                }
                View::Part(css) => {
                    page.emulate_screen_of_page(width)?;
                    settle()?;
                    page.screenshot_of(css, &file)?;
                }
                View::Screen => {
                    page.script("scrollTo({ top: 0, behavior: 'instant' })")?;
                    page.screenshot_of_screen(&file)?;
                }
                View::ScreenAt(css) => {
                    page.scroll_to_top(css)?;
                    settle()?;
                    page.screenshot_of_screen(&file)?;
                }
            }
        }
    }
    Ok(())
}
