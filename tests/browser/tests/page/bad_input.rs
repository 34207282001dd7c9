//! Inputs that no other file covers: `docs/bad-input.md` lists all of them, with what bad input gets.

use anyhow::Result;
use browser_tests::{Browser, NamedTest, Page, Site, SitePlan, tests};
use gpt_image_cost_core::{Date, RATE_HISTORY, money::format::grouped};
use serde_json::json;

use crate::embed::Docs;
use crate::estimator::PNG;
use crate::expected::START;
use crate::saved::{expect_saved, save};
use crate::share::open_json;

pub const TESTS: &[NamedTest] = tests![
    a_link_of_any_text_opens,
    a_file_that_is_no_export_opens_nothing,
    images_of_impossible_sizes_are_named,
    a_log_of_anything_is_counted_as_what_it_is,
    hostile_storage_is_left_as_it_is_and_does_nothing,
    attributes_that_make_no_sense_are_as_if_absent,
    a_clock_of_1970_is_not_believed,
    a_clock_of_2100_makes_the_rates_old,
];

/// 20 images at the recorded rates.
const PRICED: &str = "1.0636";

fn expect_nothing_was_run(page: &Page) -> Result<()> {
    page.expect_script("typeof self.hacked + typeof ({}).hacked", "undefinedundefined")
}

fn a_link_of_any_text_opens(browser: &Browser) -> Result<()> {
    let (site, page) = (Site::start()?, browser.page()?);
    let long = "x".repeat(3_000);
    // The first is opened with the page, the others while it is open.
    for (more, said) in [
        ("name=%3Cimg%20src%3Dx%20onerror%3Dhacked%3D1%3E", ""),
        ("name=%FF%FE%00", "name"),
        ("b.rates=2026-13-45", "2026-13-45"),
        ("__proto__=hacked&constructor=1", "__proto__"),
        ("size=0x0&attempts=1e9&partial=-1", "size"),
        // The first of two counts.
        ("images=21", "more than once"),
        ("=&&&=%&%%%", "%"),
        (long.as_str(), "xxx"),
    ] {
        page.open(&site.address(&format!("#v=1&rates=2026-06-05&images=20&{more}")))?;
        if said.is_empty() {
            page.expect_hidden("#link-problems .notice")?;
            page.expect_whole_text("#receipt-title", "<img src=x onerror=hacked=1>")?;
        } else {
            page.expect_text("#link-problems", said)?;
        }
        page.expect_figure("cost-month", PRICED)?;
        expect_nothing_was_run(&page)?;
    }
    // The last once more with the page.
    page.reload()?;
    page.expect_text("#link-problems", "xxx")?;
    page.expect_figure("cost-month", PRICED)?;
    // More than is read at all.
    page.script("location.hash = 'v=1&rates=2026-06-05&images=20&name=' + 'x'.repeat(70000)")?;
    page.expect_visible("#link-problems .notice")?;
    page.type_into("images", "20")?;
    page.expect_figure("cost-month", PRICED)
}

fn a_file_that_is_no_export_opens_nothing(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    let deep = "[".repeat(100_000);
    let large = format!("{{\"gpt-image-cost\":1,\"scenarios\":[{{}}],\"x\":\"{}\"}}", "x".repeat(300_000));
    for (text, said) in [
        ("", "not valid JSON"),
        ("{}", "not exported from this page"),
        ("[1]", "not exported from this page"),
        (deep.as_str(), "not"),
        (large.as_str(), "larger than 256 KiB"),
        (r#"{"gpt-image-cost":9,"scenarios":[{}]}"#, "version 1"),
        (r#"{"gpt-image-cost":1,"scenarios":[{"__proto__":{"hacked":1},"images":"20"}]}"#, "__proto__"),
    ] {
        open_json(&page, text)?;
        page.expect_text("#file-issues", said)?;
        page.click("#file-issues button")?;
        page.expect_hidden("#file-issues .notice")?;
    }
    page.give_files("#open-json", &[("a.json", "application/json", &[0xff, 0xfe, 0, 0])])?;
    page.expect_text("#file-issues", "could not be read")?;
    page.expect_address(&site.address(START))?;
    page.expect_figure("cost-month", "53.18")?;
    expect_nothing_was_run(&page)
}

fn images_of_impossible_sizes_are_named(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.unfold("#references")?;
    let sized = |bytes: [u8; 8]| {
        let mut image = PNG;
        image[16..24].copy_from_slice(&bytes);
        image
    };
    let (none, huge) = (sized([0; 8]), sized([0xff; 8]));
    let files: [(&str, &str, &[u8]); 4] = [
        ("none.png", "image/png", &none),
        ("huge.png", "image/png", &huge),
        ("empty.png", "image/png", &[]),
        ("<b>.jpg", "image/jpeg", &[0xff, 0xd8, 0xff]),
    ];
    page.give_files("#reference-files", &files)?;
    page.expect_texts("#reference-notes", &["none.png", "huge.png", "empty.png", "<b>.jpg"])?;
    page.expect_value("refs", "")?;
    page.expect_figure("cost-month", "53.18")
}

fn a_log_of_anything_is_counted_as_what_it_is(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("")?;
    page.choose("mode", "usage")?;
    let deep = "[".repeat(100_000);
    for (text, rejected) in [
        ("hello", "1"),
        ("{", "1"),
        ("\u{0}\u{1}\u{fffd}", "1"),
        (deep.as_str(), "1"),
        (r#"{"usage": {"input_tokens": -5, "output_tokens": 1e400}}"#, "1"),
        (r#"{"usage": "<img src=x onerror=hacked=1>"}"#, "1"),
        ("a,b,c\n1,2\n,,,,\n\"", "3"),
    ] {
        page.paste_into("usage", text)?;
        page.expect("#usage[data-state=done]")?;
        page.expect_figure("usage-rejected", rejected)?;
        page.expect_figure("usage-seen", rejected)?;
        page.paste_into("usage", "")?;
        page.expect("#usage[data-state=idle]")?;
    }
    let packed = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff];
    let files: [(&str, &str, &[u8]); 3] =
        [("empty.jsonl", "", &[]), ("shoe.png", "image/png", &PNG), ("<img src=x onerror=hacked=1>.gz", "", &packed)];
    page.give_files("[name=usage-files]", &files)?;
    page.expect("#usage[data-state=done]")?;
    page.expect_figure("usage-priced", "0")?;
    page.expect_text("#usage", "<img src=x onerror=hacked=1>.gz")?;
    page.expect_absent("#usage img")?;
    expect_nothing_was_run(&page)?;
    // The next log is read as if nothing had been.
    page.click("#usage-clear")?;
    page.paste_into("usage", r#"{"usage": {"input_tokens": 0, "output_tokens": 1000}}"#)?;
    page.expect_figure("usage-priced", "1")
}

const SCENARIOS: &str = "gpt-image-cost-scenarios";

/// Opens the page with this in its storage.
fn open_with_stored(page: &Page, site: &Site, key: &str, text: &str) -> Result<()> {
    page.script(&format!("localStorage.clear(); localStorage.setItem({}, {})", json!(key), json!(text)))?;
    page.open(&site.address("?again"))
}

fn hostile_storage_is_left_as_it_is_and_does_nothing(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    let deep = "[".repeat(100_000);
    for (text, said) in [
        ("nonsense", "cannot be read"),
        (deep.as_str(), "cannot be read"),
        (r#"{"gpt-image-cost":1,"saved":{"__proto__":{"hacked":1}}}"#, "cannot be read"),
        (r#"{"gpt-image-cost":7,"saved":[]}"#, "newer version"),
    ] {
        open_with_stored(&page, &site, SCENARIOS, text)?;
        page.unfold("#saved")?;
        page.expect_text("#saved-trouble", said)?;
        page.type_into("save-name", "Mine")?;
        page.click("#save")?;
        page.expect_text("#toast", said)?;
        page.expect_script(&format!("localStorage.getItem('{SCENARIOS}').length"), text.len())?;
    }

    let entries = json!({ "gpt-image-cost": 1, "saved": [
        { "name": "<img src=x onerror=hacked=1>", "link": "javascript:hacked=1" },
        { "name": "Twice", "link": "v=1&rates=2026-06-05&images=20" },
        { "name": "Twice", "link": "v=1&rates=2026-06-05&images=20" },
        { "name": "", "link": "%".repeat(100_000) },
    ] });
    open_with_stored(&page, &site, SCENARIOS, &entries.to_string())?;
    page.unfold("#saved")?;
    expect_saved(&page, &["Scenario", "Twice (2)", "Twice", "<img src=x onerror=hacked=1>"])?;
    page.expect_script(
        "[...document.querySelectorAll('.saved-list a')].every(a => a.getAttribute('href').startsWith('#'))",
        true,
    )?;
    page.click_text(".saved-list a", "<img src=x onerror=hacked=1>")?;
    page.click("[aria-label='Delete Twice (2)']")?;
    expect_saved(&page, &["Scenario", "Twice", "<img src=x onerror=hacked=1>"])?;
    page.click_text(".saved-list a", "Twice")?;
    page.expect_figure("cost-month", PRICED)?;
    save(&page, "Mine")?;

    open_with_stored(&page, &site, "gpt-image-cost-theme", "dark\" onload=\"hacked=1")?;
    page.expect("html:not([data-theme])")?;
    page.expect_value("theme", "")?;
    expect_nothing_was_run(&page)
}

fn attributes_that_make_no_sense_are_as_if_absent(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    let attributes = "scenario=\"v=1&amp;rates=2026-06-05&amp;images=20&amp;size=%E0%A4%A\" view=purple theme=purple height=tall \
                      loading=never rates=\"\" title=\"<b>\"";
    page.open_unready(&docs.page(&docs.element(attributes)))?;
    page.in_embed(|| {
        page.expect_figure("cost-month", PRICED)?;
        page.expect_text("#link-problems", "size")?;
        page.expect_attribute("html", "data-view", "calculator")?;
        page.expect_attribute("html", "data-theme", "light")
    })?;
    let frame = "document.querySelector('gpt-image-cost').shadowRoot.querySelector('iframe')";
    page.expect_script(&format!("{frame}.title"), "<b>")?;
    page.expect_script(&format!("{frame}.getBoundingClientRect().height > 100"), true)?;
    page.script("document.querySelector('gpt-image-cost').setAttribute('rates', 'never')")?;
    page.in_embed(|| {
        page.expect_text("#link-problems", "never")?;
        page.expect_hidden("#pinned")?;
        page.expect("data#cost-month[value]")
    })
}

/// Opens the page with the browser's clock at noon of this day.
fn open_on(browser: &Browser, day: &str) -> Result<(Site, Page)> {
    let clock = format!(
        "{{ const now = Date.parse('{day}T12:00:00'); const Real = Date; \
            globalThis.Date = class Date extends Real {{ \
              constructor(...given) {{ if (given.length) super(...given); else super(now) }} \
              static now() {{ return now }} }} }}"
    );
    let site = Site::start_with(SitePlan { script: Some(clock), ..SitePlan::default() })?;
    let page = browser.page()?;
    page.open(&site.address(START))?;
    Ok((site, page))
}

/// What does not depend on the clock.
fn expect_it_works(page: &Page) -> Result<()> {
    page.type_into("images", "20")?;
    page.expect_figure("cost-month", PRICED)?;
    save(page, "Mine")?;
    page.choose("mode", "usage")?;
    page.paste_into("usage", r#"{"created": 1780661000, "usage": {"input_tokens": 0, "output_tokens": 1000}}"#)?;
    page.expect_figure("usage-priced", "1")
}

/// Before the rates were checked: the clock must be wrong, so that no age is said.
fn a_clock_of_1970_is_not_believed(browser: &Browser) -> Result<()> {
    let (_site, page) = open_on(browser, "1970-01-01")?;
    page.expect_attribute("#checked", "class", "age")?;
    page.expect_text("#checked", "Rates checked 20")?;
    page.expect_no_text("#checked", "ago")?;
    page.expect_no_text("#checked", "today")?;
    expect_it_works(&page)
}

fn a_clock_of_2100_makes_the_rates_old(browser: &Browser) -> Result<()> {
    let (_site, page) = open_on(browser, "2100-01-01")?;
    page.expect_attribute("#checked", "class", "age stale")?;
    let days = Date::literal(2100, 1, 1).days_since(RATE_HISTORY.last_checked());
    let days = grouped(days.try_into()?);
    page.expect_text("#checked", &format!(", {days} days ago"))?;
    expect_it_works(&page)
}
