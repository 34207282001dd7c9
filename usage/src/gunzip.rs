//! Unpacks a gzip stream of one or several members, piece by piece.

use std::io::Write;

use flate2::write::MultiGzDecoder;

/// The first bytes of every gzip file.
pub(crate) const MAGIC: [u8; 2] = [0x1f, 0x8b];
/// Packed bytes that are unpacked at a time, counted from the beginning of the file: where data is damaged, what comes
/// out of one step is lost, and that must not depend on how the file was cut into pieces.
const STEP: usize = 256;

pub(crate) struct Gunzip {
    decoder: MultiGzDecoder<Vec<u8>>,
    /// The step that has begun.
    begun: Vec<u8>,
}

impl Gunzip {
    pub fn new() -> Self {
        Self { decoder: MultiGzDecoder::new(Vec::new()), begun: Vec::with_capacity(STEP) }
    }

    /// Unpacks more. The error is a sentence; what was unpacked before it was handed over.
    pub fn push(&mut self, packed: &[u8], mut out: impl FnMut(&[u8])) -> Result<(), String> {
        let (first, rest) = packed.split_at(packed.len().min(STEP - self.begun.len()));
        self.begun.extend_from_slice(first);
        if self.begun.len() < STEP {
            return Ok(());
        }
        self.unpack_begun(&mut out)?;
        let mut steps = rest.chunks_exact(STEP);
        for step in &mut steps {
            self.unpack(step, &mut out)?;
        }
        self.begun.extend_from_slice(steps.remainder());
        Ok(())
    }

    fn unpack_begun(&mut self, out: &mut impl FnMut(&[u8])) -> Result<(), String> {
        let mut begun = std::mem::take(&mut self.begun);
        let result = self.unpack(&begun, out);
        begun.clear();
        self.begun = begun;
        result
    }

    fn unpack(&mut self, step: &[u8], out: &mut impl FnMut(&[u8])) -> Result<(), String> {
        let result = self.decoder.write_all(step);
        self.drain(out);
        result.map_err(|error| sentence(&error))
    }

    pub fn finish(&mut self, mut out: impl FnMut(&[u8])) -> Result<(), String> {
        self.unpack_begun(&mut out)?;
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
