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
    step: Vec<u8>,
}

impl Gunzip {
    pub fn new() -> Self {
        Self { decoder: MultiGzDecoder::new(Vec::new()), step: Vec::with_capacity(STEP) }
    }

    /// Unpacks more. The error is a sentence; what was unpacked before it was handed over.
    pub fn push(&mut self, packed: &[u8], mut out: impl FnMut(&[u8])) -> Result<(), String> {
        let mut rest = packed;
        while !rest.is_empty() {
            let (more, others) = rest.split_at(rest.len().min(STEP - self.step.len()));
            self.step.extend_from_slice(more);
            rest = others;
            if self.step.len() == STEP {
                self.unpack(&mut out)?;
            }
        }
        Ok(())
    }

    fn unpack(&mut self, out: &mut impl FnMut(&[u8])) -> Result<(), String> {
        let result = self.decoder.write_all(&self.step);
        self.step.clear();
        self.drain(out);
        result.map_err(|error| sentence(&error))
    }

    pub fn finish(&mut self, mut out: impl FnMut(&[u8])) -> Result<(), String> {
        self.unpack(&mut out)?;
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

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    #[test]
    fn what_is_unpacked_is_handed_over_as_it_comes() -> std::io::Result<()> {
        let plain: Vec<u8> = (0..=u8::MAX).cycle().take(1024 * STEP).collect();
        let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
        encoder.write_all(&plain)?;
        let mut gunzip = Gunzip::new();
        let mut unpacked = Vec::new();
        for piece in encoder.finish()?.chunks(STEP - 1) {
            assert_eq!(gunzip.push(piece, |more| unpacked.extend_from_slice(more)), Ok(()));
        }
        assert!(unpacked.len() > 512 * STEP, "before the end");
        assert_eq!(gunzip.finish(|more| unpacked.extend_from_slice(more)), Ok(()));
        assert_eq!(unpacked, plain);
        Ok(())
    }
}
