//! How far a text goes on without anything to look at.

use memchr::memchr3;

/// Bytes of a block.
const BLOCK: usize = 32;
/// One in each byte of a word.
const ONES: u64 = u64::MAX / 0xff;

/// The first quote, backslash or line break.
pub(super) fn end_of_plain(bytes: &[u8]) -> Option<usize> {
    // In a browser's wasm `memchr` has no vectors and takes four bytes at a time.
    let plain = if cfg!(target_arch = "wasm32") { plain_blocks(bytes) } else { 0 };
    memchr3(b'"', b'\\', b'\n', bytes.get(plain..)?).map(|at| plain + at)
}

/// The number of bytes at the beginning that are whole blocks of base64 or the like: nothing below `#` and no backslash.
fn plain_blocks(bytes: &[u8]) -> usize {
    let is_plain = |block: &&[u8; BLOCK]| {
        let (words, _) = block.as_chunks::<8>();
        let mut found = 0;
        for word in words {
            let word = u64::from_le_bytes(*word);
            let backslash = word ^ (ONES * u64::from(b'\\'));
            found |= word.wrapping_sub(ONES * u64::from(b'#')) & !word;
            found |= backslash.wrapping_sub(ONES) & !backslash;
        }
        found & (ONES << 7) == 0
    };
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    blocks.iter().take_while(is_plain).count() * BLOCK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_ends_a_text_or_begins_an_escape_ends_a_block() {
        for byte in 0..=u8::MAX {
            for at in 0..BLOCK {
                let mut bytes = [b'A'; 3 * BLOCK];
                bytes[BLOCK + at] = byte;
                let plain = plain_blocks(&bytes);
                assert_eq!(plain, if byte < b'#' || byte == b'\\' { BLOCK } else { 3 * BLOCK }, "{byte} at {at}");
                let end = matches!(byte, b'"' | b'\\' | b'\n').then_some(BLOCK + at);
                assert_eq!(end_of_plain(&bytes), end);
            }
        }
        assert_eq!(plain_blocks(&[b'A'; BLOCK - 1]), 0);
    }
}
