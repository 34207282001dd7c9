//! Links: exactly one for each comparison, and any text parses.

use std::fmt::Write as _;
use std::fs;

use gpt_image_cost_core::scenario::permalink::{self, MAX_LENGTH, MAX_PARSED};
use gpt_image_cost_core::{Comparison, Field, FieldError, LinkIssue, PRESETS, ParsedLink, RATE_HISTORY};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::history;
use crate::support::invariants;
use crate::support::scenario::{any_comparison, any_scenario, any_value, cases, scenario};
use crate::support::table::rows;

fn parse(text: &str) -> ParsedLink {
    invariants::check(text, history::first())
}

/// What a text is read as, in its canonical form.
#[track_caller]
fn link_of(text: &str) -> String {
    permalink::serialize(&parse(text).comparison)
}

/// What a text is read as, when nothing about it may be noted.
#[track_caller]
fn link_without_issues(text: &str) -> String {
    let link = parse(text);
    assert_eq!(link.issues, [], "{text}");
    permalink::serialize(&link.comparison)
}

const DEFAULT: &str = "v=1&rates=2026-06-05";
/// Every key with a value that is not its default, in the order of the table.
const FULL: &str = "v=1&rates=2026-05-01&mode=tokens&name=A&images=5&size=1536x1024&q=high&prompt=9&refs=3*1024x1024~512x512\
                    &attempts=1.5&partial=2&cached=33.33&ti=1&tic=2&ii=3&iic=4&oi=5&requests=6&batch=1&uplift=10&budget=50\
                    &seats=4&seat=19.5";

#[test]
fn an_empty_link_is_the_default_scenario_and_writes_version_and_rates() {
    for text in ["", "v=1", "rates=2026-06-05", DEFAULT, "&&&", "="] {
        assert_eq!(link_of(text), DEFAULT, "{text}");
    }
}

#[test]
fn keys_are_written_in_the_order_of_the_table() {
    assert_eq!(link_without_issues(FULL), FULL);
    let reversed: Vec<&str> = FULL.split('&').rev().collect();
    assert_eq!(link_without_issues(&reversed.join("&")), FULL);
    let keys: Vec<&str> = FULL.split('&').filter_map(|pair| pair.split('=').next()).skip(1).collect();
    assert_eq!(keys, Field::ALL.map(Field::key), "every key is in it");
}

#[test]
fn compared_scenarios_follow_the_first_with_their_rates_and_without_gaps() {
    for (text, canonical) in [
        ("b.rates=2026-06-05", "v=1&rates=2026-06-05&b.rates=2026-06-05"),
        ("d.q=low", "v=1&rates=2026-06-05&b.rates=2026-06-05&b.q=low"),
        (
            "d.q=low&b.q=high&images=5",
            "v=1&rates=2026-06-05&images=5&b.rates=2026-06-05&b.q=high&c.rates=2026-06-05&c.q=low",
        ),
        (
            "images=5&b.size=auto&mode=tokens",
            "v=1&rates=2026-06-05&mode=tokens&images=5&b.rates=2026-06-05&b.size=auto",
        ),
        ("b.images=1000", "v=1&rates=2026-06-05&b.rates=2026-06-05"),
    ] {
        assert_eq!(link_without_issues(text), canonical, "{text}");
    }
}

#[test]
fn nothing_is_inherited_by_a_comparison() {
    let link = parse("rates=2026-05-01&images=5&q=high&name=A&batch=1&b.partial=1");
    let [_, other] = link.comparison.scenarios() else { panic!("two scenarios") };
    assert_eq!(permalink::serialize_one(other), "v=1&rates=2026-06-05&partial=1");
}

#[test]
fn a_fifth_scenario_is_left_out_of_a_comparison() {
    let scenario = || scenario("", &RATE_HISTORY);
    let comparison = Comparison::new(scenario(), (0..7).map(|_| scenario()));
    assert_eq!(comparison.scenarios().len(), 4);
    assert!(!permalink::serialize(&comparison).contains("e."));
}

#[test]
fn fields_without_effect_stay_in_the_link() {
    for keys in ["mode=tokens&images=5&q=high&attempts=2", "ti=5&requests=7", "partial=3&batch=1"] {
        assert_eq!(link_of(keys), link_of(&link_of(keys)), "{keys}");
        assert!(keys.split('&').all(|pair| link_of(keys).contains(pair)), "{keys}");
    }
}

#[test]
fn a_number_is_written_in_one_way() {
    for (text, pair) in [
        ("images=007", "&images=7"),
        ("images=0", "&images=0"),
        ("images=000", "&images=0"),
        ("images=1000", ""),
        ("images=01000.00", ""),
        ("attempts=1.50", "&attempts=1.5"),
        ("attempts=1.0", ""),
        ("attempts=100.0000", "&attempts=100"),
        ("cached=0.10", "&cached=0.1"),
        ("cached=00.01", "&cached=0.01"),
        ("budget=0", "&budget=0"),
        ("budget=1000000000.00", "&budget=1000000000"),
        ("seats=0&seat=0.00", "&seats=0&seat=0"),
        ("size=01536x01024", "&size=1536x1024"),
        ("refs=1*512x512~512x0512", "&refs=2*512x512"),
        ("refs=512x512~256x256~512x512", "&refs=512x512~256x256~512x512"),
        ("images=%37", "&images=7"),
        ("refs=2%2A512x512%7E1x1", "&refs=2*512x512~1x1"),
        ("name=%c3%a9", "&name=%C3%A9"),
        ("name=a+b", "&name=a%2Bb"),
        ("name=é b", "&name=%C3%A9%20b"),
        ("name=A-._~*", "&name=A-._~*"),
        ("name=", ""),
        ("name=a=b", "&name=a%3Db"),
        ("mode=images&size=1024x1024&q=medium&prompt=100", ""),
    ] {
        assert_eq!(link_without_issues(text), format!("{DEFAULT}{pair}"), "{text}");
    }
}

/// The kinds of notes of a text, in short.
fn kinds(link: &ParsedLink) -> Vec<String> {
    link.issues.iter().map(invariants::kind).collect()
}

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

#[test]
fn thousands_of_issues_give_a_list_that_ends() {
    let text = (0..5_000).fold(String::new(), |mut text, at| {
        let _ = write!(text, "x{at}=1&");
        text
    });
    let link = parse(&text);
    assert_eq!((link.issues.len(), link.issues.last()), (51, Some(&LinkIssue::More(4_950))));
    assert_eq!(kinds(&parse(&"x=1&".repeat(5_000))), ["unknown:x"], "the same issue is reported once");
}

#[test]
fn issues_that_are_not_listed_are_counted() {
    for (keys, sentence) in [(51, "1 further issue is not listed."), (52, "2 further issues are not listed.")] {
        let text: String = (0..keys).map(|at| format!("x{at}=1&")).collect();
        assert_eq!(parse(&text).issues.last().map(LinkIssue::to_string).as_deref(), Some(sentence));
    }
}

#[test]
fn sections_of_the_page_are_anchors_not_scenarios() {
    for anchor in ["faq", "calculator", "usage", "scenarios", "", "images", "v", "rates", "a&b"] {
        assert!(permalink::is_anchor(anchor), "{anchor}");
        assert_eq!(link_without_issues(anchor), DEFAULT, "{anchor}");
    }
    for scenario in ["v=1", "images=5", "images%3D5", "v%3d1", "=", "faq=1"] {
        assert!(!permalink::is_anchor(scenario), "{scenario}");
    }
}

#[test]
fn the_query_counts_only_where_the_fragment_holds_no_key() {
    for (fragment, query, pair) in [
        ("", "", ""),
        ("#images=5", "", "&images=5"),
        ("images=5", "", "&images=5"),
        ("", "?images=6", "&images=6"),
        ("", "images=6", "&images=6"),
        ("#images=5", "?images=6", "&images=5"),
        ("#images=5", "?q=high", "&images=5"),
        ("#faq", "?images=6", "&images=6"),
        ("#images", "?images=6", "&images=6"),
        ("#utm_source=x", "?images=6", "&images=6"),
        ("#nonsense=x", "?images=6", "&images=6"),
        ("#images=x", "?images=6", ""),
        ("#v=1", "?images=6", ""),
        ("#b.q=low", "?images=6", "&b.rates=2026-06-05&b.q=low"),
        ("#images%3D5", "?images=6", "&images=5"),
        ("#faq", "?fbclid=x&utm_source=y", ""),
        ("", "?images%3D6%26q%3Dlow", "&images=6&q=low"),
        ("", "?v=1&amp;images=6", "&images=6"),
    ] {
        let link = permalink::parse_address(fragment, query, history::first());
        assert_eq!(permalink::serialize(&link.comparison), format!("{DEFAULT}{pair}"), "{fragment} {query}");
    }
    let unknown = permalink::parse_address("#nonsense=x", "", &RATE_HISTORY);
    assert_eq!(kinds(&unknown), ["unknown:nonsense"], "with no query to turn to, the fragment is read and named");
}

#[test]
fn an_address_has_a_scenario_where_a_key_of_the_table_is_in_it() {
    for (fragment, query, has_scenario) in [
        ("", "", false),
        ("#faq", "?utm_source=x", false),
        ("#nonsense=x", "", false),
        ("#images=x", "", true),
        ("", "?v=1", true),
        ("#images=5", "?images=6", true),
    ] {
        assert_eq!(permalink::has_scenario(fragment, query), has_scenario, "{fragment} {query}");
    }
    let longest = "=".repeat(MAX_PARSED);
    assert!(!permalink::has_scenario(&longest, ""));
    assert!(permalink::has_scenario(&format!("{longest}=="), ""), "too long to look, and the page says so");
}

#[test]
fn what_chat_tools_and_mail_clients_do_to_a_link_is_repaired() {
    for (mangled, pair) in [
        ("v=1&amp;images=5&amp;q=low", "&images=5&q=low"),
        ("images=5)", "&images=5"),
        ("images=5.", "&images=5"),
        ("images=5).", "&images=5"),
        ("images=5.)", "&images=5"),
        ("attempts=1.5.", "&attempts=1.5"),
        ("name=etc.", "&name=etc."),
        ("name=etc.)", "&name=etc."),
        ("name=etc%29)", "&name=etc%29"),
        ("name=Poster%20(A4)", "&name=Poster%20%28A4%29"),
        ("name=Poster%20(A4))", "&name=Poster%20%28A4%29"),
        ("b.name=a(b)c)", "&b.rates=2026-06-05&b.name=a%28b%29c"),
        ("name=Poster%20%28A4%29)", "&name=Poster%20%28A4%29"),
        ("name=%28)", "&name=%28"),
        ("name=(A4)&images=5)", "&name=%28A4%29&images=5"),
        ("b.name=etc.", "&b.rates=2026-06-05&b.name=etc."),
        ("name=etc.&images=5.", "&name=etc.&images=5"),
        ("images%3D5%26q%3Dlow", "&images=5&q=low"),
        ("images%3d5%26amp%3Bq%3Dlow", "&images=5&q=low"),
        ("images%3D5&q%3Dlow", "&images=5&q=low"),
        ("name%3DCaf%25C3%25A9%26images%3D5).", "&name=Caf%C3%A9&images=5"),
        ("name%3DCafé", "&name=Caf%C3%A9"),
        ("name%3Detc.", "&name=etc."),
        ("name=%2526amp%253B", "&name=%2526amp%253B"),
        ("name=%26amp%3B", "&name=%26amp%3B"),
        ("name=100%", "&name=100%25"),
        ("utm_source=chat&images=5&utm_medium=mail.", "&images=5"),
    ] {
        assert_eq!(link_without_issues(mangled), format!("{DEFAULT}{pair}"), "{mangled}");
    }
}

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

#[test]
fn every_preset_is_written_like_its_link() {
    for preset in &PRESETS {
        let keys = format!("rates={}&{}", RATE_HISTORY.last_checked(), preset.keys);
        let link = permalink::parse(&keys, &RATE_HISTORY);
        assert_eq!(link.issues, [], "{}", preset.name);
        assert_eq!(permalink::serialize(&link.comparison), format!("v=1&{keys}"), "{}", preset.name);
        assert_eq!(preset.scenario(&RATE_HISTORY), scenario(&keys, &RATE_HISTORY), "{}", preset.name);
        assert!(!preset.name.is_empty() && !preset.about.is_empty());
    }
}

#[test]
fn an_everyday_comparison_fits_a_link() {
    let name = "%E4%BB%B7".repeat(20);
    let one = |letter: &str| {
        FULL.replace("v=1&", "")
            .replace("name=A", &format!("name={name}"))
            .split('&')
            .fold(String::new(), |link, pair| format!("{link}&{letter}{pair}"))
    };
    let link = format!("v=1{}{}{}{}", one(""), one("b."), one("c."), one("d."));
    assert_eq!((link_without_issues(&link), MAX_LENGTH), (link.clone(), 2_000));
    assert!(link.len() < MAX_LENGTH, "four scenarios with every key and a name of 20 characters: {}", link.len());
}

#[test]
fn an_issue_carries_key_and_text_as_written() {
    let link = parse("c.images=%31e%33");
    let [LinkIssue::Value { key, text, issue }] = &link.issues[..] else { panic!("{:?}", link.issues) };
    assert_eq!((key.as_str(), text.as_str()), ("c.images", "1e3"));
    assert_eq!((issue.field, issue.error), (Field::Images, FieldError::NotANumber));
}
