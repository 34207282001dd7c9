//! A scenario: everything a bill depends on, checked.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::date::Date;
use super::field::{Field, Kind, Trouble};
use super::format::number;
use super::output::Quality;
use super::rates::{Coverage, History};
use super::reference::{MOST_REFERENCES, Reference};
use super::size::Size;

/// The most characters of a scenario's name.
const LONGEST_NAME: usize = 80;

/// What the reader enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Pictures, from which tokens are worked out.
    Images,
    /// Tokens of a request, as on a bill.
    Tokens,
}

/// A setting of the API that can be left to the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice<T> {
    /// The model chooses: the bill is a range.
    Auto,
    /// The reader chose.
    Fixed(T),
}

/// Everything a bill depends on. Two scenarios are equal exactly when their links are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// The day whose rates apply.
    pub rates: Date,
    /// What is entered.
    pub mode: Mode,
    /// Its label, at most 80 characters on one line; empty for none.
    pub name: String,
    /// Output size.
    pub size: Choice<Size>,
    /// Output quality.
    pub quality: Choice<Quality>,
    /// Reference images of one attempt, at most 16.
    pub refs: Vec<Reference>,
    /// Whether requests go through the Batch API.
    pub batch: bool,
    /// The numbers given, by field; none where a field has its default, so that equal scenarios are equal.
    numbers: [Option<Decimal>; Field::COUNT],
}

impl Scenario {
    /// The scenario with nothing given, at the rates of a day.
    pub const fn at(rates: Date) -> Self {
        Self {
            rates,
            mode: Mode::Images,
            name: String::new(),
            size: Choice::Fixed(Size::DEFAULT),
            quality: Choice::Fixed(Quality::Medium),
            refs: Vec::new(),
            batch: false,
            numbers: [None; Field::COUNT],
        }
    }

    /// The scenario with nothing given, at the latest recorded rates.
    pub fn latest(history: &History) -> Self {
        Self::at(history.last_checked())
    }

    /// A number as it counts: the one given or the field's default. None where the field is optional and was left out.
    pub fn number(&self, field: Field) -> Option<Decimal> {
        self.numbers[field as usize].or_else(|| field.default_number())
    }

    /// A whole number as it counts; 0 where nothing is given.
    pub fn whole(&self, field: Field) -> u64 {
        self.number(field).and_then(|value| value.to_u64()).unwrap_or(0)
    }

    /// A decimal as it counts; 0 where nothing is given.
    pub fn decimal(&self, field: Field) -> Decimal {
        self.number(field).unwrap_or(Decimal::ZERO)
    }

    /// Partial images that count: Batch does not stream, so that with Batch there are none.
    pub fn partial_images(&self) -> u64 {
        if self.batch { 0 } else { self.whole(Field::Partial) }
    }

    /// Whether partial images were asked for that Batch cannot give.
    pub fn asks_batch_to_stream(&self) -> bool {
        self.batch && self.mode == Mode::Images && self.whole(Field::Partial) > 0
    }

    /// Sets a field from its spelling in a link. On an error nothing changes.
    ///
    /// # Errors
    /// Whatever is no value of the field: `images=1e3`, `size=1000x1000`, `rates=2026-01-01` before the first state.
    pub fn set(&mut self, field: Field, text: &str, history: &History) -> Result<(), Trouble> {
        match field {
            Field::Rates => self.rates = recorded_day(text, history)?,
            Field::Mode => {
                self.mode = match text {
                    "images" => Mode::Images,
                    "tokens" => Mode::Tokens,
                    _ => return Err(Trouble::Word),
                }
            }
            Field::Name => self.name = label(text)?,
            Field::Size => self.size = size(text)?,
            Field::Quality => self.quality = quality(text)?,
            Field::Refs => self.refs = references(text)?,
            Field::Batch => self.batch = if text == "1" { true } else { return Err(Trouble::Word) },
            _ => {
                let Kind::Number(rule) = field.row().kind else { return Err(Trouble::NotANumber) };
                let value = rule.read(text)?;
                self.numbers[field as usize] = (field.default_number() != Some(value)).then_some(value);
            }
        }
        Ok(())
    }

    /// How a link spells a field; none where it has its default (the day of the rates is always spelled).
    pub fn spelling(&self, field: Field) -> Option<String> {
        match field {
            Field::Rates => Some(self.rates.to_string()),
            Field::Mode => (self.mode == Mode::Tokens).then(|| "tokens".to_owned()),
            Field::Name => (!self.name.is_empty()).then(|| self.name.clone()),
            Field::Size => match self.size {
                Choice::Fixed(Size::DEFAULT) => None,
                Choice::Fixed(size) => Some(size.to_string()),
                Choice::Auto => Some("auto".to_owned()),
            },
            Field::Quality => match self.quality {
                Choice::Fixed(Quality::Medium) => None,
                Choice::Fixed(quality) => Some(quality.word().to_owned()),
                Choice::Auto => Some("auto".to_owned()),
            },
            Field::Refs => (!self.refs.is_empty()).then(|| spell_references(&self.refs)),
            Field::Batch => self.batch.then(|| "1".to_owned()),
            _ => self.numbers[field as usize].map(number),
        }
    }
}

fn recorded_day(text: &str, history: &History) -> Result<Date, Trouble> {
    let day: Date = text.parse().map_err(|_| Trouble::NotADay)?;
    match history.coverage(day) {
        Coverage::BeforeFirst => Err(Trouble::BeforeFirst),
        Coverage::Recorded => Ok(day),
        Coverage::AfterLastCheck => Err(Trouble::AfterLastCheck),
    }
}

fn label(text: &str) -> Result<String, Trouble> {
    let fits = text.chars().count() <= LONGEST_NAME && !text.chars().any(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err(Trouble::Label) }
}

fn quality(text: &str) -> Result<Choice<Quality>, Trouble> {
    if text == "auto" {
        return Ok(Choice::Auto);
    }
    Quality::ALL.into_iter().find(|quality| quality.word() == text).map(Choice::Fixed).ok_or(Trouble::Word)
}

fn edges(text: &str) -> Option<(u32, u32)> {
    let edge = |digits: &str| -> Option<u32> {
        let plain = matches!(digits.len(), 1..=9) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain { digits.parse().ok() } else { None }
    };
    let (width, height) = text.split_once('x')?;
    Some((edge(width)?, edge(height)?))
}

fn size(text: &str) -> Result<Choice<Size>, Trouble> {
    if text == "auto" {
        return Ok(Choice::Auto);
    }
    let (width, height) = edges(text).ok_or(Trouble::SizeForm)?;
    Size::new(width, height).map(Choice::Fixed).map_err(Trouble::Size)
}

fn references(text: &str) -> Result<Vec<Reference>, Trouble> {
    let mut all = Vec::new();
    for part in text.split('~') {
        let (times, size) = part.split_once('*').unwrap_or(("1", part));
        let plain = matches!(times.len(), 1..=9) && times.bytes().all(|byte| byte.is_ascii_digit());
        let times: usize = if plain { times.parse().unwrap_or(0) } else { 0 };
        let (width, height) = edges(size).ok_or(Trouble::References)?;
        let reference = Reference::new(width, height).filter(|_| times > 0).ok_or(Trouble::References)?;
        if all.len() + times > MOST_REFERENCES {
            return Err(Trouble::TooManyReferences);
        }
        all.extend(std::iter::repeat_n(reference, times));
    }
    Ok(all)
}

/// References joined by `~`, equal neighbours as `3*1024x1024`.
pub fn spell_references(references: &[Reference]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for run in references.chunk_by(|a, b| a == b) {
        let Some(first) = run.first() else { continue };
        parts.push(if run.len() == 1 { first.to_string() } else { format!("{}*{first}", run.len()) });
    }
    parts.join("~")
}
