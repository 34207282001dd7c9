//! What was charged, as people paste it: one amount, or a table of cost by day.

use std::collections::BTreeMap;

use gpt_image_cost_core::money::decimal::{checked_add, sum};
use gpt_image_cost_core::scenario::number_input::parse_number;
use gpt_image_cost_core::{Date, Decimal, Usd};

use crate::day::day;
use crate::export::counted;
use crate::node::{Node, shortened};
use crate::table::{self, WholeRow};

/// What was charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Charge {
    Total(Usd),
    ByDay(BTreeMap<Date, Usd>),
}

impl Charge {
    /// An amount, `$1,234.56`, or a table of cost by day with a header. The error is a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let line = text.trim();
        match amount(line) {
            Some(amount) => Ok(Self::Total(amount)),
            None if is_meant_as_amount(line) => Err(not_an_amount(line)),
            None => by_day(text).map(Self::ByDay),
        }
    }

    pub(crate) fn total(&self) -> Option<Usd> {
        match self {
            Self::Total(usd) => Some(*usd),
            Self::ByDay(days) => sum(days.values().copied().map(Some)),
        }
    }
}

/// A number as people type it, with an optional dollar sign or `USD`.
fn amount(text: &str) -> Option<Usd> {
    let text = without_usd(text);
    if text.ends_with('%') {
        return None;
    }
    parse_number(text).ok()?.parse().ok()
}

fn without_usd(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("USD").or_else(|| text.strip_suffix("USD")).unwrap_or(text).trim()
}

/// Figures and what stands around them, such as `12,50`: no table.
fn is_meant_as_amount(line: &str) -> bool {
    let text = without_usd(line);
    let has_digits = text.contains(|c: char| c.is_ascii_digit());
    has_digits && text.chars().all(|c| c.is_ascii_digit() || ",._'’$€£ \u{a0}\u{202f}kKmM".contains(c))
}

fn not_an_amount(text: &str) -> String {
    let text = shortened(text, 40);
    format!("“{text}” is not an amount. Enter it in USD with a point before the cents, such as 1,234.56.")
}

fn by_day(text: &str) -> Result<BTreeMap<Date, Usd>, String> {
    let rows = table::rows(text)
        .map_err(|line| format!("Line {line}: A quotation mark opens on this line and is never closed."))?;
    let Some((header, rows)) = rows.split_first() else {
        return Err("Enter an amount in USD, or a table of cost by day.".to_owned());
    };
    let names: Vec<String> = header.cells.iter().map(|name| name.to_ascii_lowercase()).collect();
    let find = |words: &[&str]| {
        words
            .iter()
            .find_map(|word| names.iter().position(|name| name.split(['_', ' ', '.']).any(|part| part == *word)))
    };
    let (Some(day_at), Some(usd_at)) =
        (find(&["date", "day", "start", "time"]), find(&["amount", "cost", "usd", "charge", "total", "value"]))
    else {
        return Err("Enter an amount in USD, or a table whose header has “date” and “cost”.".to_owned());
    };
    let mut days = BTreeMap::new();
    for WholeRow { line, cells } in rows {
        let (found, expected) = (cells.len(), names.len());
        if found != expected {
            let found = counted(found as u64, "cell");
            return Err(format!("Line {line} has {found}, and the header has {expected}."));
        }
        let cell = |index: usize| cells.get(index).map_or("", String::as_str);
        let day = day(&Node::Cell(cell(day_at)))
            .ok_or_else(|| format!("Line {line}: “{}” is not a date like 2026-06-05.", shortened(cell(day_at), 40)))?;
        let usd = amount(cell(usd_at)).ok_or_else(|| format!("Line {line}: {}", not_an_amount(cell(usd_at))))?;
        let sum = days.entry(day).or_insert(Decimal::ZERO);
        *sum = checked_add(*sum, usd).ok_or_else(|| format!("Line {line}: the sum of {day} is too large."))?;
    }
    if days.is_empty() { Err("The table has a header and no days.".to_owned()) } else { Ok(days) }
}
