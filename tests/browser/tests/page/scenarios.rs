//! Sharing, saving, comparing and exporting scenarios; the address that follows the form.

use anyhow::{Context, Result};
use browser_tests::{Page, Scheme, Site, SitePlan, Start, Visit};
use serde_json::{Value, json};

use crate::access::{assert_nothing_reaches_out, axe};
use crate::figures::Test;

pub const TESTS: &[Test] = &[
    ("the_second_wasm_comes_only_when_its_part_is_near", comes_when_near),
    ("without_the_second_wasm_the_calculator_works_and_the_part_says_so", second_wasm_refused),
    ("each_copy_is_confirmed_and_holds_the_exact_figures", copies),
    ("a_refused_clipboard_leaves_the_text_selected", clipboard_refused),
    ("the_share_sheet_gets_the_link_where_there_is_one", share_sheet),
    ("files_are_saved_exact_and_open_again", files),
    ("a_file_that_is_not_right_is_refused_by_path", wrong_file),
    ("a_dropped_file_opens", dropped_file),
    ("saved_scenarios_survive_a_reload_and_are_renamed_and_deleted_with_undo", shelf),
    ("two_tabs_do_not_undo_each_other_s_saving", two_tabs),
    ("refused_storage_costs_only_saving_and_says_so", storage_refused),
    ("opening_a_link_overwrites_nothing_that_was_saved", opening_overwrites_nothing),
    ("scenarios_stand_side_by_side_with_their_differences_and_one_link", comparison),
    ("four_scenarios_are_readable_at_360_pixels", narrow_comparison),
    ("going_back_and_forward_opens_the_scenarios_again", back_and_forward),
    ("typing_neither_floods_the_history_nor_the_address", throttled),
];

pub const ADJUSTED_TESTS: &[Test] = &[
    ("axe_finds_nothing_about_scenarios_in_the_light", |visit| axe_finds_nothing(visit, Scheme::Light)),
    ("axe_finds_nothing_about_scenarios_in_the_dark", |visit| axe_finds_nothing(visit, Scheme::Dark)),
];

/// A scenario in which nothing was entered.
pub const START: &str = "#v=1&rates=2026-06-05";

/// Opens a link and waits until its scenarios part has started.
pub fn open(page: &Page, site: &Site, fragment: &str) -> Result<()> {
    page.open(&site.address(fragment))?;
    near(page)
}

pub fn near(page: &Page) -> Result<()> {
    page.script("document.getElementById('scenarios').scrollIntoView({ behavior: 'instant' })")?;
    // WebKit's driver does not bring a new tab to the front, and such a tab observes nothing.
    page.script(
        "if (!document.hasFocus() || document.hidden) document.getElementById('save').dispatchEvent(new Event('pointerover', { bubbles: true }))",
    )?;
    page.wait_for("#scenarios[data-ready]")
}

/// What is copied from now on is in `window.copied`.
pub fn watch_clipboard(page: &Page) -> Result<()> {
    page.script(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, \
           value: { writeText: async text => { window.copied = text } } })",
    )?;
    Ok(())
}

/// Files saved from now on are in `window.saved` by their names, instead of being downloaded.
fn watch_files(page: &Page) -> Result<()> {
    page.script(
        "window.saved = {}; let last; \
         URL.createObjectURL = blob => { last = blob; return 'blob:nothing' }; \
         HTMLElement.prototype.click = function () { \
           if (this.download) last.text().then(text => window.saved[this.download] = text); \
           else this.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })) }",
    )?;
    Ok(())
}

pub fn wait_for_script(page: &Page, body: &str) -> Result<Value> {
    page.wait_until(body, || {
        let now = page.script(&format!("return {body}"))?;
        Ok(if now.is_null() { Err("nothing".to_owned()) } else { Ok(now) })
    })
}

pub fn wait_for_text(page: &Page, css: &str, part: &str) -> Result<()> {
    page.wait_until(&format!("{part:?} in {css}"), || {
        let now = page.text(css)?;
        Ok(if now.contains(part) { Ok(()) } else { Err(now) })
    })
}

fn comes_when_near(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(START))?;
    let asked = || site.requests().iter().any(|path| path.ends_with("scenarios_bg.wasm"));
    assert!(!asked(), "fetched before it was needed");
    near(&page)?;
    assert!(asked());
    Ok(())
}

fn second_wasm_refused(visit: &Visit) -> Result<()> {
    let site = Site::start_with(SitePlan { refuse: Some("scenarios_bg.wasm"), ..SitePlan::default() })?;
    let page = visit.page()?;
    page.open(&site.address(START))?;
    page.script("document.getElementById('scenarios').scrollIntoView({ behavior: 'instant' })")?;
    page.wait_for("#scenarios[data-failed]")?;
    wait_for_text(&page, "#scenarios .failed", "could not be loaded")?;
    page.type_into("images", "2000")?;
    page.wait_for_figure("cost-month", "106.36")
}

fn copies(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    let fragment = "#v=1&rates=2026-06-05&name=%3DSpring&images=5000";
    open(&page, &site, fragment)?;
    watch_clipboard(&page)?;
    let address = site.address(fragment);
    for (button, part) in [
        ("#copy-link", address.as_str()),
        ("#copy-markdown", "| Month | $265.90 |"),
        ("#copy-text", "  Month: $265.90\n"),
        ("#copy-cells", "costs\tcost-month\tMonth\tUSD\t265.9\n"),
        ("#copy-cells", "\t'=Spring\n"),
    ] {
        page.script("window.copied = null")?;
        page.click(button)?;
        let copied = wait_for_script(&page, "window.copied")?;
        let copied = copied.as_str().context("no text")?;
        assert!(copied.contains(part), "{button}: {copied}");
        wait_for_text(&page, "#scenarios .said", "Copied.")?;
        assert_eq!(page.attribute("#scenarios .said", "role")?.as_deref(), Some("status"));
    }
    // What is typed from now on is in the next copy.
    page.type_into("images", "10")?;
    page.wait_for_figure("cost-month", "0.5318")?;
    page.script("window.copied = null")?;
    page.click("#copy-cells")?;
    let copied = wait_for_script(&page, "window.copied")?;
    assert!(copied.to_string().contains("\\t0.5318\\n"), "{copied}");
    Ok(())
}

fn clipboard_refused(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, START)?;
    for value in ["undefined", "{ writeText: async () => { throw new Error('no') } }"] {
        page.script(&format!(
            "Object.defineProperty(navigator, 'clipboard', {{ configurable: true, value: {value} }})"
        ))?;
        page.click("#copy-link")?;
        wait_for_text(&page, "#scenarios .said", "copy it with your keyboard")?;
        page.wait_until("the address to be selected", || {
            let selected = page.script(
                "const a = document.activeElement; return a.id == 'by-hand' ? a.value.slice(a.selectionStart, a.selectionEnd) : ''",
            )?;
            Ok((selected == json!(site.address(START))).then_some(()).ok_or(selected.to_string()))
        })?;
        page.script("document.activeElement.blur()")?;
    }
    watch_clipboard(&page)?;
    page.click("#copy-link")?;
    wait_for_text(&page, "#scenarios .said", "Copied.")?;
    page.wait_for("div[hidden] > #by-hand")
}

fn share_sheet(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(START))?;
    page.script("navigator.share = async data => { window.shared = data }")?;
    near(&page)?;
    page.wait_for("#share:not([hidden])")?;
    page.click("#share")?;
    assert_eq!(wait_for_script(&page, "window.shared?.url")?, json!(site.address(START)));
    page.script("navigator.share = async () => { throw new DOMException('', 'NotAllowedError') }")?;
    page.click("#share")?;
    wait_for_text(&page, "#scenarios .said", "Copy the link instead")
}

/// Gives a file to the file field.
fn choose_file(page: &Page, text: &str) -> Result<()> {
    page.script(&format!(
        "const data = new DataTransfer(); data.items.add(new File([{}], 'a.json')); \
         const field = document.getElementById('open-json'); field.files = data.files; \
         field.dispatchEvent(new Event('change', {{ bubbles: true }}))",
        json!(text)
    ))?;
    Ok(())
}

fn files(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    let fragment = "#v=1&rates=2026-06-05&refs=3*1280x720&cached=33.33&b.rates=2026-06-05&b.q=low";
    open(&page, &site, fragment)?;
    watch_files(&page)?;
    page.click("#save-csv")?;
    let csv = wait_for_script(&page, "window.saved['gpt-image-cost.csv'] ?? null")?;
    assert!(csv.as_str().is_some_and(|csv| csv.contains("cost-month,Month,USD,69.62225,6.38\r\n")), "{csv}");
    page.click("#save-json")?;
    let file = wait_for_script(&page, "window.saved['gpt-image-cost.json'] ?? null")?;
    let file = file.as_str().context("no text")?.to_owned();
    let parsed: Value = serde_json::from_str(&file)?;
    assert_eq!(parsed["calculations"][0]["costs"]["cost-month"], "69.62225");

    page.open(&site.address(START))?;
    page.script("location.hash = 'v=1&rates=2026-06-05&images=7'")?;
    page.wait_for_figure("cost-month", "0.37226")?;
    near(&page)?;
    choose_file(&page, &file)?;
    page.wait_for_figure("cost-month", "69.62225")?;
    page.wait_for_address(&site.address(fragment))
}

fn wrong_file(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, START)?;
    choose_file(&page, r#"{"gpt-image-cost":1,"scenarios":[{},{"refs":["1024"]}]}"#)?;
    wait_for_text(&page, "#scenarios .file-problems", "$.scenarios[1].refs[0]: Reference images must be")?;
    assert_eq!(page.address()?, site.address(START), "nothing was opened");
    choose_file(&page, r#"{"gpt-image-cost":1,"scenarios":[{"images":"20"}]}"#)?;
    page.wait_for_figure("cost-month", "1.0636")?;
    page.wait_until("the problems to go", || {
        let now = page.script("return document.querySelector('#scenarios .file-problems').textContent")?;
        Ok((now == "").then_some(()).ok_or(now.to_string()))
    })
}

fn dropped_file(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, START)?;
    page.script(
        "const data = new DataTransfer(); \
         data.items.add(new File(['{\"gpt-image-cost\":1,\"scenarios\":[{\"images\":20}]}'], 'a.json')); \
         const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }); \
         if (!drop.dataTransfer) Object.defineProperty(drop, 'dataTransfer', { value: data }); \
         document.getElementById('scenarios').dispatchEvent(drop)",
    )?;
    page.wait_for_figure("cost-month", "1.0636")
}

fn save(page: &Page, name: &str) -> Result<()> {
    page.type_into("save-name", name)?;
    page.click("#save")?;
    wait_for_text(page, "#scenarios .said", "Saved as")
}

/// The names on the shelf, as they stand.
fn wait_for_shelf(page: &Page, names: &[&str]) -> Result<()> {
    page.wait_until(&format!("the shelf to hold {names:?}"), || {
        let now =
            page.script("return [...document.querySelectorAll('.shelf li > a:first-child')].map(a => a.textContent)")?;
        Ok((now == json!(names)).then_some(()).ok_or(now.to_string()))
    })
}

fn click_named(page: &Page, text: &str) -> Result<()> {
    page.script(&format!(
        "[...document.querySelectorAll('#scenarios button')].find(one => one.textContent == {}).click()",
        json!(text)
    ))?;
    Ok(())
}

fn shelf(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, "#v=1&rates=2026-06-05&images=20")?;
    save(&page, "Small")?;
    page.type_into("images", "5000")?;
    page.wait_for_figure("cost-month", "265.9")?;
    save(&page, "Large")?;
    wait_for_shelf(&page, &["Large", "Small"])?;

    page.open_in_new_tab(&site.address(START))?;
    near(&page)?;
    wait_for_shelf(&page, &["Large", "Small"])?;
    page.click(".shelf li:last-child > a")?;
    page.wait_for_figure("cost-month", "1.0636")?;
    page.wait_for_address(&site.address("#v=1&rates=2026-06-05&images=20"))?;

    click_named(&page, "Rename: Small")?;
    page.wait_for("#rename:focus")?;
    page.type_into("rename", "Tiny\u{e007}")?;
    wait_for_shelf(&page, &["Large", "Tiny"])?;
    click_named(&page, "Delete: Large")?;
    wait_for_shelf(&page, &["Tiny"])?;
    wait_for_text(&page, "#scenarios .said", "Deleted “Large”.")?;
    click_named(&page, "Undo deleting: Large")?;
    wait_for_shelf(&page, &["Large", "Tiny"])
}

fn two_tabs(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open_in_frame(&site, START, 800)?;
    near(&page)?;
    save(&page, "First")?;
    // Another tab, as far as this one can tell: it writes past this one's back.
    let written = "JSON.stringify({ 'gpt-image-cost': 1, saved: [...JSON.parse(localStorage['gpt-image-cost-scenarios']).saved, \
                   { name: 'Other', link: 'v=1&rates=2026-06-05&images=3' }] })";
    page.script(&format!("localStorage['gpt-image-cost-scenarios'] = {written}"))?;
    save(&page, "Second")?;
    wait_for_shelf(&page, &["Second", "Other", "First"])?;

    // The frame's host is another document of the same origin: what it writes, this one is told.
    page.script("parent.localStorage.removeItem('gpt-image-cost-scenarios')")?;
    wait_for_shelf(&page, &[])
}

fn storage_refused(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, START)?;
    page.script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }")?;
    page.type_into("save-name", "A")?;
    page.click("#save")?;
    wait_for_text(&page, "#scenarios .saved .problem", "nothing was saved")?;
    wait_for_shelf(&page, &[])?;
    page.script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })",
    )?;
    page.click("#save")?;
    wait_for_text(&page, "#scenarios .saved .problem", "cannot be saved")?;
    page.type_into("images", "20")?;
    page.wait_for_figure("cost-month", "1.0636")?;
    watch_clipboard(&page)?;
    page.click("#copy-link")?;
    wait_for_text(&page, "#scenarios .said", "Copied.")
}

fn opening_overwrites_nothing(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, "#v=1&rates=2026-06-05&name=Spring&images=20")?;
    page.click("#save")?;
    wait_for_shelf(&page, &["Spring"])?;
    page.open_in_new_tab(&site.address("#v=1&rates=2026-06-05&name=Spring&images=30"))?;
    near(&page)?;
    wait_for_shelf(&page, &["Spring"])?;
    // WebKit's driver gives the whole address for the attribute.
    let href = page.script("return document.querySelector('.shelf a').getAttribute('href')")?;
    assert_eq!(href, "#v=1&rates=2026-06-05&name=Spring&images=20");
    page.click("#save")?;
    wait_for_shelf(&page, &["Spring (2)", "Spring"])
}

fn comparison(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, START)?;
    assert!(!page.has(".compared"));
    page.click("#compare-add")?;
    page.wait_for_address(&site.address("#v=1&rates=2026-06-05&b.rates=2026-06-05"))?;
    page.wait_for_figure("compare-month-b", "53.18")?;
    page.type_into("images", "2000")?;
    page.wait_for_figure("compare-month-a", "106.36")?;
    page.wait_for_figure("together-month", "159.54")?;
    page.wait_for_figure("together-year", "1914.48")?;
    let second = page.text(".compared:nth-child(2)")?;
    assert!(second.contains("$53.18 less (−50.0 %)"), "{second}");
    assert_eq!(page.text(".compared:nth-child(2) mark")?, "1000");
    assert_eq!(page.text(".compared:nth-child(1) mark")?, "2000");
    let link = "#v=1&rates=2026-06-05&images=2000&b.rates=2026-06-05";
    page.wait_for_address(&site.address(link))?;

    page.open_in_new_tab(&site.address(link))?;
    near(&page)?;
    page.wait_for_figure("compare-month-a", "106.36")?;
    page.script("[...document.querySelectorAll('.compared a')].find(a => a.textContent == 'Edit this one').click()")?;
    page.wait_for_figure("cost-month", "53.18")?;
    page.wait_for_figure("compare-month-b", "106.36")?;
    page.script("[...document.querySelectorAll('.compared a')].at(-1).click()")?;
    page.wait_for_address(&site.address(START))?;
    page.wait_until("the cards to go", || Ok(if page.has(".compared") { Err(String::new()) } else { Ok(()) }))
}

const FOUR: &str = "#v=1&rates=2026-06-05&name=Catalogue&images=50000&q=auto&b.rates=2026-06-05&b.name=An%20unusually%20long%20name%20without%20much%20sense\
                    &b.images=2000&b.size=3840x2160&c.rates=2026-06-05&c.mode=tokens&c.oi=100000000&c.requests=99999999\
                    &d.rates=2026-06-05&d.refs=3*1280x720&d.batch=1";

fn narrow_comparison(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open_in_frame(&site, FOUR, 360)?;
    near(&page)?;
    page.wait_for("#compare-month-d")?;
    assert_eq!(page.script("return document.querySelectorAll('.compared').length")?, 5);
    assert_nothing_reaches_out(&page, "#scenarios")?;
    Ok(())
}

/// With everything there is to see: cards, a shelf with one being renamed, an undo, a refused copy, a wrong file.
fn axe_finds_nothing(visit: &Visit, scheme: Scheme) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page_with(Start { scheme, ..Start::default() })?;
    open(&page, &site, FOUR)?;
    for name in ["First", "Second", "Third"] {
        save(&page, name)?;
        wait_for_text(&page, ".shelf", name)?;
    }
    click_named(&page, "Delete: Second")?;
    wait_for_shelf(&page, &["Third", "First"])?;
    click_named(&page, "Rename: First")?;
    page.wait_for("#rename")?;
    choose_file(&page, "{}")?;
    wait_for_text(&page, "#scenarios .file-problems", "missing")?;
    page.script("Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })")?;
    page.click("#copy-markdown")?;
    wait_for_text(&page, "#scenarios .said", "keyboard")?;
    assert_eq!(axe(&page)?, json!([]));
    Ok(())
}

fn back_and_forward(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address("#v=1&rates=2026-06-05&images=20"))?;
    page.script("location.hash = 'v=1&rates=2026-06-05&images=30'")?;
    page.wait_for_figure("cost-month", "1.5954")?;
    page.type_into("images", "40")?;
    page.wait_for_address(&site.address("#v=1&rates=2026-06-05&images=40"))?;
    page.script("history.back()")?;
    page.wait_for_figure("cost-month", "1.0636")?;
    assert_eq!(page.value("images")?, "20");
    page.script("history.forward()")?;
    page.wait_for_figure("cost-month", "2.1272")?;
    assert_eq!(page.value("images")?, "40", "the form as it was left");
    Ok(())
}

fn throttled(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(START))?;
    let entries = page.script("return history.length")?;
    page.script(
        "window.written = 0; const replace = history.replaceState; \
         history.replaceState = function (...given) { window.written++; return replace.apply(this, given) }; \
         const field = document.querySelector('[name=images]'); \
         for (let n = 1; n <= 200; n++) { field.value = n; field.dispatchEvent(new Event('input', { bubbles: true })) }",
    )?;
    page.wait_for_address(&site.address("#v=1&rates=2026-06-05&images=200"))?;
    let written = page.script("return window.written")?;
    assert!(written.as_u64().is_some_and(|written| written <= 3), "written {written} times");
    assert_eq!(page.script("return history.length")?, entries);
    Ok(())
}
