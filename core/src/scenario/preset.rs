//! Scenarios to start from. Each is the keys of a link, so that a new one is a row of data.

use super::field::Field;
use super::permalink;
use super::scenario::Scenario;
use crate::rates::history::RateHistory;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    pub name: &'static str,
    /// What is generated, in a few words.
    pub about: &'static str,
    /// As links write them, in their order, without `v` and `rates`.
    pub keys: &'static str,
}

pub const PRESETS: [Preset; 5] = [
    Preset { name: "Social posts", about: "120 images a month, two attempts each", keys: "images=120&attempts=2" },
    Preset {
        name: "Product photos",
        about: "1,000 images, each from two reference images",
        keys: "size=1536x1024&q=high&prompt=250&refs=2*1024x1024&attempts=1.5",
    },
    Preset {
        name: "Bulk thumbnails",
        about: "50,000 low-quality images, through the Batch API",
        keys: "images=50000&q=low&prompt=60&batch=1",
    },
    Preset {
        name: "4K posters",
        about: "40 images at 2160×3840, three attempts each",
        keys: "images=40&size=2160x3840&q=high&attempts=3",
    },
    Preset {
        name: "Chat app",
        about: "20,000 edits of a cached reference image, streamed",
        keys: "images=20000&prompt=400&refs=1024x1024&partial=2&cached=80",
    },
];

impl Preset {
    /// At the latest recorded rates.
    pub fn scenario(&self, history: &RateHistory) -> Scenario {
        permalink::parse(self.keys, history).first().clone()
    }

    /// Whether a scenario has the same inputs, whatever its name and rates.
    pub fn matches(&self, scenario: &Scenario) -> bool {
        let is_input = |field: &Field| !matches!(field, Field::Rates | Field::Name);
        let mut keys = self.keys.split('&');
        Field::ALL.into_iter().filter(is_input).all(|field| match scenario.serialize_field(field) {
            Some(value) => keys.next().is_some_and(|pair| pair.split_once('=') == Some((field.key(), &value))),
            None => true,
        }) && keys.next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RATE_HISTORY;

    #[test]
    fn a_preset_matches_its_own_inputs_alone() {
        for preset in &PRESETS {
            let own = preset.scenario(&RATE_HISTORY);
            assert!(preset.matches(&own), "{}", preset.name);
            let matching = PRESETS.iter().filter(|other| other.matches(&own)).count();
            assert_eq!(matching, 1, "{}", preset.name);
            for (keys, still) in
                [("name=Mine", true), ("rates=2026-04-22", true), ("prompt=251", false), ("uplift=1", false)]
            {
                let changed = permalink::parse(&format!("{keys}&{}", preset.keys), &RATE_HISTORY).first().clone();
                assert_eq!(preset.matches(&changed), still, "{} with {keys}", preset.name);
            }
        }
        let without_the_last_key = permalink::parse("images=120", &RATE_HISTORY).first().clone();
        assert!(!PRESETS[0].matches(&without_the_last_key));
    }
}
