//! Bills and records as files: CSV with exact figures, and JSON lines.

use std::fmt::Write as _;

use gpt_image_cost_core::files::export::push_cell;
use gpt_image_cost_core::{Meter, Range};
use serde::Serialize;

use crate::amount::Amount;
use crate::record::{PricedRecord, Rejection};
use crate::summary::Summary;
use crate::totals::{Cost, Row, Rows};

/// The first line of a CSV file of priced records.
pub const RECORD_HEADER: &str = "file,line,path,day,model,size,quality,batch,requests,text_input,cached_text_input,\
                                 image_input,cached_image_input,image_output,text_output_unpriced,usd_low,usd_high,\
                                 rates_from,rate_basis,provenance,remarks\r\n";

/// The first line of a CSV file of rejections.
pub const REJECTION_HEADER: &str = "file,line,path,reason\r\n";

/// One line of cells.
struct Line<'t> {
    text: &'t mut String,
    is_first: bool,
}

impl<'t> Line<'t> {
    fn new(text: &'t mut String) -> Self {
        Self { text, is_first: true }
    }

    fn cell(&mut self, words: &str, is_number: bool) -> &mut Self {
        if !self.is_first {
            self.text.push(',');
        }
        self.is_first = false;
        push_cell(self.text, words, is_number, ',');
        self
    }

    fn words(&mut self, words: &str) -> &mut Self {
        self.cell(words, false)
    }

    fn number(&mut self, number: &impl ToString) -> &mut Self {
        self.cell(&number.to_string(), true)
    }

    fn end(&mut self) {
        self.text.push_str("\r\n");
    }
}

/// Tokens that may be a range, `10` or `0-10`.
fn range_of_tokens(tokens: Range<u64>) -> String {
    if tokens.is_single() { tokens.low.to_string() } else { format!("{}-{}", tokens.low, tokens.high) }
}

/// One line of the file that begins with [`RECORD_HEADER`].
pub fn push_record_csv(text: &mut String, record: &PricedRecord<'_>) {
    let mut line = Line::new(text);
    line.words(record.position.file).number(&record.position.line).words(record.position.path);
    line.words(&record.day.map(|day| day.to_string()).unwrap_or_default());
    line.words(record.model).words(record.size.unwrap_or_default()).words(record.quality.unwrap_or_default());
    line.number(&u8::from(record.is_batch)).number(&record.requests);
    for meter in Meter::ALL {
        line.number(&range_of_tokens(record.tokens(meter)));
    }
    line.number(&record.text_output).number(&record.cost().low).number(&record.cost().high);
    line.words(&record.rates_from().map(|from| from.to_string()).unwrap_or_default());
    line.words(record.rate_basis().sentence()).words(record.provenance.label());
    let remarks: Vec<&str> = record.remarks.iter().map(crate::Remark::as_str).collect();
    line.words(&remarks.join(" ")).end();
}

#[derive(Serialize)]
struct RecordJson<'r> {
    file: &'r str,
    line: u64,
    #[serde(skip_serializing_if = "str::is_empty")]
    path: &'r str,
    day: Option<String>,
    model: &'r str,
    size: Option<&'r str>,
    quality: Option<&'r str>,
    batch: bool,
    requests: u64,
    line_items: Vec<LineItemJson>,
    text_output_unpriced: u64,
    usd: Cost,
    rates_from: Option<String>,
    rate_basis: crate::RateBasis,
    provenance: &'static str,
    remarks: Vec<crate::Remark>,
}

#[derive(Serialize)]
struct LineItemJson {
    meter: &'static str,
    tokens: [u64; 2],
    usd: Cost,
}

/// One line of JSON: tokens from low to high, money as text.
pub fn push_record_json(text: &mut String, record: &PricedRecord<'_>) {
    let item = |meter: Meter| LineItemJson {
        meter: meter.slug(),
        tokens: [record.tokens(meter).low, record.tokens(meter).high],
        usd: record.line_item(meter),
    };
    let json = RecordJson {
        file: record.position.file,
        line: record.position.line,
        path: record.position.path,
        day: record.day.map(|day| day.to_string()),
        model: record.model,
        size: record.size,
        quality: record.quality,
        batch: record.is_batch,
        requests: record.requests,
        line_items: Meter::ALL.map(item).into(),
        text_output_unpriced: record.text_output,
        usd: record.cost(),
        rates_from: record.rates_from().map(|from| from.to_string()),
        rate_basis: record.rate_basis(),
        provenance: record.provenance.label(),
        remarks: record.remarks.iter().collect(),
    };
    // Texts and whole numbers cannot fail.
    text.push_str(&serde_json::to_string(&json).unwrap_or_default());
    text.push('\n');
}

/// One line of the file that begins with [`REJECTION_HEADER`].
pub fn push_rejection_csv(text: &mut String, rejection: &Rejection) {
    let mut line = Line::new(text);
    line.words(&rejection.file).number(&rejection.line).words(&rejection.path).words(&rejection.reason).end();
}

/// The bill as a file of cells: `part,key,records,tokens,usd_low,usd_high`.
pub fn summary_csv(summary: &Summary) -> String {
    let mut text = String::from("\u{feff}part,key,records,tokens,usd_low,usd_high\r\n");
    let mut push = |part: &str, key: &str, records: Option<u64>, tokens: &str, usd: Option<Cost>| {
        let mut line = Line::new(&mut text);
        line.words(part).words(key);
        line.cell(&records.map(|records| records.to_string()).unwrap_or_default(), true).cell(tokens, true);
        line.cell(&usd.map(|usd| usd.low.to_string()).unwrap_or_default(), true);
        line.cell(&usd.map(|usd| usd.high.to_string()).unwrap_or_default(), true).end();
    };
    push("total", "priced", Some(summary.records.priced), "", Some(summary.usd));
    let counts = &summary.records;
    for (key, records) in [
        ("seen", counts.seen),
        ("ranged", counts.ranged),
        ("with-text-output", counts.with_text_output),
        ("flagged", counts.flagged),
        ("unpriced", counts.unpriced),
        ("rejected", counts.rejected),
    ] {
        push("records", key, Some(records), "", None);
    }
    for meter in Meter::ALL {
        let item = summary.line_items.get(meter);
        push("line-item", meter.slug(), None, &item.tokens.to_string(), Some(Range::single(item.usd)));
    }
    push("line-item", "ranged-records", Some(summary.ranged.records), "", Some(summary.ranged.usd));
    let mut push_rows = |part: &str, rows: &Rows<Row>| {
        for (key, row) in rows.with_others() {
            push(part, key, Some(row.records), &row.output_tokens.to_string(), Some(row.usd));
        }
    };
    push_rows("model", &summary.by_model);
    push_rows("size-and-quality", &summary.by_size_and_quality);
    for (key, day) in summary.by_day.with_others() {
        push("day", key, Some(day.row.records), &day.row.output_tokens.to_string(), Some(day.row.usd));
    }
    text
}

/// The bill for people, as plain text.
pub fn summary_text(summary: &Summary) -> String {
    use gpt_image_cost_core::money::format::{exact_usd_text, grouped, join_ends};
    let usd = |amount: Amount| exact_usd_text(&amount.to_string());
    let both = |cost: Cost| join_ends(usd(cost.low), &usd(cost.high));
    let mut text = String::new();
    let counts = &summary.records;
    let _ = writeln!(text, "{:<28}{:>24}{:>32}", "Meter", "Tokens", "USD");
    for meter in Meter::ALL {
        let item = summary.line_items.get(meter);
        let _ = writeln!(text, "{:<28}{:>24}{:>32}", meter.name(), item.tokens.to_string(), usd(item.usd));
    }
    if summary.ranged.records > 0 {
        let _ = writeln!(text, "{:<28}{:>24}{:>32}", "Records priced as a range", "", both(summary.ranged.usd));
    }
    let _ = writeln!(text, "{:<28}{:>24}{:>32}\n", "Total", "", both(summary.usd));
    for (name, records) in [
        ("Priced", counts.priced),
        ("  priced as a range", counts.ranged),
        ("  with text output", counts.with_text_output),
        ("  flagged", counts.flagged),
        ("Unpriced", counts.unpriced),
        ("Rejected", counts.rejected),
        ("Seen", counts.seen),
    ] {
        let _ = writeln!(text, "{name:<28}{:>24}", grouped(records));
    }
    push_table(&mut text, "By day", summary.by_day.with_others().map(|(key, day)| (key, &day.row)), both);
    push_table(&mut text, "By size and quality", summary.by_size_and_quality.with_others(), both);
    push_table(&mut text, "By model", summary.by_model.with_others(), both);
    for rates in &summary.rates {
        let card = rates.card_from.as_deref().map_or(String::new(), |from| format!(" (card of {from})"));
        let _ = writeln!(text, "{}, {}{card}.", counted(rates.records, "record"), rates.basis.sentence());
    }
    for (remark, records) in &summary.remarks {
        let _ = writeln!(text, "{}: {}", counted(*records, "record"), remark.sentence());
    }
    for (reason, records) in &summary.unpriced {
        let _ = writeln!(text, "{} without a price: {}", counted(*records, "record"), reason.sentence());
    }
    for problem in summary.notes.iter().chain(summary.rejections.iter().take(20)) {
        let path = if problem.path.is_empty() { String::new() } else { format!(" {}:", problem.path) };
        let line = if problem.line == 0 { String::new() } else { format!("{}:", problem.line) };
        let _ = writeln!(text, "{}:{line}{path} {}", problem.file, problem.reason);
    }
    let more = counts.rejected.saturating_sub(20);
    if more > 0 {
        let _ = writeln!(text, "… and {} more, rejected.", counted(more, "record"));
    }
    text
}

/// `1 record`, `1,204 records`.
pub fn counted(count: u64, unit: &str) -> String {
    format!("{} {unit}{}", gpt_image_cost_core::money::format::grouped(count), if count == 1 { "" } else { "s" })
}

fn push_table<'s>(
    text: &mut String,
    title: &str,
    rows: impl Iterator<Item = (&'s str, &'s Row)>,
    both: impl Fn(Cost) -> String,
) {
    let _ = writeln!(text, "\n{title:<28}{:>24}{:>32}", "Records", "USD");
    for (key, row) in rows {
        let _ = writeln!(text, "{key:<28}{:>24}{:>32}", row.records, both(row.usd));
    }
}
