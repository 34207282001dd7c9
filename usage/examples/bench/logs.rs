//! Made-up logs for measuring: lines of plain usage, and whole responses with images in base64. The benchmark in the browser
//! writes the same to disk.

use std::io::{self, Read};

pub const PLAIN_RECORDS: u64 = 1_000_000;
/// Responses with images of 0.5 to 2 MB in base64: about 1 GB.
pub const RESPONSES: u64 = 800;

/// Lines that are written one after another, as a source of bytes.
pub struct Lines<F> {
    line: F,
    next: u64,
    count: u64,
    buffer: Vec<u8>,
    at: usize,
}

impl<F: FnMut(u64, &mut Vec<u8>)> Lines<F> {
    pub fn new(count: u64, line: F) -> Self {
        Self { line, next: 0, count, buffer: Vec::new(), at: 0 }
    }
}

impl<F: FnMut(u64, &mut Vec<u8>)> Read for Lines<F> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        while written < into.len() {
            if self.at == self.buffer.len() {
                if self.next == self.count {
                    break;
                }
                self.buffer.clear();
                self.at = 0;
                (self.line)(self.next, &mut self.buffer);
                self.next += 1;
            }
            let length = (into.len() - written).min(self.buffer.len() - self.at);
            into[written..written + length].copy_from_slice(&self.buffer[self.at..self.at + length]);
            self.at += length;
            written += length;
        }
        Ok(written)
    }
}

/// Tokens of one record: text input, image input, image output.
pub fn tokens(index: u64) -> [u64; 3] {
    let output = match index % 3 {
        0 => 196,
        1 => 1756,
        _ => 5488,
    };
    [15 + index % 200, (index % 3) * 754, output]
}

fn usage(index: u64) -> String {
    let [text, image, output] = tokens(index);
    format!(
        r#""usage":{{"input_tokens":{},"input_tokens_details":{{"text_tokens":{text},"image_tokens":{image}}},"output_tokens":{output},"total_tokens":{}}}"#,
        text + image,
        text + image + output
    )
}

/// Lines of plain usage.
pub fn plain() -> Lines<impl FnMut(u64, &mut Vec<u8>)> {
    Lines::new(PLAIN_RECORDS, |index, into: &mut Vec<u8>| {
        let created = 1_777_000_000 + index;
        let quality = ["low", "medium", "high"][usize::try_from(index % 3).unwrap_or(0)];
        let line =
            format!("{{\"created\":{created},\"size\":\"1024x1024\",\"quality\":\"{quality}\",{}}}\n", usage(index));
        into.extend_from_slice(line.as_bytes());
    })
}

/// Whole responses, `count` of them.
pub fn responses(count: u64) -> Lines<impl FnMut(u64, &mut Vec<u8>)> {
    let image: Vec<u8> =
        b"iVBORw0KGgoAAAANSUhEUgAABAAAAAQACAIAAADwf7zU+/".iter().copied().cycle().take(2_000_000).collect();
    Lines::new(count, move |index, into: &mut Vec<u8>| {
        let length = 500_000 + usize::try_from(index * 7919 % 1_500_000).unwrap_or(0);
        into.extend_from_slice(
            format!("{{\"created\":{},\"data\":[{{\"b64_json\":\"", 1_777_000_000 + index).as_bytes(),
        );
        into.extend_from_slice(&image[..length]);
        into.extend_from_slice(
            format!("\"}}],\"size\":\"1024x1024\",\"quality\":\"low\",{}}}\n", usage(index)).as_bytes(),
        );
    })
}
