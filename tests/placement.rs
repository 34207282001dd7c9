//! What an author types about where an embed is to stand.

use gpt_image_cost::domain::placement::{folder, read_height, read_home};
use gpt_image_cost::domain::snippet::{Format, HEIGHT, Rates, Theme, View};

#[test]
fn an_address_is_a_folder_of_the_web_however_it_was_copied() {
    for (typed, home) in [
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
        assert_eq!(read_home(typed).as_deref(), Some(home), "{typed}");
    }
}

#[test]
fn a_folder_is_what_comes_before_a_file() {
    assert_eq!(folder("https://example.org/costs/"), "https://example.org/costs/");
    assert_eq!(folder("https://example.org/costs"), "https://example.org/");
    assert_eq!(folder(""), "");
}

#[test]
fn what_is_no_address_of_the_web_is_not_guessed() {
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
        assert_eq!(read_home(typed), None, "{typed}");
    }
}

#[test]
fn a_height_is_a_whole_number_within_what_embeds_can_have() {
    for (typed, height) in [
        ("", Some(HEIGHT)),
        (" ", Some(HEIGHT)),
        ("100", Some(100)),
        ("99", None),
        ("10000", Some(10_000)),
        ("10,000", Some(10_000)),
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
        assert_eq!(read_height(typed), height, "{typed}");
    }
}

#[test]
fn each_choice_is_found_by_its_word_and_anything_else_is_the_default() {
    for view in View::ALL {
        assert_eq!(View::of(view.word()), view);
    }
    for theme in Theme::ALL {
        assert_eq!(Theme::of(theme.word()), theme);
    }
    for rates in Rates::ALL {
        assert_eq!(Rates::of(rates.word()), rates);
    }
    for format in Format::ALL {
        assert_eq!(Format::of(format.word()), format);
    }
    assert_eq!((View::of(""), Theme::of("blue")), (View::Calculator, Theme::Auto));
    assert_eq!((Rates::of("x"), Format::of("x")), (Rates::Latest, Format::Html));
}
