//! The prerendered embed: the example and the rates, and what its script fills in.

use gpt_image_cost_core::{Estimate, FieldSet, Meter, RATE_HISTORY, Scenario, money::format::plain};

use crate::support::{all, embed, figure, one, text, text_of};

#[test]
fn the_example_is_priced_as_on_the_page() {
    let embed = embed();
    let example = Estimate::new(&Scenario::latest(&RATE_HISTORY), FieldSet::EMPTY, &RATE_HISTORY);
    let month = example.bill.month.map(|month| plain(month.low));
    assert_eq!(figure(&embed, "cost-month"), month.as_deref());
}

#[test]
fn the_rates_stand_in_it_with_their_date() {
    let embed = embed();
    let words = text(one(&embed, "main"));
    assert!(words.contains(&RATE_HISTORY.last_checked().to_string()), "{words}");
    for meter in Meter::ALL {
        let rate = format!("${}", plain(RATE_HISTORY.latest().rates[meter]));
        assert!(text_of(&embed, "pricing").contains(&rate), "{rate}");
    }
}

#[test]
fn what_its_script_fills_in_is_empty_and_nothing_is_called_pinned() {
    let embed = embed();
    assert!(one(&embed, "#pinned").attr("hidden").is_some());
    assert_eq!(text(one(&embed, "#pinned b")), "");
    assert_eq!(text_of(&embed, "full-address"), "");
    let full = one(&embed, "a#full");
    assert!(full.attr("href").is_some_and(|href| href.starts_with("../")), "{}", full.html());
    assert_eq!(full.attr("target"), Some("_blank"));
}

#[test]
fn it_is_for_frames_and_not_for_search_engines() {
    let embed = embed();
    assert_eq!(one(&embed, "meta[name=robots]").attr("content"), Some("noindex"));
    assert!(all(&embed, "script[type=\"application/ld+json\"]").is_empty());
}
