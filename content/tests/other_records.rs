//! Another rate record changes every sentence that stands on it, and nothing of it is taken for Markdown or HTML.

use gpt_image_cost_content::{Section, llms_txt, page_meta, sections};
use gpt_image_cost_core::RateHistory;

use crate::support::made_up::{CHECKED_LATER, THREE_CARDS, TWO_CARDS};

#[track_caller]
fn llms(history: &'static RateHistory) -> String {
    llms_txt(history).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn section(id: &str, history: &'static RateHistory) -> Section {
    let guide = sections(history).unwrap_or_else(|error| panic!("{error}"));
    guide.into_iter().find(|section| section.id == id).unwrap_or_else(|| panic!("no #{id}"))
}

#[test]
fn no_sentence_keeps_what_only_the_shipped_record_says() {
    let text = llms(&TWO_CARDS);
    for old in
        ["2026-06-05", "2026-04-22", "$1.25", "$30", "$0.012288", "GPT Image 2.0", "no other vendor", "no change"]
    {
        assert!(!text.contains(old), "{old} in {text}");
    }
    for new in [
        "API pricing of Made Up 1 is usage based",
        "first recorded on 2030-01-02; their last check was on 2030-03-04 (vendor)",
        "One change was recorded** between 2029-01-01 and 2030-03-04",
        "[Made up: the second card.](https://example.com/a_card)",
        "[Elsewhere](https://example.com/tool)",
        "or $0.1536",
        "**Trial (API):** a week",
        "100 / 100 / 100",
    ] {
        assert!(text.contains(new), "{new} in {text}");
    }
    let meta = page_meta(&TWO_CARDS).unwrap_or_else(|error| panic!("{error}"));
    assert!(meta.description.contains("Made Up 1") && meta.description.contains("2030-03-04"));
}

#[test]
fn a_record_is_shown_as_it_is() {
    let pricing = section("pricing", &TWO_CARDS).parts.concat();
    for shown in ["paid *or* free", "1: Made &lt;Up&gt;", "href=\"https://example.com/a_card\""] {
        assert!(pricing.contains(shown), "{shown} in {pricing}");
    }
    let archive = section("archive", &TWO_CARDS).parts.concat();
    assert!(archive.contains("Made &lt;Up&gt; (<code>made_up_id</code>)"), "{archive}");
}

/// The timeline without its tags inside an entry.
#[track_caller]
fn timeline(history: &'static RateHistory) -> Vec<(String, String)> {
    let items = section("archive", history).parts[1].clone();
    let entries = items.split("<li class=\"").skip(1).map(|entry| {
        let (class, rest) = entry.split_once("\">").unwrap_or_else(|| panic!("{entry}"));
        let first_line = rest.lines().next().unwrap_or_default();
        let words = first_line.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words));
        (class.to_owned(), words.collect())
    });
    entries.collect()
}

fn entry(class: &str, words: &str) -> (String, String) {
    (class.to_owned(), words.to_owned())
}

#[test]
fn the_timeline_says_what_was_recorded_and_where_nothing_was() {
    assert_eq!(
        timeline(&TWO_CARDS),
        [
            entry("gap", "2029-01-01 First archived"),
            entry("recorded", "2030-01-02 Changed since 2029-02-02"),
            entry("gap", "2030-03-04 Last checked, unchanged"),
        ]
    );
    assert_eq!(
        timeline(&THREE_CARDS),
        [
            entry("gap", "2029-01-01 First archived"),
            entry("recorded", "2030-01-02 Changed since 2029-02-02"),
            entry("gap", "2030-03-05 Changed since 2030-03-04"),
        ]
    );
    let archive = section("archive", &THREE_CARDS).parts.concat();
    assert!(archive.contains("<strong>2 changes were recorded</strong>"));
    assert!(archive.contains("Text input $10 → $100; Cached text input $10 → $100;"));
    assert!(archive.contains("Read from another source; rates and offer are the same."));
}

#[test]
fn a_check_of_ours_outdates_the_readings_of_others() {
    assert_eq!(
        timeline(&CHECKED_LATER).last(),
        Some(&entry("third-party", "2026-10-07 Latest reading by a third party, no change"))
    );
    let text = llms(&CHECKED_LATER);
    assert!(text.contains("since then, on 2026-09-08 and 2026-10-07, and saw no change"), "{text}");
    assert!(text.contains("One of 2 such readings since 2026-09-08."));
    assert!(!llms(&TWO_CARDS).contains("third party, no change"));
}
