//! What an author types about where an embed is to stand: the address it comes from, and its height. What cannot be read
//! is not guessed.

use rust_decimal::prelude::ToPrimitive;

use super::field::NumberRule;
use super::snippet::HEIGHT;

/// The heights that an embed can have, in CSS pixels; those its script keeps to as well.
const HEIGHTS: NumberRule = NumberRule { min: 100, max: 10_000, places: 0, default: Some(HEIGHT), example: "600" };
/// Not in an address, like blanks: what would end an attribute or a word in one of the texts.
const NOT_IN_ADDRESSES: &[u8] = b"\"'<>\\`";

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
    let address = typed.trim();
    let end = address.bytes().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(address.len());
    let address = address.get(..end)?;
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    // `[` begins an IPv6 address.
    let host_follows = host.bytes().next().is_some_and(|first| first == b'[' || !first.is_ascii_punctuation());
    let breaks_out = |byte: u8| byte <= b' ' || NOT_IN_ADDRESSES.contains(&byte);
    if !host_follows || address.bytes().any(breaks_out) {
        return None;
    }
    let folder = folder(host);
    let path = if host.get(folder.len()..)?.contains(".htm") && !folder.is_empty() { folder } else { host };
    let (scheme, _) = address.split_at_checked(address.len() - host.len())?;
    let slash = if path.ends_with('/') { "" } else { "/" };
    Some([scheme, path, slash].concat())
}

/// An address up to its last slash.
///
/// ```
/// use gpt_image_cost::domain::placement::folder;
///
/// assert_eq!(folder("https://example.org/costs/index.html"), "https://example.org/costs/");
/// ```
pub fn folder(address: &str) -> &str {
    let end = address.bytes().rposition(|byte| byte == b'/').map_or(0, |slash| slash + 1);
    address.get(..end).unwrap_or_default()
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
    let number = typed.strip_suffix("px").unwrap_or(typed).trim_end();
    let height = match number.split_once(',') {
        Some((thousands, rest)) if rest.len() == 3 => HEIGHTS.read(&[thousands, rest].concat()),
        _ => HEIGHTS.read(number),
    };
    height.ok()?.to_u32()
}
