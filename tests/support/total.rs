//! What holds for any text whatever that is read as a link. The fuzz target checks the same.

use gpt_image_cost::domain::bill::Bill;
use gpt_image_cost::domain::budget::affordable;
use gpt_image_cost::domain::field::FieldSet;
use gpt_image_cost::domain::link::{self, Comparison, Note, Opened};
use gpt_image_cost::domain::rates::History;

/// The most characters of a sentence about a link: it quotes at most 40 of a key and 40 of a value.
const LONGEST_SENTENCE: usize = 500;

/// Reads a text and checks that nothing about it can surprise: scenarios with bills, notes with sentences, one spelling.
#[track_caller]
pub fn check(text: &str, history: &History) -> Opened {
    let opened = link::read(text, history);
    let scenarios = opened.comparison.scenarios();
    assert!((1..=Comparison::MOST).contains(&scenarios.len()));
    for scenario in scenarios {
        let state = history.in_force(scenario.rates).expect("a scenario's day has rates");
        let bill = Bill::of(scenario, FieldSet::NONE, &state.rates);
        assert!(bill.one.is_some() && bill.month.is_some() && bill.year.is_some(), "{text:?}");
        let _ = (bill.kept_image(), affordable(scenario, FieldSet::NONE, &state.rates));
    }
    for note in &opened.notes {
        assert!((1..LONGEST_SENTENCE).contains(&note.to_string().chars().count()), "{note}");
    }
    spelled_once(&opened, history);
    opened
}

/// A note in short: its kind and the key it speaks of.
pub fn kind(note: &Note) -> String {
    match note {
        Note::Value { key, .. } => format!("value:{key}"),
        Note::Unknown(key) => format!("unknown:{key}"),
        Note::Again(key) => format!("again:{key}"),
        Note::Version(text) => format!("version:{text}"),
        Note::BatchDoesNotStream => "batch-does-not-stream".to_owned(),
        Note::TooLong => "too-long".to_owned(),
        Note::More(more) => format!("more:{more}"),
    }
}

/// What was read has a spelling that reads as the same, says nothing new and is spelled the same again.
#[track_caller]
fn spelled_once(opened: &Opened, history: &History) {
    let spelling = opened.comparison.spell();
    let in_alphabet = |c: char| c.is_ascii_alphanumeric() || "&=%._~*-".contains(c);
    assert!(spelling.chars().all(in_alphabet), "{spelling}");
    let again = link::read(&spelling, history);
    assert_eq!(again.comparison, opened.comparison, "{spelling}");
    assert!(again.notes.iter().all(|note| *note == Note::BatchDoesNotStream), "{spelling}: {:?}", again.notes);
    assert_eq!(again.comparison.spell(), spelling);
}
