//! What holds for any bytes at all that are read as a log. The fuzz target checks the same.

use gpt_image_cost_usage::{Observer, Options, Position, PricedRecord, Reader, Rejection, Summary, Unpriced};

/// A sentence quotes at most a few names of a header.
const MAX_SENTENCE: usize = 800;

#[derive(Default)]
struct Counter {
    priced: u64,
    unpriced: u64,
    rejected: u64,
}

impl Observer for Counter {
    fn priced(&mut self, record: &PricedRecord<'_>) {
        assert!(record.cost().low <= record.cost().high);
        self.priced += 1;
    }

    fn unpriced(&mut self, _: Position<'_>, reason: Unpriced) {
        assert!(!reason.sentence().is_empty());
        self.unpriced += 1;
    }

    fn rejected(&mut self, rejection: &Rejection) {
        assert!((1..MAX_SENTENCE).contains(&rejection.reason.chars().count()), "{rejection:?}");
        self.rejected += 1;
    }
}

/// Reads bytes in pieces of some sizes and checks that everything adds up.
#[track_caller]
pub fn check(bytes: &[u8], pieces: &[usize]) -> Summary {
    let mut counter = Counter::default();
    let mut reader = Reader::new("log", &Options::default());
    let mut rest = bytes;
    for size in pieces.iter().cycle().take(if pieces.is_empty() { 0 } else { bytes.len() }) {
        let (piece, others) = rest.split_at((*size).clamp(1, rest.len().max(1)).min(rest.len()));
        reader.push(piece, &mut counter);
        rest = others;
    }
    reader.push(rest, &mut counter);
    let summary = reader.finish(&mut counter);
    let counts = summary.records;
    assert_eq!(counts.priced + counts.unpriced + counts.rejected, counts.seen);
    assert_eq!([counter.priced, counter.unpriced, counter.rejected], [counts.priced, counts.unpriced, counts.rejected]);
    let by_day: u64 = summary.by_day.rows.values().map(|day| day.row.records).sum();
    assert_eq!(by_day, counts.priced);
    assert_eq!(Summary::from_json(&summary.to_json()).as_ref(), Ok(&summary));
    summary
}
