//! Scenarios for tests: from the keys of a link, or any that can exist. Each of them goes through its link and its form
//! and back before a test sees it.

use std::sync::LazyLock;

use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::{
    Comparison, Decimal, Field, FieldKind, FormState, LinkIssue, Meter, NumberRule, PerMeter, RateHistory, Rates,
    RatesOnDay, Scenario, Size,
};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, FileFailurePersistence};

use super::oracle;

/// The number of cases of a property. A failing case is stored beside the test and tried first from then on.
pub fn cases(cases: u32) -> Config {
    let stored = FileFailurePersistence::WithSource("regressions");
    Config { cases, failure_persistence: Some(Box::new(stored)), ..Config::default() }
}

/// The scenario of a link that has no issues.
#[track_caller]
pub fn scenario(keys: &str, history: &RateHistory) -> Scenario {
    let link = permalink::parse(keys, history);
    assert!(link.issues.iter().all(|issue| *issue == LinkIssue::BatchDoesNotStream), "{keys}: {:?}", link.issues);
    assert_eq!(link.comparison.scenarios().len(), 1, "{keys}");
    assert_round_trips(link.first(), history);
    link.first().clone()
}

/// The scenario's link and its form parse as the scenario.
#[track_caller]
pub fn assert_round_trips(scenario: &Scenario, history: &RateHistory) {
    let link = permalink::serialize_one(scenario);
    assert_eq!(permalink::parse(&link, history).first(), scenario, "{link}");
    let form = FormState::from_scenario(scenario, history).parse(history);
    assert_eq!((&form.scenario, &form.issues[..]), (scenario, &[][..]), "{link}");
}

/// Any scenario that can exist.
pub fn any_scenario(history: &'static RateHistory) -> impl Strategy<Value = Scenario> {
    let texts: Vec<_> = Field::ALL.iter().map(|field| prop::option::of(any_value(*field, history))).collect();
    texts.prop_map(move |texts| {
        let mut scenario = Scenario::latest(history);
        for (field, text) in Field::ALL.into_iter().zip(texts) {
            let Some(text) = text else { continue };
            scenario.set(field, &text, history).unwrap_or_else(|error| panic!("{}={text}: {error:?}", field.key()));
        }
        assert_round_trips(&scenario, history);
        scenario
    })
}

/// Any one to four scenarios.
pub fn any_comparison(history: &'static RateHistory) -> impl Strategy<Value = Comparison> {
    prop::collection::vec(any_scenario(history), 1..=Comparison::MAX).prop_map(|scenarios| {
        let mut scenarios = scenarios.into_iter();
        Comparison::new(scenarios.next().unwrap(), scenarios)
    })
}

/// Any text that a field accepts, as a link or a person may write it.
pub fn any_value(field: Field, history: &RateHistory) -> BoxedStrategy<String> {
    match field.spec().kind {
        FieldKind::Date => select(recorded_days(history)).boxed(),
        FieldKind::Choice(words) => select(words).prop_map(str::to_owned).boxed(),
        FieldKind::Text => any_name().boxed(),
        FieldKind::Size => {
            prop_oneof![9 => any_size().prop_map(|size| size.to_string()), 1 => Just("auto".to_owned())].boxed()
        }
        FieldKind::ReferenceImages => any_reference_images().boxed(),
        FieldKind::Flag => Just("1".to_owned()).boxed(),
        FieldKind::Number(rule) => any_number(rule).boxed(),
    }
}

/// Every day with recorded rates.
fn recorded_days(history: &RateHistory) -> Vec<String> {
    let year = |text: String| text[..4].parse::<u32>().unwrap();
    let years = year(history.first().from.to_string())..=year(history.last_checked().to_string());
    let dates = years.flat_map(|year| {
        (1..=12).flat_map(move |month| (1..=31).map(move |day| format!("{year:04}-{month:02}-{day:02}")))
    });
    let is_recorded = |date| matches!(history.rates_on(date), RatesOnDay::Confirmed(_) | RatesOnDay::Between { .. });
    dates.filter(|date| date.parse().is_ok_and(is_recorded)).collect()
}

/// A number the field accepts, its limits and small ones more often than by chance.
fn any_number(rule: NumberRule) -> impl Strategy<Value = String> {
    let scale = 10_u64.pow(rule.decimals);
    let (least, most) = (u64::from(rule.min) * scale, u64::from(rule.max) * scale);
    let few = most.min(least + 5 * scale);
    let units = prop_oneof![6 => least..=most, 3 => least..=few, 1 => Just(least), 2 => Just(most)];
    units.prop_map(move |units| match rule.decimals {
        0 => units.to_string(),
        decimals => format!("{}.{:0>width$}", units / scale, units % scale, width = decimals as usize),
    })
}

/// At most 80 characters of any script, those with a meaning in links more often than by chance.
fn any_name() -> impl Strategy<Value = String> {
    let special = select(".)(&=%#?+~*-_ '\"<>,;/\\éßЖ語न🙂\u{200d}\u{301}".chars().collect::<Vec<_>>());
    let one = prop_oneof![2 => any::<char>(), 1 => special].prop_filter("one line", |c| !c.is_control());
    prop::collection::vec(one, 0..=80).prop_map(|characters| characters.into_iter().collect())
}

static SIZES: LazyLock<Vec<Size>> = LazyLock::new(|| Size::all_without_orientation().collect());

/// Any accepted size in either orientation.
pub fn any_size() -> impl Strategy<Value = Size> {
    (select(SIZES.as_slice()), any::<bool>())
        .prop_map(|(size, is_upright)| if is_upright { size.turned() } else { size })
}

/// One to sixteen reference images, equal neighbours among them. Sizes where the measured rule depends on the last bit of
/// a double are left out: the oracle has no doubles.
fn any_reference_images() -> impl Strategy<Value = String> {
    let edge = || prop_oneof![1..=65_535_u64, 1..=4_096_u64];
    let size =
        (edge(), edge()).prop_filter("not on the edge", |(width, height)| !oracle::reference_tokens(*width, *height).1);
    let run = (1..=4, size);
    prop::collection::vec(run, 1..=4).prop_map(|runs| {
        let parts: Vec<String> =
            runs.iter().map(|(times, (width, height))| format!("{times}*{width}x{height}")).collect();
        parts.join("~")
    })
}

/// Any rates that a file may hold: in thousandths, 300 USD in total.
pub fn any_rates() -> impl Strategy<Value = Rates> {
    let cuts = prop::collection::vec(prop_oneof![4 => 0..=300_000_u32, 1 => Just(0), 2 => Just(300_000)], Meter::COUNT);
    cuts.prop_map(|mut cuts| {
        cuts.sort_unstable();
        let below = std::iter::once(0).chain(cuts.clone());
        let mut parts = cuts.into_iter().zip(below).map(|(cut, below)| Decimal::new(i64::from(cut - below), 3));
        PerMeter::from_fn(|_| parts.next().unwrap().normalize())
    })
}
