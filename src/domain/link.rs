//! Links: a comparison of scenarios as the fragment of an address, and back.
//!
//! Writing gives every comparison one spelling. Reading is total: any text gives scenarios and a list of notes, and what
//! could not be read is named in them, never dropped. What a single value means is `scenario`'s and `field`'s to say.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::field::{Field, FieldSet, Problem, Trouble};
use super::rates::History;
use super::scenario::Scenario;

/// The version of the table of keys.
pub const VERSION: &str = "1";
/// The most characters of a link; above that a file serves better.
pub const LONGEST: usize = 2_000;
/// The most bytes that are read.
pub const MOST_READ: usize = 64 * 1024;
/// The prefixes of the scenarios compared with the first.
const LETTERS: [&str; 3] = ["b.", "c.", "d."];
/// Keys of the page's own and of others' links that say nothing of a scenario.
const FOREIGN: [&str; 3] = ["ref", "view", "theme"];
/// What is spelled bare in a value.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~').remove(b'*').remove(b'-');

/// One to four scenarios side by side: what a link carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison(Vec<Scenario>);

impl Comparison {
    /// The most scenarios in one link.
    pub const MOST: usize = 1 + LETTERS.len();

    /// The first scenario and those compared with it; beyond four they are left out.
    pub fn new(first: Scenario, others: impl IntoIterator<Item = Scenario>) -> Self {
        Self(std::iter::once(first).chain(others).take(Self::MOST).collect())
    }

    /// The first scenario.
    pub fn first(&self) -> &Scenario {
        &self.0[0]
    }

    /// All of them.
    pub fn scenarios(&self) -> &[Scenario] {
        &self.0
    }

    /// Their one spelling, without `#`.
    pub fn spell(&self) -> String {
        let mut link = format!("v={VERSION}");
        for (at, scenario) in self.0.iter().enumerate() {
            let prefix = at.checked_sub(1).and_then(|other| LETTERS.get(other)).unwrap_or(&"");
            for field in Field::ALL {
                if let Some(value) = scenario.spelling(field) {
                    link.push('&');
                    link.push_str(prefix);
                    link.push_str(field.key());
                    link.push('=');
                    link.extend(utf8_percent_encode(&value, ENCODED));
                }
            }
        }
        link
    }
}

/// The link of one scenario, without `#`.
pub fn spell(scenario: &Scenario) -> String {
    Comparison::new(scenario.clone(), []).spell()
}

/// What a link said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The scenarios, with the default wherever a value could not be read.
    pub comparison: Comparison,
    /// What was not as it should be.
    pub notes: Vec<Note>,
}

impl Opened {
    /// The first scenario.
    pub fn first(&self) -> &Scenario {
        self.comparison.first()
    }
}

/// Something a link said that was not taken as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A value that is none of its field; the default is used.
    Value {
        /// The key as it stood, with its letter.
        key: String,
        /// The value as it stood.
        text: String,
        /// What the field takes.
        problem: Problem,
    },
    /// A key outside the table.
    Unknown(String),
    /// A key given again; the first one counts.
    Again(String),
    /// A version this page does not know.
    Version(String),
    /// Batch and partial images together.
    BatchDoesNotStream,
    /// Too long to be read at all.
    TooLong,
    /// So many further notes.
    More(usize),
}

/// The most characters of foreign text that a sentence repeats.
const QUOTED: usize = 40;

fn quoted(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { key, text, problem } => {
                let (key, text) = (quoted(key), quoted(text));
                match problem.trouble {
                    Trouble::BeforeFirst => {
                        write!(
                            f,
                            "{key}={text}: no rates are recorded for that day; the latest recorded rates are used."
                        )
                    }
                    Trouble::AfterLastCheck => write!(
                        f,
                        "{key}={text}: no rates were checked on that day; the latest recorded rates are used, unconfirmed."
                    ),
                    _ => write!(f, "{key}={text} could not be read, so its default is used. {problem}"),
                }
            }
            Self::Unknown(key) => write!(f, "{} is no key of this page and was left out.", quoted(key)),
            Self::Again(key) => write!(f, "{} is given more than once; the first one counts.", quoted(key)),
            Self::Version(text) => {
                write!(f, "v={} is no version this page knows; the link was read as version {VERSION}.", quoted(text))
            }
            Self::BatchDoesNotStream => write!(f, "Batch does not stream, so partial images count as 0."),
            Self::More(more) => write!(f, "And {more} more of the kind."),
            Self::TooLong => write!(f, "The link is longer than 64 KiB and was not read."),
        }
    }
}

/// Whether a fragment names a part of the page rather than a scenario.
pub fn is_anchor(fragment: &str) -> bool {
    !fragment.contains('=') && !fragment.contains("%3D") && !fragment.contains("%3d")
}

/// Reads an address: its fragment, or its query where the fragment holds no key of the table.
pub fn read_address(fragment: &str, query: &str, history: &History) -> Opened {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let query = query.strip_prefix('?').unwrap_or(query);
    let has_keys = |text: &str| {
        text.len() > MOST_READ || (!is_anchor(text) && pairs(&repaired(text)).any(|pair| pair.slot().is_some()))
    };
    if !has_keys(fragment) && has_keys(query) { read(query, history) } else { read(fragment, history) }
}

/// Reads a link's keys, without `#`. Any text gives at least one scenario.
pub fn read(text: &str, history: &History) -> Opened {
    let mut reader = Reader { history, slots: Default::default(), has_version: false, notes: Vec::new() };
    if text.len() > MOST_READ {
        reader.notes.push(Note::TooLong);
    } else if !is_anchor(text) {
        for pair in pairs(&repaired(text)) {
            reader.take(pair);
        }
    }
    reader.finish()
}

/// Undoes what chat tools and mail clients do to a link.
fn repaired(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if text.contains("&amp;") {
        text = Cow::Owned(text.replace("&amp;", "&"));
    }
    if !text.contains('=')
        && let Ok(decoded) = percent_decode_str(&text).decode_utf8()
    {
        text = Cow::Owned(decoded.replace("&amp;", "&"));
    }
    // A full stop can be the end of a name.
    let in_name = pairs(&text).last().is_some_and(|pair| pair.key.ends_with("name"));
    let kept = text.trim_end_matches(|last| last == ')' || (last == '.' && !in_name)).len();
    if kept == text.len() { text } else { Cow::Owned(text[..kept].to_owned()) }
}

/// One `key=value` of a link, as it stands.
#[derive(Clone, Copy)]
struct Pair<'a> {
    key: &'a str,
    value: &'a str,
}

/// What a key of the table speaks of.
enum Slot {
    Version,
    Field { scenario: usize, field: Field },
}

impl Pair<'_> {
    fn slot(self) -> Option<Slot> {
        if self.key == "v" {
            return Some(Slot::Version);
        }
        let lettered = LETTERS.iter().zip(1..).find_map(|(letter, at)| Some((at, self.key.strip_prefix(letter)?)));
        let (scenario, key) = lettered.unwrap_or((0, self.key));
        Field::of_key(key).map(|field| Slot::Field { scenario, field })
    }

    fn is_foreign(self) -> bool {
        FOREIGN.contains(&self.key)
            || self.key.starts_with("utm_")
            || self.key.starts_with("mc_")
            || self.key.ends_with("clid")
    }
}

fn pairs(text: &str) -> impl Iterator<Item = Pair<'_>> {
    text.split('&').filter(|part| !part.is_empty()).map(|part| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        Pair { key, value }
    })
}

struct Reader<'a> {
    history: &'a History,
    /// Each scenario the link speaks of, and which of its keys were given.
    slots: [Option<(Scenario, FieldSet)>; Comparison::MOST],
    has_version: bool,
    notes: Vec<Note>,
}

impl Reader<'_> {
    fn take(&mut self, pair: Pair<'_>) {
        match pair.slot() {
            Some(Slot::Version) => self.version(pair),
            Some(Slot::Field { scenario, field }) => self.set(pair, scenario, field),
            None if pair.is_foreign() => {}
            None => self.note(Note::Unknown(pair.key.to_owned())),
        }
    }

    fn version(&mut self, pair: Pair<'_>) {
        if std::mem::replace(&mut self.has_version, true) {
            self.note(Note::Again(pair.key.to_owned()));
        } else if pair.value != VERSION {
            self.note(Note::Version(pair.value.to_owned()));
        }
    }

    fn set(&mut self, pair: Pair<'_>, scenario: usize, field: Field) {
        let (scenario, given) =
            self.slots[scenario].get_or_insert_with(|| (Scenario::latest(self.history), FieldSet::NONE));
        if given.contains(field) {
            self.note(Note::Again(pair.key.to_owned()));
            return;
        }
        given.insert(field);
        let bytes = percent_decode_str(pair.value);
        let read = match bytes.clone().decode_utf8() {
            Ok(value) => scenario.set(field, &value, self.history),
            // Only a name could take what is no text; every other field finds its own trouble in it.
            Err(_) if field == Field::Name => Err(Trouble::Label),
            Err(_) => scenario.set(field, pair.value, self.history),
        };
        if let Err(trouble) = read {
            let text = bytes.decode_utf8_lossy().into_owned();
            self.note(Note::Value { key: pair.key.to_owned(), text, problem: Problem { field, trouble } });
        }
    }

    /// Says a thing once, and after fifty only how many more there are: a link can hold thousands.
    fn note(&mut self, note: Note) {
        const MOST_NOTES: usize = 50;
        if self.notes.contains(&note) {
            return;
        }
        if let Some(Note::More(more)) = self.notes.last_mut() {
            *more += 1;
        } else {
            self.notes.push(if self.notes.len() < MOST_NOTES { note } else { Note::More(1) });
        }
    }

    fn finish(mut self) -> Opened {
        let slots = std::mem::take(&mut self.slots);
        let mut scenarios = slots.into_iter().map(|slot| slot.map(|(scenario, _)| scenario));
        let first = scenarios.next().flatten().unwrap_or_else(|| Scenario::latest(self.history));
        let comparison = Comparison::new(first, scenarios.flatten());
        if comparison.scenarios().iter().any(Scenario::asks_batch_to_stream) {
            self.note(Note::BatchDoesNotStream);
        }
        Opened { comparison, notes: self.notes }
    }
}
