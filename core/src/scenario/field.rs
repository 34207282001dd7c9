//! The fields of a scenario: one row for each, in the order of the link.
//!
//! A row says how a field is called, what it accepts and what it is by default. A new field is a new row.

use std::fmt;

use rust_decimal::Decimal;

use super::number_input::is_digits;
use super::scenario::Mode;
use crate::money::format::grouped;
use crate::rates::date::Date;
use crate::tokens::size::SizeError;

/// In the order of the keys of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Rates,
    Mode,
    Name,
    Images,
    Size,
    Quality,
    Prompt,
    Refs,
    Attempts,
    Partial,
    Cached,
    TextInput,
    CachedTextInput,
    ImageInput,
    CachedImageInput,
    ImageOutput,
    Requests,
    Batch,
    Uplift,
    Budget,
    Seats,
    SeatPrice,
}

/// What a field accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A date with recorded rates.
    Date,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One line of at most 80 characters.
    Text,
    /// An accepted output size, or `auto`.
    Size,
    ReferenceImages,
    /// `1` or nothing.
    Flag,
    Number(NumberRule),
}

/// The numbers a field accepts. None has a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberRule {
    pub min: u32,
    pub max: u32,
    /// The most decimal places; 0 for whole numbers.
    pub decimals: u32,
    /// `None` where the field is optional.
    pub default: Option<u32>,
    pub unit: Unit,
    /// As a person would type it.
    pub example: &'static str,
}

/// What a number of a field counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Images, tokens, requests and the like, as its label says.
    Count,
    Percent,
    Usd,
}

/// One row of the table of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// In links and files, and as the `name` of the control.
    pub key: &'static str,
    pub label: &'static str,
    /// In a sentence, after "the". Singular.
    pub noun: &'static str,
    pub kind: FieldKind,
    /// The mode in which the field has an effect; `None` for both.
    pub mode: Option<Mode>,
}

impl FieldSpec {
    const fn only_in(self, mode: Mode) -> Self {
        Self { mode: Some(mode), ..self }
    }
}

const fn whole(max: u32, default: u32, example: &'static str) -> FieldKind {
    FieldKind::Number(NumberRule { min: 0, max, decimals: 0, default: Some(default), unit: Unit::Count, example })
}

const fn percent(example: &'static str) -> FieldKind {
    FieldKind::Number(NumberRule { min: 0, max: 100, decimals: 2, default: Some(0), unit: Unit::Percent, example })
}

const fn optional(max: u32, decimals: u32, unit: Unit, example: &'static str) -> FieldKind {
    FieldKind::Number(NumberRule { min: 0, max, decimals, default: None, unit, example })
}

const fn row(key: &'static str, label: &'static str, noun: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec { key, label, noun, kind, mode: None }
}

const MODES: FieldKind = FieldKind::Choice(&["images", "tokens"]);
const QUALITIES: FieldKind = FieldKind::Choice(&["low", "medium", "high", "auto"]);
const ATTEMPTS: FieldKind = FieldKind::Number(NumberRule {
    min: 1,
    max: 100,
    decimals: 4,
    default: Some(1),
    unit: Unit::Count,
    example: "1.5",
});
const TOKENS: FieldKind = whole(1_000_000_000, 0, "1,200");

const SPECS: [FieldSpec; Field::COUNT] = [
    row("rates", "Rates in force on", "date of the rates", FieldKind::Date),
    row("mode", "Estimate from", "basis of the estimate", MODES),
    row("name", "Scenario name", "scenario name", FieldKind::Text),
    row("images", "Images a month", "number of images a month", whole(100_000_000, 1000, "1,200"))
        .only_in(Mode::Images),
    row("size", "Image size", "image size", FieldKind::Size).only_in(Mode::Images),
    row("q", "Quality", "quality", QUALITIES).only_in(Mode::Images),
    row("prompt", "Prompt tokens", "number of prompt tokens", whole(1_000_000, 100, "250")).only_in(Mode::Images),
    row("refs", "Reference images", "list of reference images", FieldKind::ReferenceImages).only_in(Mode::Images),
    row("attempts", "Attempts per image", "number of attempts per image", ATTEMPTS).only_in(Mode::Images),
    row("partial", "Partial images", "number of partial images", whole(3, 0, "2")).only_in(Mode::Images),
    row("cached", "Cached share of input", "cached share of input", percent("33.33")).only_in(Mode::Images),
    row("ti", "Text input tokens", "number of text input tokens", TOKENS).only_in(Mode::Tokens),
    row("tic", "Cached text input", "number of cached text input tokens", TOKENS).only_in(Mode::Tokens),
    row("ii", "Image input tokens", "number of image input tokens", TOKENS).only_in(Mode::Tokens),
    row("iic", "Cached image input", "number of cached image input tokens", TOKENS).only_in(Mode::Tokens),
    row("oi", "Image output tokens", "number of image output tokens", TOKENS).only_in(Mode::Tokens),
    row("requests", "Requests a month", "number of requests a month", whole(100_000_000, 1000, "1,200"))
        .only_in(Mode::Tokens),
    row("batch", "Batch API", "Batch API setting", FieldKind::Flag),
    row("uplift", "Data-residency surcharge", "data-residency surcharge", percent("10")),
    row("budget", "Monthly API budget", "monthly API budget", optional(1_000_000_000, 2, Unit::Usd, "250")),
    row("seats", "ChatGPT seats", "number of ChatGPT seats", optional(1_000_000, 0, Unit::Count, "12")),
    row("seat", "Price per seat", "price per seat", optional(100_000, 2, Unit::Usd, "19.50")),
];

impl Field {
    pub const COUNT: usize = 22;

    /// In the order of the link.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Rates,
        Self::Mode,
        Self::Name,
        Self::Images,
        Self::Size,
        Self::Quality,
        Self::Prompt,
        Self::Refs,
        Self::Attempts,
        Self::Partial,
        Self::Cached,
        Self::TextInput,
        Self::CachedTextInput,
        Self::ImageInput,
        Self::CachedImageInput,
        Self::ImageOutput,
        Self::Requests,
        Self::Batch,
        Self::Uplift,
        Self::Budget,
        Self::Seats,
        Self::SeatPrice,
    ];

    pub const fn spec(self) -> &'static FieldSpec {
        &SPECS[self as usize]
    }

    /// In links and files, and as the `name` of the control.
    pub const fn key(self) -> &'static str {
        self.spec().key
    }

    pub const fn label(self) -> &'static str {
        self.spec().label
    }

    /// Whether a scenario in this mode depends on the field.
    pub fn counts_in(self, mode: Mode) -> bool {
        self.spec().mode.is_none_or(|own| own == mode)
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    pub fn default_number(self) -> Option<Decimal> {
        match self.spec().kind {
            FieldKind::Number(rule) => rule.default.map(Decimal::from),
            _ => None,
        }
    }
}

/// A set of fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet(u32);

impl FieldSet {
    pub const EMPTY: Self = Self(0);

    pub const fn insert(&mut self, field: Field) {
        self.0 |= 1 << field as u32;
    }

    #[must_use]
    pub const fn without(self, field: Field) -> Self {
        Self(self.0 & !(1 << field as u32))
    }

    pub const fn contains(self, field: Field) -> bool {
        self.0 & (1 << field as u32) != 0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        let mut set = Self::EMPTY;
        for field in fields {
            set.insert(field);
        }
        set
    }
}

/// Why a text is not a value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    NotANumber,
    /// A comma that separates no thousands: `1,5`.
    MisplacedComma,
    NotWhole,
    TooManyDecimals,
    TooLow,
    TooHigh,
    UnknownChoice,
    NotADate,
    BeforeFirstRecord {
        first: Date,
    },
    AfterLastCheck {
        checked: Date,
    },
    SizeFormat,
    SizeNotAccepted(SizeError),
    ReferenceFormat,
    TooManyReferences,
    /// Longer than 80 characters, or with a control character such as a line break.
    NameFormat,
}

/// A field whose text was not accepted, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldIssue {
    pub field: Field,
    pub error: FieldError,
}

impl FieldIssue {
    /// In short, where there is no room for what to enter: `The image size was not accepted.`
    pub fn summary(self) -> String {
        format!("The {} was not accepted.", self.field.spec().noun)
    }

    /// The nearest accepted value, as one would type it, where there is one.
    pub fn suggestion(self) -> Option<String> {
        match (self.error, self.field.spec().kind) {
            (FieldError::SizeNotAccepted(error), _) => Some(error.nearest.to_string()),
            (FieldError::BeforeFirstRecord { first: date } | FieldError::AfterLastCheck { checked: date }, _) => {
                Some(date.to_string())
            }
            (FieldError::TooLow, FieldKind::Number(rule)) => Some(grouped(rule.min.into())),
            (FieldError::TooHigh, FieldKind::Number(rule)) => Some(grouped(rule.max.into())),
            _ => None,
        }
    }
}

impl fmt::Display for FieldIssue {
    /// What was refused, why, and what to enter.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error {
            FieldError::BeforeFirstRecord { first } => write!(
                f,
                "No rates are recorded before {first}. Enter that date or a later one, or leave the date out for the \
                 latest rates."
            ),
            FieldError::AfterLastCheck { checked } => write!(
                f,
                "The rates were last checked on {checked}. Enter that date or an earlier one, or leave the date out for \
                 the latest rates."
            ),
            FieldError::SizeNotAccepted(error) => error.fmt(f),
            FieldError::TooManyReferences => f.write_str("A request takes at most 16 reference images."),
            FieldError::MisplacedComma => {
                write_rule(f, self.field)?;
                f.write_str(" Commas separate groups of three digits (1,200); decimals follow a point (1.5).")
            }
            _ => write_rule(f, self.field),
        }
    }
}

/// What a field accepts, as a sentence.
fn write_rule(f: &mut fmt::Formatter<'_>, field: Field) -> fmt::Result {
    let FieldSpec { noun, kind, .. } = field.spec();
    write!(f, "The {noun} must ")?;
    match kind {
        FieldKind::Date => f.write_str("be a date like 2026-06-05."),
        FieldKind::Choice([words @ .., last]) => write!(f, "be {} or {last}.", words.join(", ")),
        FieldKind::Choice([]) => f.write_str("be left out."),
        FieldKind::Text => f.write_str("be one line of at most 80 characters."),
        FieldKind::Size => f.write_str("be width x height in pixels, for example 1536x1024, or auto."),
        FieldKind::ReferenceImages => f.write_str(
            "consist of sizes like 1024x1024, separated by commas or ~; 3*1024x1024 stands for three of one size. \
             Each edge has 1 to 65,535 pixels.",
        ),
        FieldKind::Flag => f.write_str("be 1, or left out."),
        FieldKind::Number(NumberRule { min, max, decimals: 0, example, .. }) => {
            write!(f, "be a whole number from {min} to {}, for example {example}.", grouped((*max).into()))
        }
        FieldKind::Number(NumberRule { min, max, decimals, example, .. }) => {
            let max = grouped((*max).into());
            write!(f, "be a number from {min} to {max} with at most {decimals} decimals, for example {example}.")
        }
    }
}

impl NumberRule {
    /// Accepts plain digits with at most one point. Leading zeros and trailing decimal zeros change nothing.
    pub fn parse(self, plain: &str) -> Result<Decimal, FieldError> {
        let (whole, fraction) = match plain.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction.trim_end_matches('0')),
            Some(_) => return Err(FieldError::NotANumber),
            None => (plain, ""),
        };
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return Err(FieldError::NotANumber);
        }
        let decimals = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
        if decimals > self.decimals {
            return Err(if self.decimals == 0 { FieldError::NotWhole } else { FieldError::TooManyDecimals });
        }
        let digits = format!("{}{fraction}", whole.trim_start_matches('0'));
        // At most 10 whole digits and 4 decimals can be within the limits; anything longer is above them.
        let mantissa: i64 = match digits.len() {
            0 => 0,
            1..=18 => digits.parse().map_err(|_| FieldError::NotANumber)?,
            _ => return Err(FieldError::TooHigh),
        };
        let value = Decimal::new(mantissa, decimals);
        if value < Decimal::from(self.min) {
            Err(FieldError::TooLow)
        } else if value > Decimal::from(self.max) {
            Err(FieldError::TooHigh)
        } else {
            Ok(value)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::size::Size;

    #[test]
    fn a_set_holds_the_fields_put_into_it() {
        let set: FieldSet = [Field::Images, Field::SeatPrice].into_iter().collect();
        assert!(set.contains(Field::Images) && set.contains(Field::SeatPrice) && !set.contains(Field::Size));
        assert_eq!(set.without(Field::Images).without(Field::SeatPrice), FieldSet::EMPTY);
        assert!(FieldSet::EMPTY.is_empty() && !set.is_empty());
    }

    #[test]
    fn every_key_leads_to_its_field() {
        for field in Field::ALL {
            assert_eq!(Field::from_key(field.key()), Some(field));
        }
        assert_eq!(Field::from_key("v"), None);
    }

    #[test]
    fn an_issue_has_a_summary_and_where_possible_the_nearest_accepted_value() {
        let issue = |field, error| FieldIssue { field, error };
        let size = Size::new(1000, 1000).err().map(FieldError::SizeNotAccepted);
        for (issue, summary, suggestion) in [
            (
                issue(Field::Size, size.unwrap_or(FieldError::SizeFormat)),
                "The image size was not accepted.",
                Some("1008x1008"),
            ),
            (
                issue(Field::Images, FieldError::TooHigh),
                "The number of images a month was not accepted.",
                Some("100,000,000"),
            ),
            (
                issue(Field::Attempts, FieldError::TooLow),
                "The number of attempts per image was not accepted.",
                Some("1"),
            ),
            (
                issue(Field::Rates, FieldError::AfterLastCheck { checked: Date::literal(2026, 6, 5) }),
                "The date of the rates was not accepted.",
                Some("2026-06-05"),
            ),
            (issue(Field::Quality, FieldError::UnknownChoice), "The quality was not accepted.", None),
        ] {
            assert_eq!((issue.summary().as_str(), issue.suggestion().as_deref()), (summary, suggestion));
        }
    }
}
