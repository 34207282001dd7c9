//! Scripts and styles of the site: minified by esbuild in a release, as they are written otherwise.

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The styles of the page and those of the embed, in the order of the cascade.
const PAGE_STYLES: [&str; 6] = ["base", "calculator", "usage", "scenarios", "guide", "print"];
const EMBED_STYLES: [&str; 4] = ["base", "calculator", "embed", "print"];

/// The project's folder. Asked for when it runs: a shared target folder can hold a program compiled in another checkout.
fn root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package).join("..")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// For `trunk serve`: everything stays readable.
    Development,
    Release,
}

/// What is put into the pages, and the one script that pages of others load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    pub page_style: String,
    pub embed_style: String,
    /// Applies the remembered theme before anything is painted.
    pub theme_script: String,
    /// Starts the app.
    pub start_script: String,
    /// Adds the embed's policy.
    pub policy_script: String,
    /// The embed's side of standing in a frame.
    pub frame_script: String,
    /// `embed.js`, which defines the element.
    pub element_script: String,
    /// What follows the glue of the worker that reads usage logs; minified with it.
    pub usage_worker_script: String,
    /// The service worker, without the list of files.
    pub service_worker_script: String,
}

impl Assets {
    /// Reads them from `scripts/` and `style/`.
    pub fn read(profile: Profile) -> Result<Self, String> {
        let script = |name| minify(&read(&format!("scripts/{name}.js"))?, Language::Script, profile);
        Ok(Self {
            page_style: style(&PAGE_STYLES, profile)?,
            embed_style: style(&EMBED_STYLES, profile)?,
            theme_script: script("theme")?,
            start_script: script("start")?,
            policy_script: script("policy")?,
            frame_script: script("frame")?,
            element_script: script("embed")?,
            usage_worker_script: read("scripts/usage-worker.js")?,
            service_worker_script: read("scripts/service-worker.js")?,
        })
    }
}

/// One style sheet of several files.
fn style(names: &[&str], profile: Profile) -> Result<String, String> {
    let files = names.iter().map(|name| read(&format!("style/{name}.css"))).collect::<Result<Vec<_>, _>>()?;
    minify(&files.join("\n"), Language::Style, profile)
}

fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(root().join(file)).map_err(|error| format!("cannot read {file}: {error}"))
}

#[derive(Clone, Copy)]
pub(crate) enum Language {
    Script,
    Style,
}

/// The text as it is published. In a release this fails where esbuild is not on the `PATH`, or refuses the text.
pub(crate) fn minify(text: &str, language: Language, profile: Profile) -> Result<String, String> {
    if profile == Profile::Development {
        return Ok(text.to_owned());
    }
    let missing = |error| format!("cannot run esbuild ({error}): `make tools` installs it, `make build` finds it");
    let loader = match language {
        Language::Script => ["--loader=js", "--target=es2022"].as_slice(),
        Language::Style => ["--loader=css"].as_slice(),
    };
    let mut child = Command::new("esbuild")
        .args(["--minify", "--charset=utf8", "--legal-comments=none", "--log-level=warning"])
        .args(loader)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(missing)?;
    // It reads everything before it writes anything, so neither waits for the other.
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes()).map_err(missing)?;
    }
    let output = child.wait_with_output().map_err(missing)?;
    let text = String::from_utf8(output.stdout).map_err(|error| format!("esbuild: {error}"))?;
    if output.status.success() { Ok(text.trim_end().to_owned()) } else { Err("esbuild refused a file".to_owned()) }
}
