//! The prerendered page: what a reader has without scripts, and what stands in it until they run.

use gpt_image_cost_content::sections;
use gpt_image_cost_core::{
    Decimal, Estimate, FieldSet, Meter, PRESETS, QUESTIONS, Quality, RATE_HISTORY, Range, Scenario, Setting, Size,
    SnippetFormat, money::format::plain, scenario::permalink,
};
use scraper::Html;

use crate::support::{COMMIT, all, figure, one, page, text, text_of, values};

/// The scenario that the page shows before it knows another.
fn example() -> Estimate {
    Estimate::new(&Scenario::latest(&RATE_HISTORY), FieldSet::EMPTY, &RATE_HISTORY)
}

#[track_caller]
fn assert_amount(page: &Html, id: &str, amount: Option<Range<Decimal>>) {
    let amount = amount.unwrap_or_else(|| panic!("{id} is unknown"));
    assert!(amount.is_single(), "{id} is a range");
    assert_eq!(figure(page, id), Some(plain(amount.low).as_str()), "{id}");
}

#[test]
fn the_example_is_priced_exactly_and_called_an_example() {
    let (page, example) = (page(), example());
    let bill = &example.bill;
    assert_amount(&page, "cost-request", bill.per_request);
    assert_amount(&page, "cost-month", bill.month);
    assert_amount(&page, "cost-year", bill.year);
    let per_image = example.bill.per_image().map(|per_image| per_image.low.text);
    assert_eq!(figure(&page, "cost-kept-image"), per_image.as_deref());
    for meter in Meter::ALL {
        let tokens = bill.tokens[meter].map(|tokens| tokens.low.to_string());
        assert_eq!(figure(&page, &format!("tokens-{}", meter.slug())), tokens.as_deref());
        assert_amount(&page, &format!("lane-{}", meter.slug()), bill.by_meter[meter]);
    }
    assert!(text_of(&page, "receipt").contains("Example"), "{}", text_of(&page, "receipt"));
}

#[test]
fn the_cost_map_prices_the_example_at_every_popular_size_and_quality() {
    let (page, example) = (page(), example());
    for size in Size::POPULAR {
        for quality in Quality::ALL {
            let cell = example.with_size_and_quality(Setting::Fixed(size), Setting::Fixed(quality));
            assert_amount(&page, &format!("map-{size}-{}", quality.as_str()), cell.bill.month);
        }
    }
    let chosen = one(&page, "a.cell[aria-current]");
    assert_eq!(chosen.attr("data-size"), Some(Size::DEFAULT.to_string().as_str()));
    for cell in all(&page, "a.cell:not([data-row=\"0\"])") {
        assert!(cell.attr("href").is_some_and(|href| href.starts_with("#v=1&")), "{}", cell.html());
    }
}

#[test]
fn nothing_is_shown_of_what_was_not_asked_for() {
    let ids = values(&page(), "id").into_iter().map(str::to_owned).collect::<Vec<_>>();
    for absent in ["budget-images", "budget-requests", "cost-seats-month", "latest-month", "compare-month-a"] {
        assert!(!ids.iter().any(|id| id.starts_with(absent)), "{absent}");
    }
}

#[test]
fn every_preset_is_a_link_to_its_scenario() {
    let page = page();
    let links = all(&page, ".presets a.preset");
    assert_eq!(links.len(), PRESETS.len());
    for (link, preset) in links.into_iter().zip(&PRESETS) {
        assert!(text(link).starts_with(preset.name), "{}", text(link));
        let href = format!("#{}", permalink::serialize_one(&preset.scenario(&RATE_HISTORY)));
        assert_eq!(link.attr("href"), Some(href.as_str()));
    }
}

#[test]
fn the_guide_stands_in_the_page_word_for_word() {
    let page = page();
    let guide = sections(&RATE_HISTORY).unwrap_or_else(|error| panic!("{error}"));
    assert!(guide.len() >= 12);
    for section in guide {
        let shown = text_of(&page, section.id);
        assert!(shown.contains(&section.title), "#{} lacks its title", section.id);
        for part in section.parts {
            let words = text(Html::parse_fragment(&part).root_element());
            assert!(shown.contains(&words), "#{} lacks {words:?}", section.id);
        }
    }
}

#[test]
fn the_day_of_the_last_check_is_named_and_its_age_left_to_the_readers_own_clock() {
    let page = page();
    let checked = text_of(&page, "checked");
    assert!(checked.contains(&RATE_HISTORY.last_checked().to_string()), "{checked}");
    assert!(!checked.contains("days"), "{checked}");
}

#[test]
fn without_scripts_the_page_says_what_the_calculator_needs() {
    let page = page();
    assert!(text(one(&page, "main")).contains("The calculator needs scripts and WebAssembly"));
}

#[test]
fn the_route_finder_asks_its_questions() {
    let page = page();
    let routes = text_of(&page, "routes");
    for question in &QUESTIONS {
        assert!(routes.contains(question.text), "{}", question.text);
        for (_, answer) in &question.options {
            assert!(routes.contains(answer), "{answer}");
        }
    }
}

#[test]
fn the_embed_builder_offers_every_format_and_previews_nothing_yet() {
    let page = page();
    let formats = all(&page, "#embed [name=\"embed-format\"]");
    let offered: Vec<&str> = formats.iter().filter_map(|format| format.attr("value")).collect();
    assert_eq!(offered, SnippetFormat::ALL.map(SnippetFormat::as_str));
    assert!(formats[0].attr("checked").is_some());
    assert!(all(&page, "#embed gpt-image-cost").is_empty());
    let keys = ["mode", "q", "size", "images", "rates", "batch"];
    assert!(
        all(&page, "#embed [name]").iter().all(|control| !keys.contains(&control.attr("name").unwrap_or_default()))
    );
}

#[test]
fn links_to_other_files_of_the_site_are_relative() {
    for href in values(&page(), "href") {
        assert!(!href.starts_with('/'), "{href} leaves the folder that the page lies in");
    }
}

#[test]
fn the_footer_names_version_and_commit_and_links_the_published_rates() {
    let page = page();
    assert_eq!(text_of(&page, "version"), format!("Version {}, commit {COMMIT}", env!("CARGO_PKG_VERSION")));
    one(&page, ".page-footer a[href=\"rates/gpt-image-2.json\"]");
}
