//! How the month grows with the number of images: a line for each quality, and a dot for the scenario.
//!
//! The places are whole units of the view box; every amount that is written beside it is exact.

use gpt_image_cost_core::{
    Decimal, Estimate, Field, Quality, Setting, Usd,
    estimate::bill::{attempts_for, times_requests},
    money::{
        decimal::checked_mul,
        format::{grouped, per_mille, usd, whole_usd},
    },
};
use leptos::prelude::*;

const WIDTH: i32 = 480;
const BOTTOM: i32 = 214;
const TOP: i32 = 22;
/// The least distance between two labels at the right.
const LABEL_HEIGHT: i32 = 16;

/// Between a label and what it is about.
const GAP: i32 = 7;

/// The width of a label, in units of the view box, at the largest size that `style/calculator.css` sets.
fn width(label: &str) -> i32 {
    i32::try_from(label.chars().count()).unwrap_or(0) * 21 / 2
}

/// A mark on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its place, in units of the view box.
    pub at: i32,
    /// What it says.
    pub label: String,
}

/// The line of one quality.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub quality: Quality,
    /// Where it ends, in units of the view box.
    pub end: i32,
    /// Where its label stands.
    pub label_at: i32,
    /// USD a month at the right end.
    pub month: Usd,
    /// Whether it is the scenario's own quality.
    pub is_chosen: bool,
}

/// The chart of a scenario; `None` if there is nothing to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// Images at the right end.
    pub images: u64,
    /// Where the lines begin, beside the labels of the vertical axis.
    pub left: i32,
    /// Where the lines end, before their labels.
    pub right: i32,
    /// Marks of the horizontal axis.
    pub x_ticks: Vec<Tick>,
    /// Marks of the vertical axis.
    pub y_ticks: Vec<Tick>,
    /// The lines, cheapest first.
    pub lines: Vec<Line>,
    /// The scenario: one dot, or one for each end of a range.
    pub dots: Vec<(i32, Tick)>,
}

impl Growth {
    /// The chart of a scenario in images.
    pub fn new(estimate: &Estimate) -> Option<Self> {
        let (own, month) = (estimate.bill.images?, estimate.bill.month?);
        let images = if own == 0 { 2_000 } else { own.checked_mul(2)? };
        let attempts = attempts_for(images, estimate.scenario.decimal(Field::Attempts))?;
        let at_the_end = |quality| {
            let one =
                estimate.with_size_and_quality(estimate.scenario.size, Setting::Fixed(quality)).bill.per_request?;
            Some((quality, times_requests(one.high, attempts)?))
        };
        let ends: Vec<(Quality, Usd)> = Quality::ALL.into_iter().map(at_the_end).collect::<Option<_>>()?;
        let most = ends.iter().map(|(_, month)| *month).max().filter(|most| !most.is_zero())?;
        let height = |amount: Usd| {
            let share = per_mille(amount, most).and_then(|share| i32::try_from(share).ok()).unwrap_or(0);
            BOTTOM - (share * (BOTTOM - TOP) + 500) / 1_000
        };
        let line = |(quality, month): (Quality, Usd)| Line {
            quality,
            end: height(month),
            label_at: height(month) + 4,
            month,
            is_chosen: estimate.scenario.quality == Setting::Fixed(quality),
        };
        let mut lines: Vec<Line> = ends.into_iter().map(line).collect();
        separate_labels(&mut lines);
        let y_ticks: Vec<Tick> =
            steps(most).into_iter().map(|amount| Tick { at: height(amount), label: whole(amount) }).collect();
        let widest = |labels: Vec<i32>| labels.into_iter().max().unwrap_or(0) + GAP;
        let left = widest(y_ticks.iter().map(|tick| width(&tick.label)).collect());
        let right = WIDTH - widest(lines.iter().map(|line| width(&line.label())).collect());
        let x = i32::midpoint(left, right);
        let ends = if month.is_single() { vec![month.low] } else { vec![month.low, month.high] };
        let dot = |amount: Usd| (if own == 0 { left } else { x }, Tick { at: height(amount), label: usd(amount) });
        Some(Self {
            images,
            left,
            right,
            x_ticks: quarters(images, left, right),
            y_ticks,
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

impl Line {
    /// What stands at its end: `Medium $106`.
    fn label(&self) -> String {
        format!("{} {}", self.quality.name(), whole(self.month))
    }
}

fn whole(amount: Usd) -> String {
    if amount.is_zero() { "$0".to_owned() } else { whole_usd(amount) }
}

/// Keeps the labels of lines that end close together apart.
fn separate_labels(lines: &mut [Line]) {
    let mut below = BOTTOM + LABEL_HEIGHT;
    for line in lines {
        line.label_at = line.label_at.min(below - LABEL_HEIGHT);
        below = line.label_at;
    }
}

/// Quarters of the images at the right end, or as few of them as their labels have room for.
fn quarters(images: u64, left: i32, right: i32) -> Vec<Tick> {
    let tick = |quarter: i32| {
        let count = u64::try_from(quarter).unwrap_or(0);
        Tick { at: left + quarter * (right - left) / 4, label: grouped(images / 4 * count + images % 4 * count / 4) }
    };
    let needed = width(&grouped(images)) + GAP;
    let step = [1, 2].into_iter().find(|step| needed <= (right - left) / 4 * step).unwrap_or(4);
    (0..=4).filter(|quarter| quarter % step == 0).map(tick).collect()
}

/// Round amounts from 0 up to `most`: at most five, in steps of 1, 2 or 5 times a power of ten.
fn steps(most: Usd) -> Vec<Usd> {
    let factors = [1, 2, 5].map(Decimal::from);
    let powers = (-20i64..20).filter_map(|exponent| {
        let zeros = u32::try_from(exponent.unsigned_abs()).ok()?;
        if exponent < 0 { Some(Decimal::new(1, zeros)) } else { Some(Decimal::from(10u64.checked_pow(zeros)?)) }
    });
    let mut candidates = powers.flat_map(|power| factors.map(|factor| checked_mul(power, factor))).flatten();
    let is_wide_enough = |step: &Decimal| checked_mul(*step, Decimal::from(5)).is_some_and(|five| five > most);
    let Some(step) = candidates.find(is_wide_enough) else { return vec![Decimal::ZERO] };
    let amounts = (0u32..5).filter_map(|count| checked_mul(step, Decimal::from(count)));
    amounts.take_while(|amount| *amount <= most).collect()
}

#[component]
pub fn GrowthChart(growth: Memo<Option<Growth>>) -> impl IntoView {
    // The default for a part that is not there.
    fn part<T: Default + ToString + 'static>(
        growth: Memo<Option<Growth>>,
        index: usize,
        of: fn(&Growth, usize) -> Option<T>,
    ) -> Signal<String> {
        Signal::derive(move || {
            growth.read().as_ref().and_then(|growth| of(growth, index)).unwrap_or_default().to_string()
        })
    }
    let sentence = part(growth, 0, |growth, _| Some(growth.sentence()));
    let y_tick = move |index: usize| {
        view! {
            <path d=part(growth, index, |growth, index| Some(format!("M{} {}H{}", growth.left, growth.y_ticks.get(index)?.at, growth.right)))></path>
            <text class="end" x=part(growth, index, |growth, _| Some(growth.left - GAP + 1)) y=part(growth, index, |growth, index| Some(growth.y_ticks.get(index)?.at + 4))>
                {part(growth, index, |growth, index| Some(growth.y_ticks.get(index)?.label.clone()))}
            </text>
        }
    };
    let x_tick = move |index: usize| {
        view! {
            <text class="middle" x=part(growth, index, |growth, index| Some(growth.x_ticks.get(index)?.at)) y="234">
                {part(growth, index, |growth, index| Some(growth.x_ticks.get(index)?.label.clone()))}
            </text>
        }
    };
    let line = move |index: usize| {
        let class = part(growth, index, |growth, index| {
            growth.lines.get(index).map(|line| if line.is_chosen { "quality chosen" } else { "quality" }.to_owned())
        });
        view! {
            <path class=class d=part(growth, index, |growth, index| Some(format!("M{} {BOTTOM}L{} {}", growth.left, growth.right, growth.lines.get(index)?.end)))></path>
            <text class=class x=part(growth, index, |growth, _| Some(growth.right + GAP)) y=part(growth, index, |growth, index| Some(growth.lines.get(index)?.label_at))>
                {part(growth, index, |growth, index| growth.lines.get(index).map(Line::label))}
            </text>
        }
    };
    let dot = move |index: usize| {
        let x = part(growth, index, |growth, index| Some(growth.dots.get(index)?.0));
        let y = part(growth, index, |growth, index| Some(growth.dots.get(index)?.1.at));
        let radius = part(growth, index, |growth, index| growth.dots.get(index).map(|_| 5));
        view! {
            <path class="drop" d=part(growth, index, |growth, index| {
                let (x, tick) = growth.dots.get(index)?;
                Some(format!("M{x} {BOTTOM}V{}", tick.at))
            })></path>
            <circle cx=x cy=y r=radius></circle>
            <text class="chosen middle" x=x y=part(growth, index, |growth, index| Some(growth.dots.get(index)?.1.at - 10))>
                {part(growth, index, |growth, index| Some(growth.dots.get(index)?.1.label.clone()))}
            </text>
        }
    };
    view! {
        <svg class="chart" viewBox="0 0 480 240" role="img" aria-label=sentence>
            {[0, 1, 2, 3, 4].map(y_tick).collect_view()}
            {[0, 1, 2, 3, 4].map(x_tick).collect_view()}
            {[0, 1, 2].map(line).collect_view()}
            {[0, 1].map(dot).collect_view()}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use gpt_image_cost_core::{FieldSet, RATE_HISTORY, scenario::permalink};

    use super::*;

    fn estimate(link: &str) -> Estimate {
        let parsed = permalink::parse(link, &RATE_HISTORY);
        Estimate::new(parsed.comparison.first(), FieldSet::EMPTY, &RATE_HISTORY)
    }

    fn growth(link: &str) -> Option<Growth> {
        Growth::new(&estimate(link))
    }

    #[test]
    fn the_dot_lies_on_the_line_of_its_quality() {
        let Some(growth) = growth("rates=2026-06-05") else { panic!("there is a chart") };
        let chosen = growth.lines.iter().find(|line| line.is_chosen).map(|line| line.end);
        let middle = chosen.map(|end| i32::midpoint(end, BOTTOM));
        assert!(middle.is_some_and(|middle| (middle - growth.dots[0].1.at).abs() <= 1), "{growth:?}");
        assert_eq!(growth.dots[0].1.label, "$53.18");
        assert_eq!(
            growth.x_ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>(),
            ["0", "500", "1,000", "1,500", "2,000"]
        );
        assert_eq!(
            growth.y_ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>(),
            ["$0", "$100", "$200", "$300", "$400"]
        );
    }

    #[test]
    fn a_line_ends_at_the_bill_of_that_many_images() {
        // Images, attempts per image, and images at the right end: 3 attempts for 2 images, not 4.
        for (own, attempts, images) in [(0, "1.5", 2_000), (1, "1.5", 2), (3, "1.01", 6), (1_000, "1", 2_000)] {
            let link = |images| format!("rates=2026-06-05&q=low&images={images}&attempts={attempts}");
            let Some(growth) = growth(&link(own)) else { panic!("there is a chart") };
            let month = growth.lines.iter().find(|line| line.is_chosen).map(|line| line.month);
            assert_eq!(growth.images, images);
            assert_eq!(month, estimate(&link(images)).bill.month.map(|month| month.high), "{}", link(own));
        }
    }

    #[test]
    fn labels_have_room_however_many_digits_they_have() {
        for link in ["rates=2026-06-05", "rates=2026-06-05&images=40000000&q=high", "rates=2026-06-05&images=1&q=low"] {
            let Some(growth) = growth(link) else { panic!("there is a chart") };
            for line in &growth.lines {
                assert!(growth.right + GAP + width(&line.label()) <= WIDTH, "{growth:?}");
            }
            for tick in &growth.y_ticks {
                assert!(width(&tick.label) <= growth.left - GAP, "{growth:?}");
            }
            for pair in growth.x_ticks.windows(2) {
                let apart = pair[1].at - pair[0].at;
                assert!(i32::midpoint(width(&pair[0].label), width(&pair[1].label)) < apart, "{growth:?}");
            }
        }
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
