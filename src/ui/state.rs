//! The page's state: the text of every field, and what follows from it.
//!
//! There is one source, the draft; everything else is worked out from it in one go. Nothing here touches the browser.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::bill::Bill;
use crate::domain::date::Date;
use crate::domain::draft::{Draft, Reading};
use crate::domain::field::{Field, FieldSet, Problem};
use crate::domain::link::{self, Comparison, Note, Opened};
use crate::domain::rates::{History, State};
use crate::domain::scenario::{Mode, Scenario};

/// Signals of the page. Copy it wherever it is needed.
#[derive(Clone, Copy)]
pub struct App {
    /// The rates the page knows.
    pub history: &'static History,
    /// The reader's own day; none until the page is interactive, and where the clock says none.
    pub today: RwSignal<Option<Date>>,
    /// Whether the page is interactive.
    pub ready: RwSignal<bool>,
    /// What a screen reader is told next.
    pub said: RwSignal<String>,
    /// What was typed.
    pub draft: RwSignal<Draft>,
    /// What the opened link said that was not taken as it stood.
    pub notes: RwSignal<Vec<Note>>,
    /// Scenarios compared with the one in the form.
    pub others: RwSignal<Vec<Scenario>>,
    now: Memo<Arc<Now>>,
}

/// What follows from the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Now {
    /// The scenario in the form, with the default wherever a field cannot be read.
    pub scenario: Scenario,
    /// The fields that cannot be read, and why.
    pub problems: Vec<Problem>,
    /// The fields that cannot be read.
    pub unreadable: FieldSet,
    /// The dated state whose rates apply.
    pub state: &'static State,
    /// The bill, at those rates.
    pub bill: Bill,
    /// The link of the page, without `#`; while a field cannot be read, the last one that could.
    pub link: String,
}

impl Now {
    fn of(draft: &Draft, others: &[Scenario], history: &'static History, last: Option<&Self>) -> Self {
        let reading = draft.read(history);
        let unreadable = reading.unreadable();
        let Reading { scenario, problems } = reading;
        let state = state_of(&scenario, history);
        let bill = Bill::of(&scenario, unreadable, &state.rates);
        let link = match last {
            Some(last) if !unreadable.is_empty() => last.link.clone(),
            _ => Comparison::new(scenario.clone(), others.iter().cloned()).spell(),
        };
        Self { scenario, problems, unreadable, state, bill, link }
    }

    /// Whether pictures are entered, rather than tokens.
    pub fn in_images(&self) -> bool {
        self.scenario.mode == Mode::Images
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: Field) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.field == field)
    }
}

impl App {
    /// The page as it is rendered before anything was entered.
    pub fn new(history: &'static History) -> Self {
        let draft = RwSignal::new(Draft::default());
        let others: RwSignal<Vec<Scenario>> = RwSignal::new(Vec::new());
        let now = Memo::new(move |last: Option<&Arc<Now>>| {
            let others = others.get();
            draft.with(|draft| Arc::new(Now::of(draft, &others, history, last.map(AsRef::as_ref))))
        });
        Self {
            history,
            today: RwSignal::new(None),
            ready: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            draft,
            notes: RwSignal::new(Vec::new()),
            others,
            now,
        }
    }

    /// What follows from the draft.
    pub fn now(self) -> Arc<Now> {
        self.now.get()
    }

    /// The same for once, without following it.
    pub fn now_untracked(self) -> Arc<Now> {
        self.now.get_untracked()
    }

    /// The text of a field.
    pub fn text(self, field: Field) -> String {
        self.draft.with(|draft| draft.text(field).to_owned())
    }

    /// Replaces the text of a field.
    pub fn type_in(self, field: Field, text: impl Into<String>) {
        let text = text.into();
        self.draft.update(|draft| draft.type_in(field, text));
    }

    /// Puts a scenario into the form.
    pub fn show(self, scenario: &Scenario) {
        self.draft.set(Draft::of(scenario, self.history));
    }

    /// Puts what a link said onto the page.
    pub fn open(self, opened: Opened) {
        let Opened { comparison, notes } = opened;
        self.show(comparison.first());
        self.others.set(comparison.scenarios().iter().skip(1).cloned().collect());
        self.notes.set(notes);
    }

    /// Opens a link's keys, without `#`.
    pub fn load(self, keys: &str) {
        self.open(link::read(keys, self.history));
    }

    /// Empties every field and forgets the link's notes.
    pub fn reset(self) {
        self.draft.set(Draft::default());
        self.others.set(Vec::new());
        self.notes.set(Vec::new());
    }
}

/// The state in force on a scenario's day. A scenario's day is always recorded.
pub fn state_of(scenario: &Scenario, history: &'static History) -> &'static State {
    history.in_force(scenario.rates).unwrap_or_else(|| history.first())
}
