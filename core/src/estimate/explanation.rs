//! The arithmetic behind an estimate, step by step: what was worked out, from what, and where the numbers come from.
//!
//! Every number is exact. Steps that depend on an invalid field are left out.

use rust_decimal::Decimal;

use super::bill::{SecondReading, TokenSource, cost, image_tokens, reference_tokens, token_source};
use super::estimate::Estimate;
use crate::money::format::{exact_usd, exact_usd_text, grouped, plain, range_text};
use crate::money::range::Range;
use crate::rates::meter::Meter;
use crate::rates::provenance::Provenance;
use crate::rates::rate_card::RateCard;
use crate::scenario::field::Field;
use crate::scenario::scenario::{Mode, Scenario, Setting};
use crate::tokens::output::{PARTIAL_IMAGE_TOKENS, Quality, formula, second_formula};

/// One line of arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// `Text input`.
    pub name: String,
    /// `100 × $5 ÷ 1,000,000`.
    pub formula: String,
    /// `$0.0005`.
    pub result: String,
    /// Of the numbers in the formula.
    pub provenance: Vec<Provenance>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// From what was entered to the cost of one attempt or request. Meters without tokens are left out.
    pub per_request: Vec<Step>,
    /// From there to month, year and image.
    pub per_month: Vec<Step>,
}

impl Estimate {
    pub fn explanation(&self) -> Explanation {
        let (mut request, mut month) = (Vec::new(), Vec::new());
        for meter in meters_in_use(self) {
            push_token_steps(&mut request, self, meter);
        }
        request.extend(factor_step(self));
        request.extend(meters_in_use(self).filter_map(|meter| meter_step(self, meter)));
        request.extend(request_step(self));
        month.extend(requests_step(self));
        month.extend(meters_in_use(self).filter_map(|meter| meter_month_step(self, meter)));
        push_month_steps(&mut month, self);
        if let Some(second) = self.bill.second_reading {
            push_second_request_steps(&mut request, self, second);
            month.extend(second_month_step(self, second));
        }
        Explanation { per_request: request, per_month: month }
    }
}

fn step(name: impl Into<String>, formula: String, result: String, provenance: impl Into<Vec<Provenance>>) -> Step {
    Step { name: name.into(), formula, result, provenance: provenance.into() }
}

fn meters_in_use(estimate: &Estimate) -> impl Iterator<Item = Meter> {
    Meter::ALL.into_iter().filter(|meter| estimate.bill.tokens[*meter].is_some_and(|tokens| tokens.high > 0))
}

fn token_name(meter: Meter) -> String {
    [meter.name(), " tokens"].concat()
}

/// How a meter's tokens of one attempt or request come about.
fn push_token_steps(steps: &mut Vec<Step>, estimate: &Estimate, meter: Meter) {
    let Some(tokens) = estimate.bill.tokens[meter] else { return };
    let scenario = &estimate.scenario;
    if scenario.mode == Mode::Tokens {
        let entered = "as entered".to_owned();
        steps.push(step(token_name(meter), entered, grouped(tokens.low), [Provenance::Entered]));
        return;
    }
    let total = match token_source(meter) {
        TokenSource::GeneratedImage => return push_output_steps(steps, scenario, tokens),
        TokenSource::Prompt => scenario.whole(Field::Prompt),
        TokenSource::ReferenceImages => {
            // Once for both meters.
            if meter == Meter::ImageInput || estimate.bill.tokens[Meter::ImageInput] == Some(Range::single(0)) {
                push_reference_steps(steps, scenario);
            }
            reference_tokens(&scenario.refs)
        }
    };
    let formula = if meter.is_cached() {
        format!("⌊{} × {} ÷ 100⌋", grouped(total), plain(scenario.decimal(Field::Cached)))
    } else {
        format!("{} − {} cached", grouped(total), grouped(total - tokens.low))
    };
    steps.push(step(token_name(meter), formula, grouped(tokens.low), [estimate.token_provenance(meter)]));
}

fn push_reference_steps(steps: &mut Vec<Step>, scenario: &Scenario) {
    for run in scenario.refs.chunk_by(|a, b| a == b) {
        let Some(first) = run.first() else { continue };
        let formula = format!("{} × {} tokens", run.len(), grouped(first.tokens().into()));
        let name = format!("Reference images {}", first.to_string().replace('x', "×"));
        steps.push(step(name, formula, grouped(reference_tokens(run)), [first.provenance()]));
    }
}

fn push_output_steps(steps: &mut Vec<Step>, scenario: &Scenario, tokens: Range<u64>) {
    let partial = scenario.partial_images();
    let name = if partial == 0 { token_name(Meter::ImageOutput) } else { "Output tokens of one image".to_owned() };
    let image = image_tokens(scenario).map(u64::from);
    let mut push = |suffix: &str, formula: String, tokens: Range<u64>| {
        let result = range_text(tokens, grouped);
        steps.push(step([&name, suffix].concat(), formula, result, [Provenance::Measured]));
    };
    match (scenario.size, scenario.quality) {
        (Setting::Fixed(size), Setting::Fixed(quality)) => push("", formula(size, quality), image),
        (Setting::Fixed(size), Setting::Auto) => {
            push(", low", formula(size, Quality::Low), Range::single(image.low));
            push(", high", formula(size, Quality::High), Range::single(image.high));
        }
        (Setting::Auto, Setting::Fixed(quality)) => {
            push("", format!("cheapest to dearest accepted size at {}", quality.as_str()), image);
        }
        (Setting::Auto, Setting::Auto) => push("", "cheapest size at low to dearest size at high".to_owned(), image),
    }
    if partial > 0 {
        let formula = format!("{} + {partial} partial × {PARTIAL_IMAGE_TOKENS}", range_text(image, grouped));
        steps.push(step(token_name(Meter::ImageOutput), formula, range_text(tokens, grouped), [Provenance::Vendor]));
    }
}

/// What every rate is multiplied by. Nothing without Batch API and surcharge.
fn factor_step(estimate: &Estimate) -> Option<Step> {
    let factor = estimate.bill.factor.filter(|factor| *factor != Decimal::ONE)?;
    let uplift = estimate.scenario.decimal(Field::Uplift);
    let (mut parts, mut provenance) = (Vec::new(), Vec::new());
    if estimate.scenario.batch {
        parts.push("1/2 (Batch API)".to_owned());
        provenance.push(Provenance::Vendor);
    }
    if !uplift.is_zero() {
        parts.push(format!("(100 + {}) ÷ 100", plain(uplift)));
        provenance.push(Provenance::Entered);
    }
    Some(step("Factor on every rate", parts.join(" × "), plain(factor), provenance))
}

/// Tokens × rate ÷ 1,000,000.
fn meter_step(estimate: &Estimate, meter: Meter) -> Option<Step> {
    let (card, tokens) = (estimate.rate_card?, estimate.bill.tokens[meter]?);
    let usd = estimate.bill.per_request_by_meter[meter]?;
    let formula = rate_formula(tokens, card, meter, estimate.bill.factor?);
    Some(step(meter.name(), formula, range_text(usd, exact_usd), [card.provenance]))
}

fn rate_formula(tokens: Range<u64>, card: &RateCard, meter: Meter, factor: Decimal) -> String {
    let times_factor = if factor == Decimal::ONE { String::new() } else { format!(" × {}", plain(factor)) };
    format!("{} × {} ÷ 1,000,000{times_factor}", range_text(tokens, grouped), exact_usd(card.rates[meter]))
}

fn request_name(estimate: &Estimate) -> &'static str {
    if estimate.is_images() { "One attempt" } else { "One request" }
}

/// The sum of the meters.
fn request_step(estimate: &Estimate) -> Option<Step> {
    let (card, usd) = (estimate.rate_card?, estimate.bill.per_request?);
    let parts: Vec<String> = meters_in_use(estimate)
        .filter_map(|meter| Some(range_text(estimate.bill.per_request_by_meter[meter]?, exact_usd)))
        .collect();
    let formula = if parts.is_empty() { "no tokens".to_owned() } else { parts.join(" + ") };
    Some(step(request_name(estimate), formula, range_text(usd, exact_usd), [card.provenance]))
}

/// Attempts or requests a month.
fn requests_step(estimate: &Estimate) -> Option<Step> {
    let requests = estimate.bill.requests?;
    if !estimate.is_images() {
        let entered = "as entered".to_owned();
        return Some(step("Requests a month", entered, grouped(requests), [Provenance::Entered]));
    }
    let (images, attempts) = (estimate.bill.images?, estimate.scenario.decimal(Field::Attempts));
    let formula = format!("⌈{} images × {}⌉", grouped(images), plain(attempts));
    Some(step("Attempts a month", formula, grouped(requests), [Provenance::Entered]))
}

fn meter_month_step(estimate: &Estimate, meter: Meter) -> Option<Step> {
    let (card, requests) = (estimate.rate_card?, estimate.bill.requests?);
    let formula =
        format!("{} × {}", range_text(estimate.bill.per_request_by_meter[meter]?, exact_usd), grouped(requests));
    let usd = range_text(estimate.bill.by_meter[meter]?, exact_usd);
    Some(step(meter.name(), formula, usd, [card.provenance, Provenance::Entered]))
}

/// Month, year and image.
fn push_month_steps(steps: &mut Vec<Step>, estimate: &Estimate) {
    let bill = &estimate.bill;
    let (Some(card), Some(per_request), Some(requests), Some(month)) =
        (estimate.rate_card, bill.per_request, bill.requests, bill.month)
    else {
        return;
    };
    let provenance = [card.provenance, Provenance::Entered];
    let usd = range_text(month, exact_usd);
    steps.push(step("Month", month_formula(per_request, requests, estimate), usd.clone(), provenance));
    if let Some(year) = bill.year {
        steps.push(step("Year", format!("{usd} × 12"), range_text(year, exact_usd), provenance));
    }
    if let (Some(images), Some(each)) = (bill.images, bill.per_image()) {
        let is_rounded = each.low.is_rounded || each.high.is_rounded;
        let rounding = if is_rounded { ", rounded to 12 decimals" } else { "" };
        let formula = format!("{usd} ÷ {}{rounding}", grouped(images));
        let each = range_text(each, |quotient| exact_usd_text(&quotient.text));
        steps.push(step("Per image", formula, each, provenance));
    }
}

fn month_formula(per_request: Range<Decimal>, requests: u64, estimate: &Estimate) -> String {
    let unit = if estimate.is_images() { "attempts" } else { "requests" };
    format!("{} × {} {unit}", range_text(per_request, exact_usd), grouped(requests))
}

fn second_name(name: &str) -> String {
    [name, ", second reading"].concat()
}

fn push_second_request_steps(steps: &mut Vec<Step>, estimate: &Estimate, second: SecondReading) {
    let scenario = &estimate.scenario;
    let (Setting::Fixed(size), Setting::Fixed(quality)) = (scenario.size, scenario.quality) else { return };
    let formula = match scenario.partial_images() {
        0 => second_formula(size, quality),
        partial => format!("{} + {partial} partial × {PARTIAL_IMAGE_TOKENS}", second_formula(size, quality)),
    };
    let name = second_name(&token_name(Meter::ImageOutput));
    steps.push(step(name, formula, grouped(second.output_tokens), [Provenance::ThirdParty]));
    let (Some(card), Some(factor), Some(per_request)) = (estimate.rate_card, estimate.bill.factor, second.per_request)
    else {
        return;
    };
    let tokens = Range::single(second.output_tokens);
    let Some(output) = cost(second.output_tokens, card.rates[Meter::ImageOutput], factor) else { return };
    let formula = rate_formula(tokens, card, Meter::ImageOutput, factor);
    steps.push(step(second_name(Meter::ImageOutput.name()), formula, exact_usd(output), [card.provenance]));
    let parts: Vec<String> = meters_in_use(estimate)
        .filter_map(|meter| match meter {
            Meter::ImageOutput => Some(exact_usd(output)),
            _ => Some(range_text(estimate.bill.per_request_by_meter[meter]?, exact_usd)),
        })
        .collect();
    let name = second_name(request_name(estimate));
    steps.push(step(name, parts.join(" + "), exact_usd(per_request), [card.provenance]));
}

fn second_month_step(estimate: &Estimate, second: SecondReading) -> Option<Step> {
    let (card, requests) = (estimate.rate_card?, estimate.bill.requests?);
    let formula = month_formula(Range::single(second.per_request?), requests, estimate);
    Some(step(second_name("Month"), formula, exact_usd(second.month?), [card.provenance, Provenance::Entered]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rates::history::RATE_HISTORY;
    use crate::scenario::field::FieldSet;
    use crate::scenario::permalink;

    fn explained(keys: &str, invalid: &[Field]) -> Explanation {
        let link = permalink::parse(&format!("rates=2026-06-05&{keys}"), &RATE_HISTORY);
        let invalid: FieldSet = invalid.iter().copied().collect();
        Estimate::new(link.first(), invalid, &RATE_HISTORY).explanation()
    }

    /// `Text input: 100 × $5 ÷ 1,000,000 = $0.0005 [rate card]`
    #[track_caller]
    fn assert_steps(steps: &[Step], expected: &[&str]) {
        let lines: Vec<String> = steps
            .iter()
            .map(|Step { name, formula, result, provenance }| {
                let labels: Vec<&str> = provenance.iter().map(|one| one.label()).collect();
                format!("{name}: {formula} = {result} [{}]", labels.join(", "))
            })
            .collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn the_default_is_explained_from_tokens_to_image() {
        let explanation = explained("", &[]);
        assert_steps(
            &explanation.per_request,
            &[
                "Text input tokens: 100 − 0 cached = 100 [your entry]",
                "Image output tokens: short side = round(48 ÷ (1024 ÷ 1024)) = 48; ⌈48 × 48 × (2,000,000 + 1024 × 1024) \
                 ÷ 4,000,000⌉ = 1,756 [measured]",
                "Text input: 100 × $5 ÷ 1,000,000 = $0.0005 [rate card]",
                "Image output: 1,756 × $30 ÷ 1,000,000 = $0.05268 [rate card]",
                "One attempt: $0.0005 + $0.05268 = $0.05318 [rate card]",
            ],
        );
        assert_steps(
            &explanation.per_month,
            &[
                "Attempts a month: ⌈1,000 images × 1⌉ = 1,000 [your entry]",
                "Text input: $0.0005 × 1,000 = $0.5 [rate card, your entry]",
                "Image output: $0.05268 × 1,000 = $52.68 [rate card, your entry]",
                "Month: $0.05318 × 1,000 attempts = $53.18 [rate card, your entry]",
                "Year: $53.18 × 12 = $638.16 [rate card, your entry]",
                "Per image: $53.18 ÷ 1,000 = $0.05318 [rate card, your entry]",
            ],
        );
    }

    #[test]
    fn cached_input_reference_images_partial_images_and_the_factor_have_steps() {
        assert_steps(
            &explained("refs=2*1280x720~4000x1000&cached=25&batch=1&uplift=10", &[]).per_request,
            &[
                "Text input tokens: 100 − 25 cached = 75 [your entry]",
                "Cached text input tokens: ⌊100 × 25 ÷ 100⌋ = 25 [your entry]",
                "Reference images 1280×720: 2 × 920 tokens = 1,840 [measured]",
                "Reference images 4000×1000: 1 × 1,452 tokens = 1,452 [assumed]",
                "Image input tokens: 3,292 − 823 cached = 2,469 [assumed]",
                "Cached image input tokens: ⌊3,292 × 25 ÷ 100⌋ = 823 [assumed]",
                "Image output tokens: short side = round(48 ÷ (1024 ÷ 1024)) = 48; ⌈48 × 48 × (2,000,000 + 1024 × 1024) \
                 ÷ 4,000,000⌉ = 1,756 [measured]",
                "Factor on every rate: 1/2 (Batch API) × (100 + 10) ÷ 100 = 0.55 [vendor, your entry]",
                "Text input: 75 × $5 ÷ 1,000,000 × 0.55 = $0.00020625 [rate card]",
                "Cached text input: 25 × $1.25 ÷ 1,000,000 × 0.55 = $0.0000171875 [rate card]",
                "Image input: 2,469 × $8 ÷ 1,000,000 × 0.55 = $0.0108636 [rate card]",
                "Cached image input: 823 × $2 ÷ 1,000,000 × 0.55 = $0.0009053 [rate card]",
                "Image output: 1,756 × $30 ÷ 1,000,000 × 0.55 = $0.028974 [rate card]",
                "One attempt: $0.00020625 + $0.0000171875 + $0.0108636 + $0.0009053 + $0.028974 = $0.0409663375 \
                 [rate card]",
            ],
        );
        let partial = explained("partial=2&q=low", &[]).per_request;
        assert_steps(
            &partial[1..3],
            &[
                "Output tokens of one image: short side = round(16 ÷ (1024 ÷ 1024)) = 16; ⌈16 × 16 × (2,000,000 + 1024 × \
                 1024) ÷ 4,000,000⌉ = 196 [measured]",
                "Image output tokens: 196 + 2 partial × 100 = 396 [vendor]",
            ],
        );
        let all_cached = explained("prompt=0&refs=1024x1024&cached=100", &[]).per_request;
        assert_steps(
            &all_cached[..2],
            &[
                "Reference images 1024×1024: 1 × 1,024 tokens = 1,024 [measured]",
                "Cached image input tokens: ⌊1,024 × 100 ÷ 100⌋ = 1,024 [measured]",
            ],
        );
    }

    #[test]
    fn a_rounded_quotient_says_so() {
        let month = explained("images=3&attempts=1.5", &[]).per_month;
        assert_steps(
            &month[month.len() - 1..],
            &["Per image: $0.2659 ÷ 3, rounded to 12 decimals = $0.088633333333 [rate card, your entry]"],
        );
        // One end of a range is enough.
        let month = explained("images=7&attempts=1.5&prompt=7&q=auto", &[]).per_month;
        assert_steps(
            &month[month.len() - 1..],
            &[
                "Per image: $0.065065–$2.318305 ÷ 7, rounded to 12 decimals = $0.009295–$0.331186428571 [rate card, your entry]",
            ],
        );
    }

    #[test]
    fn ranges_are_explained_at_both_ends() {
        let quality = explained("q=auto", &[]);
        assert_steps(
            &quality.per_request[1..],
            &[
                "Image output tokens, low: short side = round(16 ÷ (1024 ÷ 1024)) = 16; ⌈16 × 16 × (2,000,000 + 1024 × \
                 1024) ÷ 4,000,000⌉ = 196 [measured]",
                "Image output tokens, high: short side = round(96 ÷ (1024 ÷ 1024)) = 96; ⌈96 × 96 × (2,000,000 + 1024 × \
                 1024) ÷ 4,000,000⌉ = 7,024 [measured]",
                "Text input: 100 × $5 ÷ 1,000,000 = $0.0005 [rate card]",
                "Image output: 196–7,024 × $30 ÷ 1,000,000 = $0.00588–$0.21072 [rate card]",
                "One attempt: $0.0005 + $0.00588–$0.21072 = $0.00638–$0.21122 [rate card]",
            ],
        );
        assert_steps(
            &explained("size=auto&prompt=0", &[]).per_request[..1],
            &["Image output tokens: cheapest to dearest accepted size at medium = 514–5,930 [measured]"],
        );
        assert_steps(
            &explained("size=auto&q=auto&prompt=0", &[]).per_request[..1],
            &["Image output tokens: cheapest size at low to dearest size at high = 54–23,719 [measured]"],
        );
    }

    #[test]
    fn the_second_reading_follows_at_the_end() {
        let explanation = explained("size=2560x1040&q=low", &[]);
        assert_steps(
            &explanation.per_request[5..],
            &[
                "Image output tokens, second reading: short side = round half up(16 ÷ (2560 ÷ 1040)) = 7; ⌈16 × 7 × \
                 (2,000,000 + 2560 × 1040) ÷ 4,000,000⌉ = 131 [third party]",
                "Image output, second reading: 131 × $30 ÷ 1,000,000 = $0.00393 [rate card]",
                "One attempt, second reading: $0.0005 + $0.00393 = $0.00443 [rate card]",
            ],
        );
        assert_steps(
            &explanation.per_month[6..],
            &["Month, second reading: $0.00443 × 1,000 attempts = $4.43 [rate card, your entry]"],
        );
    }

    #[test]
    fn entered_tokens_are_taken_as_they_are() {
        let explanation = explained("mode=tokens&ti=15&oi=1000&requests=3", &[]);
        assert_steps(
            &explanation.per_request,
            &[
                "Text input tokens: as entered = 15 [your entry]",
                "Image output tokens: as entered = 1,000 [your entry]",
                "Text input: 15 × $5 ÷ 1,000,000 = $0.000075 [rate card]",
                "Image output: 1,000 × $30 ÷ 1,000,000 = $0.03 [rate card]",
                "One request: $0.000075 + $0.03 = $0.030075 [rate card]",
            ],
        );
        assert_steps(&explanation.per_month[..1], &["Requests a month: as entered = 3 [your entry]"]);
        assert_steps(&explained("mode=tokens", &[]).per_request, &["One request: no tokens = $0 [rate card]"]);
    }

    #[test]
    fn what_depends_on_an_invalid_field_is_left_out() {
        let names = |steps: &[Step]| steps.iter().map(|step| step.name.clone()).collect::<Vec<_>>();
        let size = explained("", &[Field::Size]);
        assert_eq!(names(&size.per_request), ["Text input tokens", "Text input"]);
        assert_eq!(names(&size.per_month), ["Attempts a month", "Text input"]);
        let images = explained("", &[Field::Images]);
        assert_eq!((images.per_request.len(), images.per_month.len()), (5, 0));
        let rates = explained("", &[Field::Rates]);
        assert_eq!(names(&rates.per_request), ["Text input tokens", "Image output tokens"]);
        assert_eq!(names(&rates.per_month), ["Attempts a month"]);
    }
}
