//! The service worker, which keeps a copy of the site: `scripts/service-worker.js` with the files of this build and their hashes.

use std::{collections::BTreeMap, fs, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::{
    Build,
    assets::{Language, minify},
    document::fill,
    program::content_hash,
};

/// Its name, beside the page. It must not change: browsers look for updates at the address that was registered.
pub const FILE: &str = "service-worker.js";

/// Files that pages load or link to; not those for hosts, link previews or installation.
const EXTENSIONS: [&str; 7] = ["html", "js", "json", "svg", "txt", "wasm", "woff2"];

/// Writes the worker of the finished site: it keeps a copy, or, in a build without one, it removes that of an earlier build.
pub fn publish(folder: &Path, script: &str, build: &Build) -> Result<(), String> {
    let files = if build.is_offline { hashes(folder)? } else { BTreeMap::new() };
    let script = minify(&filled(script, &files)?, Language::Script, build.profile)?;
    crate::write(&folder.join(FILE), script.as_bytes())
}

/// The worker for these files; one build is known by all of their hashes.
fn filled(script: &str, files: &BTreeMap<String, String>) -> Result<String, String> {
    let list = serde_json::json!(files).to_string();
    let build = if files.is_empty() { String::new() } else { content_hash(list.as_bytes()) };
    let script = fill(script, "BUILD = \"\"", &format!("BUILD = \"{build}\""))?;
    fill(&script, "FILES = {}", &format!("FILES = {list}"))
}

/// The files that are kept, by their paths from the folder of the page, and their hashes as browsers check them. A document's path
/// is that of its folder, as it is asked for.
fn hashes(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut found = BTreeMap::new();
    collect(folder, "", &mut found).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    Ok(found)
}

fn collect(folder: &Path, path: &str, found: &mut BTreeMap<String, String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let file = entry.path();
        if file.is_dir() {
            collect(&file, &format!("{path}{name}/"), found)?;
        } else if name != FILE && file.extension().is_some_and(|own| EXTENSIONS.iter().any(|kept| own == *kept)) {
            let name = if name == "index.html" { "" } else { &name };
            found.insert(
                format!("{path}{name}"),
                format!("sha256-{}", STANDARD.encode(Sha256::digest(fs::read(&file)?))),
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = include_str!("../../scripts/service-worker.js");

    #[test]
    fn a_build_is_known_by_its_files() {
        let files = |hash: &str| BTreeMap::from([(String::new(), hash.to_owned())]);
        let one = filled(SCRIPT, &files("sha256-a"));
        assert!(one.as_ref().is_ok_and(|script| script.contains("FILES = {\"\":\"sha256-a\"};")));
        assert_eq!(one, filled(SCRIPT, &files("sha256-a")));
        let build = |script: Result<String, String>| {
            script.ok().and_then(|script| Some(script.split_once("BUILD = \"")?.1.split_once('"')?.0.to_owned()))
        };
        assert_ne!(build(one), build(filled(SCRIPT, &files("sha256-b"))));
        // Without files there is no build to keep: the worker removes itself.
        assert_eq!(build(filled(SCRIPT, &BTreeMap::new())), Some(String::new()));
    }
}
