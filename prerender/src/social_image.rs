//! The image that link previews show, drawn from the recorded rates while the site is built.
//!
//! The font is Inter, cut down to the characters used here (`fonts/OFL.txt`).

use std::sync::Arc;

use gpt_image_cost_core::{Meter, RateHistory, money::format::plain};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};

/// Its name, beside the page.
pub const FILE: &str = "social.png";
/// Its width and height in pixels, as previews ask for them.
pub const SIZE: (u32, u32) = (1200, 630);

const FONTS: [&[u8]; 2] = [include_bytes!("../fonts/inter-400.ttf"), include_bytes!("../fonts/inter-700.ttf")];

/// The page's colours.
const STYLE: &str = include_str!("../../style/base.css");

/// Where the card with the rates stands.
const CARD: (u32, u32) = (624, 74);
/// From one rate to the next.
const LINE: u32 = 74;

/// The image as PNG.
pub fn png(history: &RateHistory) -> Result<Vec<u8>, String> {
    let mut fonts = Database::new();
    for font in FONTS {
        fonts.load_font_data(font.to_vec());
    }
    let options = Options { fontdb: Arc::new(fonts), ..Options::default() };
    draw(&svg(history)?, &options, SIZE).map_err(|error| format!("{FILE}: {error}"))
}

/// An SVG as a PNG of the same proportions.
pub(crate) fn draw(svg: &str, options: &Options, (width, height): (u32, u32)) -> Result<Vec<u8>, String> {
    let tree = Tree::from_str(svg, options).map_err(|error| error.to_string())?;
    let mut pixels = Pixmap::new(width, height).ok_or("it has no size")?;
    #[allow(clippy::cast_precision_loss)] // images are small
    let scale = width as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| error.to_string())
}

/// The image as SVG, in the light colours of the page.
pub fn svg(history: &RateHistory) -> Result<String, String> {
    let (left, top) = CARD;
    let rates = history.latest().rates;
    let rows = (1..).zip(Meter::ALL).map(|(row, meter)| {
        let line = top + 22 + row * LINE;
        format!(
            "<path class=\"line\" d=\"M660 {line}h440\"/><text x=\"660\" y=\"{y}\">{name}</text>\
             <text class=\"rate\" x=\"1100\" y=\"{y}\">${rate}</text>",
            y = line + 50,
            name = meter.name(),
            rate = plain(rates[meter]),
        )
    });
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\">\
         <style>\
           text {{ font-family: Inter; font-size: 32px; fill: {ink} }}\
           .title {{ font-size: 66px; font-weight: 700 }}\
           .question {{ font-size: 36px; font-weight: 700; fill: {accent} }}\
           .muted {{ fill: {quiet} }}\
           .small {{ font-size: 28px; fill: {quiet} }}\
           .rate {{ font-size: 36px; font-weight: 700; text-anchor: end }}\
           .ground {{ fill: {ground} }} .card {{ fill: {sunk} }} .accent {{ fill: {accent} }}\
           .line {{ stroke: {line}; stroke-width: 2 }}\
         </style>\
         <rect class=\"ground\" width=\"1200\" height=\"630\"/><rect class=\"accent\" width=\"16\" height=\"630\"/>\
         <text class=\"title\" x=\"72\" y=\"150\">{family}</text><text class=\"title\" x=\"72\" y=\"234\">cost guide</text>\
         <text class=\"question\" x=\"72\" y=\"330\">ChatGPT or the API?</text>\
         <text class=\"muted\" x=\"72\" y=\"384\">Find your route, then price</text>\
         <text class=\"muted\" x=\"72\" y=\"428\">your own month exactly.</text>\
         <text class=\"small\" x=\"72\" y=\"556\">API rates checked on {checked}</text>\
         <rect class=\"card\" x=\"{left}\" y=\"{top}\" width=\"512\" height=\"482\"/>\
         <rect class=\"accent\" x=\"{left}\" y=\"{top}\" width=\"512\" height=\"8\"/>\
         <text class=\"small\" x=\"660\" y=\"140\">USD per 1,000,000 tokens</text>{rows}</svg>",
        width = SIZE.0,
        height = SIZE.1,
        family = history.family,
        checked = history.last_checked(),
        rows = rows.collect::<String>(),
        ink = light("ink")?,
        accent = light("accent")?,
        quiet = light("quiet")?,
        ground = light("ground")?,
        sunk = light("sunk")?,
        line = light("line")?,
    ))
}

/// The light one of the two values of a colour in the page's styles.
pub(crate) fn light(colour: &str) -> Result<&'static str, String> {
    let value = STYLE.split_once(&format!("--{colour}: light-dark(")).and_then(|(_, rest)| rest.split_once(','));
    value.map(|(light, _)| light).ok_or_else(|| format!("style/base.css has no colour --{colour}: light-dark(…)"))
}
