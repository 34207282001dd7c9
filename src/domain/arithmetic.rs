//! The arithmetic behind a bill, spelled out: every step from what was entered to USD, with the standing of its numbers.

use rust_decimal::Decimal;

use super::bill::{Bill, attempts_for, cost, picture_tokens};
use super::field::Field;
use super::format::{count, exact, number};
use super::meter::Meter;
use super::output::{self, PARTIAL_IMAGE};
use super::rates::State;
use super::scenario::{Choice, Mode, Scenario};
use super::span::Span;
use super::standing::Standing;

/// One line of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is worked out, and how: `Text input: 100 × $5 ÷ 1,000,000 = $0.0005`.
    pub text: String,
    /// How sure the numbers in it are, the least firm first where there are several kinds.
    pub standing: Vec<Standing>,
}

fn step(text: String, standing: impl Into<Vec<Standing>>) -> Step {
    Step { text, standing: standing.into() }
}

/// A span in words: `54`, or `54 to 659`.
fn span<T: Copy + PartialEq>(value: Span<T>, spell: impl Fn(T) -> String) -> String {
    if value.is_one() { spell(value.low) } else { format!("{} to {}", spell(value.low), spell(value.high)) }
}

fn dollars(value: Decimal) -> String {
    format!("${}", exact(value))
}

/// How a lane's tokens of one attempt or request come about. Empty where they depend on an unreadable field.
pub fn token_steps(scenario: &Scenario, bill: &Bill, meter: Meter) -> Vec<Step> {
    let Some(tokens) = bill.tokens[meter] else { return Vec::new() };
    if scenario.mode == Mode::Tokens {
        let text = format!("{}: {} tokens, as entered", meter.name(), count(tokens.low));
        return vec![step(text, [Standing::Entered])];
    }
    match meter {
        Meter::ImageOutput => output_steps(scenario, tokens),
        Meter::TextInput | Meter::CachedTextInput => {
            vec![input_step(scenario, meter, tokens.low, prompt_source(scenario))]
        }
        Meter::ImageInput | Meter::CachedImageInput => {
            let mut steps = reference_steps(scenario);
            steps.push(input_step(scenario, meter, tokens.low, reference_source(scenario)));
            steps
        }
    }
}

/// A total and how sure it is.
type Source = (u64, Standing);

fn prompt_source(scenario: &Scenario) -> Source {
    (scenario.whole(Field::Prompt), Standing::Entered)
}

fn reference_source(scenario: &Scenario) -> Source {
    let total = scenario.refs.iter().map(|reference| u64::from(reference.tokens())).sum();
    (total, reference_standing(scenario))
}

/// How sure the tokens of a scenario's references are: as sure as the least sure of them.
pub fn reference_standing(scenario: &Scenario) -> Standing {
    let assumed = scenario.refs.iter().any(|reference| reference.standing() == Standing::Assumed);
    if assumed { Standing::Assumed } else { Standing::Measured }
}

fn input_step(scenario: &Scenario, meter: Meter, tokens: u64, (total, standing): Source) -> Step {
    let (name, share) = (meter.name(), number(scenario.decimal(Field::Cached)));
    let (all, lane) = (count(total), count(tokens));
    let is_cached = matches!(meter, Meter::CachedTextInput | Meter::CachedImageInput);
    let text = if is_cached {
        format!("{name}: ⌊{all} × {share} ÷ 100⌋ = {lane} tokens")
    } else {
        format!("{name}: {all} − {} cached = {lane} tokens", count(total - tokens))
    };
    step(text, [standing])
}

fn reference_steps(scenario: &Scenario) -> Vec<Step> {
    let runs = scenario.refs.chunk_by(|a, b| a == b);
    runs.filter_map(|run| run.first().map(|first| (run.len(), first)))
        .map(|(times, reference)| {
            let text =
                format!("{times} × reference of {reference} pixels, {} tokens each", count(reference.tokens().into()));
            step(text, [reference.standing()])
        })
        .collect()
}

fn output_steps(scenario: &Scenario, tokens: Span<u64>) -> Vec<Step> {
    let picture = picture_tokens(scenario);
    let picture_tokens = span(picture, |tokens| count(tokens.into()));
    let text = match (scenario.size, scenario.quality) {
        (Choice::Fixed(size), Choice::Fixed(quality)) => {
            format!("One picture, {size} at {}: {} = {picture_tokens}", quality.word(), output::rule(size, quality))
        }
        (Choice::Fixed(size), Choice::Auto) => format!("One picture, {size} from low to high: {picture_tokens} tokens"),
        (Choice::Auto, Choice::Fixed(quality)) => format!(
            "One picture at {}, from the cheapest to the dearest accepted size: {picture_tokens} tokens",
            quality.word()
        ),
        (Choice::Auto, Choice::Auto) => {
            format!("One picture, from the cheapest size at low to the dearest at high: {picture_tokens} tokens")
        }
    };
    let partial = scenario.partial_images();
    let sum = format!(
        "Image output: {picture_tokens} + {partial} partial × {PARTIAL_IMAGE} = {} tokens",
        span(tokens, count)
    );
    vec![step(text, [Standing::Measured]), step(sum, [Standing::Vendor])]
}

/// Tokens × rate ÷ 1,000,000 of one lane of one attempt or request.
fn lane_step(state: &State, bill: &Bill, meter: Meter) -> Option<Step> {
    let (tokens, factor) = (bill.tokens[meter]?, bill.factor?);
    let rate = state.rates[meter];
    let usd = tokens.try_map(|tokens| cost(tokens, rate, factor))?;
    let times = if factor == Decimal::ONE { String::new() } else { format!(" × {}", number(factor)) };
    let text = format!(
        "{}: {} × {} ÷ 1,000,000{times} = {}",
        meter.name(),
        span(tokens, count),
        dollars(rate),
        span(usd, dollars)
    );
    Some(step(text, [state.standing]))
}

/// What every rate is multiplied by. Nothing without Batch and surcharge.
pub fn factor_steps(scenario: &Scenario, bill: &Bill) -> Vec<Step> {
    let Some(factor) = bill.factor.filter(|factor| *factor != Decimal::ONE) else { return Vec::new() };
    let half = if scenario.batch { "1/2 (Batch)" } else { "1" };
    let uplift = number(scenario.decimal(Field::Uplift));
    let text = format!("Every rate × {half} × (100 + {uplift}) ÷ 100 = × {}", number(factor));
    vec![step(text, [Standing::Vendor])]
}

/// From what was entered to USD for one attempt or request. Lanes without tokens are left out. Empty where it depends on
/// an unreadable field.
pub fn one_steps(scenario: &Scenario, state: &State, bill: &Bill) -> Vec<Step> {
    let Some(one) = bill.one else { return Vec::new() };
    let mut steps = Vec::new();
    let in_use = |meter: &Meter| bill.tokens[*meter].is_some_and(|tokens| tokens.high > 0);
    for meter in Meter::ALL.into_iter().filter(in_use) {
        steps.extend(token_steps(scenario, bill, meter));
    }
    steps.extend(factor_steps(scenario, bill));
    steps.extend(Meter::ALL.into_iter().filter(in_use).filter_map(|meter| lane_step(state, bill, meter)));
    let what = if scenario.mode == Mode::Images { "One attempt" } else { "One request" };
    steps.push(step(format!("{what}: the lanes together = {}", span(one, dollars)), [state.standing]));
    steps
}

/// From images to attempts a month. Nothing where tokens are entered.
fn runs_step(scenario: &Scenario, bill: &Bill) -> Option<Step> {
    let (images, runs) = (bill.images?, bill.runs?);
    let attempts = scenario.decimal(Field::Attempts);
    debug_assert_eq!(attempts_for(images, attempts), Some(runs));
    let text = format!("Attempts a month: ⌈{} images × {}⌉ = {}", count(images), number(attempts), count(runs));
    Some(step(text, [Standing::Entered]))
}

/// From one attempt or request to a month.
pub fn month_steps(scenario: &Scenario, state: &State, bill: &Bill) -> Vec<Step> {
    let (Some(one), Some(runs), Some(month)) = (bill.one, bill.runs, bill.month) else { return Vec::new() };
    let what = if scenario.mode == Mode::Images { "attempts" } else { "requests" };
    let text = format!("Month: {} × {} {what} = {}", span(one, dollars), count(runs), span(month, dollars));
    runs_step(scenario, bill).into_iter().chain([step(text, [state.standing, Standing::Entered])]).collect()
}

/// From a month to a year.
pub fn year_steps(state: &State, bill: &Bill) -> Vec<Step> {
    let (Some(month), Some(year)) = (bill.month, bill.year) else { return Vec::new() };
    let text = format!("Year: {} × 12 months = {}", span(month, dollars), span(year, dollars));
    vec![step(text, [state.standing, Standing::Entered])]
}

/// From a month to one kept image.
pub fn kept_image_steps(state: &State, bill: &Bill) -> Vec<Step> {
    let (Some(month), Some(images), Some((low, high))) = (bill.month, bill.images, bill.kept_image()) else {
        return Vec::new();
    };
    let each = if low == high { format!("${}", low.text) } else { format!("${} to ${}", low.text, high.text) };
    let rounded = if low.rounded || high.rounded { " (rounded at 12 decimals, half to even)" } else { "" };
    let text = format!("Each kept image: {} ÷ {} = {each}{rounded}", span(month, dollars), count(images));
    vec![step(text, [state.standing, Standing::Entered])]
}

/// A lane's month.
pub fn lane_steps(scenario: &Scenario, state: &State, bill: &Bill, meter: Meter) -> Vec<Step> {
    let (Some(runs), Some(month), Some(lane)) = (bill.runs, bill.lanes[meter], lane_step(state, bill, meter)) else {
        return Vec::new();
    };
    let mut steps = token_steps(scenario, bill, meter);
    steps.extend(factor_steps(scenario, bill));
    steps.push(lane);
    steps.extend(runs_step(scenario, bill));
    let text = format!("{} a month: × {} = {}", meter.name(), count(runs), span(month, dollars));
    steps.push(step(text, [Standing::Entered]));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::FieldSet;
    use crate::domain::link;
    use crate::domain::snapshot::HISTORY;

    fn sums(keys: &str) -> (Scenario, Bill) {
        let scenario = link::read(keys, &HISTORY).first().clone();
        let bill = Bill::of(&scenario, FieldSet::NONE, &HISTORY.latest().rates);
        (scenario, bill)
    }

    #[track_caller]
    fn assert_texts(steps: &[Step], expected: &[&str]) {
        assert_eq!(steps.iter().map(|step| step.text.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn one_attempt_is_spelled_from_the_picture_to_usd() {
        let (scenario, bill) = sums("rates=2026-06-05&refs=2*1280x720&cached=25&batch=1&partial=1");
        assert_texts(
            &one_steps(&scenario, HISTORY.latest(), &bill),
            &[
                "Text input: 100 − 25 cached = 75 tokens",
                "Cached text input: ⌊100 × 25 ÷ 100⌋ = 25 tokens",
                "2 × reference of 1280x720 pixels, 920 tokens each",
                "Image input: 1,840 − 460 cached = 1,380 tokens",
                "2 × reference of 1280x720 pixels, 920 tokens each",
                "Cached image input: ⌊1,840 × 25 ÷ 100⌋ = 460 tokens",
                "One picture, 1024x1024 at medium: short axis = round(48 ÷ (1024 ÷ 1024)) = 48; tokens = ⌈48 × 48 × \
                 (2,000,000 + 1024 × 1024) ÷ 4,000,000⌉ = 1,756",
                "Image output: 1,756 + 0 partial × 100 = 1,756 tokens",
                "Every rate × 1/2 (Batch) × (100 + 0) ÷ 100 = × 0.5",
                "Text input: 75 × $5 ÷ 1,000,000 × 0.5 = $0.0001875",
                "Cached text input: 25 × $1.25 ÷ 1,000,000 × 0.5 = $0.000015625",
                "Image input: 1,380 × $8 ÷ 1,000,000 × 0.5 = $0.00552",
                "Cached image input: 460 × $2 ÷ 1,000,000 × 0.5 = $0.00046",
                "Image output: 1,756 × $30 ÷ 1,000,000 × 0.5 = $0.02634",
                "One attempt: the lanes together = $0.032523125",
            ],
        );
    }

    #[test]
    fn month_year_and_kept_image_follow_from_one() {
        let (scenario, bill) = sums("rates=2026-06-05&images=3&attempts=1.5");
        let state = HISTORY.latest();
        assert_texts(
            &month_steps(&scenario, state, &bill),
            &["Attempts a month: ⌈3 images × 1.5⌉ = 5", "Month: $0.05318 × 5 attempts = $0.2659"],
        );
        assert_texts(&year_steps(state, &bill), &["Year: $0.2659 × 12 months = $3.1908"]);
        assert_texts(
            &kept_image_steps(state, &bill),
            &["Each kept image: $0.2659 ÷ 3 = $0.088633333333 (rounded at 12 decimals, half to even)"],
        );
    }

    #[test]
    fn a_range_is_spelled_as_one() {
        let (scenario, bill) = sums("rates=2026-06-05&size=auto");
        let steps = lane_steps(&scenario, HISTORY.latest(), &bill, Meter::ImageOutput);
        assert_eq!(
            steps.last().map(|step| step.text.as_str()),
            Some("Image output a month: × 1,000 = $15.42 to $177.9")
        );
        assert_eq!(steps.first().map(|step| step.standing.clone()), Some(vec![Standing::Measured]));
    }
}
