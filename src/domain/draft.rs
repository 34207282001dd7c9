//! A draft: the text in every field of the form, just as typed. Reading it gives the scenario and what could not be read.

use super::entry::plain_number;
use super::field::{Field, FieldSet, Kind, Problem, Trouble};
use super::rates::History;
use super::scenario::Scenario;

/// The text of every field. An empty text counts as the field's default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft([String; Field::COUNT]);

/// What a draft says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The scenario, with the default wherever a field could not be read.
    pub scenario: Scenario,
    /// The fields that could not be read.
    pub problems: Vec<Problem>,
}

impl Draft {
    /// The draft that reads as a scenario, defaults left empty.
    pub fn of(scenario: &Scenario, history: &History) -> Self {
        let mut draft = Self::default();
        for field in Field::ALL {
            let latest = field == Field::Rates && scenario.rates == history.last_checked();
            if let Some(spelling) = scenario.spelling(field).filter(|_| !latest) {
                draft.type_in(field, spelling);
            }
        }
        draft
    }

    /// The text of a field.
    pub fn text(&self, field: Field) -> &str {
        &self.0[field as usize]
    }

    /// Replaces the text of a field.
    pub fn type_in(&mut self, field: Field, text: String) {
        self.0[field as usize] = text;
    }

    /// Reads every field.
    pub fn read(&self, history: &History) -> Reading {
        let mut scenario = Scenario::latest(history);
        let mut problems = Vec::new();
        for field in Field::ALL {
            if let Err(trouble) = read_typed(&mut scenario, field, self.text(field), history) {
                problems.push(Problem { field, trouble });
            }
        }
        Reading { scenario, problems }
    }
}

impl Reading {
    /// The fields no figure may depend on.
    pub fn unreadable(&self) -> FieldSet {
        let mut set = FieldSet::NONE;
        for problem in &self.problems {
            set.insert(problem.field);
        }
        set
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: Field) -> Option<Problem> {
        self.problems.iter().find(|problem| problem.field == field).copied()
    }
}

fn read_typed(scenario: &mut Scenario, field: Field, typed: &str, history: &History) -> Result<(), Trouble> {
    let text = typed.trim();
    match field.row().kind {
        // A name is taken as it stands, blanks and all, as its link gives it back.
        Kind::Label => scenario.set(field, typed, history),
        _ if text.is_empty() => Ok(()),
        Kind::Number(_) => scenario.set(field, &plain_number(text)?, history),
        Kind::Size => scenario.set(field, &plain_size(text), history),
        Kind::References => scenario.set(field, &plain_references(text), history),
        _ => scenario.set(field, text, history),
    }
}

/// `1536 × 1024`, `1536X1024` and `1536*1024` as `1536x1024`.
fn plain_size(typed: &str) -> String {
    let small: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    small.to_ascii_lowercase().replace(['×', '*'], "x")
}

/// Sizes one after another, by `~`, comma, semicolon, plus or line, as the link joins them; `3 × 1024x1024` as
/// `3*1024x1024`.
fn plain_references(typed: &str) -> String {
    let parts = typed.split(['~', ',', ';', '+', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let plain = parts.map(|part| {
        let size = plain_size(part);
        // Two signs: the first is the count.
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
    use crate::domain::snapshot::HISTORY;

    #[track_caller]
    fn spelled(field: Field, typed: &str) -> Result<Option<String>, Trouble> {
        let mut draft = Draft::default();
        draft.type_in(field, typed.to_owned());
        let reading = draft.read(&HISTORY);
        reading.problem(field).map_or_else(|| Ok(reading.scenario.spelling(field)), |problem| Err(problem.trouble))
    }

    #[test]
    fn an_empty_draft_is_the_default_scenario() {
        let reading = Draft::default().read(&HISTORY);
        assert_eq!(reading, Reading { scenario: Scenario::latest(&HISTORY), problems: Vec::new() });
    }

    #[test]
    fn sizes_and_references_are_read_as_people_write_them() {
        for (field, typed, spelling) in [
            (Field::Size, " 1536 × 1024 ", "1536x1024"),
            (Field::Size, "1536X1024", "1536x1024"),
            (Field::Size, "AUTO", "auto"),
            (Field::Refs, "1024x1024, 512 x 512", "1024x1024~512x512"),
            (Field::Refs, "3 × 1024 × 1024", "3*1024x1024"),
            (Field::Refs, "1024x1024\n1024x1024\n", "2*1024x1024"),
            (Field::Refs, "2*512x512~512x512", "3*512x512"),
        ] {
            assert_eq!(spelled(field, typed), Ok(Some(spelling.to_owned())), "{typed}");
        }
        assert_eq!(spelled(Field::Refs, "0*512x512"), Err(Trouble::References));
        assert_eq!(spelled(Field::Refs, "17*512x512"), Err(Trouble::TooManyReferences));
        assert_eq!(spelled(Field::Refs, "512x0"), Err(Trouble::References));
        assert_eq!(spelled(Field::Refs, "512x65536"), Err(Trouble::References));
    }

    #[test]
    fn a_field_that_cannot_be_read_leaves_the_others() {
        let mut draft = Draft::default();
        draft.type_in(Field::Images, "1,5".to_owned());
        draft.type_in(Field::Prompt, "1.2k".to_owned());
        let reading = draft.read(&HISTORY);
        assert_eq!(reading.problems, [Problem { field: Field::Images, trouble: Trouble::Comma }]);
        assert_eq!(reading.scenario.whole(Field::Prompt), 1200);
        assert_eq!(draft.text(Field::Images), "1,5");
        assert_eq!(
            reading.problems[0].to_string(),
            "Images kept a month must be a whole number from 0 to 100,000,000, like 1,200. Commas go between groups of \
             three digits (1,200); decimals take a point (1.5)."
        );
    }

    #[test]
    fn a_scenario_s_draft_reads_as_the_scenario() {
        let mut draft = Draft::default();
        for (field, text) in [(Field::Name, " Spring “catalogue” "), (Field::Attempts, "1.50"), (Field::Batch, "1")]
        {
            draft.type_in(field, text.to_owned());
        }
        let scenario = draft.read(&HISTORY).scenario;
        assert_eq!(Draft::of(&scenario, &HISTORY).read(&HISTORY).scenario, scenario);
    }
}
