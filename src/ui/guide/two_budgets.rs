//! Two budgets side by side: the reader's own seats and the metered API. They add up; nothing sets one against the other.

use leptos::prelude::*;

use super::inline::inline;
use crate::content::routes::TWO_BUDGETS;
use crate::domain::field::Field;
use crate::domain::seats::Seats;
use crate::domain::span::Span;
use crate::ui::control::entry;
use crate::ui::figure::{UNKNOWN, figure, usd_span};
use crate::ui::state::App;

/// Seats, API, and their sum.
pub fn two_budgets(app: App) -> AnyView {
    let seats = Memo::new(move |_| app.scenario.with(|scenario| Seats::of(scenario, app.unreadable.get())));
    let api = move || app.bill.get().month;
    let seats_month = move || match seats.get() {
        Seats::NotAsked => UNKNOWN.into_any(),
        Seats::Unknown => figure("cost-seats-month", || None),
        Seats::Month(usd) => figure("cost-seats-month", move || Some(usd_span(Span::one(usd)))),
    };
    let sum = move || match seats.get() {
        Seats::NotAsked => UNKNOWN.into_any(),
        seats => figure("budgets-sum", move || seats.and(api()).map(usd_span)),
    };
    view! {
        <div class="budgets">
            <h3>"Two budgets, side by side"</h3>
            <p>{inline(TWO_BUDGETS, app.history)}</p>
            <div class="pair">
                {entry(app, Field::Seats, "People who need a seat.")}
                {entry(app, Field::SeatPrice, "In USD, from your own plan.")}
            </div>
            <dl class="figures">
                <div><dt>"ChatGPT seats, a month"</dt><dd>{seats_month}</dd></div>
                <div>
                    <dt>"API, a month, from "<a href="#calculator">"the calculator"</a></dt>
                    <dd>{figure("budgets-api", move || api().map(usd_span))}</dd>
                </div>
                <div><dt>"Both bills together"</dt><dd>{sum}</dd></div>
            </dl>
        </div>
    }
    .into_any()
}
