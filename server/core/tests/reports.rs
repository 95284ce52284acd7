//! Reports about one company, one ruling, one study: what a reporter would write of them, rightly and wrongly.
//! Our own texts. The right sentences must stay silent; of the wrong ones these must be found.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use factmark_core::check::{Finding, Options, check};
use factmark_core::corpus::{Corpus, SourceDocument};
use factmark_core::text::Markup;
use jiff::civil::Date;

const RESULTS: &str = "Lumera Foods reports first-quarter results\n\n\
AARHUS, 12 May 2025 - Lumera Foods, the Danish maker of jam, said on Monday that net profit fell 14 percent to €31.5 million in the first \
quarter as sugar became dearer.\n\n\
Revenue rose 4 percent to €402 million. Sales in Norway, its largest market, grew by 5 percent, while sales in Poland dropped by 8 \
percent.\n\n\
Chief executive Anna de Wit said the company would close its plant in Vejle by the end of the year with the loss of 230 jobs.\n\n\
It kept its dividend unchanged at €1.40 per share.\n\n\
Lumera employs about 3,100 people at nine plants. Its shares closed 6.2 percent lower at €19.85.\n\n\
De Wit, who took over from Jan Berg in March 2021, spoke to reporters in Aarhus.\n";

const RULING: &str = "Court lets harbour grow\n\n\
The Administrative Court in Lom upheld the permit for the harbour of Arva, which belongs to Tern Harbours AB, on Thursday.\n\n\
Tern Harbours expects the harbour to handle 640,000 containers a year by 2031, up from 380,000 last year. The work is estimated to cost 1.9 \
billion kronor, of which the state will cover a third.\n\n\
Town of Lom Against Tern Harbours was the oldest case of the court.\n\n\
The fishing cooperative Sillgard, which represents 140 boats, will appeal.\n";

fn corpus() -> Corpus {
    let document = |path: &str, text: &'static str| {
        let mut document = SourceDocument::plain(path, text);
        document.metadata.issued = Date::new(2025, 5, 15).ok();
        document
    };
    Corpus::build(vec![document("results.txt", RESULTS), document("ruling.txt", RULING)], Vec::new())
}

fn findings(corpus: &Corpus, draft: &str) -> Vec<Finding> {
    let analysis = corpus.analyse(draft, Markup::Markdown);
    check(draft, &analysis, corpus, &Options::default())
}

#[test]
fn wrong_sentences_are_found() {
    let corpus = corpus();
    for (draft, code) in [
        ("Lumera's shares closed 6.2 percent higher.", "F025"),
        ("Lumera's sales in Poland grew by 8 percent.", "F025"),
        ("Shares of Lumera closed at €18.85.", "F004"),
        ("De Wit took over in March 2019.", "F003"),
        ("Lumera Foods employs about 4,100 people.", "F001"),
        ("Tern Harbours expects the harbour to handle 640,000 containers a year by 2035.", "F002"),
        ("Tern Harbours expects the harbour to handle 460,000 containers a year by 2031.", "F001"),
        ("The state will cover half of the cost.", "F005"),
        ("Sillgard represents 240 boats.", "F001"),
    ] {
        let found = findings(&corpus, draft);
        let codes: Vec<String> = found.iter().map(|finding| finding.code.to_string()).collect();
        assert_eq!(codes, [code], "{draft}");
    }
}

#[test]
fn right_sentences_are_not() {
    let corpus = corpus();
    for draft in [
        "Lumera's net profit fell by 14% to 31.5 million euros in the first quarter.",
        "Revenue at Lumera went up by 4 percent, to €402 million.",
        "Sales in Norway rose by 5 percent, but those in Poland fell by 8 percent.",
        "Lumera Foods will shut its plant in Vejle before the year is out; 230 people lose their jobs.",
        "Lumera left its dividend at €1.40.",
        "Lumera has more than 3,000 employees in nine plants.",
        "The shares lost 6.2 percent and closed at €19.85.",
        "Anna de Wit has led the company since March 2021, when she followed Jan Berg.",
        "Tern Harbours wants to handle 640,000 containers a year by 2031; last year it was 380,000.",
        "A third of the 1.9 billion kronor comes from the state.",
        "Sillgard speaks for 140 boats and will appeal.",
        // A title is nobody's words.
        "The ruling, \"Town of Lom Against Tern Harbours, Arva\", was read on Thursday.",
        "The ruling, called \"Tern Harbours Against the Town of Lom\", was read on Thursday.",
        // Nobody says this of these.
        "Lumera paid €2 million in fines.",
        "Tern Harbours has 900 employees.",
        "Brodal Foods employs about 5,000 people at 12 plants.",
        "Brodal's shares closed 3 percent higher at €40.10.",
        "Half of the fish comes from the sound.",
        "Revenue at Brodal fell 4 percent to €402 million.",
        "In Norway, prices rose by 8 percent.",
    ] {
        let found = findings(&corpus, draft);
        let messages: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
        assert!(messages.is_empty(), "{draft}: {messages:?}");
    }
}
