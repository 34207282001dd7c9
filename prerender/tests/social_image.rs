//! The image for link previews.

use gpt_image_cost_core::{Meter, RATE_HISTORY, money::format::plain};
use gpt_image_cost_prerender::social_image::{SIZE, png, svg};
use resvg::tiny_skia::Pixmap;

/// What the fonts of `fonts/` can write beside the printable characters of ASCII.
const FURTHER_CHARACTERS: &str = "·×–’“”";

#[test]
fn it_is_a_png_of_the_size_it_says() {
    let png = png(&RATE_HISTORY).unwrap_or_else(|message| panic!("{message}"));
    let image = Pixmap::decode_png(&png).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((image.width(), image.height()), SIZE);
    assert!((20_000..200_000).contains(&png.len()), "{} bytes", png.len());
}

#[test]
fn it_states_every_rate_and_the_date() {
    let svg = svg(&RATE_HISTORY).unwrap_or_else(|message| panic!("{message}"));
    for meter in Meter::ALL {
        let rate = format!(">${}<", plain(RATE_HISTORY.latest().rates[meter]));
        assert!(svg.contains(meter.name()) && svg.contains(&rate), "{}", meter.name());
    }
    assert!(svg.contains(&RATE_HISTORY.last_checked().to_string()));
}

#[test]
fn its_fonts_can_write_it() {
    let svg = svg(&RATE_HISTORY).unwrap_or_else(|message| panic!("{message}"));
    for c in svg.chars() {
        assert!(matches!(c, ' '..='~') || FURTHER_CHARACTERS.contains(c), "{c:?}");
    }
}

#[test]
fn it_is_the_same_every_time() {
    assert_eq!(png(&RATE_HISTORY), png(&RATE_HISTORY));
}
