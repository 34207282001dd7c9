//! A field that cannot be read: what hangs on it is unknown, everything else stays, and a sentence says what to enter.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::BTreeMap;

use gpt_image_cost_core::Bill;
use gpt_image_cost::domain::budget::{Affordable, affordable, affordable_at};
use gpt_image_cost::domain::draft::{Draft, Reading};
use gpt_image_cost_core::scenario::field::{Field, FieldSet, Kind, FieldError};
use gpt_image_cost_core::rates::meter::Meter;
use gpt_image_cost_core::tokens::output::Quality;
use gpt_image_cost::domain::seats::Seats;
use gpt_image_cost_core::RATE_HISTORY;
use proptest::prelude::*;
use support::scenario::{any_text_of, cases, comes_back, of};
use support::table::rows;

/// Every figure by its name on the page, spelled out; none where it is unknown.
type Figures = BTreeMap<String, Option<String>>;

fn figures(reading: &Reading) -> Figures {
    let (scenario, unreadable) = (&reading.scenario, reading.unreadable());
    let rates = &RATE_HISTORY.in_force(scenario.rates).unwrap().rates;
    let bill = Bill::of(scenario, unreadable, rates);
    let mut all = Figures::new();
    for meter in Meter::ALL {
        all.insert(format!("tokens-{}", meter.slug()), text(bill.tokens[meter]));
        all.insert(format!("lane-{}", meter.slug()), text(bill.by_meter[meter]));
    }
    for quality in Quality::ALL {
        let name = format!("budget-q-{}", quality.as_str());
        all.insert(name, known(affordable_at(scenario, quality, unreadable, rates)));
    }
    let others = [
        ("factor", text(bill.factor)),
        ("images", text(bill.images)),
        ("runs", text(bill.requests)),
        ("one", text(bill.per_request)),
        ("month", text(bill.month)),
        ("year", text(bill.year)),
        ("kept-image", text(bill.kept_image())),
        ("second-one", text(bill.second.map(|second| second.one))),
        ("second-month", text(bill.second.and_then(|second| second.month))),
        ("budget", known(affordable(scenario, unreadable, rates))),
        ("seats", text(Some(Seats::of(scenario, unreadable)).filter(|seats| *seats != Seats::Unknown))),
    ];
    all.extend(others.map(|(name, figure)| (name.to_owned(), figure)));
    all
}

fn text(figure: Option<impl std::fmt::Debug>) -> Option<String> {
    figure.map(|figure| format!("{figure:?}"))
}

fn known(answer: Option<Affordable>) -> Option<String> {
    text(answer.filter(|answer| *answer != Affordable::Unknown))
}

const OUTPUT: &str = "tokens-image-output lane-image-output";
const ONE: &str = "one second-one";
const LANES: &str = "lane-text-input lane-cached-text-input lane-image-input lane-cached-image-input lane-image-output";
const TOKENS: &str =
    "tokens-text-input tokens-cached-text-input tokens-image-input tokens-cached-image-input tokens-image-output";
const MONTH: &str = "month year kept-image second-month";
const BUDGETS: &str = "budget budget-q-low budget-q-medium budget-q-high";

/// What hangs on a field when images are entered.
fn hangs_on_in_pictures(field: Field) -> Vec<&'static str> {
    match field {
        Field::Mode => vec![TOKENS, LANES, "factor images runs", ONE, MONTH, BUDGETS],
        Field::Rates | Field::Uplift => vec!["factor", LANES, ONE, MONTH, BUDGETS],
        Field::Batch => vec!["factor tokens-image-output", LANES, ONE, MONTH, BUDGETS],
        Field::Images => vec!["images runs", LANES, MONTH],
        Field::Attempts => vec!["runs", LANES, MONTH, BUDGETS],
        Field::Size | Field::Partial => vec![OUTPUT, ONE, MONTH, BUDGETS],
        Field::Quality => vec![OUTPUT, ONE, MONTH, "budget"],
        Field::Prompt => vec![
            "tokens-text-input tokens-cached-text-input lane-text-input lane-cached-text-input",
            ONE,
            MONTH,
            BUDGETS,
        ],
        Field::Refs => vec![
            "tokens-image-input tokens-cached-image-input lane-image-input lane-cached-image-input",
            ONE,
            MONTH,
            BUDGETS,
        ],
        Field::Cached => vec![
            "tokens-text-input tokens-cached-text-input lane-text-input lane-cached-text-input",
            "tokens-image-input tokens-cached-image-input lane-image-input lane-cached-image-input",
            ONE,
            MONTH,
            BUDGETS,
        ],
        Field::Budget => vec![BUDGETS],
        Field::Seats | Field::SeatPrice => vec!["seats"],
        Field::Name
        | Field::Requests
        | Field::TextInput
        | Field::CachedTextInput
        | Field::ImageInput
        | Field::CachedImageInput
        | Field::ImageOutput => vec![],
    }
}

/// What hangs on a field when tokens are entered.
fn hangs_on_in_tokens(field: Field) -> Vec<&'static str> {
    let rest = "one month year";
    match field {
        Field::Mode => vec![TOKENS, LANES, "factor runs", rest, BUDGETS],
        Field::Rates | Field::Uplift | Field::Batch => vec!["factor", LANES, rest, BUDGETS],
        Field::Requests => vec!["runs month year", LANES],
        Field::TextInput => vec!["tokens-text-input lane-text-input", rest, BUDGETS],
        Field::CachedTextInput => vec!["tokens-cached-text-input lane-cached-text-input", rest, BUDGETS],
        Field::ImageInput => vec!["tokens-image-input lane-image-input", rest, BUDGETS],
        Field::CachedImageInput => vec!["tokens-cached-image-input lane-cached-image-input", rest, BUDGETS],
        Field::ImageOutput => vec![OUTPUT, rest, BUDGETS],
        Field::Budget => vec![BUDGETS],
        Field::Seats | Field::SeatPrice => vec!["seats"],
        _ => vec![],
    }
}

/// A text that is no value of a field.
fn nonsense(field: Field) -> String {
    match field.spec().kind {
        FieldKind::Label => "x".repeat(81),
        _ => "?".to_owned(),
    }
}

/// Spoils each field of a scenario in turn and compares all figures before and after.
#[track_caller]
fn only_what_hangs_on_a_field_is_lost(keys: &str, hangs_on: fn(Field) -> Vec<&'static str>) {
    let draft = Draft::of(&of(keys, &RATE_HISTORY), &RATE_HISTORY);
    let before = figures(&draft.read(&RATE_HISTORY));
    for field in Field::ALL {
        let mut spoilt = draft.clone();
        spoilt.type_in(field, nonsense(field));
        let reading = spoilt.read(&RATE_HISTORY);
        assert_eq!(spoilt.text(field), nonsense(field), "what was typed stays");
        assert_eq!(reading.problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), [field]);
        let lost: Vec<&str> = hangs_on(field).into_iter().flat_map(str::split_whitespace).collect();
        for (name, figure) in figures(&reading) {
            let expected = if lost.contains(&name.as_str()) { &None } else { &before[&name] };
            assert_eq!(&figure, expected, "{name} when {field:?} cannot be read");
        }
    }
}

#[test]
fn in_pictures_exactly_the_figures_that_hang_on_a_field_are_lost() {
    only_what_hangs_on_a_field_is_lost(
        "images=3&size=2560x1040&q=low&prompt=77&refs=1024x1024&attempts=1.5&partial=1&cached=33.33&ti=5&oi=7&requests=9\
         &uplift=10&budget=50&seats=4&seat=19.5",
        hangs_on_in_pictures,
    );
}

#[test]
fn with_a_range_exactly_the_figures_that_hang_on_a_field_are_lost() {
    let keys = "images=3&size=auto&q=auto&refs=1024x1024&cached=50&batch=1&budget=50&seats=4&seat=19.5";
    only_what_hangs_on_a_field_is_lost(keys, hangs_on_in_pictures);
}

#[test]
fn in_tokens_exactly_the_figures_that_hang_on_a_field_are_lost() {
    only_what_hangs_on_a_field_is_lost(
        "mode=tokens&images=3&q=auto&ti=1&tic=2&ii=3&iic=4&oi=5&requests=6&batch=1&uplift=10&budget=50&seats=4&seat=0",
        hangs_on_in_tokens,
    );
}

#[test]
fn every_figure_of_the_spoilt_scenarios_was_known_before() {
    let keys = "images=3&size=2560x1040&q=low&refs=1024x1024&budget=50&seats=4&seat=19.5";
    let all = figures(&Draft::of(&of(keys, &RATE_HISTORY), &RATE_HISTORY).read(&RATE_HISTORY));
    let unknown: Vec<&String> = all.iter().filter(|(_, figure)| figure.is_none()).map(|(name, _)| name).collect();
    assert_eq!((all.len(), unknown), (24, vec![]));
}

#[test]
fn without_one_field_two_are_lost_together() {
    let mut both = FieldSet::EMPTY;
    both.insert(Field::Images);
    both.insert(Field::Prompt);
    let bill = Bill::of(&of("", &RATE_HISTORY), both, &RATE_HISTORY.first().rates);
    assert_eq!((bill.per_request, bill.month, bill.requests, bill.tokens[Meter::TextInput]), (None, None, None, None));
    assert!(bill.factor.is_some() && bill.tokens[Meter::ImageOutput].is_some());
}

/// Every kind of trouble there is.
const KINDS: [&str; 14] = [
    "NotANumber",
    "Comma",
    "NotWhole",
    "Places",
    "Range",
    "Word",
    "NotADay",
    "BeforeFirst",
    "AfterLastCheck",
    "SizeForm",
    "Size",
    "References",
    "TooManyReferences",
    "Label",
];

/// A further kind needs a name here, and then rows in the table.
const fn kind(trouble: FieldError) -> &'static str {
    KINDS[match trouble {
        FieldError::NotANumber => 0,
        FieldError::Comma => 1,
        FieldError::NotWhole => 2,
        FieldError::Places => 3,
        FieldError::Range => 4,
        FieldError::Word => 5,
        FieldError::NotADay => 6,
        FieldError::BeforeFirst => 7,
        FieldError::AfterLastCheck => 8,
        FieldError::SizeForm => 9,
        FieldError::Size(_) => 10,
        FieldError::References => 11,
        FieldError::TooManyReferences => 12,
        FieldError::Label => 13,
    }]
}

#[test]
fn every_trouble_says_what_to_enter() {
    let mut seen = Vec::new();
    for row in rows(include_str!("vectors/sentences.tsv")) {
        let [key, typed, trouble, sentence] = row[..] else { panic!("{row:?}") };
        let field = Field::of_key(key).unwrap();
        let problem = read_alone(field, typed).problem(field).unwrap_or_else(|| panic!("{key} takes {typed}"));
        assert_eq!((kind(problem.trouble), problem.to_string().as_str()), (trouble, sentence), "{typed}");
        seen.push(trouble);
    }
    assert_eq!(KINDS.into_iter().find(|kind| !seen.contains(kind)), None, "no row shows this kind of trouble");
}

#[test]
fn every_kind_of_field_has_a_row_in_the_table_of_sentences() {
    let shown: Vec<&str> = rows(include_str!("vectors/sentences.tsv")).map(|row| row[0]).collect();
    for field in Field::ALL {
        let of_a_kind = |key: &&str| Field::of_key(key).is_some_and(|other| other.spec().kind == field.spec().kind);
        assert!(shown.iter().any(of_a_kind), "{field:?}");
    }
}

/// A draft in which one field is filled. What was typed is still there after it was read.
#[track_caller]
fn read_alone(field: Field, typed: &str) -> Reading {
    let mut draft = Draft::default();
    draft.type_in(field, typed.to_owned());
    let reading = draft.read(&RATE_HISTORY);
    assert_eq!(draft.text(field), typed);
    reading
}

#[test]
fn an_empty_field_and_a_blank_one_count_as_the_default() {
    for field in Field::ALL.into_iter().filter(|field| *field != Field::Name) {
        for typed in ["", " ", "\u{a0}"] {
            let reading = read_alone(field, typed);
            assert_eq!(reading, Draft::default().read(&RATE_HISTORY), "{field:?}");
        }
    }
}

/// Any text for a field: one it takes, that with something around it, or anything else.
fn any_typing(field: Field) -> impl Strategy<Value = String> {
    let legal = any_text_of(field, &RATE_HISTORY);
    prop_oneof![3 => legal.clone(), 2 => (legal, "[ ,.$%kM~x*-]{1,2}").prop_map(|(a, b)| a + &b), 1 => any::<String>()]
}

fn any_draft() -> impl Strategy<Value = Draft> {
    let texts: Vec<_> = Field::ALL.iter().map(|field| prop::option::of(any_typing(*field))).collect();
    texts.prop_map(|texts| {
        let mut draft = Draft::default();
        for (field, text) in Field::ALL.into_iter().zip(texts) {
            draft.type_in(field, text.unwrap_or_default());
        }
        draft
    })
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_draft_gives_a_scenario_and_a_sentence_for_every_field_it_cannot_read(draft in any_draft()) {
        let typed = draft.clone();
        let reading = draft.read(&RATE_HISTORY);
        prop_assert_eq!(&draft, &typed);
        comes_back(&reading.scenario, &RATE_HISTORY);
        for field in Field::ALL {
            let problem = reading.problem(field);
            prop_assert_eq!(problem.is_some(), reading.unreadable().contains(field));
            prop_assert!(problem.is_none_or(|problem| problem.to_string().ends_with('.')));
            if problem.is_some() {
                let default = Draft::default().read(&RATE_HISTORY).scenario.spelling(field);
                prop_assert_eq!(reading.scenario.spelling(field), default, "{:?}", field);
            }
        }
        figures(&reading);
    }

    #[test]
    fn a_field_reads_the_same_whatever_else_is_typed(draft in any_draft()) {
        let reading = draft.read(&RATE_HISTORY);
        for field in Field::ALL {
            let alone = read_alone(field, draft.text(field));
            prop_assert_eq!(alone.problem(field), reading.problem(field));
            prop_assert_eq!(alone.scenario.spelling(field), reading.scenario.spelling(field));
        }
    }
}
