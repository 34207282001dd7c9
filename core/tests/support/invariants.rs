//! What holds for any text at all that is parsed as a link. The fuzz target checks the same.

use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::{Comparison, Estimate, LinkIssue, ParsedLink, RateHistory};

/// A sentence quotes at most 40 characters of a key and 40 of a value.
const MAX_SENTENCE: usize = 500;

/// Parses a text and checks that there are scenarios with costs, issues with sentences, and exactly one link.
#[track_caller]
pub fn check(text: &str, history: &RateHistory) -> ParsedLink {
    let link = permalink::parse(text, history);
    assert!((1..=Comparison::MAX).contains(&link.comparison.scenarios().len()));
    for estimate in Estimate::all(&link.comparison, history) {
        assert!(estimate.rate_card.is_some(), "a scenario's date has rates");
        let bill = estimate.bill;
        assert!(bill.per_request.is_some() && bill.month.is_some() && bill.year.is_some(), "{text:?}");
        let _ = (estimate.bill.per_image(), estimate.affordable(), estimate.explanation());
    }
    for issue in &link.issues {
        assert!((1..MAX_SENTENCE).contains(&issue.to_string().chars().count()), "{issue}");
    }
    has_one_link(&link, history);
    link
}

/// An issue in short: its kind and the key it is about. Golden links are recorded with these.
pub fn kind(issue: &LinkIssue) -> String {
    match issue {
        LinkIssue::Value { key, .. } => format!("value:{key}"),
        LinkIssue::UnknownKey(key) => format!("unknown:{key}"),
        LinkIssue::DuplicateKey(key) => format!("again:{key}"),
        LinkIssue::UnknownVersion(text) => format!("version:{text}"),
        LinkIssue::BatchDoesNotStream => "batch-does-not-stream".to_owned(),
        LinkIssue::TooLong => "too-long".to_owned(),
        LinkIssue::More(more) => format!("more:{more}"),
    }
}

/// The link of what was parsed parses as the same, has no new issue and has the same link.
#[track_caller]
fn has_one_link(parsed: &ParsedLink, history: &RateHistory) {
    let link = permalink::serialize(&parsed.comparison);
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "&=%._~*-".contains(c);
    assert!(link.chars().all(is_allowed), "{link}");
    let again = permalink::parse(&link, history);
    assert_eq!(again.comparison, parsed.comparison, "{link}");
    assert!(again.issues.iter().all(|issue| *issue == LinkIssue::BatchDoesNotStream), "{link}: {:?}", again.issues);
    assert_eq!(permalink::serialize(&again.comparison), link);
}
