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
mod tests;
