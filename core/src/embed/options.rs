//! What an author types about an embed: the address the calculator is served from, and the height. Nothing is guessed.

use rust_decimal::prelude::ToPrimitive;

use super::snippet::DEFAULT_HEIGHT;
use crate::scenario::number_rule::{NumberRule, Unit};

/// In CSS pixels; `embed.js` keeps to the same limits.
const HEIGHTS: NumberRule =
    NumberRule { min: 100, max: 10_000, decimals: 0, default: Some(DEFAULT_HEIGHT), unit: Unit::Count, example: "600" };
/// Refused in addresses, like spaces: they would end an attribute or a word in one of the texts.
const UNSAFE_IN_ADDRESSES: &[u8] = b"\"'<>\\`";

/// What to enter as the address.
pub const SITE_ADDRESS_RULE: &str =
    "Enter the address that the calculator is served from, for example https://example.org/costs/.";
/// What to enter as the height.
pub const HEIGHT_RULE: &str = "The height must be a whole number from 100 to 10,000, for example 600.";

/// The folder that the calculator is served from, with a trailing slash. The address of a page in it will do: a file
/// name and what follows `?` or `#` are dropped. `None` where it is not a web address.
///
/// ```
/// use gpt_image_cost_core::embed::options::parse_site_address;
///
/// let folder = Some("https://example.org/costs/".to_owned());
/// assert_eq!(parse_site_address("https://example.org/costs"), folder);
/// assert_eq!(parse_site_address("https://example.org/costs/index.html#v=1"), folder);
/// assert_eq!(parse_site_address("example.org/costs"), None);
/// ```
pub fn parse_site_address(typed: &str) -> Option<String> {
    let address = typed.trim();
    let end = address.bytes().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(address.len());
    let address = address.get(..end)?;
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    // An IPv6 address begins with `[`.
    let has_host = host.bytes().next().is_some_and(|first| first == b'[' || !first.is_ascii_punctuation());
    let is_unsafe = |byte: u8| byte <= b' ' || UNSAFE_IN_ADDRESSES.contains(&byte);
    if !has_host || address.bytes().any(is_unsafe) {
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
/// use gpt_image_cost_core::embed::options::folder;
///
/// assert_eq!(folder("https://example.org/costs/index.html"), "https://example.org/costs/");
/// ```
pub fn folder(address: &str) -> &str {
    let end = address.bytes().rposition(|byte| byte == b'/').map_or(0, |slash| slash + 1);
    address.get(..end).unwrap_or_default()
}

/// The height of the frame until it has loaded, in CSS pixels. An empty text is the default.
///
/// ```
/// use gpt_image_cost_core::embed::options::parse_height;
///
/// assert_eq!(parse_height("1,200 px"), Some(1_200));
/// assert_eq!(parse_height(""), Some(600));
/// assert_eq!(parse_height("99"), None);
/// ```
pub fn parse_height(typed: &str) -> Option<u32> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(DEFAULT_HEIGHT);
    }
    let number = typed.strip_suffix("px").unwrap_or(typed).trim_end();
    let height = match number.split_once(',') {
        Some((thousands, rest)) if rest.len() == 3 => HEIGHTS.parse(&[thousands, rest].concat()),
        _ => HEIGHTS.parse(number),
    };
    height.ok()?.to_u32()
}
