//! The scripts of the finished site: minified by esbuild in a release, as they were written otherwise.

use std::{
    env, fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use sha2::{Digest, Sha256, Sha384};

use super::{replace, staged};

/// Where the hash of the wasm goes: into the script that fetches it (`Trunk.toml`).
pub const WASM_HASH: &str = "WASM_INTEGRITY";
/// Where the second wasm's hash goes.
const SECOND_WASM: &str = "SECOND_WASM";
/// The files of the second wasm.
const SECOND_WASM_FILES: [&str; 2] = ["scenarios.js", "scenarios_bg.wasm"];

/// A script as it is published.
///
/// # Errors
///
/// In a release: esbuild is not on the `PATH`, or refuses the script.
pub fn published(script: &str) -> Result<String, String> {
    if env::var("TRUNK_PROFILE").as_deref() == Ok("release") { minified(script) } else { Ok(script.to_owned()) }
}

fn minified(script: &str) -> Result<String, String> {
    let missing = |error| format!("cannot run esbuild ({error}): `make tools` installs it, `make build` finds it");
    let mut child = Command::new("esbuild")
        .args(["--minify", "--target=es2022", "--charset=utf8", "--legal-comments=none"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(missing)?;
    // It reads everything before it writes anything, so neither waits for the other.
    if let Some(mut input) = child.stdin.take() {
        input.write_all(script.as_bytes()).map_err(missing)?;
    }
    let done = child.wait_with_output().map_err(missing)?;
    let text = String::from_utf8(done.stdout).map_err(|error| format!("esbuild: {error}"))?;
    if done.status.success() { Ok(text.trim_end().to_owned()) } else { Err("esbuild refused a script".to_owned()) }
}

/// Publishes the page's glue, whose hash its preload link states.
pub fn publish_glue(page: &str, folder: &Path) -> Result<String, String> {
    let link = staged::links(page)
        .into_iter()
        .find(|link| staged::attribute(link, "rel") == Some("modulepreload"))
        .ok_or("index.html has no preload link of the wasm's glue")?;
    let hash = staged::attribute(link, "integrity").ok_or("the preload link of the glue has no hash")?;
    let address = staged::attribute(link, "href").ok_or("the preload link of the glue has no address")?;
    let script = publish_file(&folder.join(address))?;
    Ok(page.replace(hash, &format!("sha384-{}", STANDARD.encode(Sha384::digest(script)))))
}

/// Gives the second wasm (`ui::scenarios`), whose name carries no hash, an address that changes with its content.
pub fn publish_second_wasm(page: &str, folder: &Path) -> Result<String, String> {
    let [glue, wasm] = SECOND_WASM_FILES.map(|name| folder.join(name));
    let mut digest = Sha256::new_with_prefix(publish_file(&glue)?);
    digest.update(fs::read(&wasm).map_err(|error| format!("cannot read {}: {error}", wasm.display()))?);
    Ok(page.replace(SECOND_WASM, &URL_SAFE_NO_PAD.encode(&digest.finalize()[..9])))
}

fn publish_file(file: &Path) -> Result<String, String> {
    let script = fs::read_to_string(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let script = published(&script)?;
    replace(file, script.as_bytes())?;
    Ok(script)
}

/// Takes away the preload link of the wasm, whose hash browsers ignore there, and gives the hash to the script that
/// fetches the wasm.
pub fn move_wasm_hash(page: &str) -> Result<String, String> {
    let (link, hash) = staged::links(page)
        .into_iter()
        .filter(|link| link.contains("application/wasm"))
        .find_map(|link| Some((link, staged::attribute(link, "integrity")?)))
        .ok_or("index.html has no preload link of the wasm with its hash")?;
    staged::fill(&page.replacen(link, "", 1), WASM_HASH, hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_the_wasm_goes_to_the_script_that_fetches_it() {
        let staged = "<link as=fetch integrity=sha384-AB+/c= rel=preload type=application/wasm>\
            <script>start(\"WASM_INTEGRITY\")</script>";
        assert_eq!(move_wasm_hash(staged).as_deref(), Ok("<script>start(\"sha384-AB+/c=\")</script>"));
        for place in [WASM_HASH, "integrity"] {
            let problem = move_wasm_hash(&staged.replace(place, ""));
            assert!(problem.is_err_and(|text| text.contains("index.html has no ")), "{place}");
        }
    }

    #[test]
    fn without_its_second_wasm_a_page_is_refused_by_name() {
        let problem = publish_second_wasm(SECOND_WASM, Path::new("no-such-folder"));
        assert!(problem.is_err_and(|text| text.contains("scenarios.js")));
    }

    #[test]
    fn without_its_glue_a_page_is_refused_by_name() {
        let link = "<link rel=modulepreload href=./page.js integrity=sha384-AB>";
        let problem = publish_glue(link, Path::new("no-such-folder"));
        assert!(problem.is_err_and(|text| text.contains("page.js")));
        assert!(publish_glue("", Path::new("no-such-folder")).is_err_and(|text| text.contains("preload")));
    }
}
