//! How texts show that a name is a company's or another body's: "the fishing cooperative Havgard", "Meridel Foods, the maker of …",
//! "Sound Terminals AB".
//! It must not know texts: a word or a name alone is all it sees.

use crate::names::EntityKind;
use crate::names::kind;

/// Whether `noun` (small letters, singular) says of the name beside it that it is a body's.
pub(super) fn is_body_noun(noun: &str) -> bool {
    matches!(
        noun,
        "airline"
            | "bank"
            | "brewer"
            | "broadcaster"
            | "carmaker"
            | "chain"
            | "charity"
            | "chipmaker"
            | "company"
            | "cooperative"
            | "contractor"
            | "consultancy"
            | "developer"
            | "distributor"
            | "drugmaker"
            | "exporter"
            | "firm"
            | "importer"
            | "insurer"
            | "lender"
            | "maker"
            | "manufacturer"
            | "ngo"
            | "newspaper"
            | "nonprofit"
            | "operator"
            | "organisation"
            | "organization"
            | "pollster"
            | "producer"
            | "publisher"
            | "refiner"
            | "retailer"
            | "start-up"
            | "startup"
            | "steelmaker"
            | "supermarket"
            | "supplier"
            | "think-tank"
            | "union"
            | "utility"
            | "watchdog"
            | "wholesaler"
    )
}

/// What law adds behind a company's name, as written: "AB", "Ltd", "GmbH", with or without their points.
fn is_legal_form(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    matches!(
        bare,
        "AB" | "AG"
            | "ApS"
            | "AS"
            | "ASA"
            | "BV"
            | "Corp"
            | "GmbH"
            | "Inc"
            | "KG"
            | "LLC"
            | "LLP"
            | "Ltd"
            | "NV"
            | "Oy"
            | "Oyj"
            | "PLC"
            | "Plc"
            | "plc"
            | "SA"
            | "SARL"
            | "SE"
            | "SpA"
            | "SRL"
    )
}

/// A company's name without its legal form: "Sound Terminals" of "Sound Terminals AB". `None` where it has none, or where one word alone
/// would be left that need not be a name.
pub(super) fn without_legal_form(name: &str) -> Option<&str> {
    let (rest, last) = name.rsplit_once(' ')?;
    let rest = rest.trim_end_matches(',');
    (is_legal_form(last) && rest.contains(' ')).then_some(rest)
}

/// Whether an organisation of this name may be called "the company": no court, ministry or fund.
pub(super) fn may_be_company(kind: EntityKind, name: &str) -> bool {
    let last = name.rsplit([' ', '-']).next().unwrap_or("");
    let trades = matches!(
        last.trim_end_matches('.').to_lowercase().as_str(),
        "bank" | "co" | "company" | "corp" | "corporation" | "gmbh" | "group" | "inc" | "llc" | "ltd" | "plc"
    );
    kind == EntityKind::Organisation
        && (is_legal_form(last)
            || trades
            || kind::of_name(name) == EntityKind::Unknown && !kind::is_known_organisation(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_are_no_part_of_the_name() {
        for (name, short) in [
            ("Sound Terminals AB", Some("Sound Terminals")),
            ("Rivers & Lakes Ltd.", Some("Rivers & Lakes")),
            ("Apple Inc", None),
            ("Lake Fund", None),
            ("AB", None),
        ] {
            assert_eq!(without_legal_form(name), short, "{name}");
        }
    }

    #[test]
    fn what_may_be_called_the_company() {
        let company = |name: &str| may_be_company(EntityKind::Organisation, name);
        assert!(
            ["Meridel Foods", "Sound Terminals AB", "Lake Bank", "Rivers & Lakes Ltd"]
                .iter()
                .all(|it| company(it))
        );
        assert!(["Supreme Court", "Ministry of Water", "Lake Fund", "UNICEF"].iter().all(|it| !company(it)));
        assert!(!may_be_company(EntityKind::Unknown, "Meridel Foods"));
    }
}
