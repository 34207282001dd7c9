//! A scenario on older rates: its own result stays, and beside it stands the one at the latest recorded rates.

use super::figure::{shown, usd_span};
use super::html::{El, Written, button, el, written};
use super::state::App;
use crate::domain::bill::Bill;
use crate::domain::compare::Against;
use crate::domain::field::Field;
use crate::domain::format::number;

/// The notice; empty while the scenario is on the latest recorded rates.
pub fn pinned(app: App) -> El<Written> {
    written("div").class("pinned").list(move || notice(app).unwrap_or_default())
}

fn notice(app: App) -> Option<Vec<El>> {
    let now = app.now();
    let latest = app.history.latest();
    if latest.from == now.state.from {
        return None;
    }
    let month = Bill::of(&now.scenario, now.unreadable, &latest.rates).month;
    let against = month.zip(now.bill.month).and_then(|(month, own)| Against::of(month, own));
    let mut said = el("p")
        .words("Other rates have come into force since. At the latest recorded ones, from ")
        .words(latest.from.to_string())
        .words(", a month is ")
        .children(shown("latest-month", month.map(usd_span)));
    if let Some(against) = against {
        let difference = el("data").id("latest-difference").attr("value", number(against.by.high));
        said = said.words(": ").child(difference.words(against.words()));
    }
    let switch = button(move || app.type_in(Field::Rates, "")).class("chip").words("Use the latest recorded rates");
    Some(vec![said.words("."), switch])
}
