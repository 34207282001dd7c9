//! How old the rates are by the reader's clock. The box is there from the start, so that nothing moves when the clock is
//! known.

use leptos::prelude::*;

use super::inline::inline;
use crate::content::staleness::{advice, sentence};
use crate::domain::staleness::Staleness;
use crate::ui::state::App;

/// When the rates were checked, and a warning where that is long ago.
pub fn staleness(app: App) -> AnyView {
    let history = app.history;
    let age = Memo::new(move |_| Staleness::of(history.last_checked(), app.today.get()));
    let is_stale = move || matches!(age.get(), Staleness::Stale { .. });
    view! {
        <div class="notice" class:stale=is_stale id="checked">
            <p class="age">{move || inline(&sentence(age.get(), history), history)}</p>
            <p>{inline(&advice(history), history)}</p>
        </div>
    }
    .into_any()
}
