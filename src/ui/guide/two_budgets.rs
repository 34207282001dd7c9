//! Two budgets side by side: the reader's own seats and the metered API. They add up; nothing sets one against the other.

use crate::domain::field::Field;
use crate::domain::seats::Seats;
use crate::domain::span::Span;
use crate::ui::control::entry;
use crate::ui::figure::{UNKNOWN, shown, usd_span};
use crate::ui::html::{El, Written, el, written};
use crate::ui::state::App;

/// Seats, API, and their sum.
pub fn two_budgets(app: App) -> El<Written> {
    let fields = written("div").class("pair").child(entry(app, Field::Seats, "People who need a seat.")).child(entry(
        app,
        Field::SeatPrice,
        "In USD, from your own plan.",
    ));
    let api = || {
        let calculator = written("a").attr("href", "#calculator").words("the calculator");
        written("dt").words("API, a month, from ").child(calculator)
    };
    let figures = written("dl")
        .class("figures")
        .child(row(|| written("dt").words("ChatGPT seats, a month"), move || seats_month(seats(app))))
        .child(row(api, move || shown("budgets-api", app.now().bill.month.map(usd_span))))
        .child(row(|| written("dt").words("Both bills together"), move || sum(app, seats(app))));
    written("div").class("budgets").child(fields).child(figures)
}

fn row(name: impl FnOnce() -> El<Written>, figure: impl Fn() -> Vec<El> + 'static) -> El<Written> {
    written("div").still(name).child(written("dd").list(figure))
}

fn seats(app: App) -> Seats {
    let now = app.now();
    Seats::of(&now.scenario, now.unreadable)
}

/// The seats' month; a figure only where it was asked for.
fn seats_month(seats: Seats) -> Vec<El> {
    match seats {
        Seats::NotAsked => vec![el("span").words(UNKNOWN)],
        Seats::Unknown => shown("cost-seats-month", None),
        Seats::Month(usd) => shown("cost-seats-month", Some(usd_span(Span::one(usd)))),
    }
}

fn sum(app: App, seats: Seats) -> Vec<El> {
    match seats {
        Seats::NotAsked => vec![el("span").words(UNKNOWN)],
        _ => shown("budgets-sum", seats.and(app.now().bill.month).map(usd_span)),
    }
}
