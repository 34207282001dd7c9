//! The guide's own parts, and the page as everyone meets it: by keyboard, by ear, on paper, while it loads.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Page, Site, Start, Visit};

use crate::figures::Test;

pub const TESTS: &[Test] = &[
    ("five_answers_give_a_verdict_and_fill_the_calculator", finder),
    ("seats_are_a_second_budget_and_never_a_break_even", two_budgets),
    ("the_record_is_shown_for_the_day_asked_for", asked_day),
    ("rates_checked_long_ago_are_said_to_be", staleness),
    ("the_result_is_spoken_once_as_a_sentence", spoken),
    ("chosen_colours_are_remembered", colours),
];

pub const CHROMIUM_TESTS: &[Test] = &[
    ("everything_is_reached_by_keyboard_with_a_visible_focus", keyboard),
    ("nothing_moves_while_the_page_loads_and_its_largest_part_is_text", loading),
    ("the_report_on_paper_is_two_pages", paper),
];

fn open(visit: &Visit, site: &Site, fragment: &str) -> Result<Page> {
    let page = visit.page()?;
    page.open(&site.address(fragment))?;
    Ok(page)
}

fn answer(page: &Page, question: &str, place: usize) -> Result<()> {
    page.choose(&format!("route-{question}"), &place.to_string())
}

fn finder(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    for (question, place) in [("who", 1), ("leaning", 1), ("owner", 1), ("volume", 2)] {
        answer(&page, question, place)?;
    }
    assert!(page.text(".verdict")?.contains("4 of 5"), "{}", page.text(".verdict")?);
    answer(&page, "budget", 1)?;
    page.wait_for(".verdict .reasons")?;
    let verdict = page.text(".verdict .found")?;
    assert!(verdict.contains("API"), "{verdict}");
    let reasons = page.script("return document.querySelectorAll('.reasons li').length")?;
    assert_eq!(reasons.as_u64(), Some(5), "a reason for each answer");
    page.click(".verdict a")?;
    page.wait_for_figure("cost-month", "265.9")?;
    assert_eq!(page.value("images")?, "5000");
    Ok(())
}

fn two_budgets(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    assert!(!page.has("#cost-seats-month"), "no seat price is ours to know");
    page.type_into("seats", "12")?;
    page.type_into("seat", "19.50")?;
    page.wait_for_figure("cost-seats-month", "234")?;
    page.wait_for_figure("budgets-sum", "287.18")?;
    page.wait_for_address(&site.address("#v=1&rates=2026-06-05&seats=12&seat=19.5"))
}

fn asked_day(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    for (day, said) in [("2026-05-01", "$30"), ("2026-04-21", "No rates"), ("2026-07-01", "Unconfirmed")] {
        page.type_into("day", day)?;
        page.wait_until(said, || {
            let record = page.text(".record")?;
            Ok(if record.contains(day) && record.contains(said) { Ok(()) } else { Err(record) })
        })?;
    }
    page.type_into("day", "yesterday")?;
    page.wait_for("#day[aria-invalid]")?;
    assert!(page.text("#day-problem")?.contains("2026"), "{}", page.text("#day-problem")?);
    Ok(())
}

fn staleness(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    let days = page.script("return (new Date() - new Date('2026-06-05T00:00')) / 864e5")?;
    ensure!(days.as_f64().is_some_and(|days| days > 91.0), "this machine's clock is too early for this test: {days}");
    page.wait_until("the notice", || {
        let said = page.text("#summary .notice")?;
        Ok(if said.contains("may have moved") && said.contains("days ago") { Ok(()) } else { Err(said) })
    })?;
    assert_eq!(
        page.attribute("#summary .notice a", "href")?.as_deref(),
        Some("https://developers.openai.com/api/docs/pricing")
    );
    Ok(())
}

fn spoken(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    page.script(
        "window.said = []; new MutationObserver(() => said.push(document.getElementById('spoken').textContent)) \
         .observe(document.getElementById('spoken'), { childList: true, characterData: true, subtree: true })",
    )?;
    page.type_into("images", "5000")?;
    page.wait_until("the sentence", || {
        let said = page.script("return said")?;
        Ok(if said == serde_json::json!(["$265.90 a month."]) { Ok(()) } else { Err(said.to_string()) })
    })?;
    assert_eq!(page.attribute("#spoken", "role")?.as_deref(), Some("status"));
    Ok(())
}

fn colours(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    page.script(
        "const select = document.getElementById('theme'); select.value = 'dark'; \
         select.dispatchEvent(new Event('change', { bubbles: true }))",
    )?;
    page.wait_for("html[data-theme=dark]")?;
    let dark = page.script("return getComputedStyle(document.documentElement).backgroundColor")?;
    page.open(&site.address("?again"))?;
    page.wait_for("html[data-theme=dark]")?;
    assert_eq!(page.script("return getComputedStyle(document.documentElement).backgroundColor")?, dark);
    assert_eq!(page.script("return document.getElementById('theme').value")?, "dark");
    Ok(())
}

const TAB: char = '\u{e004}';

fn keyboard(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    let mut met = Vec::new();
    for _ in 0..400 {
        page.press(TAB)?;
        let stop = page.script(
            "const e = document.activeElement; if (e === document.body) return null; \
             const style = getComputedStyle(e.closest('.file') ?? e); \
             return [e.name || e.id || e.textContent.slice(0, 40), style.outlineStyle + ' ' + style.outlineWidth]",
        )?;
        let Some([name, outline]) = stop.as_array().and_then(|stop| <&[_; 2]>::try_from(stop.as_slice()).ok()) else {
            break;
        };
        assert!(
            outline.as_str().is_some_and(|outline| outline.starts_with("solid") && !outline.ends_with(" 0px")),
            "{stop}"
        );
        met.push(name.as_str().unwrap_or_default().to_owned());
    }
    for control in
        ["route-who", "route-budget", "mode", "images", "size", "q", "refs", "prompt", "batch", "budget", "day"]
    {
        assert!(met.iter().any(|name| name == control), "{control} is not reached: {met:?}");
    }
    Ok(())
}

fn loading(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    let found = page.script_with_callback(
        "const done = arguments[arguments.length - 1]; const found = { shift: 0, largest: null }; \
         new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) found.shift += e.value })) \
           .observe({ type: 'layout-shift', buffered: true }); \
         new PerformanceObserver(list => { found.largest = list.getEntries().at(-1).element.tagName }) \
           .observe({ type: 'largest-contentful-paint', buffered: true }); \
         setTimeout(() => done(found), 500)",
    )?;
    assert!(found["shift"].as_f64().is_some_and(|shift| shift < 0.01), "{found}");
    assert!(["P", "H1", "H2", "LI", "DD"].contains(&found["largest"].as_str().unwrap_or_default()), "{found}");
    Ok(())
}

fn paper(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page_with(Start::default())?;
    assert_eq!(visit.browser(), Browser::Chromium);
    page.open(&site.address("#v=1&rates=2026-06-05&images=5000&refs=2*1024x1024"))?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("page.pdf");
    page.print(&file)?;
    let pdf = std::fs::read(&file)?;
    let pages = pdf.windows(11).filter(|bytes| bytes == b"/Type /Page").count()
        - pdf.windows(12).filter(|bytes| bytes == b"/Type /Pages").count();
    assert!((1..=2).contains(&pages), "{pages} pages");
    Ok(())
}
