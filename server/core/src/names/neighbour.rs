//! Which names are easily taken for one another: short forms a letter or two apart, long forms that share a word.
//! It must not know texts; whether two such names are mistaken is for others to say.

use rustc_hash::FxHashMap;

use crate::names::{Entity, EntityId};
use crate::text::fold;

/// So many names with one word that it tells none of them.
const MANY: usize = 48;

#[derive(Debug, Default)]
pub(super) struct Neighbours {
    shorts: Vec<(String, EntityId)>,
    /// Indices into `shorts` by the short form itself and by what is left when one letter is dropped.
    by_part: FxHashMap<String, Vec<u32>>,
    /// Numbers of forms by a word of theirs, in small letters; names of one word by their first letters.
    by_word: FxHashMap<String, Vec<(u32, EntityId)>>,
}

impl Neighbours {
    pub(super) fn of(entities: &[Entity]) -> Neighbours {
        let mut made = Neighbours::default();
        for (entity, id) in entities.iter().zip(0..) {
            let id = EntityId(id);
            for short in &entity.short_forms {
                made.add_short(short, id);
            }
            let forms = std::iter::once(&entity.canonical).chain(&entity.aliases);
            for (number, form) in (0..).zip(forms) {
                if !entity.short_forms.contains(form) {
                    made.add_long(form, number, id);
                }
            }
        }
        made
    }

    fn add_short(&mut self, short: &str, id: EntityId) {
        let Ok(number) = u32::try_from(self.shorts.len()) else { return };
        if short.chars().count() < 3 {
            return;
        }
        self.shorts.push((short.to_owned(), id));
        for part in parts(short) {
            let list = self.by_part.entry(part).or_default();
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }

    fn add_long(&mut self, form: &str, number: u32, id: EntityId) {
        for word in keys(form) {
            let list = self.by_word.entry(word).or_default();
            if list.len() < MANY && list.last() != Some(&(number, id)) {
                list.push((number, id));
            }
        }
    }

    /// Other short forms that are `short` with a letter more, less, changed or moved, each once, in order.
    pub(super) fn of_short(&self, short: &str) -> Vec<(&str, EntityId)> {
        if short.chars().count() < 3 {
            return Vec::new();
        }
        let mut numbers: Vec<u32> =
            parts(short).iter().filter_map(|part| self.by_part.get(part)).flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let found = numbers.iter().filter_map(|number| self.shorts.get(*number as usize));
        let plural =
            |other: &str| other.strip_suffix('s') == Some(short) || short.strip_suffix('s') == Some(other);
        found
            .filter(|(other, _)| other != short && !plural(other))
            .map(|(other, id)| (other.as_str(), *id))
            .collect()
    }

    /// Numbers of the forms that share a word with `name`; 0 is the canonical name, then the aliases.
    pub(super) fn of_long(&self, name: &str) -> impl Iterator<Item = (usize, EntityId)> {
        let mut found: Vec<(u32, EntityId)> =
            keys(name).iter().filter_map(|word| self.by_word.get(word)).flatten().copied().collect();
        found.sort_unstable_by_key(|(number, id)| (*id, *number));
        found.dedup();
        found.into_iter().map(|(number, id)| (number as usize, id))
    }
}

/// The form itself and the form without each of its letters.
fn parts(short: &str) -> Vec<String> {
    let without = |at: usize| short.chars().enumerate().filter(|(n, _)| *n != at).map(|(_, c)| c).collect();
    std::iter::once(short.to_owned()).chain((0..short.chars().count()).map(without)).collect()
}

/// The longer words of a name of several; the first letters of a name of one.
fn keys(name: &str) -> Vec<String> {
    let folded = fold(name).text;
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [only] => vec![format!("^{}", only.chars().take(3).collect::<String>())],
        _ => words.iter().filter(|word| word.len() > 3).map(|word| (*word).to_owned()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(canonical: &str, short: &str) -> Entity {
        let shorts = vec![short.to_owned()];
        Entity {
            canonical: canonical.to_owned(),
            aliases: shorts.clone(),
            short_forms: shorts,
            ..Entity::default()
        }
    }

    #[test]
    fn short_forms_that_look_alike() {
        let names = ["ICMP", "ICMPD", "IFRC", "ICRC", "ILO", "IOM", "UNESCO", "WHO", "NGO"];
        let entities: Vec<Entity> = names.iter().map(|short| entity(short, short)).collect();
        let neighbours = Neighbours::of(&entities);
        let of =
            |short| -> Vec<&str> { neighbours.of_short(short).iter().map(|(short, _)| *short).collect() };
        assert_eq!(of("ICMP"), ["ICMPD"]);
        assert_eq!(of("IFRC"), ["ICRC"]);
        assert_eq!(of("IOM"), ["ILO"]);
        assert_eq!(of("UNESCO"), [""; 0]);
        assert_eq!(of("NGOs"), [""; 0]);
    }
}
