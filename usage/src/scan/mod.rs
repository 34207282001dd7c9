//! Finds the JSON values of a stream in constant memory: one after another, one a line, in an array, or in the `data:` lines
//! of server-sent events.
//!
//! It follows quotes and brackets alone. Of each value it keeps a copy without the long texts, which are skipped where
//! they stand; what is kept is parsed by `serde_json`. A value that is broken ends where its line does or where the next
//! one begins, so that the rest of the file is read. It does not know what a usage record is.

mod inside;
mod open;
mod plain;

use bumpalo::Bump;
use memchr::memchr;

use crate::node::{InArena, Node, shortened};

use open::OpenValue;

/// Texts of more bytes than this are skipped. A line of fewer bytes is parsed where it stands.
const LONG_TEXT: usize = 4096;

/// What the scanner hands over.
pub(crate) enum Scanned<'n> {
    Value {
        line: u64,
        node: Node<'n>,
        part: Part,
    },
    /// One record that cannot be read.
    Broken {
        line: u64,
        part: Part,
        reason: String,
    },
}

/// How much of a value is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Whole,
    /// The next items of a long array, which is the last member of the object that is there.
    Items {
        /// No items of that array follow.
        are_last: bool,
    },
    /// What is left of a value whose long arrays were handed over; they are empty.
    Rest,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// No value is open.
    Between,
    /// The first bytes of a line that does not begin with a bracket.
    Word,
    /// The rest of the line holds no record, or was reported.
    SkipLine,
    /// After a broken value of several lines, until the next one begins.
    Recover,
    Structure,
    /// At the beginning of a line within the value of an event.
    EventLine,
    /// At the beginning of a line within a value, behind `data:` in an event.
    LineStart,
    Text,
    Escape,
}

#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
pub(crate) struct Scanner {
    state: State,
    /// The line of the next byte, from 1.
    line: u64,
    /// Bytes since the line began, as far as they are blank.
    column: usize,
    /// Whether the line has been blank so far.
    at_line_start: bool,
    in_array: bool,
    /// A whole value was found on one line: a line that opens one closes it.
    one_a_line: bool,
    /// The line is a `data:` line.
    is_event: bool,
    /// The end of the line was looked for and is far: it is not looked for again.
    is_long_line: bool,
    word: Vec<u8>,
    value: OpenValue,
    /// Holds the parts of the value at hand.
    arena: Bump,
}

impl Scanner {
    pub fn new() -> Self {
        Self {
            state: State::Between,
            line: 1,
            column: 0,
            at_line_start: true,
            in_array: false,
            one_a_line: false,
            is_event: false,
            is_long_line: false,
            word: Vec::new(),
            value: OpenValue::default(),
            arena: Bump::new(),
        }
    }

    /// Reads on. How the stream is cut into pieces makes no difference.
    pub fn push(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let used = match self.state {
                State::Between => self.between(rest, out),
                State::Word => self.word(rest, out),
                State::SkipLine => self.skip_line(rest),
                State::Recover => self.recover(rest),
                State::Structure => self.structure(rest, out),
                State::EventLine => self.event_line(rest, out),
                State::LineStart => self.line_start(rest, out),
                State::Text => self.text(rest, out),
                State::Escape => self.escape(rest, out),
            };
            rest = rest.get(used..).unwrap_or_default();
        }
    }

    /// Reports what the end of the file cuts off. Returns a note about the file.
    pub fn finish(&mut self, out: &mut impl FnMut(Scanned<'_>)) -> Option<&'static str> {
        match self.state {
            State::Word => self.end_word(out),
            State::Structure | State::EventLine | State::LineStart => {
                self.cut("The file ends inside this record.", out);
            }
            State::Text | State::Escape => self.cut("The file ends inside a text of this record.", out),
            _ => {}
        }
        self.state = State::Between;
        self.in_array.then_some("The list of records is not closed: the file may be cut off.")
    }

    fn new_line(&mut self) {
        self.line += 1;
        self.column = 0;
        self.at_line_start = true;
        self.is_event = false;
        self.is_long_line = false;
    }

    fn between(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' => self.new_line(),
                b' ' | b'\t' | b'\r' => self.column += 1,
                b',' => self.at_line_start = false,
                b'{' => {
                    let from = bytes.get(at..).unwrap_or_default();
                    if let Some(used) = self.whole_line(from, out) {
                        return at + used;
                    }
                    self.begin();
                    return at;
                }
                b'[' if self.is_event => {
                    self.state = State::Word;
                    return at;
                }
                b'[' if !self.in_array => {
                    self.in_array = true;
                    self.at_line_start = false;
                }
                b'[' => {
                    self.begin();
                    return at;
                }
                b']' if self.in_array => {
                    self.in_array = false;
                    self.at_line_start = false;
                }
                _ => {
                    self.state = State::Word;
                    return at;
                }
            }
        }
        bytes.len()
    }

    /// A short line that holds one value is parsed where it stands. Anything else takes the long way, with the same
    /// result.
    fn whole_line(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> Option<usize> {
        if self.is_long_line {
            return None;
        }
        let window = bytes.get(..LONG_TEXT.min(bytes.len()))?;
        let Some(end) = memchr(b'\n', window) else {
            self.is_long_line = true;
            return None;
        };
        let mut line = window.get(..end)?;
        while let [rest @ .., b' ' | b'\t' | b'\r' | b','] = line {
            line = rest;
        }
        // Checked as a whole: quicker than each text by itself.
        let text = std::str::from_utf8(line).ok()?;
        self.arena.reset();
        let node = InArena(&self.arena).parse(text).ok()?;
        out(Scanned::Value { line: self.line, node, part: Part::Whole });
        if self.at_line_start && !self.in_array {
            self.one_a_line = true;
        }
        self.new_line();
        Some(end + 1)
    }

    fn begin(&mut self) {
        let kept = std::mem::take(&mut self.value.kept);
        let indent = self.at_line_start.then_some(self.column);
        self.value = OpenValue::new(self.line, indent, kept);
        self.state = State::Structure;
    }

    /// Decides what a line is that does not begin with a bracket.
    fn word(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' {
                self.end_word(out);
                return at;
            }
            self.word.push(*byte);
            let is_first = self.at_line_start && !self.in_array;
            match self.word.as_slice() {
                b"data:" if is_first => {
                    self.word.clear();
                    self.is_event = true;
                    self.state = State::Between;
                    return at + 1;
                }
                b":" | b"event:" | b"id:" | b"retry:" if is_first => {
                    self.word.clear();
                    self.state = State::SkipLine;
                    return at + 1;
                }
                [.., b',' | b']'] if self.in_array => {
                    self.word.pop();
                    self.end_word(out);
                    self.state = State::Between;
                    return at;
                }
                _ if self.word.len() >= 32 => {
                    self.end_word(out);
                    return at + 1;
                }
                _ => {}
            }
        }
        bytes.len()
    }

    fn end_word(&mut self, out: &mut impl FnMut(Scanned<'_>)) {
        let word = std::mem::take(&mut self.word);
        let text = word.trim_ascii();
        self.state = State::SkipLine;
        let is_end_of_stream = self.is_event && text == b"[DONE]";
        if is_end_of_stream || (self.is_event && text.is_empty()) {
            return;
        }
        let reason = if text.iter().all(|byte| *byte == 0) {
            "Not JSON: the line holds NUL bytes.".to_owned()
        } else if std::str::from_utf8(text).is_err_and(|error| error.error_len().is_some()) {
            "Not JSON: the line is not valid UTF-8.".to_owned()
        } else {
            format!(
                "Not JSON: the line has “{}” where a record should begin.",
                shortened(&String::from_utf8_lossy(text), 24)
            )
        };
        out(Scanned::Broken { line: self.line, part: Part::Whole, reason });
    }

    fn skip_line(&mut self, bytes: &[u8]) -> usize {
        match memchr(b'\n', bytes) {
            Some(end) => {
                self.state = State::Between;
                end
            }
            None => bytes.len(),
        }
    }

    /// After a broken value: looks for a line that begins one, no deeper than the broken one began.
    fn recover(&mut self, bytes: &[u8]) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' => self.new_line(),
                b' ' | b'\t' | b'\r' if self.at_line_start => self.column += 1,
                _ if !self.at_line_start => {
                    let Some(end) = memchr(b'\n', bytes.get(at..).unwrap_or_default()) else { return bytes.len() };
                    return at + end;
                }
                b'{' if self.value.indent.is_none_or(|indent| self.column <= indent) => {
                    self.state = State::Between;
                    return at;
                }
                _ if self.column > 0 => self.at_line_start = false,
                b'}' | b'"' | b',' => self.at_line_start = false,
                b']' if !self.in_array => self.at_line_start = false,
                _ => {
                    self.state = State::Between;
                    return at;
                }
            }
        }
        bytes.len()
    }
}
