//! The bill of a scenario: tokens, cost of one attempt or request, month, year, and each meter's part.
//!
//! Exact throughout. With the limits of the fields and of a rate file (three decimals, a sum of at most 300) every
//! product fits 96 bits, so that the checked operations always have a result; a figure without one would be unknown.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::money::Usd;
use crate::money::decimal::{checked_add, checked_mul, checked_sub, percent_as_factor};
use crate::money::quotient::{Quotient, divide};
use crate::money::range::{Range, total};
use crate::rates::meter::{Meter, PerMeter};
use crate::rates::rate_card::Rates;
use crate::scenario::field::Field;
use crate::scenario::field_set::FieldSet;
use crate::scenario::scenario::{Mode, Scenario, Setting};
use crate::tokens::output::{PARTIAL_IMAGE_TOKENS, Quality, output_tokens, second_reading};
use crate::tokens::reference_image::ReferenceImage;

/// A figure is `None` where a field it depends on is invalid; a cost also where no rates are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Tokens of one attempt or request.
    pub tokens: PerMeter<Option<Range<u64>>>,
    /// What every rate is multiplied by: 1/2 with the Batch API, (100 + surcharge) / 100.
    pub factor: Option<Decimal>,
    /// Images a month; `None` also where tokens are entered.
    pub images: Option<u64>,
    /// Attempts or requests a month.
    pub requests: Option<u64>,
    /// USD for one attempt or request.
    pub per_request: Option<Range<Usd>>,
    /// USD for one attempt or request; they sum to `per_request`.
    pub per_request_by_meter: PerMeter<Option<Range<Usd>>>,
    /// USD a month; they sum to `month`.
    pub by_meter: PerMeter<Option<Range<Usd>>>,
    pub month: Option<Range<Usd>>,
    /// Twelve months.
    pub year: Option<Range<Usd>>,
    /// Present on the few sizes where two readings of the vendor's token rule exist. The rest of the bill follows the
    /// first reading.
    pub second_reading: Option<SecondReading>,
}

/// The bill by the older transcriptions of the vendor's token rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondReading {
    /// Image output tokens of one attempt.
    pub output_tokens: u64,
    /// USD for one attempt.
    pub per_request: Option<Usd>,
    /// USD a month.
    pub month: Option<Usd>,
}

impl Bill {
    pub fn new(scenario: &Scenario, invalid: FieldSet, rates: Option<&Rates>) -> Self {
        let inputs = Inputs { scenario, invalid };
        let tokens = PerMeter::from_fn(|meter| inputs.tokens(meter));
        let factor = inputs.factor();
        let requests = inputs.requests();
        let per_request_by_meter = PerMeter::from_fn(|meter| cost_range(tokens[meter]?, rates?[meter], factor?));
        let per_request = total(Meter::ALL.map(|meter| per_request_by_meter[meter]));
        let month = per_request.and_then(|usd| times(usd, requests?));
        let output_rate = rates.map(|rates| rates[Meter::ImageOutput]);
        Self {
            tokens,
            factor,
            images: inputs.images(),
            requests,
            per_request,
            per_request_by_meter,
            by_meter: PerMeter::from_fn(|meter| times(per_request_by_meter[meter]?, requests?)),
            month,
            year: month.and_then(|month| times(month, 12)),
            second_reading: inputs.second_reading(|tokens| cost(tokens, output_rate?, factor?), per_request, requests),
        }
    }

    /// Whether no tokens are billed on a meter.
    pub fn is_unused(&self, meter: Meter) -> bool {
        self.tokens[meter].is_some_and(|tokens| tokens.high == 0)
    }

    /// USD per image: the month divided by the images. `None` with no images, and where tokens are entered.
    pub fn per_image(&self) -> Option<Range<Quotient>> {
        let (month, images) = (self.month?, self.images?);
        month.try_map(|month| divide(month, images))
    }
}

/// USD for tokens at a rate in USD per 1,000,000.
pub fn cost(tokens: u64, rate: Decimal, factor: Decimal) -> Option<Usd> {
    checked_mul(checked_mul(Decimal::from(tokens), rate)?, checked_mul(factor, Decimal::new(1, 6))?)
}

fn cost_range(tokens: Range<u64>, rate: Decimal, factor: Decimal) -> Option<Range<Usd>> {
    tokens.try_map(|tokens| cost(tokens, rate, factor))
}

/// USD for a number of attempts or requests.
pub fn times_requests(per_request: Usd, requests: u64) -> Option<Usd> {
    checked_mul(per_request, Decimal::from(requests))
}

fn times(usd: Range<Usd>, count: u64) -> Option<Range<Usd>> {
    usd.try_map(|usd| times_requests(usd, count))
}

/// Attempts that a number of images takes: ⌈images × attempts per image⌉, 0 to 10,000,000,000.
pub fn attempts_for(images: u64, attempts_per_image: Decimal) -> Option<u64> {
    checked_mul(Decimal::from(images), attempts_per_image)?.ceil().to_u64()
}

/// Tokens that are billed as cached: ⌊total × share ÷ 100⌋.
fn cached_part(total: u64, share: Decimal) -> Option<u64> {
    checked_mul(Decimal::from(total), percent_as_factor(share)?)?.floor().to_u64()
}

/// The field that holds a meter's tokens where tokens are entered.
pub const fn token_field(meter: Meter) -> Field {
    match meter {
        Meter::TextInput => Field::TextInput,
        Meter::CachedTextInput => Field::CachedTextInput,
        Meter::ImageInput => Field::ImageInput,
        Meter::CachedImageInput => Field::CachedImageInput,
        Meter::ImageOutput => Field::ImageOutput,
    }
}

/// What the tokens of a meter follow from where images are entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenSource {
    Prompt,
    ReferenceImages,
    GeneratedImage,
}

pub(super) const fn token_source(meter: Meter) -> TokenSource {
    match meter {
        Meter::TextInput | Meter::CachedTextInput => TokenSource::Prompt,
        Meter::ImageInput | Meter::CachedImageInput => TokenSource::ReferenceImages,
        Meter::ImageOutput => TokenSource::GeneratedImage,
    }
}

/// Output tokens of one image of a scenario, without partial images.
pub fn image_tokens(scenario: &Scenario) -> Range<u32> {
    let at = |quality: Quality| match scenario.size {
        Setting::Fixed(size) => Range::single(output_tokens(size, quality)),
        Setting::Auto => quality.extremes(),
    };
    match scenario.quality {
        Setting::Fixed(quality) => at(quality),
        Setting::Auto => Range { low: at(Quality::Low).low, high: at(Quality::High).high },
    }
}

/// A scenario together with the fields that must not be looked at.
struct Inputs<'a> {
    scenario: &'a Scenario,
    invalid: FieldSet,
}

impl Inputs<'_> {
    /// `Some` if all these fields are valid, and the mode, on which everything depends.
    fn valid(&self, fields: &[Field]) -> Option<()> {
        let is_invalid = |field: &Field| self.invalid.contains(*field);
        (!fields.iter().any(is_invalid) && !is_invalid(&Field::Mode)).then_some(())
    }

    fn images(&self) -> Option<u64> {
        self.valid(&[Field::Images])?;
        (self.scenario.mode == Mode::Images).then(|| self.scenario.whole(Field::Images))
    }

    fn requests(&self) -> Option<u64> {
        if self.scenario.mode == Mode::Tokens {
            self.valid(&[Field::Requests])?;
            return Some(self.scenario.whole(Field::Requests));
        }
        self.valid(&[Field::Attempts])?;
        attempts_for(self.images()?, self.scenario.decimal(Field::Attempts))
    }

    fn factor(&self) -> Option<Decimal> {
        self.valid(&[Field::Batch, Field::Uplift])?;
        let half = if self.scenario.batch { Decimal::new(5, 1) } else { Decimal::ONE };
        let surcharge = percent_as_factor(self.scenario.decimal(Field::Uplift))?;
        checked_mul(checked_add(Decimal::ONE, surcharge)?, half)
    }

    fn tokens(&self, meter: Meter) -> Option<Range<u64>> {
        if self.scenario.mode == Mode::Tokens {
            self.valid(&[token_field(meter)])?;
            return Some(Range::single(self.scenario.whole(token_field(meter))));
        }
        match token_source(meter) {
            TokenSource::Prompt => self.input_tokens(Field::Prompt, meter),
            TokenSource::ReferenceImages => self.input_tokens(Field::Refs, meter),
            TokenSource::GeneratedImage => self.output_tokens(),
        }
    }

    fn input_tokens(&self, source: Field, meter: Meter) -> Option<Range<u64>> {
        self.valid(&[source, Field::Cached])?;
        let total = match source {
            Field::Refs => reference_tokens(&self.scenario.refs),
            _ => self.scenario.whole(source),
        };
        let cached = cached_part(total, self.scenario.decimal(Field::Cached))?;
        Some(Range::single(if meter.is_cached() { cached } else { total.checked_sub(cached)? }))
    }

    fn output_tokens(&self) -> Option<Range<u64>> {
        self.valid(&[Field::Size, Field::Quality, Field::Partial, Field::Batch])?;
        let partial = u64::from(PARTIAL_IMAGE_TOKENS) * self.scenario.partial_images();
        Some(image_tokens(self.scenario).map(|tokens| u64::from(tokens) + partial))
    }

    fn second_reading(
        &self,
        output_cost: impl Fn(u64) -> Option<Usd>,
        per_request: Option<Range<Usd>>,
        requests: Option<u64>,
    ) -> Option<SecondReading> {
        let (Setting::Fixed(size), Setting::Fixed(quality), Mode::Images) =
            (self.scenario.size, self.scenario.quality, self.scenario.mode)
        else {
            return None;
        };
        let second = second_reading(size, quality)?;
        let first_tokens = self.output_tokens()?.low;
        let output_tokens = first_tokens - u64::from(output_tokens(size, quality)) + u64::from(second);
        let per_request = per_request.and_then(|first| {
            checked_add(checked_sub(first.low, output_cost(first_tokens)?)?, output_cost(output_tokens)?)
        });
        let month = per_request.and_then(|usd| times_requests(usd, requests?));
        Some(SecondReading { output_tokens, per_request, month })
    }
}

/// Image input tokens of all reference images of one attempt.
pub fn reference_tokens(images: &[ReferenceImage]) -> u64 {
    images.iter().map(|image| u64::from(image.tokens())).sum()
}
