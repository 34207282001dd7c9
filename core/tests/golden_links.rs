//! Links that people have, and what they must mean for ever. How to add one: `links/README.md`.

use gpt_image_cost_core::money::format::plain;
use gpt_image_cost_core::scenario::permalink::{self, MAX_LENGTH};
use gpt_image_cost_core::{Bill, Decimal, Estimate, Field, ParsedLink, RATE_HISTORY, Range, RateHistory};

use crate::support::history::first;
use crate::support::invariants;
use crate::support::oracle::{self, Ends};
use crate::support::scenario::assert_round_trips;
use crate::support::table::rows;

const LINKS: &str = include_str!("links/v1/links.tsv");
const SEALS: &str = include_str!("links/v1/seals.txt");
/// How many links there were in the first release, and the seal of the last of them. The table may grow; these may not be
/// sealed anew.
const AT_FIRST: (usize, &str) = (126, "2392ff46ad9aae30");

/// One line of the table.
struct Golden {
    case: &'static str,
    link: &'static str,
    canonical: &'static str,
    per_request: &'static str,
    month: &'static str,
    issues: &'static str,
}

fn golden_links() -> impl Iterator<Item = Golden> {
    rows(LINKS).map(|row| {
        let [case, link, canonical, per_request, month, issues] = row[..] else { panic!("not six cells: {row:?}") };
        Golden { case, link, canonical, per_request, month, issues }
    })
}

fn text(range: Range<Decimal>) -> String {
    if range.is_single() { plain(range.low) } else { format!("{} … {}", plain(range.low), plain(range.high)) }
}

/// A figure of each scenario of a link.
fn figures(link: &ParsedLink, history: &RateHistory, figure: fn(&Bill) -> Option<Range<Decimal>>) -> String {
    let estimates = Estimate::all(&link.comparison, history);
    estimates.iter().map(|estimate| text(figure(&estimate.bill).unwrap())).collect::<Vec<_>>().join(" | ")
}

#[track_caller]
fn assert_means_the_same(golden: &Golden, history: &RateHistory) {
    let link = invariants::check(golden.link, history);
    assert_eq!(permalink::serialize(&link.comparison), golden.canonical, "{}", golden.case);
    assert_eq!(figures(&link, history, |bill| bill.per_request), golden.per_request, "{}", golden.case);
    assert_eq!(figures(&link, history, |bill| bill.month), golden.month, "{}", golden.case);
    let issues: Vec<String> = link.issues.iter().map(invariants::kind).collect();
    let issues = if issues.is_empty() { "-".to_owned() } else { issues.join(" ") };
    assert_eq!(issues, golden.issues, "{}", golden.case);
}

#[test]
fn every_golden_link_means_what_it_always_meant() {
    for golden in golden_links() {
        assert_means_the_same(&golden, first());
    }
}

#[test]
fn a_golden_link_that_names_its_rates_means_the_same_with_the_rates_that_ship() {
    let names_rates = |golden: &Golden| {
        let scenarios = golden.canonical.matches("rates=").count();
        golden.link.matches("rates=2026").count() == scenarios && !golden.issues.contains("rates")
    };
    let mut checked = 0;
    for golden in golden_links().filter(names_rates) {
        assert_means_the_same(&golden, &RATE_HISTORY);
        checked += 1;
    }
    assert!(checked > 50, "{checked}");
}

#[test]
fn every_golden_figure_agrees_with_fractions() {
    let ends = |(low, high): &Ends| {
        let (low, high) = (oracle::plain(low).0, oracle::plain(high).0);
        if low == high { low } else { format!("{low} … {high}") }
    };
    for golden in golden_links() {
        let link = invariants::check(golden.canonical, first());
        let figures = link.comparison.scenarios().iter().map(|scenario| {
            assert_round_trips(scenario, first());
            let link = permalink::serialize_one(scenario);
            oracle::figures(&link, &first().in_force(scenario.rates).unwrap().rates)
        });
        let (request, month): (Vec<_>, Vec<_>) =
            figures.map(|figures| (ends(&figures.per_request), ends(&figures.month))).unzip();
        assert_eq!((request.join(" | ").as_str(), month.join(" | ").as_str()), (golden.per_request, golden.month));
    }
}

#[test]
fn golden_links_use_every_key_and_every_word() {
    let links: Vec<&str> = golden_links().map(|golden| golden.canonical).collect();
    let is_used = |pair: &str| links.iter().any(|link| link.contains(pair));
    for field in Field::ALL {
        for prefix in ["&", "&b."] {
            let first_only =
                prefix == "&b." && !["rates", "mode", "name", "images", "q", "batch"].contains(&field.key());
            assert!(first_only || is_used(&format!("{prefix}{}=", field.key())), "{prefix}{}", field.key());
        }
    }
    for pair in ["mode=tokens", "q=low", "q=high", "q=auto", "size=auto", "batch=1", "&c.rates=", "&d.rates="] {
        assert!(is_used(pair), "{pair}");
    }
    assert!(golden_links().count() >= 60);
    assert!(golden_links().all(|golden| golden.canonical.len() <= MAX_LENGTH));
}

/// An FNV-1a digest of a line and the seal of the line before.
fn seal(before: &str, line: &str) -> String {
    let bytes = before.bytes().chain([b'\n']).chain(line.bytes());
    let digest = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{digest:016x}")
}

#[test]
fn no_golden_link_was_changed() {
    let mut seals = SEALS.lines();
    let (mut before, mut missing) = (String::new(), Vec::new());
    for line in LINKS.lines() {
        let expected = seal(&before, line);
        match seals.next() {
            Some(found) => assert_eq!(
                found, expected,
                "this line or one before it was changed. A link means what it meant: restore it, and append a new line.\n{line}"
            ),
            None => missing.push(expected.clone()),
        }
        before = expected;
    }
    let (count, last) = AT_FIRST;
    assert_eq!(SEALS.lines().nth(count - 1), Some(last), "the links of the first release were sealed anew");
    assert_eq!(seals.next(), None, "a line was removed. A link means what it meant: restore it.");
    assert!(missing.is_empty(), "new lines: append to core/tests/links/v1/seals.txt\n{}", missing.join("\n"));
}
