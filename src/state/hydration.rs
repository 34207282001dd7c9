//! Hydration in pieces, so that it never holds the browser up for long: the parts that wait their turn, each hydrated in a
//! task of its own, and what is done once all are.

use std::collections::VecDeque;
use std::time::Duration;

use leptos::prelude::*;

use crate::browser::early_input::early_text;

type Task = Box<dyn FnOnce()>;

/// What is still to do before the page is interactive; in context.
#[derive(Clone, Copy, Default)]
pub struct Hydration {
    parts: StoredValue<VecDeque<Task>, LocalStorage>,
    afterwards: StoredValue<Vec<Task>, LocalStorage>,
}

impl Hydration {
    /// Hydrates a part after those that already wait.
    #[cfg(not(feature = "ssr"))]
    pub fn add_part(self, hydrate: impl FnOnce() + 'static) {
        self.parts.update_value(|parts| parts.push_back(Box::new(hydrate)));
    }

    /// Runs when every part is hydrated, before the address is applied: what was entered into the prerendered page is
    /// adopted then.
    pub fn add_afterwards(self, run: impl FnOnce() + 'static) {
        self.afterwards.update_value(|afterwards| afterwards.push(Box::new(run)));
    }

    /// Adopts what was entered into the control of this name or id before the page was ready.
    pub fn adopt_early(self, key: &'static str, text: RwSignal<String>) {
        self.add_afterwards(move || {
            if let Some(entered) = early_text(key) {
                text.set(entered);
            }
        });
    }

    /// Hydrates the parts, one in each task of the browser; then runs the rest, and `start` last.
    pub fn run(self, start: impl FnOnce() + 'static) {
        if let Some(hydrate) = self.parts.try_update_value(VecDeque::pop_front).flatten() {
            hydrate();
            set_timeout(move || self.run(start), Duration::ZERO);
            return;
        }
        for run in self.afterwards.try_update_value(std::mem::take).unwrap_or_default() {
            run();
        }
        start();
    }
}

/// The hydration of the page this component is on.
pub fn use_hydration() -> Hydration {
    expect_context()
}
