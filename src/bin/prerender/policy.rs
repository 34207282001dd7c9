//! What a page may do: its Content-Security-Policy, made for exactly the scripts that stand in it.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::staged::inline_scripts;

/// What a page may do, beside its inline scripts, which are allowed by their hashes.
const DIRECTIVES: [(&str, &str); 10] = [
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("object-src", "'none'"),
];

/// The policy of a page with this HTML.
pub fn policy(page: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let hashes = inline_scripts(page).into_iter().map(hash).collect::<Vec<_>>().join(" ");
    DIRECTIVES
        .map(|(directive, sources)| match directive {
            "script-src" => format!("{directive} {sources} {hashes}"),
            _ => format!("{directive} {sources}"),
        })
        .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_inline_script_is_allowed_by_its_hash_and_files_are_not() {
        // printf 'start()' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='";
        let policy =
            policy("<script>start()</script><script src=\"a.js\"></script><script type=module>start()</script>");
        assert_eq!(policy.matches(hash).count(), 2, "{policy}");
        assert_eq!(policy.matches("sha256-").count(), 2, "{policy}");
    }
}
