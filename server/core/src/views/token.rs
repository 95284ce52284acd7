//! Words and signs of a sentence, with what the word tables say of each.
//! It must not know values or negation.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};
use unicode_normalization::UnicodeNormalization;

use crate::text::Span;
use crate::words::{self, Relation, Remembered, WordId};

/// Tokens of one sentence that are looked at; what a longer "sentence" (a table, a list) holds behind them is not compared.
const MOST_TOKENS: usize = 400;

/// Identity of a lemma or a stem across sentences: a 64-bit hash of its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    pub fn lemma(lemma: &str) -> Key {
        Key(hash(lemma, 0))
    }

    /// Stems have identities of their own: a stem that looks like another word is not that word.
    pub fn stem(lemma: &str) -> Key {
        Key(hash(&words::stem(lemma), 1))
    }
}

fn hash(text: &str, kind: u8) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(kind);
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// One word or sign.
#[derive(Clone, Debug)]
pub struct Token {
    /// Bytes of the text that the sentence was read from.
    pub span: Span,
    /// Lower case, without accents, with plain apostrophes and hyphens.
    pub lower: Box<str>,
    /// Number of the lemma in the word table.
    pub word: Option<WordId>,
    pub lemma_key: Key,
    pub stem_key: Key,
    /// 0 to 1: how much the word tells; 0 for stop words and signs.
    pub idf: f32,
    /// Written with a capital that the start of the sentence does not explain.
    pub capital: bool,
    /// Every letter is a capital ("UNHCR"), at least two.
    pub acronym: bool,
    pub sign: bool,
    pub stop: bool,
    /// Index of the value that the token belongs to.
    pub value: Option<u16>,
}

impl Token {
    pub fn lemma(&self) -> &str {
        match self.word {
            Some(id) => words::table::word(id),
            None => &self.lower,
        }
    }

    pub fn as_pair(&self) -> (&str, Option<WordId>) {
        (self.lemma(), self.word)
    }

    /// How its lemma relates to that of another.
    pub fn relation_to(&self, other: &Token, remembered: &Remembered) -> Relation {
        match (self.word, other.word) {
            // Their letters need not be looked up where the answer is known.
            (Some(own), Some(word)) => remembered.relate_words(own, word),
            _ => words::relate(self.as_pair(), other.as_pair()),
        }
    }

    /// A full word of the dictionary, not only a name in it.
    pub fn is_common(&self) -> bool {
        self.word.is_some_and(|id| words::part_of_speech(id).is_some() && !words::is_proper(id))
    }
}

/// A part of a hyphenated word that is long enough to be a word itself.
#[derive(Clone, Debug)]
pub struct WordPart {
    /// Index of the token.
    pub(super) token: usize,
    lemma: Box<str>,
    word: Option<WordId>,
}

impl WordPart {
    pub fn as_pair(&self) -> (&str, Option<WordId>) {
        (&self.lemma, self.word)
    }
}

/// The parts of the token with this index, where it is hyphenated.
pub(super) fn parts_of(at: usize, token: &Token) -> impl Iterator<Item = WordPart> {
    let parts = token.lower.split('-').filter(|part| part.len() > 3 && part.len() < token.lower.len());
    parts.map(move |part| {
        let lemma = words::lemma(part);
        WordPart { token: at, word: words::word_id(&lemma), lemma: lemma.into() }
    })
}

/// Cuts a sentence into tokens. Linear in its length.
pub(super) fn cut(text: &str, span: Span, known: &mut Lexemes) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = span.start as usize;
    let end = span.end as usize;
    while at < end && tokens.len() < MOST_TOKENS {
        let Some(rest) = text.get(at..end) else { break };
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let length = token_length(rest).max(first.len_utf8());
        let span = Span::new(at, at + length);
        tokens.push(token(span, span.of(text), known));
        at += length;
    }
    tokens
}

/// Bytes of the token that `rest` starts with.
fn token_length(rest: &str) -> usize {
    if let Some(length) = ["n't", "n’t", "'s", "’s"].iter().find_map(|clitic| clitic_length(rest, clitic))
    {
        return length;
    }
    if !rest.starts_with(char::is_alphanumeric) {
        return 0;
    }
    if let Some(length) = dotted_length(rest) {
        return length;
    }
    let mut previous = ' ';
    for (at, c) in rest.char_indices() {
        let tail = rest.get(at..).unwrap_or("");
        let next = tail.chars().nth(1).unwrap_or(' ');
        let joins = match c {
            _ if c.is_alphanumeric() => {
                at == 0 || clitic_length(tail, "n't").or_else(|| clitic_length(tail, "n’t")).is_none()
            }
            '-' | '\u{2010}' | '\u{2011}' | '&' => next.is_alphanumeric(),
            '\'' | '’' => {
                previous.is_alphabetic()
                    && next.is_alphabetic()
                    && clitic_length(tail, "'s").or_else(|| clitic_length(tail, "’s")).is_none()
            }
            '.' | ',' => previous.is_ascii_digit() && next.is_ascii_digit(),
            _ => is_mark(c),
        };
        if !joins {
            return at;
        }
        previous = c;
    }
    rest.len()
}

/// Length of a clitic that ends a word at the start of `rest`.
fn clitic_length(rest: &str, clitic: &str) -> Option<usize> {
    let behind = rest.strip_prefix(clitic)?;
    (!behind.starts_with(char::is_alphanumeric)).then_some(clitic.len())
}

/// "U.S.", "e.g.": letters each with a full stop, at least two.
fn dotted_length(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut chars = rest.chars();
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        if !letter.is_ascii_alphabetic() {
            break;
        }
        length += 2;
    }
    (length >= 4).then_some(length)
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn token(span: Span, surface: &str, known: &mut Lexemes) -> Token {
    let lower = undotted(fold(surface), surface);
    let sign = !surface.starts_with(char::is_alphanumeric)
        && !matches!(&*lower, "n't" | "'s" | "$" | "€" | "£" | "¥" | "%");
    let Lexeme { word, lemma_key, stem_key, idf, stop } =
        if sign { Lexeme::of_sign(&lower) } else { known.of(&lower) };
    let letters = surface.chars().filter(|c| c.is_alphabetic()).count();
    let acronym = letters >= 2 && surface.chars().all(|c| !c.is_lowercase());
    Token {
        span,
        word,
        lemma_key,
        stem_key,
        idf,
        capital: surface.starts_with(char::is_uppercase),
        acronym,
        sign,
        stop,
        value: None,
        lower: lower.into_boxed_str(),
    }
}

/// What the word tables say of one form.
#[derive(Clone, Copy, Debug)]
struct Lexeme {
    word: Option<WordId>,
    lemma_key: Key,
    stem_key: Key,
    idf: f32,
    stop: bool,
}

impl Lexeme {
    fn of(lower: &str) -> Lexeme {
        let stop = words::is_stop(lower);
        let lemma = words::lemma(lower);
        let word = words::word_id(&lemma);
        let lemma_key = Key::lemma(&lemma);
        let stem_key = if stop { lemma_key } else { Key::stem(&lemma) };
        Lexeme { word, lemma_key, stem_key, idf: if stop { 0.0 } else { words::idf(word) }, stop }
    }

    fn of_sign(sign: &str) -> Lexeme {
        let key = Key::lemma(sign);
        Lexeme { word: None, lemma_key: key, stem_key: key, idf: 0.0, stop: true }
    }
}

/// Forms that are remembered at most, so that an endless text takes no endless memory.
const MOST_FORMS: usize = 4096;

/// Forms that were looked up before: sentences of one text hold the same words over and over. Changes no answer.
#[derive(Debug, Default)]
pub struct Lexemes(FxHashMap<Box<str>, Lexeme>);

impl Lexemes {
    fn of(&mut self, lower: &str) -> Lexeme {
        if let Some(known) = self.0.get(lower) {
            return *known;
        }
        if self.0.len() >= MOST_FORMS {
            self.0.clear();
        }
        let lexeme = Lexeme::of(lower);
        self.0.insert(lower.into(), lexeme);
        lexeme
    }
}

/// "U.N." is "UN"; "U.S." keeps its points, without which it would be another word.
fn undotted(lower: String, surface: &str) -> String {
    let capitals = surface.ends_with('.') && surface.chars().all(|c| c == '.' || c.is_ascii_uppercase());
    if !capitals {
        return lower;
    }
    let plain = lower.replace('.', "");
    if plain.len() < 2 || words::is_stop(&plain) || plain == "us" { lower } else { plain }
}

/// Lower case without accents; typographic apostrophes and hyphens made plain.
fn fold(surface: &str) -> String {
    if surface.is_ascii() {
        return surface.to_ascii_lowercase();
    }
    let plain = |c: char| match c {
        '’' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        _ => c,
    };
    surface.nfd().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase).map(plain).collect()
}

/// A capital at the start of a sentence counts only for a word that is no dictionary word, or before another capital.
pub(super) fn mark_capitals(text: &str, tokens: &mut [Token]) {
    let mut at_start = true;
    for at in 0..tokens.len() {
        let next_is_name = tokens.get(at + 1).is_some_and(|next| next.capital && !next.stop);
        let Some(token) = tokens.get_mut(at) else { continue };
        if at_start && token.capital {
            let unknown = !words::is_known(&token.lower)
                && token.word.is_none_or(|id| words::part_of_speech(id).is_none());
            let proper = token.word.is_some_and(words::is_proper);
            token.capital = !token.stop && (unknown || proper || token.acronym || next_is_name);
        }
        if token.stop && token.lower.len() == 1 {
            token.capital = false;
        }
        if !token.sign {
            at_start = false;
        } else if matches!(token.span.of(text), "." | "!" | "?" | ":" | "•") {
            at_start = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_a_reader_sees_them() {
        for (text, expected) in [
            ("The U.S. didn't agree.", "the|u.s.|did|n't|agree|."),
            ("The U.N. and Washington D.C. agreed", "the|un|and|washington|dc|agreed"),
            ("The agency's well-known 19th report", "the|agency|'s|well-known|19th|report"),
            ("Can’t say: it’s 34,500.5", "ca|n't|say|:|it|'s|34,500.5"),
            ("Côte d'Ivoire (AT&T)", "cote|d'ivoire|(|at&t|)"),
            ("do n't stop", "do|n't|stop"),
        ] {
            let lowers: Vec<String> = cut(text, Span::new(0, text.len()), &mut Lexemes::default())
                .iter()
                .map(|token| token.lower.to_string())
                .collect();
            assert_eq!(lowers.join("|"), expected);
        }
    }
}
