//! Which commit a site was built from.

use std::{env, process::Command, str::FromStr};

/// A commit's hash, followed by `-dirty` where tracked files have been changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit(String);

impl Commit {
    /// The variable that names it where the source is no git checkout.
    pub const VARIABLE: &str = "SOURCE_COMMIT";

    /// What the variable says, or else git; nothing where neither knows.
    ///
    /// # Errors
    ///
    /// The variable holds something else than a hash.
    pub fn find() -> Result<Option<Self>, String> {
        let named = env::var(Self::VARIABLE).ok().filter(|name| !name.is_empty());
        if let Some(name) = named {
            return name.parse().map(Some);
        }
        let output =
            Command::new("git").args(["describe", "--always", "--dirty", "--exclude=*", "--abbrev=12"]).output();
        let output = output.ok().filter(|output| output.status.success());
        Ok(output.and_then(|output| String::from_utf8(output.stdout).ok()?.trim().parse().ok()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Commit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let hash = text.strip_suffix("-dirty").unwrap_or(text);
        let is_hash = (7..=64).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hash { Ok(Self(text.to_owned())) } else { Err(format!("{text:?} is not the hash of a commit")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_a_hash_and_nothing_else() {
        for hash in ["a89905e", "a89905e0c1d2-dirty", &"0".repeat(64)] {
            assert_eq!(hash.parse::<Commit>().map(|commit| commit.0), Ok(hash.to_owned()));
        }
        for refused in ["", "a89905", "main", "-dirty", "a89905e<b>", &"0".repeat(65)] {
            assert!(refused.parse::<Commit>().is_err_and(|message| message.contains("commit")), "{refused}");
        }
    }
}
