//! Why a text was not accepted by its field, in sentences that say what to enter.

use std::fmt;

use super::field::{Field, FieldKind, FieldSpec};
use super::number_rule::NumberRule;
use crate::money::format::grouped;
use crate::rates::date::Date;
use crate::tokens::size::SizeError;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::size::Size;

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
