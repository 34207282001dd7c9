//! The embed: the calculator, the rates or both, in a frame of somebody else's page.
//!
//! All of it is in the page; which part is seen, its colours, its height and what is said between the frame and the page
//! around it is the business of `src/embed/frame.js`.

use super::app::spoken;
use super::calculator::short_calculator;
use super::html::{El, Kind, Written, written};
use super::results::{rate, rates_in_words, scrollable};
use super::state::App;
use crate::content::pricing::counts;
use crate::domain::meter::Meter;
use crate::domain::snippet::TITLE;

/// What stands in the body, not yet started.
pub fn page(app: App) -> Vec<El<Written>> {
    let title = || written("h1").class("visually-hidden").words(TITLE);
    let main = written("main").still(title).child(short_calculator(app)).child(rates(app));
    // The footer never changes, and comes last.
    if Written::CARRIED { vec![main, spoken(app), footer(app)] } else { vec![main, spoken(app)] }
}

/// The rates of the scenario's day.
fn rates(app: App) -> El<Written> {
    let head = ["Meter", "USD per 1M tokens", "Counts"].map(|name| written("th").attr("scope", "col").words(name));
    let row = |meter: Meter| {
        written("tr")
            .child(written("th").attr("scope", "row").words(meter.name()))
            .child(rate(app, meter))
            .child(written("td").words(counts(meter)))
    };
    let table = written("table")
        .class("rates")
        .child(written("thead").child(written("tr").children(head)))
        .child(written("tbody").children(Meter::ALL.map(row)));
    written("section")
        .id("pricing")
        .attr("aria-labelledby", "pricing-title")
        .child(written("h2").id("pricing-title").words("GPT Image 2 API rates"))
        .child(written("p").class("hint").text(move || rates_in_words(app).into()))
        .child(scrollable("The rate of each meter", table))
}

/// The way to the full page, and what a reader has to know of the frame. `frame.js` fills in what is empty.
fn footer(app: App) -> El<Written> {
    let full = written("a")
        .id("full")
        .attr("href", "../index.html")
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .words("Open this in the full guide");
    let way = written("p").child(full).words(" ").child(written("span").id("full-address"));
    let known = format!(
        "Rates checked on {}. Nothing entered here is sent anywhere, but the page around this frame can read it. Not \
         affiliated with OpenAI.",
        app.history.last_checked()
    );
    written("footer")
        .child(written("p").id("pinned").attr("hidden", "").words("Rates pinned to ").child(written("b")).words("."))
        .child(way)
        .child(written("p").words(known))
}
