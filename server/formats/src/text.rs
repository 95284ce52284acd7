//! Decodes text files: byte order mark, UTF-8, UTF-16 without a mark, else a guess by chardetng.
//! It must not know what the text is about.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are looked at to tell text from other files.
const PROBE: usize = 64 * 1024;

/// Text without its byte order mark, the encoding, and whether that was a guess. `None` for bytes that are no text.
pub fn decode(bytes: &[u8]) -> Option<(String, &'static Encoding, bool)> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return is_text(&text).then(|| (text.into_owned(), encoding, false));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        return (!broken && is_text(&text)).then(|| (text.into_owned(), encoding, true));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return is_text(text).then(|| (text.to_owned(), UTF_8, false));
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    (!broken && is_text(&text)).then(|| (text.into_owned(), encoding, true))
}

/// UTF-16 of European scripts has a NUL in nearly every second byte; chardetng would call it UTF-8.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let probe = bytes.get(..bytes.len().min(PROBE) & !1).unwrap_or_default();
    let nuls = |offset: usize| probe.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = probe.len() / 2;
    let (first, second) = (nuls(0), nuls(1));
    if pairs == 0 || (first + second) * 10 < pairs * 6 {
        return None;
    }
    if second > first * 8 {
        Some(UTF_16LE)
    } else if first > second * 8 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text holds no NUL and next to no control codes.
fn is_text(text: &str) -> bool {
    let mut seen = 0usize;
    let mut controls = 0usize;
    for c in text.chars().take(PROBE) {
        seen += 1;
        match c {
            '\0' => return false,
            '\t' | '\n' | '\r' | '\u{c}' => {}
            c if c.is_control() || c == '\u{fffd}' => controls += 1,
            _ => {}
        }
    }
    controls * 50 <= seen
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "Der Zuschu\u{df} betr\u{e4}gt \u{20ac} 5, sagte Frau M\u{fc}ller \u{2013} \u{201e}sp\u{e4}ter mehr\u{201c}.\r\n";

    fn read(bytes: &[u8]) -> (String, &'static str, bool) {
        let (text, encoding, guessed) = decode(bytes).unwrap();
        (text, encoding.name(), guessed)
    }

    #[test]
    fn utf_8_with_and_without_a_mark_is_the_same_text() {
        let marked = ["\u{feff}".as_bytes(), SENTENCE.as_bytes()].concat();
        assert_eq!(read(&marked), (SENTENCE.to_owned(), "UTF-8", false));
        assert_eq!(read(SENTENCE.as_bytes()), (SENTENCE.to_owned(), "UTF-8", false));
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark() {
        let little: Vec<u8> = SENTENCE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = SENTENCE.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&[&[0xff, 0xfe][..], &little].concat()), (SENTENCE.to_owned(), "UTF-16LE", false));
        assert_eq!(read(&little), (SENTENCE.to_owned(), "UTF-16LE", true));
        assert_eq!(read(&big), (SENTENCE.to_owned(), "UTF-16BE", true));
    }

    #[test]
    fn eight_bit_encodings_are_guessed() {
        let (western, _, _) = encoding_rs::WINDOWS_1252.encode(SENTENCE);
        assert_eq!(read(&western), (SENTENCE.to_owned(), "windows-1252", true));
        let russian = "Организация работает в Баку с 1992 года и помогает беженцам.";
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(read(&cyrillic), (russian.to_owned(), "windows-1251", true));
    }

    #[test]
    fn other_files_are_refused() {
        assert!(decode(b"%PDF-1.7\0\x01\x02\x03\x04binary\0\0\0").is_none());
        assert!(decode(&(0..=255).cycle().take(5000).collect::<Vec<u8>>()).is_none());
        assert!(decode(&[0; 64]).is_none());
    }

    #[test]
    fn an_empty_file_is_an_empty_text() {
        assert_eq!(read(b""), (String::new(), "UTF-8", false));
    }
}
