//! Pinned rates and comparisons as the page renders them, in a made-up history.

#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use gpt_image_cost::ui::html::El;
use gpt_image_cost::ui::pinned::pinned;
use gpt_image_cost::ui::scenarios::{Desk, section};
use gpt_image_cost::ui::state::App;
use leptos::prelude::Owner;
use support::history;

/// The notice of a link.
fn notice(link: &str) -> String {
    Owner::new().with(|| {
        let app = App::new(history::made_up());
        app.load(link);
        pinned(app).html()
    })
}

fn scenarios(link: &str) -> String {
    Owner::new().with(|| {
        let desk = Desk::new(history::made_up());
        desk.show(link);
        El::html(&section(desk))
    })
}

#[track_caller]
fn contains(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}

#[test]
fn a_scenario_on_the_latest_rates_has_no_notice() {
    for link in ["", "rates=2032-03-01", "rates=2032-02-29&images=5"] {
        let notice = notice(link);
        assert!(notice.starts_with("<div class=\"pinned\" hidden>") && !notice.contains("latest-month"), "{notice}");
    }
}

#[test]
fn a_scenario_on_older_rates_keeps_them_and_shows_the_latest_beside_it() {
    // 100 × 5 + 1756 × 33 against the latest rates.
    let notice = notice("rates=2031-03-01");
    contains(
        &notice,
        &["from 2032-02-29", "id=\"latest-month\" value=", "id=\"latest-difference\" value=\"-", " less</data>"],
    );
    contains(&notice, &["<button type=\"button\" class=\"chip\">Use the latest recorded rates</button>"]);
}

#[test]
fn a_range_on_older_rates_has_both_ends_of_the_difference() {
    // Output at 33 against 30, everything else as it is now: a tenth of the output at both ends.
    let notice = notice("rates=2031-03-01&q=auto&prompt=0");
    for id in ["latest-month-low", "latest-month-high", "latest-difference-low", "latest-difference-high"] {
        contains(&notice, &[&format!("id=\"{id}\" value=")]);
    }
}

#[test]
fn in_a_gap_and_on_the_last_day_before_the_latest_state_the_older_rates_hold() {
    for day in ["2031-01-01", "2031-05-31", "2031-06-01", "2032-02-28"] {
        contains(&notice(&format!("rates={day}")), &["latest-month"]);
    }
}

#[test]
fn what_cannot_be_read_has_no_difference() {
    let html = Owner::new().with(|| {
        let app = App::new(history::made_up());
        app.load("rates=2031-03-01");
        app.type_in(gpt_image_cost::domain::field::Field::Images, "many");
        pinned(app).html()
    });
    contains(&html, &["<data id=\"latest-month\">–</data>"]);
    assert!(!html.contains("latest-difference"), "{html}");
}

#[test]
fn scenarios_side_by_side_show_what_differs_and_what_they_cost_together() {
    // The same at two states: output 30 and 33 a million.
    let html = scenarios("rates=2031-01-01&name=Now&prompt=0&b.rates=2031-02-11&b.prompt=0&b.name=Later");
    contains(
        &html,
        &[
            "<h5>Now</h5>",
            "<h5>Later</h5>",
            "id=\"compare-month-a\" value=\"52.68\"",
            "id=\"compare-month-b\" value=\"57.948\"",
            "$5.27 more (+10.0 %)",
            "<mark>2031-02-11</mark>",
            "id=\"together-month\" value=\"110.628\"",
            "id=\"together-year\" value=\"1327.536\"",
            "<li>Prompt tokens: 0</li>",
        ],
    );
    assert!(!html.contains("<mark>0</mark>"), "what is the same is not marked: {html}");
}

#[test]
fn a_single_scenario_has_nothing_beside_it_and_four_leave_no_room() {
    let one = scenarios("rates=2031-01-01");
    contains(
        &one,
        &["<div class=\"side-by-side\"></div>", "href=\"#v=1&amp;rates=2031-01-01&amp;b.rates=2031-01-01\""],
    );
    let four = scenarios("rates=2031-01-01&b.rates=2031-01-01&c.rates=2031-01-01&d.rates=2031-01-01");
    assert!(!four.contains("compare-add"), "{four}");
    contains(&four, &["Scenario D"]);
}

#[test]
fn a_link_beyond_2000_characters_is_offered_as_a_file_instead() {
    let name = "%E8%AA%9E".repeat(80);
    let long = scenarios(&format!("name={name}&b.name={name}&c.name={name}"));
    contains(&long, &["id=\"copy-link\" hidden", "save it as JSON"]);
    assert!(!scenarios("").contains("id=\"copy-link\" hidden"));
}
