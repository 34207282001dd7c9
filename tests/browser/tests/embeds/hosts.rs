//! The tools, and what is particular to each: its command, its pages, and its switch for the dark.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use anyhow::{Context, Result};
use browser_tests::{Engine, installed_folders, installed_tool, root};
use gpt_image_cost_core::SnippetFormat;
use sha2::{Digest, Sha256};

use crate::host::{Host, Place};

pub static ALL: [&Host; 5] = [&MDBOOK, &MKDOCS, &SPHINX, &DOCUSAURUS, &VITEPRESS];

static MDBOOK: Host = Host {
    name: "mdbook",
    engines: &Engine::ALL,
    build: |_, _| {
        let versions = fs::read_to_string(root().join(".ci/versions"))?;
        let version = versions.lines().find_map(|line| line.strip_prefix("MDBOOK=")).context("no version of mdBook")?;
        let program = installed_tool(&format!("mdbook-{version}"), "bin/mdbook").context(MISSING)?;
        Ok(command(program, &["build"]))
    },
    output: "book",
    places: &[Place { name: "mdbook", source: "src/costs.md", format: SnippetFormat::Markdown, page: "costs.html" }],
    to_dark: &["#mdbook-theme-toggle", "#mdbook-theme-navy"],
    to_light: &["#mdbook-theme-toggle", "#mdbook-theme-light"],
    routes_itself: false,
    built: OnceLock::new(),
};

static MKDOCS: Host = Host {
    name: "mkdocs",
    engines: &[Engine::Chromium],
    build: |host, site| python(host, site, &["-m", "mkdocs", "build", "--strict"]),
    output: "site",
    places: &[Place { name: "mkdocs", source: "docs/costs.md", format: SnippetFormat::Markdown, page: "costs/" }],
    to_dark: &["label[title=Dark]"],
    to_light: &["label[title=Light]"],
    routes_itself: true,
    built: OnceLock::new(),
};

static SPHINX: Host = Host {
    name: "sphinx",
    engines: &[Engine::Chromium],
    build: |host, site| python(host, site, &["-m", "sphinx", "-W", ".", "site"]),
    output: "site",
    places: &[
        Place { name: "sphinx", source: "costs.rst", format: SnippetFormat::Rst, page: "costs.html" },
        Place {
            name: "sphinx_myst",
            source: "costs-in-myst.md",
            format: SnippetFormat::Myst,
            page: "costs-in-myst.html",
        },
    ],
    // From what the system asks for, which is light, to dark, and then to light.
    to_dark: &[".content-icon-container .theme-toggle"],
    to_light: &[".content-icon-container .theme-toggle"],
    routes_itself: false,
    built: OnceLock::new(),
};

static DOCUSAURUS: Host = Host {
    name: "docusaurus",
    engines: &[Engine::Chromium],
    build: |host, site| node(host, site, &["node_modules/@docusaurus/core/bin/docusaurus.mjs", "build"]),
    output: "build",
    places: &[Place { name: "docusaurus", source: "docs/costs.mdx", format: SnippetFormat::Mdx, page: "costs" }],
    to_dark: &[".navbar button[class*=toggleButton]"],
    to_light: &[".navbar button[class*=toggleButton]"],
    routes_itself: true,
    built: OnceLock::new(),
};

static VITEPRESS: Host = Host {
    name: "vitepress",
    engines: &[Engine::Chromium],
    build: |host, site| node(host, site, &["node_modules/vitepress/bin/vitepress.js", "build"]),
    output: ".vitepress/dist",
    places: &[Place { name: "vitepress", source: "costs.md", format: SnippetFormat::Vue, page: "costs.html" }],
    to_dark: &[".VPNavBarAppearance .VPSwitch"],
    to_light: &[".VPNavBarAppearance .VPSwitch"],
    routes_itself: true,
    built: OnceLock::new(),
};

const MISSING: &str = "what builds it is not installed: `make test-embeds` does that";

/// The folder into which `.ci/tools` has installed what this file pins, and which it has named by it.
fn installed_for(host: &Host, pins: &Path) -> Result<PathBuf> {
    let sum = format!("{:x}", Sha256::digest(fs::read(pins)?));
    installed_folders(&format!("site-{}-{}", host.name, &sum[..12])).pop().context(MISSING)
}

fn python(host: &Host, site: &Path, arguments: &[&str]) -> Result<Command> {
    let tools = installed_for(host, &site.join("requirements.txt"))?;
    Ok(command(tools.join("bin/python"), arguments))
}

fn node(host: &Host, site: &Path, arguments: &[&str]) -> Result<Command> {
    let tools = installed_for(host, &site.join("package-lock.json"))?;
    symlink(tools.join("node_modules"), site.join("node_modules"))?;
    let mut command = command(PathBuf::from("node"), arguments);
    // What is installed stays as it is, and nobody is asked about anything newer.
    command.envs([("DOCUSAURUS_NO_PERSISTENT_CACHE", "true"), ("NO_UPDATE_NOTIFIER", "1")]);
    Ok(command)
}

fn command(program: PathBuf, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    command
}
