//! How tokens may be split where a record does not say it.

use super::{CountError, MAX_COUNT, Split, wrong};

/// A total and its parts, of which the total or one part may be missing and then follows from the others.
pub(super) struct SplitTotal {
    pub total: u64,
    pub text: Option<u64>,
}

/// `None` where neither the total nor both parts are known.
pub(super) fn add_up(
    field: &'static str,
    whole: &str,
    total: Option<u64>,
    parts: [(&str, Option<u64>); 2],
) -> Result<Option<SplitTotal>, CountError> {
    let [(first_name, first), (second_name, second)] = parts;
    let seen = |first: u64, second: u64, total: u64| {
        wrong(field, format!("{first_name} {first} and {second_name} {second} do not add up to {whole} {total}."))
    };
    let parts = match (total, first, second) {
        (None, Some(first), Some(second)) => {
            let Some(total) = first.checked_add(second).filter(|total| *total <= MAX_COUNT) else {
                return Err(wrong(field, format!("{first_name} {first} and {second_name} {second} exceed 2^53.")));
            };
            SplitTotal { total, text: Some(first) }
        }
        (None, ..) => return Ok(None),
        (Some(total), Some(first), Some(second)) if u128::from(first) + u128::from(second) != u128::from(total) => {
            return Err(seen(first, second, total));
        }
        (Some(total), Some(part), None) if part > total => {
            return Err(wrong(field, format!("{first_name} {part} exceed {whole} {total}.")));
        }
        (Some(total), None, Some(part)) if part > total => {
            return Err(wrong(field, format!("{second_name} {part} exceed {whole} {total}.")));
        }
        (Some(total), None, Some(second)) => SplitTotal { total, text: Some(total - second) },
        (Some(total), first, _) => SplitTotal { total, text: first },
    };
    Ok(Some(parts))
}

/// If only one of cached text and image is given, the other is 0.
pub(super) fn cached_parts(
    field: &'static str,
    total: Option<u64>,
    (text, image): (Option<u64>, Option<u64>),
) -> Result<SplitTotal, CountError> {
    let total = total.or_else(|| if text.is_some() == image.is_some() { None } else { text.or(image) });
    let parts = add_up(field, "cached_tokens", total, [("cached text", text), ("cached image", image)])?;
    Ok(match parts {
        Some(SplitTotal { total: 0, .. }) | None => SplitTotal { total: 0, text: Some(0) },
        Some(parts) => parts,
    })
}

/// The corners of what is possible: a cost, linear in every split, is lowest and highest at two of them. Cached tokens
/// are part of the input and at most as many.
pub(super) fn corners(input: &SplitTotal, cached: &SplitTotal) -> [Split; 4] {
    let (total, all_cached) = (input.total, cached.total);
    let at = |text: u64, cached_text: u64| {
        let cached_image = all_cached - cached_text;
        [text - cached_text, cached_text, total - text - cached_image, cached_image, 0]
    };
    match (input.text, cached.text) {
        (Some(text), Some(cached_text)) => [at(text, cached_text); 4],
        (Some(text), None) => {
            let (low, high) = (at(text, all_cached.saturating_sub(total - text)), at(text, all_cached.min(text)));
            [low, high, low, high]
        }
        (None, Some(cached_text)) => {
            let (low, high) = (at(cached_text, cached_text), at(total - (all_cached - cached_text), cached_text));
            [low, high, low, high]
        }
        (None, None) => [at(0, 0), at(total - all_cached, 0), at(all_cached, all_cached), at(total, all_cached)],
    }
}
