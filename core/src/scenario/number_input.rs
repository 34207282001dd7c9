//! Numbers as people type and paste them, turned into plain digits. Whether a field accepts the number is decided by
//! its `NumberRule`.

use super::field_issue::FieldError;

/// Between groups of digits in pasted numbers: space, no-break space, narrow no-break space, thin space.
const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// Plain digits with at most one point: `1,200`, `1 200`, `1_200` and `1.2k` all become `1200`.
///
/// Separators are accepted between groups of three digits only, and one kind in a number. `k` and `M` are accepted
/// where the result is whole. A leading currency sign, a trailing percent sign and surrounding spaces are dropped.
/// `1,5` is [`FieldError::MisplacedComma`], `1.2345k` is [`FieldError::NotWhole`], `abc` and `-1` are
/// [`FieldError::NotANumber`].
pub fn parse_number(typed: &str) -> Result<String, FieldError> {
    let text = typed.trim().trim_start_matches('$').trim_end_matches('%').trim();
    let (body, shift) = match text.char_indices().next_back() {
        Some((end, 'k' | 'K')) => (text[..end].trim_end(), 3),
        Some((end, 'm' | 'M')) => (text[..end].trim_end(), 6),
        _ => (text, 0),
    };
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    let whole = ungrouped(whole)?;
    if !is_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return Err(if body.contains(',') { FieldError::MisplacedComma } else { FieldError::NotANumber });
    }
    let whole = if whole.is_empty() { "0".to_owned() } else { whole };
    shift_point(whole, fraction, shift)
}

/// True of an empty text.
pub fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1,200` without its separators.
fn ungrouped(text: &str) -> Result<String, FieldError> {
    let is_separator = |c: char| c == ',' || c == '_' || SPACES.contains(&c);
    let Some(separator) = text.chars().find(|c| is_separator(*c)) else {
        return if is_digits(text) { Ok(text.to_owned()) } else { Err(FieldError::NotANumber) };
    };
    let mut groups = text.split(separator);
    let first = groups.next().unwrap_or("");
    let in_groups =
        matches!(first.len(), 1..=3) && is_digits(first) && groups.all(|group| group.len() == 3 && is_digits(group));
    match (in_groups, separator) {
        (true, _) => Ok(text.chars().filter(|c| *c != separator).collect()),
        (false, ',') => Err(FieldError::MisplacedComma),
        (false, _) => Err(FieldError::NotANumber),
    }
}

/// Moves the point `places` to the right.
fn shift_point(mut whole: String, fraction: &str, places: usize) -> Result<String, FieldError> {
    if places > 0 {
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > places {
            return Err(FieldError::NotWhole);
        }
        whole.push_str(fraction);
        whole.extend(std::iter::repeat_n('0', places - fraction.len()));
        return Ok(whole);
    }
    if !fraction.is_empty() {
        whole.push('.');
        whole.push_str(fraction);
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_become_plain_digits() {
        for (typed, plain) in [
            ("1200", "1200"),
            ("1,200", "1200"),
            ("1 200", "1200"),
            ("1\u{202f}200\u{202f}000", "1200000"),
            ("1_200", "1200"),
            ("1.2k", "1200"),
            ("1.2 K", "1200"),
            ("3M", "3000000"),
            ("$ 1,200.50", "1200.50"),
            ("  12 ", "12"),
            ("\u{a0}12\u{a0}", "12"),
            ("33.33%", "33.33"),
            (".5", "0.5"),
            ("1.", "1"),
            ("0.25k", "0250"),
            ("1.234k", "1234"),
            ("1.500k", "1500"),
            ("007", "007"),
        ] {
            assert_eq!(parse_number(typed), Ok(plain.to_owned()), "{typed}");
        }
    }

    #[test]
    fn ambiguous_numbers_are_refused() {
        for (typed, error) in [
            ("1,5", FieldError::MisplacedComma),
            ("12,34", FieldError::MisplacedComma),
            ("1,2000", FieldError::MisplacedComma),
            (",200", FieldError::MisplacedComma),
            ("1.234,5", FieldError::MisplacedComma),
            ("1234,567", FieldError::MisplacedComma),
            ("1,200 200", FieldError::MisplacedComma),
            ("1.2345k", FieldError::NotWhole),
            ("abc", FieldError::NotANumber),
            ("-1", FieldError::NotANumber),
            ("+1", FieldError::NotANumber),
            ("1e3", FieldError::NotANumber),
            ("1.2.3", FieldError::NotANumber),
            ("k", FieldError::NotANumber),
            (".", FieldError::NotANumber),
            ("$", FieldError::NotANumber),
            ("1 20", FieldError::NotANumber),
            ("１２", FieldError::NotANumber),
        ] {
            assert_eq!(parse_number(typed), Err(error), "{typed}");
        }
    }
}
