//! The page as Trunk has staged it: finding things in its HTML and filling its places.

/// What the policy has to follow: it holds only for what comes after it, and the charset comes first.
pub const CHARSET: &str = "<meta charset=utf-8>";

/// Puts a text in the one place of that name.
///
/// # Errors
///
/// A page without the place, or with two of them.
pub fn fill(page: &str, place: &str, text: &str) -> Result<String, String> {
    match page.matches(place).count() {
        1 => Ok(page.replacen(place, text, 1)),
        0 => Err(format!("index.html has no {place}, so there is no place to fill")),
        _ => Err(format!("index.html has {place} more than once")),
    }
}

/// The whole text of each `<link>`, in order.
pub fn links(page: &str) -> Vec<&str> {
    page.split_inclusive('>').filter_map(|part| part.find("<link").map(|start| &part[start..])).collect()
}

/// The value of a tag's attribute, quoted or not.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = |part: &'a str| part.strip_prefix(name)?.strip_prefix('=');
    tag.split_ascii_whitespace().find_map(value).map(|value| value.trim_matches(['"', '>']))
}

/// The page with its styles and its icon asked for without hashes. A browser can hold a file to its hash only where it may
/// read it, and that it may not from a folder on disk or in a sandboxed frame: the page would stand there bare.
pub fn without_hashes_of_styles(page: &str) -> String {
    let without = |page: String, link: &str| match attribute(link, "integrity") {
        Some(hash) if attribute(link, "rel") != Some("modulepreload") && !link.contains("application/wasm") => {
            let bare = link.replace(&format!(" integrity={hash}"), "").replace(&format!(" integrity=\"{hash}\""), "");
            page.replacen(link, &bare, 1)
        }
        _ => page,
    };
    links(page).into_iter().fold(page.to_owned(), without)
}

/// The text between the tags of each script element that has no `src`, in order.
pub fn inline_scripts(page: &str) -> Vec<&str> {
    page.split("<script")
        .skip(1)
        .filter_map(|after| {
            let (attributes, rest) = after.split_once('>')?;
            let (text, _) = rest.split_once("</script")?;
            let has_source = attributes.split_ascii_whitespace().any(|part| part.starts_with("src="));
            (!has_source).then_some(text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_found_with_and_without_quotes() {
        assert_eq!(attribute("<link rel=icon href=./a.svg>", "href"), Some("./a.svg"));
        assert_eq!(attribute("<link rel=\"icon\" href=\"./a.svg\">", "href"), Some("./a.svg"));
        assert_eq!(attribute("<link rel=icon>", "href"), None);
    }

    #[test]
    fn styles_lose_their_hashes_and_scripts_keep_them() {
        let page = "<link href=a.css integrity=sha384-A rel=stylesheet><link href=b.js integrity=sha384-B rel=modulepreload>\
            <link href=c.svg integrity=\"sha384-C\" rel=icon>";
        assert_eq!(
            without_hashes_of_styles(page),
            "<link href=a.css rel=stylesheet><link href=b.js integrity=sha384-B rel=modulepreload><link href=c.svg rel=icon>"
        );
    }
}
