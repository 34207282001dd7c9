//! How old the rates are by the reader's clock. The box is there from the start, so that nothing moves when the clock is
//! known.

use leptos::prelude::*;

use super::inline::{around, marked};
use crate::content::staleness::{advice, sentence};
use crate::domain::staleness::Staleness;
use crate::ui::html::{El, Written, written};
use crate::ui::state::App;

/// When the rates were checked, and a warning where that is long ago.
pub fn staleness(app: App) -> El<Written> {
    let history = app.history;
    let age = move || Staleness::of(history.last_checked(), app.today.get());
    let class = move || Some(if matches!(age(), Staleness::Stale { .. }) { "notice stale" } else { "notice" }.into());
    written("div")
        .id("checked")
        .live_attr("class", class)
        .child(written("div").class("age").list(move || vec![marked("p", &sentence(age(), history), history)]))
        .still(|| written("div").child(around("p", &advice(history), history)))
}
