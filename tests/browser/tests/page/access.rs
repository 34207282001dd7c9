//! Narrow screens, both colour schemes, forced colours, less motion, and what assistive technology is told.

use std::{env, path::Path};

use anyhow::{Context, Result};
use browser_tests::{
    Browser, NamedTest, Page, Profile, Scheme, Site,
    states::{Circumstances, STATES, State},
    tests,
};
use serde_json::json;

pub const TESTS: &[NamedTest] = tests![at_320_pixels_nothing_has_to_be_scrolled_sideways];

pub const ADJUSTABLE: &[NamedTest] = tests![
    axe_finds_nothing_in_the_light,
    axe_finds_no_lack_of_contrast_in_the_dark,
    axe_finds_nothing_at_360_pixels,
    forced_colours_take_nothing_that_has_to_be_seen,
    nothing_moves_by_itself_where_less_motion_is_asked_for,
];

/// What a colour scheme can change, as axe-core takes it.
const CONTRAST: &str = "runOnly: ['color-contrast']";

/// A test for each state that scripts can look into: axe in both colour schemes, and no scrolling sideways.
pub fn states() -> Vec<(&'static str, impl Fn(&Browser) -> Result<()> + Copy + Send)> {
    let readable = STATES.iter().filter(|state| state.circumstances != Circumstances::NoScripts);
    readable.map(|state| (state.name, move |browser: &Browser| expect_accessible(state, browser))).collect()
}

fn expect_accessible(state: &State, browser: &Browser) -> Result<()> {
    let (_site, page) = state.open(browser)?;
    // Of two states that differ in the calculator only, one is enough for the guide.
    if !state.shows_the_guide() {
        page.script("document.querySelector('.guide')?.remove()")?;
    }
    for (scheme, rules) in [(Scheme::Light, ""), (Scheme::Dark, CONTRAST)] {
        if state.circumstances != Circumstances::ForcedColours {
            page.emulate(state.profile(scheme))?;
            expect_axe_finds_nothing(&page, rules)?;
        }
    }
    page.emulate_screen(if state.is_embed() { 240 } else { 320 }, 640)?;
    expect_nothing_reaches_out(&page, "body")
}

fn forced_colours_take_nothing_that_has_to_be_seen(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page_with(Profile { forced_colours: true, ..Profile::default() })?;
    page.open(&site.address("#v=1&rates=2026-06-05&refs=2*1024x1024&cached=25"))?;
    page.expect_script("matchMedia('(forced-colors: active)').matches", true)?;
    page.unfold_all()?;
    page.type_into("prompt", "many")?;
    page.expect("#prompt[aria-invalid=true]")?;
    let look = "(css => { const e = document.querySelector(css), style = getComputedStyle(e); \
        return ['backgroundColor', 'borderTopWidth', 'borderBottomWidth', 'outlineStyle'].map(name => style[name]).join(' ') })";
    for (what, other) in [
        ("a.cell[aria-current]", "a.cell:not([aria-current])"),
        (".quality label:has(:checked)", ".quality label:not(:has(:checked))"),
        (".tabs label:has(:checked)", ".tabs label:not(:has(:checked))"),
        ("#prompt", "#cached"),
    ] {
        page.expect_script(&format!("{look}('{what}') !== {look}('{other}')"), true)?;
    }
    // Each part of the bar has an outline of its own, and so has each key to it.
    page.expect_script(
        "[...document.querySelectorAll('#receipt rect')].filter(e => e.getBoundingClientRect().width > 0) \
           .map(e => getComputedStyle(e).stroke).filter(stroke => stroke === 'none')",
        json!([]),
    )?;
    page.expect_script(
        "[...document.querySelectorAll('#receipt i')].filter(e => getComputedStyle(e).borderTopStyle === 'none').length",
        0,
    )?;
    for css in ["#images", "#copy-link", "a.preset", "a.cell[tabindex='0']", "[name=q]:checked", "summary"] {
        page.script(&format!("document.querySelector(\"{css}\").focus({{ focusVisible: true }})"))?;
        page.expect_script(
            "(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) \
             (getComputedStyle(document.activeElement.closest('label') ?? document.activeElement))",
            true,
        )?;
    }
    Ok(())
}

fn nothing_moves_by_itself_where_less_motion_is_asked_for(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    for reduced_motion in [false, true] {
        let page = browser.page_with(Profile { reduced_motion, ..Profile::default() })?;
        page.open(&site.address("#v=1&rates=2026-06-05"))?;
        page.expect_script("matchMedia('(prefers-reduced-motion: reduce)').matches", reduced_motion)?;
        page.unfold_all()?;
        page.watch_clipboard()?;
        page.click("#copy-link")?;
        page.expect_visible("#toast")?;
        // What is not drawn has no style.
        let moving = "[...document.querySelectorAll('*')].filter(e => { const style = getComputedStyle(e); \
            return style.scrollBehavior === 'smooth' || !['none', ''].includes(style.animationName) }) \
            .map(e => `${e.tagName} ${e.className}`)";
        let expected = if reduced_motion { json!([]) } else { json!(["HTML ", "DIV toast"]) };
        page.expect_script(moving, expected)?;
        // Browsers have transitions of their own; the page adds none.
        let transitions = "[...document.styleSheets].flatMap(sheet => [...sheet.cssRules]) \
            .map(rule => rule.cssText).filter(text => text.includes('transition'))";
        page.expect_script(transitions, json!([]))?;
    }
    Ok(())
}

fn at_320_pixels_nothing_has_to_be_scrolled_sideways(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page()?;
    page.open_in_frame(&site, "", 320)?;
    page.unfold_all()?;
    page.expect_script("innerWidth", 320)?;
    expect_nothing_reaches_out(&page, "body")
}

/// Nothing in such an element reaches out of the screen, but for what scrolls by itself.
pub fn expect_nothing_reaches_out(page: &Page, within: &str) -> Result<()> {
    page.wait_for_layout()?;
    page.expect_script(
        &format!(
            "[...document.querySelectorAll('{within} *')].filter(e => {{ \
               const {{ left, right, width }} = e.getBoundingClientRect(); \
               return width > 0 && e.checkVisibility() && (right > document.documentElement.clientWidth + 1 || left < -1) }}) \
             .filter(e => !e.closest('.table-scroll, .presets ul, .visually-hidden, .skip-link, svg')).map(e => e.outerHTML.slice(0, 120))"
        ),
        json!([]),
    )
}

fn axe_finds_nothing_in_the_light(browser: &Browser) -> Result<()> {
    axe_finds_nothing(browser, Scheme::Light, "")
}

fn axe_finds_no_lack_of_contrast_in_the_dark(browser: &Browser) -> Result<()> {
    axe_finds_nothing(browser, Scheme::Dark, CONTRAST)
}

fn axe_finds_nothing(browser: &Browser, scheme: Scheme, rules: &str) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page_with(Profile { scheme, ..Profile::default() })?;
    page.open(&site.address(""))?;
    page.expect_script("matchMedia('(prefers-color-scheme: dark)').matches", scheme == Scheme::Dark)?;
    page.unfold_all()?;
    expect_axe_finds_nothing(&page, rules)
}

fn axe_finds_nothing_at_360_pixels(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page()?;
    page.open_in_frame(&site, "#v=1&rates=2026-06-05&size=2560x1040&q=low&images=x&refs=2*1024x1024&budget=10", 360)?;
    page.unfold_all()?;
    expect_axe_finds_nothing(&page, "")
}

/// axe-core finds nothing wrong once the page is drawn; `rules` restricts what it looks for, as its options do.
fn expect_axe_finds_nothing(page: &Page, rules: &str) -> Result<()> {
    let file = env::var_os("NPM_TOOLS").map(|tools| Path::new(&tools).join("node_modules/axe-core/axe.min.js"));
    let file = file.context("axe-core is not known: run this by `make`, or set NPM_TOOLS to a folder with it")?;
    let library = std::fs::read_to_string(&file)?;
    page.wait_for_layout()?;
    if page.script_now("return typeof axe")? == "undefined" {
        page.script(&library)?;
    }
    let found = page.script_with_callback(&format!(
        "const done = arguments[0]; \
         axe.run({{ resultTypes: ['violations'], {rules} }}).then(found => done(found.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html)))) \
           .catch(error => done(String(error)))"
    ))?;
    assert_eq!(found, json!([]));
    Ok(())
}
