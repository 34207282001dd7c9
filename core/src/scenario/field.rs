//! The fields of a scenario: one row for each, in the order of the link.
//!
//! A row says how a field is called, what it accepts and what it is by default. A new field is a new row.

use rust_decimal::Decimal;

use super::number_rule::{NumberRule, Unit};
use super::scenario::Mode;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_leads_to_its_field() {
        for field in Field::ALL {
            assert_eq!(Field::from_key(field.key()), Some(field));
        }
        assert_eq!(Field::from_key("v"), None);
    }
}
