//! What an author types about an embed.

use std::collections::HashSet;

use gpt_image_cost_core::embed::options::{folder, parse_height, parse_site_address};
use gpt_image_cost_core::{DEFAULT_HEIGHT, EmbedRates, SnippetFormat, Theme, View};

#[test]
fn an_address_becomes_its_folder_however_it_was_copied() {
    for (typed, site) in [
        ("https://example.org/costs/", "https://example.org/costs/"),
        ("https://example.org/costs", "https://example.org/costs/"),
        ("https://example.org", "https://example.org/"),
        ("  http://127.0.0.1:8080/ ", "http://127.0.0.1:8080/"),
        ("http://[::1]:8080", "http://[::1]:8080/"),
        ("https://example.org/costs/index.html", "https://example.org/costs/"),
        ("https://example.org/costs/?utm_source=a/b#v=1&images=5", "https://example.org/costs/"),
        ("https://kosten.example/bücher", "https://kosten.example/bücher/"),
        ("https://index.html", "https://index.html/"),
    ] {
        assert_eq!(parse_site_address(typed).as_deref(), Some(site), "{typed}");
    }
}

#[test]
fn a_folder_ends_with_the_last_slash() {
    assert_eq!(folder("https://example.org/costs/"), "https://example.org/costs/");
    assert_eq!(folder("https://example.org/costs"), "https://example.org/");
    assert_eq!(folder(""), "");
}

#[test]
fn what_is_not_a_web_address_is_refused() {
    for typed in [
        "",
        "/",
        "example.org/costs",
        "//example.org/",
        "ftp://example.org/",
        "file:///srv/index.html",
        "javascript:alert(1)",
        "https://",
        "https:///costs/",
        "https://?a",
        "https://example.org/a b/",
        "https://example.org/\"><script>",
        "https://example.org/a\nb",
    ] {
        assert_eq!(parse_site_address(typed), None, "{typed}");
    }
}

#[test]
fn a_height_is_a_whole_number_within_limits() {
    for (typed, height) in [
        ("", Some(DEFAULT_HEIGHT)),
        (" ", Some(DEFAULT_HEIGHT)),
        ("100", Some(100)),
        ("99", None),
        ("10000", Some(10_000)),
        ("10,000", Some(10_000)),
        ("1,20", None),
        ("10001", None),
        ("840px", Some(840)),
        ("840 px", Some(840)),
        ("1,2", None),
        ("1,2000", None),
        ("1,-20", None),
        ("600.5", None),
        ("50%", None),
        ("tall", None),
        ("-600", None),
        ("px", None),
        ("99999999999", None),
    ] {
        assert_eq!(parse_height(typed), height, "{typed}");
    }
}

#[test]
fn each_option_is_found_by_its_value_and_anything_else_is_the_default() {
    for view in View::ALL {
        assert_eq!(View::from_str_or_default(view.as_str()), view);
    }
    for theme in Theme::ALL {
        assert_eq!(Theme::from_str_or_default(theme.as_str()), theme);
    }
    for rates in EmbedRates::ALL {
        assert_eq!(EmbedRates::from_str_or_default(rates.as_str()), rates);
    }
    for format in SnippetFormat::ALL {
        assert_eq!(SnippetFormat::from_str_or_default(format.as_str()), format);
        assert!(format.hint().ends_with('.') && !format.name().is_empty());
    }
    assert_eq!((View::from_str_or_default(""), Theme::from_str_or_default("blue")), (View::Calculator, Theme::Auto));
    assert_eq!(EmbedRates::from_str_or_default("x"), EmbedRates::Latest);
    assert_eq!(SnippetFormat::from_str_or_default("x"), SnippetFormat::Html);
}

#[test]
fn no_two_choices_have_the_same_name() {
    fn assert_distinct<const N: usize>(names: [&str; N]) {
        let distinct: HashSet<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        assert_eq!(distinct.len(), N, "{names:?}");
    }
    assert_distinct(View::ALL.map(View::name));
    assert_distinct(Theme::ALL.map(Theme::name));
    assert_distinct(SnippetFormat::ALL.map(SnippetFormat::name));
}
