//! Bills from real usage: what is pasted, dropped or chosen is read by the worker, and nothing leaves the page.

use std::io::Write;

use anyhow::Result;
use browser_tests::{Browser, NamedTest, Page, tests};
use serde_json::json;

use crate::share::choose_action;
use crate::start::{open_early, release};

pub const TESTS: &[NamedTest] = tests![
    a_pasted_response_is_priced_as_it_stands,
    a_file_with_a_broken_line_is_priced_without_it_and_says_where,
    reading_is_cancelled_and_keeps_what_was_counted,
    a_gzipped_log_has_the_bill_of_the_plain_one,
    a_charge_is_explained,
];

pub const LOGIC: &[NamedTest] = tests![
    what_was_pasted_before_the_wasm_arrived_is_priced,
    batch_lines_are_priced_at_standard_rates_on_request,
    averages_fill_the_calculator,
    links_keep_the_mode_under_the_usage_log,
    columns_are_assigned_by_hand,
    assigned_columns_stay_for_files_with_the_same_header,
    after_cancelling_only_what_was_counted_is_saved,
    a_log_that_is_read_again_is_not_saved_or_reconciled_until_it_is_read,
    a_file_that_is_gone_is_named_and_the_rest_is_priced,
    the_bar_of_narrow_screens_follows_the_log,
    a_bill_is_saved_as_a_file,
    nothing_leaves_the_page_while_a_file_is_read,
];

/// WebKitGTK cannot write to the private files that stand in for those on disk.
pub const ADJUSTABLE: &[NamedTest] = tests![records_are_written_to_the_file_that_the_reader_chooses];

/// Only Chromium's driver can drop what is on disk.
pub const CHROMIUM: &[NamedTest] = tests![a_dropped_folder_is_named_and_the_files_beside_it_count];

/// 100 × $5 + 2,048 × $8 + 5,488 × $30, per million.
const RESPONSE: &str = r#"{"created": 1780661000, "size": "1024x1536", "quality": "high", "usage": {"input_tokens": 2148,
    "input_tokens_details": {"text_tokens": 100, "image_tokens": 2048}, "output_tokens": 5488, "total_tokens": 7636}}"#;
const COST: &str = "0.181524";

/// The third line ends inside a string.
const LOG: &str = concat!(
    r#"{"created": 1780661000, "usage": {"input_tokens": 10, "input_tokens_details": {"text_tokens": 10, "image_tokens": 0}, "output_tokens": 1000}}"#,
    "\n",
    r#"{"created": 1780661000, "usage": {"input_tokens": 30, "input_tokens_details": {"text_tokens": 30, "image_tokens": 0}, "output_tokens": 3000}}"#,
    "\n",
    r#"{"usage": {"input_tokens": 30, "input_tok"#,
    "\n",
);

const BATCH: &str = r#"{"id": "batch_req_1", "custom_id": "a", "response": {"status_code": 200, "request_id": "r", "body": {"created": 1780661000,
    "usage": {"input_tokens": 0, "input_tokens_details": {"text_tokens": 0, "image_tokens": 0}, "output_tokens": 1000}}}, "error": null}"#;

fn open_log(browser: &Browser) -> Result<(browser_tests::Site, Page)> {
    let (site, page) = browser.open("")?;
    page.choose("mode", "usage")?;
    page.expect("#usage[data-state=idle]")?;
    Ok((site, page))
}

fn give(page: &Page, name: &str, text: &str) -> Result<()> {
    page.give_files("[name=usage-files]", &[(name, "", text.as_bytes())])
}

fn a_pasted_response_is_priced_as_it_stands(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    page.expect_text("#usage-bill", "No log yet")?;
    page.paste_into("usage", RESPONSE)?;
    page.expect_figure("usage-total", COST)?;
    page.expect("#usage[data-state=done]")?;
    for (id, value) in [
        ("usage-lane-text-input", "0.0005"),
        ("usage-lane-cached-text-input", "0"),
        ("usage-lane-image-input", "0.016384"),
        ("usage-lane-cached-image-input", "0"),
        ("usage-lane-image-output", "0.16464"),
        ("usage-seen", "1"),
        ("usage-priced", "1"),
        ("usage-unpriced", "0"),
        ("usage-rejected", "0"),
    ] {
        page.expect_figure(id, value)?;
    }
    page.expect_text("#usage-breakdown", "1024x1536 high")?;
    page.paste_into("usage", r#"{"created": 1780661000, "usage": {"input_tokens": 10, "output_tokens": 100}}"#)?;
    page.expect_range("usage-total", "0.00305", "0.00308")?;
    page.paste_into("usage", "")?;
    page.expect("#usage[data-state=idle]")?;
    page.expect_absent("#usage-total")
}

fn a_file_with_a_broken_line_is_priced_without_it_and_says_where(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    page.give_files("#usage", &[("log.jsonl", "", LOG.as_bytes())])?;
    page.expect_figure("usage-total", "0.1202")?;
    page.expect_figure("usage-seen", "3")?;
    page.expect_figure("usage-priced", "2")?;
    page.expect_figure("usage-rejected", "1")?;
    page.expect_texts("#usage-rejections", &["log.jsonl", "3"])?;
    // Another file adds to the log.
    give(&page, "more.json", RESPONSE)?;
    page.expect_figure("usage-total", "0.301724")?;
    page.expect_figure("usage-seen", "4")?;
    page.click("#usage-clear")?;
    page.expect("#usage[data-state=idle]")
}

fn cancel_a_large_file(page: &Page) -> Result<()> {
    page.give_large_log(100)?;
    page.expect("#usage[data-state=reading]")?;
    page.expect_text(".usage-reading dl", "MB/s")?;
    page.script("document.getElementById('usage-cancel').click()")?;
    page.expect("#usage[data-state=cancelled]")
}

fn reading_is_cancelled_and_keeps_what_was_counted(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    cancel_a_large_file(&page)?;
    page.expect_text("#usage-bill-title", "before you cancelled")?;
    page.expect_text("#usage-notes", "stopped before the end")?;
    page.expect_script(
        "(count => count('seen') > 0 && count('seen') < 1e7 && \
           count('seen') === count('priced') + count('unpriced') + count('rejected')) \
         (id => Number(document.getElementById('usage-' + id).value))",
        true,
    )
}

fn after_cancelling_only_what_was_counted_is_saved(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    page.watch_downloads()?;
    cancel_a_large_file(&page)?;
    choose_action(&page, "#usage-download", "#usage-save-records-csv")?;
    page.expect_script(
        "(window.saved['usage-records.csv'] ?? '').split('\\n').length - 2 === Number(document.getElementById('usage-priced').value)",
        true,
    )
}

fn a_log_that_is_read_again_is_not_saved_or_reconciled_until_it_is_read(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    page.watch_downloads()?;
    cancel_a_large_file(&page)?;
    page.expect("#usage-download > summary:not([aria-disabled])")?;
    page.script(
        "document.querySelector('[name=usage-batch]').click(); document.getElementById('usage-save-summary-json').click()",
    )?;
    page.expect("#usage[data-state=reading]")?;
    page.expect("#usage-download > summary[aria-disabled=true]")?;
    page.paste_into("usage-charged", "0.01")?;
    page.expect_text(".usage-reading dl", "MB/s")?;
    page.expect_script("Object.keys(window.saved)", json!([]))?;
    page.expect_absent(".usage-reconcile dl")?;
    page.script("document.getElementById('usage-cancel').click()")?;
    page.expect_text(".usage-reconcile dl", "Computed")?;
    page.expect("#usage-download > summary:not([aria-disabled])")
}

fn gzip(text: &str) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes())?;
    Ok(encoder.finish()?)
}

fn a_gzipped_log_has_the_bill_of_the_plain_one(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    let log = LOG.repeat(2_000);
    let mut bills = Vec::new();
    for (name, bytes) in [("log.jsonl", log.as_bytes()), ("log.jsonl.gz", &gzip(&log)?)] {
        page.give_files("[name=usage-files]", &[(name, "", bytes)])?;
        page.expect_figure("usage-total", "240.4")?;
        page.expect_texts("#usage-rejections", &[name, "2,000"])?;
        let figures =
            "[...document.querySelectorAll('#usage-bill data, #usage-counts data')].map(e => [e.id, e.value])";
        bills.push(page.script_now(&format!("return {figures}"))?);
        page.click("#usage-clear")?;
        page.expect("#usage[data-state=idle]")?;
    }
    assert!(bills[0].as_array().is_some_and(|figures| figures.len() > 15), "{bills:?}");
    assert_eq!(bills[0], bills[1]);
    Ok(())
}

fn a_file_that_is_gone_is_named_and_the_rest_is_priced(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    let file = tempfile::Builder::new().suffix(".jsonl").tempfile()?;
    std::fs::write(file.path(), LOG)?;
    page.choose_file("usage-files", file.path())?;
    page.expect_figure("usage-total", "0.1202")?;
    file.close()?;
    give(&page, "more.json", RESPONSE)?;
    page.expect_text("#usage-notes", "This cannot be read")?;
    page.expect_figure("usage-total", COST)?;
    page.expect_figure("usage-seen", "1")
}

fn a_dropped_folder_is_named_and_the_files_beside_it_count(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("log.jsonl");
    std::fs::write(&file, LOG)?;
    page.scroll_into_sight(".usage-files")?;
    let at = page.script_now(
        "const { x, y } = document.querySelector('.usage-files').getBoundingClientRect(); return { x: x + 5, y: y + 5 }",
    )?;
    for kind in ["dragEnter", "dragOver", "drop"] {
        let data = json!({ "items": [], "files": [folder.path(), file], "dragOperationsMask": 1 });
        page.devtools("Input.dispatchDragEvent", &json!({ "type": kind, "x": at["x"], "y": at["y"], "data": data }))?;
    }
    page.expect_figure("usage-total", "0.1202")?;
    page.expect_figure("usage-seen", "3")?;
    page.expect_text("#usage-notes", "This cannot be read")
}

fn the_bar_of_narrow_screens_follows_the_log(browser: &Browser) -> Result<()> {
    let site = browser_tests::Site::start()?;
    let page = browser.page()?;
    page.open_in_frame(&site, "", 390)?;
    page.expect_text(".cost-bar", "a month")?;
    page.choose("mode", "usage")?;
    page.expect_text(".cost-bar", "No log yet")?;
    page.paste_into("usage", RESPONSE)?;
    page.expect_texts(".cost-bar", &["1 record", "$0.18"])?;
    page.expect_hidden(".cost-bar > [href='#receipt']")?;
    page.choose("mode", "tokens")?;
    page.expect_text(".cost-bar", "a month")?;
    page.expect_hidden(".cost-bar > [href='#usage-bill']")
}

fn what_was_pasted_before_the_wasm_arrived_is_priced(browser: &Browser) -> Result<()> {
    let (site, page) = open_early(browser, "")?;
    page.choose("mode", "usage")?;
    page.paste_into("usage", RESPONSE)?;
    release(&site, &page)?;
    page.expect_figure("usage-total", COST)
}

fn batch_lines_are_priced_at_standard_rates_on_request(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    page.paste_into("usage", &BATCH.replace('\n', ""))?;
    page.expect_figure("usage-total", "0.015")?;
    page.expect_text("#usage .notes", "Batch rate")?;
    page.check("usage-batch", false)?;
    page.expect_figure("usage-total", "0.03")
}

fn averages_fill_the_calculator(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    // Without a date, a log is taken as a month.
    give(&page, "log.jsonl", &LOG.replace(r#""created": 1780661000, "#, ""))?;
    page.expect_figure("usage-priced", "2")?;
    page.click("#usage-averages")?;
    page.expect_value("ti", "20")?;
    page.expect_value("oi", "2,000")?;
    page.expect_value("requests", "2")?;
    page.expect_visible("#receipt")?;
    page.expect_hidden("#usage")?;
    page.click("#undo")?;
    page.expect_visible("#usage")?;
    page.expect_value("mode", "usage")
}

fn links_keep_the_mode_under_the_usage_log(browser: &Browser) -> Result<()> {
    let link = "#v=1&rates=2026-06-05&mode=tokens&oi=1000&requests=7";
    let (site, page) = browser.open(link)?;
    page.choose("mode", "usage")?;
    page.expect_visible("#usage")?;
    page.expect_hidden("#receipt")?;
    page.expect_address(&site.address(link))?;
    page.choose("mode", "tokens")?;
    page.expect_figure("cost-month", "0.21")?;
    page.expect_address(&site.address(link))
}

fn columns_are_assigned_by_hand(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    page.paste_into("usage", "created,words,references,pixels\n1780661000,10,0,1000\n1780661000,30,0,3000\n")?;
    page.expect_figure("usage-rejected", "2")?;
    assign_columns(&page)?;
    page.expect_figure("usage-total", "0.1202")?;
    page.expect_figure("usage-rejected", "0")
}

fn assign_columns(page: &Page) -> Result<()> {
    for (name, usage) in [("words", "text-input"), ("references", "image-input"), ("pixels", "image-output")] {
        page.script(&format!(
            "const label = [...document.querySelectorAll('.usage-columns label')].find(e => e.textContent.startsWith('{name}')); \
             const field = label.querySelector('select'); field.focus(); field.value = '{usage}'; \
             field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        ))?;
    }
    Ok(())
}

fn assigned_columns_stay_for_files_with_the_same_header(browser: &Browser) -> Result<()> {
    const HEADER: &str = "created,words,references,pixels";
    let (_site, page) = open_log(browser)?;
    give(&page, "first.csv", &format!("{HEADER}\n1780661000,10,0,1000\n"))?;
    page.expect_figure("usage-rejected", "1")?;
    assign_columns(&page)?;
    page.expect_figure("usage-total", "0.03005")?;
    // The field that was used last is still there.
    page.expect_script("document.activeElement.value", "image-output")?;
    give(&page, "second.csv", &format!("{HEADER}\n1780661000,30,0,3000\n"))?;
    page.expect_figure("usage-total", "0.1202")?;
    page.expect_figure("usage-rejected", "0")?;
    // The same names elsewhere may mean something else.
    give(&page, "third.csv", "pixels,references,words\n1000,0,10\n")?;
    page.expect_figure("usage-rejected", "1")?;
    page.expect_figure("usage-total", "0.1202")?;
    page.expect_texts("#usage", &["What the columns of first.csv hold", "What the columns of third.csv hold"])?;
    page.expect_script(
        "[...document.querySelectorAll('.usage-columns select')].map(e => e.value)",
        json!(["time", "text-input", "image-input", "image-output", "", "", ""]),
    )
}

fn a_charge_is_explained(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    page.paste_into("usage", RESPONSE)?;
    page.expect_figure("usage-total", COST)?;
    page.paste_into("usage-charged", "0.181524")?;
    page.expect_text(".usage-reconcile", "The charge agrees with this log.")?;
    // Half of everything.
    page.paste_into("usage-charged", "0.090762")?;
    page.expect_texts(".usage-reconcile", &["Likely cause", "Batch"])?;
    page.paste_into("usage-charged", "123")?;
    page.expect_text(".usage-reconcile", "No known cause matches.")?;
    page.paste_into("usage-charged", "date,cost\n2026-06-05,0.20\n")?;
    page.expect_text(".usage-reconcile table", "2026-06-05")?;
    page.paste_into("usage-charged", "dear")?;
    page.expect_text("#usage-charged-error", "Enter an amount in USD")
}

fn a_bill_is_saved_as_a_file(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    page.watch_downloads()?;
    give(&page, "log.jsonl", LOG)?;
    page.expect_figure("usage-priced", "2")?;
    choose_action(&page, "#usage-download", "#usage-save-summary-json")?;
    assert!(page.saved("usage-summary.json")?.contains("\"0.1202\""));
    choose_action(&page, "#usage-download", "#usage-save-records-csv")?;
    assert_eq!(page.saved("usage-records.csv")?.lines().count(), 3);
    choose_action(&page, "#usage-download", "#usage-save-records-json")?;
    assert_eq!(page.saved("usage-records.jsonl")?.lines().count(), 2);
    choose_action(&page, "#usage-download", "#usage-save-rejected-csv")?;
    assert_eq!(page.saved("usage-rejected.csv")?.lines().count(), 2);
    Ok(())
}

/// A dialog that always gives a file of the page's own.
const CHOOSES_A_FILE: &str = "
    window.showSaveFilePicker = async ({ suggestedName }) => {
        const folder = await navigator.storage.getDirectory();
        return window.chosen = await folder.getFileHandle(suggestedName, { create: true });
    };";

/// Its name and text, once it is closed: before that it is empty.
const WRITTEN: &str = "
    const look = async done => {
        const file = await window.chosen?.getFile();
        if (file?.size) done([file.name, await file.text()]); else setTimeout(look, 50, done);
    };
    look(arguments[0]);";

fn records_are_written_to_the_file_that_the_reader_chooses(browser: &Browser) -> Result<()> {
    let (_site, page) = open_log(browser)?;
    page.watch_downloads()?;
    page.script("window.showSaveFilePicker = async () => { throw new DOMException('', 'AbortError') }")?;
    // More than one part.
    give(&page, "log.jsonl", &LOG.repeat(5_000))?;
    page.expect_figure("usage-priced", "10000")?;
    choose_action(&page, "#usage-download", "#usage-save-records-json")?;
    page.script("window.showSaveFilePicker = async () => { throw new DOMException('', 'SecurityError') }")?;
    choose_action(&page, "#usage-download", "#usage-save-rejected-csv")?;
    assert_eq!(page.saved("usage-rejected.csv")?.lines().count(), 5_001);
    page.script(CHOOSES_A_FILE)?;
    choose_action(&page, "#usage-download", "#usage-save-records-csv")?;
    let written = page.script_with_callback(WRITTEN)?;
    assert_eq!(written[0], "usage-records.csv");
    let text = written[1].as_str().unwrap_or_default();
    assert!(text.len() > 1 << 20, "{} bytes", text.len());
    assert_eq!(text.lines().count(), 10_001);
    // Reading it as a text has taken the byte order mark away.
    assert!(text.starts_with("file,line,") && text.ends_with("\r\n"));
    page.expect_script("Object.keys(window.saved)", json!(["usage-rejected.csv"]))
}

fn nothing_leaves_the_page_while_a_file_is_read(browser: &Browser) -> Result<()> {
    let (site, page) = open_log(browser)?;
    // The first log starts the worker; what the worker is made of is all that is ever asked for.
    page.paste_into("usage", RESPONSE)?;
    page.expect_figure("usage-total", COST)?;
    page.paste_into("usage", "")?;
    page.expect("#usage[data-state=idle]")?;
    let before = site.requests_now();
    assert_eq!(before.iter().filter(|path| path.contains("usage-worker")).count(), 2, "{before:?}");
    give(&page, "log.jsonl", &format!("{}\n", BATCH.replace('\n', "")).repeat(1_000))?;
    page.expect_figure("usage-total", "15")?;
    page.check("usage-batch", false)?;
    page.expect_figure("usage-total", "30")?;
    assert_eq!(site.requests_now(), before);
    page.expect_script("document.cookie + Object.keys(localStorage).join()", json!(""))
}
