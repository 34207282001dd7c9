//! Shared by the test files: reading a text in one go, and what must hold for any bytes.

pub mod invariants;

use gpt_image_cost_core::{Date, Decimal};
use gpt_image_cost_usage::{Options, Reader, Summary};

/// Prices records without a day as of a day whose rates do not change with later rate cards.
pub fn options() -> Options {
    Options { rates_on: Date::literal(2026, 6, 5), ..Options::default() }
}

pub fn read_with(text: impl AsRef<[u8]>, options: &Options) -> Summary {
    let mut reader = Reader::new("log", options);
    reader.push(text.as_ref(), &mut ());
    reader.finish(&mut ())
}

pub fn read(text: impl AsRef<[u8]>) -> Summary {
    read_with(text, &options())
}

/// The whole cost; a range as `low–high`.
pub fn cost(summary: &Summary) -> String {
    let usd = summary.usd;
    if usd.is_single() { usd.low.to_string() } else { format!("{}–{}", usd.low, usd.high) }
}

/// Rejections and notes as `line path: reason`.
pub fn problems(summary: &Summary) -> Vec<String> {
    let all = summary.notes.iter().chain(&summary.rejections);
    all.map(|problem| format!("{} {}: {}", problem.line, problem.path, problem.reason)).collect()
}

/// One request of the Image API with these tokens: text input, image input, output.
pub fn record(text: u64, image: u64, output: u64) -> String {
    format!(
        r#"{{"created":1778000000,"usage":{{"input_tokens":{},"input_tokens_details":{{"text_tokens":{text},"image_tokens":{image}}},"output_tokens":{output},"total_tokens":{}}}}}"#,
        text + image,
        text + image + output
    )
}

/// A record that is priced.
pub fn good() -> String {
    record(15, 0, 82)
}

/// What a number of good records cost: `15 × $5 + 82 × $30` per million each.
pub fn cost_of(count: u64) -> String {
    Decimal::new(i64::try_from(count * 2_535).unwrap(), 6).normalize().to_string()
}
