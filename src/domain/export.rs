//! A calculation as text to be copied and as files: Markdown, plain text, cells for a spreadsheet, JSON.
//!
//! Figures in files are exact; the two summaries for people show what the page shows.

use super::field::Field;
use super::json;
use super::scenario::Scenario;
use super::sheet::{Line, Part, Priced, lines};

/// The version of the JSON file, under its name.
pub const VERSION: &str = "1";
/// The member that makes a JSON file one of this page's.
pub const MARK: &str = "gpt-image-cost";

/// A table in Markdown, and the link.
pub fn markdown(all: &[Priced], address: &str) -> String {
    let mut text = String::from("| |");
    for (at, one) in all.iter().enumerate() {
        push_all(&mut text, &[" ", &in_markdown(&one.name(at)), " |"]);
    }
    text.push_str("\n|---|");
    text.push_str(&"---:|".repeat(all.len()));
    for line in brief(all) {
        push_all(&mut text, &["\n| ", &line.label, " |"]);
        for cell in &line.cells {
            push_all(&mut text, &[" ", &in_markdown(&cell.shown), " |"]);
        }
    }
    push_all(&mut text, &["\n\n", &provenance(all), " [Open this calculation](", address, ")\n"]);
    text
}

/// A summary in plain text, and the link.
pub fn plain(all: &[Priced], address: &str) -> String {
    let mut text = String::new();
    for (at, one) in all.iter().enumerate() {
        push_all(&mut text, &[&one.name(at), "\n"]);
        for line in brief(all) {
            if let Some(cell) = line.cells.get(at).filter(|cell| !cell.shown.is_empty()) {
                push_all(&mut text, &["  ", &line.label, ": ", &cell.shown, "\n"]);
            }
        }
        text.push('\n');
    }
    push_all(&mut text, &[&provenance(all), "\n", address, "\n"]);
    text
}

/// Every line as cells: separated by tabs to be pasted, by commas as a file.
pub fn cells(all: &[Priced], separator: char) -> String {
    let mut text = String::new();
    let end = if separator == ',' { "\r\n" } else { "\n" };
    let mut row = |first: [&str; 4], cells: &mut dyn Iterator<Item = (String, bool)>| {
        let fixed = first.into_iter().map(|words| (words.to_owned(), false));
        for (at, (words, is_number)) in fixed.chain(cells).enumerate() {
            if at > 0 {
                text.push(separator);
            }
            push_cell(&mut text, &words, is_number, separator);
        }
        text.push_str(end);
    };
    row(["part", "key", "what", "unit"], &mut all.iter().enumerate().map(|(at, one)| (one.name(at), false)));
    for line in lines(all) {
        let mut cells = line.cells.into_iter().map(|cell| (cell.exact, cell.is_number));
        row([line.part.word(), &line.key, &line.label, line.unit], &mut cells);
    }
    text
}

/// A spreadsheet takes a text that begins so for a formula; an apostrophe in front makes it a text again. Numbers are
/// left as they are.
fn push_cell(text: &mut String, words: &str, is_number: bool, separator: char) {
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

/// The whole calculation as a file that this page opens again: it reads `scenarios`, the rest follows from them.
pub fn json(all: &[Priced]) -> String {
    let lines = lines(all);
    let mut text = String::from("{\n");
    push_all(&mut text, &["  \"", MARK, "\": ", VERSION, ",\n  \"scenarios\": [\n"]);
    let inputs = all.iter().map(|one| inputs(&one.scenario));
    push_list(&mut text, inputs, "    ");
    text.push_str("\n  ],\n  \"calculations\": [\n");
    push_list(&mut text, (0..all.len()).map(|at| calculation(&lines, at)), "    ");
    text.push_str("\n  ]\n}\n");
    text
}

fn push_list(text: &mut String, values: impl Iterator<Item = String>, indent: &str) {
    for (at, value) in values.enumerate() {
        push_all(text, &[if at > 0 { ",\n" } else { "" }, indent, &value]);
    }
}

fn inputs(scenario: &Scenario) -> String {
    let mut members = Vec::new();
    for field in Field::ALL {
        let Some(value) = scenario.spelling(field) else { continue };
        let value = match field {
            Field::Refs => json::array(scenario.refs.iter().map(|reference| json::string(&reference.to_string()))),
            _ => json::string(&value),
        };
        members.push((field.key(), value));
    }
    json::object(&members)
}

fn calculation(lines: &[Line], at: usize) -> String {
    let part = |part: Part| {
        let own = lines.iter().filter(|line| line.part == part);
        let members: Vec<(&str, String)> = own
            .filter_map(|line| {
                let cell = line.cells.get(at).filter(|cell| !cell.exact.is_empty())?;
                Some((line.key.as_str(), json::string(&cell.exact)))
            })
            .collect();
        (part.word(), json::object(&members))
    };
    json::object(&Part::ALL.map(part))
}

fn brief(all: &[Priced]) -> Vec<Line> {
    lines(all).into_iter().filter(|line| line.is_brief).collect()
}

/// Which rates apply, in a sentence.
fn provenance(all: &[Priced]) -> String {
    let mut text = String::from("USD, before tax, at the recorded rates of");
    let mut last = None;
    for state in all.iter().map(|one| one.state) {
        if last != Some(state.from) {
            push_all(
                &mut text,
                &[
                    if last.is_some() { " and " } else { " " },
                    &state.from.to_string(),
                    " to ",
                    &state.checked.to_string(),
                ],
            );
        }
        last = Some(state.from);
    }
    text.push('.');
    text
}

/// A text whose characters mean nothing in Markdown.
fn in_markdown(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        if "\\`*_[]<>|#&~".contains(c) {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

fn push_all(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_text_that_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe() {
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
