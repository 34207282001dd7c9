//! The guide states every fact a buyer needs, in the section it belongs to, with nothing left unfilled.

use gpt_image_cost::content::{self, archive, llms, markup, meta, staleness};
use gpt_image_cost::domain::archive::asked;
use gpt_image_cost::domain::date::Date;
use gpt_image_cost::domain::meter::PerMeter;
use gpt_image_cost::domain::output::{Quality, output_tokens};
use gpt_image_cost::domain::rates::{History, NearbyTool, Offer, Plan, State};
use gpt_image_cost::domain::size::Size;
use gpt_image_cost::domain::snapshot::HISTORY;
use gpt_image_cost::domain::staleness::Staleness;
use gpt_image_cost::domain::standing::Standing;
use rust_decimal::Decimal;

#[path = "support/anchors.rs"]
mod anchors;
#[path = "support/checklist.rs"]
mod checklist;

use anchors::ANCHORS;

/// A section's part of `llms.txt`, without its marks.
fn section_text(anchor: &str) -> String {
    let section = content::sections().find(|section| section.anchor == anchor);
    let heading = section.map_or_else(|| panic!("no section #{anchor}"), |section| section.heading);
    let all = llms::text(&HISTORY);
    let start = all.find(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no {heading:?}"));
    let rest = &all[start + 1..];
    let end = rest.find("\n## ").unwrap_or(rest.len());
    let without_marks = rest[..end].replace("**", "").replace(['*', '`', '['], "");
    without_marks.replace("](", " (")
}

#[test]
fn every_fact_is_in_its_section() {
    checklist::check(section_text);
}

#[test]
fn every_section_has_the_anchor_that_is_promised() {
    let anchors: Vec<&str> = content::sections().map(|section| section.anchor).collect();
    // The calculator is no section of the guide.
    for promised in ANCHORS.into_iter().filter(|anchor| *anchor != "calculator") {
        assert_eq!(anchors.iter().filter(|anchor| **anchor == promised).count(), 1, "#{promised}");
    }
}

#[test]
fn nothing_is_left_unfilled_and_no_mark_is_left_open() {
    let text = llms::text(&HISTORY);
    for left in ["{", "}", "****", "()", "[]", "  "] {
        assert!(!text.contains(left), "{left:?} in {text}");
    }
    assert_eq!(text.matches("**").count() % 2, 0);
    assert_eq!(text.matches("](").count(), text.matches("](https://").count() + text.matches("](rates/").count());
}

#[test]
fn token_counts_in_sentences_are_those_of_the_rule() {
    let watchouts = section_text("watchouts").replace(" tokens", "");
    for (width, height, tokens, written) in
        [(1024, 1024, 7_024, "7,024"), (1536, 1024, 5_488, "5,488"), (1792, 1024, 5_063, "5,063")]
    {
        let size = Size::new(width, height).unwrap_or(Size::DEFAULT);
        assert_eq!(output_tokens(size, Quality::High), tokens);
        assert!(watchouts.contains(&format!("{written} at {width}×{height}")), "{width}x{height}");
    }
}

const LATER: State = State {
    from: Date::literal(2030, 1, 2),
    checked: Date::literal(2030, 3, 4),
    source: "made up for a test",
    address: Some("https://example.org/card"),
    rates: PerMeter::new([Decimal::ONE_HUNDRED; 5]),
    ..EARLIER
};
const EARLIER: State = State {
    from: Date::literal(2029, 1, 1),
    checked: Date::literal(2029, 2, 2),
    standing: Standing::RateCard,
    source: "made up for a test",
    address: None,
    rates: PerMeter::new([Decimal::TEN; 5]),
    offer: Offer {
        access_model: "paid",
        api_track: "metered",
        billing_unit: "usage",
        plans: &[Plan { id: "x", name: "X" }],
        free_plan: true,
        trial: Some("a week"),
        monthly_price: None,
        annual_price: None,
        starting_price: None,
    },
};
static MADE_UP: History = History {
    model: "made-up-1",
    family: "Made Up 1",
    price_page: "https://example.org/prices",
    states: &[EARLIER, LATER],
    nearby_tools: &[NearbyTool { name: "Elsewhere", address: "https://example.net/" }],
};

#[test]
fn another_record_changes_every_sentence_that_stands_on_it() {
    let text = llms::text(&MADE_UP);
    for old in ["2026-06-05", "2026-04-22", "$1.25", "$30", "$0.012288", "GPT Image 2.0", "no other vendor"] {
        assert!(!text.contains(old), "{old}");
    }
    for new in [
        "2030-03-04",
        "One change was recorded** from 2029-01-01 to 2030-03-04",
        "changed since 2029-02-02. Text input $10 → $100;",
        "[made up for a test](https://example.org/card)",
        "[Elsewhere](https://example.net/)",
        "$0.1536",
        "Trial (API) | a week",
    ] {
        assert!(text.contains(new), "{new} in {text}");
    }
    assert!(!text.contains("saw no change"), "a check of ours is later than every third party's");
}

#[test]
fn structured_data_is_json_that_cannot_end_its_element() {
    for site in [None, Some("https://example.org/costs/")] {
        let json = meta::json_ld(&HISTORY, site);
        assert!(!json.contains('<'), "{json}");
        let read: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
        assert_eq!(read[0]["@type"], "WebApplication");
        assert_eq!(read[0]["url"].as_str(), site);
        assert_eq!(read[1]["@type"], "FAQPage");
        let questions = read[1]["mainEntity"].as_array().map_or(0, Vec::len);
        assert_eq!(questions, content::faq::QUESTIONS.len());
        assert_eq!(read[1]["mainEntity"][0]["name"], "Is image generation included in ChatGPT?");
    }
}

#[test]
fn titles_and_descriptions_fit_where_they_are_shown() {
    assert!(meta::TITLE.chars().count() <= 60);
    let description = meta::description(&HISTORY);
    assert!((100..=160).contains(&description.chars().count()), "{description}");
    assert_eq!(markup::plain("{checked}", &HISTORY), HISTORY.last_checked().to_string());
}

#[test]
fn an_asked_day_says_how_sure_its_record_is() {
    let said = |year, month, day| archive::answer(asked(&MADE_UP, Date::literal(year, month, day))).join("\n");
    assert_eq!(said(2028, 12, 31), "**No rates are known** for that day. The record begins on 2029-01-01.");
    assert!(said(2029, 1, 15).starts_with("**Recorded:** read from 2029-01-01 to 2029-02-02.\n"));
    assert!(said(2029, 6, 1).starts_with("**Last seen** on 2029-02-02; another state was found on 2030-01-02."));
    assert!(said(2029, 6, 1).contains("Image output $10"));
    assert!(said(2030, 3, 5).starts_with("**Unconfirmed:** these are the last recorded rates, checked on 2030-03-04."));
    assert!(said(2030, 3, 5).contains("Image output $100"));
}

#[test]
fn the_age_of_the_rates_is_said_louder_the_older_they_are() {
    let said = |days| staleness::sentence(days, &HISTORY);
    assert_eq!(said(Staleness::UnknownClock), said(Staleness::Quiet));
    assert_eq!(said(Staleness::Quiet), "Rates last checked on **2026-06-05**.");
    assert_eq!(said(Staleness::Aging { days: 31 }), "Rates last checked on **2026-06-05**, 31 days ago.");
    assert!(said(Staleness::Stale { days: 91 }).starts_with("**The rates may have moved:**"));
    let advice = staleness::advice(&HISTORY);
    for words in ["(prices)", "2026-06-09", "2026-07-10", "2026-07-28", "2026-09-08", "2026-10-07", "no check of ours"]
    {
        assert!(advice.contains(words), "{words}");
    }
}
