//! Which words are parts of numbers: one look-up by length and bytes, without a table to build or memory to take.
//! It must not know how the parts combine.

/// What a number word contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// 0 to 19.
    Ones(u64),
    /// 20, 30 … 90.
    Tens(u64),
    Hundred,
    /// Thousand and more, lakh and crore included.
    Scale(u64),
    Dozen,
    /// "third", "twentieth", "hundredth", "millionth": an ordinal, or the lower half of a fraction.
    Nth(u64),
    /// "half", "halves".
    Half,
    /// "quarter", "quarters".
    Quarter,
}

/// A number word as it stands: what it contributes, and whether it bears a plural s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NumberWord {
    pub(crate) part: Part,
    pub(crate) plural: bool,
}

const LONGEST: usize = 16;

/// Bit n: some number word starts with the n-th letter of the alphabet.
const FIRST_LETTERS: u32 = letters(b"bcdefhklmnoqstz");

const fn letters(list: &[u8]) -> u32 {
    let mut bits = 0;
    let mut rest = list;
    while let [first, tail @ ..] = rest {
        bits |= 1 << (*first - b'a');
        rest = tail;
    }
    bits
}

/// Looks up one word, ASCII case aside.
pub(crate) fn number_word(word: &str) -> Option<NumberWord> {
    let first = word.bytes().next()? | 0x20;
    if !first.is_ascii_lowercase() || FIRST_LETTERS & (1 << (first - b'a')) == 0 {
        return None;
    }
    if word.len() < 2 || word.len() > LONGEST {
        return None;
    }
    let mut buffer = [0_u8; LONGEST];
    for (slot, byte) in buffer.iter_mut().zip(word.bytes()) {
        *slot = byte.to_ascii_lowercase();
    }
    let word = buffer.get(..word.len())?;
    let single = |part| Some(NumberWord { part, plural: false });
    if let Some(part) = simple(word) {
        return single(part);
    }
    if let Some(part) = word.strip_suffix(b"s").and_then(simple) {
        return can_be_plural(part).then_some(NumberWord { part, plural: true });
    }
    glued(word)
}

fn can_be_plural(part: Part) -> bool {
    !matches!(part, Part::Ones(_) | Part::Tens(_) | Part::Half | Part::Nth(2))
}

fn simple(word: &[u8]) -> Option<Part> {
    use Part::{Dozen, Half, Hundred, Nth, Ones, Quarter, Scale, Tens};
    Some(match word {
        b"zero" | b"nought" | b"naught" => Ones(0),
        b"one" => Ones(1),
        b"two" => Ones(2),
        b"three" => Ones(3),
        b"four" => Ones(4),
        b"five" => Ones(5),
        b"six" => Ones(6),
        b"seven" => Ones(7),
        b"eight" => Ones(8),
        b"nine" => Ones(9),
        b"ten" => Ones(10),
        b"eleven" => Ones(11),
        b"twelve" => Ones(12),
        b"thirteen" => Ones(13),
        b"fourteen" => Ones(14),
        b"fifteen" => Ones(15),
        b"sixteen" => Ones(16),
        b"seventeen" => Ones(17),
        b"eighteen" => Ones(18),
        b"nineteen" => Ones(19),
        b"twenty" => Tens(20),
        b"thirty" => Tens(30),
        b"forty" | b"fourty" => Tens(40),
        b"fifty" => Tens(50),
        b"sixty" => Tens(60),
        b"seventy" => Tens(70),
        b"eighty" => Tens(80),
        b"ninety" => Tens(90),
        b"hundred" => Hundred,
        b"thousand" => Scale(1_000),
        b"lakh" | b"lac" | b"lkh" => Scale(100_000),
        b"million" | b"mln" => Scale(1_000_000),
        b"crore" | b"krore" | b"cr" => Scale(10_000_000),
        b"billion" | b"bln" | b"milliard" | b"mrd" => Scale(1_000_000_000),
        b"trillion" | b"tln" => Scale(1_000_000_000_000),
        b"quadrillion" => Scale(1_000_000_000_000_000),
        b"dozen" | b"doz" | b"dz" => Dozen,
        b"half" | b"halves" => Half,
        b"quarter" => Quarter,
        b"first" => Nth(1),
        b"second" => Nth(2),
        b"third" => Nth(3),
        b"fourth" => Nth(4),
        b"fifth" => Nth(5),
        b"sixth" => Nth(6),
        b"seventh" => Nth(7),
        b"eighth" => Nth(8),
        b"ninth" => Nth(9),
        b"tenth" => Nth(10),
        b"eleventh" => Nth(11),
        b"twelfth" | b"twelth" => Nth(12),
        b"thirteenth" => Nth(13),
        b"fourteenth" => Nth(14),
        b"fifteenth" => Nth(15),
        b"sixteenth" => Nth(16),
        b"seventeenth" => Nth(17),
        b"eighteenth" => Nth(18),
        b"nineteenth" => Nth(19),
        b"twentieth" => Nth(20),
        b"thirtieth" => Nth(30),
        b"fortieth" => Nth(40),
        b"fiftieth" => Nth(50),
        b"sixtieth" => Nth(60),
        b"seventieth" => Nth(70),
        b"eightieth" => Nth(80),
        b"ninetieth" => Nth(90),
        b"hundredth" => Nth(100),
        b"thousandth" => Nth(1_000),
        b"millionth" => Nth(1_000_000),
        b"billionth" => Nth(1_000_000_000),
        b"trillionth" => Nth(1_000_000_000_000),
        _ => return None,
    })
}

/// "twentyfive", "thirtyfirst": tens and ones without a hyphen between them.
fn glued(word: &[u8]) -> Option<NumberWord> {
    let at = word.iter().position(|&letter| letter == b'y')?;
    let (head, tail) = (word.get(..=at)?, word.get(at + 1..)?);
    let Part::Tens(tens) = simple(head)? else { return None };
    let part = match simple(tail)? {
        Part::Ones(ones @ 1..10) => Part::Ones(tens + ones),
        Part::Nth(nth @ 1..10) => Part::Nth(tens + nth),
        _ => return None,
    };
    Some(NumberWord { part, plural: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_words_are_known_in_any_case_and_nothing_else_is() {
        let part = |word| number_word(word).map(|found| (found.part, found.plural));
        assert_eq!(part("Seventeen"), Some((Part::Ones(17), false)));
        assert_eq!(part("MILLIONS"), Some((Part::Scale(1_000_000), true)));
        assert_eq!(part("thirds"), Some((Part::Nth(3), true)));
        assert_eq!(part("twentyfirst"), Some((Part::Nth(21), false)));
        for word in
            ["", "a", "often", "height", "tenant", "seconds", "someone", "oneself", "ones", "tens", "may"]
        {
            assert_eq!(part(word), None, "{word}");
        }
    }
}
