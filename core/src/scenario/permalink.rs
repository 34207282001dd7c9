//! Links: a comparison of scenarios as the fragment of an address, and back.
//!
//! Every comparison has exactly one link. Any text parses: it gives scenarios and a list of issues, and whatever was not
//! used is named there. What a single value means is decided in `scenario` and `field`.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::comparison::Comparison;
use super::field::{Field, FieldKind};
use super::field_issue::{FieldError, FieldIssue};
use super::field_set::FieldSet;
use super::number_rule::NumberRule;
use super::scenario::Scenario;
use crate::money::format::grouped;
use crate::rates::history::RateHistory;
use crate::tokens::output::Quality;
use crate::tokens::size::Size;

/// The version of the table of keys.
pub const VERSION: &str = "1";
/// The most characters of a link; above that a file serves better.
pub const MAX_LENGTH: usize = 2_000;
/// The most bytes that are parsed.
pub const MAX_PARSED: usize = 64 * 1024;
/// Prefixes of the keys of the second, third and fourth scenario.
const PREFIXES: [&str; Comparison::MAX - 1] = ["b.", "c.", "d."];
/// Keys in addresses that belong to the embed or to others.
const UNRELATED: [&str; 3] = ["ref", "view", "theme"];
/// Everything else in a value is percent-encoded.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~').remove(b'*').remove(b'-');

/// The link of a comparison, without `#`.
pub fn serialize(comparison: &Comparison) -> String {
    let mut link = format!("v={VERSION}");
    for (index, scenario) in comparison.scenarios().iter().enumerate() {
        let prefix = index.checked_sub(1).and_then(|other| PREFIXES.get(other)).unwrap_or(&"");
        push_scenario(&mut link, prefix, scenario);
    }
    link
}

/// The link of one scenario, without `#`.
pub fn serialize_one(scenario: &Scenario) -> String {
    let mut link = format!("v={VERSION}");
    push_scenario(&mut link, "", scenario);
    link
}

fn push_scenario(link: &mut String, prefix: &str, scenario: &Scenario) {
    for field in Field::ALL {
        if let Some(value) = scenario.serialize_field(field) {
            link.extend(["&", prefix, field.key(), "="]);
            link.extend(utf8_percent_encode(&value, ENCODED));
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedLink {
    /// With the default wherever a value was not accepted.
    pub comparison: Comparison,
    pub issues: Vec<LinkIssue>,
}

impl ParsedLink {
    pub fn first(&self) -> &Scenario {
        self.comparison.first()
    }
}

/// Something in a link that was not used as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkIssue {
    /// A value that its field does not accept; the default is used.
    Value {
        /// As written, with its prefix.
        key: String,
        /// As written, decoded.
        text: String,
        issue: FieldIssue,
    },
    UnknownKey(String),
    /// The first of several values is used.
    DuplicateKey(String),
    UnknownVersion(String),
    /// Partial images are counted as 0.
    BatchDoesNotStream,
    TooLong,
    /// The number of further issues.
    More(usize),
}

/// The most characters of a link's own text that a sentence repeats.
const MAX_QUOTED: usize = 40;

fn quoted(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MAX_QUOTED) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

impl fmt::Display for LinkIssue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { key, text, issue } => {
                write!(f, "{}={} ", quoted(key), quoted(text))?;
                write_value_issue(f, *issue)
            }
            Self::UnknownKey(key) => write!(f, "Unknown key \"{}\" was ignored.", quoted(key)),
            Self::DuplicateKey(key) => {
                write!(f, "Key \"{}\" appears more than once; its first value is used.", quoted(key))
            }
            Self::UnknownVersion(text) => {
                write!(f, "Unknown version \"{}\": the link was read as version {VERSION}.", quoted(text))
            }
            Self::BatchDoesNotStream => {
                f.write_str("The Batch API does not stream, so partial images are counted as 0.")
            }
            Self::TooLong => f.write_str("The link is longer than 64 KiB and was not read."),
            Self::More(1) => f.write_str("1 further issue is not listed."),
            Self::More(more) => write!(f, "{more} further issues are not listed."),
        }
    }
}

/// Why a value is not used, and what is used instead: the rest of a sentence that begins with the value.
fn write_value_issue(f: &mut fmt::Formatter<'_>, issue: FieldIssue) -> fmt::Result {
    match issue.error {
        FieldError::BeforeFirstRecord { first } => {
            return write!(f, "is before the first recorded rates ({first}), so the latest recorded rates are used.");
        }
        FieldError::AfterLastCheck { checked } => {
            return write!(
                f,
                "is after the last check of the rates ({checked}), so the latest recorded rates are used, unconfirmed \
                 for that date."
            );
        }
        _ => f.write_str("was not accepted, so ")?,
    }
    match issue.field.spec().kind {
        FieldKind::Date => f.write_str("the latest recorded rates are used.")?,
        FieldKind::Number(NumberRule { default: Some(default), .. }) => {
            write!(f, "the default ({}) is used.", grouped(default.into()))?;
        }
        FieldKind::Choice([first, ..]) if issue.field == Field::Mode => write!(f, "the default ({first}) is used.")?,
        FieldKind::Choice(_) => write!(f, "the default ({}) is used.", Quality::Medium.as_str())?,
        FieldKind::Size => write!(f, "the default ({}) is used.", Size::DEFAULT)?,
        FieldKind::Number(_) | FieldKind::Text | FieldKind::ReferenceImages | FieldKind::Flag => {
            f.write_str("it is left out.")?;
        }
    }
    write!(f, " {issue}")
}

/// Whether a fragment names a section of the page rather than a scenario.
pub fn is_anchor(fragment: &str) -> bool {
    !fragment.contains('=') && !fragment.contains("%3D") && !fragment.contains("%3d")
}

/// Whether an address names a scenario at all, in its fragment or in its query.
pub fn has_scenario(fragment: &str, query: &str) -> bool {
    has_keys(without_sign(fragment, '#')) || has_keys(without_sign(query, '?'))
}

/// Parses the fragment of an address, or its query where the fragment has no key of the table.
pub fn parse_address(fragment: &str, query: &str, history: &RateHistory) -> ParsedLink {
    let (fragment, query) = (without_sign(fragment, '#'), without_sign(query, '?'));
    parse(if !has_keys(fragment) && has_keys(query) { query } else { fragment }, history)
}

fn without_sign(text: &str, sign: char) -> &str {
    text.strip_prefix(sign).unwrap_or(text)
}

/// Whether a text has a key of the table, or is too long to look.
fn has_keys(text: &str) -> bool {
    text.len() > MAX_PARSED || (!is_anchor(text) && pairs(&repaired(text)).any(|pair| pair.target().is_some()))
}

/// Parses a link without `#`. Any text gives at least one scenario.
pub fn parse(text: &str, history: &RateHistory) -> ParsedLink {
    let mut parser = LinkParser { history, scenarios: Default::default(), has_version: false, issues: Vec::new() };
    if text.len() > MAX_PARSED {
        parser.issues.push(LinkIssue::TooLong);
    } else if !is_anchor(text) {
        for pair in pairs(&repaired(text)) {
            parser.take(pair);
        }
    }
    parser.finish()
}

/// Undoes what chat tools and mail clients do to links.
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
    let end = match pairs(&text).last().filter(|pair| pair.key.ends_with("name")) {
        None => text.trim_end_matches([')', '.']),
        // A name may end with a full stop, and with a bracket that it opens. The page's own links encode brackets.
        Some(Pair { value, .. }) => {
            let mut unopened = value.matches(')').count().saturating_sub(value.matches('(').count());
            text.trim_end_matches(|last| {
                let is_unopened = last == ')' && unopened > 0;
                unopened -= usize::from(is_unopened);
                is_unopened
            })
        }
    }
    .len();
    if end == text.len() { text } else { Cow::Owned(text[..end].to_owned()) }
}

/// One `key=value` of a link, as written.
#[derive(Clone, Copy)]
struct Pair<'a> {
    key: &'a str,
    value: &'a str,
}

/// What a key of the table sets.
enum Target {
    Version,
    Field { scenario: usize, field: Field },
}

impl Pair<'_> {
    fn target(self) -> Option<Target> {
        if self.key == "v" {
            return Some(Target::Version);
        }
        let prefixed =
            PREFIXES.iter().zip(1..).find_map(|(prefix, index)| Some((index, self.key.strip_prefix(prefix)?)));
        let (scenario, key) = prefixed.unwrap_or((0, self.key));
        Field::from_key(key).map(|field| Target::Field { scenario, field })
    }

    fn is_unrelated(self) -> bool {
        UNRELATED.contains(&self.key)
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

struct LinkParser<'a> {
    history: &'a RateHistory,
    /// Each scenario that the link mentions, with the fields it sets.
    scenarios: [Option<(Scenario, FieldSet)>; Comparison::MAX],
    has_version: bool,
    issues: Vec<LinkIssue>,
}

impl LinkParser<'_> {
    fn take(&mut self, pair: Pair<'_>) {
        match pair.target() {
            Some(Target::Version) => self.version(pair),
            Some(Target::Field { scenario, field }) => self.set(pair, scenario, field),
            None if pair.is_unrelated() => {}
            None => self.report(LinkIssue::UnknownKey(pair.key.to_owned())),
        }
    }

    fn version(&mut self, pair: Pair<'_>) {
        if std::mem::replace(&mut self.has_version, true) {
            self.report(LinkIssue::DuplicateKey(pair.key.to_owned()));
        } else if pair.value != VERSION {
            self.report(LinkIssue::UnknownVersion(pair.value.to_owned()));
        }
    }

    fn set(&mut self, pair: Pair<'_>, index: usize, field: Field) {
        let latest = || (Scenario::latest(self.history), FieldSet::EMPTY);
        let (scenario, seen) = self.scenarios[index].get_or_insert_with(latest);
        if seen.contains(field) {
            self.report(LinkIssue::DuplicateKey(pair.key.to_owned()));
            return;
        }
        seen.insert(field);
        let bytes = percent_decode_str(pair.value);
        let result = match bytes.clone().decode_utf8() {
            Ok(value) => scenario.set(field, &value, self.history),
            // A name could hold the undecoded text; every other field has an error of its own for it.
            Err(_) if field == Field::Name => Err(FieldError::NameFormat),
            Err(_) => scenario.set(field, pair.value, self.history),
        };
        if let Err(error) = result {
            let text = bytes.decode_utf8_lossy().into_owned();
            self.report(LinkIssue::Value { key: pair.key.to_owned(), text, issue: FieldIssue { field, error } });
        }
    }

    /// Each issue once, and after fifty only their number: a link can have thousands.
    fn report(&mut self, issue: LinkIssue) {
        const MAX_ISSUES: usize = 50;
        if self.issues.contains(&issue) {
            return;
        }
        if let Some(LinkIssue::More(more)) = self.issues.last_mut() {
            *more += 1;
        } else {
            self.issues.push(if self.issues.len() < MAX_ISSUES { issue } else { LinkIssue::More(1) });
        }
    }

    fn finish(mut self) -> ParsedLink {
        let scenarios = std::mem::take(&mut self.scenarios);
        let mut scenarios = scenarios.into_iter().map(|entry| entry.map(|(scenario, _)| scenario));
        let first = scenarios.next().flatten().unwrap_or_else(|| Scenario::latest(self.history));
        let comparison = Comparison::new(first, scenarios.flatten());
        if comparison.scenarios().iter().any(Scenario::streams_with_batch) {
            self.report(LinkIssue::BatchDoesNotStream);
        }
        ParsedLink { comparison, issues: self.issues }
    }
}
