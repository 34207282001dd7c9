//! What the worker answers: texts and tables that are ready to be shown, by name.

use js_sys::{Array, Object};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::worker;
use crate::components::{FigureValue, Shown};

/// The cells of a row.
pub type Row = Vec<String>;

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    texts: Vec<(String, String)>,
    tables: Vec<(String, Vec<Row>)>,
}

impl Answer {
    /// Reads a message.
    pub fn from_message(message: &JsValue) -> Self {
        Self {
            texts: named(message, "texts", &|text| text.as_string().unwrap_or_default()),
            tables: named(message, "tables", &|table| {
                items(table).map(|row| items(&row).map(text).collect()).collect()
            }),
        }
    }

    /// A text; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(key, _)| key == name).map_or("", |(_, text)| text)
    }

    /// The rows of a table; none where there is none.
    pub fn rows(&self, name: &str) -> &[Row] {
        self.tables.iter().find(|(key, _)| key == name).map_or(&[], |(_, rows)| rows)
    }

    /// The figure of an id: a row of the table `figures` with its exact value and its text, and those of the larger end.
    pub fn figure(&self, id: &str) -> FigureValue {
        let row = self.rows("figures").iter().find(|row| row.first().is_some_and(|first| first == id));
        let end = |row: &Row, at: usize| {
            let (exact, text) = (row.get(at)?.clone(), row.get(at + 1)?.clone());
            Some(Shown { exact, text, is_rounded: false })
        };
        match row.map(|row| (end(row, 1), end(row, 3))) {
            Some((Some(low), Some(high))) => FigureValue::Range(low, high),
            Some((Some(one), None)) => FigureValue::Single(one),
            _ => FigureValue::Absent,
        }
    }
}

fn items(value: &JsValue) -> impl Iterator<Item = JsValue> + use<> {
    Array::from(value).into_iter()
}

fn text(value: JsValue) -> String {
    value.as_string().unwrap_or_default()
}

fn named<T>(message: &JsValue, key: &str, read: &dyn Fn(&JsValue) -> T) -> Vec<(String, T)> {
    let Ok(object) = worker::entry(message, key).dyn_into::<Object>() else { return Vec::new() };
    let pair = |pair: JsValue| {
        let pair = Array::from(&pair);
        (text(pair.get(0)), read(&pair.get(1)))
    };
    Object::entries(&object).into_iter().map(pair).collect()
}

/// The signal of an answer.
pub type Answered = RwSignal<Answer>;

/// A text that follows the answer.
pub fn text_of(answer: Answered, name: &'static str) -> Signal<String> {
    Signal::derive(move || answer.read().text(name).to_owned())
}

/// Whether the answer has no such text.
pub fn lacks_text(answer: Answered, name: &'static str) -> Signal<bool> {
    Signal::derive(move || answer.read().text(name).is_empty())
}

/// Whether the answer has no rows in this table.
pub fn lacks_rows(answer: Answered, name: &'static str) -> Signal<bool> {
    Signal::derive(move || answer.read().rows(name).is_empty())
}

/// The rows of a table that has one cell in each.
pub fn lines_of(answer: Answered, name: &'static str) -> Signal<Vec<String>> {
    Signal::derive(move || answer.read().rows(name).iter().filter_map(|row| row.first().cloned()).collect())
}

/// A figure that follows the answer.
pub fn figure_of(answer: Answered, id: &'static str) -> Signal<FigureValue> {
    Signal::derive(move || answer.read().figure(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_its_exact_value_and_its_text() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        let figures =
            vec![row(&["usage-total", "0.1", "$0.10"]), row(&["usage-ranged-cost", "1", "$1.00", "2", "$2.00"])];
        let answer = Answer { texts: Vec::new(), tables: vec![("figures".to_owned(), figures)] };
        assert_eq!(answer.figure("usage-total").first_exact().as_deref(), Some("0.1"));
        assert_eq!(answer.figure("usage-ranged-cost").text(), "$1.00–$2.00");
        assert_eq!(answer.figure("usage-seen"), FigureValue::Absent);
    }
}
