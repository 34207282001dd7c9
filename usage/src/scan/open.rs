//! The value that is open: what is kept of it, and how it is parsed in the end.

use bumpalo::Bump;
use memchr::{memchr, memchr_iter};

use super::{LONG_TEXT, Part, Scanned};
use crate::node::InArena;

/// The most bytes that are kept of one value.
const MAX_VALUE_BYTES: usize = 1 << 18;
/// An array inside a value is handed over in parts of about this many bytes.
const PART: usize = 1 << 16;
/// Brackets within brackets; `serde_json` stops at the same depth.
const MAX_DEPTH: u32 = 127;
/// Stands for a text that was skipped.
const SKIPPED: &[u8] = "…".as_bytes();

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    TooDeep,
    TooLarge,
}

impl Problem {
    pub fn sentence(self) -> String {
        match self {
            Self::TooDeep => {
                format!("Not readable: brackets are nested more than {MAX_DEPTH} levels deep.")
            }
            Self::TooLarge => {
                "Not readable: the record is larger than 256 KiB, not counting its long texts.".to_owned()
            }
        }
    }
}

/// The value that is open.
#[derive(Default)]
pub(super) struct OpenValue {
    pub line: u64,
    /// Blank bytes before it, where it is the first on its line.
    pub indent: Option<usize>,
    pub kept: Vec<u8>,
    pub depth: u32,
    /// One bit a level, the outermost last: whether it is an array.
    pub arrays: u128,
    pub problem: Option<Problem>,
    /// Where the text that is open begins in `kept`.
    pub text_start: usize,
    pub text_length: usize,
    /// Where the items of the array that is a member of the value begin in `kept`.
    pub items_start: usize,
    /// Some of its items were handed over.
    pub is_array_split: bool,
    /// Items of any array were handed over.
    pub is_split: bool,
    pub skip_comma: bool,
}

impl OpenValue {
    /// `kept` is emptied and used again.
    pub fn new(line: u64, indent: Option<usize>, mut kept: Vec<u8>) -> Self {
        kept.clear();
        Self { line, indent, kept, ..Self::default() }
    }

    pub fn keep(&mut self, bytes: &[u8]) {
        if self.problem.is_some() {
            return;
        }
        if self.kept.len() + bytes.len() > MAX_VALUE_BYTES {
            self.fail(Problem::TooLarge);
        } else {
            self.kept.extend_from_slice(bytes);
        }
    }

    fn fail(&mut self, problem: Problem) {
        self.problem.get_or_insert(problem);
        self.kept.clear();
    }

    pub fn keep_text(&mut self, bytes: &[u8]) {
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

    pub fn open_text(&mut self) {
        self.text_start = self.kept.len();
        self.text_length = 0;
    }

    pub fn close_text(&mut self) {
        if self.text_length > LONG_TEXT {
            self.keep(SKIPPED);
        }
        self.keep(b"\"");
    }

    /// Whether the innermost bracket is that of an array.
    fn in_array(&self) -> bool {
        self.depth > 0 && self.depth <= MAX_DEPTH && self.arrays >> (self.depth - 1) & 1 == 1
    }

    pub fn descend(&mut self, is_array: bool) {
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
    }

    /// Whether an array that is a member of the value has grown so long that its items should be handed over.
    pub fn is_part_due(&self) -> bool {
        self.depth == 2 && self.arrays & 3 == 2 && self.problem.is_none() && self.kept.len() - self.items_start > PART
    }

    /// Whether the bracket that was just closed is that of an array whose items were handed over in part.
    pub fn ends_split_array(&self) -> bool {
        self.depth == 1 && self.is_array_split && self.problem.is_none()
    }

    /// Whether JSON allows a `{` here.
    pub fn fits(&self) -> bool {
        match self.kept.trim_ascii_end().last() {
            _ if self.problem.is_some() => false,
            Some(b'[' | b':') => true,
            Some(b',') => self.in_array(),
            _ => self.skip_comma,
        }
    }

    pub fn parsed<'a>(&'a self, part: Part, arena: &'a Bump) -> Scanned<'a> {
        let line = self.line;
        if let Some(problem) = self.problem {
            return Scanned::Broken { line, part, reason: problem.sentence() };
        }
        let Ok(text) = std::str::from_utf8(&self.kept) else {
            return Scanned::Broken { line, part, reason: "Not readable: not valid UTF-8.".to_owned() };
        };
        match InArena(arena).parse(text) {
            Ok(node) => Scanned::Value { line, node, part },
            Err(error) => {
                let within = u64::try_from(error.line().saturating_sub(1)).unwrap_or(0);
                Scanned::Broken { line, part, reason: sentence(&error, &self.kept, line + within) }
            }
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
