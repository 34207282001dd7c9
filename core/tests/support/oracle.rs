//! The arithmetic a second time, in whole numbers and fractions of unlimited size.
//!
//! It reads a scenario from its link and shares nothing with the package but the text of the rates. It rounds nowhere,
//! except where the vendor's rule does.

use std::collections::BTreeMap;

use gpt_image_cost_core::{Meter, Rates};
use num_bigint::BigInt;
use num_rational::BigRational;

/// A number of unlimited size and precision.
pub type Exact = BigRational;

/// From the lower to the higher number.
pub type Ends = (Exact, Exact);

/// What a scenario costs.
#[derive(Debug)]
pub struct Figures {
    pub tokens: [Ends; 5],
    pub by_meter: [Ends; 5],
    pub requests: Exact,
    pub per_request: Ends,
    pub month: Ends,
    pub year: Ends,
    pub per_image: Option<Ends>,
}

pub fn whole(number: impl Into<BigInt>) -> Exact {
    Exact::from_integer(number.into())
}

/// The number of a plain decimal text.
#[track_caller]
pub fn exact(text: &str) -> Exact {
    let (before, after) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{before}{after}").parse().unwrap_or_else(|_| panic!("{text} is not a plain decimal"));
    Exact::new(digits, BigInt::from(10).pow(u32::try_from(after.len()).unwrap()))
}

/// A number in plain decimal notation, and whether it had to be rounded: at 12 decimals, half to even.
pub fn plain(number: &Exact) -> (String, bool) {
    let (twos, rest) = taken_out(number.denom(), 2);
    let (fives, rest) = taken_out(&rest, 5);
    if rest != BigInt::from(1) {
        return (at_12_decimals(number), true);
    }
    let places = twos.max(fives);
    let units = (number * whole(BigInt::from(10).pow(places))).to_integer();
    (pointed(&units, places), false)
}

/// A number rounded at 12 decimals, half to even, in plain decimal notation.
pub fn at_12_decimals(number: &Exact) -> String {
    pointed(&half_to_even(&(number * whole(BigInt::from(10).pow(12)))), 12)
}

/// How often a prime divides a number, and what is left.
fn taken_out(number: &BigInt, prime: u32) -> (u32, BigInt) {
    let (mut times, mut rest) = (0, number.clone());
    while &rest % prime == BigInt::ZERO {
        rest /= prime;
        times += 1;
    }
    (times, rest)
}

fn pointed(units: &BigInt, places: u32) -> String {
    let places = usize::try_from(places).unwrap();
    let digits = format!("{units:0>width$}", width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    let after = after.trim_end_matches('0');
    if after.is_empty() { before.to_owned() } else { format!("{before}.{after}") }
}

fn half_to_even(number: &Exact) -> BigInt {
    let (below, rest) = (number.floor().to_integer(), number - number.floor());
    let half = Exact::new(1.into(), 2.into());
    let up = rest > half || (rest == half && &below % 2 != BigInt::ZERO);
    if up { below + 1 } else { below }
}

/// The keys of one scenario's link.
struct Keys<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Keys<'a> {
    fn parse(link: &'a str) -> Self {
        Self(link.split('&').filter_map(|pair| pair.split_once('=')).collect())
    }

    fn word(&self, key: &str, default: &'static str) -> &'a str {
        self.0.get(key).copied().unwrap_or(default)
    }

    fn number(&self, key: &str, default: &'static str) -> Exact {
        exact(self.word(key, default))
    }
}

/// Output tokens of one image by width, height and quality.
type OutputRule = fn(u64, u64, &str) -> u64;

/// The figures of a scenario from its link.
pub fn figures(link: &str, rates: &Rates) -> Figures {
    figures_by(output_tokens, link, rates)
}

/// The figures by the transcriptions of the vendor's rule that round half up.
pub fn second_figures(link: &str, rates: &Rates) -> Figures {
    figures_by(output_tokens_half_up, link, rates)
}

fn figures_by(output: OutputRule, link: &str, rates: &Rates) -> Figures {
    let keys = Keys::parse(link);
    let in_tokens = keys.word("mode", "images") == "tokens";
    let tokens = if in_tokens { entered_tokens(&keys) } else { image_tokens(output, &keys) };
    let requests = if in_tokens {
        keys.number("requests", "1000")
    } else {
        (keys.number("images", "1000") * keys.number("attempts", "1")).ceil()
    };
    let per_million = Meter::ALL.map(|meter| exact(&rates[meter].to_string()));
    let half = if keys.word("batch", "") == "1" { 2 } else { 1 };
    let percent = whole(100) + keys.number("uplift", "0");
    let mut meters = Vec::new();
    for (ends, rate) in tokens.iter().zip(&per_million) {
        let usd = |tokens: &Exact| tokens * rate / whole(1_000_000) / whole(half) * &percent / whole(100);
        meters.push((usd(&ends.0), usd(&ends.1)));
    }
    let per_request = meters.iter().fold((whole(0), whole(0)), |sum, meter| (sum.0 + &meter.0, sum.1 + &meter.1));
    let month = times(&per_request, &requests);
    let images = keys.number("images", "1000");
    let has_images = !in_tokens && images != whole(0);
    Figures {
        tokens,
        by_meter: meters.iter().map(|meter| times(meter, &requests)).collect::<Vec<_>>().try_into().unwrap(),
        year: times(&month, &whole(12)),
        per_image: has_images.then(|| (&month.0 / &images, &month.1 / &images)),
        requests,
        per_request,
        month,
    }
}

fn times(ends: &Ends, factor: &Exact) -> Ends {
    (&ends.0 * factor, &ends.1 * factor)
}

fn single(number: Exact) -> Ends {
    (number.clone(), number)
}

fn entered_tokens(keys: &Keys<'_>) -> [Ends; 5] {
    ["ti", "tic", "ii", "iic", "oi"].map(|key| single(keys.number(key, "0")))
}

fn image_tokens(output: OutputRule, keys: &Keys<'_>) -> [Ends; 5] {
    let text = keys.number("prompt", "100");
    let image = references(keys.word("refs", ""));
    let share = keys.number("cached", "0");
    let cached = |total: &Exact| (total * &share / whole(100)).floor();
    let (cached_text, cached_image) = (cached(&text), cached(&image));
    let streamed = keys.word("batch", "") != "1";
    let partial = if streamed { keys.number("partial", "0") * whole(100) } else { whole(0) };
    let output = output_range(output, keys.word("size", "1024x1024"), keys.word("q", "medium"));
    [
        single(text - &cached_text),
        single(cached_text),
        single(image - &cached_image),
        single(cached_image),
        (output.0 + &partial, output.1 + &partial),
    ]
}

fn output_range(output: OutputRule, size: &str, quality: &str) -> Ends {
    let qualities: &[&str] = if quality == "auto" { &["low", "medium", "high"] } else { &[quality] };
    let readings = qualities.iter().flat_map(|quality| match (size, *quality) {
        ("auto", "low") => vec![54, 659],
        ("auto", "medium") => vec![514, 5_930],
        ("auto", _) => vec![2_061, 23_719],
        (size, quality) => {
            let (width, height) = edges(size);
            vec![output(width, height, quality)]
        }
    });
    let all: Vec<u64> = readings.collect();
    (whole(*all.iter().min().unwrap()), whole(*all.iter().max().unwrap()))
}

fn edges(size: &str) -> (u64, u64) {
    let (width, height) = size.split_once('x').unwrap();
    (width.parse().unwrap(), height.parse().unwrap())
}

/// The two ties of the short side that the vendor's doubles miss: long edge, short edge, quality.
const MISSED_TIES: [(u64, u64, &str); 2] = [(1536, 944, "medium"), (3072, 1888, "medium")];

/// Output tokens of one image: the rule in fractions, half to even, except for the ties the vendor's doubles miss.
pub fn output_tokens(width: u64, height: u64, quality: &str) -> u64 {
    let (long, short, base) = (width.max(height), width.min(height), base(quality));
    let exact = Exact::new((base * short).into(), long.into());
    let short_side = if MISSED_TIES.contains(&(long, short, quality)) { 29 } else { in_u64(&half_to_even(&exact)) };
    by_short_side(base, short_side, width * height)
}

/// Output tokens of one image where the short side is rounded half up.
pub fn output_tokens_half_up(width: u64, height: u64, quality: &str) -> u64 {
    let (long, short, base) = (width.max(height), width.min(height), base(quality));
    let half = Exact::new(1.into(), 2.into());
    let short_side = (Exact::new((base * short).into(), long.into()) + half).floor().to_integer();
    by_short_side(base, in_u64(&short_side), width * height)
}

fn base(quality: &str) -> u64 {
    match quality {
        "low" => 16,
        "medium" => 48,
        "high" => 96,
        other => panic!("{other} is not a quality"),
    }
}

fn by_short_side(base: u64, short_side: u64, pixels: u64) -> u64 {
    (base * short_side * (2_000_000 + pixels)).div_ceil(4_000_000)
}

fn in_u64(number: &BigInt) -> u64 {
    number.try_into().unwrap()
}

fn references(list: &str) -> Exact {
    let mut sum = 0;
    for part in list.split('~').filter(|part| !part.is_empty()) {
        let (times, size) = part.split_once('*').unwrap_or(("1", part));
        let (width, height) = edges(size);
        sum += times.parse::<u64>().unwrap() * reference_tokens(width, height).0;
    }
    whole(sum)
}

/// Input tokens of one reference image: the rule in whole numbers and integer roots. Also whether the size lies on an
/// edge of the rule, where the doubles that it was measured with may fall to the other side.
pub fn reference_tokens(width: u64, height: u64) -> (u64, bool) {
    // Lengths in units of 1/3 pixel, so that a third is whole.
    let (mut w, mut h, mut unit) = (width, height, 1);
    if w > 3 * h {
        (w, h, unit) = (3 * width, width, 3);
    } else if h > 3 * w {
        (w, h, unit) = (height, 3 * height, 3);
    }
    let long = w.max(h);
    if long < 1024 * unit {
        let (up, down) = if 2 * long <= 1024 * unit { (2, unit) } else { (1024, long) };
        let rounded = |edge: u64| in_u64(&half_to_even(&Exact::new((edge * up).into(), down.into())));
        (w, h, unit) = (rounded(w), rounded(h), 1);
    }
    let patches = |w: u64, h: u64, unit: u64| w.div_ceil(32 * unit) * h.div_ceil(32 * unit);
    if patches(w, h, unit) <= 1536 {
        return (patches(w, h, unit), false);
    }
    // The scale cancels out: √(1536 w/h) whole patches across and √(1536 h/w) down, and the edge that loses less to
    // rounding follows the other.
    let (across, down) = ((1536 * w / h).isqrt(), (1536 * h / w).isqrt());
    let (by_height, by_width) = (32 * down * w / h, 32 * across * h / w);
    let is_root = |root: u64, a: u64, b: u64| root * root * b == 1536 * a;
    let just_over = |a: u64, b: u64| a.is_multiple_of(b) && (a / b) % 32 == 1;
    let on_edge =
        is_root(across, w, h) || is_root(down, h, w) || just_over(32 * down * w, h) || just_over(32 * across * h, w);
    (patches((32 * across).min(by_height), (32 * down).min(by_width), 1), on_edge)
}
