//! Build script: turns the guide's Markdown into the constant that the app includes.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use gpt_image_cost_content::{Section, shipped_sections};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=content");
    match write_sections() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            println!("cargo::error={sentence}");
            ExitCode::FAILURE
        }
    }
}

fn write_sections() -> Result<(), String> {
    let sections = shipped_sections()?;
    let folder = env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let target = Path::new(&folder).join("content.rs");
    let sections: Vec<String> = sections.iter().map(expression).collect();
    let array = format!("[{}]\n", sections.join(",\n"));
    fs::write(&target, array).map_err(|error| format!("{}: {error}", target.display()))
}

/// A section as an expression of the app's `GuideSection`.
fn expression(section: &Section) -> String {
    let Section { id, contents_label, title, parts } = section;
    // The HTML is for prerendering only: hydration never reads `inner_html`, so the wasm carries no prose.
    let is_prerendered = env::var_os("CARGO_FEATURE_SSR").is_some();
    let parts: Vec<&str> = parts.iter().map(|html| if is_prerendered { html } else { "" }).collect();
    format!("GuideSection {{ id: {id:?}, contents_label: {contents_label:?}, title: {title:?}, parts: &{parts:?} }}")
}
