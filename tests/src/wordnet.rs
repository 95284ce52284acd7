//! Reads the Princeton WordNet database files (`data.*`, `index.*`), for the command that derives the word tables.
//! It must not know what the tables look like.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Noun, verb, adjective, adverb: the four files of the database.
pub const PARTS: [(char, &str); 4] = [('n', "noun"), ('v', "verb"), ('a', "adj"), ('r', "adv")];
/// Number of the lexicographer file `noun.location`.
const LOCATION_FILE: &str = "15";

/// Part of speech and byte offset: how WordNet names a synset.
pub type SynsetId = (char, u32);

/// A pointer from a synset (or from one of its words) to another.
#[derive(Clone, Debug)]
pub struct Pointer {
    /// WordNet's own symbol: "!" antonym, "@" hypernym, "&" similar, "+" derivation, "\" pertainym, "#p" part holonym …
    pub symbol: String,
    pub target: SynsetId,
    /// One-based number of the word that points, 0 for the whole synset.
    pub from_word: usize,
    pub to_word: usize,
}

/// Words of one meaning.
#[derive(Clone, Debug)]
pub struct Synset {
    /// Lower case, "_" between the words of a compound.
    pub words: Vec<String>,
    /// Whether every word is written with a capital.
    pub proper: bool,
    pub location: bool,
    pub pointers: Vec<Pointer>,
    pub gloss: String,
}

/// Senses of one lemma as one part of speech, most frequent first.
#[derive(Clone, Debug)]
pub struct Senses {
    pub synsets: Vec<u32>,
    /// Number of these senses that occur in WordNet's tagged texts.
    pub tagged: u32,
}

/// The whole database in memory.
#[derive(Debug, Default)]
pub struct WordNet {
    pub synsets: HashMap<SynsetId, Synset>,
    pub index: BTreeMap<String, BTreeMap<char, Senses>>,
}

impl WordNet {
    /// Reads the `dict` folder.
    ///
    /// # Errors
    /// When a file cannot be read; a malformed line is left out.
    pub fn read(dict: &Path) -> std::io::Result<WordNet> {
        let mut net = WordNet::default();
        for (part, name) in PARTS {
            for line in
                latin1(&dict.join(format!("data.{name}")))?.lines().filter(|line| !line.starts_with(' '))
            {
                if let Some((offset, synset)) = parse_synset(line) {
                    net.synsets.insert((part, offset), synset);
                }
            }
            for line in
                latin1(&dict.join(format!("index.{name}")))?.lines().filter(|line| !line.starts_with(' '))
            {
                if let Some((lemma, senses)) = parse_index(line) {
                    net.index.entry(lemma).or_default().insert(part, senses);
                }
            }
        }
        Ok(net)
    }

    /// The first `limit` senses of each part of speech, each with its rank (0 is the most frequent).
    pub fn senses<'n>(
        &'n self,
        lemma: &str,
        limit: usize,
    ) -> impl Iterator<Item = (usize, SynsetId, &'n Synset)> + use<'n> {
        let parts = self.index.get(lemma).map(|parts| parts.iter().collect::<Vec<_>>()).unwrap_or_default();
        parts.into_iter().flat_map(move |(part, senses)| {
            senses.synsets.iter().take(limit).enumerate().filter_map(move |(rank, offset)| {
                let id = (*part, *offset);
                self.synsets.get(&id).map(|synset| (rank, id, synset))
            })
        })
    }

    /// The words that a pointer reaches: one word, or the whole synset.
    pub fn targets<'n>(&'n self, pointer: &Pointer) -> Vec<&'n str> {
        let Some(synset) = self.synsets.get(&pointer.target) else { return Vec::new() };
        match pointer.to_word.checked_sub(1) {
            Some(index) => synset.words.get(index).map(String::as_str).into_iter().collect(),
            None => synset.words.iter().map(String::as_str).collect(),
        }
    }

    /// Lemmas that occur only in synsets of proper names.
    pub fn proper_lemmas(&self) -> BTreeSet<&str> {
        let is_proper = |lemma: &str| self.senses(lemma, usize::MAX).all(|(_, _, synset)| synset.proper);
        self.index.keys().map(String::as_str).filter(|lemma| is_proper(lemma)).collect()
    }
}

/// WordNet's files are Latin-1: each byte is one character.
fn latin1(path: &Path) -> std::io::Result<String> {
    Ok(std::fs::read(path)?.into_iter().map(char::from).collect())
}

fn parse_synset(line: &str) -> Option<(u32, Synset)> {
    let (record, gloss) = line.split_once(" | ").unwrap_or((line, ""));
    let mut fields = record.split_ascii_whitespace();
    let offset = fields.next()?.parse().ok()?;
    let location = fields.next()? == LOCATION_FILE;
    let _kind = fields.next()?;
    let count = usize::from_str_radix(fields.next()?, 16).ok()?;
    let mut words = Vec::with_capacity(count);
    let mut proper = true;
    for _ in 0..count {
        let word = fields.next()?;
        let _lexical_id = fields.next()?;
        proper &= word.starts_with(|c: char| c.is_uppercase());
        words.push(word.split('(').next()?.to_lowercase());
    }
    let pointer_count: usize = fields.next()?.parse().ok()?;
    let mut pointers = Vec::with_capacity(pointer_count);
    for _ in 0..pointer_count {
        let symbol = fields.next()?.to_owned();
        let target_offset = fields.next()?.parse().ok()?;
        let part = fields.next()?.chars().next()?;
        let ends = fields.next()?;
        pointers.push(Pointer {
            symbol,
            target: (if part == 's' { 'a' } else { part }, target_offset),
            from_word: usize::from_str_radix(ends.get(..2)?, 16).ok()?,
            to_word: usize::from_str_radix(ends.get(2..4)?, 16).ok()?,
        });
    }
    Some((offset, Synset { words, proper, location, pointers, gloss: gloss.trim().to_owned() }))
}

fn parse_index(line: &str) -> Option<(String, Senses)> {
    let fields: Vec<&str> = line.split_ascii_whitespace().collect();
    let count: usize = fields.get(2)?.parse().ok()?;
    let first = fields.len().checked_sub(count)?;
    let synsets = fields.get(first..)?.iter().filter_map(|offset| offset.parse().ok()).collect();
    let tagged = fields.get(first.checked_sub(1)?)?.parse().ok()?;
    Some((fields.first()?.to_lowercase(), Senses { synsets, tagged }))
}
