//! The guide's texts: a few marks inside plain words, most of them Markdown's own.
//!
//! `**strong**`, `*a term where it is explained*`, `` `code` ``, `[words](target)` and `{name}`. A target is an anchor
//! like `#faq` or a name of [`super::link`]; a name in braces is a [`fact`] or the standing of what it follows. Marks do
//! not nest. What is no mark stays as it is.

use super::{fact, link};
use crate::domain::rates::History;
use crate::domain::standing::Standing;

/// A run of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain words.
    Text(&'a str),
    /// A day, as in `2026-06-05`.
    Day(&'a str),
    /// Words that matter more.
    Strong(&'a str),
    /// A term where it is explained.
    Term(&'a str),
    /// What one types or reads in code.
    Code(&'a str),
    /// Words that lead somewhere.
    Link {
        /// The words.
        words: &'a str,
        /// An anchor or the name of a link.
        target: &'a str,
    },
    /// How sure the words before it are.
    Standing(Standing),
}

/// Each mark: how it starts, how it ends, and what it makes of what lies between.
type Mark = (&'static str, &'static str, fn(&str) -> Option<Piece<'_>>);

const MARKS: [Mark; 5] = [
    ("**", "**", |words| Some(Piece::Strong(words))),
    ("*", "*", |words| Some(Piece::Term(words))),
    ("`", "`", |words| Some(Piece::Code(words))),
    ("[", ")", |inside| inside.split_once("](").map(|(words, target)| Piece::Link { words, target })),
    ("{", "}", |name| standing(name).map(Piece::Standing)),
];

fn standing(name: &str) -> Option<Standing> {
    use Standing::{Assumed, Measured, RateCard, ThirdParty, Vendor};
    [RateCard, Vendor, Measured, ThirdParty, Assumed].into_iter().find(|standing| standing.words() == name)
}

/// A mark at the very start of a text: its piece, and how many bytes it takes.
fn mark(text: &str) -> Option<(Piece<'_>, usize)> {
    MARKS.iter().find_map(|(start, end, make)| {
        let inside = text.strip_prefix(start)?;
        let length = inside.find(end).filter(|length| *length > 0)?;
        let piece = make(&inside[..length])?;
        Some((piece, start.len() + length + end.len()))
    })
}

/// The runs of a text whose facts are filled in.
///
/// ```
/// use gpt_image_cost::content::markup::{Piece, pieces};
///
/// assert_eq!(pieces("See [below](#faq)."), [
///     Piece::Text("See "),
///     Piece::Link { words: "below", target: "#faq" },
///     Piece::Text("."),
/// ]);
/// ```
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(next) = text[at..].find(['*', '`', '[', '{']) {
        at += next;
        let Some((piece, length)) = mark(&text[at..]) else {
            at += 1;
            continue;
        };
        push_words(&mut pieces, &text[start..at]);
        pieces.push(piece);
        at += length;
        start = at;
    }
    push_words(&mut pieces, &text[start..]);
    pieces
}

/// Words without marks; the days among them are pieces of their own.
fn push_words<'a>(pieces: &mut Vec<Piece<'a>>, mut words: &'a str) {
    while let Some(at) = words.as_bytes().windows(DAY.len()).position(is_day) {
        let (before, after) = words.split_at(at);
        let (day, after) = after.split_at(DAY.len());
        push_text(pieces, before);
        pieces.push(Piece::Day(day));
        words = after;
    }
    push_text(pieces, words);
}

fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
}

const DAY: &[u8] = b"0000-00-00";

fn is_day(bytes: &[u8]) -> bool {
    bytes.iter().zip(DAY).all(|(byte, form)| if *form == b'-' { byte == form } else { byte.is_ascii_digit() })
}

/// A text with its facts from the record.
pub fn fill(text: &str, history: &History) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| Some((fact::text(name, history)?, after)));
        rest = if let Some((fact, after)) = found {
            filled.push_str(&fact);
            after
        } else {
            filled.push('{');
            after
        };
    }
    filled.push_str(rest);
    filled
}

/// How a standing is written: vendor text says when it was read.
pub fn standing_words(standing: Standing) -> &'static str {
    match standing {
        Standing::Vendor => "vendor, June–November 2026",
        other => other.words(),
    }
}

/// The words alone.
pub fn plain(text: &str, history: &History) -> String {
    write(text, history, |piece| match piece {
        Piece::Standing(standing) => format!("({})", standing_words(standing)),
        Piece::Text(words)
        | Piece::Day(words)
        | Piece::Strong(words)
        | Piece::Term(words)
        | Piece::Code(words)
        | Piece::Link { words, .. } => words.to_owned(),
    })
}

/// Markdown for a reader who has only the text: anchors of the page become plain words.
pub fn markdown(text: &str, history: &History) -> String {
    write(text, history, |piece| match piece {
        Piece::Text(words) | Piece::Day(words) => words.to_owned(),
        Piece::Strong(words) => format!("**{words}**"),
        Piece::Term(words) => format!("*{words}*"),
        Piece::Code(words) => format!("`{words}`"),
        Piece::Link { words, target } => match link::address(target, history) {
            Some(address) if !address.starts_with('#') => format!("[{words}]({address})"),
            _ => words.to_owned(),
        },
        Piece::Standing(standing) => format!("({})", standing_words(standing)),
    })
}

fn write(text: &str, history: &History, spell: impl Fn(Piece) -> String) -> String {
    pieces(&fill(text, history)).into_iter().map(spell).collect()
}

#[cfg(test)]
mod tests;
