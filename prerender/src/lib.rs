//! Renders the page and the embed natively and completes the site that Trunk has staged.
//!
//! | file of the site | where it comes from |
//! |---|---|
//! | `index.html`, `embed/index.html` | [`document`]: the templates with [`head`], [`app`], scripts, styles and [`policy`] filled in |
//! | the glue of the wasm, `embed.js` | [`assets`]: minified by esbuild in a release |
//! | `usage-worker-….js` and its wasm | [`program`]: named by their content |
//! | `llms.txt` | the `content` package |
//! | `social.png` | [`social_image`] |
//! | `manifest.webmanifest`, its icons | [`manifest`] |
//! | `service-worker.js` | [`offline`]: `scripts/service-worker.js` with the list of files and their hashes |
//! | `_headers`, `nginx.conf` | [`hosting`]: what two kinds of hosts can be told |
//!
//! What page and guide say is not decided here but in the app and in `content/`.

pub mod app;
pub mod assets;
pub mod document;
pub mod head;
pub mod hosting;
pub mod manifest;
pub mod offline;
pub mod policy;
pub mod program;
pub mod site_address;
pub mod social_image;

use std::{fs, path::Path};

use gpt_image_cost_core::RATE_HISTORY;

pub use assets::{Assets, Profile};
pub use program::Program;
pub use site_address::SiteAddress;

/// How the site is built.
pub struct Build {
    pub profile: Profile,
    /// What it is built from, if that is known.
    pub commit: Option<String>,
    /// Where it will be published, if that is known.
    pub site: Option<SiteAddress>,
    /// Browsers keep a copy that works without a network.
    pub is_offline: bool,
}

/// Completes the site in `folder`, where Trunk has put `index.html`, the wasm and its glue.
pub fn complete(folder: &Path, build: &Build) -> Result<(), String> {
    let index = folder.join("index.html");
    let staged = fs::read_to_string(&index).map_err(|error| format!("cannot read {}: {error}", index.display()))?;
    let assets = Assets::read(build.profile)?;
    let program = Program::publish(&staged, folder, &assets.usage_worker_script, build)?;
    let site = build.site.as_ref();

    let page = document::page(&staged, &program, &assets, build)?;
    let embed = document::embed(&program, &assets, site)?;
    write(&index, page.as_bytes())?;
    write(&folder.join("embed/index.html"), embed.as_bytes())?;
    write(&folder.join("embed.js"), assets.element_script.as_bytes())?;
    let text = gpt_image_cost_content::llms_txt(&RATE_HISTORY)?;
    write(&folder.join("llms.txt"), text.as_bytes())?;
    write(&folder.join(social_image::FILE), &social_image::png(&RATE_HISTORY)?)?;
    manifest::publish(folder)?;
    hosting::publish(folder, &page, &embed, site)?;
    // Last, because it lists the others.
    offline::publish(folder, &assets.service_worker_script, build)
}

/// Writes beside the file and renames, so that nobody ever reads half a file.
fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    let unfinished = file.with_extension("unfinished");
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&unfinished, bytes))
        .and_then(|()| fs::rename(&unfinished, file))
        .map_err(|error| format!("cannot write {}: {error}", file.display()))
}
