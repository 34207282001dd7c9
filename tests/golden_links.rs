//! Links that are out there and what they mean, for ever. How to add one: `links/README.md`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use gpt_image_cost::domain::bill::Bill;
use gpt_image_cost::domain::draft::Draft;
use gpt_image_cost::domain::field::{Field, FieldSet};
use gpt_image_cost::domain::format::number;
use gpt_image_cost::domain::link::{self, LONGEST, Opened};
use gpt_image_cost::domain::rates::History;
use gpt_image_cost::domain::scenario::Scenario;
use gpt_image_cost::domain::snapshot::HISTORY;
use gpt_image_cost::domain::span::Span;
use rust_decimal::Decimal;
use support::history::{self, FIRST};
use support::oracle::{self, Ends, plain};
use support::scenario::comes_back;
use support::table::rows;
use support::total;

const LINKS: &str = include_str!("links/v1/links.tsv");
const SEALS: &str = include_str!("links/v1/seals.txt");
/// How many links there were when the format was first released, and the seal of the last of them. The table can grow; no
/// new row of seals can stand in for these.
const AT_FIRST: (usize, &str) = (126, "2392ff46ad9aae30");

/// One line of the table.
struct Golden {
    case: &'static str,
    link: &'static str,
    spelling: &'static str,
    one: &'static str,
    month: &'static str,
    notes: &'static str,
}

fn golden_links() -> impl Iterator<Item = Golden> {
    rows(LINKS).map(|row| {
        let [case, link, spelling, one, month, notes] = row[..] else { panic!("not six cells: {row:?}") };
        Golden { case, link, spelling, one, month, notes }
    })
}

fn bill(scenario: &Scenario, history: &History) -> Bill {
    Bill::of(scenario, FieldSet::NONE, &history.in_force(scenario.rates).unwrap().rates)
}

fn spelled(span: Span<Decimal>) -> String {
    if span.is_one() { number(span.low) } else { format!("{} … {}", number(span.low), number(span.high)) }
}

/// What a figure is in each scenario of a link.
fn each(opened: &Opened, history: &History, figure: fn(&Bill) -> Option<Span<Decimal>>) -> String {
    let figures =
        opened.comparison.scenarios().iter().map(|scenario| spelled(figure(&bill(scenario, history)).unwrap()));
    figures.collect::<Vec<_>>().join(" | ")
}

#[track_caller]
fn means_what_it_meant(golden: &Golden, history: &History) {
    let opened = total::check(golden.link, history);
    assert_eq!(opened.comparison.spell(), golden.spelling, "{}", golden.case);
    assert_eq!(each(&opened, history, |bill| bill.one), golden.one, "one: {}", golden.case);
    assert_eq!(each(&opened, history, |bill| bill.month), golden.month, "month: {}", golden.case);
    let notes: Vec<String> = opened.notes.iter().map(total::kind).collect();
    let notes = if notes.is_empty() { "-".to_owned() } else { notes.join(" ") };
    assert_eq!(notes, golden.notes, "{}", golden.case);
}

#[test]
fn every_golden_link_means_what_it_always_meant() {
    for golden in golden_links() {
        means_what_it_meant(&golden, history::read(FIRST));
    }
}

#[test]
fn a_golden_link_that_writes_its_rates_means_the_same_with_the_rates_that_ship() {
    let writes_rates = |golden: &Golden| {
        let of_scenarios = golden.spelling.matches("rates=").count();
        golden.link.matches("rates=2026").count() == of_scenarios && !golden.notes.contains("rates")
    };
    let mut read = 0;
    for golden in golden_links().filter(writes_rates) {
        means_what_it_meant(&golden, &HISTORY);
        read += 1;
    }
    assert!(read > 50, "{read}");
}

#[test]
fn every_golden_figure_agrees_with_fractions() {
    let ends = |(low, high): &Ends| {
        let (low, high) = (plain(low).0, plain(high).0);
        if low == high { low } else { format!("{low} … {high}") }
    };
    for golden in golden_links() {
        let history = history::read(FIRST);
        let opened = total::check(golden.spelling, history);
        let figures = opened.comparison.scenarios().iter().map(|scenario| {
            comes_back(scenario, history);
            let spelling = link::spell(scenario);
            oracle::figures(&spelling, &history.in_force(scenario.rates).unwrap().rates)
        });
        let (one, month): (Vec<_>, Vec<_>) = figures.map(|figures| (ends(&figures.one), ends(&figures.month))).unzip();
        assert_eq!((one.join(" | "), month.join(" | ")), (golden.one.to_owned(), golden.month.to_owned()));
    }
}

#[test]
fn golden_links_use_every_key_and_every_value_that_is_a_word() {
    let spellings: Vec<&str> = golden_links().map(|golden| golden.spelling).collect();
    let is_used = |pair: &str| spellings.iter().any(|spelling| spelling.contains(pair));
    for field in Field::ALL {
        for letter in ["&", "&b."] {
            let first_only =
                letter == "&b." && !["rates", "mode", "name", "images", "q", "batch"].contains(&field.key());
            assert!(first_only || is_used(&format!("{letter}{}=", field.key())), "{letter}{}", field.key());
        }
    }
    for pair in ["mode=tokens", "q=low", "q=high", "q=auto", "size=auto", "batch=1", "&c.rates=", "&d.rates="] {
        assert!(is_used(pair), "{pair}");
    }
    assert!(golden_links().count() >= 60);
    assert!(golden_links().all(|golden| golden.spelling.len() <= LONGEST));
}

#[test]
fn the_draft_of_a_golden_link_reads_as_its_scenario() {
    let history = history::read(FIRST);
    for golden in golden_links() {
        let first = total::check(golden.link, history).first().clone();
        let reading = Draft::of(&first, history).read(history);
        assert_eq!((reading.scenario, reading.problems), (first, vec![]), "{}", golden.case);
    }
}

/// The seal of a line: an FNV-1a digest of the seal before it and the line.
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
    assert!(missing.is_empty(), "new lines: append to tests/links/v1/seals.txt\n{}", missing.join("\n"));
}
