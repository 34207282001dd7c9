//! Other ways to price a log: the known mistakes of tools and the rates of sibling models, as changes of the rates.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use gpt_image_cost_core::money::decimal::{checked_add, checked_mul};
use gpt_image_cost_core::{Date, Decimal, Meter, RATE_HISTORY, Range, Usd};
use serde::Deserialize;

use crate::amount::{Amount, Thousandths, one_in_thousandths};
use crate::charge::Charge;
use crate::models::{Applied, RateBook, SIBLINGS, Sibling, rate_key};
use crate::reconcile::{Cause, fits};
use crate::summary::Summary;
use crate::totals::{Day, PricedTokens, Tokens};

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
pub(crate) struct Repricing {
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

    /// As a cause, where the cost it leads to is not the computed one and includes the charge.
    pub fn explains(
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
pub(crate) fn repricings() -> Vec<Repricing> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_of_the_file_can_be_priced() {
        let expected = include_str!("../rates/causes.json").matches("\"id\"").count();
        assert_eq!(KNOWN_CAUSES.iter().cloned().filter_map(Repricing::new).count(), expected);
    }
}
