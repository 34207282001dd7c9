//! `docs/dependencies.md` lists the direct dependencies of the workspace, each once, and no others.

use std::{collections::BTreeSet, process::Command};

use serde_json::Value;

/// The names of packages and of what they depend on, by Cargo's own word.
fn manifests() -> Value {
    let output =
        Command::new(env!("CARGO")).args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).output();
    let output = output.unwrap_or_else(|error| panic!("cargo metadata: {error}"));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("cargo metadata: {error}"))
}

fn names<'a>(list: &'a Value, key: &str) -> BTreeSet<&'a str> {
    list[key].as_array().into_iter().flatten().filter_map(|entry| entry["name"].as_str()).collect()
}

#[test]
fn the_list_names_what_the_manifests_name() {
    let manifests = manifests();
    let packages = manifests["packages"].as_array().into_iter().flatten();
    let named: BTreeSet<&str> = packages.flat_map(|package| names(package, "dependencies")).collect();
    let used: Vec<&str> = named.difference(&names(&manifests, "packages")).copied().collect();

    let text = include_str!("../../docs/dependencies.md");
    let table = text.split("## ").next().unwrap_or_default();
    let listed: Vec<&str> =
        table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | ").map(|(name, _)| name)).collect();
    assert_eq!(listed, used);
}
