//! Words with their marks: strong, terms, code, links and standings.

use leptos::prelude::*;

use crate::content::link::address;
use crate::content::markup::{Piece, fill, pieces, standing_words};
use crate::domain::rates::History;

/// A text of the guide, facts filled in.
pub fn inline(text: &str, history: &History) -> AnyView {
    let filled = fill(text, history);
    pieces(&filled).into_iter().map(|piece| draw(piece, history)).collect_view().into_any()
}

fn draw(piece: Piece, history: &History) -> AnyView {
    match piece {
        Piece::Text(words) => words.to_owned().into_any(),
        Piece::Strong(words) => view! { <strong>{words.to_owned()}</strong> }.into_any(),
        Piece::Term(words) => view! { <dfn>{words.to_owned()}</dfn> }.into_any(),
        Piece::Code(words) => view! { <code>{words.to_owned()}</code> }.into_any(),
        Piece::Link { words, target } => view! { <a href=address(target, history)>{words.to_owned()}</a> }.into_any(),
        Piece::Standing(standing) => view! { <span class="standing">{standing_words(standing)}</span> }.into_any(),
    }
}

/// Points in a list.
pub fn list<T: AsRef<str>>(points: impl IntoIterator<Item = T>, history: &History) -> AnyView {
    let points = points.into_iter().map(|point| view! { <li>{inline(point.as_ref(), history)}</li> }.into_any());
    view! { <ul class="points">{points.collect_view()}</ul> }.into_any()
}
