//! The text of every field of the form, each in a signal of its own, so that a field follows its own text only.

use gpt_image_cost_core::{Field, FormState, Mode, RateHistory, Scenario, money::format::grouped};
use leptos::prelude::*;

/// The texts of the form.
#[derive(Clone, Copy)]
pub struct Form {
    /// Stored, so that whatever follows the form copies a handle and not every signal.
    texts: StoredValue<[RwSignal<String>; Field::COUNT]>,
}

impl Form {
    pub fn new(scenario: &Scenario, history: &RateHistory) -> Self {
        let texts = form_texts(scenario, history);
        Self { texts: StoredValue::new(Field::ALL.map(|field| RwSignal::new(texts.text(field).to_owned()))) }
    }

    pub fn text(self, field: Field) -> RwSignal<String> {
        self.texts.with_value(|texts| texts[field as usize])
    }

    /// Replaces the text of a field, where it differs.
    pub fn set(self, field: Field, text: impl Into<String>) {
        let (signal, text) = (self.text(field), text.into());
        if signal.with_untracked(|now| *now != text) {
            signal.set(text);
        }
    }

    /// Shows a scenario.
    pub fn show(self, scenario: &Scenario, history: &RateHistory) {
        self.show_texts(&form_texts(scenario, history));
    }

    pub fn show_texts(self, texts: &FormState) {
        for field in Field::ALL {
            self.set(field, texts.text(field));
        }
    }

    /// All texts; the caller subscribes to every field.
    pub fn snapshot(self) -> FormState {
        let mut state = FormState::default();
        for field in Field::ALL {
            state.set_text(field, self.text(field).get());
        }
        state
    }
}

/// What the fields show for a scenario. The fields that most people change show their value even where it is the default;
/// the others stay empty, with the default as their placeholder.
fn form_texts(scenario: &Scenario, history: &RateHistory) -> FormState {
    let mut state = FormState::from_scenario(scenario, history);
    state.set_text(Field::Images, grouped(scenario.whole(Field::Images)));
    state.set_text(Field::Size, scenario.effective_value(Field::Size));
    if scenario.mode == Mode::Tokens {
        for field in Field::ALL.into_iter().filter(|field| field.spec().mode == Some(Mode::Tokens)) {
            state.set_text(field, grouped(scenario.whole(field)));
        }
    }
    state
}
