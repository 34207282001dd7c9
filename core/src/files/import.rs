//! An exported JSON file opened again: its scenarios, or everything that is wrong with it, each with its path.
//!
//! Unlike a link, a faulty file opens nothing: files are not mangled in transit, so the faults are listed instead.
//! `calculations` are not read; they follow from the scenarios.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::MARK;
use super::export::VERSION;
use crate::rates::history::RateHistory;
use crate::scenario::comparison::Comparison;
use crate::scenario::field::Field;
use crate::scenario::field_issue::FieldIssue;
use crate::scenario::field_set::FieldSet;
use crate::scenario::permalink::LinkIssue;
use crate::scenario::scenario::Scenario;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u32 = 256 * 1024;
/// The most issues that are listed; further ones are only counted.
const MAX_ISSUES: usize = 20;
/// Keys beside [`MARK`] that a file may have.
const OTHER_KEYS: [&str; 3] = ["$schema", "scenarios", "calculations"];

const NOT_OURS: &str = "This file was not exported from this page.";
const DUPLICATE: &str = "This key appears more than once.";
const UNKNOWN: &str = "Unknown key.";

/// The error holds the sentences to show: `Line 3 is not valid JSON.`, `$.scenarios[1].refs[0]: The list of …`.
pub fn parse(text: &str, history: &RateHistory) -> Result<Comparison, Vec<String>> {
    if text.len() > MAX_BYTES as usize {
        return fail("The file is larger than 256 KiB and was not read.");
    }
    let file: Members = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(file) => file,
        Err(error) if error.is_data() => return fail(NOT_OURS),
        Err(error) => return Err(vec![format!("Line {} is not valid JSON.", error.line())]),
    };
    match file.get(MARK) {
        Some(version) if version.get() == VERSION.to_string() => {}
        Some(_) => return fail("$.gpt-image-cost: Only files of version 1 can be opened."),
        None => return fail(NOT_OURS),
    }
    let list: Vec<&RawValue> = file.get("scenarios").and_then(parse_json).unwrap_or_default();
    if list.is_empty() || list.len() > Comparison::MAX {
        return fail("$.scenarios: Must be a list of one to four scenarios.");
    }
    let mut parser = FileParser { history, issues: Vec::new(), more: 0 };
    parser.check_keys(&file);
    let mut scenarios = Vec::new();
    for (index, value) in list.into_iter().enumerate() {
        scenarios.push(parser.scenario(&format!("$.scenarios[{index}]"), value));
    }
    let mut scenarios = scenarios.into_iter();
    match scenarios.next() {
        Some(first) if parser.issues.is_empty() => Ok(Comparison::new(first, scenarios)),
        _ => {
            let mut issues = parser.issues;
            if parser.more > 0 {
                issues.push(LinkIssue::More(parser.more).to_string());
            }
            Err(issues)
        }
    }
}

fn fail<T>(issue: &str) -> Result<T, Vec<String>> {
    Err(vec![issue.to_owned()])
}

/// The members of an object in order, duplicates included. Values stay as written, so that no number becomes a float.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    fn get(&self, key: &str) -> Option<&'a RawValue> {
        self.0.iter().find(|(own, _)| own == key).map(|(_, value)| *value)
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(MembersVisitor)
    }
}

fn parse_json<'a, T: Deserialize<'a>>(value: &'a RawValue) -> Option<T> {
    serde_json::from_str(value.get()).ok()
}

struct FileParser<'a> {
    history: &'a RateHistory,
    issues: Vec<String>,
    /// Issues beyond the most that are listed.
    more: usize,
}

impl FileParser<'_> {
    fn report(&mut self, path: &str, issue: impl fmt::Display) {
        if self.issues.len() < MAX_ISSUES {
            self.issues.push(format!("{path}: {issue}"));
        } else {
            self.more += 1;
        }
    }

    /// The keys around the scenarios.
    fn check_keys(&mut self, file: &Members) {
        for (index, (key, _)) in file.0.iter().enumerate() {
            if file.0.iter().take(index).any(|(other, _)| other == key) {
                self.report(&format!("$.{key}"), DUPLICATE);
            } else if key != MARK && !OTHER_KEYS.contains(&key.as_str()) {
                self.report(&format!("$.{key}"), UNKNOWN);
            }
        }
    }

    fn scenario(&mut self, path: &str, value: &RawValue) -> Scenario {
        let mut scenario = Scenario::latest(self.history);
        let Some(Members(members)) = parse_json(value) else {
            self.report(path, "Must be an object with the keys of a link.");
            return scenario;
        };
        let mut seen = FieldSet::EMPTY;
        for (key, value) in members {
            let path = format!("{path}.{key}");
            match Field::from_key(&key) {
                None => self.report(&path, UNKNOWN),
                Some(field) if seen.contains(field) => self.report(&path, DUPLICATE),
                Some(field) => {
                    seen.insert(field);
                    self.value(&mut scenario, field, &path, value);
                }
            }
        }
        scenario
    }

    fn value(&mut self, scenario: &mut Scenario, field: Field, path: &str, value: &RawValue) {
        match value.get().as_bytes() {
            [b'"', ..] => match parse_json::<String>(value) {
                Some(text) => self.set(scenario, field, path, &text),
                None => self.report(path, "Must be text of Unicode characters."),
            },
            [b'-' | b'0'..=b'9', ..] => self.set(scenario, field, path, value.get()),
            [b'[', ..] if field == Field::Refs => {
                let list: Vec<&RawValue> = parse_json(value).unwrap_or_default();
                self.references(scenario, path, &list);
            }
            _ => self.report(path, "Must be text or a number, as in a link."),
        }
    }

    fn set(&mut self, scenario: &mut Scenario, field: Field, path: &str, text: &str) {
        if let Err(error) = scenario.set(field, text, self.history) {
            self.report(path, FieldIssue { field, error });
        }
    }

    /// Each entry by itself, so that an issue has its path, and then all of them together.
    fn references(&mut self, scenario: &mut Scenario, path: &str, list: &[&RawValue]) {
        let mut all: Vec<String> = Vec::new();
        let mut single = Scenario::latest(self.history);
        for (index, entry) in list.iter().enumerate() {
            let path = format!("{path}[{index}]");
            match parse_json::<String>(entry) {
                Some(text) => {
                    self.set(&mut single, Field::Refs, &path, &text);
                    all.push(text);
                }
                None => self.report(&path, "Must be text like \"1024x1024\"."),
            }
        }
        if !all.is_empty() && self.issues.is_empty() {
            self.set(scenario, Field::Refs, path, &all.join("~"));
        }
    }
}
