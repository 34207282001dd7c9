//! The picture that link previews show, drawn while the page is built from the rates it carries.
//!
//! The font is Inter, cut down to the characters used here (`social_image/OFL.txt`).

use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};
use ttf_parser::{Face, OutlineBuilder};

use crate::domain::format::number;
use crate::domain::meter::Meter;
use crate::domain::rates::History;

/// Its size in pixels, as previews ask for it.
pub const SIZE: (u32, u32) = (1200, 630);

const REGULAR: &[u8] = include_bytes!("social_image/inter-400.ttf");
const BOLD: &[u8] = include_bytes!("social_image/inter-700.ttf");

/// The colours of the page by day.
const BACKGROUND: [u8; 3] = [0xfa, 0xf8, 0xf3];
const SURFACE: [u8; 3] = [0xff, 0xff, 0xff];
const TEXT: [u8; 3] = [0x1a, 0x1d, 0x21];
const MUTED: [u8; 3] = [0x56, 0x5c, 0x64];
const LINE: [u8; 3] = [0xdc, 0xd8, 0xcd];
const ACCENT: [u8; 3] = [0x0b, 0x5d, 0x61];

/// The picture as PNG; none only where the font or the canvas cannot be had.
pub fn png(history: &History) -> Option<Vec<u8>> {
    let mut canvas = Canvas::new()?;
    canvas.draw(history)?;
    canvas.pixmap.encode_png().ok()
}

/// How a text is set.
#[derive(Clone, Copy)]
struct Style {
    font: &'static [u8],
    /// Pixels of one em.
    size: f32,
    colour: [u8; 3],
}

const fn regular(size: f32, colour: [u8; 3]) -> Style {
    Style { font: REGULAR, size, colour }
}

const fn bold(size: f32, colour: [u8; 3]) -> Style {
    Style { font: BOLD, size, colour }
}

/// A point in pixels from the upper left.
type Point = (f32, f32);

struct Canvas {
    pixmap: Pixmap,
}

impl Canvas {
    fn new() -> Option<Self> {
        Some(Self { pixmap: Pixmap::new(SIZE.0, SIZE.1)? })
    }

    fn draw(&mut self, history: &History) -> Option<()> {
        self.rectangle((0.0, 0.0), (1200.0, 630.0), BACKGROUND)?;
        self.rectangle((0.0, 0.0), (16.0, 630.0), ACCENT)?;
        self.write((72.0, 150.0), history.family, bold(66.0, TEXT))?;
        self.write((72.0, 234.0), "cost guide", bold(66.0, TEXT))?;
        self.write((72.0, 330.0), "ChatGPT or the API?", bold(36.0, ACCENT))?;
        self.write((72.0, 384.0), "Find your route, then price", regular(32.0, MUTED))?;
        self.write((72.0, 428.0), "your own month exactly.", regular(32.0, MUTED))?;
        let checked = format!("API rates checked on {}", history.last_checked());
        self.write((72.0, 556.0), &checked, regular(28.0, MUTED))?;
        self.table(history)
    }

    /// The rates, in a card on the right.
    fn table(&mut self, history: &History) -> Option<()> {
        let (left, right, top) = (624.0, 1136.0, 74.0);
        self.rectangle((left - 2.0, top - 2.0), (right - left + 4.0, 486.0), LINE)?;
        self.rectangle((left, top), (right - left, 482.0), SURFACE)?;
        self.rectangle((left, top), (right - left, 8.0), ACCENT)?;
        self.write((left + 36.0, top + 66.0), "USD per 1,000,000 tokens", regular(28.0, MUTED))?;
        let mut line = top + 96.0;
        for meter in Meter::ALL {
            self.rectangle((left + 36.0, line), (right - left - 72.0, 1.5), LINE)?;
            self.write((left + 36.0, line + 50.0), meter.name(), regular(32.0, TEXT))?;
            let rate = format!("${}", number(history.latest().rates[meter]));
            let style = bold(36.0, TEXT);
            self.write((right - 36.0 - width(&rate, style)?, line + 50.0), &rate, style)?;
            line += 74.0;
        }
        Some(())
    }

    fn rectangle(&mut self, (x, y): Point, (width, height): Point, colour: [u8; 3]) -> Option<()> {
        let rectangle = Rect::from_xywh(x, y, width, height)?;
        self.pixmap.fill_rect(rectangle, &paint(colour), Transform::identity(), None);
        Some(())
    }

    /// Writes one line of text from the left end of its base line.
    fn write(&mut self, at: Point, text: &str, style: Style) -> Option<()> {
        let path = outline(at, text, style)?;
        self.pixmap.fill_path(&path, &paint(style.colour), FillRule::Winding, Transform::identity(), None);
        Some(())
    }
}

fn paint([red, green, blue]: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(Color::from_rgba8(red, green, blue, 255));
    paint
}

/// Each character's glyph and where it starts, in pixels; at the end where the next one would.
fn glyphs(face: &Face, text: &str, style: Style) -> (Vec<(ttf_parser::GlyphId, f32)>, f32) {
    let scale = style.size / f32::from(face.units_per_em());
    let mut x = 0.0;
    let mut glyphs = Vec::new();
    for glyph in text.chars().filter_map(|c| face.glyph_index(c)) {
        glyphs.push((glyph, x));
        x += f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * scale;
    }
    (glyphs, x)
}

fn width(text: &str, style: Style) -> Option<f32> {
    let face = Face::parse(style.font, 0).ok()?;
    Some(glyphs(&face, text, style).1)
}

fn outline((x, y): Point, text: &str, style: Style) -> Option<Path> {
    let face = Face::parse(style.font, 0).ok()?;
    let scale = style.size / f32::from(face.units_per_em());
    let mut pen = Pen { path: PathBuilder::new(), at: (x, y), scale };
    for (glyph, offset) in glyphs(&face, text, style).0 {
        pen.at = (x + offset, y);
        face.outline_glyph(glyph, &mut pen);
    }
    pen.path.finish()
}

/// Draws glyphs, whose y goes up, onto the picture, whose y goes down.
struct Pen {
    path: PathBuilder,
    at: Point,
    scale: f32,
}

impl Pen {
    fn place(&self, x: f32, y: f32) -> Point {
        (self.at.0 + x * self.scale, self.at.1 - y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.place(x1, y1), self.place(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.place(x1, y1), self.place(x2, y2), self.place(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
