//! Scenarios for tests: from a link's keys, or any that can be. Every one of them goes through its link and its draft and
//! back before a test sees it.

use std::sync::LazyLock;

use gpt_image_cost::domain::draft::Draft;
use gpt_image_cost::domain::field::{Field, Kind, NumberRule};
use gpt_image_cost::domain::link::{self, Comparison, Note};
use gpt_image_cost::domain::meter::PerMeter;
use gpt_image_cost::domain::rates::{Coverage, History, Rates};
use gpt_image_cost::domain::scenario::Scenario;
use gpt_image_cost::domain::size::Size;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, FileFailurePersistence};
use rust_decimal::Decimal;

use super::oracle;

/// So many cases of a property; what fails is kept beside the test, to be tried first from then on.
pub fn cases(cases: u32) -> Config {
    let kept = FileFailurePersistence::WithSource("regressions");
    Config { cases, failure_persistence: Some(Box::new(kept)), ..Config::default() }
}

/// The scenario of a link's keys, of which nothing may be amiss.
#[track_caller]
pub fn of(keys: &str, history: &History) -> Scenario {
    let opened = link::read(keys, history);
    assert!(opened.notes.iter().all(|note| *note == Note::BatchDoesNotStream), "{keys}: {:?}", opened.notes);
    assert_eq!(opened.comparison.scenarios().len(), 1, "{keys}");
    comes_back(opened.first(), history);
    opened.first().clone()
}

/// A scenario is the same after its link and after its draft.
#[track_caller]
pub fn comes_back(scenario: &Scenario, history: &History) {
    let spelling = link::spell(scenario);
    assert_eq!(link::read(&spelling, history).first(), scenario, "{spelling}");
    let reading = Draft::of(scenario, history).read(history);
    assert_eq!((&reading.scenario, &reading.problems[..]), (scenario, &[][..]), "{spelling}");
}

/// Any scenario there can be.
pub fn any_scenario(history: &'static History) -> impl Strategy<Value = Scenario> {
    let texts: Vec<_> = Field::ALL.iter().map(|field| prop::option::of(any_text_of(*field, history))).collect();
    texts.prop_map(move |texts| {
        let mut scenario = Scenario::latest(history);
        for (field, text) in Field::ALL.into_iter().zip(texts) {
            let Some(text) = text else { continue };
            scenario.set(field, &text, history).unwrap_or_else(|trouble| panic!("{}={text}: {trouble:?}", field.key()));
        }
        comes_back(&scenario, history);
        scenario
    })
}

/// Any one to four scenarios side by side.
pub fn any_comparison(history: &'static History) -> impl Strategy<Value = Comparison> {
    prop::collection::vec(any_scenario(history), 1..=Comparison::MOST).prop_map(|scenarios| {
        let mut scenarios = scenarios.into_iter();
        Comparison::new(scenarios.next().unwrap(), scenarios)
    })
}

/// Any text a field takes, as a link or a person may write it.
pub fn any_text_of(field: Field, history: &History) -> BoxedStrategy<String> {
    match field.row().kind {
        Kind::Day => select(recorded_days(history)).boxed(),
        Kind::Word(words) => select(words).prop_map(str::to_owned).boxed(),
        Kind::Label => any_label().boxed(),
        Kind::Size => {
            prop_oneof![9 => any_size().prop_map(|size| size.to_string()), 1 => Just("auto".to_owned())].boxed()
        }
        Kind::References => any_references().boxed(),
        Kind::Flag => Just("1".to_owned()).boxed(),
        Kind::Number(rule) => any_number(rule).boxed(),
    }
}

/// Every day with recorded rates.
fn recorded_days(history: &History) -> Vec<String> {
    let year = |text: String| text[..4].parse::<u32>().unwrap();
    let years = year(history.first().from.to_string())..=year(history.last_checked().to_string());
    let spelled = years.flat_map(|year| {
        (1..=12).flat_map(move |month| (1..=31).map(move |day| format!("{year:04}-{month:02}-{day:02}")))
    });
    spelled.filter(|day| day.parse().is_ok_and(|day| history.coverage(day) == Coverage::Recorded)).collect()
}

/// A number of the field's range, its ends and small ones more often than by chance.
fn any_number(rule: NumberRule) -> impl Strategy<Value = String> {
    let scale = 10_u64.pow(rule.places);
    let (least, most) = (u64::from(rule.min) * scale, u64::from(rule.max) * scale);
    let few = most.min(least + 5 * scale);
    let units = prop_oneof![6 => least..=most, 3 => least..=few, 1 => Just(least), 2 => Just(most)];
    units.prop_map(move |units| match rule.places {
        0 => units.to_string(),
        places => format!("{}.{:0>width$}", units / scale, units % scale, width = places as usize),
    })
}

/// At most 80 characters of any script, those that mean something in a link more often than by chance.
fn any_label() -> impl Strategy<Value = String> {
    let special = select(".)(&=%#?+~*-_ '\"<>,;/\\éßЖ語न🙂\u{200d}\u{301}".chars().collect::<Vec<_>>());
    let one = prop_oneof![2 => any::<char>(), 1 => special].prop_filter("one line", |c| !c.is_control());
    prop::collection::vec(one, 0..=80).prop_map(|characters| characters.into_iter().collect())
}

static SIZES: LazyLock<Vec<Size>> = LazyLock::new(|| Size::all_without_orientation().collect());

/// Any accepted size, across or upright.
pub fn any_size() -> impl Strategy<Value = Size> {
    (select(SIZES.as_slice()), any::<bool>()).prop_map(|(size, upright)| if upright { size.turned() } else { size })
}

/// One to sixteen references, equal neighbours among them. Sizes on which the measured rule hangs on the last bit of a
/// double are left out: the oracle has no doubles.
fn any_references() -> impl Strategy<Value = String> {
    let edge = || prop_oneof![1..=65_535_u64, 1..=4_096_u64];
    let size = (edge(), edge()).prop_filter("clear", |(width, height)| !oracle::reference_tokens(*width, *height).1);
    let run = (1..=4, size);
    prop::collection::vec(run, 1..=4).prop_map(|runs| {
        let parts: Vec<String> =
            runs.iter().map(|(times, (width, height))| format!("{times}*{width}x{height}")).collect();
        parts.join("~")
    })
}

/// Any rates a file may hold: thousandths, 300 USD together.
pub fn any_rates() -> impl Strategy<Value = Rates> {
    let cuts = prop::collection::vec(prop_oneof![4 => 0..=300_000_u32, 1 => Just(0), 2 => Just(300_000)], 5);
    cuts.prop_map(|mut cuts| {
        cuts.sort_unstable();
        let below = [0, cuts[0], cuts[1], cuts[2], cuts[3]];
        let mut parts = cuts.into_iter().zip(below).map(|(cut, below)| Decimal::new(i64::from(cut - below), 3));
        PerMeter::of(|_| parts.next().unwrap().normalize())
    })
}
