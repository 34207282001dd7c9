//! A typical request of a log, as a scenario for the calculator.

use gpt_image_cost_core::estimate::bill::token_field;
use gpt_image_cost_core::{Date, Field, FieldIssue, Meter, RATE_HISTORY, Scenario};

use crate::summary::Summary;
use crate::totals::NOT_RECORDED;

/// The mean of GPT Image 2's requests whose tokens are all known, as many a month as the log has in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Averages {
    /// Requests the mean is taken of.
    pub requests: u64,
    /// Requests whose cost is a range: they are in the requests a month and not in the mean.
    pub ranged_requests: u64,
    /// Days from the first to the last, both included; `None` where a record has no date.
    pub days: Option<u64>,
    /// In tokens mode, at the latest recorded rates: tokens per meter rounded half up, and requests a month.
    pub scenario: Scenario,
    /// Fields that a scenario cannot hold, with why. They keep their defaults.
    pub left_out: Vec<(Field, String)>,
}

/// `None` where no request has known tokens. Requests a month are all of the log's, scaled from its days to a month of
/// 365 ÷ 12 days; where a record has no date the log is taken as a month.
pub fn averages(summary: &Summary) -> Option<Averages> {
    let typical = &summary.typical;
    let count = u128::from(typical.requests);
    if count == 0 {
        return None;
    }
    let mut averages = Averages {
        requests: typical.requests,
        ranged_requests: typical.ranged_requests,
        days: days(summary),
        scenario: Scenario::latest(&RATE_HISTORY),
        left_out: vec![],
    };
    let mut set = |field: Field, text: &str| {
        if let Err(error) = averages.scenario.set(field, text, &RATE_HISTORY) {
            averages.left_out.push((field, FieldIssue { field, error }.to_string()));
        }
    };
    set(Field::Mode, "tokens");
    for meter in Meter::ALL {
        set(token_field(meter), &half_up(typical.tokens[meter as usize].0, count).to_string());
    }
    let all = u128::from(typical.all_requests());
    let a_month = averages.days.map_or(all, |days| half_up(all.saturating_mul(365), u128::from(days) * 12));
    set(Field::Requests, &a_month.to_string());
    if typical.is_all_batch() {
        set(Field::Batch, "1");
    }
    Some(averages)
}

fn half_up(sum: u128, count: u128) -> u128 {
    let (whole, rest) = (sum / count, sum % count);
    whole + u128::from(rest >= count - rest)
}

/// From the first to the last day with a priced record, both included. Records without a date may be of any other days.
fn days(summary: &Summary) -> Option<u64> {
    let rows = &summary.by_day.rows;
    if rows.contains_key(NOT_RECORDED) {
        return None;
    }
    let mut dates = rows.keys().filter_map(|key| key.parse::<Date>().ok());
    let first = dates.next()?;
    let last = dates.next_back().unwrap_or(first);
    u64::try_from(last.days_since(first)).ok().map(|days| days + 1)
}
