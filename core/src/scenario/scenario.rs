//! A scenario: everything an estimate depends on, validated.

use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::field::{Field, FieldKind};
use super::field_issue::FieldError;
use super::number_input::is_digits;
use crate::money::format::plain;
use crate::rates::date::Date;
use crate::rates::history::{RateHistory, RatesOnDay};
use crate::tokens::output::Quality;
use crate::tokens::reference_image::{MAX_REFERENCE_IMAGES, ReferenceImage, serialize_references};
use crate::tokens::size::Size;

pub(crate) const MAX_NAME_CHARACTERS: usize = 80;

/// What the estimate starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Images, from which the tokens follow.
    Images,
    /// The tokens of one request.
    Tokens,
}

/// A setting of the API that can be left to the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting<T> {
    /// The model chooses, which makes every figure a range.
    Auto,
    Fixed(T),
}

/// Two scenarios are equal exactly when their links are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// The day whose rates apply.
    pub rates: Date,
    pub mode: Mode,
    /// One line of at most 80 characters; empty for none.
    pub name: String,
    pub size: Setting<Size>,
    pub quality: Setting<Quality>,
    /// Reference images of one attempt, at most 16.
    pub refs: Vec<ReferenceImage>,
    /// Whether requests go through the Batch API.
    pub batch: bool,
    /// By field; `None` where a field has its default, so that equal scenarios compare equal.
    numbers: [Option<Decimal>; Field::COUNT],
}

impl Scenario {
    /// All defaults, at the rates of a date.
    pub const fn new(rates: Date) -> Self {
        Self {
            rates,
            mode: Mode::Images,
            name: String::new(),
            size: Setting::Fixed(Size::DEFAULT),
            quality: Setting::Fixed(Quality::Medium),
            refs: Vec::new(),
            batch: false,
            numbers: [None; Field::COUNT],
        }
    }

    /// All defaults, at the latest recorded rates.
    pub fn latest(history: &RateHistory) -> Self {
        Self::new(history.last_checked())
    }

    /// The number entered or the field's default. `None` where an optional field was left out.
    pub fn number(&self, field: Field) -> Option<Decimal> {
        self.numbers[field as usize].or_else(|| field.default_number())
    }

    /// As [`Self::number`], in whole numbers; 0 where an optional field was left out.
    pub fn whole(&self, field: Field) -> u64 {
        self.number(field).and_then(|value| value.to_u64()).unwrap_or(0)
    }

    /// As [`Self::number`]; 0 where an optional field was left out.
    pub fn decimal(&self, field: Field) -> Decimal {
        self.number(field).unwrap_or(Decimal::ZERO)
    }

    /// None with the Batch API, which does not stream.
    pub fn partial_images(&self) -> u64 {
        if self.batch { 0 } else { self.whole(Field::Partial) }
    }

    /// Whether partial images were entered that the Batch API cannot stream.
    pub fn streams_with_batch(&self) -> bool {
        self.batch && self.mode == Mode::Images && self.whole(Field::Partial) > 0
    }

    /// Puts a field back to its default. The date of the rates has none and stays.
    pub fn clear(&mut self, field: Field) {
        let default = Self::new(self.rates);
        match field {
            Field::Rates => {}
            Field::Mode => self.mode = default.mode,
            Field::Name => self.name.clear(),
            Field::Size => self.size = default.size,
            Field::Quality => self.quality = default.quality,
            Field::Refs => self.refs.clear(),
            Field::Batch => self.batch = default.batch,
            _ => self.numbers[field as usize] = None,
        }
    }

    /// Sets a field from its value as links write it. An error changes nothing.
    pub fn set(&mut self, field: Field, text: &str, history: &RateHistory) -> Result<(), FieldError> {
        match field {
            Field::Rates => self.rates = recorded_date(text, history)?,
            Field::Mode => {
                self.mode = match text {
                    "images" => Mode::Images,
                    "tokens" => Mode::Tokens,
                    _ => return Err(FieldError::UnknownChoice),
                }
            }
            Field::Name => self.name = name(text)?,
            Field::Size => self.size = size(text)?,
            Field::Quality => self.quality = quality(text)?,
            Field::Refs => self.refs = references(text)?,
            Field::Batch => self.batch = if text == "1" { true } else { return Err(FieldError::UnknownChoice) },
            _ => {
                let FieldKind::Number(rule) = field.spec().kind else { return Err(FieldError::NotANumber) };
                let value = rule.parse(text)?;
                self.numbers[field as usize] = (field.default_number() != Some(value)).then_some(value);
            }
        }
        Ok(())
    }

    /// The value of a field as links write it; `None` where it is the default. The date of the rates is always written.
    pub fn serialize_field(&self, field: Field) -> Option<String> {
        match field {
            Field::Rates => Some(self.rates.to_string()),
            Field::Mode => (self.mode == Mode::Tokens).then(|| "tokens".to_owned()),
            Field::Name => (!self.name.is_empty()).then(|| self.name.clone()),
            Field::Size => match self.size {
                Setting::Fixed(Size::DEFAULT) => None,
                Setting::Fixed(size) => Some(size.to_string()),
                Setting::Auto => Some("auto".to_owned()),
            },
            Field::Quality => match self.quality {
                Setting::Fixed(Quality::Medium) => None,
                Setting::Fixed(quality) => Some(quality.as_str().to_owned()),
                Setting::Auto => Some("auto".to_owned()),
            },
            Field::Refs => (!self.refs.is_empty()).then(|| serialize_references(&self.refs)),
            Field::Batch => self.batch.then(|| "1".to_owned()),
            _ => self.numbers[field as usize].map(plain),
        }
    }

    /// The value that counts, as links write it: what was entered or the default; empty where an optional field was
    /// left out.
    pub fn effective_value(&self, field: Field) -> String {
        self.serialize_field(field).unwrap_or_else(|| match field {
            Field::Mode => "images".to_owned(),
            Field::Size => Size::DEFAULT.to_string(),
            Field::Quality => Quality::Medium.as_str().to_owned(),
            Field::Batch => "0".to_owned(),
            _ => field.default_number().map(plain).unwrap_or_default(),
        })
    }

    #[must_use]
    pub fn with_size_and_quality(&self, size: Setting<Size>, quality: Setting<Quality>) -> Self {
        Self { size, quality, ..self.clone() }
    }
}

fn recorded_date(text: &str, history: &RateHistory) -> Result<Date, FieldError> {
    let date: Date = text.parse().map_err(|_| FieldError::NotADate)?;
    match history.rates_on(date) {
        RatesOnDay::BeforeFirst { first } => Err(FieldError::BeforeFirstRecord { first }),
        RatesOnDay::Confirmed(_) | RatesOnDay::Between { .. } => Ok(date),
        RatesOnDay::AfterLastCheck(card) => Err(FieldError::AfterLastCheck { checked: card.checked }),
    }
}

fn name(text: &str) -> Result<String, FieldError> {
    let fits = text.chars().count() <= MAX_NAME_CHARACTERS && !text.chars().any(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err(FieldError::NameFormat) }
}

fn quality(text: &str) -> Result<Setting<Quality>, FieldError> {
    if text == "auto" {
        return Ok(Setting::Auto);
    }
    Quality::ALL
        .into_iter()
        .find(|quality| quality.as_str() == text)
        .map(Setting::Fixed)
        .ok_or(FieldError::UnknownChoice)
}

fn edges(text: &str) -> Option<(u32, u32)> {
    let (width, height) = text.split_once('x')?;
    Some((short_number(width)?, short_number(height)?))
}

/// A number of 1 to 9 digits.
fn short_number<T: FromStr>(digits: &str) -> Option<T> {
    let is_plain = matches!(digits.len(), 1..=9) && is_digits(digits);
    if is_plain { digits.parse().ok() } else { None }
}

fn size(text: &str) -> Result<Setting<Size>, FieldError> {
    if text == "auto" {
        return Ok(Setting::Auto);
    }
    let (width, height) = edges(text).ok_or(FieldError::SizeFormat)?;
    Size::new(width, height).map(Setting::Fixed).map_err(FieldError::SizeNotAccepted)
}

fn references(text: &str) -> Result<Vec<ReferenceImage>, FieldError> {
    let mut all = Vec::new();
    for part in text.split('~') {
        let (times, size) = part.split_once('*').unwrap_or(("1", part));
        let times: usize = short_number(times).unwrap_or(0);
        let (width, height) = edges(size).ok_or(FieldError::ReferenceFormat)?;
        let reference = ReferenceImage::new(width, height).filter(|_| times > 0).ok_or(FieldError::ReferenceFormat)?;
        if all.len() + times > MAX_REFERENCE_IMAGES {
            return Err(FieldError::TooManyReferences);
        }
        all.extend(std::iter::repeat_n(reference, times));
    }
    Ok(all)
}
