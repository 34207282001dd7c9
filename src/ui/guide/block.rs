//! One block of a section, whatever kind it is.

use super::inline::around;
use crate::content::{Block, Card, Question, Table, Term};
use crate::domain::rates::History;
use crate::ui::html::{El, el};

/// A block of a section: one element, or one for each question.
pub fn block(block: &Block, history: &'static History) -> Vec<El> {
    let drawn = match *block {
        Block::Heading(words) => el("h3").words(words),
        Block::Text(words) => around("p", words, history),
        Block::List(points) => list(points, history),
        Block::Record(points) => list(points(history), history),
        Block::Cards(cards) => el("div").class("cards").children(cards.iter().map(|each| card(each, history))),
        Block::Terms(all) => terms(all, history),
        Block::Questions(questions) => return questions.iter().map(|each| question(each, history)).collect(),
        Block::Table(make) => table(&make(history), history),
    };
    vec![drawn]
}

fn list<T: AsRef<str>>(points: impl IntoIterator<Item = T>, history: &History) -> El {
    el("ul").class("points").children(points.into_iter().map(|point| around("li", point.as_ref(), history)))
}

fn card(card: &Card, history: &History) -> El {
    el("div").class("card").child(el("h3").words(card.title)).child(terms(card.terms, history))
}

fn terms(terms: &[Term], history: &History) -> El {
    let pair = |term: &Term| el("div").child(el("dt").words(term.name)).child(around("dd", term.text, history));
    el("dl").class("terms").children(terms.iter().map(pair))
}

fn question(question: &Question, history: &History) -> El {
    let summary = el("summary").words(question.question);
    el("details").class("question").child(summary).child(around("p", question.answer, history))
}

/// A table, in a region of its own that scrolls where the screen is narrower.
fn table(table: &Table, history: &History) -> El {
    let head = el("tr").children(table.head.iter().map(|name| el("th").attr("scope", "col").words(*name)));
    let row = |row: &Vec<String>| el("tr").children(row.iter().enumerate().map(|(at, text)| cell(at, text, history)));
    let drawn = el("table")
        .child(el("caption").words(table.caption))
        .child(el("thead").child(head))
        .child(el("tbody").children(table.rows.iter().map(row)));
    el("div")
        .class("scroll")
        .attr("role", "region")
        .attr("aria-label", table.caption)
        .attr("tabindex", "0")
        .child(drawn)
}

/// A cell; the first of a row names it, and a sum of money carries its value.
fn cell(at: usize, text: &str, history: &History) -> El {
    match text.strip_prefix('$') {
        _ if at == 0 => around("th", text, history).attr("scope", "row"),
        Some(value) => el("td").child(el("data").attr("value", value.to_owned()).words(text.to_owned())),
        None => around("td", text, history),
    }
}
