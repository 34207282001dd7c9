//! Any comparison and any text at all: what is written parses as itself, and nothing that is read does harm.

use std::fs;

use gpt_image_cost_core::scenario::permalink::{self, MAX_PARSED};
use gpt_image_cost_core::{Field, RATE_HISTORY};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::link::{DEFAULT, kinds, link_without_issues, parse};
use crate::support::scenario::{any_comparison, any_scenario, any_value, cases};
use crate::support::{history, invariants};

/// A second percent-encoding of a whole link, as by a redirector.
fn encoded_again(link: &str) -> String {
    utf8_percent_encode(link, NON_ALPHANUMERIC).to_string()
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn any_comparison_parses_from_its_link(comparison in any_comparison(&RATE_HISTORY)) {
        let link = invariants::check(&permalink::serialize(&comparison), &RATE_HISTORY);
        prop_assert_eq!(link.comparison, comparison);
    }

    #[test]
    fn any_comparison_parses_in_any_order_with_unrelated_keys(
        comparison in any_comparison(&RATE_HISTORY),
        at in any::<Index>(),
    ) {
        let canonical = permalink::serialize(&comparison);
        let mut pairs: Vec<&str> = canonical.split('&').chain(["utm_campaign=a%20b", "gclid=x", "ref=y", "mc_eid=z"]).collect();
        let middle = at.index(pairs.len());
        pairs.rotate_left(middle);
        let link = permalink::parse(&pairs.join("&"), &RATE_HISTORY);
        prop_assert_eq!(link.comparison, comparison);
    }

    #[test]
    fn any_comparison_parses_from_a_mangled_link(comparison in any_comparison(&RATE_HISTORY)) {
        let canonical = permalink::serialize(&comparison);
        let ends_in_name = canonical.rsplit('&').next().is_some_and(|pair| pair.contains("name="));
        let mangled = [
            canonical.replace('&', "&amp;"),
            format!("{canonical})"),
            if ends_in_name { canonical.clone() } else { format!("{canonical}.") },
            encoded_again(&canonical),
            encoded_again(&canonical.replace('&', "&amp;")),
            format!("{})", encoded_again(&canonical)),
            format!("&{canonical}&&utm_source=mail"),
        ];
        for link in mangled {
            prop_assert_eq!(&permalink::parse(&link, &RATE_HISTORY).comparison, &comparison, "{}", link);
        }
    }

    #[test]
    fn a_bad_value_in_any_scenario_leaves_all_others(
        scenario in any_scenario(&RATE_HISTORY),
        field in select(Field::ALL.to_vec()),
    ) {
        let mut without = scenario.clone();
        without.clear(field);
        if field == Field::Rates {
            without.rates = RATE_HISTORY.last_checked();
        }
        let bad = if field == Field::Name { "%FF" } else { "!" };
        let link = permalink::parse(&format!("{}={bad}&{}", field.key(), permalink::serialize_one(&without)), &RATE_HISTORY);
        prop_assert!(kinds(&link).contains(&format!("value:{}", field.key())), "{:?}", link.issues);
        prop_assert_eq!(link.first(), &without);
    }

    #[test]
    fn any_text_parses(text in any::<String>()) {
        invariants::check(&text, &RATE_HISTORY);
    }

    #[test]
    fn any_text_made_of_the_pieces_of_links_parses(text in link_like()) {
        invariants::check(&text, &RATE_HISTORY);
        invariants::check(&encoded_again(&text), &RATE_HISTORY);
        permalink::parse_address(&text, &text, &RATE_HISTORY);
    }

    #[test]
    fn a_link_with_any_damage_parses(
        comparison in any_comparison(&RATE_HISTORY),
        wounds in prop::collection::vec((any::<Index>(), any::<Index>(), "[&=.%~*x)0-9a-z]{0,3}"), 1..4),
    ) {
        let mut text = permalink::serialize(&comparison);
        for (a, b, put) in wounds {
            let (a, b) = (a.index(text.len() + 1), b.index(text.len() + 1));
            let end = a.max(b).min(a.min(b) + 8);
            text.replace_range(a.min(b)..end, &put);
        }
        invariants::check(&text, &RATE_HISTORY);
    }
}

/// Keys, values, signs and damage in any order.
fn link_like() -> impl Strategy<Value = String> {
    let keys: Vec<&str> = Field::ALL.map(Field::key).into_iter().chain(["v", "utm_x", "x", "ref"]).collect();
    let letter = select(vec!["", "", "", "b.", "c.", "d.", "e."]);
    let value = select(Field::ALL.to_vec()).prop_flat_map(|field| any_value(field, &RATE_HISTORY));
    let pair = (letter, select(keys), select(vec!["=", "=", "=", "%3D", ""]), value)
        .prop_map(|(letter, key, is, value)| format!("{letter}{key}{is}{value}"));
    let junk =
        select(vec!["&", "&amp;", "=", "%", "%3D", "%26", ".", ")", "#", "?", "+", "%FF", "é", "\u{0}", "~", "*"]);
    let piece =
        prop_oneof![3 => pair, 2 => Just("&".to_owned()), 1 => junk.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

#[test]
fn up_to_64_kib_are_parsed_and_more_is_refused_at_once() {
    let padded = |length: usize| format!("images=5&utm_x={}", "y".repeat(length - "images=5&utm_x=".len()));
    assert_eq!(link_without_issues(&padded(MAX_PARSED)), format!("{DEFAULT}&images=5"));
    for length in [MAX_PARSED + 1, 1024 * 1024] {
        let link = parse(&padded(length));
        assert_eq!(
            (kinds(&link), permalink::serialize(&link.comparison)),
            (vec!["too-long".to_owned()], DEFAULT.to_owned())
        );
    }
    let from_query = permalink::parse_address("#faq", &padded(1024 * 1024), &RATE_HISTORY);
    assert_eq!(kinds(&from_query), ["too-long"]);
}

/// Texts that would take long if anything in reading were quadratic, of about `length` bytes.
fn adversaries(length: usize) -> Vec<(&'static str, String)> {
    let repeat = |piece: &str| piece.repeat(length / piece.len());
    let numbered = |each: fn(usize) -> String| {
        let mut text = String::new();
        for at in 0.. {
            let piece = each(at);
            if text.len() + piece.len() > length {
                break;
            }
            text.push_str(&piece);
        }
        text
    };
    let after = |before: &str, piece: &str| format!("{before}{}", piece.repeat((length - before.len()) / piece.len()));
    vec![
        ("ampersands", repeat("&")),
        ("escaped ampersands", after("=", "&amp;")),
        ("ampersands escaped over and over", after("=&", "amp;")),
        ("equals signs", repeat("=")),
        ("brackets", after("=", ")")),
        ("brackets behind a name", after("name=", ")")),
        ("brackets and full stops", after("images=5", ").")),
        ("encoded equals signs", repeat("%3D")),
        ("encodings of encodings", after("%3D", "%25")),
        ("percent signs", after("name=", "%")),
        ("broken characters", after("name=", "%F0%9F")),
        ("digits", after("images=", "9")),
        ("zeros", after("attempts=", "0")),
        ("decimals", after("attempts=1.", "0")),
        ("references", after("refs=1x1", "~1x1")),
        ("empty references", after("refs=", "~")),
        ("one key", repeat("images=5&")),
        ("one bad key", repeat("images=x&")),
        ("one unknown key", repeat("x=&")),
        ("versions", repeat("v=2&")),
        ("sizes that are refused", repeat("size=16x16&b.size=16x16&c.size=16x16&d.size=16x16&")),
        ("different unknown keys", numbered(|at| format!("x{at}=&"))),
        ("two long unknown keys", format!("{}=&{}=", "x".repeat(length / 2 - 2), "y".repeat(length / 2 - 1))),
        ("a long name", after("name=", "é")),
    ]
}

#[test]
fn hostile_texts_of_64_kib_parse() {
    for (what, text) in adversaries(MAX_PARSED) {
        println!("{what}"); // is shown where it fails
        invariants::check(&text, history::first());
    }
}

#[test]
fn the_corpus_of_the_fuzzer_parses() {
    let mut replayed = 0;
    for entry in fs::read_dir("tests/links/corpus").unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        invariants::check(&String::from_utf8_lossy(&bytes), &RATE_HISTORY);
        replayed += 1;
    }
    assert!(replayed >= 40, "{replayed} files");
}
