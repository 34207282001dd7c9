//! The bill: the month first, then each figure with its arithmetic, then the five lanes.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::figure::{Shown, UNKNOWN, arithmetic, count_span, figure, shown, span_text, usd_span};
use super::html::{El, Written, el, written};
use super::pinned::pinned;
use super::state::{App, Now};
use crate::domain::arithmetic as sums;
use crate::domain::bill::{Bill, token_field};
use crate::domain::budget::{Affordable, affordable, affordable_at};
use crate::domain::field::Field;
use crate::domain::format::{count, number, usd};
use crate::domain::meter::Meter;
use crate::domain::output::Quality;
use crate::domain::scenario::{Mode, Scenario};
use crate::domain::sheet::entered;
use crate::domain::span::Span;
use crate::domain::standing::Standing;

/// The results of the scenario in the form.
pub fn results(app: App) -> El<Written> {
    headline(app).child(figures(app)).child(lanes(app)).child(budget_answer(app))
}

/// The results in short: the month, what it is for, and what has to be said next to it.
pub fn headline(app: App) -> El<Written> {
    let remarks = move || remarks(app).into_iter().map(|line| el("li").words(line)).collect();
    written("section")
        .class("results")
        .attr("aria-labelledby", "results-title")
        .child(written("h3").id("results-title").text(move || title(app).into()))
        .child(written("p").class("headline").child(usd_figure(app, "cost-month", |bill| bill.month)).words(" a month"))
        .child(written("p").text(move || in_detail(&app.now()).into()))
        .child(written("p").class("hint").text(move || rates_in_words(app).into()))
        .child(pinned(app))
        .child(written("ul").class("notes").list(remarks))
}

/// What the budget pays for; empty where none was given.
pub fn budget_answer(app: App) -> El<Written> {
    written("div").list(move || budget(app))
}

fn title(app: App) -> String {
    if !app.ready.get() {
        return "Example: 1,000 medium squares a month".to_owned();
    }
    match app.now().scenario.name.as_str() {
        "" => "What this costs".to_owned(),
        name => name.to_owned(),
    }
}

/// A scenario in a few words: its name, or how much of what.
pub fn in_words(now: &Now) -> String {
    if now.scenario.name.is_empty() { amount(now) } else { now.scenario.name.clone() }
}

/// What counts for a field, in words; a dash where it cannot be read, never its default.
fn value(now: &Now, field: Field) -> String {
    if now.unreadable.contains(field) {
        return UNKNOWN.to_owned();
    }
    match field {
        Field::Images | Field::Requests => count(now.scenario.whole(field)),
        _ => entered(&now.scenario, field),
    }
}

fn amount(now: &Now) -> String {
    if !now.in_images() {
        return format!("{} requests", value(now, Field::Requests));
    }
    let [images, size, quality] = [Field::Images, Field::Size, Field::Quality].map(|field| value(now, field));
    format!("{images} images, {size}, {quality}")
}

/// The same with everything else that counts and was entered.
fn in_detail(now: &Now) -> String {
    const OF_IMAGES: [Field; 5] = [Field::Prompt, Field::Refs, Field::Attempts, Field::Partial, Field::Cached];
    let of_mode = if now.in_images() { OF_IMAGES } else { Meter::ALL.map(token_field) };
    let was_entered = |field: &Field| now.unreadable.contains(*field) || now.scenario.spelling(*field).is_some();
    let mut words = amount(now);
    for field in of_mode.into_iter().chain([Field::Batch, Field::Uplift]).filter(was_entered) {
        let value = value(now, field);
        let (value, unit) = match field {
            Field::Batch => ("yes", ""),
            Field::Cached | Field::Uplift => (value.as_str(), " %"),
            _ => (value.as_str(), ""),
        };
        words.push_str(&["; ", field.label(), ": ", value, unit].concat());
    }
    words
}

/// Which rates apply, in words.
pub fn rates_in_words(app: App) -> String {
    let state = app.now().state;
    let standing = state.standing.words();
    format!("USD, before tax, at the rates recorded from {} to {} ({standing}).", state.from, state.checked)
}

/// What has to be said next to the total.
fn remarks(app: App) -> Vec<String> {
    let scenario = app.now().scenario.clone();
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
    if let Some(runs) = app.now().bill.runs.filter(|_| scenario.mode == Mode::Images) {
        lines.push(format!("{} attempts a month, every one billed.", count(runs)));
    }
    lines.push(
        "Through the Responses API the main model bills its own tokens on top; they are not counted here.".to_owned(),
    );
    lines
}

/// What one costs, a month, a year and each picture kept, with the arithmetic.
pub fn figures(app: App) -> El<Written> {
    let one = |app: App| sums::one_steps(&app.now().scenario.clone(), app.now().state, &app.now().bill);
    let month = |app: App| sums::month_steps(&app.now().scenario.clone(), app.now().state, &app.now().bill);
    let year = |app: App| sums::year_steps(app.now().state, &app.now().bill);
    let one_label =
        written("dt").text(move || if app.now().in_images() { "One attempt" } else { "One request" }.into());
    written("dl")
        .class("figures")
        .child(row(app, one_label, usd_figure(app, "cost-request", |bill| bill.one), "one", one))
        .child(row(app, written("dt").words("Month"), month_again(app), "a month", month))
        .child(row(app, written("dt").words("Year"), usd_figure(app, "cost-year", |bill| bill.year), "a year", year))
        .child(kept_image(app))
}

/// A figure in USD of the bill.
fn usd_figure(app: App, id: &'static str, of: fn(&Bill) -> Option<Span<Decimal>>) -> El<Written> {
    figure(id, move || of(&app.now().bill).map(usd_span))
}

/// The month once more, without its id: the headline carries that.
fn month_again(app: App) -> El<Written> {
    let month = move || app.now().bill.month.map_or_else(|| UNKNOWN.to_owned(), |month| span_text(&usd_span(month)));
    written("span").text(move || month().into())
}

fn row(
    app: App,
    label: El<Written>,
    figure: El<Written>,
    of: &'static str,
    steps: fn(App) -> Vec<sums::Step>,
) -> El<Written> {
    written("div").child(label).child(written("dd").child(figure).child(arithmetic(of, move || steps(app))))
}

fn kept_image(app: App) -> El<Written> {
    let asked = move || app.now().in_images() && app.now().bill.images != Some(0);
    let each = move || app.now().bill.kept_image().map(|(low, high)| (Shown::quotient(low), Shown::quotient(high)));
    // Absent, not just hidden, where it is not asked for.
    let each = written("span").list(move || if asked() { shown("cost-kept-image", each()) } else { Vec::new() });
    let steps = |app: App| sums::kept_image_steps(app.now().state, &app.now().bill);
    row(app, written("dt").words("Each image you keep"), each, "an image you keep", steps).hidden(move || !asked())
}

/// The bill by its five lanes.
pub fn lanes(app: App) -> El<Written> {
    let head = ["Lane", "", "USD per 1M tokens", "USD a month"].map(|name| {
        let cell = written("th").attr("scope", "col");
        match name {
            "" => {
                cell.text(move || if app.now().in_images() { "Tokens an attempt" } else { "Tokens a request" }.into())
            }
            name => cell.words(name),
        }
    });
    let body = Meter::ALL.into_iter().flat_map(|meter| lane(app, meter));
    let table = written("table")
        .class("lanes")
        .child(written("caption").words("The five lanes"))
        .child(written("thead").child(written("tr").children(head)))
        .child(written("tbody").children(body));
    scrollable("The five lanes of the bill", table)
}

/// A wide table that scrolls by itself, by keyboard too.
pub fn scrollable(name: &'static str, table: El<Written>) -> El<Written> {
    written("div").class("scroll").attr("role", "region").attr("aria-label", name).attr("tabindex", "0").child(table)
}

fn lane(app: App, meter: Meter) -> [El<Written>; 2] {
    let slug = meter.slug();
    let tokens = figure(format!("tokens-{slug}"), move || app.now().bill.tokens[meter].map(count_span));
    let month = figure(format!("lane-{slug}"), move || app.now().bill.lanes[meter].map(usd_span));
    let standing = written("span").class("standing").text(move || token_standing(app, meter).words().into());
    let name = written("th").attr("scope", "row").words(meter.name()).words(" ").child(standing);
    let steps = move || sums::lane_steps(&app.now().scenario.clone(), app.now().state, &app.now().bill, meter);
    let figures = written("tr")
        .child(name)
        .child(written("td").child(tokens))
        .child(rate(app, meter))
        .child(written("td").child(month));
    let sum =
        written("tr").class("sum").child(written("td").attr("colspan", "4").child(arithmetic(meter.name(), steps)));
    [figures, sum]
}

/// The cell of a meter's rate, in USD per 1M tokens.
pub fn rate(app: App, meter: Meter) -> El<Written> {
    written("td").text(move || format!("${}", number(app.now().state.rates[meter])).into())
}

/// How sure a lane's tokens are.
fn token_standing(app: App, meter: Meter) -> Standing {
    let now = app.now();
    match meter {
        _ if !now.in_images() => Standing::Entered,
        Meter::ImageOutput => Standing::Measured,
        Meter::ImageInput | Meter::CachedImageInput => sums::reference_standing(&now.scenario),
        Meter::TextInput | Meter::CachedTextInput => Standing::Entered,
    }
}

/// How many the budget pays for; nothing where no budget was given.
fn budget(app: App) -> Vec<El> {
    let (scenario, unreadable) = (app.now().scenario.clone(), app.now().unreadable);
    let rates = &app.now().state.rates;
    let Some(answer) = affordable(&scenario, unreadable, rates) else { return Vec::new() };
    let in_images = scenario.mode == Mode::Images;
    let (id, what) = if in_images { ("budget-images", "images you keep") } else { ("budget-requests", "requests") };
    let qualities = Quality::ALL.into_iter().filter(|_| in_images).filter_map(|quality| {
        let answer = affordable_at(&scenario, quality, unreadable, rates)?;
        let id = format!("budget-images-q-{}", quality.word());
        Some(el("li").words(format!("At {}: ", quality.word())).child(affordable_figure(&id, answer)))
    });
    let sentence = el("p")
        .words(format!("With {} a month: ", budget_text(&scenario)))
        .child(affordable_figure(id, answer))
        .words(format!(" {what}."));
    let answers = el("div")
        .class("budget")
        .child(el("h4").words("What the budget pays for"))
        .child(sentence)
        .child(el("ul").children(qualities));
    vec![answers]
}

fn budget_text(scenario: &Scenario) -> String {
    scenario.number(Field::Budget).map_or_else(|| UNKNOWN.to_owned(), usd)
}

fn affordable_figure(id: &str, answer: Affordable) -> El {
    let figure = el("span");
    match answer {
        Affordable::Unlimited => figure.words("any number, as one costs nothing"),
        Affordable::Unknown => figure.children(shown(id, None)),
        Affordable::Count(counts) => figure.children(shown(id, Some(count_span(counts)))),
    }
}
