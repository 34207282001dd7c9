//! A scenario and its result in words. Pure: what is shown where, the components decide.

use gpt_image_cost_core::{
    Affordable, Decimal, Difference, Estimate, Field, FieldKind, Meter, Mode, NumberRule, Range, RateHistory,
    ReferenceImage, Scenario, Seats, Setting, Unit, Usd,
    money::format::{grouped, percent, plain, unit_usd, usd},
};
use rust_decimal::prelude::ToPrimitive;

use crate::components::{FigureValue, UNKNOWN};

/// The answer above the calculator: what stands out, and what follows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerText {
    pub strong: String,
    pub rest: String,
}

/// The answer in a sentence or two; of a scenario that somebody shared, under its own name.
pub fn answer(estimate: &Estimate, is_shared: bool, history: &RateHistory) -> AnswerText {
    let month = costs(estimate.bill.month);
    if is_shared {
        let rest = if estimate.is_superseded(history) {
            format!("Opened from a shared link, which uses the rates of {}.", estimate.scenario.rates)
        } else {
            "Opened from a shared link. Your changes do not alter the link you were sent.".to_owned()
        };
        return AnswerText { strong: format!("{}: {month} a month.", title(estimate)), rest };
    }
    if let Some(text) = budget_sentence(estimate) {
        return text;
    }
    let subject = subject(estimate);
    let verb = by_number(&count(estimate), "costs", "cost");
    if let (Some(first), Some(second)) = (estimate.bill.month, second_month(estimate)) {
        return AnswerText {
            strong: format!("{subject} {verb} {} or {} a month,", usd(first.low), usd(second)),
            rest: "depending on how the token rule is read. The first reading is used here.".to_owned(),
        };
    }
    match left_to_the_model(estimate) {
        Some(what) => AnswerText {
            strong: format!("{subject} {verb} {month} a month."),
            rest: format!("With auto the model picks {what}, so every figure is a range."),
        },
        None => AnswerText {
            strong: format!("{subject} {verb} {month} a month"),
            rest:
                "through the API, billed by the token. A ChatGPT plan covers images made in the app, never API calls."
                    .to_owned(),
        },
    }
}

fn second_month(estimate: &Estimate) -> Option<Usd> {
    estimate.bill.second_reading.and_then(|second| second.month)
}

/// What is left to the model, in words.
fn left_to_the_model(estimate: &Estimate) -> Option<&'static str> {
    if !estimate.is_images() || estimate.invalid.contains(Field::Size) || estimate.invalid.contains(Field::Quality) {
        return None;
    }
    match (estimate.scenario.size, estimate.scenario.quality) {
        (Setting::Auto, Setting::Auto) => Some("the size and quality of each image"),
        (Setting::Auto, Setting::Fixed(_)) => Some("the size of each image"),
        (Setting::Fixed(_), Setting::Auto) => Some("the quality of each image"),
        _ => None,
    }
}

fn budget_sentence(estimate: &Estimate) -> Option<AnswerText> {
    let Affordable::Count(count) = estimate.affordable()? else { return None };
    let count = FigureValue::count(Some(count)).text();
    let what = if estimate.is_images() {
        kind_of_images(estimate, &count)
    } else {
        by_number(&count, "such request", "such requests").to_owned()
    };
    let each = FigureValue::unit_usd(estimate.bill.per_request).text();
    let each = match estimate.bill.per_request {
        Some(cost) if cost.is_single() && estimate.scenario.decimal(Field::Attempts) == Decimal::ONE => {
            format!(" Each costs {each}.")
        }
        _ => String::new(),
    };
    Some(AnswerText {
        strong: format!("{} a month pays for {count} {what}", budget(estimate)),
        rest: format!("through the API.{each}"),
    })
}

/// The budget: `$100`, but `$99.50`; a dash where there is none, or it cannot be read.
pub fn budget(estimate: &Estimate) -> String {
    let amount = estimate.scenario.number(Field::Budget).filter(|_| !estimate.invalid.contains(Field::Budget));
    let Some(text) = amount.map(usd) else { return UNKNOWN.to_owned() };
    text.strip_suffix(".00").map(str::to_owned).unwrap_or(text)
}

/// The month as it is shown: `$53.18`, `$6.38–$211.22`, or a dash.
pub fn month(estimate: &Estimate) -> String {
    FigureValue::usd(estimate.bill.month).text()
}

/// A figure in a sentence: `$53.18`, `$6.38 to $211.22`, or a dash.
pub fn costs(range: Option<Range<Usd>>) -> String {
    match range {
        None => UNKNOWN.to_owned(),
        Some(range) if range.is_single() => usd(range.low),
        Some(range) => format!("{} to {}", usd(range.low), usd(range.high)),
    }
}

/// A word that follows a number as it is written: one for `1`, another for everything else.
pub fn by_number(number: &str, one: &'static str, others: &'static str) -> &'static str {
    if number == "1" { one } else { others }
}

/// Images or requests a month: `1,000`.
fn count(estimate: &Estimate) -> String {
    input_in_words(estimate, if estimate.is_images() { Field::Images } else { Field::Requests })
}

/// The quality within a sentence.
fn quality(estimate: &Estimate) -> String {
    input_in_words(estimate, Field::Quality).to_ascii_lowercase()
}

/// `medium 1024×1024 images`, `images at auto quality`, …, in the number that `count` asks for.
fn kind_of_images(estimate: &Estimate, count: &str) -> String {
    let (size, quality) = (input_in_words(estimate, Field::Size), quality(estimate));
    let images = by_number(count, "image", "images");
    match (size.as_str(), quality.as_str()) {
        ("auto", "auto") => format!("{images} at auto size and quality"),
        ("auto", quality) => format!("{quality} {images} at auto size"),
        (size, "auto") => format!("{size} {images} at auto quality"),
        (size, quality) => format!("{quality} {size} {images}"),
    }
}

/// What is paid for: `1,000 medium 1024×1024 images`.
fn subject(estimate: &Estimate) -> String {
    if !estimate.is_images() {
        return requests(estimate);
    }
    let count = count(estimate);
    format!("{count} {}", kind_of_images(estimate, &count))
}

/// `1,500 requests of 7,636 tokens each`.
fn requests(estimate: &Estimate) -> String {
    let count = count(estimate);
    let tokens = Meter::ALL.into_iter().try_fold(0u64, |sum, meter| sum.checked_add(estimate.bill.tokens[meter]?.low));
    let tokens = tokens.map_or_else(|| UNKNOWN.to_owned(), grouped);
    let (requests, each) = (by_number(&count, "request", "requests"), by_number(&count, "", " each"));
    format!("{count} {requests} of {tokens} tokens{each}")
}

/// The scenario's own name, or what it is.
fn title(estimate: &Estimate) -> String {
    if estimate.scenario.name.trim().is_empty() || estimate.invalid.contains(Field::Name) {
        subject(estimate)
    } else {
        estimate.scenario.name.trim().to_owned()
    }
}

/// The scenario in a line: `1,000 images, 1536×1024, high, 2 reference images, 1.5 attempts`.
pub fn description(estimate: &Estimate) -> String {
    let mut parts = Vec::new();
    if estimate.is_images() {
        let count = count(estimate);
        parts.push(format!("{count} {}", by_number(&count, "image", "images")));
        parts.push(input_in_words(estimate, Field::Size));
        parts.push(quality(estimate));
        parts.extend(image_extras(estimate));
    } else {
        parts.push(requests(estimate));
    }
    if estimate.scenario.batch {
        parts.push("Batch API".to_owned());
    }
    if is_changed(estimate, Field::Uplift) {
        parts.push(format!("{} surcharge", input_in_words(estimate, Field::Uplift)));
    }
    parts.join(", ")
}

fn image_extras(estimate: &Estimate) -> Vec<String> {
    let mut parts = Vec::new();
    if is_changed(estimate, Field::Refs) {
        let is_invalid = estimate.invalid.contains(Field::Refs);
        let count = if is_invalid { UNKNOWN.to_owned() } else { estimate.scenario.refs.len().to_string() };
        parts.push(format!("{count} reference {}", by_number(&count, "image", "images")));
    }
    if is_changed(estimate, Field::Attempts) {
        parts.push(format!("{} attempts", input_in_words(estimate, Field::Attempts)));
    }
    if estimate.scenario.partial_images() > 0 {
        parts.push(format!("{} partial", input_in_words(estimate, Field::Partial)));
    }
    if is_changed(estimate, Field::Cached) {
        parts.push(format!("{} cached", input_in_words(estimate, Field::Cached)));
    }
    parts
}

/// Whether a field differs from its default, or cannot be read.
pub fn is_changed(estimate: &Estimate, field: Field) -> bool {
    estimate.invalid.contains(field) || estimate.scenario.serialize_field(field).is_some()
}

/// What the group of reference images is set to.
pub fn references_value(estimate: &Estimate) -> String {
    if estimate.invalid.contains(Field::Refs) {
        return UNKNOWN.to_owned();
    }
    match distinct_references(&estimate.scenario).as_slice() {
        [] => "none".to_owned(),
        [(1, size)] => size.to_string().replace('x', "×"),
        [(count, size)] => format!("{count} × {}", size.to_string().replace('x', "×")),
        _ => format!("{} images", estimate.scenario.refs.len()),
    }
}

fn distinct_references(scenario: &Scenario) -> Vec<(usize, ReferenceImage)> {
    let runs = scenario.refs.chunk_by(|a, b| a == b);
    runs.filter_map(|run| run.first().map(|first| (run.len(), *first))).collect()
}

/// What the group of prompt and cached input is set to.
pub fn prompt_value(estimate: &Estimate) -> String {
    let tokens = input_in_words(estimate, Field::Prompt);
    let unit = by_number(&tokens, "token", "tokens");
    format!("{tokens} {unit}, {} cached", input_in_words(estimate, Field::Cached))
}

/// What the group of retries and partial images is set to.
pub fn retries_value(estimate: &Estimate) -> String {
    let attempts = input_in_words(estimate, Field::Attempts);
    let unit = by_number(&attempts, "attempt", "attempts");
    let partial = if estimate.invalid.contains(Field::Partial) {
        UNKNOWN.to_owned()
    } else {
        estimate.scenario.partial_images().to_string()
    };
    format!("{attempts} {unit}, {partial} partial")
}

/// What the group of Batch and data residency is set to.
pub fn batch_value(estimate: &Estimate) -> String {
    let surcharge =
        is_changed(estimate, Field::Uplift).then(|| format!("+{}", input_in_words(estimate, Field::Uplift)));
    match (estimate.scenario.batch, surcharge) {
        (false, None) => "standard rates".to_owned(),
        (true, None) => "half of every rate".to_owned(),
        (false, Some(surcharge)) => surcharge,
        (true, Some(surcharge)) => format!("half of every rate, {surcharge}"),
    }
}

/// What the group of budget, rates and name is set to. `is_latest`: the rates are the latest because no date is entered.
pub fn more_value(estimate: &Estimate, is_latest: bool) -> String {
    let mut parts = Vec::new();
    if is_changed(estimate, Field::Budget) {
        parts.push(format!("{} a month", budget(estimate)));
    }
    if !is_latest {
        parts.push(input_in_words(estimate, Field::Rates));
    }
    if is_changed(estimate, Field::Name) {
        parts.push(format!("“{}”", input_in_words(estimate, Field::Name).trim()));
    }
    if parts.is_empty() { "latest rates".to_owned() } else { parts.join(", ") }
}

/// The rate of a meter; a dash where no rate card is known.
pub fn rate_text(estimate: &Estimate, meter: Meter) -> String {
    estimate.rate_card.map_or_else(|| UNKNOWN.to_owned(), |card| format!("${}", plain(card.rates[meter])))
}

/// The receipt's arithmetic in a line, up to the cost of one: `100 × $5 + 1,756 × $30 per 1M =`.
pub fn equation(estimate: &Estimate) -> String {
    let term = |meter: Meter| {
        let tokens = FigureValue::count(estimate.bill.tokens[meter]).text();
        format!("{tokens} × {}", rate_text(estimate, meter))
    };
    let terms: Vec<String> =
        Meter::ALL.into_iter().filter(|meter| !estimate.bill.is_unused(*meter)).map(term).collect();
    let sum = if terms.is_empty() { "0 × $0".to_owned() } else { terms.join(" + ") };
    let factor = match estimate.bill.factor.filter(|factor| *factor != Decimal::ONE) {
        Some(factor) => format!(", × {}", plain(factor)),
        None => String::new(),
    };
    format!("{sum} per 1M{factor} =")
}

/// What follows the cost of one: ` per attempt × 1,000 attempts`.
pub fn equation_end(estimate: &Estimate) -> String {
    let count = estimate.bill.requests.map_or_else(|| UNKNOWN.to_owned(), grouped);
    let one = if estimate.is_images() { "attempt" } else { "request" };
    format!("per {one} × {count} {one}{}", by_number(&count, "", "s"))
}

/// How far the month of a scenario is from that of a baseline.
pub fn difference(own: &Estimate, baseline: &Estimate) -> Option<Difference> {
    Difference::new(own.bill.month?, baseline.bill.month?)
}

/// The same in proportion to the baseline, in brackets: `(+227.2%)`; empty where there is no difference.
pub fn relation(own: &Estimate, baseline: &Estimate) -> String {
    let relation = difference(own, baseline).and_then(Difference::relation_text);
    relation.map(|relation| format!("({relation})")).unwrap_or_default()
}

/// How much of the bill image output is: `Image output is 99.1% of the bill.`
pub fn output_share(estimate: &Estimate) -> Option<String> {
    let (output, month) = (estimate.bill.by_meter[Meter::ImageOutput]?, estimate.bill.month?);
    let (low, high) = (percent(output.low, month.low)?, percent(output.high, month.high)?);
    let share = if low == high { low } else { format!("{low} to {high}") };
    Some(format!("Image output is {share} of the bill."))
}

/// Whether the amounts by meter were rounded to the cent, so that they need not add up to the total shown.
pub fn has_rounded_lines(estimate: &Estimate) -> bool {
    let has_fraction_of_a_cent = |amount: Decimal| amount.normalize().scale() > 2;
    Meter::ALL
        .into_iter()
        .filter_map(|meter| estimate.bill.by_meter[meter])
        .any(|month| has_fraction_of_a_cent(month.low) || has_fraction_of_a_cent(month.high))
}

/// The fields that are shown on paper, the date of the rates last.
pub fn printed_fields() -> impl Iterator<Item = Field> {
    let is_left_out =
        |field: &Field| matches!(field, Field::Rates | Field::Mode | Field::Name | Field::Seats | Field::SeatPrice);
    Field::ALL.into_iter().filter(move |field| !is_left_out(field)).chain([Field::Rates])
}

/// The value of a field as a comparison or a printed page shows it.
pub fn input_in_words(estimate: &Estimate, field: Field) -> String {
    if estimate.invalid.contains(field) {
        return UNKNOWN.to_owned();
    }
    let scenario = &estimate.scenario;
    match field {
        Field::Quality => match scenario.quality {
            Setting::Auto => "Auto",
            Setting::Fixed(quality) => quality.name(),
        }
        .to_owned(),
        Field::Size => scenario.effective_value(field).replace('x', "×"),
        Field::Refs => references_value(estimate),
        Field::Batch => if scenario.batch { "On" } else { "Off" }.to_owned(),
        Field::Mode => if scenario.mode == Mode::Images { "Images" } else { "Request tokens" }.to_owned(),
        Field::Name if scenario.name.is_empty() => "none".to_owned(),
        _ => match (field.spec().kind, scenario.number(field)) {
            (FieldKind::Number(rule), Some(number)) => number_in_words(rule, number),
            (FieldKind::Number(_), None) => "none".to_owned(),
            _ => scenario.effective_value(field),
        },
    }
}

fn number_in_words(rule: NumberRule, number: Decimal) -> String {
    match rule.unit {
        Unit::Percent => format!("{}%", plain(number)),
        Unit::Usd => unit_usd(number),
        Unit::Count => number.to_u64().filter(|_| rule.decimals == 0).map_or_else(|| plain(number), grouped),
    }
}

/// What the group of ChatGPT seats is set to.
pub fn seats_value(estimate: &Estimate) -> String {
    match estimate.seats() {
        Seats::NotAsked => "none".to_owned(),
        Seats::Unknown => UNKNOWN.to_owned(),
        Seats::Month(month) => format!("{} a month", usd(month)),
    }
}

/// `today`, `yesterday`, `171 days ago`.
pub fn days_ago(days: u32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{} days ago", grouped(days.into())),
    }
}

#[cfg(test)]
mod tests {
    use gpt_image_cost_core::{FieldSet, RATE_HISTORY, scenario::permalink};

    use super::*;

    fn estimate(link: &str) -> Estimate {
        let parsed = permalink::parse(&format!("rates=2026-06-05&{link}"), &RATE_HISTORY);
        Estimate::new(parsed.comparison.first(), FieldSet::EMPTY, &RATE_HISTORY)
    }

    #[test]
    fn one_image_and_one_request_are_spoken_of_in_the_singular() {
        for (link, said) in [
            ("images=1", "1 medium 1024×1024 image costs $0.05 a month"),
            ("images=2", "2 medium 1024×1024 images cost $0.11 a month"),
            ("images=1&size=2560x1040&q=low", "1 low 2560×1040 image costs "),
            ("images=2&size=2560x1040&q=low", "2 low 2560×1040 images cost "),
            ("images=1&size=auto&q=auto", "1 image at auto size and quality costs "),
            ("mode=tokens&oi=1000&requests=1", "1 request of 1,000 tokens costs $0.03 a month"),
            ("mode=tokens&oi=1000&requests=2", "2 requests of 1,000 tokens each cost $0.06 a month"),
            ("budget=0.06", "$0.06 a month pays for 1 medium 1024×1024 image"),
            ("budget=0.11", "$0.11 a month pays for 2 medium 1024×1024 images"),
            ("mode=tokens&oi=1000&budget=0.03", "$0.03 a month pays for 1 such request"),
        ] {
            let answer = answer(&estimate(link), false, &RATE_HISTORY).strong;
            assert!(answer.starts_with(said), "{link}: {answer}");
            assert!(!answer.starts_with(&format!("{said}s")), "{link}: {answer}");
        }
        assert_eq!(equation_end(&estimate("images=1")), "per attempt × 1 attempt");
        assert_eq!(description(&estimate("images=1&refs=256x256")), "1 image, 1024×1024, medium, 1 reference image");
    }
}
