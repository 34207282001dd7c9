//! Numbers as people type and paste them. The link's own grammar is `field`'s; this only brings typing to it.

use super::field::Trouble;

/// Blanks that appear between groups of digits in pasted numbers: space, no-break, narrow no-break, thin.
const BLANKS: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// What was typed as plain digits with at most one point: `1,200`, `1 200`, `1_200` and `1.2k` all give `1200`.
///
/// Separators stand only between groups of three digits, one kind in a number. `k` and `M` are taken where the result is
/// whole. A currency sign in front, a percent sign behind and blanks around are dropped.
///
/// # Errors
/// `1,5`, `12,34` ([`Trouble::Comma`]), `1.2345k` ([`Trouble::NotWhole`]), `abc`, `1,200 200`, `-1`
/// ([`Trouble::NotANumber`]).
pub fn plain_number(typed: &str) -> Result<String, Trouble> {
    let text = typed.trim().trim_start_matches('$').trim_end_matches('%').trim();
    let (body, shift) = match text.char_indices().next_back() {
        Some((at, 'k' | 'K')) => (text[..at].trim_end(), 3),
        Some((at, 'm' | 'M')) => (text[..at].trim_end(), 6),
        _ => (text, 0),
    };
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    let whole = ungrouped(whole)?;
    if !is_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return Err(if body.contains(',') { Trouble::Comma } else { Trouble::NotANumber });
    }
    let whole = if whole.is_empty() { "0".to_owned() } else { whole };
    shifted(whole, fraction, shift)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of `1,200` without their separators.
fn ungrouped(text: &str) -> Result<String, Trouble> {
    let is_separator = |c: char| c == ',' || c == '_' || BLANKS.contains(&c);
    let Some(separator) = text.chars().find(|c| is_separator(*c)) else {
        return if is_digits(text) { Ok(text.to_owned()) } else { Err(Trouble::NotANumber) };
    };
    let mut groups = text.split(separator);
    let first = groups.next().unwrap_or("");
    let in_groups =
        matches!(first.len(), 1..=3) && is_digits(first) && groups.all(|group| group.len() == 3 && is_digits(group));
    match (in_groups, separator) {
        (true, _) => Ok(text.chars().filter(|c| *c != separator).collect()),
        (false, ',') => Err(Trouble::Comma),
        (false, _) => Err(Trouble::NotANumber),
    }
}

/// Moves the point `places` to the right.
fn shifted(mut whole: String, fraction: &str, places: usize) -> Result<String, Trouble> {
    if places > 0 {
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > places {
            return Err(Trouble::NotWhole);
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
    fn what_people_type_becomes_plain_digits() {
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
            ("1.500k", "1500"),
            ("007", "007"),
        ] {
            assert_eq!(plain_number(typed), Ok(plain.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_guessed() {
        for (typed, trouble) in [
            ("1,5", Trouble::Comma),
            ("12,34", Trouble::Comma),
            ("1,2000", Trouble::Comma),
            (",200", Trouble::Comma),
            ("1.234,5", Trouble::Comma),
            ("1234,567", Trouble::Comma),
            ("1,200 200", Trouble::Comma),
            ("1.2345k", Trouble::NotWhole),
            ("abc", Trouble::NotANumber),
            ("-1", Trouble::NotANumber),
            ("+1", Trouble::NotANumber),
            ("1e3", Trouble::NotANumber),
            ("1.2.3", Trouble::NotANumber),
            ("k", Trouble::NotANumber),
            (".", Trouble::NotANumber),
            ("$", Trouble::NotANumber),
            ("1 20", Trouble::NotANumber),
            ("１２", Trouble::NotANumber),
        ] {
            assert_eq!(plain_number(typed), Err(trouble), "{typed}");
        }
    }
}
