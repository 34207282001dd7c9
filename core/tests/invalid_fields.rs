//! A field that is not accepted: what depends on it is unknown, everything else stays, and a sentence says what to enter.

use std::collections::BTreeMap;

use gpt_image_cost_core::{
    Affordable, Bill, Estimate, Field, FieldError, FieldKind, FieldSet, FormState, Meter, ParsedForm, Quality, Seats,
};
use proptest::prelude::*;

use crate::support::history;
use crate::support::scenario::{any_value, assert_round_trips, cases, scenario};
use crate::support::table::rows;

/// Every figure by its name, written out; none where it is unknown.
type Figures = BTreeMap<String, Option<String>>;

fn figures(form: &ParsedForm) -> Figures {
    let estimate = Estimate::new(&form.scenario, form.invalid_fields(), history::first());
    let bill = estimate.bill;
    let mut all = Figures::new();
    for meter in Meter::ALL {
        all.insert(format!("tokens-{}", meter.slug()), text(bill.tokens[meter]));
        all.insert(format!("lane-{}", meter.slug()), text(bill.by_meter[meter]));
    }
    for quality in Quality::ALL {
        all.insert(format!("budget-q-{}", quality.as_str()), known(estimate.affordable_at(quality)));
    }
    let seats = estimate.seats();
    let others = [
        ("factor", text(bill.factor)),
        ("images", text(bill.images)),
        ("requests", text(bill.requests)),
        ("one", text(bill.per_request)),
        ("month", text(bill.month)),
        ("year", text(bill.year)),
        ("per-image", text(estimate.bill.per_image())),
        ("second-one", text(bill.second_reading.and_then(|second| second.per_request))),
        ("second-month", text(bill.second_reading.and_then(|second| second.month))),
        ("budget", known(estimate.affordable())),
        ("seats", text(Some(seats).filter(|seats| *seats != Seats::Unknown))),
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
const MONTH: &str = "month year per-image second-month";
const BUDGETS: &str = "budget budget-q-low budget-q-medium budget-q-high";

/// What depends on a field when images are entered.
fn depends_on_in_images(field: Field) -> Vec<&'static str> {
    match field {
        Field::Mode => vec![TOKENS, LANES, "factor images requests", ONE, MONTH, BUDGETS],
        Field::Rates => vec![LANES, ONE, MONTH, BUDGETS],
        Field::Uplift => vec!["factor", LANES, ONE, MONTH, BUDGETS],
        Field::Batch => vec!["factor tokens-image-output", LANES, ONE, MONTH, BUDGETS],
        Field::Images => vec!["images requests", LANES, MONTH],
        Field::Attempts => vec!["requests", LANES, MONTH, BUDGETS],
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

/// What depends on a field when tokens are entered.
fn depends_on_in_tokens(field: Field) -> Vec<&'static str> {
    let rest = "one month year";
    match field {
        Field::Mode => vec![TOKENS, LANES, "factor requests", rest, BUDGETS],
        Field::Rates => vec![LANES, rest, BUDGETS],
        Field::Uplift | Field::Batch => vec!["factor", LANES, rest, BUDGETS],
        Field::Requests => vec!["requests month year", LANES],
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
        FieldKind::Text => "x".repeat(81),
        _ => "?".to_owned(),
    }
}

/// Spoils each field of a scenario in turn and compares all figures before and after.
#[track_caller]
fn only_what_depends_on_a_field_is_lost(keys: &str, depends_on: fn(Field) -> Vec<&'static str>) {
    let form = FormState::from_scenario(&scenario(keys, history::first()), history::first());
    let before = figures(&form.parse(history::first()));
    for field in Field::ALL {
        let mut spoilt = form.clone();
        spoilt.set_text(field, nonsense(field));
        let parsed = spoilt.parse(history::first());
        assert_eq!(spoilt.text(field), nonsense(field), "what was typed stays");
        assert_eq!(parsed.issues.iter().map(|issue| issue.field).collect::<Vec<_>>(), [field]);
        let lost: Vec<&str> = depends_on(field).into_iter().flat_map(str::split_whitespace).collect();
        for (name, figure) in figures(&parsed) {
            let expected = if lost.contains(&name.as_str()) { &None } else { &before[&name] };
            assert_eq!(&figure, expected, "{name} when {field:?} is not accepted");
        }
    }
}

#[test]
fn in_images_exactly_the_figures_that_depend_on_a_field_are_lost() {
    only_what_depends_on_a_field_is_lost(
        "images=3&size=2560x1040&q=low&prompt=77&refs=1024x1024&attempts=1.5&partial=1&cached=33.33&ti=5&oi=7&requests=9\
         &uplift=10&budget=50&seats=4&seat=19.5",
        depends_on_in_images,
    );
}

#[test]
fn with_a_range_exactly_the_figures_that_depend_on_a_field_are_lost() {
    let keys = "images=3&size=auto&q=auto&refs=1024x1024&cached=50&batch=1&budget=50&seats=4&seat=19.5";
    only_what_depends_on_a_field_is_lost(keys, depends_on_in_images);
}

#[test]
fn in_tokens_exactly_the_figures_that_depend_on_a_field_are_lost() {
    only_what_depends_on_a_field_is_lost(
        "mode=tokens&images=3&q=auto&ti=1&tic=2&ii=3&iic=4&oi=5&requests=6&batch=1&uplift=10&budget=50&seats=4&seat=0",
        depends_on_in_tokens,
    );
}

#[test]
fn every_figure_of_the_spoilt_scenarios_was_known_before() {
    let keys = "images=3&size=2560x1040&q=low&refs=1024x1024&budget=50&seats=4&seat=19.5";
    let all =
        figures(&FormState::from_scenario(&scenario(keys, history::first()), history::first()).parse(history::first()));
    let unknown: Vec<&String> = all.iter().filter(|(_, figure)| figure.is_none()).map(|(name, _)| name).collect();
    assert_eq!((all.len(), unknown), (24, vec![]));
}

#[test]
fn without_one_field_two_are_lost_together() {
    let mut both = FieldSet::EMPTY;
    both.insert(Field::Images);
    both.insert(Field::Prompt);
    let bill = Bill::new(&scenario("", history::first()), both, Some(history::first_rates()));
    assert_eq!((bill.per_request, bill.month, bill.requests, bill.tokens[Meter::TextInput]), (None, None, None, None));
    assert!(bill.factor.is_some() && bill.tokens[Meter::ImageOutput].is_some());
}

/// Every kind of error.
const KINDS: [&str; 15] = [
    "NotANumber",
    "MisplacedComma",
    "NotWhole",
    "TooManyDecimals",
    "TooLow",
    "TooHigh",
    "UnknownChoice",
    "NotADate",
    "BeforeFirstRecord",
    "AfterLastCheck",
    "SizeFormat",
    "SizeNotAccepted",
    "ReferenceFormat",
    "TooManyReferences",
    "NameFormat",
];

/// A further kind needs a name here, and then rows in the table.
const fn kind(error: FieldError) -> &'static str {
    KINDS[match error {
        FieldError::NotANumber => 0,
        FieldError::MisplacedComma => 1,
        FieldError::NotWhole => 2,
        FieldError::TooManyDecimals => 3,
        FieldError::TooLow => 4,
        FieldError::TooHigh => 5,
        FieldError::UnknownChoice => 6,
        FieldError::NotADate => 7,
        FieldError::BeforeFirstRecord { .. } => 8,
        FieldError::AfterLastCheck { .. } => 9,
        FieldError::SizeFormat => 10,
        FieldError::SizeNotAccepted(_) => 11,
        FieldError::ReferenceFormat => 12,
        FieldError::TooManyReferences => 13,
        FieldError::NameFormat => 14,
    }]
}

#[test]
fn every_error_says_what_to_enter() {
    let mut seen = Vec::new();
    for row in rows(include_str!("vectors/sentences.tsv")) {
        let [key, typed, error, sentence] = row[..] else { panic!("{row:?}") };
        let field = Field::from_key(key).unwrap();
        let issue = parse_alone(field, typed).issue(field).unwrap_or_else(|| panic!("{key} takes {typed}"));
        assert_eq!((kind(issue.error), issue.to_string().as_str()), (error, sentence), "{typed}");
        seen.push(error);
    }
    assert_eq!(KINDS.into_iter().find(|kind| !seen.contains(kind)), None, "no row shows this kind of error");
}

#[test]
fn every_kind_of_field_has_a_row_in_the_table_of_sentences() {
    let shown: Vec<&str> = rows(include_str!("vectors/sentences.tsv")).map(|row| row[0]).collect();
    for field in Field::ALL {
        let of_a_kind = |key: &&str| Field::from_key(key).is_some_and(|other| other.spec().kind == field.spec().kind);
        assert!(shown.iter().any(of_a_kind), "{field:?}");
    }
}

/// A form in which one field is filled. What was typed is still there after it was read.
#[track_caller]
fn parse_alone(field: Field, typed: &str) -> ParsedForm {
    let mut form = FormState::default();
    form.set_text(field, typed.to_owned());
    let parsed = form.parse(history::first());
    assert_eq!(form.text(field), typed);
    parsed
}

#[test]
fn an_empty_field_and_a_blank_one_count_as_the_default() {
    for field in Field::ALL.into_iter().filter(|field| *field != Field::Name) {
        for typed in ["", " ", "\u{a0}"] {
            let parsed = parse_alone(field, typed);
            assert_eq!(parsed, FormState::default().parse(history::first()), "{field:?}");
        }
    }
}

/// Any text for a field: one it takes, that with something around it, or anything else.
fn any_typing(field: Field) -> impl Strategy<Value = String> {
    let legal = any_value(field, history::first());
    prop_oneof![3 => legal.clone(), 2 => (legal, "[ ,.$%kM~x*-]{1,2}").prop_map(|(a, b)| a + &b), 1 => any::<String>()]
}

fn any_form() -> impl Strategy<Value = FormState> {
    let texts: Vec<_> = Field::ALL.iter().map(|field| prop::option::of(any_typing(*field))).collect();
    texts.prop_map(|texts| {
        let mut form = FormState::default();
        for (field, text) in Field::ALL.into_iter().zip(texts) {
            form.set_text(field, text.unwrap_or_default());
        }
        form
    })
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_form_gives_a_scenario_and_a_sentence_for_every_field_it_does_not_accept(form in any_form()) {
        let typed = form.clone();
        let parsed = form.parse(history::first());
        prop_assert_eq!(&form, &typed);
        assert_round_trips(&parsed.scenario, history::first());
        for field in Field::ALL {
            let issue = parsed.issue(field);
            prop_assert_eq!(issue.is_some(), parsed.invalid_fields().contains(field));
            prop_assert!(issue.is_none_or(|issue| issue.to_string().ends_with('.')));
            if issue.is_some() {
                let default = FormState::default().parse(history::first()).scenario.serialize_field(field);
                prop_assert_eq!(parsed.scenario.serialize_field(field), default, "{:?}", field);
            }
        }
        figures(&parsed);
    }

    #[test]
    fn a_field_reads_the_same_whatever_else_is_typed(form in any_form()) {
        let parsed = form.parse(history::first());
        for field in Field::ALL {
            let alone = parse_alone(field, form.text(field));
            prop_assert_eq!(alone.issue(field), parsed.issue(field));
            prop_assert_eq!(alone.scenario.serialize_field(field), parsed.scenario.serialize_field(field));
        }
    }
}
