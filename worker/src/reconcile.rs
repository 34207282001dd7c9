//! The bill beside what was charged.

use gpt_image_cost_core::estimate::difference::amount_text;
use gpt_image_cost_core::money::format::{percent, range_text, usd};
use gpt_image_cost_core::{Range, Usd};
use gpt_image_cost_usage::reconcile::{Cause, Charge, DayDifference, Reconciliation, reconcile};

use crate::LOG;
use crate::message::Answer;

/// Answers for a charge as it was entered; an empty one takes the comparison away.
pub fn answer(entered: &str) {
    let mut answer = Answer::default();
    if !entered.trim().is_empty() {
        match compare(entered) {
            Ok(reconciliation) => show(&reconciliation, &mut answer),
            Err(sentence) => answer.text("problem", sentence),
        }
    }
    answer.post("reconciled", LOG.with_borrow(|log| log.run));
}

fn compare(entered: &str) -> Result<Reconciliation, String> {
    let charge = Charge::parse(entered)?;
    let reconciliation = LOG.with_borrow(|log| reconcile(&log.summary, &charge, &log.options));
    reconciliation.ok_or_else(|| "These sums are too large to compare.".to_owned())
}

fn differences(range: Range<Usd>) -> String {
    range_text(range, amount_text)
}

fn show(reconciliation: &Reconciliation, answer: &mut Answer) {
    let Reconciliation { computed, charged, difference, agrees, days, causes } = reconciliation;
    answer.text("computed", range_text(*computed, usd));
    let share = percent(difference.high, computed.low).filter(|_| difference.is_single() && !difference.low.is_zero());
    let share = share.map_or(String::new(), |share| format!(" ({share})"));
    answer.text("difference", format!("{}{share}", differences(*difference)));
    let finding = match causes.len() {
        _ if *agrees => "The charge agrees with this log.",
        0 => "No known cause matches.",
        1 => "Likely cause",
        _ => "Likely causes, any one of which gives the charge",
    };
    answer.text("finding", finding);
    answer.text("charged", usd(*charged));
    let cause = |cause: &Cause| {
        vec![format!(
            "{} That gives {}. Source: {}, {}",
            cause.sentence,
            range_text(cause.usd, usd),
            cause.standing,
            cause.source
        )]
    };
    answer.table("causes", causes.iter().map(cause).collect());
    let day = |day: &DayDifference| {
        vec![day.day.clone(), range_text(day.computed, usd), usd(day.charged), differences(day.difference)]
    };
    answer.table("charges", days.iter().map(day).collect());
}
