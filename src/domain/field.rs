//! The fields of a scenario: one row for each, in the order of the link.
//!
//! A row says how a field is called, what it takes and what it is when nothing is given. A new field is a new row.

use std::fmt;

use rust_decimal::Decimal;

use super::format::count;
use super::size::Refused;

/// One field of a scenario. The order is the order of keys in a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the rows below say what each one is
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

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A day of the rate history.
    Day,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// Free text, at most 80 characters on one line.
    Label,
    /// An accepted output size, or `auto`.
    Size,
    /// Reference images.
    References,
    /// `1` or nothing.
    Flag,
    /// A number without sign.
    Number(NumberRule),
}

/// The numbers a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberRule {
    /// The least.
    pub min: u32,
    /// The most.
    pub max: u32,
    /// Decimal places; 0 for whole numbers.
    pub places: u32,
    /// What it is when nothing is given; none when then it is not asked for.
    pub default: Option<u32>,
    /// A number to show as an example.
    pub example: &'static str,
}

/// One row of the table of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its key in a link and the `name` of its control.
    pub key: &'static str,
    /// What it is called on the page.
    pub label: &'static str,
    /// What it takes.
    pub kind: Kind,
}

const fn whole(max: u32, default: u32, example: &'static str) -> Kind {
    Kind::Number(NumberRule { min: 0, max, places: 0, default: Some(default), example })
}

const fn percent(example: &'static str) -> Kind {
    Kind::Number(NumberRule { min: 0, max: 100, places: 2, default: Some(0), example })
}

const fn optional(max: u32, places: u32, example: &'static str) -> Kind {
    Kind::Number(NumberRule { min: 0, max, places, default: None, example })
}

const fn tokens(key: &'static str, label: &'static str) -> Row {
    Row { key, label, kind: whole(1_000_000_000, 0, "1,200") }
}

const ROWS: [Row; Field::COUNT] = [
    Row { key: "rates", label: "Rates of the day", kind: Kind::Day },
    Row { key: "mode", label: "What you enter", kind: Kind::Word(&["images", "tokens"]) },
    Row { key: "name", label: "Name of this scenario", kind: Kind::Label },
    Row { key: "images", label: "Images kept a month", kind: whole(100_000_000, 1000, "1,200") },
    Row { key: "size", label: "Picture size", kind: Kind::Size },
    Row { key: "q", label: "Quality", kind: Kind::Word(&["low", "medium", "high", "auto"]) },
    Row { key: "prompt", label: "Prompt tokens", kind: whole(1_000_000, 100, "250") },
    Row { key: "refs", label: "Reference images", kind: Kind::References },
    Row {
        key: "attempts",
        label: "Attempts for each image you keep",
        kind: Kind::Number(NumberRule { min: 1, max: 100, places: 4, default: Some(1), example: "1.5" }),
    },
    Row { key: "partial", label: "Partial images streamed", kind: whole(3, 0, "2") },
    Row { key: "cached", label: "Share of input billed as cached", kind: percent("33.33") },
    tokens("ti", "Text input tokens"),
    tokens("tic", "Cached text input tokens"),
    tokens("ii", "Image input tokens"),
    tokens("iic", "Cached image input tokens"),
    tokens("oi", "Image output tokens"),
    Row { key: "requests", label: "Requests a month", kind: whole(100_000_000, 1000, "1,200") },
    Row { key: "batch", label: "Batch API", kind: Kind::Flag },
    Row { key: "uplift", label: "Data-residency surcharge", kind: percent("10") },
    Row { key: "budget", label: "Monthly API budget", kind: optional(1_000_000_000, 2, "250") },
    Row { key: "seats", label: "ChatGPT seats", kind: optional(1_000_000, 0, "12") },
    Row { key: "seat", label: "Price of a seat a month", kind: optional(100_000, 2, "19.50") },
];

impl Field {
    /// How many fields there are.
    pub const COUNT: usize = 22;

    /// All fields, in the order of the link.
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

    /// Its row.
    pub const fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// Its key in a link and the `name` of its control.
    pub const fn key(self) -> &'static str {
        self.row().key
    }

    /// What it is called on the page.
    pub const fn label(self) -> &'static str {
        self.row().label
    }

    /// The field of a key.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// Its number when nothing is given.
    pub fn default_number(self) -> Option<Decimal> {
        match self.row().kind {
            Kind::Number(rule) => rule.default.map(Decimal::from),
            _ => None,
        }
    }
}

/// A set of fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet(u32);

impl FieldSet {
    /// The empty set.
    pub const NONE: Self = Self(0);

    /// Adds a field.
    pub fn insert(&mut self, field: Field) {
        self.0 |= 1 << field as u32;
    }

    /// The set without a field.
    #[must_use]
    pub const fn without(self, field: Field) -> Self {
        Self(self.0 & !(1 << field as u32))
    }

    /// Whether a field is in it.
    pub const fn contains(self, field: Field) -> bool {
        self.0 & (1 << field as u32) != 0
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Why a text is no value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Not a number at all.
    NotANumber,
    /// A comma where none can stand: `1,5`.
    Comma,
    /// Decimals where a whole number is asked for.
    NotWhole,
    /// More decimal places than the field takes.
    Places,
    /// Below the least or above the most.
    Range,
    /// Not one of the words.
    Word,
    /// Not a day.
    NotADay,
    /// A day before the first recorded rates.
    BeforeFirst,
    /// A day after the last check.
    AfterLastCheck,
    /// Not of the form `1024x1024`.
    SizeForm,
    /// A size the vendor does not accept.
    Size(Refused),
    /// Not references like `1024x1024` or `3*1024x1024`.
    References,
    /// More than 16 references.
    TooManyReferences,
    /// Longer than 80 characters, or with a line break.
    Label,
}

/// A field that could not be read, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub field: Field,
    /// What is wrong with its text.
    pub trouble: Trouble,
}

impl fmt::Display for Problem {
    /// A sentence that says what to enter.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.field.label();
        match self.trouble {
            Trouble::Word => match self.field.row().kind {
                Kind::Word(words) => write!(f, "{label} must be one of: {}.", words.join(", ")),
                _ => write!(f, "{label} must be 1, or left out."),
            },
            Trouble::NotADay => write!(f, "{label} must be a day like 2026-06-05."),
            Trouble::BeforeFirst => write!(f, "No rates are recorded for that day. Enter a later one."),
            Trouble::AfterLastCheck => {
                write!(f, "No rates were checked on that day. Leave the field empty for the latest recorded ones.")
            }
            Trouble::SizeForm => write!(f, "{label} must be width x height in pixels, like 1536x1024, or auto."),
            Trouble::Size(refused) => {
                write!(f, "{label}: {}. The nearest accepted size is {}.", refused.rule.words(), refused.nearest)
            }
            Trouble::References => write!(
                f,
                "{label} must be sizes like 1024x1024, several joined by ~ or a comma, three equal ones as 3*1024x1024. Each \
                 edge is 1 to 65,535 pixels."
            ),
            Trouble::TooManyReferences => write!(f, "One request takes at most 16 reference images."),
            Trouble::Label => write!(f, "{label} must be one line of at most 80 characters."),
            trouble => self.number_sentence(f, trouble),
        }
    }
}

impl Problem {
    fn number_sentence(self, f: &mut fmt::Formatter<'_>, trouble: Trouble) -> fmt::Result {
        let Kind::Number(rule) = self.field.row().kind else { return Ok(()) };
        let (label, min, max, example) = (self.field.label(), rule.min, count(rule.max.into()), rule.example);
        match rule.places {
            0 => write!(f, "{label} must be a whole number from {min} to {max}, like {example}.")?,
            places => write!(
                f,
                "{label} must be a number from {min} to {max} with at most {places} decimals, like {example}."
            )?,
        }
        match trouble {
            Trouble::Comma => {
                write!(f, " Commas go between groups of three digits (1,200); decimals take a point (1.5).")
            }
            _ => Ok(()),
        }
    }
}

impl NumberRule {
    /// Reads plain digits with at most one point. Leading zeros and trailing decimal zeros change nothing.
    ///
    /// # Errors
    /// `1e3`, `-1`, an empty text ([`Trouble::NotANumber`]); `1.5` where whole numbers are asked for
    /// ([`Trouble::NotWhole`]); too many decimals; a number outside the range.
    pub fn read(self, plain: &str) -> Result<Decimal, Trouble> {
        let (whole, fraction) = match plain.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction.trim_end_matches('0')),
            Some(_) => return Err(Trouble::NotANumber),
            None => (plain, ""),
        };
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return Err(Trouble::NotANumber);
        }
        let places = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
        if places > self.places {
            return Err(if self.places == 0 { Trouble::NotWhole } else { Trouble::Places });
        }
        let digits = format!("{}{fraction}", whole.trim_start_matches('0'));
        // 10 whole digits and 4 decimals are the most that can be in range, so that everything longer is above it.
        let mantissa: i64 = match digits.len() {
            0 => 0,
            1..=18 => digits.parse().map_err(|_| Trouble::NotANumber)?,
            _ => return Err(Trouble::Range),
        };
        let value = Decimal::new(mantissa, places);
        if value < Decimal::from(self.min) || value > Decimal::from(self.max) {
            return Err(Trouble::Range);
        }
        Ok(value)
    }
}
