//! Estimates as text to copy and as files: Markdown, plain text, cells for a spreadsheet, JSON.
//!
//! Figures in files are exact; the two summaries for people show what the page shows.

use serde::{Serialize, Serializer};

use super::report::{ReportRow, Section, rows};
use crate::estimate::estimate::Estimate;
use crate::scenario::field::Field;
use crate::scenario::scenario::Scenario;

/// The version of the JSON file, under [`super::MARK`].
pub const VERSION: u32 = 1;

/// A table in Markdown, and the link.
pub fn markdown(estimates: &[Estimate], address: &str) -> String {
    let mut text = String::from("| |");
    for (index, estimate) in estimates.iter().enumerate() {
        text.extend([" ", &escape_markdown(&estimate.name(index)), " |"]);
    }
    text.push_str("\n|---|");
    text.push_str(&"---:|".repeat(estimates.len()));
    for row in summary(estimates) {
        text.extend(["\n| ", &row.label, " |"]);
        for cell in &row.cells {
            text.extend([" ", &escape_markdown(&cell.shown), " |"]);
        }
    }
    text.extend(["\n\n", &rates_sentence(estimates), " [Open this estimate](", address, ")\n"]);
    text
}

/// A summary in plain text, and the link.
pub fn plain_text(estimates: &[Estimate], address: &str) -> String {
    let mut text = String::new();
    for (index, estimate) in estimates.iter().enumerate() {
        text.extend([&estimate.name(index), "\n"]);
        for row in summary(estimates) {
            if let Some(cell) = row.cells.get(index).filter(|cell| !cell.shown.is_empty()) {
                text.extend(["  ", &row.label, ": ", &cell.shown, "\n"]);
            }
        }
        text.push('\n');
    }
    text.extend([&rates_sentence(estimates), "\n", address, "\n"]);
    text
}

/// Every row as cells: separated by tabs to be pasted, by commas as a file.
pub fn cells(estimates: &[Estimate], separator: char) -> String {
    let mut text = String::new();
    let end = if separator == ',' { "\r\n" } else { "\n" };
    let mut push_row = |head: [&str; 4], cells: &mut dyn Iterator<Item = (String, bool)>| {
        let head = head.into_iter().map(|words| (words.to_owned(), false));
        for (index, (words, is_number)) in head.chain(cells).enumerate() {
            if index > 0 {
                text.push(separator);
            }
            push_cell(&mut text, &words, is_number, separator);
        }
        text.push_str(end);
    };
    let mut names = estimates.iter().enumerate().map(|(index, estimate)| (estimate.name(index), false));
    push_row(["part", "key", "what", "unit"], &mut names);
    for row in rows(estimates) {
        let mut cells = row.cells.into_iter().map(|cell| (cell.exact, cell.is_number));
        push_row([row.section.as_str(), &row.key, &row.label, row.unit], &mut cells);
    }
    text
}

/// A file of cells, with the byte-order mark that spreadsheets expect before UTF-8.
pub fn csv(estimates: &[Estimate]) -> String {
    ["\u{feff}", &cells(estimates, ',')].concat()
}

/// A spreadsheet takes text that begins like this for a formula; an apostrophe in front keeps it text. Numbers stay as
/// they are.
pub fn push_cell(text: &mut String, words: &str, is_number: bool, separator: char) {
    let is_formula = !is_number && words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_quoted = words.contains([separator, '"', '\n', '\r', '\t']);
    if is_quoted {
        text.push('"');
    }
    if is_formula {
        text.push('\'');
    }
    text.push_str(&words.replace('"', if is_quoted { "\"\"" } else { "\"" }));
    if is_quoted {
        text.push('"');
    }
}

/// A file that the page can open again. Opening reads `scenarios`; the calculations follow from them.
pub fn json(estimates: &[Estimate]) -> String {
    let rows = rows(estimates);
    let file = File {
        version: VERSION,
        scenarios: estimates.iter().map(|estimate| inputs(&estimate.scenario)).collect(),
        calculations: (0..estimates.len()).map(|index| calculation(&rows, index)).collect(),
    };
    // Text, lists and objects with text keys cannot fail.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct File<'a> {
    #[serde(rename = "gpt-image-cost")]
    version: u32,
    scenarios: Vec<Object<Input>>,
    calculations: Vec<Object<Object<&'a str, &'a str>>>,
}

/// A JSON object whose members keep their order.
struct Object<V, K = &'static str>(Vec<(K, V)>);

impl<V: Serialize, K: Serialize> Serialize for Object<V, K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Input {
    Text(String),
    List(Vec<String>),
}

fn inputs(scenario: &Scenario) -> Object<Input> {
    let members = Field::ALL.into_iter().filter_map(|field| {
        let value = scenario.serialize_field(field)?;
        let input = match field {
            Field::Refs => Input::List(scenario.refs.iter().map(ToString::to_string).collect()),
            _ => Input::Text(value),
        };
        Some((field.key(), input))
    });
    Object(members.collect())
}

/// The figures of one estimate by section. Empty cells are left out.
fn calculation(rows: &[ReportRow], index: usize) -> Object<Object<&str, &str>> {
    let members = |section: Section| {
        let own = rows.iter().filter(move |row| row.section == section);
        own.filter_map(|row| {
            let cell = row.cells.get(index).filter(|cell| !cell.exact.is_empty())?;
            Some((row.key.as_str(), cell.exact.as_str()))
        })
    };
    Object(Section::ALL.into_iter().map(|section| (section.as_str(), Object(members(section).collect()))).collect())
}

fn summary(estimates: &[Estimate]) -> Vec<ReportRow> {
    rows(estimates).into_iter().filter(|row| row.is_summary).collect()
}

/// Which rates apply.
fn rates_sentence(estimates: &[Estimate]) -> String {
    let mut text = String::from("USD before tax, at the recorded rates of");
    let mut last = None;
    for card in estimates.iter().filter_map(|estimate| estimate.rate_card) {
        if last != Some(card.from) {
            let and = if last.is_some() { " and " } else { " " };
            text.extend([and, &card.from.to_string(), " to ", &card.checked.to_string()]);
        }
        last = Some(card.from);
    }
    text.push('.');
    text
}

/// Text whose characters have no meaning in Markdown.
fn escape_markdown(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if "\\`*_[]<>|#&~".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_that_looks_like_a_formula_gets_an_apostrophe() {
        for (words, is_number, cell) in [
            ("=1+1", false, "'=1+1"),
            ("+1", false, "'+1"),
            ("-1", false, "'-1"),
            ("@cell", false, "'@cell"),
            ("\ttab", false, "\"'\ttab\""),
            ("\rreturn", false, "\"'\rreturn\""),
            ("a=1", false, "a=1"),
            ("-1.5", true, "-1.5"),
            ("1200.0625", true, "1200.0625"),
            ("say \"hi\", twice", false, "\"say \"\"hi\"\", twice\""),
        ] {
            let mut text = String::new();
            push_cell(&mut text, words, is_number, ',');
            assert_eq!(text, cell, "{words:?}");
        }
    }
}
