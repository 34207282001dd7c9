//! The builder of embeds as it is prerendered.

#![cfg(feature = "ssr")]

mod support;

use gpt_image_cost::domain::snippet::{Format, Rates, Theme, View};
use gpt_image_cost::ui::html::El;
use gpt_image_cost::ui::scenarios::{Desk, section};
use leptos::prelude::Owner;
use support::history;

/// The builder's `<details>` for a link.
fn builder(link: &str) -> String {
    let html = Owner::new().with(|| {
        let desk = Desk::new(history::made_up());
        desk.show(link);
        El::html(&section(desk))
    });
    let (_, builder) = html.split_once("<details").unwrap_or_else(|| panic!("no builder in {html}"));
    builder.to_owned()
}

#[test]
fn it_is_closed_comes_last_and_stays_off_paper() {
    let html = builder("");
    let (opening, rest) = html.split_once('>').unwrap_or_default();
    assert_eq!(opening, " class=\"more screen-only\" id=\"embed\"");
    assert!(rest.starts_with("<summary>Put it into your documentation</summary>"), "{rest}");
    assert!(rest.ends_with("</details></section>"), "{rest}");
}

#[test]
fn each_control_has_a_label_and_none_a_name_because_names_are_keys_of_the_link() {
    let html = builder("");
    for id in ["home", "view", "theme", "rates", "height", "format", "snippet"] {
        assert_eq!(html.matches(&format!("<label for=\"embed-{id}\">")).count(), 1, "{id}");
        assert_eq!(html.matches(&format!(" id=\"embed-{id}\"")).count(), 1, "{id}");
    }
    assert!(!html.contains(" name="), "{html}");
}

#[test]
fn the_controls_stand_in_the_order_they_are_read_in() {
    let html = builder("");
    let (_, controls) = html.split_once("class=\"embed-controls\"").unwrap_or_default();
    let ids = controls.split('<').filter(|tag| tag.starts_with("input") || tag.starts_with("select"));
    let ids: Vec<_> = ids.filter_map(|tag| tag.split("id=\"embed-").nth(1)?.split('"').next()).collect();
    assert_eq!(ids, ["home", "view", "theme", "rates", "height", "format"]);
}

#[test]
fn every_choice_is_offered_with_the_default_first() {
    let html = builder("");
    let offered = |id: &str| {
        let (_, select) = html.split_once(&format!("id=\"embed-{id}\"")).unwrap_or_default();
        let (select, _) = select.split_once("</select>").unwrap_or_default();
        let words = select.split("<option value=\"").skip(1).filter_map(|option| option.split('"').next());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(offered("view"), View::ALL.map(View::word));
    assert_eq!(offered("theme"), Theme::ALL.map(Theme::word));
    assert_eq!(offered("rates"), Rates::ALL.map(Rates::word));
    assert_eq!(offered("format"), Format::ALL.map(Format::word));
    assert_eq!(View::of(""), View::ALL[0]);
    assert_eq!(Theme::of(""), Theme::ALL[0]);
    assert_eq!(Rates::of(""), Rates::ALL[0]);
    assert_eq!(Format::of(""), Format::ALL[0]);
}

#[test]
fn the_day_that_rates_are_pinned_to_is_the_links() {
    assert!(builder("rates=2031-03-01").contains(">Pinned to those of 2031-03-01</option>"));
    assert!(builder("rates=2031-02-11&images=5").contains(">Pinned to those of 2031-02-11</option>"));
}

#[test]
fn one_remark_is_seen_and_nothing_is_wrong_before_anything_was_typed() {
    let html = builder("");
    assert_eq!(html.matches("<p class=\"hint\" hidden>").count(), Format::ALL.len() - 1, "{html}");
    for id in ["home", "height"] {
        assert!(html.contains(&format!("<p class=\"problem\" id=\"embed-{id}-problem\"></p>")), "{id}: {html}");
    }
    assert!(!html.contains("aria-invalid"), "{html}");
}

#[test]
fn nothing_is_previewed_until_somebody_looks() {
    let html = builder("");
    assert!(!html.contains("<script") && !html.contains("<gpt-image-cost"), "{html}");
    assert!(html.contains("<div class=\"preview\"></div>"), "{html}");
}
