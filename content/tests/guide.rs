//! The guide states every fact a buyer needs, in the section it belongs to: in the page, in `llms.txt` and in the
//! structured data.

use std::sync::LazyLock;

use gpt_image_cost_content::facts::THIRD_PARTY_READINGS;
use gpt_image_cost_content::{llms_txt, page_meta, questions};
use gpt_image_cost_core::money::format::grouped;
use gpt_image_cost_core::tokens::output::output_tokens;
use gpt_image_cost_core::{Answers, QUESTIONS, Quality, RATE_HISTORY, ReferenceImage, Size, Verdict, Who};
use scraper::Html;

use crate::support::checklist;
use crate::support::guide::{GUIDE, all, body, inside, section, text};

static LLMS: LazyLock<String> = LazyLock::new(|| llms_txt(&RATE_HISTORY).unwrap_or_else(|error| panic!("{error}")));

#[test]
fn every_fact_is_in_its_section() {
    checklist::check(|id| {
        // The HTML has no white space between some blocks.
        let apart = section(id).parts.concat().replace("<d", " <d").replace("<td", " <td").replace("<th", " <th");
        text(Html::parse_fragment(&apart).root_element())
    });
}

#[test]
fn every_fact_is_in_the_plain_text_too() {
    checklist::check(|id| {
        let title = &section(id).title;
        let (_, rest) = LLMS.split_once(&format!("\n## {title}\n")).unwrap_or_else(|| panic!("no {title:?}"));
        let section = rest.split("\n## ").next().unwrap_or_default();
        section.replace(['*', '`', '[', '\\'], "").replace("](", " (")
    });
}

#[test]
fn nothing_is_left_unfilled() {
    let texts = GUIDE.iter().flat_map(|section| section.parts.iter().chain([&section.title, &section.contents_label]));
    for text in texts.chain([&*LLMS]) {
        for left in ["{", "}", "undefined", "component", "()", "[]", "****"] {
            assert!(!text.contains(left), "{left:?} in {text}");
        }
    }
    for left in ["<", "](#", "  ", "&"] {
        assert!(!LLMS.contains(left), "{left:?} in {}", *LLMS);
    }
}

#[test]
fn readings_by_others_since_the_last_check_are_named_as_theirs() {
    let summary = section("summary").parts.concat();
    for day in THIRD_PARTY_READINGS.into_iter().filter(|day| *day > RATE_HISTORY.last_checked()) {
        assert!(summary.contains(&format!("{day}</time>")), "{day}");
        assert!(summary.contains("not checks by this guide"));
    }
}

#[test]
fn token_counts_in_sentences_are_those_of_the_rule() {
    let watchouts: String = all(&body(section("watchouts")), "li").into_iter().map(text).collect();
    for (width, height) in [(1024, 1024), (1536, 1024), (1792, 1024)] {
        let tokens = Size::new(width, height).map(|size| output_tokens(size, Quality::High)).unwrap_or_default();
        let words = format!("{width}×{height} takes {}", grouped(tokens.into()));
        assert!(watchouts.replace('\n', " ").contains(&words), "{words}");
    }
}

#[test]
fn no_reference_image_costs_more_than_the_guide_says() {
    let profile = body(section("profile"));
    let stated = all(&profile, "td").into_iter().map(text).find_map(|cell| {
        let (tokens, _) = cell.strip_prefix("At most ")?.split_once(" for each")?;
        tokens.replace(',', "").parse().ok()
    });
    let edges = || (1..=4_096_u32).step_by(17).chain([1024, 1536, 65_535]);
    let images = edges().flat_map(|width| edges().filter_map(move |height| ReferenceImage::new(width, height)));
    assert_eq!(images.map(ReferenceImage::tokens).max(), stated);
}

#[test]
fn the_first_answers_of_the_route_finder_are_named_and_their_verdicts_stated() {
    let rule = &section("routes").parts[1];
    for (who, label, verdict) in [
        (Who::Software, "software", Verdict::Api),
        (Who::Both, "both", Verdict::Both),
        (Who::People, "people", Verdict::ChatGpt),
    ] {
        assert_eq!(Answers { who: Some(who), ..Answers::default() }.verdict(), Some(verdict));
        assert!(QUESTIONS[0].options.iter().any(|option| option.1.to_ascii_lowercase() == label));
        assert!(rule.contains(&format!("<strong>{label}</strong>")), "{rule}");
    }
}

#[test]
fn structured_data_asks_and_answers_what_the_page_does() {
    let html = body(section("faq"));
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let on_page: Vec<(String, String)> = all(&html, "details")
        .into_iter()
        .map(|details| {
            let words = |selector| one_line(inside(details, selector).into_iter().map(text).collect());
            (words("summary"), words("p"))
        })
        .collect();
    let asked = questions(&RATE_HISTORY).unwrap_or_else(|error| panic!("{error}"));
    assert!(asked.len() >= 5);
    assert_eq!(on_page, asked.into_iter().map(|asked| (asked.question, asked.answer)).collect::<Vec<_>>());
}

#[test]
fn title_and_description_fit_where_they_are_shown() {
    let meta = page_meta(&RATE_HISTORY).unwrap_or_else(|error| panic!("{error}"));
    assert!(meta.title.chars().count() <= 60, "{}", meta.title);
    assert!((100..=160).contains(&meta.description.chars().count()), "{}", meta.description);
    assert!(meta.description.contains(&RATE_HISTORY.last_checked().to_string()));
    assert!(LLMS.starts_with(&format!("# {}\n\n> {}\n\n## ", meta.title, meta.description)));
}
