//! Three pictures of the bill, each with its numbers as a table: what it is made of, how it grows with the images, and
//! what one picture's output costs by size and quality.
//!
//! Drawn as plain SVG attributes and table cells, because the page's policy allows no inline style. Positions are whole
//! thousandths of a share; no money is a float here either.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::control::more;
use super::figure::UNKNOWN;
use super::html::{El, Written, el, written};
use super::results::scrollable;
use super::state::App;
use crate::domain::bill::{Bill, attempts_for, cost, for_runs};
use crate::domain::field::Field;
use crate::domain::format::{count, per_mille, usd, whole};
use crate::domain::meter::Meter;
use crate::domain::output::{Quality, output_tokens};
use crate::domain::scenario::Choice;
use crate::domain::size::Size;

/// The pictures under the results.
pub fn pictures(app: App) -> El<Written> {
    written("div")
        .class("pictures")
        .child(make_up(app))
        .child(growth(app).hidden(move || !app.now().in_images()))
        .child(heat_map(app))
}

/// A picture with its caption.
fn picture(caption: El<Written>) -> El<Written> {
    written("figure").child(caption)
}

/// A drawing; the numbers beside it are for everyone who does not see it.
fn drawing(class: &'static str, view_box: &'static str, markup: impl Fn() -> String + 'static) -> El<Written> {
    written("svg")
        .class(class)
        .attr("viewBox", view_box)
        .attr("preserveAspectRatio", if class == "bar" { "none" } else { "xMidYMid" })
        .attr("aria-hidden", "true")
        .markup(markup)
}

fn header_row(names: impl IntoIterator<Item = &'static str>) -> El<Written> {
    written("thead")
        .child(written("tr").children(names.into_iter().map(|name| written("th").attr("scope", "col").words(name))))
}

/// What the bill is made of: a bar by lane. A range shows its higher end.
fn make_up(app: App) -> El<Written> {
    let parts = move || lane_parts(&app.now().bill);
    let bar = move || {
        let mut markup = String::new();
        let mut x = 0;
        for (at, (_, _, share)) in parts().into_iter().enumerate() {
            let _ = write!(markup, "<rect class=\"lane-{at}\" x=\"{x}\" y=\"0\" width=\"{share}\" height=\"60\"/>");
            x += share;
        }
        markup
    };
    let rows = move || parts().into_iter().enumerate().map(lane_row).collect();
    let caption = move || {
        if is_range(app) { "What the bill is made of (higher end of the range)" } else { "What the bill is made of" }
    };
    let table = written("table").child(header_row(["Lane", "USD a month", "Share"])).child(written("tbody").list(rows));
    picture(written("figcaption").text(move || caption().into()))
        .child(drawing("bar", "0 0 1000 60", bar))
        .child(scrollable("What the bill is made of", table))
}

fn lane_row((at, (meter, month, share)): (usize, (Meter, Option<Decimal>, u32))) -> El {
    let key = el("span").class(format!("key lane-{at}"));
    el("tr")
        .child(el("th").attr("scope", "row").child(key).words(meter.name()))
        .child(el("td").words(month.map_or_else(|| UNKNOWN.to_owned(), usd)))
        .child(el("td").words(format!("{}.{} %", share / 10, share % 10)))
}

fn is_range(app: App) -> bool {
    app.now().bill.month.is_some_and(|month| !month.is_one())
}

fn lane_parts(bill: &Bill) -> Vec<(Meter, Option<Decimal>, u32)> {
    let total = bill.month.map(|month| month.high);
    Meter::ALL
        .into_iter()
        .map(|meter| {
            let month = bill.lanes[meter].map(|lane| lane.high);
            let share = month.zip(total).and_then(|(month, total)| per_mille(month, total)).unwrap_or(0);
            (meter, month, share)
        })
        .collect()
}

/// Cost of a month at some numbers of images, at each quality.
struct Growth {
    images: Vec<u64>,
    costs: Vec<(Quality, Vec<Decimal>)>,
    ceiling: Decimal,
    here: Option<(u64, Decimal)>,
}

/// Steps of the scale, from 0 to the top.
const STEPS: u64 = 4;

impl Growth {
    fn of(app: App) -> Option<Self> {
        let now = app.now();
        let (scenario, unreadable, rates, bill) = (&now.scenario, now.unreadable, &now.state.rates, &now.bill);
        let top = round_up(bill.images?.saturating_mul(3).div_ceil(2).max(STEPS));
        let images: Vec<u64> = (0..=STEPS).map(|step| top / STEPS * step).collect();
        let attempts = scenario.decimal(Field::Attempts);
        let mut costs = Vec::new();
        for quality in Quality::ALL {
            let mut at_quality = scenario.clone();
            at_quality.quality = Choice::Fixed(quality);
            let one = Bill::of(&at_quality, unreadable, rates).one?.high;
            let months = images.iter().map(|images| for_runs(one, attempts_for(*images, attempts)?));
            costs.push((quality, months.collect::<Option<Vec<_>>>()?));
        }
        let ceiling = *costs.last()?.1.last()?;
        Some(Self { images, costs, ceiling, here: bill.images.zip(bill.month.map(|month| month.high)) })
    }
}

/// The next number of one significant figure that quarters well: 1,500 becomes 2,000.
fn round_up(value: u64) -> u64 {
    let unit = 10u64.pow(value.max(1).ilog10());
    [1, 2, 4, 8, 10]
        .into_iter()
        .map(|step| step * unit)
        .find(|top| *top >= value && top.is_multiple_of(STEPS))
        .unwrap_or(value.next_multiple_of(STEPS))
}

/// The plot's corners in the picture's units.
const LEFT: u32 = 70;
const TOP: u32 = 10;
const WIDTH: u32 = 270;
const HEIGHT: u32 = 160;

fn x_of(images: u64, top: u64) -> u32 {
    LEFT + per_mille(images.into(), top.into()).unwrap_or(0) * WIDTH / 1000
}

fn y_of(cost: Decimal, ceiling: Decimal) -> u32 {
    TOP + HEIGHT - per_mille(cost, ceiling).unwrap_or(0).min(1000) * HEIGHT / 1000
}

/// Cost against images a month for low, medium and high, with the reader's point.
fn growth(app: App) -> El<Written> {
    let growth = move || Growth::of(app);
    let here = move || growth().and_then(|growth| growth.here).map(here_in_words).unwrap_or_default().into();
    let rows = move || growth().map(|growth| growth_rows(&growth)).unwrap_or_default();
    let head = ["Images", "low", "medium", "high"];
    let table = written("table")
        .child(written("caption").words("USD a month"))
        .child(header_row(head))
        .child(written("tbody").list(rows));
    let numbers = more("The same as numbers").child(scrollable("Cost a month by images and quality", table));
    picture(written("figcaption").words("Cost a month against images kept, by quality"))
        .child(drawing("chart", "0 0 400 195", move || growth().map(|growth| chart(&growth)).unwrap_or_default()))
        .child(written("p").class("hint").text(here))
        .child(numbers)
}

fn here_in_words((images, month): (u64, Decimal)) -> String {
    format!("The dot is your scenario: {} images, {} a month.", count(images), usd(month))
}

fn chart(growth: &Growth) -> String {
    let (top, right, base) = (growth.images.last().copied().unwrap_or(1), LEFT + WIDTH, TOP + HEIGHT);
    let mut markup = String::new();
    for (step, images) in growth.images.iter().enumerate() {
        let month = Decimal::from(step as u64).checked_mul(Decimal::new(25, 2));
        let month = month.and_then(|share| share.checked_mul(growth.ceiling)).unwrap_or_default();
        let (x, y) = (x_of(*images, top), y_of(month, growth.ceiling));
        let _ = write!(
            markup,
            "<path class=\"grid\" d=\"M{LEFT} {y}H{right}\"/><text class=\"end\" x=\"{}\" y=\"{}\">{}</text>\
             <text class=\"middle\" x=\"{x}\" y=\"{}\">{}</text>",
            LEFT - 6,
            y + 4,
            scale_usd(month),
            base + 16,
            count(*images),
        );
    }
    for (quality, months) in &growth.costs {
        let word = quality.word();
        let _ = write!(markup, "<polyline class=\"line q-{word}\" points=\"");
        for (images, month) in growth.images.iter().zip(months) {
            let _ = write!(markup, "{},{} ", x_of(*images, top), y_of(*month, growth.ceiling));
        }
        let end = months.last().map_or(base, |month| y_of(*month, growth.ceiling));
        let _ = write!(markup, "\"/><text x=\"{}\" y=\"{}\">{word}</text>", right + 4, end + 4);
    }
    if let Some((images, month)) = growth.here {
        let (x, y) = (x_of(images, top), y_of(month, growth.ceiling));
        let _ = write!(markup, "<circle class=\"here\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>");
    }
    markup
}

/// A figure of the scale: whole dollars where there are some.
fn scale_usd(value: Decimal) -> String {
    if value >= Decimal::TEN { format!("${}", count(whole(value))) } else { usd(value) }
}

fn growth_rows(growth: &Growth) -> Vec<El> {
    let row = |(at, images): (usize, &u64)| {
        let cells =
            growth.costs.iter().filter_map(|(_, months)| months.get(at)).map(|month| el("td").words(usd(*month)));
        el("tr").child(el("th").attr("scope", "row").words(count(*images))).children(cells)
    };
    growth.images.iter().enumerate().skip(1).map(row).collect()
}

/// Size × quality: what one picture's output costs.
fn heat_map(app: App) -> El<Written> {
    let rows = move || {
        let rate = app.now().state.rates[Meter::ImageOutput];
        Size::POPULAR.into_iter().map(|size| heat_row(size, rate)).collect()
    };
    let caption = "Image output of one picture, USD (tokens measured, rate from the rate card). Not a price list: prompt, \
                   references, repeats, Batch and surcharge are not in it.";
    let table = written("table")
        .class("heat")
        .child(header_row(["Size", "low", "medium", "high"]))
        .child(written("tbody").list(rows));
    picture(written("figcaption").words(caption)).child(scrollable("Image output cost by size and quality", table))
}

fn heat_row(size: Size, rate: Decimal) -> El {
    let cells = Quality::ALL.map(|quality| {
        let tokens = output_tokens(size, quality);
        let usd = cost(tokens.into(), rate, Decimal::ONE).map_or_else(|| UNKNOWN.to_owned(), usd);
        el("td").class(format!("heat-{}", heat(tokens))).words(usd)
    });
    let name = format!("{} × {}", size.width(), size.height());
    el("tr").child(el("th").attr("scope", "row").words(name)).children(cells)
}

/// One of nine shades: each is twice as dear as the one before, from 64 tokens up.
fn heat(tokens: u32) -> u32 {
    (tokens / 64).max(1).ilog2().min(8)
}
