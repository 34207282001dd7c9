//! What just happened, on screen and for screen readers: a toast that can offer an undo, and a sentence.

use std::sync::Arc;

use leptos::prelude::*;

/// Brings back what was just removed. Shared rather than owned by a component, because the row that made it is gone by then.
pub type Undo = Arc<dyn Fn() + Send + Sync>;

/// What a toast says.
#[derive(Clone, Default)]
pub struct Toast {
    /// One sentence; empty for no toast.
    pub text: String,
    /// What brings back what was just removed.
    pub undo: Option<Undo>,
}

/// Signals for what just happened.
#[derive(Clone, Copy, Default)]
pub struct Status {
    /// The toast on the screen.
    pub toast: RwSignal<Toast>,
    /// The result as one sentence, once the typing pauses; seen by nobody, read by screen readers.
    pub announcement: RwSignal<String>,
    /// A text that the clipboard refused, to be copied by hand.
    pub manual_copy: RwSignal<String>,
}

impl Status {
    /// Shows a sentence for a few seconds.
    pub fn show(self, text: impl Into<String>) {
        self.toast.set(Toast { text: text.into(), undo: None });
    }

    /// The same with a button that takes it back.
    pub fn show_with_undo(self, text: impl Into<String>, undo: Undo) {
        self.toast.set(Toast { text: text.into(), undo: Some(undo) });
    }

    /// Says whether the browser saved a file.
    pub fn show_saved(self, is_saved: bool) {
        self.show(if is_saved { "Saved as a file." } else { "This browser does not let the page save files." });
    }
}
