//! What a link says that cannot be used: each issue is named, and the rest counts.

use std::fmt::Write as _;

use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::{Field, FieldError, LinkIssue};

use crate::support::link::{DEFAULT, kinds, link_of, link_without_issues, parse};
use crate::support::table::rows;

#[test]
fn a_bad_value_is_named_and_everything_else_kept() {
    for (bad, field) in [
        ("images=-1", "images"),
        ("images=1e3", "images"),
        ("images=", "images"),
        ("images=1,200", "images"),
        ("images=100000001", "images"),
        ("images=99999999999999999999999999999999", "images"),
        ("images=%FF", "images"),
        ("size=1000x1000", "size"),
        ("size=1024X1024", "size"),
        ("size=4294967296x16", "size"),
        ("q=best", "q"),
        ("q=HIGH", "q"),
        ("mode=image", "mode"),
        ("prompt=1000001", "prompt"),
        ("refs=", "refs"),
        ("refs=1x1~", "refs"),
        ("refs=0*1x1", "refs"),
        ("refs=17*1x1", "refs"),
        ("refs=65536x1", "refs"),
        ("attempts=0.5", "attempts"),
        ("attempts=1.00001", "attempts"),
        ("partial=4", "partial"),
        ("cached=100.01", "cached"),
        ("requests=x", "requests"),
        ("batch=0", "batch"),
        ("batch=true", "batch"),
        ("uplift=-0", "uplift"),
        ("budget=.5", "budget"),
        ("seats=1.5", "seats"),
        ("seat=5.", "seat"),
        ("rates=2026-6-5", "rates"),
        ("name=%FF", "name"),
        ("name=a%0Ab", "name"),
    ] {
        let text = format!("ti=7&{bad}&oi=9");
        let link = parse(&text);
        assert_eq!(kinds(&link), [format!("value:{field}")], "{text}");
        assert_eq!(permalink::serialize(&link.comparison), format!("{DEFAULT}&ti=7&oi=9"), "{text}");
    }
}

#[test]
fn a_value_at_its_limit_is_accepted_and_the_next_one_is_not() {
    for (at, beyond) in [
        ("images=100000000", "images=100000001"),
        ("prompt=1000000", "prompt=1000001"),
        ("refs=16*65535x1", "refs=16*65535x1~1x1"),
        ("refs=1x65535", "refs=1x65536"),
        ("attempts=100", "attempts=100.0001"),
        ("attempts=1.0001", "attempts=0.9999"),
        ("attempts=1.2345", "attempts=1.23456"),
        ("partial=3", "partial=4"),
        ("cached=100", "cached=100.01"),
        ("cached=0.01", "cached=0.001"),
        ("ti=1000000000", "ti=1000000001"),
        ("tic=1000000000", "tic=1000000001"),
        ("ii=1000000000", "ii=1000000001"),
        ("iic=1000000000", "iic=1000000001"),
        ("oi=1000000000", "oi=1000000001"),
        ("requests=100000000", "requests=100000001"),
        ("uplift=100", "uplift=100.01"),
        ("budget=1000000000", "budget=1000000000.01"),
        ("seats=1000000", "seats=1000001"),
        ("seat=100000", "seat=100000.01"),
        ("rates=2026-06-05", "rates=2026-06-06"),
        ("rates=2026-04-22", "rates=2026-04-21"),
        ("size=3840x2160", "size=3856x2160"),
    ] {
        link_without_issues(at);
        assert_eq!(kinds(&parse(beyond)).len(), 1, "{beyond}");
    }
    link_without_issues(&format!("name={}", "é".repeat(80)));
    assert_eq!(kinds(&parse(&format!("name={}", "é".repeat(81)))), ["value:name"]);
}

#[test]
fn unrelated_keys_are_ignored_and_unknown_ones_are_named() {
    for foreign in ["utm_source=x", "utm_=", "mc_cid=1", "fbclid=x", "gclid=x", "ref=hn", "view=both", "theme=dark"] {
        assert_eq!(
            link_without_issues(&format!("{foreign}&images=5&{foreign}")),
            format!("{DEFAULT}&images=5"),
            "{foreign}"
        );
    }
    for unknown in ["image", "Images", "b.v", "e.images", "b.b.images", "b.", "utm", "a.images", "n%61me", "x"] {
        let link = parse(&format!("images=5&{unknown}=7"));
        assert_eq!(kinds(&link), [format!("unknown:{unknown}")], "{unknown}");
        assert_eq!(permalink::serialize(&link.comparison), format!("{DEFAULT}&images=5"), "{unknown}");
    }
}

#[test]
fn the_first_of_two_equal_keys_counts_and_the_rest_is_named() {
    for (text, expected, pair) in [
        ("images=5&images=6", "again:images", "&images=5"),
        ("images=5&images=5", "again:images", "&images=5"),
        ("v=1&images=5&v=1", "again:v", "&images=5"),
        ("v=1&v=2&images=5", "again:v", "&images=5"),
        ("b.q=low&b.q=high", "again:b.q", "&b.rates=2026-06-05&b.q=low"),
    ] {
        assert_eq!(kinds(&parse(text)), [expected], "{text}");
        assert_eq!(link_of(text), format!("{DEFAULT}{pair}"), "{text}");
    }
    assert_eq!(kinds(&parse("images=x&images=6")), ["value:images", "again:images"], "the first counts, though bad");
    assert_eq!(kinds(&parse("images=5&b.images=6")), [""; 0], "another scenario's key is another key");
}

#[test]
fn batch_with_partial_images_is_an_issue_where_it_matters() {
    for (text, is_reported) in [
        ("batch=1&partial=1", true),
        ("b.batch=1&b.partial=3", true),
        ("batch=1&partial=0", false),
        ("batch=1&b.partial=3", false),
        ("batch=1&partial=1&mode=tokens", false),
    ] {
        let expected: &[&str] = if is_reported { &["batch-does-not-stream"] } else { &[] };
        assert_eq!(kinds(&parse(text)), expected, "{text}");
    }
}

#[test]
fn an_unknown_version_is_parsed_by_the_newest_table_and_named() {
    for version in ["2", "", "01", "1.0", "x"] {
        let link = parse(&format!("v={version}&images=5"));
        assert_eq!(kinds(&link), [format!("version:{version}")]);
        assert_eq!(permalink::serialize(&link.comparison), format!("{DEFAULT}&images=5"));
    }
}

#[test]
fn issues_say_what_was_not_used_as_it_stands() {
    for row in rows(include_str!("vectors/link-issues.tsv")) {
        let [link, ref sentences @ ..] = row[..] else { panic!("{row:?}") };
        let notes: Vec<String> = parse(link).issues.iter().map(LinkIssue::to_string).collect();
        assert_eq!(notes, sentences, "{link}");
    }
}

/// A link with as many issues.
fn unknown_keys(count: usize) -> String {
    (0..count).fold(String::new(), |mut text, at| {
        let _ = write!(text, "x{at}=1&");
        text
    })
}

#[test]
fn thousands_of_issues_give_a_list_that_ends() {
    let link = parse(&unknown_keys(5_000));
    assert_eq!((link.issues.len(), link.issues.last()), (51, Some(&LinkIssue::More(4_950))));
    assert_eq!(kinds(&parse(&"x=1&".repeat(5_000))), ["unknown:x"], "the same issue is reported once");
}

#[test]
fn issues_that_are_not_listed_are_counted() {
    for (keys, sentence) in [(51, "1 further issue is not listed."), (52, "2 further issues are not listed.")] {
        assert_eq!(parse(&unknown_keys(keys)).issues.last().map(LinkIssue::to_string).as_deref(), Some(sentence));
    }
}

#[test]
fn an_issue_carries_key_and_text_as_written() {
    let link = parse("c.images=%31e%33");
    let [LinkIssue::Value { key, text, issue }] = &link.issues[..] else { panic!("{:?}", link.issues) };
    assert_eq!((key.as_str(), text.as_str()), ("c.images", "1e3"));
    assert_eq!((issue.field, issue.error), (Field::Images, FieldError::NotANumber));
}
