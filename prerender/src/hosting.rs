//! What a host has to send with the files, for those that read it from a file: `_headers` (Netlify, Cloudflare Pages) and
//! `nginx.conf`. Other hosts ignore both; `docs/hosting.md` says what they mean.

use std::path::Path;

use crate::{SiteAddress, policy::policy};

/// What is sent with every file. Any page may read them, because a frame in a sandbox has no origin of its own.
const ALWAYS: [(&str, &str); 5] = [
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
];
/// How long a file may be kept that is named by its content, and any other.
const NAMED_BY_CONTENT: &str = "public, max-age=31536000, immutable";
const REVALIDATED: &str = "no-cache";

/// Writes both files into the folder of the site, with the policies of the finished documents.
pub fn publish(folder: &Path, page: &str, embed: &str, site: Option<&SiteAddress>) -> Result<(), String> {
    let page = policy(page, true);
    let embed = site.map(|site| embed_policy(embed, site));
    crate::write(&folder.join("_headers"), headers(&page, embed.as_deref()).as_bytes())?;
    crate::write(&folder.join("nginx.conf"), nginx(&page, embed.as_deref()).as_bytes())
}

/// Only with a known origin: in a sandboxed Safari frame `'self'` matches nothing. Otherwise the embed relies on the policy it
/// adds itself.
fn embed_policy(embed: &str, site: &SiteAddress) -> String {
    policy(embed, false).replace("'self'", site.origin())
}

/// Netlify and Cloudflare Pages: the folder is the root of the site.
fn headers(page: &str, embed: Option<&str>) -> String {
    let rule = |path: &str, headers: &[(&str, &str)]| {
        let lines = headers.iter().map(|(name, value)| format!("  {name}: {value}\n"));
        format!("{path}\n{}", lines.collect::<String>())
    };
    let mut rules = vec![rule("/*", &ALWAYS)];
    for path in ["/", "/index.html"] {
        rules.push(rule(path, &[("Content-Security-Policy", page), ("Cache-Control", REVALIDATED)]));
    }
    for path in ["/embed/", "/embed/index.html"] {
        let policy = embed.map(|policy| ("Content-Security-Policy", policy));
        let all: Vec<_> = policy.into_iter().chain([("Cache-Control", REVALIDATED)]).collect();
        rules.push(rule(path, &all));
    }
    rules.push(rule("/service-worker.js", &[("Cache-Control", REVALIDATED)]));
    for path in ["/gpt-image-cost-*", "/usage-worker-*"] {
        rules.push(rule(path, &[("Cache-Control", NAMED_BY_CONTENT)]));
    }
    rules.concat()
}

/// nginx: to be included in the block `server` or `location` that serves the folder.
fn nginx(page: &str, embed: Option<&str>) -> String {
    let mut lines = vec![
        "# include this file in the block (server or location) that serves the folder it is in".to_owned(),
        "set $image_costs_policy \"\";".to_owned(),
        format!("if ($uri ~ \"/(index\\.html)?$\") {{ set $image_costs_policy \"{page}\"; }}"),
        // The last that matches counts.
        format!(
            "if ($uri ~ \"/embed/(index\\.html)?$\") {{ set $image_costs_policy \"{}\"; }}",
            embed.unwrap_or_default()
        ),
        format!("set $image_costs_caching \"{REVALIDATED}\";"),
        format!(
            "if ($uri ~ \"/(gpt-image-cost|usage-worker)-[^/]+$\") {{ set $image_costs_caching \"{NAMED_BY_CONTENT}\"; }}"
        ),
        "# one that is empty is not sent".to_owned(),
        "add_header Content-Security-Policy $image_costs_policy always;".to_owned(),
        "add_header Cache-Control $image_costs_caching;".to_owned(),
    ];
    lines.extend(ALWAYS.map(|(name, value)| format!("add_header {name} \"{value}\" always;")));
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<script>start()</script>";

    #[test]
    fn the_page_has_the_policy_that_it_states_itself() {
        let stated = policy(PAGE, true);
        assert!(stated.contains("sha256-"));
        assert!(headers(&stated, None).contains(&format!("\n/\n  Content-Security-Policy: {stated}\n")));
        assert!(nginx(&stated, None).contains(&format!("set $image_costs_policy \"{stated}\";")));
    }

    #[test]
    fn the_embed_has_one_where_its_origin_is_known() {
        assert_eq!(headers("page", None).matches("Content-Security-Policy").count(), 2);
        assert!(headers("page", Some("embed")).contains("\n/embed/\n  Content-Security-Policy: embed\n"));
        let site = "https://example.org/costs/".parse().unwrap_or_else(|message| panic!("{message}"));
        let policy = embed_policy(PAGE, &site);
        assert!(policy.contains("script-src https://example.org 'wasm-unsafe-eval' 'sha256-"), "{policy}");
        assert!(!policy.contains("'self'"), "{policy}");
    }

    /// Cloudflare Pages ignores longer lines.
    #[test]
    fn no_line_is_longer_than_hosts_read() {
        let hashes = " 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='".repeat(12);
        let longest = headers(&policy("", true).replacen("'self'", &hashes, 1), None).lines().map(str::len).max();
        assert!(longest.is_some_and(|longest| longest < 2_000), "{longest:?}");
    }
}
