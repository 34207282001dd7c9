//! What the parts of the page share: the form, what follows from it, and what the opened link said. In context; nothing here
//! touches the browser.

mod cost_map;
mod form;
mod hydration;
mod session;
mod status;

use std::sync::Arc;

use gpt_image_cost_core::{
    Comparison, Date, Estimate, Field, FieldIssue, FieldSet, ParsedForm, ParsedLink, Quality, RateHistory, Scenario,
    Setting, Size, Staleness, scenario::permalink,
};
use leptos::prelude::*;

pub use self::cost_map::{CellPlace, CostMap, OWN_ROW, row_of};
pub use self::form::Form;
pub use self::hydration::{Hydration, use_hydration};
pub use self::session::start_session;
pub use self::status::{Status, Toast, Undo};

/// The signals of the page.
#[derive(Clone, Copy)]
pub struct AppState {
    pub history: &'static RateHistory,
    /// What is typed.
    pub form: Form,
    /// The scenarios of a comparison, and which of them is in the form.
    pub compared: RwSignal<Compared>,
    /// What the form says, read.
    pub parsed: Memo<Arc<ParsedForm>>,
    /// Which fields cannot be read, and why.
    pub issues: Memo<Vec<FieldIssue>>,
    /// What the scenario in the form costs.
    pub estimate: Memo<Arc<Estimate>>,
    /// What every scenario of the comparison costs; one where nothing is compared.
    pub estimates: Memo<Arc<Vec<Estimate>>>,
    /// The scenario's month at each popular size and quality.
    pub cost_map: CostMap,
    /// The link of the page without `#`; `None` while a field cannot be read.
    pub link: Memo<Option<String>>,
    /// Whether the scenario was opened from a link that somebody shared.
    pub is_shared_link: RwSignal<bool>,
    /// Which parts of the opened link were not used, in sentences.
    pub link_issues: RwSignal<Vec<String>>,
    /// Whether the page is interactive.
    pub ready: RwSignal<bool>,
    /// The reader's own date; `None` until the page is interactive, or if the clock has none.
    pub today: RwSignal<Option<Date>>,
    /// Whether the usage log is shown in place of the calculator's fields. It is a view: the scenario keeps its mode.
    pub is_usage: RwSignal<bool>,
    /// What just happened.
    pub status: Status,
}

/// The scenarios of a comparison. The entry of the one in the form is its value before editing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// All scenarios, the baseline first; empty where nothing is compared.
    pub scenarios: Vec<Scenario>,
    /// The index of the one in the form.
    pub edited: usize,
}

impl AppState {
    /// The state that the page is prerendered with: the example, nothing compared, no clock.
    pub fn new(history: &'static RateHistory) -> Self {
        let form = Form::new(&Scenario::latest(history), history);
        let compared = RwSignal::new(Compared::default());
        let parsed = Memo::new(move |_| Arc::new(form.snapshot().parse(history)));
        let issues = Memo::new(move |_| parsed.with(|parsed| parsed.issues.clone()));
        let estimate = Memo::new(move |_| {
            let parsed = parsed.get();
            Arc::new(Estimate::new(&parsed.scenario, parsed.invalid_fields(), history))
        });
        let estimates = Memo::new(move |_| {
            let current = estimate.get();
            compared.with(|compared| Arc::new(compared.estimates(&current, history)))
        });
        let link = Memo::new(move |_| {
            let parsed = parsed.get();
            let is_readable = parsed.issues.is_empty();
            is_readable.then(|| compared.with(|compared| permalink::serialize(&compared.comparison(&parsed.scenario))))
        });
        Self {
            history,
            form,
            compared,
            parsed,
            issues,
            estimate,
            estimates,
            cost_map: CostMap::new(estimate),
            link,
            is_shared_link: RwSignal::new(false),
            link_issues: RwSignal::new(Vec::new()),
            ready: RwSignal::new(false),
            today: RwSignal::new(None),
            is_usage: RwSignal::new(false),
            status: Status::default(),
        }
    }

    /// Why a field cannot be read.
    pub fn issue(self, field: Field) -> Option<FieldIssue> {
        self.issues.with(|issues| issues.iter().copied().find(|issue| issue.field == field))
    }

    /// Whether every field can be read.
    pub fn is_readable(self) -> bool {
        self.issues.with(Vec::is_empty)
    }

    /// Whether actions have to wait: the page is not ready, or a field cannot be read.
    pub fn must_wait(self) -> bool {
        !self.ready.get() || !self.is_readable()
    }

    /// A signal of what follows from the state.
    pub fn follow<T: Send + Sync + 'static>(self, of: fn(Self) -> T) -> Signal<T> {
        Signal::derive(move || of(self))
    }

    /// A signal of what follows from the estimate.
    pub fn map_estimate<T: Send + Sync + 'static>(self, of: fn(&Estimate) -> T) -> Signal<T> {
        Signal::derive(move || self.estimate.with(|estimate| of(estimate)))
    }

    /// Whether several scenarios stand side by side.
    pub fn is_comparing(self) -> bool {
        self.compared.with(|compared| compared.scenarios.len() > 1)
    }

    /// The address of the scenario with another size and quality. `None` while a field that it does not set cannot be read.
    pub fn address_with(self, size: Setting<Size>, quality: Setting<Quality>) -> Option<String> {
        let estimate = self.estimate.read();
        let scenario = estimate.scenario.with_size_and_quality(size, quality);
        let is_readable = estimate.invalid.without(Field::Size).without(Field::Quality).is_empty();
        is_readable.then(|| format!("#{}", permalink::serialize(&self.compared.read().comparison(&scenario))))
    }

    /// How old the rates are by the reader's clock.
    pub fn staleness(self) -> Staleness {
        Staleness::new(self.history.last_checked(), self.today.get())
    }

    /// The comparison on the page, as far as it can be read.
    pub fn comparison(self) -> Comparison {
        self.parsed.with(|parsed| self.compared.with(|compared| compared.comparison(&parsed.scenario)))
    }

    /// Shows what a link says.
    pub fn open(self, link: &ParsedLink, is_shared: bool) {
        self.show(&link.comparison);
        self.is_shared_link.set(is_shared);
        self.link_issues.set(link.issues.iter().map(ToString::to_string).collect());
    }

    /// Shows a comparison, its first scenario in the form.
    pub fn show(self, comparison: &Comparison) {
        self.is_usage.set(false);
        self.form.show(comparison.first(), self.history);
        let scenarios = if comparison.scenarios().len() > 1 { comparison.scenarios().to_vec() } else { Vec::new() };
        self.compared.set(Compared { scenarios, edited: 0 });
    }

    /// Puts another scenario of the comparison into the form.
    pub fn edit(self, index: usize) {
        let now = self.parsed.get_untracked();
        let mut compared = self.compared.get_untracked();
        let edited = compared.edited;
        let Some(scenario) = compared.scenarios.get(index).filter(|_| index != edited).cloned() else { return };
        compared.scenarios[edited] = now.scenario.clone();
        compared.edited = index;
        self.compared.set(compared);
        self.form.show(&scenario, self.history);
    }

    /// Fills the form with another scenario and says so, with a way back. What it is compared with stays.
    pub fn fill(self, scenario: &Scenario, message: &str) {
        self.replace(message, || {
            self.is_usage.set(false);
            self.form.show(scenario, self.history);
        });
    }

    /// Shows the example, and says so, with a way back to everything entered and compared.
    pub fn reset(self) {
        self.replace("Everything is back to the example.", || {
            self.show(&Comparison::new(Scenario::latest(self.history), []));
        });
    }

    /// Brings back what is entered, compared and shown now.
    fn undo_to_now(self) -> Undo {
        let (entered, compared) = (untrack(move || self.form.snapshot()), self.compared.get_untracked());
        let (is_usage, is_shared) = (self.is_usage.get_untracked(), self.is_shared_link.get_untracked());
        let issues = self.link_issues.get_untracked();
        Arc::new(move || {
            self.compared.set(compared.clone());
            self.form.show_texts(&entered);
            self.is_usage.set(is_usage);
            self.is_shared_link.set(is_shared);
            self.link_issues.set(issues.clone());
            self.status.show("What you had entered is back.");
        })
    }

    /// Replaces what is shown, which then no longer is what a link says.
    fn replace(self, message: &str, replace: impl FnOnce()) {
        let undo = self.undo_to_now();
        replace();
        self.is_shared_link.set(false);
        self.link_issues.set(Vec::new());
        self.status.show_with_undo(message, undo);
    }
}

impl Compared {
    /// The comparison with another scenario in place of the one in the form.
    pub fn comparison(&self, current: &Scenario) -> Comparison {
        let replaced = |(index, scenario): (usize, &Scenario)| {
            if index == self.edited { current.clone() } else { scenario.clone() }
        };
        let mut scenarios = self.scenarios.iter().enumerate().map(replaced);
        let first = scenarios.next().unwrap_or_else(|| current.clone());
        Comparison::new(first, scenarios)
    }

    fn estimates(&self, current: &Estimate, history: &'static RateHistory) -> Vec<Estimate> {
        if self.scenarios.is_empty() {
            return vec![current.clone()];
        }
        let estimate = |(index, scenario): (usize, &Scenario)| {
            if index == self.edited { current.clone() } else { Estimate::new(scenario, FieldSet::EMPTY, history) }
        };
        self.scenarios.iter().enumerate().map(estimate).collect()
    }
}

/// The state of the page this component is on.
pub fn use_app_state() -> AppState {
    expect_context()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use gpt_image_cost_core::RATE_HISTORY;

    use super::*;

    /// How often whatever follows a signal has run, once it is up to date.
    fn runs_of(follow: impl Fn() + Send + Sync + 'static) -> impl Fn() -> usize {
        let runs = Arc::new(AtomicUsize::new(0));
        let counter = runs.clone();
        let follower = Memo::new(move |_| {
            follow();
            counter.fetch_add(1, Ordering::Relaxed)
        });
        move || {
            follower.get_untracked();
            runs.load(Ordering::Relaxed)
        }
    }

    #[test]
    fn a_digit_recomputes_only_what_depends_on_it() {
        let owner = Owner::new();
        owner.with(|| {
            let state = AppState::new(&RATE_HISTORY);
            let map = runs_of(move || {
                state.cost_map.cell((OWN_ROW + 1, 0));
            });
            let link = runs_of(move || drop(state.link.get()));
            let other_field = runs_of(move || drop(state.form.text(Field::Prompt).get()));
            assert_eq!([map(), link(), other_field()], [1, 1, 1]);
            // No cost in the map depends on seats, budget or name, but the link does.
            for (field, text) in [(Field::Seats, "3"), (Field::Budget, "100"), (Field::Name, "Spring")] {
                state.form.set(field, text);
            }
            assert_eq!([map(), link(), other_field()], [1, 2, 1]);
            // The chosen size is one of the map's.
            state.form.set(Field::Images, "2000");
            assert_eq!([map(), link(), other_field()], [2, 3, 1]);
            // The same number in another spelling changes nothing.
            state.form.set(Field::Images, "2,000");
            assert_eq!([map(), link(), other_field()], [2, 3, 1]);
        });
    }

    #[test]
    fn while_a_field_cannot_be_read_there_is_no_link_and_the_rest_is_kept() {
        let owner = Owner::new();
        owner.with(|| {
            let state = AppState::new(&RATE_HISTORY);
            state.form.set(Field::Images, "many");
            state.form.set(Field::Quality, "high");
            assert_eq!(state.link.get_untracked(), None);
            assert!(state.estimate.with_untracked(|estimate| estimate.bill.month.is_none()));
            assert!(state.estimate.with_untracked(|estimate| estimate.bill.per_request.is_some()));
            assert_eq!(state.form.text(Field::Images).get_untracked(), "many");
        });
    }
}
