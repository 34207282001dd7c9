//! A bill beside what was actually charged: the difference, in all and by day, and which known mistakes would explain the
//! charge.
//!
//! What a mistake does to the rates is data, in `rates/causes.json` and `rates/models.json`. A cause is named only if the
//! cost it leads to includes the charge.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use gpt_image_cost_core::money::decimal::{checked_add, checked_mul, checked_sub, sum};
use gpt_image_cost_core::money::format::unit_usd;
use gpt_image_cost_core::scenario::number_input::parse_number;
use gpt_image_cost_core::{Date, Decimal, Meter, RATE_HISTORY, Range, Usd};
use rust_decimal::RoundingStrategy;
use serde::Deserialize;

use crate::amount::{Amount, Thousandths, one_in_thousandths};
use crate::day::day;
use crate::export::counted;
use crate::models::{Applied, RateBook, SIBLINGS, Sibling, rate_key};
use crate::node::{Node, shortened};
use crate::options::Options;
use crate::summary::Summary;
use crate::table::{self, WholeRow};
use crate::totals::{Cost, Day, PricedTokens, Tokens};

/// What was charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Charge {
    Total(Usd),
    ByDay(BTreeMap<Date, Usd>),
}

/// A bill beside a charge. Differences are the charge less the bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    pub computed: Range<Usd>,
    pub charged: Usd,
    pub difference: Range<Usd>,
    /// Whether the charge lies within the computed range, at the precision it is stated in. A charge by day has to agree on
    /// every day: rounded days need not add up to the exact sum.
    pub agrees: bool,
    /// Where the charge is known by day: every day of either side, and records without a day last.
    pub days: Vec<DayDifference>,
    pub causes: Vec<Cause>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayDifference {
    /// As in the summary.
    pub day: String,
    pub computed: Range<Usd>,
    pub charged: Usd,
    pub difference: Range<Usd>,
}

/// A mistake that gives the charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    pub id: String,
    /// `The charge equals this log if image output were priced as text output at $10.`
    pub sentence: String,
    /// How sure the figures behind it are.
    pub provenance: String,
    pub source: String,
    /// What the log costs with it.
    pub usd: Range<Usd>,
}

impl Charge {
    /// An amount, `$1,234.56`, or a table of cost by day with a header. The error is a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let line = text.trim();
        match amount(line) {
            Some(amount) => Ok(Self::Total(amount)),
            None if is_meant_as_amount(line) => Err(not_an_amount(line)),
            None => by_day(text).map(Self::ByDay),
        }
    }

    fn total(&self) -> Option<Usd> {
        match self {
            Self::Total(usd) => Some(*usd),
            Self::ByDay(days) => sum(days.values().copied().map(Some)),
        }
    }
}

/// A number as people type it, with an optional dollar sign or `USD`.
fn amount(text: &str) -> Option<Usd> {
    let text = without_usd(text);
    if text.ends_with('%') {
        return None;
    }
    parse_number(text).ok()?.parse().ok()
}

fn without_usd(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("USD").or_else(|| text.strip_suffix("USD")).unwrap_or(text).trim()
}

/// Figures and what stands around them, such as `12,50`: no table.
fn is_meant_as_amount(line: &str) -> bool {
    let text = without_usd(line);
    let has_digits = text.contains(|c: char| c.is_ascii_digit());
    has_digits && text.chars().all(|c| c.is_ascii_digit() || ",._'’$€£ \u{a0}\u{202f}kKmM".contains(c))
}

fn not_an_amount(text: &str) -> String {
    let text = shortened(text, 40);
    format!("“{text}” is not an amount. Enter it in USD with a point before the cents, such as 1,234.56.")
}

fn by_day(text: &str) -> Result<BTreeMap<Date, Usd>, String> {
    let rows = table::rows(text)
        .map_err(|line| format!("Line {line}: A quotation mark opens on this line and is never closed."))?;
    let Some((header, rows)) = rows.split_first() else {
        return Err("Enter an amount in USD, or a table of cost by day.".to_owned());
    };
    let names: Vec<String> = header.cells.iter().map(|name| name.to_lowercase()).collect();
    let find = |words: &[&str]| {
        words
            .iter()
            .find_map(|word| names.iter().position(|name| name.split(['_', ' ', '.']).any(|part| part == *word)))
    };
    let (Some(day_at), Some(usd_at)) =
        (find(&["date", "day", "start", "time"]), find(&["amount", "cost", "usd", "charge", "total", "value"]))
    else {
        return Err("Enter an amount in USD, or a table whose header has “date” and “cost”.".to_owned());
    };
    let mut days = BTreeMap::new();
    for WholeRow { line, cells } in rows {
        let (found, expected) = (cells.len(), names.len());
        if found != expected {
            let found = counted(found as u64, "cell");
            return Err(format!("Line {line} has {found}, and the header has {expected}."));
        }
        let cell = |index: usize| cells.get(index).map_or("", String::as_str);
        let day = day(&Node::Cell(cell(day_at)))
            .ok_or_else(|| format!("Line {line}: “{}” is not a date like 2026-06-05.", shortened(cell(day_at), 40)))?;
        let usd = amount(cell(usd_at)).ok_or_else(|| format!("Line {line}: {}", not_an_amount(cell(usd_at))))?;
        let sum = days.entry(day).or_insert(Decimal::ZERO);
        *sum = checked_add(*sum, usd).ok_or_else(|| format!("Line {line}: the sum of {day} is too large."))?;
    }
    if days.is_empty() { Err("The table has a header and no days.".to_owned()) } else { Ok(days) }
}

/// `None` where a sum is beyond what decimals hold. `options` are those the log was priced with.
pub fn reconcile(summary: &Summary, charge: &Charge, options: &Options) -> Option<Reconciliation> {
    let computed = summary.usd.try_map(Amount::usd)?;
    let charged = charge.total()?;
    let days = match charge {
        Charge::Total(_) => Vec::new(),
        Charge::ByDay(by_day) => differences(summary, by_day)?,
    };
    let agrees = match charge {
        Charge::Total(_) => fits(charged, computed),
        Charge::ByDay(_) => days.iter().all(|day| fits(day.charged, day.computed)),
    };
    let mut causes = Vec::new();
    if !agrees {
        let book = RateBook::new(options.rates_on);
        for repricing in repricings() {
            let cause = repricing.cause(summary, &book, charge, charged, computed);
            // A sibling whose input costs the same gives one figure twice.
            causes.extend(cause.filter(|cause| !causes.iter().any(|other: &Cause| other.usd == cause.usd)));
        }
        causes.extend(flat_price(summary, &days, charged));
    }
    Some(Reconciliation { computed, charged, difference: difference(charged, computed)?, agrees, days, causes })
}

fn difference(charged: Usd, computed: Range<Usd>) -> Option<Range<Usd>> {
    Some(Range { low: checked_sub(charged, computed.high)?, high: checked_sub(charged, computed.low)? })
}

/// Whether a charge, rounded to cents or finer, lies in a range.
fn fits(charged: Usd, range: Range<Usd>) -> bool {
    let places = charged.scale().max(2);
    let away = |usd: Usd| usd.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let towards = |usd: Usd| usd.round_dp_with_strategy(places, RoundingStrategy::MidpointTowardZero);
    (towards(range.low)..=away(range.high)).contains(&charged)
}

fn differences(summary: &Summary, charge: &BTreeMap<Date, Usd>) -> Option<Vec<DayDifference>> {
    let by_day: BTreeMap<String, Usd> = charge.iter().map(|(day, usd)| (day.to_string(), *usd)).collect();
    let mut rows: BTreeMap<&str, Cost> = by_day.keys().map(|day| (day.as_str(), Cost::default())).collect();
    rows.extend(summary.by_day.with_others().map(|(day, Day { row, .. })| (day, row.usd)));
    rows.into_iter()
        .map(|(day, usd)| {
            let computed = usd.try_map(Amount::usd)?;
            let charged = by_day.get(day).copied().unwrap_or(Decimal::ZERO);
            Some(DayDifference { day: day.to_owned(), computed, charged, difference: difference(charged, computed)? })
        })
        .collect()
}

/// One flat price for every record, whatever its size: it shows when the charge of each day is the same multiple of its
/// records.
fn flat_price(summary: &Summary, days: &[DayDifference], charged: Usd) -> Option<Cause> {
    let requests: BTreeMap<&str, u64> =
        summary.by_day.with_others().map(|(day, Day { row, .. })| (day, row.requests)).collect();
    let of_day = |day: &DayDifference| (day.charged, requests.get(day.day.as_str()).copied().unwrap_or(0));
    let days: Vec<(Usd, u64)> = days.iter().map(of_day).filter(|day| *day != (Decimal::ZERO, 0)).collect();
    let (usd, requests) = *days.first()?;
    for (other_usd, other) in &days {
        if checked_mul(usd, Decimal::from(*other))? != checked_mul(*other_usd, Decimal::from(requests))? {
            return None;
        }
    }
    if usd.is_zero() || requests == 0 || days.iter().all(|(_, count)| *count == requests) {
        return None;
    }
    let price = unit_usd(usd.checked_div(Decimal::from(requests))?);
    Some(Cause {
        id: "flat-price".to_owned(),
        sentence: format!("The charge equals this log if every request cost {price}, whatever its size and quality."),
        provenance: "third party".to_owned(),
        source: "Reports of mis-billing by tools.".to_owned(),
        usd: Range::single(charged),
    })
}

#[derive(Deserialize)]
struct CauseFile {
    causes: Vec<KnownCause>,
}

/// A cause as the file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownCause {
    id: String,
    sentence: String,
    provenance: String,
    source: String,
    #[serde(default)]
    rates: BTreeMap<String, String>,
    #[serde(default)]
    batch: Batch,
    #[serde(default)]
    factor: Option<String>,
}

/// What is billed at Batch rates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Batch {
    #[default]
    AsPriced,
    All,
    None,
}

/// A test checks that every entry of the file is here.
static KNOWN_CAUSES: LazyLock<Vec<KnownCause>> = LazyLock::new(|| {
    let file: Option<CauseFile> = serde_json::from_str(include_str!("../rates/causes.json")).ok();
    file.map(|file| file.causes).unwrap_or_default()
});

/// A rate of a changed bill.
#[derive(Clone, Debug)]
enum Term {
    Rate(Thousandths),
    Of(Meter),
}

/// Another way to price GPT Image 2's tokens.
struct Repricing {
    cause: KnownCause,
    /// By meter; an empty list leaves a meter as it is.
    terms: [Vec<Term>; 5],
    factor: Decimal,
}

fn meter_of(key: &str) -> Option<Meter> {
    Meter::ALL.into_iter().find(|meter| rate_key(*meter) == key)
}

impl Repricing {
    fn new(cause: KnownCause) -> Option<Self> {
        let mut terms: [Vec<Term>; 5] = Default::default();
        for (key, rate) in &cause.rates {
            let term = |text: &str| match meter_of(text) {
                Some(meter) => Some(Term::Of(meter)),
                None => text.parse().ok().and_then(one_in_thousandths).map(Term::Rate),
            };
            *terms.get_mut(meter_of(key)? as usize)? = rate.split(" + ").map(term).collect::<Option<_>>()?;
        }
        let factor = cause.factor.as_ref().map_or(Some(Decimal::ONE), |factor| factor.parse().ok())?;
        Some(Self { cause, terms, factor })
    }

    fn price(&self, end: &PricedTokens, applied: Option<&Applied>) -> Amount {
        let mut sum = Amount::ZERO;
        for meter in Meter::ALL {
            let index = meter as usize;
            let (Tokens(standard), Tokens(batch)) = (end.standard[index], end.batch[index]);
            let as_priced = self.terms[index].is_empty() && self.cause.batch == Batch::AsPriced;
            let Some(applied) = applied.filter(|_| !as_priced) else {
                sum += end.usd[index];
                continue;
            };
            let rate_of = |term: &Term| match term {
                Term::Rate(rate) => *rate,
                Term::Of(meter) => applied.thousandths[*meter as usize],
            };
            let own = [Term::Of(meter)];
            let terms = if self.terms[index].is_empty() { &own[..] } else { &self.terms[index] };
            let rate: Thousandths = terms.iter().map(rate_of).sum();
            sum += Amount::new(standard, rate, self.cause.batch == Batch::All);
            sum += Amount::new(batch, rate, self.cause.batch != Batch::None);
        }
        sum
    }

    /// What a day costs with the change.
    fn day(&self, day: &Day, applied: Option<&Applied>) -> Option<Range<Usd>> {
        let mut ends = Vec::new();
        for (ranged, usd) in [(&day.ranged_low, day.row.usd.low), (&day.ranged_high, day.row.usd.high)] {
            let mut end = day.known;
            end.merge(ranged);
            let mut changed = usd.saturating_sub(end.usd.into_iter().sum());
            changed += self.price(&end, applied);
            ends.push(checked_mul(changed.usd()?, self.factor)?);
        }
        Some(Range { low: ends.iter().min().copied()?, high: ends.iter().max().copied()? })
    }

    fn cause(
        &self,
        summary: &Summary,
        book: &RateBook,
        charge: &Charge,
        charged: Usd,
        computed: Range<Usd>,
    ) -> Option<Cause> {
        let mut total = Range::single(Decimal::ZERO);
        for (key, day) in summary.by_day.with_others() {
            let date = key.parse::<Date>().ok();
            let range = self.day(day, book.applied(RATE_HISTORY.model, date).as_ref())?;
            if let Charge::ByDay(by_day) = charge {
                let of_day = date.and_then(|date| by_day.get(&date)).copied().unwrap_or(Decimal::ZERO);
                if !fits(of_day, range) {
                    return None;
                }
            }
            total = Range { low: checked_add(total.low, range.low)?, high: checked_add(total.high, range.high)? };
        }
        let is_charged = match charge {
            Charge::Total(_) => fits(charged, total),
            // A day without records costs nothing, whatever the rates.
            Charge::ByDay(days) => {
                days.iter().all(|(day, usd)| usd.is_zero() || summary.by_day.rows.contains_key(&day.to_string()))
            }
        };
        (total != computed && is_charged).then(|| Cause {
            id: self.cause.id.clone(),
            sentence: format!("The charge equals this log if {}.", self.cause.sentence),
            provenance: self.cause.provenance.clone(),
            source: self.cause.source.clone(),
            usd: total,
        })
    }
}

/// The causes of the file, and the rates of each sibling.
fn repricings() -> Vec<Repricing> {
    let mut entries: Vec<KnownCause> = KNOWN_CAUSES.clone();
    let siblings = SIBLINGS.iter().flat_map(|file| file.models.iter().map(move |sibling| (file, sibling)));
    for (file, Sibling { names, rates }) in siblings {
        let name = names.join(", ");
        let output = rate_key(Meter::ImageOutput);
        let entry = |id: String, sentence: String, rates: BTreeMap<String, String>| KnownCause {
            id,
            sentence,
            provenance: file.provenance.label().to_owned(),
            source: file.source.clone(),
            rates,
            batch: Batch::AsPriced,
            factor: None,
        };
        let Some(rate) = rates.get(&output).cloned() else { continue };
        entries.push(entry(
            format!("output-rate-{name}"),
            format!("image output were priced at the ${rate} of {name}"),
            [(output, rate)].into(),
        ));
        entries.push(entry(
            format!("rates-{name}"),
            format!("everything were priced at the rates of {name}"),
            rates.clone(),
        ));
    }
    entries.into_iter().filter_map(Repricing::new).collect()
}

/// How many records a reconciliation left out: they are in no computed figure.
pub fn left_out(summary: &Summary) -> Option<String> {
    let counts = summary.records;
    let records = counts.unpriced + counts.rejected;
    (records > 0).then(|| format!("Not in the computed cost: {} without a price.", counted(records, "record")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_of_the_file_can_be_priced() {
        let expected = include_str!("../rates/causes.json").matches("\"id\"").count();
        assert_eq!(KNOWN_CAUSES.iter().cloned().filter_map(Repricing::new).count(), expected);
    }
}
