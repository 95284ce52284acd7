//! The word table: one read-only byte block made by `derive_words`, read in place, so that starting costs nothing.
//! It must not know what the relations are used for.
//!
//! Layout (all numbers little-endian): `u32` word count, slot count, length of the strings; slots `u32` (word number plus one, 0 is free;
//! open addressing over [`hash`]); string ends `u32`; record ends `u32`; strings; records. A record: see [`Record::decode`].

static BYTES: &[u8] = include_bytes!("../../data/words/words.bin");

/// Number of a word in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

/// What one related word is to another, as stored; the smaller code wins where several hold.
pub mod code {
    pub const ANTONYM: u32 = 0;
    pub const HAND_SYNONYM: u32 = 1;
    pub const DERIVED: u32 = 2;
    pub const SYNONYM: u32 = 3;
    pub const SHARED_DERIVATION: u32 = 4;
    pub const SYNONYM_OF_DERIVED: u32 = 5;
    pub const ANTONYM_OF_DERIVED: u32 = 6;
    /// Bits that a code takes in a stored number.
    pub const BITS: u32 = 3;
}

/// Bits of a record's first byte.
pub mod flag {
    /// Bits 0 to 3: noun, verb, adjective, adverb.
    pub const PARTS: u8 = 0b1111;
    pub const IRREGULAR: u8 = 1 << 4;
    pub const PROPER: u8 = 1 << 5;
    pub const PLACE: u8 = 1 << 6;
}

/// FNV-1a, 32 bits: where the search for a word starts in the slots.
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn u32_at(at: usize) -> Option<u32> {
    let bytes = BYTES.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// Where the parts of the block start.
struct Layout {
    slots: usize,
    slot_count: u32,
    string_ends: usize,
    record_ends: usize,
    strings: usize,
    records: usize,
}

fn layout() -> Option<Layout> {
    let words = u32_at(0)? as usize;
    let slot_count = u32_at(4)?;
    let string_bytes = u32_at(8)? as usize;
    let slots = 12;
    let string_ends = slots + 4 * slot_count as usize;
    let record_ends = string_ends + 4 * words;
    let strings = record_ends + 4 * words;
    Some(Layout { slots, slot_count, string_ends, record_ends, strings, records: strings + string_bytes })
}

fn part(ends: usize, base: usize, id: u32) -> Option<&'static [u8]> {
    let from = match id.checked_sub(1) {
        Some(previous) => u32_at(ends + 4 * previous as usize)?,
        None => 0,
    };
    let to = u32_at(ends + 4 * id as usize)?;
    BYTES.get(base + from as usize..base + to as usize)
}

/// The number of a word in lower case (a compound has spaces); `None` where the table does not hold it.
pub fn word_id(word: &str) -> Option<WordId> {
    let layout = layout()?;
    let mask = layout.slot_count.checked_sub(1)?;
    let mut slot = hash(word) & mask;
    loop {
        let id = u32_at(layout.slots + 4 * slot as usize)?.checked_sub(1)?;
        if part(layout.string_ends, layout.strings, id)? == word.as_bytes() {
            return Some(WordId(id));
        }
        slot = (slot + 1) & mask;
    }
}

/// The word of a number.
pub fn word(id: WordId) -> &'static str {
    layout()
        .and_then(|layout| part(layout.string_ends, layout.strings, id.0))
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or("")
}

/// What the table says of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Record {
    pub flags: u8,
    idf: u8,
    /// Senses that occur in WordNet's tagged texts, as noun, verb, adjective, adverb.
    pub tagged: [u8; 4],
    pub lemma: Option<WordId>,
    lists: &'static [u8],
}

impl Record {
    pub fn of(id: WordId) -> Record {
        layout()
            .and_then(|layout| part(layout.record_ends, layout.records, id.0))
            .and_then(Record::decode)
            .unwrap_or_default()
    }

    /// Flags, idf, a count for each part of speech present, the lemma's number where irregular; then lists, each a count and increasing
    /// numbers as differences: hypernyms, kinds (synsets of the direct hypernyms), related words (shifted left by [`code::BITS`], with
    /// the code); for places, the place's own synsets and those that it lies in.
    fn decode(bytes: &'static [u8]) -> Option<Record> {
        let (head, mut rest) = bytes.split_at_checked(2)?;
        let mut record = Record { flags: *head.first()?, idf: *head.get(1)?, ..Record::default() };
        for (bit, count) in record.tagged.iter_mut().enumerate() {
            if record.flags & (1 << bit) != 0 {
                let (first, tail) = rest.split_first()?;
                *count = *first;
                rest = tail;
            }
        }
        if record.flags & flag::IRREGULAR != 0 {
            record.lemma = Some(WordId(take(&mut rest)?));
        }
        record.lists = rest;
        Some(record)
    }

    pub fn is_proper(&self) -> bool {
        self.flags & flag::PROPER != 0
    }

    pub fn is_place(&self) -> bool {
        self.flags & flag::PLACE != 0
    }

    /// 0 (in every sentence) to 1 (in hardly any).
    pub fn idf(&self) -> f32 {
        f32::from(self.idf) / 255.0
    }

    /// Its lists of words, each looked for once.
    pub fn kin(&self) -> Kin {
        Kin { hypernyms: self.hypernyms(), kinds: self.kinds(), related: self.list(2) }
    }

    /// The `index`-th list: 0 hypernyms, 1 kinds, 2 related words (packed), 3 own places, 4 places around.
    fn list(&self, index: usize) -> Numbers {
        let mut rest = self.lists;
        for _ in 0..index {
            let count = take(&mut rest).unwrap_or(0);
            for _ in 0..count {
                take(&mut rest);
            }
        }
        let left = take(&mut rest).unwrap_or(0);
        Numbers { rest, left, last: 0 }
    }

    pub fn hypernyms(&self) -> Numbers {
        self.list(0)
    }

    pub fn kinds(&self) -> Numbers {
        self.list(1)
    }

    pub fn own_places(&self) -> Numbers {
        if self.is_place() { self.list(3) } else { Numbers::default() }
    }

    pub fn places_around(&self) -> Numbers {
        if self.is_place() { self.list(4) } else { Numbers::default() }
    }
}

/// What one word is related to, ready to be asked about many others.
#[derive(Clone, Debug)]
pub struct Kin {
    hypernyms: Numbers,
    kinds: Numbers,
    /// Numbers with codes, as packed.
    related: Numbers,
}

impl Kin {
    /// The code that relates this word to `other`, where the table holds one.
    pub fn code_for(&self, other: WordId) -> Option<u32> {
        let mut rest = self.related.rest;
        let mask = (1 << code::BITS) - 1;
        let mut id = 0;
        for _ in 0..self.related.left {
            let packed = take(&mut rest)?;
            id += packed >> code::BITS;
            if id >= other.0 {
                return (id == other.0).then_some(packed & mask);
            }
        }
        None
    }

    pub fn hypernyms(&self) -> Numbers {
        self.hypernyms.clone()
    }

    pub fn kinds(&self) -> Numbers {
        self.kinds.clone()
    }
}

/// Increasing numbers of one list.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    rest: &'static [u8],
    left: u32,
    last: u32,
}

impl Iterator for Numbers {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        self.last += take(&mut self.rest)?;
        Some(self.last)
    }
}

/// Whether two increasing lists share a number.
pub fn share(mut a: Numbers, mut b: Numbers) -> bool {
    let (mut left, mut right) = (a.next(), b.next());
    while let (Some(x), Some(y)) = (left, right) {
        match x.cmp(&y) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => left = a.next(),
            std::cmp::Ordering::Greater => right = b.next(),
        }
    }
    false
}

/// Reads one number of seven bits a byte, the lowest first.
fn take(rest: &mut &'static [u8]) -> Option<u32> {
    let mut number = 0u32;
    for shift in (0..32).step_by(7) {
        let (byte, tail) = rest.split_first()?;
        *rest = tail;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// 0 (in every sentence) to 1: how much a shared word tells. A word that the table lacks is rare.
pub fn idf(id: Option<WordId>) -> f32 {
    id.map_or(1.0, |id| Record::of(id).idf())
}

/// Whether the word (lower case) is in the dictionary, inflected irregular forms included.
pub fn is_known(word: &str) -> bool {
    word_id(word).is_some_and(|id| Record::of(id).flags & (flag::PARTS | flag::IRREGULAR) != 0)
}

/// Whether the dictionary writes the word with a capital in every sense.
pub fn is_proper(id: WordId) -> bool {
    Record::of(id).is_proper()
}

/// The part of speech that the word has most often: b'n', b'v', b'a', b'r'.
pub fn part_of_speech(id: WordId) -> Option<u8> {
    let record = Record::of(id);
    let parts = [b'n', b'v', b'a', b'r'];
    let present =
        record.tagged.iter().zip(parts).enumerate().filter(|(bit, _)| record.flags & (1 << bit) != 0);
    present.max_by_key(|(bit, (tagged, _))| (**tagged, std::cmp::Reverse(*bit))).map(|(_, (_, part))| part)
}
