//! The page without a network, after one visit; and a second build, which is an altered copy of `dist/`.
//!
//! A site that is stopped is what a machine without a network sees: nobody answers.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use browser_tests::{Browser, Headers, NamedTest, Page, Site, SitePlan, copy_folder, dist, root, tests, wait_until};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::builder::expect_in_preview;
use crate::expected::START;

pub const TESTS: &[NamedTest] = tests![
    after_one_visit_everything_works_without_a_network,
    the_embed_on_its_own_works_without_a_network_too,
    an_offline_copy_says_how_old_it_is,
    published_rates_come_from_the_network_where_there_is_one,
    a_tab_of_the_first_build_keeps_its_files_until_it_is_closed,
    a_damaged_copy_is_never_used_and_is_mended_from_the_network,
    without_its_program_an_offline_copy_can_be_read,
    a_build_that_is_not_to_work_offline_removes_the_copy,
    in_a_frame_nothing_is_stored,
];

pub const CHROMIUM: &[NamedTest] = tests![it_can_be_installed];

const PRICED: &str = "1.0636";
const SCENARIO: &str = "#v=1&rates=2026-06-05&images=20";

fn start() -> Result<Site> {
    Site::start_with(SitePlan { offline: true, ..SitePlan::default() })
}

/// Opens the page and waits until its copy is complete: a worker answers for a page only then.
fn visit(page: &Page, address: &str) -> Result<()> {
    page.open(address)?;
    page.expect_script("navigator.serviceWorker.controller !== null", true)
}

/// What an asynchronous expression gives.
fn result_now(page: &Page, expression: &str) -> Result<Value> {
    page.script_with_callback(&format!(
        "const done = arguments[0]; \
         (async () => {expression})().then(done, error => done(String(error)))"
    ))
}

fn expect_result(page: &Page, expression: &str, value: impl Into<Value>) -> Result<()> {
    let value = value.into();
    wait_until(&format!("{expression} to be {value}"), || {
        let now = result_now(page, expression)?;
        Ok(if now == value { Ok(()) } else { Err(now.to_string()) })
    })
}

/// Reads a usage log, which starts a worker with a wasm of its own.
fn expect_log_is_priced(page: &Page) -> Result<()> {
    page.choose("mode", "usage")?;
    page.paste_into("usage", r#"{"usage": {"input_tokens": 0, "output_tokens": 1000}}"#)?;
    page.expect_figure("usage-priced", "1")?;
    page.expect("#usage[data-state=done]")
}

fn after_one_visit_everything_works_without_a_network(browser: &Browser) -> Result<()> {
    let plan = SitePlan { folder: "/some/folder".to_owned(), offline: true, ..SitePlan::default() };
    let site = Site::start_with(plan)?;
    let page = browser.page()?;
    visit(&page, &site.address(SCENARIO))?;
    site.stop()?;
    // What the page had not loaded yet.
    expect_log_is_priced(&page)?;
    page.expect_hidden(".offline")?;

    page.reload()?;
    page.expect_figure("cost-month", PRICED)?;
    page.expect_text(".offline", "Offline copy, saved on ")?;
    page.expect_text(".offline", "The rates may have changed since.")?;
    expect_log_is_priced(&page)?;
    page.choose("mode", "images")?;
    page.unfold("#embed")?;
    expect_in_preview(&page, "frame.querySelector('data#cost-month').value", PRICED)?;
    let states = "(await (await fetch('rates/gpt-image-2.json')).json()).states.length > 0";
    expect_result(&page, states, true)?;

    page.open(&site.address(&format!("embed/{SCENARIO}")))?;
    page.expect_figure("cost-month", PRICED)?;
    page.expect_visible(".offline")?;

    site.restart()?;
    page.open(&site.address(SCENARIO))?;
    expect_from_network(&page)
}

/// Loads the page until it is no copy: the network is given a few seconds each time, and a busy machine may take longer.
fn expect_from_network(page: &Page) -> Result<()> {
    wait_until("the page from the network", || {
        page.reload()?;
        let is_copy = page.has_now("html[data-offline]")?;
        Ok(if is_copy { Err("the copy".to_owned()) } else { Ok(()) })
    })?;
    page.expect_hidden(".offline")
}

fn the_embed_on_its_own_works_without_a_network_too(browser: &Browser) -> Result<()> {
    let site = start()?;
    let page = browser.page()?;
    visit(&page, &site.address(&format!("embed/{SCENARIO}")))?;
    site.stop()?;
    page.reload()?;
    page.expect_figure("cost-month", PRICED)?;
    page.expect_text(".offline", "Offline copy, saved on ")
}

/// Whether rates that were checked today look as those that were checked long ago.
const FRESH_IS_SHOWN_AS_STALE: &str = "(age => { \
       const colours = state => { age.className = state; return getComputedStyle(age).borderLeftColor + getComputedStyle(age.querySelector('b')).color }; \
       return colours('age') === colours('age stale') })(document.getElementById('checked'))";

fn an_offline_copy_says_how_old_it_is(browser: &Browser) -> Result<()> {
    let site = start()?;
    let page = browser.page()?;
    visit(&page, &site.address(START))?;
    for (days, said) in [("40", ", 40 days ago."), ("-3", "."), ("1", ", 1 day ago."), ("0", ", today.")] {
        // The copy as it would be if it had been fetched on another day.
        let fetched_then = "(async () => { \
               const cache = await caches.open((await caches.keys())[0]); \
               const copy = await cache.match(location.origin + '/'); \
               const headers = new Headers(copy.headers); \
               headers.set('date', new Date(Date.now() - DAYS * 864e5 - 1e3).toUTCString()); \
               await cache.put(copy.url, new Response(await copy.blob(), { headers })); \
               return headers.get('date') })()"
            .replace("DAYS", days);
        let date = result_now(&page, &format!("await {fetched_then}"))?;
        let day = page.script_now(&format!("return new Date({date}).toISOString().slice(0, 10)"))?;
        site.stop()?;
        page.reload()?;
        page.expect_whole_text(
            ".offline b",
            &format!("Offline copy, saved on {}{said}", day.as_str().unwrap_or_default()),
        )?;
        // However recently the rates were checked.
        page.expect_script(FRESH_IS_SHOWN_AS_STALE, true)?;
        site.restart()?;
        expect_from_network(&page)?;
        page.expect_script(FRESH_IS_SHOWN_AS_STALE, false)?;
    }
    Ok(())
}

/// A copy of `dist/` in a folder that goes with it.
pub fn copy_of_dist() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    copy_folder(&dist(), folder.path())?;
    Ok(folder)
}

/// Makes a second build of the folder: other headings, and a program and a worker under other names. Nothing of the first
/// build's program is left.
fn deploy_second_build(folder: &Path) -> Result<()> {
    let read = |file: &str| fs::read_to_string(folder.join(file)).with_context(|| file.to_owned());
    let [index, embed, worker] = ["index.html", "embed/index.html", "service-worker.js"].map(read);
    let (index, embed, worker) = (index?, embed?, worker?);
    let file_in = |attribute: &str| {
        let (_, rest) = index.split_once(&format!("{attribute}=\"")).with_context(|| attribute.to_owned())?;
        let (name, _) = rest.split_once('"').unwrap_or_default();
        anyhow::Ok(name.trim_start_matches("./").to_owned())
    };
    let names = [file_in("data-glue")?, file_in("data-wasm")?, file_in("data-usage-worker")?];
    let renamed =
        |text: &str| names.iter().fold(text.to_owned(), |text, name| text.replace(name, &format!("second-{name}")));
    for name in &names {
        fs::rename(folder.join(name), folder.join(format!("second-{name}")))?;
    }
    // The policy allows the list of modules by its hash.
    let allowed = |before: &str| {
        let after = renamed(before);
        after.replace(&hash(modules(before)), &hash(modules(&after)))
    };
    let second_index = allowed(&index).replace("GPT Image 2 cost guide</h1>", "Second build</h1>");
    let second_embed = allowed(&embed).replace("GPT Image 2 cost</h1>", "Second build</h1>");
    let build = worker.split('"').find(|word| word.len() == 16 && word.chars().all(|c| c.is_ascii_hexdigit()));
    let second_worker = renamed(&worker)
        .replace(build.context("the service worker names no build")?, "second")
        .replace(&hash(&index), &hash(&second_index))
        .replace(&hash(&embed), &hash(&second_embed));
    for (file, text) in
        [("index.html", second_index), ("embed/index.html", second_embed), ("service-worker.js", second_worker)]
    {
        fs::write(folder.join(file), text)?;
    }
    Ok(())
}

/// The list of modules of a document: its import map.
fn modules(html: &str) -> &str {
    let list = html.split_once("<script type=\"importmap\">").and_then(|(_, rest)| rest.split_once("</script>"));
    list.map_or("", |(list, _)| list)
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// The second build is found and waits. A browser whose first look was cut short is asked to look again, as it would by itself
/// within a day.
fn expect_update(page: &Page) -> Result<()> {
    let waits = || {
        look_for_update(page)?;
        expect_result(page, "(await navigator.serviceWorker.getRegistration()).waiting !== null", true)
    };
    waits().or_else(|_| waits())
}

/// Has the browser look for another build, as it does by itself now and then.
fn look_for_update(page: &Page) -> Result<()> {
    page.script("navigator.serviceWorker.getRegistration().then(registration => registration.update())")
}

/// Also while the copy is still that of the build before.
fn published_rates_come_from_the_network_where_there_is_one(browser: &Browser) -> Result<()> {
    const ARE_CHANGED: &str = "(await (await fetch('rates/gpt-image-2.json')).text()).includes('changed')";
    let folder = copy_of_dist()?;
    let plan = SitePlan { root: Some(folder.path().to_owned()), offline: true, ..SitePlan::default() };
    let site = Site::start_with(plan)?;
    let page = browser.page()?;
    visit(&page, &site.address(SCENARIO))?;
    expect_result(&page, ARE_CHANGED, false)?;
    fs::write(folder.path().join("rates/gpt-image-2.json"), r#"{"changed": true}"#)?;
    expect_result(&page, ARE_CHANGED, true)?;
    // Without it they are those of the copy.
    site.stop()?;
    expect_result(&page, ARE_CHANGED, false)
}

fn a_tab_of_the_first_build_keeps_its_files_until_it_is_closed(browser: &Browser) -> Result<()> {
    const FIRST: &str = "GPT Image 2 cost guide";
    const SECOND: &str = "Second build";
    let folder = copy_of_dist()?;
    let site = Site::start_with(SitePlan {
        root: Some(folder.path().to_owned()),
        folder: "/some/folder".to_owned(),
        offline: true,
        ..SitePlan::default()
    })?;
    let page = browser.page()?;
    visit(&page, &site.address(SCENARIO))?;

    deploy_second_build(folder.path())?;
    expect_update(&page)?;
    expect_result(&page, "(await caches.keys()).length", 2)?;
    // The host no longer has the worker of the first build.
    expect_log_is_priced(&page)?;
    page.expect_whole_text("h1", FIRST)?;

    // Loaded again, it is the second build, by the second build's program.
    page.reload()?;
    page.expect_whole_text("h1", SECOND)?;
    page.expect_figure("cost-month", PRICED)?;
    page.expect_hidden(".offline")?;
    let loaded = page.loaded_now()?;
    let programs: Vec<_> = loaded.iter().filter(|address| address.contains("gpt-image-cost-")).collect();
    assert!(programs.len() == 2 && programs.iter().all(|address| address.contains("second-")), "{programs:?}");
    expect_log_is_priced(&page)?;

    // Without a network, one build or the other, and never parts of both.
    site.stop()?;
    page.reload()?;
    page.expect_figure("cost-month", PRICED)?;
    page.expect_visible(".offline")?;
    expect_log_is_priced(&page)?;

    // The last tab of the first build is closed. A page beside the site sees the second build take over; in Firefox that takes
    // half a minute, and longer on a busy machine.
    site.restart()?;
    page.open_unready_in_new_tab(&site.add_page("/-/beside.html", "<!doctype html><title>Beside</title>"))?;
    page.close_other_tabs()?;
    let waiting = "(await navigator.serviceWorker.getRegistration('/some/folder/')).waiting";
    let takes_over = || expect_result(&page, waiting, Value::Null);
    takes_over().or_else(|_| takes_over())?;
    site.stop()?;
    page.open(&site.address(SCENARIO))?;
    page.expect_whole_text("h1", SECOND)?;
    page.expect_visible(".offline")?;
    page.expect_figure("cost-month", PRICED)?;
    expect_log_is_priced(&page)?;
    expect_result(&page, "(await caches.keys()).length", 1)
}

/// Replaces the stored file whose address ends so; without a text it is deleted.
fn damage(page: &Page, ending: &str, text: Option<&str>) -> Result<()> {
    let change = match text {
        Some(text) => format!(
            "cache.put(key, new Response({}, {{ headers: {{ 'content-type': (await cache.match(key)).headers.get('content-type') }} }}))",
            json!(text)
        ),
        None => "cache.delete(key)".to_owned(),
    };
    let done = result_now(
        page,
        &format!(
            "{{ const cache = await caches.open((await caches.keys())[0]); \
                const key = (await cache.keys()).find(key => key.url.endsWith('{ending}')); \
                return (await {change}) !== false }}"
        ),
    )?;
    assert_eq!(done, true, "{ending}");
    Ok(())
}

fn a_damaged_copy_is_never_used_and_is_mended_from_the_network(browser: &Browser) -> Result<()> {
    let site = start()?;
    let page = browser.page()?;
    visit(&page, &site.address(SCENARIO))?;
    let wasm = page.script_now("return document.querySelector('[data-wasm]').dataset.wasm.slice(2)")?;
    let glue = page.script_now("return document.querySelector('[data-glue]').dataset.glue.slice(2)")?;
    let (wasm, glue) = (wasm.as_str().unwrap_or_default(), glue.as_str().unwrap_or_default());
    damage(&page, &site.address(""), Some("<h1>Something else</h1>"))?;
    damage(&page, wasm, Some("no wasm"))?;
    damage(&page, glue, None)?;

    page.reload()?;
    page.expect_figure("cost-month", PRICED)?;
    // The document is mended after it was shown.
    let title = "(await (await caches.match(location.origin + '/')).text()).includes('Something else')";
    expect_result(&page, title, false)?;
    site.stop()?;
    page.reload()?;
    page.expect_figure("cost-month", PRICED)?;
    page.expect_visible(".offline")?;

    // Deleted as a whole, it comes back with the next visit.
    site.restart()?;
    expect_result(&page, "Promise.all((await caches.keys()).map(name => caches.delete(name)))", json!([true]))?;
    page.reload()?;
    page.expect_figure("cost-month", PRICED)?;
    expect_result(&page, "(await caches.match(location.origin + '/')) !== undefined", true)?;
    site.stop()?;
    page.reload()?;
    page.expect_figure("cost-month", PRICED)
}

fn without_its_program_an_offline_copy_can_be_read(browser: &Browser) -> Result<()> {
    // The browser's own cache would give it.
    let site = Site::start_with(SitePlan { offline: true, headers: Headers::NoStore, ..SitePlan::default() })?;
    let page = browser.page()?;
    visit(&page, &site.address(SCENARIO))?;
    damage(&page, "_bg.wasm", Some("no wasm"))?;
    site.stop()?;
    page.reload_unready()?;
    page.expect("html[data-offline][data-failed]:not([data-ready])")?;
    page.expect_texts("body", &["Offline copy, saved on", "WebAssembly"])?;
    page.expect_visible("#pricing")
}

fn a_build_that_is_not_to_work_offline_removes_the_copy(browser: &Browser) -> Result<()> {
    let folder = copy_of_dist()?;
    let plan = SitePlan { root: Some(folder.path().to_owned()), offline: true, ..SitePlan::default() };
    let site = Site::start_with(plan)?;
    let page = browser.page()?;
    visit(&page, &site.address(SCENARIO))?;
    expect_result(&page, "(await caches.keys()).length", 1)?;

    // What such a build publishes: the script as it stands, without files.
    fs::copy(root().join("scripts/service-worker.js"), folder.path().join("service-worker.js"))?;
    let index = fs::read_to_string(folder.path().join("index.html"))?;
    fs::write(folder.path().join("index.html"), index.replace(" data-service-worker=", " data-none="))?;
    let is_removed = || {
        look_for_update(&page)?;
        expect_result(&page, "(await caches.keys()).length", 0)
    };
    is_removed().or_else(|_| is_removed())?;
    page.reload()?;
    page.expect_figure("cost-month", PRICED)?;
    expect_result(&page, "(await navigator.serviceWorker.getRegistrations()).length", 0)?;
    page.expect_script("navigator.serviceWorker.controller", Value::Null)
}

/// Neither in one that belongs to the site nor in a sandbox, where a browser would refuse it loudly.
fn in_a_frame_nothing_is_stored(browser: &Browser) -> Result<()> {
    let site = Site::start_with(SitePlan { offline: true, readable: true, ..SitePlan::default() })?;
    let host = site.add_page(
        "/-/host.html",
        "<!doctype html><iframe id=page src=/></iframe><iframe id=embed src=/embed/></iframe>\
         <iframe id=sandboxed sandbox=allow-scripts src=/embed/></iframe>",
    );
    let page = browser.page()?;
    page.open_unready(&host)?;
    for frame in ["#page", "#embed", "#sandboxed"] {
        page.enter_frame(frame)?;
        page.wait_until_ready()?;
        page.leave_frame()?;
    }
    page.let_settle()?;
    expect_result(&page, "(await navigator.serviceWorker.getRegistrations()).length", 0)?;
    let requests = site.requests_now();
    assert!(!requests.iter().any(|path| path.ends_with("service-worker.js")), "{requests:?}");
    if browser.engine() == browser_tests::Engine::Chromium {
        let console = page.console()?;
        let errors: Vec<_> =
            console.iter().filter(|line| line.contains("erviceWorker") || line.contains("ervice worker")).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    Ok(())
}

fn it_can_be_installed(browser: &Browser) -> Result<()> {
    let site = start()?;
    let page = browser.page()?;
    visit(&page, &site.address(""))?;
    let manifest = page.devtools("Page.getAppManifest", &json!({}))?;
    assert_eq!(manifest["url"], site.address("manifest.webmanifest"));
    assert_eq!(manifest["errors"], json!([]));
    let errors = page.devtools("Page.getInstallabilityErrors", &json!({}))?;
    assert_eq!(errors["installabilityErrors"], json!([]));
    Ok(())
}
