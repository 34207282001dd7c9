//! The guide's words as data: sections made of a few kinds of block.
//!
//! One renderer draws them (`ui::guide`), [`llms`] writes them as plain Markdown, and [`meta`] takes titles and questions
//! from them. What can change with the rates is never typed here: a text names a [`fact`], and the record fills it in.

pub mod access;
pub mod archive;
pub mod fact;
pub mod faq;
pub mod finder;
pub mod glossary;
pub mod link;
pub mod llms;
pub mod markup;
pub mod meta;
pub mod next;
pub mod notes;
pub mod pricing;
pub mod profile;
pub mod routes;
pub mod siblings;
pub mod staleness;
pub mod summary;

use crate::domain::rates::History;

/// A part of the page.
#[derive(Debug)]
pub struct Section {
    /// Its anchor, as in `#faq`.
    pub anchor: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// What it says, from top to bottom.
    pub blocks: &'static [Block],
    /// The part a reader can use, where it has one.
    pub part: Option<Part>,
    /// What it says after that part.
    pub rest: &'static [Block],
}

/// A piece of a section. Every text is [`markup`].
#[derive(Clone, Copy, Debug)]
pub enum Block {
    /// A heading inside the section.
    Heading(&'static str),
    /// A paragraph.
    Text(&'static str),
    /// Points, in no order that matters.
    List(&'static [&'static str]),
    /// Things side by side.
    Cards(&'static [Card]),
    /// Names and what they mean.
    Terms(&'static [Term]),
    /// Questions, each with an answer that opens.
    Questions(&'static [Question]),
    /// Points made from the record.
    Record(fn(&'static History) -> Vec<String>),
    /// A table, some of it from the record.
    Table(fn(&'static History) -> Table),
}

/// One of several things side by side.
#[derive(Debug)]
pub struct Card {
    /// What it is.
    pub title: &'static str,
    /// What there is to say about it.
    pub terms: &'static [Term],
}

/// A name and what it means.
#[derive(Debug)]
pub struct Term {
    /// The name; plain text.
    pub name: &'static str,
    /// What it means.
    pub text: &'static str,
}

/// A question a buyer asks.
#[derive(Debug)]
pub struct Question {
    /// The question; plain text.
    pub question: &'static str,
    /// Its answer.
    pub answer: &'static str,
}

/// A table: the first cell of a row names the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows; plain text.
    pub caption: &'static str,
    /// What its columns are called; plain text.
    pub head: &'static [&'static str],
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// A part the reader can use. What it says without being used is in the module named after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// How old the rates are by the reader's clock.
    Staleness,
    /// The route finder.
    Finder,
    /// Seats beside the metered API.
    TwoBudgets,
    /// The record on a day the reader asks for.
    AskedDay,
}

const fn term(name: &'static str, text: &'static str) -> Term {
    Term { name, text }
}

impl Section {
    /// A section that is only read.
    const fn read(anchor: &'static str, heading: &'static str, blocks: &'static [Block]) -> Self {
        Self { anchor, heading, blocks, part: None, rest: &[] }
    }
}

/// What comes before the calculator: the buyer's questions, then the rates.
pub const BEFORE: [&Section; 5] =
    [&summary::SUMMARY, &routes::ROUTES, &routes::BOUNDARY, &access::ACCESS, &pricing::PRICING];

/// What comes after the calculator.
pub const AFTER: [&Section; 8] = [
    &notes::WATCHOUTS,
    &notes::NOTES,
    &archive::ARCHIVE,
    &faq::FAQ,
    &profile::PROFILE,
    &siblings::SIBLINGS,
    &next::NEXT,
    &glossary::GLOSSARY,
];

/// The parts of a list of sections, each at its section's place. Worked out while building: who needs only the parts
/// does not carry the words.
pub const fn parts<const N: usize>(sections: [&Section; N]) -> [Option<Part>; N] {
    let mut parts = [None; N];
    let mut at = 0;
    while at < N {
        parts[at] = sections[at].part;
        at += 1;
    }
    parts
}

/// Every section, from top to bottom; the calculator lies between [`BEFORE`] and [`AFTER`].
pub fn sections() -> impl Iterator<Item = &'static Section> {
    BEFORE.into_iter().chain(AFTER)
}
