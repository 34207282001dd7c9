//! The guide's own parts, and the page as everyone meets it: by keyboard, by ear, on paper, while it loads.

use anyhow::Result;
use browser_tests::{Browser, Key, NamedTest, Page, Site, SitePlan, tests};
use gpt_image_cost_core::{QUESTIONS, RATE_HISTORY, Staleness};
use serde_json::{Value, json};

use crate::expected::START;

pub const TESTS: &[NamedTest] = tests![
    a_new_result_is_announced_once_as_a_sentence,
    the_chosen_theme_is_remembered,
    the_contents_follow_the_reader,
    a_link_to_a_section_leads_to_its_top,
    the_record_of_any_day_can_be_asked_for,
    what_is_seen_on_paper_only_is_up_to_date_there,
];

pub const LOGIC: &[NamedTest] = tests![
    five_answers_give_a_verdict_and_fill_the_calculator,
    seats_are_a_budget_of_their_own_and_never_a_break_even,
    the_age_of_the_rates_is_said_by_the_reader_s_clock,
];

pub const CHROMIUM: &[NamedTest] = tests![
    everything_is_reached_by_keyboard_with_a_visible_focus,
    nothing_moves_while_the_page_loads_and_its_largest_part_is_text,
    a_scenario_on_paper_is_at_most_two_pages,
];

fn answer(page: &Page, question: &str, option: usize) -> Result<()> {
    page.choose(&format!("route-{question}"), &option.to_string())
}

fn five_answers_give_a_verdict_and_fill_the_calculator(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.expect_count(".route-finder fieldset", QUESTIONS.len())?;
    for (count, (question, option)) in (1..).zip([("who", 1), ("leaning", 1), ("owner", 1), ("volume", 2)]) {
        answer(&page, question, option)?;
        page.expect_text(".verdict", &format!("{count} of 5"))?;
        // From the first answer on.
        page.expect_text(".verdict-title", "API")?;
    }
    answer(&page, "budget", 1)?;
    page.expect_text(".verdict", "5 of 5")?;
    // A reason for each answer.
    page.expect_count(".reasons li", 5)?;
    // The calculator comes back from under the usage log.
    page.choose("mode", "usage")?;
    page.expect_hidden("#images")?;
    page.click(".price-it")?;
    page.expect_visible("#images")?;
    page.expect_figure("cost-month", "265.9")?;
    page.expect_value("images", "5000")?;
    page.expect_script(
        "(({ top, bottom }) => top < innerHeight && bottom > 0)(document.getElementById('form').getBoundingClientRect())",
        true,
    )
}

fn seats_are_a_budget_of_their_own_and_never_a_break_even(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    // No price of a seat is ours to know.
    page.expect_absent("#cost-seats-month")?;
    page.type_into("seats", "12")?;
    page.type_into("seat", "19.50")?;
    page.expect_figure("cost-seats-month", "234")?;
    page.expect_figure("budgets-api", "53.18")?;
    page.expect_figure("budgets-sum", "287.18")?;
    page.expect_address(&site.address("#v=1&rates=2026-06-05&seats=12&seat=19.5"))
}

fn the_record_of_any_day_can_be_asked_for(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    for (day, said) in [("2026-05-01", "$30"), ("2026-04-21", "No rates"), ("2199-01-01", "Unconfirmed")] {
        page.type_into("day", day)?;
        page.expect_texts(".rates-on-day .record", &[day, said])?;
    }
    for wrong in ["yesterday", "2026-02-30", "0000-00-00", "05/06/2026", "20260501"] {
        page.type_into("day", wrong)?;
        page.expect_attribute("[name=day]", "aria-invalid", "true")?;
        page.expect_description("day", "2026")?;
        page.expect_visible("#day-error")?;
        page.expect_value("day", wrong)?;
        page.type_into("day", "")?;
        page.expect_hidden("#day-error")?;
    }
    Ok(())
}

fn the_age_of_the_rates_is_said_by_the_reader_s_clock(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    let today = page.script_now(
        "const now = new Date(); \
         return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, '0')).join('-')",
    )?;
    let today = today.as_str().and_then(|today| today.parse().ok());
    let (age, class) = match Staleness::new(RATE_HISTORY.last_checked(), today) {
        Staleness::Fresh { days } => (days, "age"),
        Staleness::Aging { days } => (days, "age aging"),
        Staleness::Stale { days } => (days, "age stale"),
        Staleness::UnknownClock => anyhow::bail!("this browser has no date"),
    };
    let age = match age {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    page.expect_texts("#checked", &[&RATE_HISTORY.last_checked().to_string(), &age, "may have changed"])?;
    page.expect_attribute("#checked", "class", class)?;
    page.expect_attribute("#checked a", "href", RATE_HISTORY.price_page)
}

fn a_new_result_is_announced_once_as_a_sentence(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.expect_attribute("#announcement", "role", "status")?;
    page.script(
        "window.announced = []; new MutationObserver(() => announced.push(document.getElementById('announcement').textContent)) \
         .observe(document.getElementById('announcement'), { childList: true, characterData: true, subtree: true })",
    )?;
    // In one task: between keys that come slowly there would be results of their own.
    page.script(
        "const field = document.querySelector('[name=images]'); for (const text of ['5', '50', '500', '5000']) { \
           field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })) }",
    )?;
    page.expect_script("announced", json!(["$265.90 a month."]))?;
    page.let_settle()?;
    page.expect_script("announced.length", 1)
}

fn the_chosen_theme_is_remembered(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    let background = "getComputedStyle(document.documentElement).backgroundColor";
    let light = page.script_now(&format!("return {background}"))?;
    page.choose("theme", "dark")?;
    page.expect("html[data-theme=dark]")?;
    page.expect_script(&format!("{background} !== {light}"), true)?;
    let dark = page.script_now(&format!("return {background}"))?;
    page.open(&site.address("?again"))?;
    page.expect("html[data-theme=dark]")?;
    page.expect_script(background, dark)?;
    page.expect_value("theme", "dark")?;
    page.choose("theme", "")?;
    page.expect("html:not([data-theme])")?;
    page.expect_script(background, light)
}

/// Also where the sections before it have not been laid out yet.
fn a_link_to_a_section_leads_to_its_top(browser: &Browser) -> Result<()> {
    let is_at_top = |id: &str| format!("Math.abs(document.getElementById('{id}').getBoundingClientRect().top) < 50");
    let (_site, page) = browser.open("#watchouts")?;
    page.expect_script(&is_at_top("watchouts"), json!(true))?;
    page.click(".contents a[href='#archive']")?;
    page.expect_script(&is_at_top("archive"), json!(true))
}

fn the_contents_follow_the_reader(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    for section in ["pricing", "faq", "routes"] {
        page.scroll_to_top(&format!("#{section}"))?;
        page.expect_attribute(".contents a[aria-current]", "href", format!("#{section}").as_str())?;
    }
    Ok(())
}

fn everything_is_reached_by_keyboard_with_a_visible_focus(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.unfold_all()?;
    let mut met = Vec::new();
    for _ in 0..500 {
        page.press(Key::Tab)?;
        let stop = page.script_now(
            "const e = document.activeElement; if (e === document.body) return null; \
             if (e.matches('iframe, gpt-image-cost')) return [e.id, ['within it']]; \
             const shown = e.matches('input[type=radio], input[type=file]') ? e.closest('label') : e; \
             const outlines = [e, shown, shown.querySelector('span')].filter(Boolean).map(e => getComputedStyle(e)) \
               .map(style => style.outlineStyle + ' ' + style.outlineWidth); \
             return [e.name || e.id || e.textContent.slice(0, 40), outlines]",
        )?;
        let Some(name) = stop[0].as_str() else { break };
        let outlines = stop[1].as_array().cloned().unwrap_or_default();
        let is_visible = |outline: &str| !outline.starts_with("none") && !outline.ends_with(" 0px");
        assert!(outlines.iter().filter_map(|outline| outline.as_str()).any(is_visible), "{stop}");
        met.push(name.to_owned());
    }
    for control in [
        "mode",
        "images",
        "size",
        "q",
        "refs",
        "prompt",
        "batch",
        "budget",
        "name",
        "copy-link",
        "compare-add",
        "save-name",
        "embed-format",
        "seats",
        "route-who",
        "route-budget",
        "day",
    ] {
        assert!(met.iter().any(|name| name == control), "{control} is not reached: {met:?}");
    }
    Ok(())
}

fn nothing_moves_while_the_page_loads_and_its_largest_part_is_text(browser: &Browser) -> Result<()> {
    // A link's own sentences take the place of the example's, in the room that is kept for them. Letters of another width
    // move a little what is set to the right; the typeface may not arrive at all.
    const NAMED: &str =
        "#v=1&rates=2026-06-05&name=Spring%20catalogue&size=1536x1024&q=high&refs=2*1024x1024&attempts=1.5";
    let mut moved = Vec::new();
    for width in [1440, 1024, 768, 360] {
        for (rest, refuse, most) in
            [("", None, 0.01), ("", Some(".woff2"), 0.01), (START, None, 0.05), (NAMED, Some(".woff2"), 0.1)]
        {
            let site = Site::start_with(SitePlan { refuse, ..SitePlan::default() })?;
            let page = browser.page()?;
            page.emulate_screen(width, 900)?;
            page.open(&site.address(rest))?;
            site.expect_requests(".woff2", 1)?;
            page.wait_for_layout()?;
            let found = shifts(&page)?;
            if found["shift"].as_f64().is_none_or(|shift| shift >= most) {
                moved.push(format!("{width} {rest} {refuse:?}: {found}"));
            }
            let largest = found["largest"].as_str().unwrap_or_default();
            assert!(["P", "H1", "H2", "LI", "DD"].contains(&largest), "{found}");
        }
    }
    assert!(moved.is_empty(), "{}", moved.join("\n"));
    Ok(())
}

/// The sum of all layout shifts, what moved, and the largest part of the first screen.
fn shifts(page: &Page) -> Result<Value> {
    page.script_with_callback(
        "const done = arguments[0]; const found = { shift: 0, moved: [], largest: null }; \
         new PerformanceObserver(list => list.getEntries().filter(e => !e.hadRecentInput).forEach(e => { \
           found.shift += e.value; \
           found.moved.push(...e.sources.map(s => s.node?.outerHTML?.slice(0, 80))) })) \
           .observe({ type: 'layout-shift', buffered: true }); \
         new PerformanceObserver(list => { found.largest = list.getEntries().at(-1).element.tagName }) \
           .observe({ type: 'largest-contentful-paint', buffered: true }); \
         const look = () => found.largest ? done(found) : setTimeout(look, 50); setTimeout(look, 250)",
    )
}

fn a_scenario_on_paper_is_at_most_two_pages(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("#v=1&rates=2026-06-05&images=5000&refs=2*1024x1024")?;
    page.expect_figure("tokens-image-input", "2048")?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("page.pdf");
    page.print(&file)?;
    let pdf = std::fs::read(&file)?;
    let pages = pdf.windows(11).filter(|bytes| bytes == b"/Type /Page").count()
        - pdf.windows(12).filter(|bytes| bytes == b"/Type /Pages").count();
    assert!((1..=2).contains(&pages), "{pages} pages");
    // What was unfolded for it is folded again.
    page.expect("details#arithmetic:not([open])")?;
    page.expect_script("document.querySelector('#arithmetic').textContent.includes('5,000 images')", true)
}

fn what_is_seen_on_paper_only_is_up_to_date_there(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    page.type_into("images", "1234")?;
    page.expect_figure("cost-month", "65.62412")?;
    let link = site.address("#v=1&rates=2026-06-05&images=1234");
    // The browser takes its picture when the event is over.
    let printed = page.script_with_callback(
        "const done = arguments[0]; dispatchEvent(new Event('beforeprint')); \
         (async () => { \
           for (let turns = 0; turns < 20; turns++) await null; \
           done(['#arithmetic', '#print-summary'].map(css => document.querySelector(css).textContent)) })()",
    )?;
    for (part, text) in [(0, "1,234 images"), (0, "$65.62412"), (1, "1,234"), (1, &link)] {
        assert!(printed[part].as_str().is_some_and(|printed| printed.contains(text)), "no {text} in {printed}");
    }
    page.expect("#arithmetic[open]")?;
    page.script("dispatchEvent(new Event('afterprint'))")?;
    page.expect("#arithmetic:not([open])")?;
    // Opened by the reader, it stays open after printing.
    page.unfold("#arithmetic")?;
    page.script("dispatchEvent(new Event('beforeprint'))")?;
    page.script("dispatchEvent(new Event('afterprint'))")?;
    page.type_into("images", "2000")?;
    page.expect_text("#arithmetic[open]", "2,000 images")
}
