//! What each rule finds, in two or three words: a code alone tells a writer nothing. It must not know how rules work.

use factmark_core::check::Code;

/// The code with what it finds: `F002 (another year)`. A code that has no name here stands alone.
pub(super) fn named(code: Code) -> String {
    match name(code) {
        Some(name) => format!("{code} ({name})"),
        None => code.to_string(),
    }
}

fn name(code: Code) -> Option<&'static str> {
    Some(match code.0 {
        1 => "another figure",
        2 => "another year",
        3 => "another date",
        4 => "another sum",
        5 => "another percentage",
        6 => "another magnitude",
        7 => "another bound",
        8 => "another place in a row",
        10 => "another expansion",
        11 => "an acronym not explained",
        12 => "a similar acronym",
        13 => "another name or office",
        14 => "roles exchanged",
        15 => "another spelling",
        16 => "another name",
        20 => "denied or not",
        21 => "attribution dropped",
        22 => "hedge dropped",
        23 => "attributed to another",
        24 => "further along than the source",
        25 => "the opposite",
        30 => "a newer figure",
        31 => "a figure without its date",
        33 => "a relative date",
        40 => "without a source",
        50..=52 => "sources differ",
        60 => "quotation changed",
        61 => "quotation not found",
        62 => "quotation cut short",
        63 => "quotation of another",
        70 => "two values in the draft",
        71 => "parts and their whole",
        72 => "a length and its ends",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_catalogue_has_a_name() {
        let catalogue = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/src/check/README.md");
        let text = std::fs::read_to_string(catalogue).unwrap();
        let rows = text.lines().filter(|line| line.starts_with("| "));
        let codes = rows.filter_map(|row| row.trim_end_matches([' ', '|']).rsplit('|').next());
        let mut named = 0;
        for part in codes.flat_map(|cell| cell.split(", ")) {
            let numbers: Vec<u16> =
                part.split('–').filter_map(|it| it.trim().strip_prefix('F')?.parse().ok()).collect();
            for code in numbers.first().copied().unwrap_or(1)..=numbers.last().copied().unwrap_or(0) {
                assert!(name(Code(code)).is_some(), "F{code:03}");
                named += 1;
            }
        }
        assert!(named > 25, "{named}");
    }
}
