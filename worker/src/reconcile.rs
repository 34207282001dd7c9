//! The bill beside what was charged.

use gpt_image_cost_core::estimate::difference::amount_text;
use gpt_image_cost_core::money::format::{percent, range_text, usd};
use gpt_image_cost_core::{Range, Usd};
use gpt_image_cost_usage::reconcile::{Cause, Charge, DayDifference, Reconciliation, not_compared, reconcile};

use crate::LOG;
use crate::html::Html;
use crate::message::Answer;

/// Answers for a charge as it was entered; an empty one takes the comparison away.
pub fn answer(entered: &str) {
    let mut answer = Answer::default();
    if !entered.trim().is_empty() {
        match compare(entered) {
            Ok(reconciliation) => {
                let not_compared = LOG.with_borrow(|log| not_compared(&log.summary));
                answer.html("found", found(&reconciliation, not_compared.as_deref()));
            }
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

fn found(reconciliation: &Reconciliation, not_compared: Option<&str>) -> Html {
    let Reconciliation { computed, charged, difference, agrees, days, causes } = reconciliation;
    let share = percent(difference.high, computed.low).filter(|_| difference.is_single() && !difference.low.is_zero());
    let share = share.map_or(String::new(), |share| format!(" ({share})"));
    let mut found = Html::default();
    found.raw("<dl>");
    for (name, text) in [
        ("Charged", usd(*charged)),
        ("Computed", range_text(*computed, usd)),
        ("Difference", format!("{}{share}", differences(*difference))),
    ] {
        found.raw("<div><dt>").raw(name).raw("</dt><dd>").text(text).raw("</dd></div>");
    }
    let finding = match causes.len() {
        _ if *agrees => "The charge agrees with this log.",
        0 => "No known cause matches.",
        1 => "Likely cause",
        _ => "Likely causes, any one of which gives the charge",
    };
    found.raw("</dl>");
    if let Some(sentence) = not_compared {
        found.raw("<p class=\"hint\">").text(sentence).raw("</p>");
    }
    found.raw("<div class=\"notice\"><div><p><b>").raw(finding).raw("</b></p>");
    let cause = |Cause { sentence, provenance, source, usd: cost, .. }: &Cause| {
        format!("{sentence} That gives {}. Source: {provenance}, {source}", range_text(*cost, usd))
    };
    found.list("", &causes.iter().map(cause).collect::<Vec<_>>()).raw("</div></div>");
    let day = |DayDifference { day, computed, charged, difference }: &DayDifference| {
        vec![day.clone(), range_text(*computed, usd), usd(*charged), differences(*difference)]
    };
    let days: Vec<Vec<String>> = days.iter().map(day).collect();
    found.table("Charges by day", &["Day", "Computed", "Charged", "Difference"], &days);
    found
}

#[cfg(test)]
mod tests {
    use gpt_image_cost_usage::{Options, Summary};

    use super::*;

    #[test]
    fn records_that_are_in_no_computed_cost_are_said_beside_it() {
        let charge = Charge::Total(Usd::ONE);
        let Some(reconciliation) = reconcile(&Summary::default(), &charge, &Options::default()) else {
            panic!("no sum")
        };
        let html = found(&reconciliation, Some("Not in the computed cost: 2 records.")).into_string();
        assert!(html.contains("</dl><p class=\"hint\">Not in the computed cost: 2 records.</p>"), "{html}");
        assert!(!found(&reconciliation, None).into_string().contains("hint"));
    }
}
