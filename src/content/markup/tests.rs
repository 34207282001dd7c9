//! Marks, facts and days in texts.

use super::*;
use crate::domain::snapshot::HISTORY;

#[test]
fn each_mark_makes_its_piece_and_what_is_no_mark_stays() {
    for (text, expected) in [
        ("", vec![]),
        ("plain", vec![Piece::Text("plain")]),
        (
            "**a** *b* `c`",
            vec![Piece::Strong("a"), Piece::Text(" "), Piece::Term("b"), Piece::Text(" "), Piece::Code("c")],
        ),
        (
            "é 2026-06-05, 12026-06-059",
            vec![
                Piece::Text("é "),
                Piece::Day("2026-06-05"),
                Piece::Text(", 1"),
                Piece::Day("2026-06-05"),
                Piece::Text("9"),
            ],
        ),
        ("{third party}", vec![Piece::Standing(Standing::ThirdParty)]),
        ("{nobody} [x] 2*3", vec![Piece::Text("{nobody} [x] 2*3")]),
        ("**", vec![Piece::Text("**")]),
        ("é*ü*", vec![Piece::Text("é"), Piece::Term("ü")]),
    ] {
        assert_eq!(pieces(text), expected, "{text}");
    }
}

#[test]
fn facts_are_filled_and_unknown_names_stay() {
    assert_eq!(fill("{model} and {nobody} {", &HISTORY), "gpt-image-2 and {nobody} {");
    assert_eq!(plain("**{model}** [a](#faq) {measured}", &HISTORY), "gpt-image-2 a (measured)");
    assert_eq!(markdown("[a](#faq) [b](prices)", &HISTORY), format!("a [b]({})", HISTORY.price_page));
}
