//! Two budgets side by side: the reader's own seats and the metered API. They add up; nothing sets one against the other.

use gpt_image_cost_core::{Field, Range, Seats};
use leptos::prelude::*;

use crate::components::{Figure, FigureValue, TextField, UNKNOWN};
use crate::state::use_app_state;

/// Seats, API, and their sum.
#[component]
pub fn TwoBudgets() -> impl IntoView {
    let state = use_app_state();
    let is_asked = state.map_estimate(|estimate| estimate.seats() != Seats::NotAsked);
    let seats_month = state.map_estimate(|estimate| match estimate.seats() {
        Seats::NotAsked => FigureValue::Absent,
        Seats::Unknown => FigureValue::Unknown,
        Seats::Month(month) => FigureValue::usd(Some(Range::single(month))),
    });
    let api = state.map_estimate(|estimate| FigureValue::usd(estimate.bill.month));
    let sum = state.map_estimate(|estimate| match estimate.seats() {
        Seats::NotAsked => FigureValue::Absent,
        seats => FigureValue::usd(seats.plus(estimate.bill.month)),
    });
    view! {
        <div class="two-budgets">
            <TextField field=Field::Seats hint="People who need one."/>
            <span aria-hidden="true">"×"</span>
            <TextField field=Field::SeatPrice hint="In USD a month, from your own plan."/>
            <span aria-hidden="true">"="</span>
            <dl>
                <dt>"Seats, a month"</dt>
                <dd><Figure id="cost-seats-month" value=seats_month/><span hidden=is_asked>{UNKNOWN}</span></dd>
            </dl>
            <span aria-hidden="true">"+"</span>
            <dl>
                <dt>"API, a month"</dt>
                <dd><Figure id="budgets-api" value=api/></dd>
            </dl>
            <span aria-hidden="true">"="</span>
            <dl>
                <dt>"Both bills"</dt>
                <dd><Figure id="budgets-sum" value=sum/><span hidden=is_asked>{UNKNOWN}</span></dd>
            </dl>
        </div>
    }
}
