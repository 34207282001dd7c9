//! Words with their marks: strong, terms, code, links and standings.

use crate::content::link::address;
use crate::content::markup::{Piece, fill, pieces, standing_words};
use crate::domain::rates::History;
use crate::ui::html::{El, el};

/// An element around a text of the guide, facts filled in.
pub fn around(tag: &'static str, text: &str, history: &History) -> El {
    marked(tag, &fill(text, history), history)
}

/// An element around a text that has its facts already.
pub fn marked(tag: &'static str, text: &str, history: &History) -> El {
    pieces(text).into_iter().fold(el(tag), |around, piece| add(around, piece, history))
}

fn add(around: El, piece: Piece, history: &History) -> El {
    let words = |tag, text: &str| el(tag).words(text.to_owned());
    let drawn = match piece {
        Piece::Text(text) => return around.words(text.to_owned()),
        Piece::Day(text) => words("time", text),
        Piece::Strong(text) => words("strong", text),
        Piece::Term(text) => words("dfn", text),
        Piece::Code(text) => words("code", text),
        Piece::Link { words: text, target } => {
            words("a", text).attr("href", address(target, history).unwrap_or_default())
        }
        Piece::Standing(standing) => el("span").class("standing").words(standing_words(standing)),
    };
    around.child(drawn)
}
