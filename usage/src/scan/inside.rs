//! Within a value: follows its brackets, its texts and its lines.

use memchr::memchr3;

use super::open::Problem;
use super::plain::end_of_plain;
use super::{LONG_TEXT, Part, Scanned, Scanner, State};

impl Scanner {
    pub(super) fn structure(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
        // Bytes from `from` on are not copied yet.
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
                        self.value.keep(slice(from, at + 1));
                        from = at + 1;
                        if self.value.is_part_due() {
                            self.hand_over(false, out);
                        }
                    } else if self.value.ends_split_array() {
                        self.value.keep(slice(from, at));
                        from = at;
                        self.hand_over(true, out);
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
                    self.state = if self.is_event { State::EventLine } else { State::LineStart };
                    return at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        self.value.keep(slice(from, at));
        at
    }

    /// An event may go on in another `data:` line.
    pub(super) fn event_line(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
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
                self.state = State::LineStart;
                return at + 1;
            }
        }
        bytes.len()
    }

    /// Whether the value goes on after a line break, or the next line begins another one.
    pub(super) fn line_start(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
        let blank = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        self.column += blank;
        match bytes.get(blank) {
            None => {}
            Some(b'{') if self.next_begins() => {
                self.at_line_start = true;
                self.cut("The record is cut off: the next one begins before it is closed.", out);
                self.state = State::Between;
            }
            Some(_) => self.state = State::Structure,
        }
        blank
    }

    /// Whether a `{` at the beginning of a line within a value cannot belong to it.
    fn next_begins(&self) -> bool {
        let is_deeper = self.value.indent.is_none_or(|indent| self.column > indent);
        if self.is_event { !self.value.fits() } else { !is_deeper && (self.one_a_line || !self.value.fits()) }
    }

    pub(super) fn text(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
        let Some(end) = end_of_plain(bytes) else {
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

    pub(super) fn escape(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) -> usize {
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

    pub(super) fn cut(&mut self, reason: &str, out: &mut impl FnMut(Scanned<'_>)) {
        let reason = self.value.problem.map_or_else(|| reason.to_owned(), Problem::sentence);
        out(Scanned::Broken { line: self.value.line, part: Part::Rest, reason });
        self.value.kept.clear();
    }

    fn close(&mut self, out: &mut impl FnMut(Scanned<'_>)) {
        self.state = State::Between;
        let value = &mut self.value;
        let part = if value.is_split { Part::Rest } else { Part::Whole };
        self.arena.reset();
        out(value.parsed(part, &self.arena));
        value.kept.clear();
        self.at_line_start = false;
        if value.indent.is_some() && value.line == self.line && !self.in_array {
            self.one_a_line = true;
        }
    }

    /// Hands over the items of an array so far, closed like a value, and goes on with the next ones.
    fn hand_over(&mut self, are_last: bool, out: &mut impl FnMut(Scanned<'_>)) {
        let value = &mut self.value;
        value.keep(b"]}");
        self.arena.reset();
        out(value.parsed(Part::Items { are_last }, &self.arena));
        value.kept.truncate(value.items_start);
        value.is_split = true;
        (value.is_array_split, value.skip_comma) = (!are_last, !are_last);
    }
}
