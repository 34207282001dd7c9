//! How the month grows with the number of images: a line for each quality, and a dot for the scenario.
//!
//! Only the picture's geometry is in floats; every amount that is written beside it is exact.

use gpt_image_cost_core::{
    Decimal, Estimate, Quality, Setting, Usd,
    money::{
        decimal::checked_mul,
        format::{grouped, usd, whole_usd},
    },
};
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;

const LEFT: f64 = 48.0;
const RIGHT: f64 = 372.0;
const BOTTOM: f64 = 214.0;
const TOP: f64 = 22.0;
/// The least distance between two labels at the right.
const LABEL_HEIGHT: f64 = 16.0;

/// A mark on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its place, in units of the picture.
    pub at: f64,
    /// What it says.
    pub label: String,
}

/// The line of one quality.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The quality.
    pub quality: Quality,
    /// Where it ends, in units of the picture.
    pub end: f64,
    /// Where its label stands.
    pub label_at: f64,
    /// USD a month at the right end.
    pub month: Usd,
    /// Whether it is the scenario's own quality.
    pub is_chosen: bool,
}

/// The chart of a scenario; none where there is nothing to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// Images at the right end.
    pub images: u64,
    /// Marks of the horizontal axis.
    pub x_ticks: Vec<Tick>,
    /// Marks of the vertical axis.
    pub y_ticks: Vec<Tick>,
    /// The lines, cheapest first.
    pub lines: Vec<Line>,
    /// The scenario: one dot, or one for each end of a range.
    pub dots: Vec<(f64, Tick)>,
}

impl Growth {
    /// The chart of a scenario in images.
    pub fn new(estimate: &Estimate) -> Option<Self> {
        let (own, month) = (estimate.bill.images?, estimate.bill.month?);
        let images = if own == 0 { 2_000 } else { own.checked_mul(2)? };
        let attempts = Decimal::from(estimate.bill.requests?).checked_div(Decimal::from(own.max(1)))?.max(Decimal::ONE);
        let at_the_end = |quality| {
            let one = estimate.with_size_and_quality(estimate.scenario.size, Setting::Fixed(quality)).bill.per_request?;
            Some((quality, checked_mul(checked_mul(one.high, Decimal::from(images))?, attempts)?))
        };
        let ends: Vec<(Quality, Usd)> = Quality::ALL.into_iter().map(at_the_end).collect::<Option<_>>()?;
        let most = ends.iter().map(|(_, month)| *month).max()?.to_f64().filter(|most| *most > 0.0)?;
        let height = |amount: Usd| BOTTOM - amount.to_f64().unwrap_or(0.0) / most * (BOTTOM - TOP);
        let line = |(quality, month): (Quality, Usd)| Line {
            quality,
            end: height(month),
            label_at: height(month) + 4.0,
            month,
            is_chosen: estimate.scenario.quality == Setting::Fixed(quality),
        };
        let mut lines: Vec<Line> = ends.into_iter().map(line).collect();
        part_labels(&mut lines);
        let x = (LEFT + RIGHT) / 2.0;
        let ends = if month.is_single() { vec![month.low] } else { vec![month.low, month.high] };
        let dot = |amount: Usd| (if own == 0 { LEFT } else { x }, Tick { at: height(amount), label: usd(amount) });
        Some(Self {
            images,
            x_ticks: quarters(images),
            y_ticks: steps(most).into_iter().map(|amount| Tick { at: height(amount), label: whole(amount) }).collect(),
            lines,
            dots: ends.into_iter().map(dot).collect(),
        })
    }

    /// The chart in a sentence.
    pub fn sentence(&self) -> String {
        let ends: Vec<String> =
            self.lines.iter().map(|line| format!("{} {}", line.quality.as_str(), usd(line.month))).collect();
        let own: Vec<String> = self.dots.iter().map(|(_, tick)| tick.label.clone()).collect();
        format!(
            "The monthly cost grows in a straight line with the number of images: at {} images, {}. This scenario: {}.",
            grouped(self.images),
            ends.join(", "),
            own.join(" to ")
        )
    }
}

fn whole(amount: Usd) -> String {
    if amount.is_zero() { "$0".to_owned() } else { whole_usd(amount) }
}

/// Keeps the labels of lines that end close together apart.
fn part_labels(lines: &mut [Line]) {
    let mut below = BOTTOM + LABEL_HEIGHT;
    for line in lines {
        line.label_at = line.label_at.min(below - LABEL_HEIGHT);
        below = line.label_at;
    }
}

fn quarters(images: u64) -> Vec<Tick> {
    let tick = |quarter: u64| {
        #[allow(clippy::cast_precision_loss)] // 0 to 4
        let share = quarter as f64 / 4.0;
        Tick { at: LEFT + share * (RIGHT - LEFT), label: grouped(images / 4 * quarter + images % 4 * quarter / 4) }
    };
    (0..=4).map(tick).collect()
}

/// Round amounts from 0 up to `most`: at most five, in steps of 1, 2 or 5 times a power of ten.
fn steps(most: f64) -> Vec<Usd> {
    let rough = most / 4.0;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= rough).unwrap_or(most);
    let step = Decimal::from_f64_retain(step).unwrap_or(Decimal::ONE).round_sf(1).unwrap_or(Decimal::ONE);
    let limit = Decimal::from_f64_retain(most).unwrap_or(step);
    let mut amounts = vec![Decimal::ZERO];
    while let Some(next) = amounts.last().and_then(|last| last.checked_add(step)).filter(|next| *next <= limit) {
        amounts.push(next);
        if amounts.len() > 5 {
            break;
        }
    }
    amounts
}

/// The chart.
#[component]
pub fn GrowthChart(#[prop(into)] growth: Signal<Option<Growth>>) -> impl IntoView {
    let sentence = move || growth.read().as_ref().map(Growth::sentence).unwrap_or_default();
    let y_ticks = move || growth.get().map(|growth| growth.y_ticks).unwrap_or_default();
    let x_ticks = move || growth.get().map(|growth| growth.x_ticks).unwrap_or_default();
    let lines = move || growth.get().map(|growth| growth.lines).unwrap_or_default();
    let dots = move || growth.get().map(|growth| growth.dots).unwrap_or_default();
    view! {
        <svg class="chart" viewBox="0 0 480 240" role="img" aria-label=sentence>
            <For each=y_ticks key=|tick| format!("{tick:?}") let:tick>
                <path d=format!("M{LEFT} {:.1}H{RIGHT}", tick.at)></path>
                <text class="end" x="42" y=format!("{:.1}", tick.at + 4.0)>{tick.label}</text>
            </For>
            <For each=x_ticks key=|tick| format!("{tick:?}") let:tick>
                <text class="middle" x=format!("{:.1}", tick.at) y="234">{tick.label}</text>
            </For>
            <For each=lines key=|line| format!("{line:?}") let:line>
                <path class=if line.is_chosen { "quality chosen" } else { "quality" } d=format!("M{LEFT} {BOTTOM}L{RIGHT} {:.1}", line.end)></path>
                <text class=if line.is_chosen { "chosen" } else { "" } x="379" y=format!("{:.1}", line.label_at)>
                    {line.quality.name()} " " {whole(line.month)}
                </text>
            </For>
            <For each=dots key=|dot| format!("{dot:?}") let((x, tick))>
                <path class="drop" d=format!("M{x} {BOTTOM}V{:.1}", tick.at)></path>
                <circle cx=format!("{x}") cy=format!("{:.1}", tick.at) r="5"></circle>
                <text class="chosen middle" x=format!("{x}") y=format!("{:.1}", tick.at - 10.0)>{tick.label}</text>
            </For>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use gpt_image_cost_core::{FieldSet, RATE_HISTORY, scenario::permalink};

    use super::*;

    fn growth(link: &str) -> Option<Growth> {
        let parsed = permalink::parse(link, &RATE_HISTORY);
        Growth::new(&Estimate::new(parsed.comparison.first(), FieldSet::EMPTY, &RATE_HISTORY))
    }

    #[test]
    fn the_dot_lies_on_the_line_of_its_quality() {
        let Some(growth) = growth("rates=2026-06-05") else { panic!("there is a chart") };
        let chosen = growth.lines.iter().find(|line| line.is_chosen).map(|line| line.end);
        let middle = chosen.map(|end| (end + BOTTOM) / 2.0);
        assert!(middle.is_some_and(|middle| (middle - growth.dots[0].1.at).abs() < 0.01), "{growth:?}");
        assert_eq!(growth.dots[0].1.label, "$53.18");
        assert_eq!(growth.x_ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>(), ["0", "500", "1,000", "1,500", "2,000"]);
        assert_eq!(growth.y_ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>(), ["$0", "$200", "$400"]);
    }

    #[test]
    fn a_range_has_a_dot_for_each_end() {
        assert_eq!(growth("rates=2026-06-05&q=auto").map(|growth| growth.dots.len()), Some(2));
    }

    #[test]
    fn without_images_there_is_nothing_to_draw() {
        assert_eq!(growth("rates=2026-06-05&mode=tokens&oi=100"), None);
    }
}
