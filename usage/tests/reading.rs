//! What a reader says while it reads, and when it is stopped.

use std::io::{self, Read};

use gpt_image_cost_usage::{Progress, Reader};

use crate::support::{cost, options, problems, record};

#[test]
fn progress_counts_bytes_and_records() {
    let line = format!("{}\n", record(15, 0, 82));
    let mut reader = Reader::new("log", &options());
    for count in 1..=3 {
        reader.push(line.as_bytes(), &mut ());
        let Progress { bytes, records } = reader.progress();
        assert_eq!((bytes, records), (count * line.len() as u64, count));
    }
}

#[test]
fn what_was_read_before_it_was_stopped_counts_and_the_bill_says_so() {
    let mut reader = Reader::new("log", &options());
    reader.push(format!("{}\n{{\"usage\":", record(15, 0, 82)).as_bytes(), &mut ());
    let summary = reader.cancel();
    assert_eq!(cost(&summary), "0.002535");
    assert_eq!(problems(&summary), ["0 : Reading was stopped before the end of the file."]);
}

#[test]
fn a_read_that_was_interrupted_is_tried_again() {
    struct Interrupted<R>(R, bool);
    impl<R: Read> Read for Interrupted<R> {
        fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 { Err(io::ErrorKind::Interrupted.into()) } else { self.0.read(piece) }
        }
    }
    let text = record(15, 0, 82);
    let source = Interrupted(text.as_bytes(), false);
    let (summary, end) = gpt_image_cost_usage::read("log", source, &options(), &mut (), |_| {});
    assert!(end.is_ok());
    assert_eq!(cost(&summary), "0.002535");
}
