//! The page keeps to its own origin, to its own policy, and to what it says that it stores.

use anyhow::{Context, Result};
use browser_tests::{Browser, Engine, Headers, NamedTest, Page, Site, SitePlan, tests};
use serde_json::{Value, json};

use crate::builder::expect_in_preview;
use crate::estimator::PNG;
use crate::expected::{START, TOKENS};
use crate::figures::{MEASURED, type_meters};
use crate::offline::copy_of_dist;
use crate::saved::save;
use crate::share::{choose_action, open_json};

pub const TESTS: &[NamedTest] = tests![
    the_program_is_fetched_once_and_the_console_stays_empty,
    a_tour_of_every_feature_stays_on_the_origin_and_stores_what_is_said,
    under_the_headers_for_hosts_page_and_embed_violate_nothing,
    no_other_site_is_told_where_a_link_was_followed,
    a_program_that_was_changed_on_the_way_is_not_run,
];

pub const LOGIC: &[NamedTest] = tests![the_rates_are_published_beside_the_page];

fn the_program_is_fetched_once_and_the_console_stays_empty(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(TOKENS)?;
    type_meters(&page, MEASURED[0].0)?;
    page.expect_figure("cost-request", MEASURED[0].1)?;
    // The typeface comes last.
    site.expect_requests(".woff2", 1)?;
    page.wait_for_layout()?;
    site.expect_requests(".wasm", 1)?;
    if browser.engine() == Engine::Chromium {
        let console = page.console()?;
        assert!(console.is_empty(), "{console:#?}");
    }
    Ok(())
}

/// Lists every violation of a policy in the document, from its first element on.
const WATCH_VIOLATIONS: &str = "self.violations = []; document.addEventListener('securitypolicyviolation', \
     event => violations.push(`${event.effectiveDirective}: ${event.blockedURI}`))";

/// A host that enforces what `_headers` says, and watches. Without the service worker: it would refuse the documents that
/// were changed for that.
fn watched_host() -> Result<Site> {
    Site::start_with(SitePlan {
        headers: Headers::OfSite,
        script: Some(WATCH_VIOLATIONS.to_owned()),
        ..SitePlan::default()
    })
}

fn use_every_feature(page: &Page) -> Result<()> {
    page.type_into("images", "20")?;
    page.expect_figure("cost-month", "1.0636")?;
    page.click("a.cell[data-size='1536x1024'][data-quality=high]")?;
    page.expect_value("size", "1536x1024")?;
    page.unfold("#references")?;
    page.give_files("#reference-files", &[("shoe.png", "image/png", &PNG)])?;
    page.expect_value("refs", "1280x720")?;
    page.unfold("#prompt-and-cache")?;
    page.paste_into("prompt-text", "A shoe on a table")?;
    page.click("#compare-add")?;
    page.expect("#compare-month-b")?;
    save(page, "Tour")?;
    page.watch_downloads()?;
    page.watch_clipboard()?;
    choose_action(page, "#save-menu", "#save-csv")?;
    page.saved("gpt-image-cost.csv")?;
    choose_action(page, "#save-menu", "#save-json")?;
    let file = page.saved("gpt-image-cost.json")?;
    open_json(page, &file)?;
    page.expect_text("#toast", "File opened")?;
    choose_action(page, "#copy-as", "#copy-markdown")?;
    assert!(page.copied()?.contains('$'));
    page.choose("route-who", "1")?;
    page.type_into("seats", "12")?;
    page.type_into("day", "2026-05-01")?;
    page.expect_text(".rates-on-day .record", "2026-05-01")?;
    page.choose("theme", "dark")?;
    page.unfold("#embed")?;
    page.choose("embed-format", "rst")?;
    expect_in_preview(page, "frame.querySelector('data#cost-month') !== null", true)?;
    page.choose("mode", "usage")?;
    page.give_files(
        "[name=usage-files]",
        &[("log.json", "", br#"{"usage": {"input_tokens": 0, "output_tokens": 1000}}"#)],
    )?;
    page.expect_figure("usage-priced", "1")?;
    page.paste_into("usage-charged", "0.03")?;
    choose_action(page, "#usage-download", "#usage-save-records-csv")?;
    page.saved("usage-records.csv").map(drop)
}

fn a_tour_of_every_feature_stays_on_the_origin_and_stores_what_is_said(browser: &Browser) -> Result<()> {
    let site = watched_host()?;
    let page = browser.page()?;
    page.open(&site.address(START))?;
    use_every_feature(&page)?;
    page.let_settle()?;

    // In the page and in the frame of its preview.
    let addresses = "view => view.performance.getEntriesByType('resource').map(entry => entry.name)";
    for view in ["self", "document.getElementById('embed-preview').shadowRoot.querySelector('iframe').contentWindow"] {
        let loaded = page.script_now(&format!("return ({addresses})({view})"))?;
        let loaded: Vec<&str> = loaded.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(loaded.iter().any(|address| address.ends_with("_bg.wasm")), "the watch sees nothing: {loaded:?}");
        for address in loaded {
            assert!(address.starts_with(site.origin()), "asked of another: {address}");
        }
        assert_eq!(page.script_now(&format!("return {view}.violations"))?, json!([]));
    }
    // What was refused was not asked for: one violation on purpose shows that the watch works.
    let reported = site.violations(&page)?;
    assert!(reported.is_empty(), "{reported:#?}");
    page.expect_script("violations.length > 0 && violations.every(one => one.includes('probe.invalid'))", true)?;

    // As the FAQ says.
    page.expect_script(
        "document.getElementById('faq').textContent.replace(/\\s+/g, ' ') \
           .includes('Your browser keeps the theme you chose, the scenarios you saved, and a copy')",
        true,
    )?;
    page.expect_script(
        "Object.keys(localStorage).sort()",
        json!(["gpt-image-cost-scenarios", "gpt-image-cost-theme"]),
    )?;
    page.expect_script("sessionStorage.length + document.cookie.length", 0)?;
    let others = page.script_with_callback(
        "const done = arguments[0]; \
         Promise.all([indexedDB.databases?.() ?? [], caches.keys()]).then(found => done(found.flat().length))",
    )?;
    assert_eq!(others, 0);
    Ok(())
}

fn under_the_headers_for_hosts_page_and_embed_violate_nothing(browser: &Browser) -> Result<()> {
    let site = watched_host()?;
    let page = browser.page()?;
    for document in [TOKENS.to_owned(), format!("embed/{TOKENS}")] {
        page.open(&site.address(&document))?;
        type_meters(&page, MEASURED[0].0)?;
        page.expect_figure("cost-request", MEASURED[0].1)?;
        page.wait_for_layout()?;
        page.expect_script("violations", json!([]))?;
    }
    // The policy is the host's too: without the page's own it would hold.
    let sent = page.script_with_callback(
        "const done = arguments[0]; \
         fetch(location.origin + '/').then(response => done([...response.headers]))",
    )?;
    let sent: Vec<(&str, &str)> = sent
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|header| Some((header[0].as_str()?, header[1].as_str()?)))
        .collect();
    let header = |name: &str| sent.iter().find(|(sent, _)| *sent == name).map(|(_, value)| *value);
    assert!(header("content-security-policy").is_some_and(|policy| policy.contains("'sha256-")), "{sent:?}");
    assert_eq!(header("referrer-policy"), Some("no-referrer"));
    assert_eq!(header("x-content-type-options"), Some("nosniff"));
    Ok(())
}

fn no_other_site_is_told_where_a_link_was_followed(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let other =
        site.add_page("/-/other.html", "<!doctype html><title>Other</title>").replacen("127.0.0.1", "localhost", 1);
    let page = browser.page()?;
    for document in ["?utm_source=mail", "embed/?theme=dark"] {
        page.open(&site.address(document))?;
        page.script(&format!(
            "const link = document.body.appendChild(document.createElement('a')); link.href = '{other}'; link.click()"
        ))?;
        page.expect_script("document.title + document.referrer", "Other")?;
    }
    Ok(())
}

/// A valid program each, with something added that does nothing: only its hash is another.
fn a_program_that_was_changed_on_the_way_is_not_run(browser: &Browser) -> Result<()> {
    /// A custom section of wasm with a name of one letter.
    const SECTION: [u8; 4] = [0, 2, 1, b'x'];
    for (part, ending, added) in [
        ("gpt-image-cost-", "_bg.wasm", SECTION.as_slice()),
        ("gpt-image-cost-", ".js", b"//"),
        ("usage-worker-", ".wasm", SECTION.as_slice()),
    ] {
        let folder = copy_of_dist()?;
        let files = std::fs::read_dir(folder.path())?.flatten().map(|entry| entry.path());
        let is_meant = |name: &str| name.starts_with(part) && name.ends_with(ending);
        let file =
            files.into_iter().find(|file| file.file_name().is_some_and(|name| is_meant(&name.to_string_lossy())));
        let file = file.with_context(|| format!("no {part}…{ending}"))?;
        std::fs::write(&file, [std::fs::read(&file)?.as_slice(), added].concat())?;
        let site = Site::start_with(SitePlan { root: Some(folder.path().to_owned()), ..SitePlan::default() })?;
        let page = browser.page()?;
        page.open_unready(&site.address(START))?;
        if part == "usage-worker-" {
            page.wait_until_ready()?;
            page.choose("mode", "usage")?;
            page.paste_into("usage", "{}")?;
            page.expect_text("#usage", "did not start")?;
        } else {
            page.expect("html[data-failed]:not([data-ready])")?;
        }
    }
    Ok(())
}

fn the_rates_are_published_beside_the_page(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("")?;
    for file in ["rates/gpt-image-2.json", "rates/schema.json", "schema/scenario.json"] {
        let kind = page.script_with_callback(&format!(
            "const done = arguments[0]; \
             fetch('{file}').then(r => r.json().then(() => done(r.headers.get('content-type')))).catch(e => done(String(e)))"
        ))?;
        assert_eq!(kind, "application/json", "{file}");
    }
    Ok(())
}
