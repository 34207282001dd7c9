//! The bill: the month first, then each figure with its arithmetic, then the five lanes.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::figure::{Shown, ShownSpan, UNKNOWN, arithmetic, count_span, figure, span_text, usd_span};
use super::html::{El, Part, el, live, text, words};
use super::state::App;
use crate::domain::arithmetic as sums;
use crate::domain::bill::Bill;
use crate::domain::budget::{Affordable, affordable, affordable_at};
use crate::domain::field::Field;
use crate::domain::format::{count, number, usd};
use crate::domain::meter::Meter;
use crate::domain::output::Quality;
use crate::domain::scenario::{Mode, Scenario};
use crate::domain::span::Span;
use crate::domain::standing::Standing;

/// The results of the scenario in the form.
pub fn results(app: App) -> El {
    let remarks = move || remarks(app).into_iter().map(|line| el("li").words(line).part()).collect();
    el("section")
        .class("results")
        .attr("aria-labelledby", "results-title")
        .child(el("h3").id("results-title").text(move || title(app).into()))
        .child(el("p").class("headline").with(usd_figure(app, "cost-month", |bill| bill.month)).words(" a month"))
        .child(el("p").class("hint").text(move || rates_in_words(app).into()))
        .child(el("ul").class("notes").with(live(remarks)))
        .child(figures(app))
        .child(lanes(app))
        .with(live(move || budget(app)))
}

fn title(app: App) -> String {
    if !app.ready.get() {
        return "Example: 1,000 medium squares a month".to_owned();
    }
    app.scenario.with(|scenario| match scenario.name.as_str() {
        "" => "What this costs".to_owned(),
        name => name.to_owned(),
    })
}

fn rates_in_words(app: App) -> String {
    let state = app.state();
    let standing = state.standing.words();
    format!("USD, before tax, at the rates recorded from {} to {} ({standing}).", state.from, state.checked)
}

/// What has to be said next to the total.
fn remarks(app: App) -> Vec<String> {
    let scenario = app.scenario.get();
    let mut lines = Vec::new();
    if scenario.batch {
        lines.push("Batch: half of every rate. Not on the rate card; vendor, read June to November 2026.".to_owned());
    }
    let uplift = scenario.decimal(Field::Uplift);
    if !uplift.is_zero() {
        lines.push(format!(
            "Surcharge: {} % on every rate (vendor, read June to November 2026). Whether GPT Image 2 is charged it is not \
             established.",
            number(uplift)
        ));
    }
    if let Some(runs) = app.bill.get().runs.filter(|_| scenario.mode == Mode::Images) {
        lines.push(format!("{} attempts a month, every one billed.", count(runs)));
    }
    lines.push(
        "Through the Responses API the main model bills its own tokens on top; they are not counted here.".to_owned(),
    );
    lines
}

fn figures(app: App) -> El {
    let one = |app: App| sums::one_steps(&app.scenario.get(), app.state(), &app.bill.get());
    let month = |app: App| sums::month_steps(&app.scenario.get(), app.state(), &app.bill.get());
    let year = |app: App| sums::year_steps(app.state(), &app.bill.get());
    let one_label = text(move || if app.in_images() { "One attempt" } else { "One request" }.into());
    el("dl")
        .class("figures")
        .child(row(app, one_label, usd_figure(app, "cost-request", |bill| bill.one), "one", one))
        .child(row(app, words("Month"), month_again(app), "a month", month))
        .child(row(app, words("Year"), usd_figure(app, "cost-year", |bill| bill.year), "a year", year))
        .with(live(move || kept_image(app)))
}

/// A figure in USD of the bill.
fn usd_figure(app: App, id: &'static str, of: fn(&Bill) -> Option<Span<Decimal>>) -> Part {
    figure(id, move || app.bill.with(of).map(usd_span))
}

/// The month once more, without its id: the headline carries that.
fn month_again(app: App) -> Part {
    let month = move || app.bill.get().month.map_or_else(|| UNKNOWN.to_owned(), |month| span_text(&usd_span(month)));
    el("span").text(move || month().into()).part()
}

fn row(app: App, label: Part, figure: Part, of: &'static str, steps: fn(App) -> Vec<sums::Step>) -> El {
    el("div").child(el("dt").with(label)).child(el("dd").with(figure).child(arithmetic(of, move || steps(app))))
}

fn kept_image(app: App) -> Vec<Part> {
    if !app.in_images() || app.bill.get().images == Some(0) {
        return Vec::new();
    }
    let each = figure("cost-kept-image", move || {
        app.bill.get().kept_image().map(|(low, high)| (Shown::quotient(low), Shown::quotient(high)))
    });
    let steps = |app: App| sums::kept_image_steps(app.state(), &app.bill.get());
    vec![row(app, words("Each image you keep"), each, "an image you keep", steps).part()]
}

fn lanes(app: App) -> El {
    let head = ["Lane", "", "USD per 1M tokens", "USD a month"].map(|name| {
        let cell = el("th").attr("scope", "col");
        match name {
            "" => cell.text(move || if app.in_images() { "Tokens an attempt" } else { "Tokens a request" }.into()),
            name => cell.words(name),
        }
    });
    let body = Meter::ALL.into_iter().flat_map(|meter| lane(app, meter));
    let table = el("table")
        .class("lanes")
        .child(el("caption").words("The five lanes"))
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(body));
    scrollable("The five lanes of the bill", table)
}

/// A wide table that scrolls by itself, by keyboard too.
pub fn scrollable(name: &'static str, table: El) -> El {
    el("div").class("scroll").attr("role", "region").attr("aria-label", name).attr("tabindex", "0").child(table)
}

fn lane(app: App, meter: Meter) -> [El; 2] {
    let slug = meter.slug();
    let tokens = figure(format!("tokens-{slug}"), move || app.bill.get().tokens[meter].map(count_span));
    let month = figure(format!("lane-{slug}"), move || app.bill.get().lanes[meter].map(usd_span));
    let standing = el("span").class("standing").text(move || token_standing(app, meter).words().into());
    let name = el("th").attr("scope", "row").words(meter.name()).words(" ").child(standing);
    let steps = move || sums::lane_steps(&app.scenario.get(), app.state(), &app.bill.get(), meter);
    let figures = el("tr")
        .child(name)
        .child(el("td").with(tokens))
        .child(el("td").text(move || format!("${}", number(app.state().rates[meter])).into()))
        .child(el("td").with(month));
    let sum = el("tr").class("sum").child(el("td").attr("colspan", "4").child(arithmetic(meter.name(), steps)));
    [figures, sum]
}

/// How sure a lane's tokens are.
fn token_standing(app: App, meter: Meter) -> Standing {
    app.scenario.with(|scenario| match meter {
        _ if scenario.mode == Mode::Tokens => Standing::Entered,
        Meter::ImageOutput => Standing::Measured,
        Meter::ImageInput | Meter::CachedImageInput => sums::reference_standing(scenario),
        Meter::TextInput | Meter::CachedTextInput => Standing::Entered,
    })
}

/// How many the budget pays for; nothing where no budget was given.
fn budget(app: App) -> Vec<Part> {
    let (scenario, unreadable) = (app.scenario.get(), app.unreadable.get());
    let rates = &app.state().rates;
    let Some(answer) = affordable(&scenario, unreadable, rates) else { return Vec::new() };
    let in_images = scenario.mode == Mode::Images;
    let (id, what) = if in_images { ("budget-images", "images you keep") } else { ("budget-requests", "requests") };
    let qualities = Quality::ALL.into_iter().filter(|_| in_images).filter_map(|quality| {
        let answer = affordable_at(&scenario, quality, unreadable, rates)?;
        let id = format!("budget-images-q-{}", quality.word());
        Some(el("li").words(format!("At {}: ", quality.word())).with(affordable_figure(id, answer)))
    });
    let sentence = el("p")
        .words(format!("With {} a month: ", budget_text(&scenario)))
        .with(affordable_figure(id.to_owned(), answer))
        .words(format!(" {what}."));
    let answers = el("div")
        .class("budget")
        .child(el("h4").words("What the budget pays for"))
        .child(sentence)
        .child(el("ul").children(qualities));
    vec![answers.part()]
}

fn budget_text(scenario: &Scenario) -> String {
    scenario.number(Field::Budget).map_or_else(|| UNKNOWN.to_owned(), usd)
}

fn affordable_figure(id: String, answer: Affordable) -> Part {
    let counts: Option<ShownSpan> = match answer {
        Affordable::Unlimited => return el("span").words("any number, as one costs nothing").part(),
        Affordable::Unknown => None,
        Affordable::Count(counts) => Some(count_span(counts)),
    };
    figure(id, move || counts.clone())
}
