//! The address that the site will be published at, for canonical links and link previews.

use std::{fmt, str::FromStr};

use gpt_image_cost_core::embed::options::parse_site_address;

/// The absolute address of a folder, with a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteAddress(String);

impl SiteAddress {
    /// The address of a file beside the page.
    pub fn file(&self, name: &str) -> String {
        format!("{}{name}", self.0)
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

    /// As in the embed builder: the address of a page in the folder will do.
    fn from_str(text: &str) -> Result<Self, String> {
        let refused =
            || format!("SITE_URL is {text:?}, but must be the page's address, like https://example.org/costs/");
        parse_site_address(text).map(Self).ok_or_else(refused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_http_or_it_is_refused() {
        for (accepted, folder) in [
            ("https://example.org/a/", "https://example.org/a/"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
            ("https://a.org/costs/index.html#b", "https://a.org/costs/"),
        ] {
            assert_eq!(accepted.parse::<SiteAddress>().map(|address| address.to_string()), Ok(folder.to_owned()));
        }
        for refused in ["", "example.org", "ftp://example.org/", "https://", "https://a.org/\"", "https://a.org/<b>"] {
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
