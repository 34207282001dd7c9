//! One block of a section, whatever kind it is.

use leptos::prelude::*;

use super::asked_day::asked_day;
use super::finder::finder;
use super::inline::{inline, list};
use super::staleness::staleness;
use super::two_budgets::two_budgets;
use crate::content::{Block, Card, Part, Question, Table, Term};
use crate::domain::rates::History;
use crate::ui::state::App;

/// A block of a section.
pub fn block(app: App, block: &'static Block) -> AnyView {
    let history = app.history;
    match *block {
        Block::Heading(words) => view! { <h3>{words}</h3> }.into_any(),
        Block::Text(words) => view! { <p>{inline(words, history)}</p> }.into_any(),
        Block::List(points) => list(points, history),
        Block::Record(points) => list(points(history), history),
        Block::Cards(cards) => {
            let cards = cards.iter().map(|each| card(each, history)).collect_view();
            view! { <div class="cards">{cards}</div> }.into_any()
        }
        Block::Terms(all) => terms(all, history),
        Block::Questions(questions) => questions.iter().map(|each| question(each, history)).collect_view().into_any(),
        Block::Table(make) => table(&make(history), history),
        Block::Part(Part::Staleness) => staleness(app),
        Block::Part(Part::Finder) => finder(app),
        Block::Part(Part::TwoBudgets) => two_budgets(app),
        Block::Part(Part::AskedDay) => asked_day(app),
    }
}

fn card(card: &Card, history: &History) -> AnyView {
    view! { <div class="card"><h3>{card.title}</h3>{terms(card.terms, history)}</div> }.into_any()
}

fn terms(terms: &[Term], history: &History) -> AnyView {
    let terms = terms
        .iter()
        .map(|term| view! { <div><dt>{term.name}</dt><dd>{inline(term.text, history)}</dd></div> }.into_any());
    view! { <dl class="terms">{terms.collect_view()}</dl> }.into_any()
}

fn question(question: &Question, history: &History) -> AnyView {
    view! {
        <details class="question">
            <summary>{question.question}</summary>
            <p>{inline(question.answer, history)}</p>
        </details>
    }
    .into_any()
}

/// A table, in a region of its own that scrolls where the screen is narrower.
fn table(table: &Table, history: &History) -> AnyView {
    let head = table.head.iter().map(|name| view! { <th scope="col">{*name}</th> }.into_any()).collect_view();
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(at, text)| cell(at, text, history)).collect_view();
        view! { <tr>{cells}</tr> }.into_any()
    });
    view! {
        <div class="scroll" role="region" aria-label=table.caption tabindex="0">
            <table>
                <caption>{table.caption}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A cell; the first of a row names it, and a sum of money carries its value.
fn cell(at: usize, text: &str, history: &History) -> AnyView {
    if at == 0 {
        return view! { <th scope="row">{inline(text, history)}</th> }.into_any();
    }
    match text.strip_prefix('$') {
        Some(value) => view! { <td><data value=value.to_owned()>{text.to_owned()}</data></td> }.into_any(),
        None => view! { <td>{inline(text, history)}</td> }.into_any(),
    }
}
