//! The page's state: the text of every field, and what follows from it.
//!
//! There is one source, the draft; scenario, bill and link are worked out from it. Nothing here touches the browser.

use leptos::prelude::*;

use crate::domain::bill::Bill;
use crate::domain::date::Date;
use crate::domain::draft::{Draft, Reading};
use crate::domain::field::{Field, FieldSet};
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
    /// What was typed.
    pub draft: RwSignal<Draft>,
    /// What the opened link said that was not taken as it stood.
    pub notes: RwSignal<Vec<Note>>,
    /// Scenarios compared with the one in the form.
    pub others: RwSignal<Vec<Scenario>>,
    /// The draft, read.
    pub reading: Memo<Reading>,
    /// The scenario in the form, with the default wherever a field cannot be read.
    pub scenario: Memo<Scenario>,
    /// The fields that cannot be read.
    pub unreadable: Memo<FieldSet>,
    /// Its bill, at the rates in force on its day.
    pub bill: Memo<Bill>,
    /// The link of the page, without `#`; while a field cannot be read, the last one that could.
    pub link: Memo<String>,
}

impl App {
    /// The page as it is rendered before anything was entered.
    pub fn new(history: &'static History) -> Self {
        let draft = RwSignal::new(Draft::default());
        let others = RwSignal::new(Vec::new());
        let reading = Memo::new(move |_| draft.with(|draft| draft.read(history)));
        let scenario = Memo::new(move |_| reading.with(|reading| reading.scenario.clone()));
        let unreadable = Memo::new(move |_| reading.with(Reading::unreadable));
        let bill = Memo::new(move |_| {
            scenario.with(|scenario| Bill::of(scenario, unreadable.get(), &state_of(scenario, history).rates))
        });
        let link = Memo::new(move |last: Option<&String>| match last {
            Some(last) if !unreadable.get().is_empty() => last.clone(),
            _ => Comparison::new(scenario.get(), others.get()).spell(),
        });
        Self {
            history,
            today: RwSignal::new(None),
            ready: RwSignal::new(false),
            draft,
            notes: RwSignal::new(Vec::new()),
            others,
            reading,
            scenario,
            unreadable,
            bill,
            link,
        }
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

    /// What is wrong with a field, as a sentence.
    pub fn problem(self, field: Field) -> Option<String> {
        self.reading.with(|reading| reading.problem(field)).map(|problem| problem.to_string())
    }

    /// The dated state whose rates apply.
    pub fn state(self) -> &'static State {
        self.scenario.with(|scenario| state_of(scenario, self.history))
    }

    /// Whether pictures are entered, rather than tokens.
    pub fn in_images(self) -> bool {
        self.scenario.with(|scenario| scenario.mode == Mode::Images)
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
