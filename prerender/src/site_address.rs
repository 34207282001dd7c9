//! The address that the site will be published at, for canonical links and link previews.

use std::{fmt, str::FromStr};

/// An absolute address of a folder or a page, without fragment or query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteAddress(String);

impl SiteAddress {
    /// The address of a file beside the page.
    pub fn file(&self, name: &str) -> String {
        format!("{}/{name}", self.0.trim_end_matches('/'))
    }

    /// Its scheme, host and port.
    pub fn origin(&self) -> &str {
        let host = self.0.find("//").map_or(0, |at| at + 2);
        let end = self.0[host..].find('/').map_or(self.0.len(), |at| host + at);
        &self.0[..end]
    }
}

impl fmt::Display for SiteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SiteAddress {
    type Err = String;

    /// `example.org` and `ftp://example.org/` are refused: canonical addresses need `http://` or `https://` and a host.
    fn from_str(text: &str) -> Result<Self, String> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let host_follows = rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphanumeric()));
        let is_plain = text.chars().all(|c| c.is_ascii_graphic() && !"\"'<>\\`#?".contains(c));
        if host_follows && is_plain {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!("SITE_URL is {text:?}, but must be the page's address, like https://example.org/costs/"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_http_or_it_is_refused() {
        for accepted in ["https://example.org/a/", "http://127.0.0.1:8080", "https://a.org"] {
            assert_eq!(accepted.parse::<SiteAddress>().map(|address| address.to_string()), Ok(accepted.to_owned()));
        }
        for refused in ["", "example.org", "ftp://example.org/", "https://", "https://a.org/\"", "https://a.org/#b"] {
            assert!(refused.parse::<SiteAddress>().is_err(), "{refused}");
        }
    }

    #[test]
    fn a_file_lies_beside_the_page_with_or_without_a_slash() {
        for address in ["https://a.org/costs", "https://a.org/costs/"] {
            let file = address.parse::<SiteAddress>().map(|address| address.file("social.png"));
            assert_eq!(file, Ok("https://a.org/costs/social.png".to_owned()));
            let origin = address.parse::<SiteAddress>().map(|address| address.origin().to_owned());
            assert_eq!(origin, Ok("https://a.org".to_owned()));
        }
    }
}
