//! What a document may do: its Content-Security-Policy, made for exactly the scripts and styles that stand in it.

use base64::{Engine, engine::general_purpose::STANDARD};
use scraper::{Html, Selector};
use sha2::{Digest, Sha256};

/// The policy of a document with this HTML. Only the page may frame anything, because it previews embeds, and start a worker,
/// which reads usage logs.
pub fn policy(html: &str, is_page: bool) -> String {
    let document = Html::parse_document(html);
    let scripts = hashes(&document, "script:not([src])");
    let styles = hashes(&document, "style");
    let more = if is_page { "; worker-src 'self'; frame-src 'self'" } else { "" };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'; object-src 'none'{more}"
    )
}

/// The source expressions of all inline elements that match, each with a space before it.
fn hashes(document: &Html, selector: &str) -> String {
    let Ok(selector) = Selector::parse(selector) else { return String::new() };
    let hash = |text: String| STANDARD.encode(Sha256::digest(text));
    let texts = document.select(&selector).map(|element| element.text().collect::<String>());
    texts.fold(String::new(), |sources, text| sources + " 'sha256-" + &hash(text) + "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    // printf 'start()' | openssl dgst -sha256 -binary | base64
    const HASH: &str = "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='";

    #[test]
    fn every_inline_script_and_style_is_allowed_by_its_hash_and_files_are_not() {
        let html = "<script>start()</script><script src=\"a.js\"></script><style>start()</style><p>start()</p>";
        let policy = policy(html, false);
        assert!(policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {HASH}; ")), "{policy}");
        assert!(policy.contains(&format!("style-src 'self' {HASH}; ")), "{policy}");
        assert_eq!(policy.matches("sha256-").count(), 2, "{policy}");
    }

    #[test]
    fn only_the_page_may_frame_and_start_a_worker() {
        assert!(policy("", true).ends_with("; worker-src 'self'; frame-src 'self'"));
        let embed = policy("", false);
        assert!(!embed.contains("frame-src") && !embed.contains("worker-src"));
    }

    #[test]
    fn nothing_unsafe_is_allowed() {
        let policy = policy("<style>a{}</style>", true);
        for forbidden in ["unsafe-inline", "'unsafe-eval'", "unsafe-hashes", "*", "http"] {
            assert!(!policy.contains(forbidden), "{forbidden} in {policy}");
        }
    }
}
