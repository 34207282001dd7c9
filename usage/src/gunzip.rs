//! Unpacks a gzip stream of one or several members, piece by piece.

use std::io::Write;

use flate2::write::MultiGzDecoder;

/// The first bytes of every gzip file.
pub(crate) const MAGIC: [u8; 2] = [0x1f, 0x8b];
/// So many packed bytes are unpacked at a time; they become about 4 MB at the most.
const STEP: usize = 1 << 12;

pub(crate) struct Gunzip {
    decoder: MultiGzDecoder<Vec<u8>>,
}

impl Gunzip {
    pub fn new() -> Self {
        Self { decoder: MultiGzDecoder::new(Vec::new()) }
    }

    /// Unpacks more. The error is a sentence; what was unpacked before it was handed over.
    pub fn push(&mut self, packed: &[u8], mut out: impl FnMut(&[u8])) -> Result<(), String> {
        for piece in packed.chunks(STEP) {
            let result = self.decoder.write_all(piece);
            self.drain(&mut out);
            result.map_err(|error| sentence(&error))?;
        }
        Ok(())
    }

    pub fn finish(&mut self, mut out: impl FnMut(&[u8])) -> Result<(), String> {
        let result = self.decoder.try_finish();
        self.drain(&mut out);
        result.map_err(|error| sentence(&error))
    }

    fn drain(&mut self, out: &mut impl FnMut(&[u8])) {
        let unpacked = self.decoder.get_mut();
        if !unpacked.is_empty() {
            out(unpacked);
            unpacked.clear();
        }
    }
}

fn sentence(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::WriteZero => {
            "The gzip data is cut off. What came before it was read.".to_owned()
        }
        _ => format!("The gzip data is damaged ({error}). What came before it was read."),
    }
}
