//! Derives `server/core/data/words/words.bin` from the WordNet database and the hand lists beside it; that folder's README names the command.
//! It must not know how the tables are used; their layout is described in `factmark_core::words::table`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use clap::Parser;
use factmark_core::words::lemma::{Parts, regular};
use factmark_core::words::table::{code, flag, hash};
use factmark_tests::wordnet::{PARTS, SynsetId, WordNet};

/// Senses of a word, per part of speech, that its relations are taken from.
const SENSES: usize = 4;
/// Senses frequent enough to lend their synonyms' antonyms and their place among siblings.
const MAIN_SENSES: usize = 2;
/// How far places are followed upwards (town, district, country, continent).
const PLACE_STEPS: usize = 5;
/// A word of the sample texts that WordNet lacks is kept from this many sentences on.
const KEPT_FROM: u32 = 4;

#[derive(Parser)]
struct Arguments {
    /// WordNet's `dict` folder.
    dict: PathBuf,
    /// Folder with the hand lists, where `words.bin` is written.
    words: PathBuf,
    /// Plain text or JSONL with a "source" field, read only to count how common words are.
    #[arg(long)]
    text: Vec<PathBuf>,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments = Arguments::parse();
    let net = WordNet::read(&arguments.dict)?;
    let lists = HandLists::read(&arguments.words)?;
    let counts = count_sentences(&net, &lists, &arguments.text)?;
    let words = vocabulary(&net, &lists, &counts);
    let bytes = encode(&net, &lists, &counts, &words);
    let path = arguments.words.join("words.bin");
    std::fs::write(&path, &bytes)?;
    println!("{} words, {} bytes in {}", words.len(), bytes.len(), path.display());
    Ok(())
}

/// The reviewed lists beside the table.
struct HandLists {
    irregular: BTreeMap<String, String>,
    antonyms: Vec<(String, String)>,
    synonyms: Vec<(String, String)>,
    /// A word (key of WordNet's index) and the place that it stands for.
    places: BTreeMap<String, String>,
}

impl HandLists {
    fn read(folder: &Path) -> std::io::Result<HandLists> {
        let words =
            |line: &str| line.split_ascii_whitespace().map(|word| word.replace('_', " ")).collect::<Vec<_>>();
        let mut lists = HandLists {
            irregular: BTreeMap::new(),
            antonyms: Vec::new(),
            synonyms: Vec::new(),
            places: BTreeMap::new(),
        };
        for line in content_lines(&folder.join("irregular.txt"))? {
            if let [form, lemma] = words(&line).as_slice() {
                lists.irregular.insert(form.clone(), lemma.clone());
            }
        }
        for line in content_lines(&folder.join("antonyms.txt"))? {
            let (left, right) = line.split_once('|').unwrap_or((&line, ""));
            for a in words(left) {
                lists.antonyms.extend(words(right).into_iter().map(|b| (a.clone(), b)));
            }
        }
        for line in content_lines(&folder.join("synonyms.txt"))? {
            let group = words(&line);
            for (at, a) in group.iter().enumerate() {
                lists.synonyms.extend(group.iter().skip(at + 1).map(|b| (a.clone(), b.clone())));
            }
        }
        for line in content_lines(&folder.join("places.txt"))? {
            if let [word, place] = line.split_ascii_whitespace().collect::<Vec<_>>().as_slice() {
                lists.places.insert((*word).to_owned(), (*place).to_owned());
            }
        }
        Ok(lists)
    }

    fn words(&self) -> impl Iterator<Item = &String> {
        let pairs = self.antonyms.iter().chain(&self.synonyms).flat_map(|(a, b)| [a, b]);
        pairs.chain(self.irregular.iter().flat_map(|(form, lemma)| [form, lemma])).chain(self.places.keys())
    }
}

fn content_lines(path: &Path) -> std::io::Result<Vec<String>> {
    let text = std::fs::read_to_string(path)?;
    Ok(text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(str::to_owned)
        .collect())
}

/// In how many sentences each lemma occurs.
struct Counts {
    sentences: f32,
    of: HashMap<String, f32>,
}

impl Counts {
    /// 0 (in every sentence) to 1 (in none): ln((N + 1) / (n + 1/2)) / ln(N + 1).
    fn idf(&self, lemma: &str) -> f32 {
        let n = self.of.get(lemma).copied().unwrap_or(0.0);
        (((self.sentences + 1.0) / (n + 0.5)).ln() / (self.sentences + 1.0).ln()).clamp(0.0, 1.0)
    }
}

/// Counts lemmas in WordNet's glosses (at a quarter, for definitions are no news) and in the sample texts.
fn count_sentences(net: &WordNet, lists: &HandLists, texts: &[PathBuf]) -> Result<Counts, Failure> {
    let mut counts = Counts { sentences: 0.0, of: HashMap::new() };
    for synset in net.synsets.values() {
        count(net, lists, &synset.gloss, 0.25, &mut counts);
    }
    let mut seen = HashSet::new();
    for path in texts {
        for line in std::fs::read_to_string(path)?.lines() {
            let row: Option<serde_json::Value> = serde_json::from_str(line).ok();
            let text = row
                .as_ref()
                .and_then(|row| row.get("source"))
                .and_then(|source| source.as_str())
                .unwrap_or(line);
            for sentence in text.split(['\n', '.', '?', '!']).filter(|sentence| sentence.len() > 20) {
                if seen.insert(sentence.to_owned()) {
                    count(net, lists, sentence, 1.0, &mut counts);
                }
            }
        }
    }
    Ok(counts)
}

fn count(net: &WordNet, lists: &HandLists, sentence: &str, weight: f32, counts: &mut Counts) {
    let lower = sentence.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| word.starts_with(char::is_alphabetic));
    let lemmas: BTreeSet<String> = words.map(|word| lemma_of(net, lists, word)).collect();
    counts.sentences += weight;
    for lemma in lemmas {
        *counts.of.entry(lemma).or_default() += weight;
    }
}

fn lemma_of(net: &WordNet, lists: &HandLists, form: &str) -> String {
    if let Some(lemma) = lists.irregular.get(form) {
        return lemma.clone();
    }
    regular(form, |candidate| parts(net, candidate)).into_owned()
}

fn parts(net: &WordNet, word: &str) -> Parts {
    let entry = net.index.get(word);
    PARTS.map(|(part, _)| {
        let senses = entry.and_then(|parts| parts.get(&part))?;
        Some(u8::try_from(senses.tagged).unwrap_or(u8::MAX))
    })
}

/// Single words of WordNet without names of persons and of species, compounds that name places, hand-listed words, and common words of the texts.
fn vocabulary(net: &WordNet, lists: &HandLists, counts: &Counts) -> Vec<String> {
    let proper = net.proper_lemmas();
    let is_place = |lemma: &str| !own_places(net, lists, lemma).is_empty();
    let wanted = |lemma: &&String| {
        let plain = lemma.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '\'' | '.'));
        let named = proper.contains(lemma.as_str());
        if lemma.contains('_') || named {
            is_place(lemma) || (named && plain && !is_instance(net, lemma))
        } else {
            plain && lemma.len() > 1
        }
    };
    let mut words: BTreeSet<String> =
        net.index.keys().filter(wanted).map(|lemma| lemma.replace('_', " ")).collect();
    words.extend(lists.words().cloned());
    let common = counts.of.iter().filter(|(word, count)| **count >= KEPT_FROM as f32 && word.len() > 1);
    words.extend(common.map(|(word, _)| word.clone()));
    words.into_iter().collect()
}

/// Whether the word only names single things (persons, works) or species.
fn is_instance(net: &WordNet, lemma: &str) -> bool {
    net.senses(lemma, usize::MAX).all(|(_, _, synset)| {
        synset.words.iter().any(|word| {
            word.starts_with("genus_") || word.starts_with("family_") || word.starts_with("order_")
        }) || synset.pointers.iter().any(|pointer| pointer.symbol == "@i")
    })
}

/// The places that a word names: a location itself, or the country of a demonym.
fn own_places(net: &WordNet, lists: &HandLists, lemma: &str) -> BTreeSet<SynsetId> {
    let mut own = BTreeSet::new();
    let listed = lists.places.get(lemma).map(String::as_str);
    for (_, id, synset) in [Some(lemma), listed].into_iter().flatten().flat_map(|lemma| net.senses(lemma, 3))
    {
        own.extend(is_named_place(net, id).then_some(id));
        for pointer in synset.pointers.iter().filter(|pointer| matches!(pointer.symbol.as_str(), "\\" | "+"))
        {
            own.extend(is_named_place(net, pointer.target).then_some(pointer.target));
        }
    }
    own
}

fn is_named_place(net: &WordNet, id: SynsetId) -> bool {
    const CONTINENTS: [&str; 6] = ["europe", "asia", "africa", "north_america", "south_america", "america"];
    let Some(synset) = net.synsets.get(&id) else { return false };
    let instance = synset.pointers.iter().any(|pointer| pointer.symbol == "@i");
    // Continents are filed under objects, not under locations.
    (synset.location && instance)
        || synset.words.first().is_some_and(|word| CONTINENTS.contains(&word.as_str()))
}

/// A place and all that it lies in.
fn places_around(net: &WordNet, own: &BTreeSet<SynsetId>) -> BTreeSet<SynsetId> {
    let mut around = own.clone();
    let mut level: Vec<SynsetId> = own.iter().copied().collect();
    for _ in 0..PLACE_STEPS {
        let pointers = level.iter().filter_map(|id| net.synsets.get(id)).flat_map(|synset| &synset.pointers);
        let up = pointers.filter(|pointer| matches!(pointer.symbol.as_str(), "#p" | "#m"));
        let named: Vec<SynsetId> =
            up.map(|pointer| pointer.target).filter(|id| is_named_place(net, *id)).collect();
        level = named.into_iter().filter(|id| around.insert(*id)).collect();
    }
    around
}

/// Relations of one word before they are made symmetric, by words.
#[derive(Default)]
struct Info {
    synonyms: BTreeSet<String>,
    antonyms: BTreeSet<String>,
    derived: BTreeSet<String>,
    hypernyms: BTreeSet<String>,
    kinds: BTreeSet<SynsetId>,
}

fn info(net: &WordNet, lemma: &str) -> Info {
    let mut info = Info::default();
    for (rank, id, synset) in net.senses(lemma, SENSES) {
        let main = rank < MAIN_SENSES;
        info.synonyms.extend(synset.words.iter().cloned());
        for pointer in &synset.pointers {
            let own = pointer.from_word == 0
                || synset.words.get(pointer.from_word - 1).is_some_and(|word| word == lemma);
            let targets = || net.targets(pointer).into_iter().map(str::to_owned);
            match pointer.symbol.as_str() {
                "&" => {
                    info.synonyms.extend(targets());
                    if main && id.0 == 'a' {
                        info.antonyms.extend(antonyms_of(net, pointer.target));
                    }
                }
                "!" if own || main => info.antonyms.extend(targets()),
                "+" | "\\" | "<" if own => info.derived.extend(targets()),
                "@" | "@i" => {
                    info.hypernyms.extend(targets());
                    if main {
                        info.kinds.insert(pointer.target);
                        let above = net
                            .synsets
                            .get(&pointer.target)
                            .map(|synset| synset.pointers.as_slice())
                            .unwrap_or_default();
                        let up = above.iter().filter(|pointer| matches!(pointer.symbol.as_str(), "@" | "@i"));
                        info.hypernyms.extend(up.flat_map(|pointer| net.targets(pointer)).map(str::to_owned));
                    }
                }
                "#m" | "#p" | "#s" => info.hypernyms.extend(targets()),
                _ => {}
            }
        }
    }
    info.synonyms.remove(lemma);
    info.antonyms.retain(|word| !info.synonyms.contains(word));
    info
}

fn antonyms_of(net: &WordNet, id: SynsetId) -> Vec<String> {
    let Some(synset) = net.synsets.get(&id) else { return Vec::new() };
    let pointers = synset.pointers.iter().filter(|pointer| pointer.symbol == "!");
    pointers.flat_map(|pointer| net.targets(pointer)).map(str::to_owned).collect()
}

/// "unsuitable" against "suitable": a prefix negates where WordNet's gloss says so.
fn prefix_antonym(net: &WordNet, word: &str) -> Option<String> {
    const PREFIXES: [&str; 8] = ["un", "in", "im", "il", "ir", "non", "dis", "mis"];
    const SIGNS: [&str; 8] = ["not ", "lack", "without", "absence", "opposite", "reverse", "undo", "wrong"];
    let roots = PREFIXES
        .iter()
        .filter_map(|prefix| word.strip_prefix(prefix))
        .map(|root| root.trim_start_matches('-'));
    let root = roots
        .filter(|root| root.len() >= 4 && net.index.contains_key(*root))
        .max_by_key(|root| root.len())?;
    let mut senses = net
        .senses(word, MAIN_SENSES)
        .filter(|(_, id, _)| net.index.get(root).is_some_and(|parts| parts.contains_key(&id.0)));
    senses.any(|(_, _, synset)| SIGNS.iter().any(|sign| synset.gloss.contains(sign))).then(|| root.to_owned())
}

/// Symmetric relations between numbered words; the smaller code stays.
struct Relations<'w> {
    ids: HashMap<&'w str, u32>,
    codes: Vec<BTreeMap<u32, u32>>,
}

impl Relations<'_> {
    fn add(&mut self, a: &str, b: &str, code: u32) {
        let (Some(a), Some(b)) = (self.ids.get(a).copied(), self.ids.get(b).copied()) else { return };
        if a == b {
            return;
        }
        for (from, to) in [(a, b), (b, a)] {
            if let Some(codes) = self.codes.get_mut(from as usize) {
                codes.entry(to).and_modify(|old| *old = code.min(*old)).or_insert(code);
            }
        }
    }
}

fn relations<'w>(net: &WordNet, lists: &HandLists, words: &'w [String], infos: &[Info]) -> Relations<'w> {
    let ids = words.iter().enumerate().map(|(id, word)| (word.as_str(), id as u32)).collect();
    let mut relations = Relations { ids, codes: vec![BTreeMap::new(); words.len()] };
    let mut derived_from: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut synonym_of: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut antonym_of: HashMap<&str, Vec<&str>> = HashMap::new();
    for (word, info) in words.iter().zip(infos) {
        let all = [
            (&info.antonyms, code::ANTONYM),
            (&info.derived, code::DERIVED),
            (&info.synonyms, code::SYNONYM),
        ];
        for (others, code) in all {
            others.iter().for_each(|other| relations.add(word, other, code));
        }
        if let Some(root) = prefix_antonym(net, word) {
            relations.add(word, &root, code::ANTONYM);
        }
        info.derived.iter().for_each(|other| derived_from.entry(other).or_default().push(word));
        info.synonyms.iter().for_each(|other| synonym_of.entry(other).or_default().push(word));
        info.antonyms.iter().for_each(|other| antonym_of.entry(word).or_default().push(other));
    }
    for (word, info) in words.iter().zip(infos) {
        for step in &info.derived {
            let second = [
                (&derived_from, code::SHARED_DERIVATION),
                (&synonym_of, code::SYNONYM_OF_DERIVED),
                (&antonym_of, code::ANTONYM_OF_DERIVED),
            ];
            for (map, code) in second {
                map.get(step.as_str())
                    .into_iter()
                    .flatten()
                    .for_each(|other| relations.add(word, other, code));
            }
        }
    }
    lists.antonyms.iter().for_each(|(a, b)| relations.add(a, b, code::ANTONYM));
    lists.synonyms.iter().for_each(|(a, b)| relations.add(a, b, code::HAND_SYNONYM));
    relations
}

fn encode(net: &WordNet, lists: &HandLists, counts: &Counts, words: &[String]) -> Vec<u8> {
    let proper = net.proper_lemmas();
    let keys: Vec<String> = words.iter().map(|word| word.replace(' ', "_")).collect();
    let infos: Vec<Info> = keys.iter().map(|key| info(net, key)).collect();
    let relations = relations(net, lists, words, &infos);
    let synset_numbers: HashMap<SynsetId, u32> = {
        let used: BTreeSet<SynsetId> = infos.iter().flat_map(|info| info.kinds.iter().copied()).collect();
        used.into_iter().enumerate().map(|(number, id)| (id, number as u32)).collect()
    };
    let mut place_numbers: HashMap<SynsetId, u32> = HashMap::new();
    let mut number_of_place = |id: SynsetId| {
        let next = place_numbers.len() as u32;
        *place_numbers.entry(id).or_insert(next)
    };
    let mut records = Vec::new();
    let mut record_ends = Vec::new();
    for (((word, key), info), codes) in words.iter().zip(&keys).zip(&infos).zip(&relations.codes) {
        let own = own_places(net, lists, key);
        let irregular = lists.irregular.get(word).and_then(|lemma| relations.ids.get(lemma.as_str()));
        let parts = parts(net, key);
        let mut flags = (0..4)
            .filter(|bit| parts.get(*bit).is_some_and(|part| part.is_some()))
            .fold(0, |flags, bit| flags | (1 << bit));
        flags |= if irregular.is_some() { flag::IRREGULAR } else { 0 };
        flags |= if proper.contains(key.as_str()) { flag::PROPER } else { 0 };
        flags |= if own.is_empty() { 0 } else { flag::PLACE };
        records.push(flags);
        records.push((counts.idf(word) * 255.0).round() as u8);
        records.extend(parts.into_iter().flatten());
        irregular.into_iter().for_each(|id| put(&mut records, *id));
        let hypernyms: BTreeSet<u32> =
            info.hypernyms.iter().filter_map(|word| relations.ids.get(word.as_str()).copied()).collect();
        put_list(&mut records, hypernyms.into_iter().map(|id| (id, 0)), 0);
        let kinds: BTreeSet<u32> =
            info.kinds.iter().filter_map(|id| synset_numbers.get(id).copied()).collect();
        put_list(&mut records, kinds.into_iter().map(|id| (id, 0)), 0);
        put_list(&mut records, codes.iter().map(|(id, code)| (*id, *code)), code::BITS);
        if !own.is_empty() {
            let around: BTreeSet<u32> =
                places_around(net, &own).into_iter().map(&mut number_of_place).collect();
            let own: BTreeSet<u32> = own.into_iter().map(&mut number_of_place).collect();
            put_list(&mut records, own.into_iter().map(|id| (id, 0)), 0);
            put_list(&mut records, around.into_iter().map(|id| (id, 0)), 0);
        }
        record_ends.push(records.len() as u32);
    }
    assemble(words, &record_ends, &records)
}

fn assemble(words: &[String], record_ends: &[u32], records: &[u8]) -> Vec<u8> {
    let slot_count = (words.len() * 3 / 2).next_power_of_two();
    let mut slots = vec![0u32; slot_count];
    let mut strings = Vec::new();
    let mut string_ends = Vec::new();
    for (id, word) in words.iter().enumerate() {
        let mut at = hash(word) as usize % slot_count;
        while slots.get(at).is_some_and(|slot| *slot != 0) {
            at = (at + 1) % slot_count;
        }
        if let Some(slot) = slots.get_mut(at) {
            *slot = id as u32 + 1;
        }
        strings.extend_from_slice(word.as_bytes());
        string_ends.push(strings.len() as u32);
    }
    let header = [words.len() as u32, slot_count as u32, strings.len() as u32];
    let numbers = header.iter().chain(&slots).chain(&string_ends).chain(record_ends);
    let mut bytes: Vec<u8> = numbers.flat_map(|number| number.to_le_bytes()).collect();
    bytes.extend(strings);
    bytes.extend(records);
    bytes
}

/// Count, then increasing numbers as differences, each shifted left to make room for its code.
fn put_list(out: &mut Vec<u8>, numbers: impl ExactSizeIterator<Item = (u32, u32)>, bits: u32) {
    put(out, numbers.len() as u32);
    let mut last = 0;
    for (number, code) in numbers {
        put(out, (number - last) << bits | code);
        last = number;
    }
}

/// Seven bits a byte, the lowest first.
fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
