//! Finds the JSON values of a stream in flat memory: one after another, one a line, in an array, or in the `data:` lines
//! of server-sent events.
//!
//! It follows quotes and brackets alone. Of each value it keeps a copy without the long texts, which are skipped where
//! they stand; what is kept is parsed by `serde_json`. A value that is broken ends where its line does or where the next
//! one begins, so that the rest of the file is read. It does not know what a usage record is.

use bumpalo::Bump;
use memchr::{memchr, memchr_iter, memchr3};

use crate::node::{InArena, Node, shortened};

/// Texts of more bytes than this are skipped. A line of fewer bytes is parsed where it stands.
const LONG_TEXT: usize = 4096;
/// What is kept of one value, in bytes.
const MAX_KEPT: usize = 1 << 18;
/// An array inside a value is handed over in parts of about so many bytes.
const PART: usize = 1 << 16;
/// Brackets within brackets; `serde_json` stops at the same depth.
const MAX_DEPTH: u32 = 127;
const CUT_BY_NEXT: &str = "The record is cut off: the next one begins before it is closed.";
/// Stands for a text that was skipped.
const SKIPPED: &[u8] = "…".as_bytes();

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
        reason: String,
    },
}

/// How much of a value is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Whole,
    /// The next items of the array that fills the value, after so many others.
    Items {
        before: u64,
    },
    /// What is left when the items before were handed over already.
    Rest {
        before: u64,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// No value is open.
    Between,
    /// The first bytes of a line that does not begin with a bracket.
    Word,
    /// The rest of the line says nothing about usage.
    SkipLine,
    /// The rest of the line is no JSON and was reported.
    Junk,
    /// After a broken value of several lines, until the next one begins.
    Recover,
    Structure,
    /// At the beginning of a line within a value.
    LineStart,
    /// At the beginning of a further `data:` line within a value.
    DataStart,
    Text,
    Escape,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Problem {
    TooDeep,
    TooLarge,
}

impl Problem {
    fn sentence(self) -> String {
        match self {
            Self::TooDeep => {
                format!("Not readable: more than {MAX_DEPTH} levels of brackets within each other.")
            }
            Self::TooLarge => "Not readable: one record of more than 256 KiB, its long texts not counted.".to_owned(),
        }
    }
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
    value: Open,
    /// Holds the parts of the value at hand.
    arena: Bump,
}

/// The value that is open.
#[derive(Default)]
struct Open {
    line: u64,
    /// Blank bytes before it, where it is the first on its line.
    indent: Option<usize>,
    kept: Vec<u8>,
    depth: u32,
    /// One bit a level, the outermost last: whether it is an array.
    arrays: u128,
    problem: Option<Problem>,
    /// Where the text that is open begins in `kept`.
    text_start: usize,
    text_length: usize,
    /// Where the items of the array that fills the value begin in `kept`.
    items_start: usize,
    items: u64,
    /// How many of them were handed over.
    before: u64,
    is_split: bool,
    skip_comma: bool,
}

impl Open {
    fn keep(&mut self, bytes: &[u8]) {
        if self.problem.is_some() {
            return;
        }
        if self.kept.len() + bytes.len() > MAX_KEPT {
            self.fail(Problem::TooLarge);
        } else {
            self.kept.extend_from_slice(bytes);
        }
    }

    fn fail(&mut self, problem: Problem) {
        self.problem.get_or_insert(problem);
        self.kept.clear();
    }

    fn keep_text(&mut self, bytes: &[u8]) {
        let was_long = self.text_length > LONG_TEXT;
        self.text_length = self.text_length.saturating_add(bytes.len());
        if was_long || self.problem.is_some() {
            return;
        }
        if self.text_length > LONG_TEXT {
            self.kept.truncate(self.text_start);
        } else {
            self.keep(bytes);
        }
    }

    fn open_text(&mut self) {
        self.text_start = self.kept.len();
        self.text_length = 0;
    }

    fn close_text(&mut self) {
        if self.text_length > LONG_TEXT {
            self.keep(SKIPPED);
        }
        self.keep(b"\"");
    }

    /// Whether the innermost bracket is that of an array.
    fn in_array(&self) -> bool {
        self.depth > 0 && self.depth <= MAX_DEPTH && self.arrays >> (self.depth - 1) & 1 == 1
    }

    fn descend(&mut self, is_array: bool) {
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            self.fail(Problem::TooDeep);
            return;
        }
        let bit = 1u128 << (self.depth - 1);
        if is_array {
            self.arrays |= bit;
        } else {
            self.arrays &= !bit;
        }
        if is_array && self.depth == 2 {
            (self.items, self.before) = (0, 0);
        }
    }

    /// Whether an array that fills an object has grown so long that its items should be handed over.
    fn is_part_due(&self) -> bool {
        self.depth == 2 && self.arrays & 3 == 2 && self.problem.is_none() && self.kept.len() - self.items_start > PART
    }
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
            value: Open::default(),
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
                State::SkipLine | State::Junk => self.skip_line(rest),
                State::Recover => self.recover(rest),
                State::Structure => self.structure(rest, out),
                State::LineStart => self.line_start(rest, out),
                State::DataStart => self.data_start(rest, out),
                State::Text => self.text(rest, out),
                State::Escape => self.escape(rest, out),
            };
            rest = rest.get(used..).unwrap_or_default();
        }
    }

    /// Reports what the end of the file cuts off. The answer is a note about the file.
    pub fn finish(&mut self, out: &mut impl FnMut(Scanned<'_>)) -> Option<&'static str> {
        match self.state {
            State::Word => self.end_word(out),
            State::Structure | State::LineStart | State::DataStart => {
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
        self.value = Open { line: self.line, indent, kept, ..Open::default() };
        self.value.kept.clear();
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
        self.state = State::Junk;
        let is_end_of_stream = self.is_event && text == b"[DONE]";
        if is_end_of_stream || (self.is_event && text.is_empty()) {
            return;
        }
        let reason = if text.iter().all(|byte| *byte == 0) {
            "Not JSON: the line holds NUL bytes.".to_owned()
        } else if std::str::from_utf8(text).is_err_and(|error| error.error_len().is_some()) {
            "Not JSON: the line is not valid UTF-8.".to_owned()
        } else {
            format!("Not JSON: the line has “{}” where a record should begin.", shortened(&lossy(text), 24))
        };
        out(Scanned::Broken { line: self.line, reason });
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
                b'}' | b'"' | b',' => self.at_line_start = false,
                b']' if !self.in_array || self.column > 0 => self.at_line_start = false,
                _ if self.column > 0 => self.at_line_start = false,
                _ => {
                    self.state = State::Between;
                    return at;
                }
            }
        }
        bytes.len()
    }

    fn structure(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
        // What stands from `from` on is not yet copied.
        let (mut from, mut at) = (0, 0);
        let slice = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default();
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    let text = slice(at + 1, (at + 2 + LONG_TEXT).min(bytes.len()));
                    self.value.skip_comma = false;
                    match memchr3(b'"', b'\\', b'\n', text) {
                        Some(length) if text.get(length) == Some(&b'"') => at += length + 2,
                        _ => {
                            self.value.keep(slice(from, at + 1));
                            self.value.open_text();
                            self.state = State::Text;
                            return at + 1;
                        }
                    }
                    continue;
                }
                b'{' | b'[' => {
                    self.value.skip_comma = false;
                    self.value.descend(*byte == b'[');
                    if *byte == b'[' && self.value.depth == 2 {
                        self.value.keep(slice(from, at + 1));
                        from = at + 1;
                        self.value.items_start = self.value.kept.len();
                    }
                }
                b'}' | b']' => {
                    self.value.depth = self.value.depth.saturating_sub(1);
                    if self.value.depth == 0 {
                        self.value.keep(slice(from, at + 1));
                        self.close(out);
                        return at + 1;
                    }
                    if self.value.depth == 2 {
                        self.value.items += 1;
                        self.value.keep(slice(from, at + 1));
                        from = at + 1;
                        if self.value.is_part_due() {
                            self.hand_over(out);
                        }
                    }
                }
                b',' if self.value.skip_comma => {
                    self.value.skip_comma = false;
                    self.value.keep(slice(from, at));
                    from = at + 1;
                }
                b'\n' => {
                    self.value.keep(slice(from, at + 1));
                    self.line += 1;
                    self.column = 0;
                    self.is_long_line = false;
                    self.state = State::LineStart;
                    return at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        self.value.keep(slice(from, at));
        at
    }

    /// Whether the value goes on after a line break, or the next line begins another one.
    fn line_start(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
        if self.is_event {
            return self.event_line_start(bytes, out);
        }
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b' ' | b'\t' | b'\r' => self.column += 1,
                b'{' if self.next_begins() => {
                    self.at_line_start = true;
                    self.cut(CUT_BY_NEXT, out);
                    self.state = State::Between;
                    return at;
                }
                _ => {
                    self.state = State::Structure;
                    return at;
                }
            }
        }
        bytes.len()
    }

    /// Whether a `{` at the beginning of a line within a value cannot belong to it.
    fn next_begins(&self) -> bool {
        let value = &self.value;
        if value.indent.is_none_or(|indent| self.column > indent) {
            return false;
        }
        self.one_a_line || !self.fits()
    }

    /// Whether JSON allows a `{` here.
    fn fits(&self) -> bool {
        let value = &self.value;
        match value.kept.trim_ascii_end().last() {
            _ if value.problem.is_some() => false,
            Some(b'[' | b':') => true,
            Some(b',') => value.in_array(),
            _ => value.skip_comma,
        }
    }

    /// An event may go on in another `data:` line.
    fn event_line_start(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            if b"data:".get(self.word.len()).is_none_or(|expected| expected != byte) {
                self.at_line_start = true;
                self.is_event = false;
                self.cut("The event is cut off: its data ends before the record is closed.", out);
                self.state = if self.word.is_empty() { State::Between } else { State::Word };
                return at;
            }
            self.word.push(*byte);
            if self.word.len() == b"data:".len() {
                self.word.clear();
                self.state = State::DataStart;
                return at + 1;
            }
        }
        bytes.len()
    }

    /// Whether another `data:` line goes on with the value, or begins the next one.
    fn data_start(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b' ' | b'\t' => {}
                b'{' if !self.fits() => {
                    self.cut(CUT_BY_NEXT, out);
                    self.state = State::Between;
                    return at;
                }
                _ => {
                    self.state = State::Structure;
                    return at;
                }
            }
        }
        bytes.len()
    }

    fn text(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
        let Some(end) = memchr3(b'"', b'\\', b'\n', bytes) else {
            self.value.keep_text(bytes);
            return bytes.len();
        };
        match bytes.get(end) {
            Some(b'"') => {
                self.value.keep_text(bytes.get(..end).unwrap_or_default());
                self.value.close_text();
                self.state = State::Structure;
                end + 1
            }
            Some(b'\\') => {
                self.value.keep_text(bytes.get(..=end).unwrap_or_default());
                self.state = State::Escape;
                end + 1
            }
            _ => {
                self.cut_in_text(out);
                end
            }
        }
    }

    fn escape(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
        if bytes.first() == Some(&b'\n') {
            self.cut_in_text(out);
            return 0;
        }
        self.value.keep_text(bytes.get(..1).unwrap_or_default());
        self.state = State::Text;
        1
    }

    fn cut_in_text(&mut self, out: &mut impl FnMut(Scanned<'_>)) {
        self.cut("The record is cut off: its line ends inside a text.", out);
        self.state = if self.one_a_line || self.is_event { State::Between } else { State::Recover };
        self.at_line_start = false;
    }

    fn cut(&mut self, reason: &str, out: &mut impl FnMut(Scanned<'_>)) {
        let reason = self.value.problem.map_or_else(|| reason.to_owned(), Problem::sentence);
        out(Scanned::Broken { line: self.value.line, reason });
        self.value.kept.clear();
    }

    fn close(&mut self, out: &mut impl FnMut(Scanned<'_>)) {
        self.state = State::Between;
        let value = &mut self.value;
        let part = if value.is_split { Part::Rest { before: value.before } } else { Part::Whole };
        self.arena.reset();
        out(parsed(value, part, &self.arena));
        value.kept.clear();
        self.at_line_start = false;
        if value.indent.is_some() && value.line == self.line && !self.in_array {
            self.one_a_line = true;
        }
    }

    /// Hands over the items of an array so far, closed like a value, and goes on with the next ones.
    fn hand_over(&mut self, out: &mut impl FnMut(Scanned<'_>)) {
        let value = &mut self.value;
        value.keep(b"]}");
        self.arena.reset();
        out(parsed(value, Part::Items { before: value.before }, &self.arena));
        (value.before, value.is_split) = (value.items, true);
        value.kept.truncate(value.items_start);
        value.skip_comma = true;
    }
}

fn parsed<'a>(value: &'a Open, part: Part, arena: &'a Bump) -> Scanned<'a> {
    let line = value.line;
    if let Some(problem) = value.problem {
        return Scanned::Broken { line, reason: problem.sentence() };
    }
    let Ok(text) = std::str::from_utf8(&value.kept) else {
        return Scanned::Broken { line, reason: "Not readable: not valid UTF-8.".to_owned() };
    };
    match InArena(arena).parse(text) {
        Ok(node) => Scanned::Value { line, node, part },
        Err(error) => {
            let within = u64::try_from(error.line().saturating_sub(1)).unwrap_or(0);
            Scanned::Broken { line, reason: sentence(&error, &value.kept, line + within) }
        }
    }
}

/// Why `serde_json` refused a value. Its own position counts kept bytes, so that only the line is told, and only where it
/// is another than that of the record.
fn sentence(error: &serde_json::Error, kept: &[u8], line: u64) -> String {
    if memchr(0, kept).is_some() {
        return "Not readable: NUL bytes inside the record.".to_owned();
    }
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    let lines = memchr_iter(b'\n', kept).count();
    if lines == 0 { format!("Not valid JSON: {what}.") } else { format!("Not valid JSON: {what} (line {line}).") }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
