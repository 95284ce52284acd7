//! Which place lies in which, demonyms included: Baku, Azerbaijan, Asia; German and European.
//! It must not know a corpus's own places: the tables hold the world's well-known ones.

use super::table::{Record, WordId, share, word_id};

/// How two places stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Containment {
    /// The same place, or one lies in the other: both may be said of one event.
    Compatible,
    /// Neither lies in the other, as far as the tables know.
    Apart,
    /// One of the two is no known place.
    Unknown,
}

/// Whether the word names a place or its people.
pub fn is_place(id: WordId) -> bool {
    Record::of(id).is_place()
}

/// Compares two places.
pub fn containment(a: WordId, b: WordId) -> Containment {
    let ids = (a, b);
    let (a, b) = (Record::of(a), Record::of(b));
    if !a.is_place() || !b.is_place() {
        return Containment::Unknown;
    }
    let a_in_b = share(b.own_places(), a.places_around());
    let b_in_a = share(a.own_places(), b.places_around());
    if a_in_b && !lies_within(ids.1) || b_in_a && !lies_within(ids.0) || share(a.own_places(), b.own_places())
    {
        return Containment::Compatible;
    }
    Containment::Apart
}

/// Towns and regions that the tables hold under the name of their country: they lie in it, and nothing that lies in it lies in them.
fn lies_within(id: WordId) -> bool {
    ["shusha", "karabakh"].iter().any(|name| word_id(name) == Some(id))
}

#[cfg(test)]
mod tests {
    use super::{Containment, containment, word_id};

    #[test]
    fn containment_of_well_known_places() {
        for (a, b, expected) in [
            ("german", "european", Containment::Compatible),
            ("paris", "france", Containment::Compatible),
            ("baku", "azerbaijan", Containment::Compatible),
            ("shusha", "azerbaijan", Containment::Compatible),
            ("shusha", "karabakh", Containment::Compatible),
            ("baku", "shusha", Containment::Apart),
            ("english", "british", Containment::Compatible),
            ("united states", "texas", Containment::Compatible),
            ("azerbaijani", "baku", Containment::Compatible),
            ("american", "texas", Containment::Compatible),
            ("israel", "greece", Containment::Apart),
            ("tbilisi", "azerbaijan", Containment::Apart),
            ("table", "azerbaijan", Containment::Unknown),
        ] {
            let (a_id, b_id) = (word_id(a).unwrap(), word_id(b).unwrap());
            assert_eq!(containment(a_id, b_id), expected, "{a} / {b}");
        }
    }
}
