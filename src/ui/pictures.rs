//! Three pictures of the bill, each with its numbers as a table: what it is made of, how it grows with the images, and
//! what one picture's output costs by size and quality.
//!
//! Drawn as plain SVG attributes and table cells, because the page's policy allows no inline style. Positions are whole
//! thousandths of a share; no money is a float here either.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::figure::UNKNOWN;
use super::state::App;
use crate::domain::bill::{Bill, attempts_for, cost, for_runs};
use crate::domain::field::Field;
use crate::domain::format::{count, per_mille, usd, whole};
use crate::domain::meter::Meter;
use crate::domain::output::{Quality, output_tokens};
use crate::domain::scenario::Choice;
use crate::domain::size::Size;

/// The pictures under the results.
pub fn pictures(app: App) -> AnyView {
    view! {
        <div class="pictures">
            {make_up(app)}
            <div hidden=move || !app.in_images()>{growth(app)}</div>
            {heat_map(app)}
        </div>
    }
    .into_any()
}

/// What the bill is made of: a bar by lane. A range shows its higher end.
fn make_up(app: App) -> AnyView {
    let parts = Memo::new(move |_| app.bill.with(lane_parts));
    let bar = move || {
        let mut from = 0;
        parts
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, (_, _, share))| {
                let x = from;
                from += share;
                view! { <rect class=format!("lane-{at}") x=x y="0" width=share height="60"></rect> }
            })
            .collect_view()
    };
    let rows = move || {
        parts
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, (meter, month, share))| {
                view! {
                    <tr>
                        <th scope="row"><span class=format!("key lane-{at}")></span>{meter.name()}</th>
                        <td>{month.map_or_else(|| UNKNOWN.to_owned(), usd)}</td>
                        <td>{format!("{}.{} %", share / 10, share % 10)}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <figure>
            <figcaption>"What the bill is made of"{move || is_range(app).then_some(" (higher end of the range)")}</figcaption>
            <svg class="bar" viewBox="0 0 1000 60" preserveAspectRatio="none" aria-hidden="true">{bar}</svg>
            <table>
                <thead><tr><th scope="col">"Lane"</th><th scope="col">"USD a month"</th><th scope="col">"Share"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </figure>
    }
    .into_any()
}

fn is_range(app: App) -> bool {
    app.bill.get().month.is_some_and(|month| !month.is_one())
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
#[derive(Clone, PartialEq)]
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
        let (scenario, unreadable, rates) = (app.scenario.get(), app.unreadable.get(), &app.state().rates);
        let bill = app.bill.get();
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
fn growth(app: App) -> AnyView {
    let growth = Memo::new(move |_| Growth::of(app));
    view! {
        <figure>
            <figcaption>"Cost a month against images kept, by quality"</figcaption>
            {move || match growth.get() {
                None => view! { <p class="hint">{UNKNOWN}</p> }.into_any(),
                Some(growth) => (chart(&growth), growth_table(&growth)).into_any(),
            }}
        </figure>
    }
    .into_any()
}

fn chart(growth: &Growth) -> AnyView {
    let top = growth.images.last().copied().unwrap_or(1);
    let lines = growth.costs.iter().map(|(quality, months)| {
        let points = growth.images.iter().zip(months);
        let points = points.map(|(images, month)| format!("{},{}", x_of(*images, top), y_of(*month, growth.ceiling)));
        let end = months.last().map_or(0, |month| y_of(*month, growth.ceiling));
        let points = points.collect::<Vec<_>>().join(" ");
        view! {
            <polyline class=format!("line q-{}", quality.word()) points=points></polyline>
            <text class="label" x=LEFT + WIDTH + 4 y=end + 4>{quality.word()}</text>
        }
    });
    let grid = growth.images.iter().enumerate().map(|(step, images)| {
        let (x, share) = (x_of(*images, top), Decimal::from(step as u64) * Decimal::new(25, 2));
        let month = share.checked_mul(growth.ceiling).unwrap_or_default();
        let y = y_of(month, growth.ceiling);
        view! {
            <line class="grid" x1=LEFT x2=LEFT + WIDTH y1=y y2=y></line>
            <text class="tick end" x=LEFT - 6 y=y + 4>{scale_usd(month)}</text>
            <text class="tick middle" x=x y=TOP + HEIGHT + 16>{count(*images)}</text>
        }
    });
    let here = growth.here.map(|(images, month)| {
        view! { <circle class="here" cx=x_of(images, top) cy=y_of(month, growth.ceiling) r="5"></circle> }
    });
    view! {
        <svg class="chart" viewBox="0 0 400 195" aria-hidden="true">
            {grid.collect_view()}{lines.collect_view()}{here}
        </svg>
    }
    .into_any()
}

/// A figure of the scale: whole dollars where there are some.
fn scale_usd(value: Decimal) -> String {
    if value >= Decimal::TEN { format!("${}", count(whole(value))) } else { usd(value) }
}

fn growth_table(growth: &Growth) -> AnyView {
    let head = growth.costs.iter().map(|(quality, _)| view! { <th scope="col">{quality.word()}</th> }).collect_view();
    let rows = growth.images.iter().enumerate().skip(1).map(|(at, images)| {
        let cells = growth.costs.iter().map(|(_, months)| view! { <td>{months.get(at).map(|month| usd(*month))}</td> });
        view! { <tr><th scope="row">{count(*images)}</th>{cells.collect_view()}</tr> }
    });
    let here = growth.here.map(|(images, month)| {
        view! { <p class="hint">"The dot is your scenario: "{count(images)}" images, "{usd(month)}" a month."</p> }
    });
    view! {
        {here}
        <details class="more">
            <summary>"The same as numbers"</summary>
            <table>
                <caption>"USD a month"</caption>
                <thead><tr><th scope="col">"Images"</th>{head}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// Size × quality: what one picture's output costs.
fn heat_map(app: App) -> AnyView {
    let head = Quality::ALL.map(|quality| view! { <th scope="col">{quality.word()}</th> }).collect_view();
    let rows = move || {
        let rate = app.state().rates[Meter::ImageOutput];
        Size::POPULAR.into_iter().map(|size| heat_row(size, rate)).collect_view()
    };
    view! {
        <figure>
            <figcaption>
                "Image output of one picture, USD (tokens measured, rate from the rate card). Not a price list: prompt, references, \
                 repeats, Batch and surcharge are not in it."
            </figcaption>
            <div class="scroll" role="region" aria-label="Image output cost by size and quality" tabindex="0">
                <table class="heat">
                    <thead><tr><th scope="col">"Size"</th>{head}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </figure>
    }
    .into_any()
}

fn heat_row(size: Size, rate: Decimal) -> AnyView {
    let cells = Quality::ALL.map(|quality| {
        let tokens = output_tokens(size, quality);
        let usd = cost(tokens.into(), rate, Decimal::ONE).map_or_else(|| UNKNOWN.to_owned(), usd);
        view! { <td class=format!("heat-{}", heat(tokens))>{usd}</td> }
    });
    view! { <tr><th scope="row">{format!("{} × {}", size.width(), size.height())}</th>{cells.collect_view()}</tr> }
        .into_any()
}

/// One of nine shades: each is twice as dear as the one before, from 64 tokens up.
fn heat(tokens: u32) -> u32 {
    (tokens / 64).max(1).ilog2().min(8)
}
