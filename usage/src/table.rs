//! Rows of a CSV or TSV file with a header, each as the usage object it stands for.
//!
//! Cells are split by `csv-core`. A quote that is never closed costs its own line only, as long as rows stay below a
//! limit.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::{memchr, memchr_iter, memrchr};

use crate::column::Column;
use crate::node::{Node, shortened};
use crate::options::Assignment;
use crate::scan::{Part, Scanned};

/// A row of several lines is at most 64 KiB.
const MAX_ROW: usize = 1 << 16;

/// The separator and the columns, from the first line.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    separator: u8,
    names: Vec<String>,
    columns: Vec<Option<Column>>,
}

impl Header {
    /// `None` where a line is no header: it has one cell, or no cell that is recognized or assigned.
    pub fn read(line: &[u8], assigned: &[Assignment]) -> Option<Self> {
        let separator = separator(line);
        let names: Vec<String> = Splitter::new(separator).cells(line)?.into_iter().map(str::to_owned).collect();
        let mut columns: Vec<Option<Column>> = names.iter().map(|name| Column::from_name(name)).collect();
        let mut time = None;
        for Assignment { index, column, .. } in assigned.iter().filter(|assigned| assigned.header == names) {
            if let Some(assigned) = columns.get_mut(*index) {
                *assigned = *column;
                if *column == Some(Column::Time) {
                    time = time.or(Some(*index));
                }
            }
        }
        keep_one_time(&mut columns, time);
        let is_header = memchr(separator, line).is_some() || columns.iter().flatten().next().is_some();
        is_header.then_some(Self { separator, names, columns })
    }

    /// What is said of each row where no column holds tokens.
    fn unrecognized(&self) -> Option<String> {
        if self.columns.iter().flatten().any(|column| column.is_count()) {
            return None;
        }
        let names: Vec<String> = self.names.iter().take(12).map(|name| shortened(name, 30)).collect();
        let names = names.join(", ");
        Some(format!("No column of tokens is recognized. The header has: {names}. Assign the columns by hand."))
    }

    pub fn recognizes_any(&self) -> bool {
        self.columns.iter().flatten().next().is_some()
    }

    /// The names as they stand, for assigning columns by hand.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What each column is taken for.
    pub fn columns(&self) -> &[Option<Column>] {
        &self.columns
    }

    /// Two columns for the same thing.
    pub fn duplicate(&self) -> Option<Column> {
        let mut columns = self.columns.iter().flatten();
        while let Some(column) = columns.next() {
            if columns.clone().any(|other| other == column) {
                return Some(*column);
            }
        }
        None
    }
}

/// Exports often give one time in several forms: the column assigned by hand counts, or else the first.
fn keep_one_time(columns: &mut [Option<Column>], assigned: Option<usize>) {
    let is_time = |column: &Option<Column>| *column == Some(Column::Time);
    let kept = assigned.filter(|index| columns.get(*index).is_some_and(is_time));
    let kept = kept.or_else(|| columns.iter().position(is_time));
    for (index, column) in columns.iter_mut().enumerate() {
        if is_time(column) && Some(index) != kept {
            *column = None;
        }
    }
}

/// What separates the cells of a header: the most frequent of comma, tab and semicolon.
fn separator(header: &[u8]) -> u8 {
    let count = |separator: &u8| memchr_iter(*separator, header).count();
    [b',', b'\t', b';'].into_iter().max_by_key(count).unwrap_or(b',')
}

/// A row of a table that is there in full.
pub(crate) struct WholeRow {
    /// On which it begins, from 1.
    pub line: u64,
    /// Without blanks around them.
    pub cells: Vec<String>,
}

/// The rows of a table that is there in full, the header first, without blank lines. The error is the line of a quotation
/// mark that is never closed.
pub(crate) fn rows(text: &str) -> Result<Vec<WholeRow>, u64> {
    let mut lines = text.split_inclusive('\n').zip(1u64..);
    let is_blank = |text: &str| text.trim().is_empty();
    let header = text.lines().find(|line| !is_blank(line)).unwrap_or_default();
    let separator = separator(header.as_bytes());
    let mut splitter = Splitter::new(separator);
    let mut rows = Vec::new();
    while let Some((first, line)) = lines.next() {
        let (mut row, mut quotes) = (first.to_owned(), Quotes::NONE);
        quotes.follow(separator, first.as_bytes());
        while quotes.is_open {
            let (more, _) = lines.next().ok_or(line)?;
            quotes.follow(separator, more.as_bytes());
            row.push_str(more);
        }
        let cells = splitter.cells(row.as_bytes()).filter(|_| !is_blank(&row)).unwrap_or_default();
        if !cells.is_empty() {
            rows.push(WholeRow { line, cells: cells.into_iter().map(|cell| cell.trim().to_owned()).collect() });
        }
    }
    Ok(rows)
}

pub(crate) struct Table {
    header: Header,
    unrecognized: Option<String>,
    splitter: Splitter,
    /// The line of the next byte that is not in `pending`.
    line: u64,
    /// The row that has begun.
    pending: Vec<u8>,
    /// Up to here lines of `pending` were found not to end the row.
    looked_at: usize,
    quotes: Quotes,
    /// Bytes that are read line by line, after a quote that was not closed.
    line_by_line: usize,
    /// The rest of a line that is too long.
    skips: bool,
}

impl Table {
    /// For the lines after the header.
    pub fn new(header: Header, line: u64) -> Self {
        let splitter = Splitter::new(header.separator);
        Self {
            unrecognized: header.unrecognized(),
            header,
            splitter,
            line,
            pending: Vec::new(),
            looked_at: 0,
            quotes: Quotes::NONE,
            line_by_line: 0,
            skips: false,
        }
    }

    pub fn push(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) {
        let mut rest = bytes;
        while let Some(end) = memchr(b'\n', rest) {
            let (line, others) = rest.split_at(end + 1);
            rest = others;
            self.more(line, out);
            self.end_of_line(out);
        }
        self.more(rest, out);
    }

    fn more(&mut self, bytes: &[u8], out: &mut impl FnMut(Scanned<'_>)) {
        if self.skips {
            return;
        }
        // The same for every way of cutting the stream: the limit counts bytes of the row.
        let room = MAX_ROW.saturating_sub(self.pending.len());
        if bytes.len() <= room {
            self.pending.extend_from_slice(bytes);
        } else if self.looked_at > 0 {
            self.pending.extend_from_slice(bytes.get(..room).unwrap_or_default());
            self.unclosed(out);
            self.more(bytes.get(room..).unwrap_or_default(), out);
        } else {
            out(broken(self.line, "The line is longer than 64 KiB."));
            self.pending.clear();
            self.skips = true;
        }
    }

    fn end_of_line(&mut self, out: &mut impl FnMut(Scanned<'_>)) {
        if self.skips {
            self.skips = false;
            self.line += 1;
            return;
        }
        if self.goes_on() {
            self.looked_at = self.pending.len();
        } else {
            self.row(out);
        }
    }

    /// Whether a quote is open at the end of what is pending.
    fn goes_on(&mut self) -> bool {
        let new = self.pending.get(self.looked_at..).unwrap_or_default();
        if self.line_by_line > 0 || (self.looked_at == 0 && memchr(b'"', new).is_none()) {
            return false;
        }
        self.quotes.follow(self.header.separator, new);
        self.quotes.is_open
    }

    /// The pending bytes are one row.
    fn row(&mut self, out: &mut impl FnMut(Scanned<'_>)) {
        let pending = std::mem::take(&mut self.pending);
        self.emit(&pending, out);
        self.line_by_line = self.line_by_line.saturating_sub(pending.len());
        self.line += line_breaks(&pending);
        (self.looked_at, self.quotes) = (0, Quotes::NONE);
        self.pending = pending;
        self.pending.clear();
    }

    /// A quote was opened and not closed: the first line is one broken row, the others stand for themselves.
    fn unclosed(&mut self, out: &mut impl FnMut(Scanned<'_>)) {
        let pending = std::mem::take(&mut self.pending);
        (self.looked_at, self.quotes) = (0, Quotes::NONE);
        let end = memchr(b'\n', &pending).map_or(pending.len(), |end| end + 1);
        out(broken(self.line, "A quotation mark opens on this line and is never closed."));
        self.line += 1;
        let rest = pending.get(end..).unwrap_or_default();
        let whole = memrchr(b'\n', rest).map_or(0, |end| end + 1);
        self.line_by_line = whole;
        self.push(rest, out);
    }

    pub fn finish(&mut self, out: &mut impl FnMut(Scanned<'_>)) {
        // Each round takes at least one line, and lines that were looked at are not looked at again.
        while !self.pending.is_empty() {
            if self.goes_on() {
                self.unclosed(out);
            } else {
                self.row(out);
            }
        }
    }

    fn emit(&mut self, row: &[u8], out: &mut impl FnMut(Scanned<'_>)) {
        let line = self.line;
        if row.trim_ascii().is_empty() {
            return;
        }
        if memchr(0, row).is_some() {
            return out(broken(line, "Not readable: the line holds NUL bytes."));
        }
        let Some(cells) = self.splitter.cells(row) else {
            return out(broken(line, "Not readable: the line is not valid UTF-8."));
        };
        let (found, expected) = (cells.len(), self.header.columns.len());
        if found != expected {
            return out(broken(line, format!("The line has {found} cells, and the header has {expected}.")));
        }
        if let Some(reason) = &self.unrecognized {
            return out(broken(line, reason.as_str()));
        }
        let mut members = Vec::new();
        for (cell, column) in cells.into_iter().zip(&self.header.columns) {
            if let Some(column) = column {
                members.push((column.key(), Node::Cell(cell)));
            }
        }
        out(Scanned::Value { line, node: Node::Object(&members), part: Part::Whole });
    }
}

fn broken(line: u64, reason: impl Into<String>) -> Scanned<'static> {
    Scanned::Broken { line, part: Part::Whole, reason: reason.into() }
}

pub(crate) fn line_breaks(bytes: &[u8]) -> u64 {
    u64::try_from(memchr_iter(b'\n', bytes).count()).unwrap_or(0)
}

/// Follows the quotes of a row. One opens a cell only at its beginning; doubled ones inside stand for themselves.
#[derive(Clone, Copy)]
struct Quotes {
    is_open: bool,
    at_start: bool,
    was_closed: bool,
}

impl Quotes {
    const NONE: Self = Self { is_open: false, at_start: true, was_closed: false };

    fn follow(&mut self, separator: u8, bytes: &[u8]) {
        for byte in bytes {
            (self.is_open, self.was_closed) = match byte {
                b'"' if self.is_open => (false, true),
                b'"' if self.at_start || self.was_closed => (true, false),
                _ => (self.is_open, false),
            };
            self.at_start = !self.is_open && (*byte == separator || *byte == b'\n' || *byte == b'\r');
        }
    }
}

/// Splits rows into cells. Setting `csv-core` up costs more than a row.
struct Splitter {
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Splitter {
    fn new(separator: u8) -> Self {
        Self { reader: ReaderBuilder::new().delimiter(separator).build(), text: Vec::new(), ends: Vec::new() }
    }

    /// The cells of one row; `None` where they are not UTF-8.
    fn cells(&mut self, row: &[u8]) -> Option<Vec<&str>> {
        self.reader.reset();
        self.text.resize(row.len() + 1, 0);
        self.ends.resize(row.len() + 2, 0);
        let (result, _, mut written, mut count) = self.reader.read_record(row, &mut self.text, &mut self.ends);
        if result == ReadRecordResult::InputEmpty {
            let (text, ends) = (self.text.get_mut(written..)?, self.ends.get_mut(count..)?);
            let (_, _, more, cells) = self.reader.read_record(&[], text, ends);
            (written, count) = (written + more, count + cells);
        }
        let text = self.text.get(..written)?;
        let mut start = 0;
        let cell = |end: &usize| {
            let cell = text.get(start..*end);
            start = *end;
            std::str::from_utf8(cell?).ok()
        };
        self.ends.get(..count)?.iter().map(cell).collect()
    }
}
