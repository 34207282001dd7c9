//! A scenario on older rates: its own result stays, and beside it stands the one at the latest recorded rates.

use super::figure::{Shown, shown, usd_span};
use super::html::{El, Written, el, written, written_button};
use super::state::App;
use crate::domain::bill::Bill;
use crate::domain::compare::Against;
use crate::domain::field::Field;

/// The notice; hidden while the scenario is on the latest recorded rates.
pub fn pinned(app: App) -> El<Written> {
    let latest = app.history.latest();
    let is_older = move || app.now().state.from != latest.from;
    let figures = move || if is_older() { figures(app) } else { Vec::new() };
    let said = written("p")
        .words("Other rates have come into force since. At the latest recorded ones, from ")
        .words_with(|| latest.from.to_string())
        .words(", a month is ")
        .child(written("span").list(figures));
    let switch = written_button(move || app.type_in(Field::Rates, ""));
    written("div")
        .class("pinned")
        .hidden(move || !is_older())
        .child(said)
        .child(switch.class("chip").words("Use the latest recorded rates"))
}

/// The month at the latest recorded rates, and how far it is from the scenario's own.
fn figures(app: App) -> Vec<El> {
    let now = app.now();
    let month = Bill::of(&now.scenario, now.unreadable, &app.history.latest().rates).month;
    let mut all = shown("latest-month", month.map(usd_span));
    if let Some(against) = month.zip(now.bill.month).and_then(|(month, own)| Against::of(month, own)) {
        all.push(el("span").words(": "));
        all.extend(shown("latest-difference", Some((Shown::change(against.by.low), Shown::change(against.by.high)))));
    }
    all
}
