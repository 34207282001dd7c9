//! Where the guide's links lead. Pages a reader can check; this page never fetches any of them.

use crate::domain::rates::History;

/// Addresses by the names the texts use.
const ADDRESSES: [(&str, &str); 6] = [
    ("plans", "https://chatgpt.com/pricing"),
    ("image guide", "https://developers.openai.com/api/docs/guides/image-generation"),
    ("model page", "https://developers.openai.com/api/docs/models/gpt-image-2"),
    ("deprecations", "https://developers.openai.com/api/docs/deprecations"),
    (
        "community",
        "https://community.openai.com/t/gpt-image-2-output-pricing-calculator-online-and-in-your-code/1382699",
    ),
    ("data", "rates/gpt-image-2.json"),
];

/// The project's repository, as `Cargo.toml` names it; none where it names none.
pub const REPOSITORY: Option<&str> = match env!("CARGO_PKG_REPOSITORY").as_bytes() {
    [] => None,
    _ => Some(env!("CARGO_PKG_REPOSITORY")),
};

/// Where a target of a text leads: an anchor or address as it stands, a name to its address.
pub fn address(target: &str, history: &History) -> Option<String> {
    if target.starts_with('#') || target.starts_with("https://") {
        return Some(target.to_owned());
    }
    if target == "prices" {
        return Some(history.price_page.to_owned());
    }
    ADDRESSES.iter().find(|(name, _)| *name == target).map(|(_, address)| (*address).to_owned())
}
