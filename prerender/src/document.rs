//! The two documents of the site, from their templates: `index.html` as Trunk has staged it, and `embed.html`.
//!
//! Each place to fill is a comment. The policy comes last, because it names what stands in the rest, and stands first,
//! because it holds only for what follows it.

use crate::{Assets, Build, Program, SiteAddress, app, head, policy::policy, program};

const EMBED: &str = include_str!("embed.html");

const POLICY: &str = "<!-- policy -->";
const HEAD: &str = "<!-- head -->";
const PROGRAM: &str = "<!-- program -->";
const APP: &str = "<!-- app -->";
const STRUCTURED_DATA: &str = "<!-- structured data -->";

/// The app leaves it empty. A text in it does not shift what is hydrated.
const VERSION: &str = "<p id=\"version\"></p>";

/// `trunk serve` fills these in on the way to the browser, after the hashes are taken; so they are filled in here.
const RELOADER: [(&str, &str); 3] = [
    ("'{{__TRUNK_ADDRESS__}}'", "window.location.host"),
    ("`{{__TRUNK_ADDRESS__}}`", "window.location.host"),
    ("{{__TRUNK_WS_BASE__}}", "/"),
];

/// The finished page.
pub fn page(staged: &str, program: &Program, assets: &Assets, build: &Build) -> Result<String, String> {
    let site = build.site.as_ref();
    let mut page = staged.to_owned();
    for (placeholder, value) in RELOADER {
        page = page.replace(placeholder, value);
    }
    let Assets { theme_script, page_style, start_script, .. } = assets;
    let head = format!("{}<script>{theme_script}</script><style>{page_style}</style>", head::page(site)?);
    page = fill(&page, HEAD, &head)?;
    page = fill(&page, program::place(staged)?, &program.scripts("./", start_script))?;
    page = fill(&page, STRUCTURED_DATA, &head::structured_data(site)?)?;
    let worker = format!(" data-usage-worker=\"{}\"", program.usage_worker);
    page = fill(&page, APP, &app::hydrated(&worker, &app::page()))?;
    page = fill(&page, VERSION, &version(build.commit.as_deref()))?;
    let policy = policy(&page, true);
    fill(&page, POLICY, &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"))
}

/// The finished embed, one folder below the page. A script of its own adds its policy (`scripts/policy.js` says why).
pub fn embed(program: &Program, assets: &Assets, site: Option<&SiteAddress>) -> Result<String, String> {
    let Assets { policy_script, frame_script, embed_style, start_script, .. } = assets;
    let head = format!("{}<script>{frame_script}</script><style>{embed_style}</style>", head::embed(site));
    let mut embed = fill(EMBED, HEAD, &head)?;
    embed = fill(&embed, PROGRAM, &program.scripts("../", start_script))?;
    embed = fill(&embed, APP, &app::hydrated(" data-embed", &app::embed()))?;
    let with_script = fill(&embed, POLICY, &format!("<script>{policy_script}</script>"))?;
    let policy = policy(&with_script, false);
    fill(&embed, POLICY, &format!("<script data-policy=\"{policy}\">{policy_script}</script>"))
}

/// What the footer says of the build.
fn version(commit: Option<&str>) -> String {
    let commit = commit.unwrap_or("unknown");
    format!("<p id=\"version\">Version {}, commit {commit}</p>", env!("CARGO_PKG_VERSION"))
}

/// Puts a text in the one place of that name.
pub(crate) fn fill(template: &str, place: &str, text: &str) -> Result<String, String> {
    match template.matches(place).count() {
        1 => Ok(template.replacen(place, text, 1)),
        0 => Err(format!("the template has no {place}")),
        _ => Err(format!("the template has {place} more than once")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_filled_once_or_refused_by_name() {
        assert_eq!(fill("a<!-- app -->b", APP, "X"), Ok("aXb".to_owned()));
        for template in ["", "<!-- app --><!-- app -->"] {
            assert!(fill(template, APP, "").is_err_and(|message| message.contains(APP)), "{template}");
        }
    }
}
