//! Scenarios saved in the browser: named links in a versioned text. Where the text is stored is the app's business.
//!
//! A text that a newer version of the page wrote, or that is no such list, is never overwritten.

use serde::{Deserialize, Serialize};

use crate::Date;
use crate::scenario::scenario::MAX_NAME_CHARACTERS;

const VERSION: u64 = 1;
/// The most scenarios that are saved.
pub const MAX: usize = 200;

/// A scenario or a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedScenario {
    /// Unique among all saved.
    pub name: String,
    /// Without `#`.
    pub link: String,
    /// The reader's day when it was saved; none for those saved before days were recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// Oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedScenarios(Vec<SavedScenario>);

/// Why a stored text is left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A newer version of the page wrote it.
    Newer,
    /// It is not a list of saved scenarios.
    Corrupt,
}

#[derive(Serialize)]
struct Stored<'a> {
    #[serde(rename = "gpt-image-cost")]
    version: u64,
    saved: &'a [SavedScenario],
}

#[derive(Deserialize)]
struct StoredVersion {
    #[serde(rename = "gpt-image-cost")]
    version: u64,
}

#[derive(Deserialize)]
struct StoredList {
    saved: Vec<SavedScenario>,
}

impl SavedScenarios {
    /// Nothing stored is an empty list. Texts of older versions are to be converted here, step by step.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let StoredVersion { version } = serde_json::from_str(text).map_err(|_| Unreadable::Corrupt)?;
        match version {
            VERSION => {}
            0 => return Err(Unreadable::Corrupt),
            _ => return Err(Unreadable::Newer),
        }
        let StoredList { saved } = serde_json::from_str(text).map_err(|_| Unreadable::Corrupt)?;
        // This page never stores more.
        if saved.len() > MAX {
            return Err(Unreadable::Corrupt);
        }
        let mut list = Self::default();
        for scenario in saved {
            list.insert(list.0.len(), scenario);
        }
        Ok(list)
    }

    pub fn serialize(&self) -> String {
        // Text and numbers cannot fail.
        serde_json::to_string(&Stored { version: VERSION, saved: &self.0 }).unwrap_or_default()
    }

    /// Oldest first.
    pub fn all(&self) -> &[SavedScenario] {
        &self.0
    }

    /// Adds a link at the end and returns the name it got. `None` where there is no room.
    pub fn save(&mut self, name: &str, link: &str, date: Option<Date>) -> Option<String> {
        self.insert(self.0.len(), SavedScenario { name: name.to_owned(), link: link.to_owned(), date })
    }

    /// As [`Self::save`], at an index: puts a removed scenario back.
    pub fn insert(&mut self, index: usize, saved: SavedScenario) -> Option<String> {
        if self.0.len() >= MAX {
            return None;
        }
        let name = self.unique_name(&saved.name);
        self.0.insert(index.min(self.0.len()), SavedScenario { name: name.clone(), ..saved });
        Some(name)
    }

    /// Returns the name it got. An empty new name keeps the old one. `None` where no scenario has the old name.
    pub fn rename(&mut self, from: &str, to: &str) -> Option<String> {
        let index = self.position(from)?;
        let saved = self.0.remove(index);
        let name = if to.trim().is_empty() { saved.name } else { to.to_owned() };
        self.insert(index, SavedScenario { name, ..saved })
    }

    /// Returns it with its index.
    pub fn remove(&mut self, name: &str) -> Option<(usize, SavedScenario)> {
        let index = self.position(name)?;
        Some((index, self.0.remove(index)))
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|saved| saved.name == name)
    }

    /// The name, with a number after it where it is taken.
    fn unique_name(&self, wanted: &str) -> String {
        let wanted: String = wanted.trim().chars().take(MAX_NAME_CHARACTERS).collect();
        let wanted = if wanted.is_empty() { "Scenario".to_owned() } else { wanted };
        let numbered = (2..).map(|number| format!("{wanted} ({number})"));
        std::iter::once(wanted.clone()).chain(numbered).find(|name| self.position(name).is_none()).unwrap_or(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(saved: &SavedScenarios) -> Vec<&str> {
        saved.all().iter().map(|saved| saved.name.as_str()).collect()
    }

    fn saved(names: &[&str]) -> SavedScenarios {
        let mut saved = SavedScenarios::default();
        for name in names {
            saved.save(name, "v=1&rates=2026-06-05", None);
        }
        saved
    }

    #[test]
    fn what_is_serialized_parses_as_the_same_list() {
        let saved = saved(&["Spring \"catalogue\" </script>", "語 🙂", " "]);
        assert_eq!(SavedScenarios::parse(&saved.serialize()), Ok(saved));
        assert_eq!(SavedScenarios::parse(""), Ok(SavedScenarios::default()));
    }

    #[test]
    fn the_day_is_kept_and_lists_from_before_it_was_recorded_stay_readable() {
        let before = r#"{"gpt-image-cost":1,"saved":[{"name":"A","link":"v=1&rates=2026-06-05"}]}"#;
        let mut list = SavedScenarios::parse(before).unwrap_or_default();
        assert_eq!(list.all().first().map(|saved| saved.date), Some(None));
        assert_eq!(list.serialize(), before);
        list.save("B", "v=1", Some(Date::literal(2026, 11, 18)));
        list.rename("B", "C");
        assert!(list.serialize().contains(r#"{"name":"C","link":"v=1","date":"2026-11-18"}"#), "{}", list.serialize());
        assert_eq!(SavedScenarios::parse(&list.serialize()), Ok(list));
    }

    #[test]
    fn names_are_unique_and_nothing_is_overwritten() {
        let mut saved = saved(&["A", "A", "A"]);
        assert_eq!(names(&saved), ["A", "A (2)", "A (3)"]);
        assert_eq!(saved.rename("A (2)", "A").as_deref(), Some("A (2)"));
        assert_eq!(saved.rename("A (2)", "B").as_deref(), Some("B"));
        assert_eq!(saved.rename("B", "  ").as_deref(), Some("B"));
        assert_eq!(saved.rename("gone", "C"), None);
        assert_eq!(names(&saved), ["A", "B", "A (3)"]);
    }

    #[test]
    fn a_removed_scenario_can_be_put_back_where_it_was() {
        let mut saved = saved(&["A", "B", "C"]);
        let before = saved.clone();
        let removed = saved.remove("B");
        assert_eq!(names(&saved), ["A", "C"]);
        let Some((index, removed)) = removed else { panic!("B was there") };
        saved.insert(index, removed);
        assert_eq!(saved, before);
        assert_eq!(saved.remove("D"), None);
    }

    #[test]
    fn texts_of_other_origins_are_told_apart() {
        assert_eq!(SavedScenarios::parse("{\"gpt-image-cost\":0,\"saved\":[]}"), Err(Unreadable::Corrupt));
        assert_eq!(SavedScenarios::parse("{\"gpt-image-cost\":2,\"saved\":[]}"), Err(Unreadable::Newer));
        assert_eq!(SavedScenarios::parse("{\"gpt-image-cost\":2,\"folders\":{}}"), Err(Unreadable::Newer));
        let too_many =
            format!(r#"{{"gpt-image-cost":1,"saved":[{}]}}"#, vec![r#"{"name":"A","link":"v=1"}"#; MAX + 1].join(","));
        for text in [
            too_many.as_str(),
            "nonsense",
            "null",
            "[]",
            "{\"saved\":[]}",
            "{\"gpt-image-cost\":1}",
            "{\"gpt-image-cost\":\"1\",\"saved\":[]}",
            "{\"gpt-image-cost\":1,\"saved\":[{\"name\":1}]}",
        ] {
            assert_eq!(SavedScenarios::parse(text), Err(Unreadable::Corrupt), "{text}");
        }
    }

    #[test]
    fn names_that_this_page_would_not_have_given_are_made_such() {
        let entry = |name: &str| SavedScenario { name: name.to_owned(), link: "v=1".to_owned(), date: None };
        let stored = SavedScenarios(vec![entry("A"), entry("A"), entry(" "), entry(&"x".repeat(1_000))]);
        let parsed = SavedScenarios::parse(&stored.serialize());
        let parsed = parsed.unwrap_or_else(|unreadable| panic!("{unreadable:?}"));
        assert_eq!(names(&parsed), ["A", "A (2)", "Scenario", &"x".repeat(MAX_NAME_CHARACTERS)]);
    }

    #[test]
    fn at_most_200_are_saved() {
        let saved = saved(&["A"; MAX + 5]);
        assert_eq!(saved.all().len(), MAX);
        assert_eq!(SavedScenarios::parse(&saved.serialize()), Ok(saved));
    }
}
