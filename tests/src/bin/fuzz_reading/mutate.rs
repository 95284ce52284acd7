//! Makes texts that no writer would: pieces of prose, markup and broken encodings, cut and joined at random.
//! It must not know the readers.

/// A fixed sequence of texts for each seed.
pub(crate) struct Mutator {
    state: u64,
}

const PROSE: &[&str] = &[
    "The United Nations Office for Project Services (UNOPS) opened in 1995.",
    "Mr. A. B. Lind met H.E. Dr. Osei at 5 p.m. on 3 Sept. 2019 in Washington, D.C.",
    "Some 34 500 families, nearly four thousand people and one in five schools (12.5 per cent) were reached.",
    "It cost US$ 1.2 million, €3bn or between ten and 15 million dollars.",
    "“We came in the early 1990s,” she said. “Nobody was left out.”",
    "From 25–27 April 2016, in Q3 2024, by mid-2023 and since May of 2022, see A/RES/72/488.",
    "# Heading\n\n- item **one**\n- item [two](http://example.org/2)\n\n> quote\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "---\ntitle: x\n---\n\n```rust\nlet x = 12;\n```\n\nText[^1] <b>bold</b> &amp; <!-- no --> ~~gone~~.\n\n[^1]: note.\n",
    "1. The first item 2. The second item\n(a) one;\n(b) two.\n\tcell\tcell\n",
    "The World Health Organization, hereinafter “WHO”, and UNHCR’s partners; WHO: health. İstanbul, Straße, oﬃce.",
];

const TOKENS: &[&str] = &[
    ".",
    "...",
    ". . .",
    "?",
    "!",
    ",",
    ";",
    ":",
    "(",
    ")",
    "[",
    "]",
    "“",
    "”",
    "'",
    "’",
    "\"",
    "-",
    "–",
    "—",
    "%",
    "‰",
    "$",
    "€",
    "£",
    " ",
    "\u{A0}",
    "\u{2009}",
    "\u{202F}",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\u{2028}",
    "\u{C}",
    "\0",
    "\u{FEFF}",
    "\u{AD}",
    "\u{200B}",
    "\u{301}",
    "🙂",
    "中",
    "。",
    "ß",
    "İ",
    "ﬃ",
    "•",
    "*",
    "_",
    "`",
    "```",
    "#",
    ">",
    "|",
    "<",
    "</",
    "<code>",
    "-->",
    "&",
    "&#0;",
    "\\",
    "~~",
    "[^",
    "](",
    "![",
    "---\n",
    "+++\n",
    "0",
    "1",
    "9",
    "12",
    "1,000",
    "1.5",
    "1/2",
    "½",
    "²",
    "1e9",
    "99999999999999999999999999999999",
    "0000",
    "1990",
    "1990s",
    "31",
    "32",
    "30 February",
    "29 February 2023",
    "00/00/0000",
    "13/13/2013",
    "2023-02-30",
    "year",
    "years",
    "ago",
    "last",
    "next",
    "May",
    "Monday",
    "century",
    "the",
    "of",
    "and",
    "to",
    "from",
    "between",
    "per",
    "cent",
    "percent",
    "million",
    "billion",
    "trillion",
    "hundred",
    "thousand",
    "dozen",
    "half",
    "a",
    "one",
    "two",
    "twenty",
    "twenty-",
    "third",
    "th",
    "st",
    "km",
    "°C",
    "kg",
    "USD",
    "AZN",
    "more than",
    "nearly",
    "at least",
    "minus",
    "U.S.",
    "No.",
    "e.g.",
    "i)",
    "a)",
    "IV.",
    "(UN)",
    "UN",
    "SDG",
    "COVID-19",
    "G20",
    "AAAA",
    "Ab",
    "hereinafter",
];

impl Mutator {
    pub(crate) fn new(seed: u64) -> Self {
        Mutator { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1 }
    }

    /// The next text, as bytes that need not be UTF-8.
    pub(crate) fn next(&mut self) -> Vec<u8> {
        let mut text = String::new();
        for _ in 0..=self.below(4) {
            text.push_str(self.pick(PROSE));
            text.push_str(self.pick(TOKENS));
        }
        for _ in 0..=self.below(24) {
            self.mutate(&mut text);
        }
        if self.below(40) == 0 {
            let piece = self.pick(TOKENS).to_owned() + self.pick(TOKENS);
            text.push_str(&piece.repeat(500 + self.below(4000)));
        }
        let mut bytes = text.into_bytes();
        if self.below(10) == 0 {
            for _ in 0..=self.below(5) {
                let at = self.below(bytes.len());
                let value = u8::try_from(self.below(256)).unwrap_or(0xFF);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = value;
                }
            }
        }
        bytes
    }

    /// Puts a token in, takes a piece out, or doubles one.
    fn mutate(&mut self, text: &mut String) {
        let from = text.floor_char_boundary(self.below(text.len() + 1));
        let to = text.floor_char_boundary(from + self.below(20));
        match self.below(4) {
            0 => text.replace_range(from..to.max(from), ""),
            1 => {
                let piece = text.get(from..to).unwrap_or("").to_owned();
                text.insert_str(from, &piece);
            }
            _ => text.insert_str(from, self.pick(TOKENS)),
        }
    }

    fn pick(&mut self, list: &'static [&'static str]) -> &'static str {
        let index = self.below(list.len());
        list.get(index).copied().unwrap_or("")
    }

    /// A number below `end`; 0 for an `end` of 0.
    fn below(&mut self, end: usize) -> usize {
        // xorshift64*: small, and the same everywhere.
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let high = self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or(0).checked_rem(end).unwrap_or(0)
    }
}
