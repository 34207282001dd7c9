//! The bill of a scenario: tokens, cost of one attempt or request, month, year, each lane. The one place where tokens
//! meet rates.
//!
//! Exact throughout. With the limits of the fields and of a rate file (three decimals, sum at most 300) every product
//! stays below 96 bits, so that the checked operations always have an answer; a figure without one would show as unknown.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::exact::{difference, hundredth, product, sum};
use super::field::{Field, FieldSet};
use super::format::{Quotient, quotient};
use super::meter::{Meter, PerMeter};
use super::output::{PARTIAL_IMAGE, Quality, output_tokens, second_reading};
use super::rates::Rates;
use super::reference::Reference;
use super::scenario::{Choice, Mode, Scenario};
use super::span::Span;

/// USD, exact.
pub type Usd = Decimal;

/// What one scenario costs at given rates. A figure is none where a field it depends on could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Tokens of one attempt or request.
    pub tokens: PerMeter<Option<Span<u64>>>,
    /// What every rate is multiplied by: 1/2 with Batch, (100 + surcharge) / 100.
    pub factor: Option<Decimal>,
    /// Images kept a month; none also when tokens are entered.
    pub images: Option<u64>,
    /// Attempts or requests a month.
    pub runs: Option<u64>,
    /// USD for one attempt or request.
    pub one: Option<Span<Usd>>,
    /// USD a month.
    pub month: Option<Span<Usd>>,
    /// USD a year: twelve months.
    pub year: Option<Span<Usd>>,
    /// USD a month on each meter; they sum to `month`.
    pub lanes: PerMeter<Option<Span<Usd>>>,
    /// The other reading of the vendor's token rule, on the few sizes where there are two.
    pub second: Option<SecondReading>,
}

/// The bill by the older transcriptions of the vendor's token rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondReading {
    /// Image output tokens of one attempt.
    pub output_tokens: u64,
    /// USD for one attempt.
    pub one: Usd,
    /// USD a month; none where the attempts a month cannot be known.
    pub month: Option<Usd>,
}

impl Bill {
    /// The bill of a scenario, at the rates in force on its day; figures that depend on an unreadable field are none.
    pub fn of(scenario: &Scenario, unreadable: FieldSet, rates: &Rates) -> Self {
        let known = Known { scenario, unreadable };
        let tokens = PerMeter::of(|meter| known.tokens(meter));
        let factor = known.factor();
        let runs = known.runs();
        let parts = PerMeter::of(|meter| part(tokens[meter]?, rates[meter], factor?));
        let one = together(&parts);
        let month = one.and_then(|one| times(one, runs?));
        Self {
            tokens,
            factor,
            images: known.images(),
            runs,
            one,
            month,
            year: month.and_then(|month| times(month, 12)),
            lanes: PerMeter::of(|meter| times(parts[meter]?, runs?)),
            second: known.second(one, runs, rates[Meter::ImageOutput], factor),
        }
    }

    /// USD for each image kept: none when no image is kept, when tokens are entered, or when it cannot be known.
    pub fn kept_image(&self) -> Option<(Quotient, Quotient)> {
        let (month, images) = (self.month?, self.images?);
        Some((quotient(month.low, images)?, quotient(month.high, images)?))
    }
}

/// USD of `tokens` tokens at `rate` USD per 1,000,000, times `factor`.
pub fn cost(tokens: u64, rate: Decimal, factor: Decimal) -> Option<Usd> {
    product(product(Decimal::from(tokens), rate)?, product(factor, Decimal::new(1, 6))?)
}

/// 1/2 with Batch, times (100 + surcharge) / 100.
fn factor(batch: bool, uplift: Decimal) -> Option<Decimal> {
    let half = if batch { Decimal::new(5, 1) } else { Decimal::ONE };
    product(sum(Decimal::ONE, hundredth(uplift)?)?, half)
}

/// Attempts that so many kept images take: ⌈images × attempts⌉, 0 to 10,000,000,000.
pub fn attempts_for(images: u64, attempts: Decimal) -> Option<u64> {
    product(Decimal::from(images), attempts)?.ceil().to_u64()
}

/// Tokens of a lane that are billed as cached: ⌊total × share / 100⌋. The rest is not.
fn cached_part(total: u64, share: Decimal) -> Option<u64> {
    product(Decimal::from(total), hundredth(share)?)?.floor().to_u64()
}

fn part(tokens: Span<u64>, rate: Decimal, factor: Decimal) -> Option<Span<Usd>> {
    tokens.try_map(|tokens| cost(tokens, rate, factor))
}

fn times(usd: Span<Usd>, count: u64) -> Option<Span<Usd>> {
    usd.try_map(|usd| for_runs(usd, count))
}

/// USD of `runs` times one.
pub fn for_runs(one: Usd, runs: u64) -> Option<Usd> {
    product(one, Decimal::from(runs))
}

fn together(parts: &PerMeter<Option<Span<Usd>>>) -> Option<Span<Usd>> {
    Meter::ALL.into_iter().try_fold(Span::one(Decimal::ZERO), |all, meter| {
        let part = parts[meter]?;
        Some(Span { low: sum(all.low, part.low)?, high: sum(all.high, part.high)? })
    })
}

/// A scenario of which some fields may not be looked at.
struct Known<'a> {
    scenario: &'a Scenario,
    unreadable: FieldSet,
}

impl Known<'_> {
    /// Whether all these fields could be read, and the mode, on which every figure hangs.
    fn can_read(&self, fields: &[Field]) -> Option<()> {
        let unknown = |field: &Field| self.unreadable.contains(*field);
        (!fields.iter().any(unknown) && !unknown(&Field::Mode)).then_some(())
    }

    fn images(&self) -> Option<u64> {
        self.can_read(&[Field::Images])?;
        (self.scenario.mode == Mode::Images).then(|| self.scenario.whole(Field::Images))
    }

    fn runs(&self) -> Option<u64> {
        if self.scenario.mode == Mode::Tokens {
            self.can_read(&[Field::Requests])?;
            return Some(self.scenario.whole(Field::Requests));
        }
        self.can_read(&[Field::Attempts])?;
        attempts_for(self.images()?, self.scenario.decimal(Field::Attempts))
    }

    fn factor(&self) -> Option<Decimal> {
        // Without a readable day no rate is known, and every cost hangs on the factor.
        self.can_read(&[Field::Batch, Field::Uplift, Field::Rates])?;
        factor(self.scenario.batch, self.scenario.decimal(Field::Uplift))
    }

    fn tokens(&self, meter: Meter) -> Option<Span<u64>> {
        if self.scenario.mode == Mode::Tokens {
            self.can_read(&[token_field(meter)])?;
            return Some(Span::one(self.scenario.whole(token_field(meter))));
        }
        match meter {
            Meter::TextInput => self.input_lane(Field::Prompt, false),
            Meter::CachedTextInput => self.input_lane(Field::Prompt, true),
            Meter::ImageInput => self.input_lane(Field::Refs, false),
            Meter::CachedImageInput => self.input_lane(Field::Refs, true),
            Meter::ImageOutput => self.output(),
        }
    }

    fn input_lane(&self, source: Field, cached: bool) -> Option<Span<u64>> {
        self.can_read(&[source, Field::Cached])?;
        let total = match source {
            Field::Refs => self.scenario.refs.iter().map(|reference| u64::from(Reference::tokens(*reference))).sum(),
            _ => self.scenario.whole(source),
        };
        let cached_tokens = cached_part(total, self.scenario.decimal(Field::Cached))?;
        Some(Span::one(if cached { cached_tokens } else { total.checked_sub(cached_tokens)? }))
    }

    fn output(&self) -> Option<Span<u64>> {
        self.can_read(&[Field::Size, Field::Quality, Field::Partial, Field::Batch])?;
        let partial = u64::from(PARTIAL_IMAGE) * self.scenario.partial_images();
        Some(picture_tokens(self.scenario).map(|tokens| u64::from(tokens) + partial))
    }

    fn second(
        &self,
        one: Option<Span<Usd>>,
        runs: Option<u64>,
        rate: Decimal,
        factor: Option<Decimal>,
    ) -> Option<SecondReading> {
        let (Choice::Fixed(size), Choice::Fixed(quality), Mode::Images) =
            (self.scenario.size, self.scenario.quality, self.scenario.mode)
        else {
            return None;
        };
        let first = output_tokens(size, quality);
        let second = second_reading(size, quality)?;
        let tokens = self.output()?.low - u64::from(first) + u64::from(second);
        let picture = |tokens: u32| cost(u64::from(tokens), rate, factor?);
        let one = sum(difference(one?.low, picture(first)?)?, picture(second)?)?;
        Some(SecondReading { output_tokens: tokens, one, month: runs.and_then(|runs| for_runs(one, runs)) })
    }
}

/// The field that carries a meter's tokens when tokens are entered.
pub const fn token_field(meter: Meter) -> Field {
    match meter {
        Meter::TextInput => Field::TextInput,
        Meter::CachedTextInput => Field::CachedTextInput,
        Meter::ImageInput => Field::ImageInput,
        Meter::CachedImageInput => Field::CachedImageInput,
        Meter::ImageOutput => Field::ImageOutput,
    }
}

/// Output tokens of one finished picture of a scenario, partial images apart. What is left to the model is a range.
pub fn picture_tokens(scenario: &Scenario) -> Span<u32> {
    let of = |quality: Quality| match scenario.size {
        Choice::Fixed(size) => Span::one(output_tokens(size, quality)),
        Choice::Auto => quality.extremes(),
    };
    match scenario.quality {
        Choice::Fixed(quality) => of(quality),
        Choice::Auto => Span { low: of(Quality::Low).low, high: of(Quality::High).high },
    }
}
