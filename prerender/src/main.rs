//! The `post_build` hook of `Trunk.toml`: completes the site in the folder that Trunk has staged.

use std::{
    env,
    path::PathBuf,
    process::{Command, ExitCode},
};

use gpt_image_cost_prerender::{Build, Profile, SiteAddress, complete};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("prerender: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let folder = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let folder = folder.ok_or("TRUNK_STAGING_DIR is not set: Trunk calls this after it has built the page")?;
    // Unset and empty both mean that the address is not known.
    let site = env::var("SITE_URL").ok().filter(|address| !address.is_empty());
    let site = site.map(|address| address.parse::<SiteAddress>()).transpose()?;
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let profile = if is_release { Profile::Release } else { Profile::Development };
    // A page that is being edited must not come from a copy.
    let is_offline = is_release && env::var("OFFLINE").map_or(true, |value| value != "0");
    complete(&folder, &Build { profile, commit: commit(), site, is_offline })
}

/// The commit's hash, followed by `-dirty` where tracked files have been changed since.
fn commit() -> Option<String> {
    let git = Command::new("git").args(["describe", "--always", "--dirty", "--exclude=*", "--abbrev=12"]).output();
    let git = git.ok().filter(|git| git.status.success())?;
    Some(String::from_utf8(git.stdout).ok()?.trim().to_owned())
}
