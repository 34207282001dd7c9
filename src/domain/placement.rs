//! What an author types about where an embed is to stand: the address it comes from, and its height. What cannot be read
//! is not guessed.

use super::entry::plain_number;
use super::snippet::HEIGHT;

/// The heights that an embed can have, in CSS pixels; those its script keeps to as well.
const HEIGHTS: std::ops::RangeInclusive<u32> = 100..=10_000;
/// Not in an address: what would end an attribute or a word in one of the texts.
const NOT_IN_ADDRESSES: [char; 6] = ['"', '\'', '<', '>', '\\', '`'];

/// What to enter as the address.
pub const ASK_FOR_HOME: &str = "Enter the address that the calculator is served from, like https://example.org/costs/. \
                                Until then the text has the address of this page.";
/// What to enter as the height.
pub const ASK_FOR_HEIGHT: &str =
    "Height must be a whole number from 100 to 10,000, like 600. Until then the text has 600.";

/// The folder that the calculator is served from, with its last slash. The page's own address names it too: a file's name
/// and what follows `?` or `#` are left out. None where it is no address of the web.
///
/// ```
/// use gpt_image_cost::domain::placement::read_home;
///
/// assert_eq!(read_home("https://example.org/costs").as_deref(), Some("https://example.org/costs/"));
/// assert_eq!(read_home("https://example.org/costs/index.html#v=1").as_deref(), Some("https://example.org/costs/"));
/// assert_eq!(read_home("example.org/costs"), None);
/// ```
pub fn read_home(typed: &str) -> Option<String> {
    let address = typed.trim().split(['?', '#']).next()?;
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    // `[` begins an IPv6 address.
    let host_follows = rest.starts_with(|first: char| first == '[' || !first.is_ascii_punctuation());
    let breaks_out = |c: char| c <= ' ' || NOT_IN_ADDRESSES.contains(&c);
    if !host_follows || address.contains(breaks_out) {
        return None;
    }
    let folder = match rest.rsplit_once('/') {
        Some((_, file)) if file.ends_with(".html") => address.strip_suffix(file)?,
        _ => address,
    };
    let slash = if folder.ends_with('/') { "" } else { "/" };
    Some([folder, slash].concat())
}

/// The height of an embed before it says its own, in CSS pixels; the usual one where nothing was typed, and none where it
/// cannot be read.
///
/// ```
/// use gpt_image_cost::domain::placement::read_height;
///
/// assert_eq!(read_height("1,200 px"), Some(1_200));
/// assert_eq!(read_height(""), Some(600));
/// assert_eq!(read_height("99"), None);
/// ```
pub fn read_height(typed: &str) -> Option<u32> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(HEIGHT);
    }
    let number = plain_number(typed.strip_suffix("px").unwrap_or(typed)).ok()?;
    number.parse().ok().filter(|height| HEIGHTS.contains(height))
}
