//! Up to four scenarios side by side: what each costs, how far it is from the baseline, and what differs.
//!
//! Each way to change the comparison is a link, so that going back undoes it.

mod table;

use gpt_image_cost_core::{
    Bill, Comparison, Estimate, Field, Range, Staleness, Usd,
    estimate::difference::is_common,
    money::range::{extent, total},
    scenario::permalink,
};
use leptos::prelude::*;

use crate::calculator::{CopyLinkButton, ExportMenus, wording};
use crate::components::{Figure, FigureValue, Fold, MountWhen};
use crate::state::{AppState, use_app_state};

use self::table::{COLUMNS, CompareTable, column, is_missing};

/// The fold that starts a comparison, while there is none.
#[component]
pub fn CompareFold() -> impl IntoView {
    let state = use_app_state();
    let address = state.follow(with_a_copy);
    let is_comparing = state.follow(AppState::is_comparing);
    view! {
        <Fold
            id="compare"
            title="Compare scenarios"
            value="up to four, side by side"
            is_hidden=is_comparing
        >
            <p class="hint">
                "A copy of your scenario is placed beside it. Change one of the two; differences are shown against the first."
            </p>
            <p class="row"><a class="button" href=address>"Compare with a copy"</a></p>
        </Fold>
    }
}

/// The comparison, above the calculator while there is one.
#[component]
pub fn ComparisonPanel() -> impl IntoView {
    let state = use_app_state();
    let title = state.follow(title);
    view! {
        <MountWhen when=state.follow(AppState::is_comparing)>
            <section class="comparison" id="compare" aria-labelledby="comparison-title">
                <header>
                    <div>
                        <h2 id="comparison-title">{title}</h2>
                        <RatesNote/>
                    </div>
                    <div class="actions">
                        <CopyLinkButton id="copy-comparison-link"/>
                        <ExportMenus prefix="comparison-"/>
                    </div>
                </header>
                <CompareTable/>
                <InCommon/>
                <EditBar/>
            </section>
        </MountWhen>
    }
}

/// `4 scenarios compared: $69.56 to $227.60 a month`.
fn title(state: AppState) -> String {
    let estimates = state.estimates.read();
    let months = extent(estimates.iter().map(|estimate| estimate.bill.month));
    format!("{} scenarios compared: {} a month", estimates.len(), wording::costs(months))
}

/// Where the comparison comes from, and how old its rates are.
#[component]
fn RatesNote() -> impl IntoView {
    let state = use_app_state();
    let from =
        state.follow(|state| if state.is_shared_link.get() { "Opened from a shared link. " } else { "" }.to_owned());
    let age = state.follow(|state| {
        state.staleness().days().map(|days| format!(", {}", wording::days_ago(days))).unwrap_or_default()
    });
    let is_old = state.follow(|state| matches!(state.staleness(), Staleness::Aging { .. } | Staleness::Stale { .. }));
    view! {
        <p class="muted">
            {from}
            <b class:old=is_old>"Rates checked " <time>{state.history.last_checked().to_string()}</time> {age}</b>
            "; they may have changed: "
            <a href=state.history.price_page>"check OpenAI’s price page"</a>
            "."
        </p>
    }
}

/// The inputs that are named even where they have their default.
const USUAL: [Field; 4] = [Field::Images, Field::Size, Field::Quality, Field::Prompt];

/// The inputs that are the same in all, and what all of them cost together.
#[component]
fn InCommon() -> impl IntoView {
    let state = use_app_state();
    let sum = move |of: fn(&Bill) -> Option<Range<Usd>>| {
        Signal::derive(move || {
            FigureValue::usd(total(state.estimates.read().iter().map(|estimate| of(&estimate.bill))))
        })
    };
    let same = move || {
        let estimates = state.estimates.read();
        let Some(first) = estimates.first() else { return String::new() };
        let is_worth_saying = |field: &Field| {
            let counts = estimates.iter().all(|estimate| field.counts_in(estimate.scenario.mode));
            let is_usual = USUAL.contains(field) || first.scenario.serialize_field(*field).is_some();
            counts && is_usual && !first.invalid.contains(*field) && is_common(&estimates, *field)
        };
        let common = Field::ALL.into_iter().filter(is_worth_saying);
        common.map(|field| common_input(first, field)).collect::<Vec<_>>().join(", ")
    };
    let same = Signal::derive(same);
    view! {
        <p class="same">
            <b>"The same in all: "</b>
            {same}
            ". All together: "
            <Figure id="together-month" value=sum(|bill| bill.month)/>
            " a month, "
            <Figure id="together-year" value=sum(|bill| bill.year)/>
            " a year."
        </p>
    }
}

/// An input within a sentence: `1,000 images a month`.
fn common_input(estimate: &Estimate, field: Field) -> String {
    let words = wording::input_in_words(estimate, field);
    let by_number = |one, others| wording::by_number(&words, one, others);
    match field {
        Field::Rates => format!("rates of {words}"),
        Field::Images => format!("{words} {} a month", by_number("image", "images")),
        Field::Requests => format!("{words} {} a month", by_number("request", "requests")),
        Field::Quality => format!("{} quality", words.to_ascii_lowercase()),
        Field::Prompt => format!("{words} prompt {}", by_number("token", "tokens")),
        Field::Attempts => format!("{words} {} per image", by_number("attempt", "attempts")),
        _ => format!("{} {words}", lower_first(field.label())),
    }
}

/// A label within a sentence; a label that starts with an acronym keeps its letters.
fn lower_first(label: &str) -> String {
    let is_acronym =
        label.split(' ').next().is_some_and(|word| word.chars().skip(1).any(|letter| letter.is_ascii_uppercase()));
    let mut letters = label.chars();
    match letters.next() {
        Some(first) if !is_acronym => [first.to_ascii_lowercase()].into_iter().chain(letters).collect(),
        _ => label.to_owned(),
    }
}

/// Which of the scenarios is in the form below.
#[component]
fn EditBar() -> impl IntoView {
    let state = use_app_state();
    let count = move || state.estimates.read().len();
    let is_full = Signal::derive(move || count() >= Comparison::MAX);
    let has_room = Signal::derive(move || count() < Comparison::MAX);
    let address = state.follow(with_a_copy);
    let waits = state.follow(|state| !state.is_readable());
    let chip = move |index: usize| {
        let is_edited = Signal::derive(move || (state.compared.read().edited == index).to_string());
        view! {
            <button
                type="button"
                class="chip"
                hidden=is_missing(state, index)
                aria-pressed=is_edited
                disabled=waits
                on:click=move |_| state.edit(index)
            >
                {Comparison::LETTERS[index]} " " <small>{column(state, index, |own, _| own.scenario.name.clone())}</small>
            </button>
        }
    };
    view! {
        <div class="edit-bar" id="edit">
            <b>"Edit"</b>
            {COLUMNS.map(chip).collect_view()}
            <a class="button" href=address hidden=is_full>"Add a copy"</a>
            <span class="hint" hidden=has_room>"Four is the most; remove one to add another."</span>
        </div>
    }
}

/// The link of the comparison with one more copy of the scenario in the form. `None` if there is no room, or actions have to
/// wait.
pub fn with_a_copy(state: AppState) -> Option<String> {
    let count = state.comparison().scenarios().len();
    if state.must_wait() || count >= Comparison::MAX {
        return None;
    }
    rearranged(state, (0..count).chain([state.compared.read().edited]))
}

/// The link of the comparison in another order or with some left out. `None` while a field cannot be read.
fn rearranged(state: AppState, indices: impl Iterator<Item = usize>) -> Option<String> {
    let comparison = state.comparison();
    let mut scenarios = indices.filter_map(|index| comparison.scenarios().get(index).cloned());
    let first = scenarios.next().filter(|_| state.is_readable())?;
    Some(format!("#{}", permalink::serialize(&Comparison::new(first, scenarios))))
}
