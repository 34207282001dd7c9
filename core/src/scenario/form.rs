//! The form: the text of every field exactly as typed, and the scenario that follows from it.

use super::field::{Field, FieldKind};
use super::field_issue::{FieldError, FieldIssue};
use super::field_set::FieldSet;
use super::number_input::parse_number;
use super::scenario::Scenario;
use crate::rates::history::RateHistory;

/// The text of every field. An empty text stands for the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormState([String; Field::COUNT]);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedForm {
    /// With the default wherever a text was not accepted.
    pub scenario: Scenario,
    /// At most one for each field.
    pub issues: Vec<FieldIssue>,
}

impl FormState {
    /// The texts that parse as the scenario. Defaults are left empty, and so is the date of the latest rates.
    pub fn from_scenario(scenario: &Scenario, history: &RateHistory) -> Self {
        let mut form = Self::default();
        for field in Field::ALL {
            let is_latest = field == Field::Rates && scenario.rates == history.last_checked();
            if let Some(value) = scenario.serialize_field(field).filter(|_| !is_latest) {
                form.set_text(field, value);
            }
        }
        form
    }

    pub fn text(&self, field: Field) -> &str {
        &self.0[field as usize]
    }

    pub fn set_text(&mut self, field: Field, text: String) {
        self.0[field as usize] = text;
    }

    pub fn parse(&self, history: &RateHistory) -> ParsedForm {
        let mut scenario = Scenario::latest(history);
        let mut issues = Vec::new();
        for field in Field::ALL {
            if let Err(error) = parse_field(&mut scenario, field, self.text(field), history) {
                issues.push(FieldIssue { field, error });
            }
        }
        ParsedForm { scenario, issues }
    }
}

impl ParsedForm {
    /// The fields that no figure may depend on.
    pub fn invalid_fields(&self) -> FieldSet {
        self.issues.iter().map(|issue| issue.field).collect()
    }

    pub fn issue(&self, field: Field) -> Option<FieldIssue> {
        self.issues.iter().find(|issue| issue.field == field).copied()
    }
}

/// Sets a field from what was typed, which is more lenient than [`Scenario::set`]. An empty text, like an error, leaves the
/// field unchanged.
fn parse_field(scenario: &mut Scenario, field: Field, typed: &str, history: &RateHistory) -> Result<(), FieldError> {
    let text = typed.trim();
    match field.spec().kind {
        // With its spaces, which the link keeps too.
        FieldKind::Text => scenario.set(field, typed, history),
        _ if text.is_empty() => Ok(()),
        FieldKind::Number(_) => scenario.set(field, &parse_number(text)?, history),
        FieldKind::Size => scenario.set(field, &plain_size(text), history),
        FieldKind::ReferenceImages => scenario.set(field, &plain_references(text), history),
        _ => scenario.set(field, text, history),
    }
}

/// `1536 × 1024`, `1536X1024` and `1536*1024` become `1536x1024`.
fn plain_size(typed: &str) -> String {
    let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    compact.to_ascii_lowercase().replace(['×', '*'], "x")
}

/// Sizes separated by `~`, comma, semicolon, plus or line break become the list of a link; `3 × 1024x1024` becomes
/// `3*1024x1024`.
fn plain_references(typed: &str) -> String {
    let parts = typed.split(['~', ',', ';', '+', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let plain = parts.map(|part| {
        let size = plain_size(part);
        // Of two signs, the first belongs to the count.
        match size.matches('x').count() {
            2 => size.replacen('x', "*", 1),
            _ => size,
        }
    });
    plain.collect::<Vec<_>>().join("~")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rates::history::RATE_HISTORY;

    fn parsed(texts: &[(Field, &str)]) -> ParsedForm {
        let mut form = FormState::default();
        for (field, text) in texts {
            form.set_text(*field, (*text).to_owned());
        }
        form.parse(&RATE_HISTORY)
    }

    #[track_caller]
    fn value(field: Field, typed: &str) -> Result<Option<String>, FieldError> {
        let parsed = parsed(&[(field, typed)]);
        parsed.issue(field).map_or_else(|| Ok(parsed.scenario.serialize_field(field)), |issue| Err(issue.error))
    }

    #[test]
    fn an_empty_form_is_the_default_scenario() {
        let expected = ParsedForm { scenario: Scenario::latest(&RATE_HISTORY), issues: Vec::new() };
        assert_eq!(parsed(&[]), expected);
    }

    #[test]
    fn sizes_and_reference_images_are_accepted_as_people_write_them() {
        for (field, typed, expected) in [
            (Field::Size, " 1536 × 1024 ", "1536x1024"),
            (Field::Size, "1536X1024", "1536x1024"),
            (Field::Size, "AUTO", "auto"),
            (Field::Refs, "1024x1024, 512 x 512", "1024x1024~512x512"),
            (Field::Refs, "3 × 1024 × 1024", "3*1024x1024"),
            (Field::Refs, "1024x1024\n1024x1024\n", "2*1024x1024"),
            (Field::Refs, "2*512x512~512x512", "3*512x512"),
        ] {
            assert_eq!(value(field, typed), Ok(Some(expected.to_owned())), "{typed}");
        }
        assert_eq!(value(Field::Refs, "0*512x512"), Err(FieldError::ReferenceFormat));
        assert_eq!(value(Field::Refs, "17*512x512"), Err(FieldError::TooManyReferences));
        assert_eq!(value(Field::Refs, "512x0"), Err(FieldError::ReferenceFormat));
        assert_eq!(value(Field::Refs, "512x65536"), Err(FieldError::ReferenceFormat));
    }

    #[test]
    fn a_field_that_is_not_accepted_leaves_the_others() {
        let parsed = parsed(&[(Field::Images, "1,5"), (Field::Prompt, "1.2k")]);
        assert_eq!(parsed.issues, [FieldIssue { field: Field::Images, error: FieldError::MisplacedComma }]);
        assert_eq!(parsed.scenario.whole(Field::Prompt), 1200);
    }

    #[test]
    fn the_form_of_a_scenario_parses_as_the_scenario() {
        let scenario =
            parsed(&[(Field::Name, " Spring “catalogue” "), (Field::Attempts, "1.50"), (Field::Batch, "1")]).scenario;
        assert_eq!(FormState::from_scenario(&scenario, &RATE_HISTORY).parse(&RATE_HISTORY).scenario, scenario);
    }
}
