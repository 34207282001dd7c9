//! Reads one file, piece by piece, and adds up its bill: unpacks it, tells what it is, hands its parts to the scanner of
//! JSON or of tables.
//!
//! Memory does not grow with the file. Any bytes give a summary in which every record seen is priced, unpriced or
//! rejected.

use std::io::{self, Read};

use memchr::memchr;

use crate::column::Column;
use crate::gunzip::{Gunzip, MAGIC};
use crate::options::Options;
use crate::pricer::Pricer;
use crate::record::Observer;
use crate::scan::Scanner;
use crate::summary::Summary;
use crate::table::{Header, Table, line_breaks};

/// At most 64 KiB is buffered before the format is decided.
const MAX_HEAD: usize = 1 << 16;
/// A file is read in pieces of 256 KiB.
const PIECE: usize = 1 << 18;

/// How far reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Of the file as it is, packed or not.
    pub bytes: u64,
    /// Records seen.
    pub records: u64,
}

/// Reads one file.
///
/// ```
/// use gpt_image_cost_usage::{Options, Reader};
///
/// let mut reader = Reader::new("usage.jsonl", &Options::default());
/// reader.push(br#"{"created": 1778000000, "usage": {"input_tokens": 15, "output_tokens": 82,"#, &mut ());
/// reader.push(br#" "input_tokens_details": {"text_tokens": 15, "image_tokens": 0}}}"#, &mut ());
/// let summary = reader.finish(&mut ());
/// assert_eq!(summary.usd.low.to_string(), "0.002535");
/// ```
pub struct Reader {
    compression: Compression,
    text: TextReader,
    bytes: u64,
}

enum Compression {
    /// Too little was read to tell.
    Unknown(Vec<u8>),
    None,
    Gzip(Box<Gunzip>),
    /// The packed data is damaged: nothing more can be read.
    Damaged,
}

impl Reader {
    /// `name` is that of the file, for positions.
    pub fn new(name: &str, options: &Options) -> Self {
        Self { compression: Compression::Unknown(Vec::new()), text: TextReader::new(name, options), bytes: 0 }
    }

    /// Reads on. How the file is cut into pieces makes no difference.
    pub fn push(&mut self, bytes: &[u8], observer: &mut dyn Observer) {
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if let Compression::Unknown(head) = &mut self.compression {
            head.extend_from_slice(bytes);
            if head.len() >= MAGIC.len() {
                let head = std::mem::take(head);
                let is_gzip = head.starts_with(&MAGIC);
                self.compression = if is_gzip { Compression::Gzip(Box::new(Gunzip::new())) } else { Compression::None };
                self.unpack(&head, observer);
            }
        } else {
            self.unpack(bytes, observer);
        }
    }

    fn unpack(&mut self, bytes: &[u8], observer: &mut dyn Observer) {
        let Self { compression, text, .. } = self;
        match compression {
            Compression::None => text.push(bytes, observer),
            Compression::Gzip(gunzip) => {
                if let Err(sentence) = gunzip.push(bytes, |bytes| text.push(bytes, observer)) {
                    text.note(&sentence);
                    self.compression = Compression::Damaged;
                }
            }
            Compression::Unknown(_) | Compression::Damaged => {}
        }
    }

    /// Ends the file: what it leaves open is reported.
    #[must_use]
    pub fn finish(mut self, observer: &mut dyn Observer) -> Summary {
        if let Compression::Unknown(head) = &mut self.compression {
            let head = std::mem::take(head);
            self.compression = Compression::None;
            self.text.push(&head, observer);
        }
        if let Compression::Gzip(gunzip) = &mut self.compression {
            let text = &mut self.text;
            if let Err(sentence) = gunzip.finish(|bytes| text.push(bytes, observer)) {
                text.note(&sentence);
            }
        }
        self.text.finish(observer)
    }

    /// Stops before the end: what was counted so far stays, and the summary says that the file was not read to its end.
    #[must_use]
    pub fn cancel(mut self) -> Summary {
        self.text.note("Reading was stopped before the end of the file.");
        self.text.pricer.finish()
    }

    pub fn progress(&self) -> Progress {
        Progress { bytes: self.bytes, records: self.text.pricer.seen() }
    }

    /// The names of a table's columns and what each is taken for, as soon as its header was read: for assigning those that
    /// are not recognized.
    pub fn header(&self) -> Option<(&[String], &[Option<Column>])> {
        self.text.header.as_ref().map(|header| (header.names(), header.columns()))
    }
}

/// Reads everything there is. What was read before an error of the source stays counted.
pub fn read(
    name: &str,
    mut source: impl Read,
    options: &Options,
    observer: &mut dyn Observer,
    mut on_progress: impl FnMut(Progress),
) -> (Summary, io::Result<()>) {
    let mut reader = Reader::new(name, options);
    let mut piece = vec![0; PIECE];
    let result = loop {
        match source.read(&mut piece) {
            Ok(0) => break Ok(()),
            Ok(length) => {
                reader.push(piece.get(..length).unwrap_or_default(), observer);
                on_progress(reader.progress());
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break Err(error),
        }
    };
    (reader.finish(observer), result)
}

/// Tells by its first bytes what an unpacked file is.
struct TextReader {
    content: Content,
    pricer: Pricer,
    options: Options,
    header: Option<Header>,
}

enum Content {
    Unknown(Vec<u8>),
    Json(Box<Scanner>),
    Table(Box<Table>),
    /// It is something else, which was said.
    Other,
}

/// What a file begins with that is no usage log.
const OTHER_FILES: [(&[u8], &str); 9] = [
    (b"\x89PNG", "This is a PNG image, not a usage log."),
    (b"\xff\xd8\xff", "This is a JPEG image, not a usage log."),
    (b"RIFF", "This is a media file, not a usage log."),
    (b"%PDF", "This is a PDF document, not a usage log."),
    (b"PK\x03\x04", "This is a ZIP archive. Unpack it first."),
    (b"\x28\xb5\x2f\xfd", "This is a Zstandard archive. Unpack it first, or pack it as .gz."),
    (b"BZh", "This is a bzip2 archive. Unpack it first, or pack it as .gz."),
    (b"\xff\xfe", "This text is UTF-16. Save it as UTF-8."),
    (b"\xfe\xff", "This text is UTF-16. Save it as UTF-8."),
];
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl TextReader {
    fn new(name: &str, options: &Options) -> Self {
        Self {
            content: Content::Unknown(Vec::new()),
            pricer: Pricer::new(name, options),
            options: options.clone(),
            header: None,
        }
    }

    /// About the file as a whole.
    fn note(&mut self, sentence: &str) {
        self.pricer.note(0, sentence);
    }

    fn push(&mut self, bytes: &[u8], observer: &mut dyn Observer) {
        let Self { content, pricer, .. } = self;
        match content {
            Content::Unknown(head) => {
                head.extend_from_slice(bytes);
                if let Some(kind) = tell(head, false, &self.options) {
                    let head = std::mem::take(head);
                    self.begin(kind, &head, observer);
                }
            }
            Content::Json(scanner) => scanner.push(bytes, &mut |scanned| pricer.take(scanned, observer)),
            Content::Table(table) => table.push(bytes, &mut |scanned| pricer.take(scanned, observer)),
            Content::Other => {}
        }
    }

    fn begin(&mut self, kind: Kind, head: &[u8], observer: &mut dyn Observer) {
        let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
        match kind {
            Kind::Json => {
                self.content = Content::Json(Box::new(Scanner::new()));
                self.push(head, observer);
            }
            Kind::Table { header, line, rest } => {
                let duplicate = header.duplicate();
                self.content = if let Some(column) = duplicate {
                    let label = column.label();
                    self.pricer.note(line, &format!("Two columns hold “{label}”. Assign the columns by hand."));
                    Content::Other
                } else {
                    Content::Table(Box::new(Table::new(header.clone(), line + 1)))
                };
                self.header = Some(header);
                self.push(head.get(rest..).unwrap_or_default(), observer);
            }
            Kind::Other(sentence) => {
                self.note(sentence);
                self.content = Content::Other;
            }
        }
    }

    fn finish(mut self, observer: &mut dyn Observer) -> Summary {
        if let Content::Unknown(head) = &mut self.content {
            let head = std::mem::take(head);
            if head.is_empty() {
                self.note("The file is empty.");
            } else if head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&head).trim_ascii().is_empty() {
                self.note("The file holds only blanks.");
            } else if let Some(kind) = tell(&head, true, &self.options) {
                self.begin(kind, &head, observer);
            }
        }
        let Self { content, pricer, .. } = &mut self;
        match content {
            Content::Json(scanner) => {
                if let Some(note) = scanner.finish(&mut |scanned| pricer.take(scanned, observer)) {
                    self.note(note);
                }
            }
            Content::Table(table) => {
                table.finish(&mut |scanned| pricer.take(scanned, observer));
                if pricer.seen() == 0 {
                    self.note("The file has a header and no rows.");
                }
            }
            Content::Unknown(_) | Content::Other => {}
        }
        self.pricer.finish()
    }
}

enum Kind {
    Json,
    Table {
        header: Header,
        line: u64,
        /// Where the rows begin.
        rest: usize,
    },
    Other(&'static str),
}

/// `None` while too little is known.
fn tell(head: &[u8], is_all: bool, options: &Options) -> Option<Kind> {
    if let Some((_, sentence)) = OTHER_FILES.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(Kind::Other(sentence));
    }
    let is_decided = is_all || head.len() >= MAX_HEAD;
    let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    let blank = text.len() - text.trim_ascii_start().len();
    let rest = text.get(blank..).unwrap_or_default();
    match rest.first() {
        None if !is_decided => return None,
        None | Some(b'{' | b'[') => return Some(Kind::Json),
        Some(_) => {}
    }
    let end = memchr(b'\n', rest).or_else(|| is_decided.then_some(rest.len()))?;
    let next = rest.get(end..).unwrap_or_default().trim_ascii_start();
    if next.is_empty() && !is_decided {
        return None;
    }
    let is_event = [&b"data:"[..], b"event:", b"id:", b"retry:", b":"].iter().any(|start| rest.starts_with(start));
    let Some(header) = Header::read(rest.get(..end).unwrap_or_default(), &options.columns).filter(|_| !is_event) else {
        return Some(Kind::Json);
    };
    // A first line that is no header of ours, before lines of JSON or of a stream, is a stray line.
    let json_follows = matches!(next.first(), Some(b'{' | b'['));
    if json_follows && !header.recognizes_any() {
        return Some(Kind::Json);
    }
    let line = 1 + line_breaks(text.get(..blank).unwrap_or_default());
    Some(Kind::Table { header, line, rest: (blank + end + 1).min(text.len()) })
}
