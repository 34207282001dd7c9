//! A JSON file opened again: its scenarios, or what is wrong with it, named by path. Unlike a link, a file that is not
//! right opens nothing: nobody mangled it on the way, so that what is wrong is worth knowing first.

use super::export::{MARK, VERSION};
use super::field::{Field, FieldSet, Problem, Trouble};
use super::json::{self, Json};
use super::link::Comparison;
use super::rates::History;
use super::scenario::Scenario;

/// The most bytes of a file that are read.
pub const MOST_BYTES: u32 = 256 * 1024;
/// The most problems that are listed.
const MOST_PROBLEMS: usize = 20;

/// Reads a file.
///
/// # Errors
/// The sentences that say what is wrong: `Line 3 is not JSON.`,
/// `$.scenarios[1].refs[0]: Reference images must be …`, `$.scenarios: …`.
pub fn read(text: &str, history: &History) -> Result<Comparison, Vec<String>> {
    let one = |problem: &str| Err(vec![problem.to_owned()]);
    if text.len() > MOST_BYTES as usize {
        return one("The file is larger than 256 KiB and was not read.");
    }
    let file = match json::read(text.trim_start_matches('\u{feff}')) {
        Ok(file) => file,
        Err(trouble) => return Err(vec![format!("Line {} is not JSON.", trouble.line)]),
    };
    match file.get(MARK) {
        Some(Json::Number(version)) if version == VERSION => {}
        Some(_) => return one("$.gpt-image-cost: this page reads files of version 1 only."),
        None => return one("$.gpt-image-cost: it is missing, so this is no file of this page."),
    }
    let Some(list) = file.get("scenarios").and_then(Json::as_list).filter(|list| !list.is_empty()) else {
        return one("$.scenarios: it must be a list of one to four scenarios.");
    };
    if list.len() > Comparison::MOST {
        return one("$.scenarios: at most four scenarios can be compared.");
    }
    let mut reader = Reader { history, problems: Vec::new() };
    let scenarios: Vec<Scenario> =
        list.iter().enumerate().map(|(at, value)| reader.scenario(&format!("$.scenarios[{at}]"), value)).collect();
    let mut scenarios = scenarios.into_iter();
    match scenarios.next() {
        Some(first) if reader.problems.is_empty() => Ok(Comparison::new(first, scenarios)),
        _ => Err(reader.problems),
    }
}

struct Reader<'a> {
    history: &'a History,
    problems: Vec<String>,
}

impl Reader<'_> {
    fn problem(&mut self, path: &str, what: &str) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(format!("{path}: {what}"));
        }
    }

    fn scenario(&mut self, path: &str, value: &Json) -> Scenario {
        let mut scenario = Scenario::latest(self.history);
        let Json::Object(members) = value else {
            self.problem(path, "it must be an object of the link's keys.");
            return scenario;
        };
        let mut given = FieldSet::NONE;
        for (key, value) in members {
            let path = format!("{path}.{key}");
            match Field::of_key(key) {
                None => self.problem(&path, "it is no key of this page."),
                Some(field) if given.contains(field) => self.problem(&path, "it is given more than once."),
                Some(field) => {
                    given.insert(field);
                    self.field(&mut scenario, field, &path, value);
                }
            }
        }
        scenario
    }

    fn field(&mut self, scenario: &mut Scenario, field: Field, path: &str, value: &Json) {
        match (value, field) {
            (Json::Text(text) | Json::Number(text), _) => self.set(scenario, field, path, text),
            (Json::List(list), Field::Refs) => self.references(scenario, path, list),
            _ => self.problem(path, "it must be a text or a number, as in a link."),
        }
    }

    fn set(&mut self, scenario: &mut Scenario, field: Field, path: &str, text: &str) {
        if let Err(trouble) = scenario.set(field, text, self.history) {
            self.trouble(path, field, trouble);
        }
    }

    fn trouble(&mut self, path: &str, field: Field, trouble: Trouble) {
        self.problem(path, &Problem { field, trouble }.to_string());
    }

    /// Each entry by itself, so that a problem names its place, then all of them together.
    fn references(&mut self, scenario: &mut Scenario, path: &str, list: &[Json]) {
        let mut all: Vec<&str> = Vec::new();
        let mut tried = Scenario::latest(self.history);
        for (at, entry) in list.iter().enumerate() {
            let path = format!("{path}[{at}]");
            match entry.as_text() {
                Some(text) => {
                    self.set(&mut tried, Field::Refs, &path, text);
                    all.push(text);
                }
                None => self.problem(&path, "it must be a text like \"1024x1024\"."),
            }
        }
        if !all.is_empty() && self.problems.is_empty() {
            self.set(scenario, Field::Refs, path, &all.join("~"));
        }
    }
}
