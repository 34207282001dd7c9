//! Scenarios to start from. Each is a link's keys, so that a new one is a line of data.

use super::date::Date;
use super::link;
use super::rates::History;
use super::scenario::Scenario;

/// A scenario to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// What it is called.
    pub name: &'static str,
    /// Whom it is for, in a few words.
    pub about: &'static str,
    /// Its keys, spelled as in a link; rates are always the latest.
    pub keys: &'static str,
}

/// The presets the page offers.
pub const PRESETS: [Preset; 5] = [
    Preset { name: "Social posts", about: "120 squares a month, two tries each", keys: "images=120&attempts=2" },
    Preset {
        name: "Product photos",
        about: "1,000 pictures from two reference photos each",
        keys: "size=1536x1024&q=high&prompt=250&refs=2*1024x1024&attempts=1.5",
    },
    Preset {
        name: "Bulk thumbnails",
        about: "50,000 small pictures overnight through Batch",
        keys: "images=50000&q=low&prompt=60&batch=1",
    },
    Preset {
        name: "4K posters",
        about: "40 large pictures, three tries each",
        keys: "images=40&size=2160x3840&q=high&attempts=3",
    },
    Preset {
        name: "Chat app",
        about: "20,000 edits of a cached reference, streamed",
        keys: "images=20000&prompt=400&refs=1024x1024&partial=2&cached=80",
    },
];

impl Preset {
    /// Its scenario at the rates of a day.
    pub fn scenario(&self, rates: Date, history: &History) -> Scenario {
        link::read(&format!("rates={rates}&{}", self.keys), history).first().clone()
    }
}
